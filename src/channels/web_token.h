#pragma once
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "channels/web_config.h"

namespace sb::channels {

inline constexpr std::size_t start_token_bytes_max = 64 * 1024;

// What a page may ask for when the chat starts, from its options or from a signed token.
struct StartClaims {
  JsonObject session;
  std::string session_id;  // may be empty: a new one
  std::string language;    // may be empty
};

// Reads a start token (spec 04 §3.5): signed by the secret, not expired, issued not in the future, nothing in
// its header that we would have to obey. Every refusal is `forbidden`; `message` is for the log only.
Result<StartClaims> read_jwt(std::string_view token, std::string_view secret, std::string_view algorithm,
                             UtcMs now);
// `secret` is 64 hex digits.
Result<StartClaims> read_aes_token(std::string_view token, std::string_view secret, UtcMs now);
Result<StartClaims> read_start_token(const WebConfig& config, std::string_view token, UtcMs now);

// The payload bytes of a compact JWS whose MAC is right (HS256, HS384, HS512; `algorithm` pins one).
Result<std::string> verify_jws(std::string_view token, std::string_view secret, std::string_view algorithm);

}  // namespace sb::channels
