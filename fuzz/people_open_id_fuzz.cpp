#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "people/open_id_keys.h"

// Key sets, ID tokens and their claims as a provider may send them: read or refused, and nothing unsigned
// accepted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr sb::UtcMs now{1'750'000'000'000};
  // RFC 7517 appendix A.1.
  static const auto keys = sb::people::OpenIdKeys::parse(
      R"({"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",)"
      R"("y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"sig","kid":"1"}]})");
  if (keys.has_error() || keys->empty()) std::abort();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)sb::people::OpenIdKeys::parse(text);
  const auto claims = sb::people::read_id_token(text, {"https://id.example", "signalbox", "nonce", now});
  if (!claims.has_error() && sb::string_member(*claims, "nonce") != "nonce") std::abort();
  const auto jws = sb::parse_jws(text, 64 * 1024);
  if (!jws.has_error() && keys->verify(*jws)) std::abort();
  return 0;
}
