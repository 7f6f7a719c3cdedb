#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "http/message.h"

namespace sb::http {

// The HMAC kind of an API security setting (spec 02 §3).
struct HmacSettings {
  std::string key;
  std::string secret;
  // Also send the hash under this name; empty for none.
  std::string header;
  // Digest name, for the inner hash and the HMAC alike.
  std::string encoding = "sha256";
};

inline constexpr std::size_t hmac_nonce_bytes = 24;

// The headers `hash`, `nonce`, `timestamp`, `charset` (and `header`) for one request. `body` is the exact
// text sent; an empty one is signed as "{}". `nonce` is text, 2 * hmac_nonce_bytes hex digits. Pure: same
// input, same headers. Fails with `invalid_input` for a digest that is not available.
Result<std::vector<Header>> hmac_headers(const HmacSettings& settings, std::string_view body, UtcMs timestamp,
                                         std::string_view nonce);

}  // namespace sb::http
