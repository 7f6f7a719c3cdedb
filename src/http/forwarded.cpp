#include "http/forwarded.h"

#include <algorithm>
#include <ranges>

#include "base/utf8.h"

namespace sb::http {
namespace {

constexpr std::string_view unix_peer = "unix";
// More hops than any real way has; a header field may hold thousands.
constexpr int hops_max = 32;

// All fields of that name, in order, as the one list that they are.
std::string joined(const Headers& headers, std::string_view name) {
  std::string out;
  for (const auto& header : headers) {
    if (!iequals_ascii(header.name, name)) continue;
    if (!out.empty()) out += ',';
    out += header.value;
  }
  return out;
}

// Takes the last entry off the list.
std::string_view take_last(std::string_view& list) {
  const auto comma = list.rfind(',');
  const auto last = trim_ascii(comma == std::string_view::npos ? list : list.substr(comma + 1));
  list = comma == std::string_view::npos ? std::string_view() : list.substr(0, comma);
  return last;
}

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// An entry as proxies write it: an address, also with its port ("192.0.2.1:4711", "[2001:db8::1]:4711"), or
// what nginx calls a client on a Unix socket. Empty: none of these.
std::string peer_named(std::string_view entry) {
  if (entry == "unix:" || entry == unix_peer) return std::string(unix_peer);
  if (entry.starts_with('[')) {
    const auto end = entry.find(']');
    if (end == std::string_view::npos) return {};
    const auto after = entry.substr(end + 1);
    if (!after.empty() && !(after.starts_with(':') && is_port(after.substr(1)))) return {};
    const auto address = Address::parse(entry.substr(1, end - 1));
    return address && !address->is_v4() ? address->text() : std::string();
  }
  if (const auto colon = entry.find(':');
      colon != std::string_view::npos && colon == entry.rfind(':') && is_port(entry.substr(colon + 1)))
    entry = entry.substr(0, colon);
  const auto address = Address::parse(entry);
  return address ? address->text() : std::string();
}

}  // namespace

Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& entries) {
  TrustedProxies out;
  for (const auto& entry : entries) {
    const auto text = trim_ascii(entry);
    if (text.empty()) continue;
    if (text == unix_peer) {
      out.unix_ = true;
      continue;
    }
    const auto range = AddressRange::parse(text);
    if (!range) {
      return Error{
          ErrorCode::invalid_input,
          "'" + std::string(text) + "' is neither an address, a range such as 10.0.0.0/8, nor 'unix'"};
    }
    out.ranges_.push_back(*range);
  }
  return out;
}

bool TrustedProxies::trusts(std::string_view peer) const {
  if (peer == unix_peer) return unix_;
  if (ranges_.empty()) return false;
  const auto address = Address::parse(peer);
  return address && std::ranges::any_of(ranges_, [&](const auto& range) { return range.contains(*address); });
}

std::string TrustedProxies::client_of(std::string_view peer, const Headers& headers) const {
  std::string client(peer);
  if (!trusts(peer)) return client;
  const std::string all = joined(headers, "x-forwarded-for");
  std::string_view list = all;
  for (int hop = 0; hop < hops_max && !list.empty() && trusts(client); ++hop) {
    auto named = peer_named(take_last(list));
    if (named.empty()) break;
    client = std::move(named);
  }
  return client;
}

bool TrustedProxies::over_tls(std::string_view peer, const Headers& headers) const {
  if (!trusts(peer)) return false;
  const std::string all = joined(headers, "x-forwarded-proto");
  std::string_view list = all;
  return iequals_ascii(take_last(list), "https");
}

}  // namespace sb::http
