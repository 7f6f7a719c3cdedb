#include "http/trace_context.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/crypto.h"
#include "base/utf8.h"

namespace sb::http {
namespace {

constexpr std::size_t version_00_bytes = 55;  // 00-<32>-<16>-<2>
constexpr std::size_t trace_digits = 32, span_digits = 16, span_bytes = 8;
constexpr std::size_t state_members_max = 32, state_bytes_max = 512, long_member_bytes = 128;
constexpr std::size_t key_bytes_max = 256, tenant_bytes_max = 241, system_bytes_max = 14,
                      value_bytes_max = 256;
constexpr unsigned sampled_flag = 1;

thread_local TraceContext trace_here;

bool is_lower_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}
bool is_lower_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_lower_hex(c); });
}
bool is_zero(std::string_view text) {
  return text.find_first_not_of('0') == std::string_view::npos;
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_key_part(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_lower(c) || is_digit(c) || c == '_' || c == '-' || c == '*' || c == '/';
  });
}

// A vendor's name, or tenant@vendor.
bool is_key(std::string_view key) {
  if (key.empty() || key.size() > key_bytes_max) return false;
  const auto at = key.find('@');
  if (at == std::string_view::npos) return is_lower(key.front()) && is_key_part(key);
  const auto tenant = key.substr(0, at), system = key.substr(at + 1);
  return !tenant.empty() && tenant.size() <= tenant_bytes_max &&
         (is_lower(tenant.front()) || is_digit(tenant.front())) && is_key_part(tenant) && !system.empty() &&
         system.size() <= system_bytes_max && is_lower(system.front()) && is_key_part(system);
}

// Printable, no comma, no equals sign, no space at the end.
bool is_value(std::string_view value) {
  return !value.empty() && value.size() <= value_bytes_max && value.back() != ' ' &&
         std::all_of(value.begin(), value.end(),
                     [](char c) { return c >= ' ' && c <= '~' && c != ',' && c != '='; });
}

std::string_view trim_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::size_t joined_bytes(const std::vector<std::string_view>& members) {
  std::size_t bytes = 0;
  for (const auto member : members) bytes += member.size() + 1;
  return bytes == 0 ? 0 : bytes - 1;
}

void shorten(std::vector<std::string_view>& members) {
  for (auto at = members.size(); at-- > 0 && joined_bytes(members) > state_bytes_max;) {
    if (members[at].size() > long_member_bytes)
      members.erase(members.begin() + static_cast<std::ptrdiff_t>(at));
  }
  while (joined_bytes(members) > state_bytes_max) members.pop_back();
}

}  // namespace

std::optional<TraceContext> parse_traceparent(std::string_view text) {
  if (text.size() < version_00_bytes) return std::nullopt;
  const auto version = text.substr(0, 2), trace = text.substr(3, trace_digits),
             span = text.substr(36, span_digits), flags = text.substr(53, 2);
  if (text[2] != '-' || text[35] != '-' || text[52] != '-') return std::nullopt;
  if (!is_lower_hex(version) || version == "ff") return std::nullopt;
  if (text.size() > version_00_bytes && (version == "00" || text[version_00_bytes] != '-'))
    return std::nullopt;
  if (!is_lower_hex(trace) || !is_lower_hex(span) || !is_lower_hex(flags)) return std::nullopt;
  if (is_zero(trace) || is_zero(span)) return std::nullopt;
  const char last = flags[1];
  const unsigned digit = static_cast<unsigned>(is_digit(last) ? last - '0' : last - 'a' + 10);
  return TraceContext{std::string(trace), std::string(span), (digit & sampled_flag) != 0, {}};
}

std::string parse_tracestate(const std::vector<std::string_view>& fields) {
  std::vector<std::string_view> members;
  std::set<std::string_view> keys;
  for (auto rest : fields) {
    while (!rest.empty()) {
      const auto comma = rest.find(',');
      const auto member = trim_blanks(rest.substr(0, comma));
      rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
      if (member.empty()) continue;  // allowed, and says nothing
      const auto equals = member.find('=');
      if (equals == std::string_view::npos) return {};
      const auto key = member.substr(0, equals);
      if (!is_key(key) || !is_value(member.substr(equals + 1)) || !keys.insert(key).second) return {};
      members.push_back(member);
    }
  }
  if (members.size() > state_members_max) return {};
  shorten(members);
  std::string out;
  for (const auto member : members) {
    if (!out.empty()) out += ',';
    out += member;
  }
  return out;
}

TraceContext trace_of(const Headers& headers) {
  if (headers.count("traceparent") != 1) return {};
  auto trace = parse_traceparent(headers.get("traceparent"));
  if (!trace) return {};
  std::vector<std::string_view> states;
  for (const auto& field : headers) {
    if (iequals_ascii(field.name, "tracestate")) states.push_back(field.value);
  }
  trace->state = parse_tracestate(states);
  return std::move(*trace);
}

void add_trace(std::vector<Header>& headers, const TraceContext& trace) {
  if (trace.empty()) return;
  for (const auto& header : headers) {
    if (iequals_ascii(header.name, "traceparent") || iequals_ascii(header.name, "tracestate")) return;
  }
  std::string span = hex(random_bytes(span_bytes));
  if (is_zero(span)) span.back() = '1';
  headers.push_back({"traceparent", "00-" + trace.trace_id + "-" + span + (trace.sampled ? "-01" : "-00")});
  if (!trace.state.empty()) headers.push_back({"tracestate", trace.state});
}

const TraceContext& current_trace() {
  return trace_here;
}

TraceScope::TraceScope(TraceContext trace) : outer_(std::exchange(trace_here, std::move(trace))) {}

TraceScope::~TraceScope() {
  trace_here = std::move(outer_);
}

}  // namespace sb::http
