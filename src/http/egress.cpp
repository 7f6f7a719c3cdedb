#include "http/egress.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace sb::http {
namespace {

Error bad_entry(std::string_view entry, std::string_view why) {
  return Error{ErrorCode::invalid_input, fmt::format("egress allow-list: \"{}\" {}", printable(entry), why),
               std::string(entry)};
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (failure != std::errc() || end != text.data() + text.size() || port == 0) return {};
  return port;
}

struct Entry {
  std::string target;
  std::optional<std::uint16_t> port;
};

// Takes the port off: "a:1", "[::1]:1", "[::1]/64:1", but not from "fd00::1", where the colons are the
// address.
Result<Entry> split_entry(std::string_view entry) {
  std::string target(entry);
  std::string_view port;
  bool has_port = false;
  if (entry.front() == '[') {
    const auto close = entry.find(']');
    if (close == std::string_view::npos) return bad_entry(entry, "has no closing bracket");
    const auto rest = entry.substr(close + 1);
    const auto colon = rest.find(':');
    target = std::string(entry.substr(1, close - 1)) + std::string(rest.substr(0, colon));
    has_port = colon != std::string_view::npos;
    if (has_port) port = rest.substr(colon + 1);
  } else if (std::count(entry.begin(), entry.end(), ':') == 1) {
    const auto colon = entry.find(':');
    target = std::string(entry.substr(0, colon));
    has_port = true;
    port = entry.substr(colon + 1);
  }
  if (!has_port) return Entry{std::move(target), {}};
  const auto number = parse_port(port);
  if (!number) return bad_entry(entry, "has no valid port after the colon");
  return Entry{std::move(target), number};
}

bool is_host_name(std::string_view text) {
  return !text.empty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

bool ends_with_label(std::string_view host, std::string_view label) {
  return host.size() > label.size() && host.ends_with(label) && host[host.size() - label.size() - 1] == '.';
}

// Names that never mean a host of the public internet.
bool is_local_name(std::string_view host) {
  return host.find('.') == std::string_view::npos || ends_with_label(host, "localhost") ||
         ends_with_label(host, "local") || ends_with_label(host, "internal");
}

bool port_fits(const std::optional<std::uint16_t>& rule, std::uint16_t port) {
  return !rule || *rule == port;
}

}  // namespace

Result<EgressPolicy> EgressPolicy::parse(std::string_view allow) {
  EgressPolicy policy;
  while (!allow.empty()) {
    const auto comma = allow.find(',');
    const auto entry = trim_ascii(allow.substr(0, comma));
    allow = comma == std::string_view::npos ? std::string_view() : allow.substr(comma + 1);
    if (!entry.empty()) SB_TRYV(policy.add_rule(entry));
  }
  return policy;
}

Ok EgressPolicy::add_rule(std::string_view entry) {
  SB_TRY(auto split, split_entry(entry));
  if (const auto range = AddressRange::parse(split.target)) {
    ranges_.push_back({*range, split.port});
    return {};
  }
  if (split.target.find('/') != std::string::npos) {
    return bad_entry(entry, "is no address range such as 10.0.0.0/8 or fd00::/8");
  }
  auto host = lower_ascii(split.target);
  if (!is_host_name(host)) return bad_entry(entry, "is neither a host name nor an address");
  hosts_.push_back({std::move(host), split.port});
  return {};
}

bool EgressPolicy::opens_host(std::string_view host, std::uint16_t port) const {
  return std::any_of(hosts_.begin(), hosts_.end(),
                     [&](const HostRule& rule) { return rule.host == host && port_fits(rule.port, port); });
}

Verdict EgressPolicy::check_name(std::string_view host, std::uint16_t port) const {
  if (opens_host(host, port)) return Verdict::allowed;
  if (Address::parse(host) || !is_local_name(host)) return Verdict::depends_on_address;
  const bool range_may_open = std::any_of(ranges_.begin(), ranges_.end(),
                                          [&](const RangeRule& rule) { return port_fits(rule.port, port); });
  return range_may_open ? Verdict::depends_on_address : Verdict::refused;
}

Verdict EgressPolicy::check(const Address& address, std::uint16_t port, std::string_view host) const {
  if (opens_host(host, port)) return Verdict::allowed;
  for (const auto& rule : ranges_) {
    if (rule.range.contains(address) && port_fits(rule.port, port)) return Verdict::allowed;
  }
  if (!Address::parse(host) && is_local_name(host)) return Verdict::refused;
  if (std::find(denied_.begin(), denied_.end(), address) != denied_.end()) return Verdict::refused;
  return is_public(address) ? Verdict::allowed : Verdict::refused;
}

}  // namespace sb::http
