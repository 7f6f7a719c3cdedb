#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace sb::http {

// An IPv4 or IPv6 address. IPv4 is kept in its mapped form (::ffff:a.b.c.d), so the two spellings of one
// destination are equal and are judged alike.
struct Address {
  std::array<std::uint8_t, 16> bytes{};

  bool is_v4() const;
  // 127.0.0.1 or 2001:db8::1, in the form of inet_ntop.
  std::string text() const;

  // Only the canonical forms: four decimal octets without leading zeros, or IPv6 without brackets and zone.
  static std::optional<Address> parse(std::string_view text);
  // nullopt for families other than IPv4 and IPv6.
  static std::optional<Address> from_sockaddr(const sockaddr* address);

  friend auto operator<=>(const Address&, const Address&) = default;
};

// The port of an IPv4 or IPv6 socket address, 0 for other families.
std::uint16_t port_of(const sockaddr* address);

// All addresses that share the first `prefix_bits` (0 to 128, counted in the mapped form).
struct AddressRange {
  Address base;
  int prefix_bits = 128;

  bool contains(const Address& address) const;
  // "10.0.0.0/8", "fd00::/8", or a single address.
  static std::optional<AddressRange> parse(std::string_view text);

  friend bool operator==(const AddressRange&, const AddressRange&) = default;
};

// True for addresses of the public internet: outside every special-purpose range of IPv4, inside 2000::/3
// less its special-purpose parts for IPv6 (tunnels and translations that hide an IPv4 address are not
// public).
bool is_public(const Address& address);

// The addresses of this machine's own network interfaces.
std::vector<Address> own_addresses();

}  // namespace sb::http
