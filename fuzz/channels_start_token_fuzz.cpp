#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/jws.h"
#include "channels/web_token.h"

// No token made without the secret is accepted; the claims of one made with it are read or refused, never a
// crash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr sb::UtcMs now{1'750'000'000'000};
  constexpr std::string_view key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!sb::channels::read_jwt(text, "a secret nobody guesses", "", now).has_error()) std::abort();
  (void)sb::channels::read_aes_token(text, key, now);
  std::string signed_text = sb::base64url(R"({"alg":"HS256"})") + "." + sb::base64url(text);
  signed_text += "." + sb::base64url(sb::hmac_sha256("k", signed_text));
  const auto payload = sb::channels::verify_jws(signed_text, "k", "HS256");
  if (size < 40'000 && (payload.has_error() || *payload != text)) std::abort();
  (void)sb::channels::read_jwt(signed_text, "k", "", now);
  return 0;
}
