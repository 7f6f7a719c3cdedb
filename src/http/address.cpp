#include "http/address.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace sb::http {
namespace {

constexpr int mapped_prefix_bits = 96;
constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

AddressRange range(std::string_view text) {
  return AddressRange::parse(text).value();
}

// The IANA special-purpose registry of IPv4, plus multicast, the reserved class E and 168.63.129.16 (the host
// service of a cloud platform, which looks public).
const std::vector<AddressRange>& special_v4() {
  static const std::vector<AddressRange> table = [] {
    std::vector<AddressRange> ranges;
    for (const auto* text :
         {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
          "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
          "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16"}) {
      ranges.push_back(range(text));
    }
    return ranges;
  }();
  return table;
}

// What is not public inside 2000::/3: Teredo, ORCHID and benchmarking, documentation, 6to4.
const std::vector<AddressRange>& special_v6() {
  static const std::vector<AddressRange> table = {range("2001::/23"), range("2001:db8::/32"),
                                                  range("2002::/16"), range("3fff::/20")};
  return table;
}

bool in_any(const std::vector<AddressRange>& ranges, const Address& address) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const AddressRange& candidate) { return candidate.contains(address); });
}

Address mapped(const void* v4) {
  Address address;
  std::copy(mapped_prefix.begin(), mapped_prefix.end(), address.bytes.begin());
  std::memcpy(address.bytes.data() + mapped_prefix.size(), v4, 4);
  return address;
}

}  // namespace

bool Address::is_v4() const {
  return std::equal(mapped_prefix.begin(), mapped_prefix.end(), bytes.begin());
}

std::string Address::text() const {
  char buffer[INET6_ADDRSTRLEN] = {};
  if (is_v4()) {
    inet_ntop(AF_INET, bytes.data() + mapped_prefix.size(), buffer, sizeof buffer);
  } else {
    inet_ntop(AF_INET6, bytes.data(), buffer, sizeof buffer);
  }
  return buffer;
}

std::optional<Address> Address::parse(std::string_view text) {
  if (text.empty() || text.size() >= INET6_ADDRSTRLEN || text.find('\0') != std::string_view::npos) return {};
  char copy[INET6_ADDRSTRLEN] = {};
  std::memcpy(copy, text.data(), text.size());
  in_addr v4{};
  if (inet_pton(AF_INET, copy, &v4) == 1) return mapped(&v4);
  Address address;
  if (inet_pton(AF_INET6, copy, address.bytes.data()) == 1) return address;
  return {};
}

std::optional<Address> Address::from_sockaddr(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, address, sizeof v4);
    return mapped(&v4.sin_addr);
  }
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, address, sizeof v6);
    Address result;
    std::memcpy(result.bytes.data(), &v6.sin6_addr, result.bytes.size());
    return result;
  }
  return {};
}

std::uint16_t port_of(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, address, sizeof v4);
    return ntohs(v4.sin_port);
  }
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, address, sizeof v6);
    return ntohs(v6.sin6_port);
  }
  return 0;
}

bool AddressRange::contains(const Address& address) const {
  const auto whole = static_cast<std::size_t>(prefix_bits / 8);
  if (std::memcmp(base.bytes.data(), address.bytes.data(), whole) != 0) return false;
  const int rest = prefix_bits % 8;
  if (rest == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
  return (base.bytes[whole] & mask) == (address.bytes[whole] & mask);
}

std::optional<AddressRange> AddressRange::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto base = Address::parse(text.substr(0, slash));
  if (!base) return {};
  if (slash == std::string_view::npos) return AddressRange{*base, 128};
  const auto digits = text.substr(slash + 1);
  int bits = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  if (failure != std::errc() || end != digits.data() + digits.size() || digits[0] == '-') return {};
  // "::ffff:10.0.0.0/104" is written with the prefix of the mapped form already.
  const bool dotted = text.substr(0, slash).find(':') == std::string_view::npos;
  if (bits > (dotted ? 32 : 128)) return {};
  return AddressRange{*base, dotted ? mapped_prefix_bits + bits : bits};
}

bool is_public(const Address& address) {
  if (address.is_v4()) return !in_any(special_v4(), address);
  return (address.bytes[0] & 0xe0) == 0x20 && !in_any(special_v6(), address);
}

std::vector<Address> own_addresses() {
  std::vector<Address> addresses;
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) return addresses;
  for (const auto* entry = list; entry; entry = entry->ifa_next) {
    if (!entry->ifa_addr) continue;
    if (auto address = Address::from_sockaddr(entry->ifa_addr)) addresses.push_back(*address);
  }
  freeifaddrs(list);
  return addresses;
}

}  // namespace sb::http
