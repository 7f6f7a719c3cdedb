#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/address.h"

namespace sb::http {

inline constexpr std::size_t url_bytes_max = 8 * 1024;

// An absolute http or https URL, parsed once by libcurl's parser; the transfer gets the same handle, so the
// checked host and the connected host cannot differ.
//
// Stricter than browsers where parsers disagree. Refused: other schemes, control characters, a backslash
// before the query, more than one "@", percent-encoding or a zone in the host, a host ending in a number that
// is no plain IPv4 address, a trailing dot, port 0, more than url_bytes_max. Spaces and non-ASCII text in
// path and query are percent-encoded; a non-ASCII host is mapped by UTS 46.
class Url final {
 public:
  static Result<Url> parse(std::string_view text);
  // A `Location` read against this URL (RFC 3986 §5).
  Result<Url> resolve(std::string_view reference) const;

  bool is_https() const { return https_; }
  // Lower case, IPv6 without brackets.
  const std::string& host() const { return host_; }
  // The address, when the host is one.
  const std::optional<Address>& literal() const { return literal_; }
  std::uint16_t port() const { return port_; }
  // "https://host:port", the port always there: equal for two URLs of the same origin.
  const std::string& origin() const { return origin_; }
  // The same as browsers write it in `Origin`: a default port is left out.
  std::string browser_origin() const;
  // Without user information and fragment.
  const std::string& text() const { return text_; }
  // The value for an Authorization header when the URL carried `user:password@`, else empty.
  const std::string& basic_authorization() const { return basic_authorization_; }
  // The CURLU handle, without user information; owned by this object.
  void* curl_handle() const { return handle_.get(); }

 private:
  Url() = default;

  bool https_ = false;
  std::uint16_t port_ = 0;
  std::string host_, origin_, text_, basic_authorization_;
  std::optional<Address> literal_;
  // Shared by copies: nothing changes it after parse().
  std::shared_ptr<void> handle_;
};

}  // namespace sb::http
