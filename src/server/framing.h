#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "http/exchange.h"

// The framing rules laid over the HTTP parser (security §2.3), as pure functions. A request that two
// implementations could cut differently is refused before anything is routed, and its connection closes.
namespace sb::server {

// Why a request is refused before routing. The texts are literals.
struct Refusal {
  int status = 400;
  std::string_view message;

  friend bool operator==(const Refusal&, const Refusal&) = default;
};

// Request line and header fields, in bytes, line ends included.
inline constexpr std::size_t header_bytes_max_default = 8 * 1024;
// All chunk extensions of one body together.
inline constexpr std::size_t chunk_extension_bytes_max = 256;

// Looks for the end of the header in bytes that arrive piece by piece. The outcome depends on the bytes
// alone, never on how they were cut: a fault counts only when no earlier byte was one, and nothing beyond the
// limit is looked at.
class HeadScan {
 public:
  // `bytes` starts with the request line and has grown since the last call. The offset behind the empty line
  // that ends the header, when it is there. Sets `refusal` on: a first byte that begins no method, a line end
  // other than CR LF, a request line without " HTTP/1.0" or " HTTP/1.1", a folded field, more than
  // `header_bytes_max` bytes.
  std::optional<std::size_t> find_end(std::string_view bytes, std::size_t header_bytes_max,
                                      std::optional<Refusal>& refusal);

 private:
  std::optional<Refusal> check_line(std::string_view line) const;

  std::size_t searched_ = 0;
  std::size_t line_start_ = 0;
};

// Checks method, Host, Content-Length, Transfer-Encoding, Content-Encoding and Expect of a parsed header.
// `version` is 10 or 11.
std::optional<Refusal> check_framing(int version, const http::InboundRequest& request);

// True for "Content_Length" and the like: names that some gateways turn into framing fields. They are
// dropped.
bool imitates_framing_field(std::string_view name);

// host [":" port] of RFC 9110 §7.2, not empty.
bool is_host_and_port(std::string_view text);

}  // namespace sb::server
