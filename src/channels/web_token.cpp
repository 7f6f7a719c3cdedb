#include "channels/web_token.h"

#include <algorithm>
#include <optional>

#include "base/aes_cbc.h"
#include "base/crypto.h"
#include "base/jws.h"
#include "base/utf8.h"

namespace sb::channels {
namespace {

constexpr double exp_seconds_max = 253'402'300'799;  // the year 9999
constexpr std::int64_t clock_skew_s = 60;            // for `iat` and `nbf`
constexpr std::size_t iv_digits = 16;                // of an AES token: these characters are the IV's bytes

Error refused(std::string why) {
  return {ErrorCode::forbidden, std::move(why), "token"};
}

bool is_plain_key_id(std::string_view id) {
  constexpr std::size_t key_id_bytes_max = 128;
  return id.size() <= key_id_bytes_max && std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                  c == '_';
         });
}

// Seconds since 1970 as a whole or fractional JSON number; nullopt when it is anything else.
std::optional<double> seconds(const JsonObject& claims, std::string_view name) {
  const Json* value = find_member(claims, name);
  if (!value || !value->is_number()) return std::nullopt;
  const double number = value->to_number<double>();
  if (!(number >= 0 && number <= exp_seconds_max)) return std::nullopt;
  return number;
}

Ok check_times(const JsonObject& claims, UtcMs now) {
  const double now_s = static_cast<double>(now.value) / 1000.0;
  const auto expires = seconds(claims, "exp");
  if (!expires) return refused("exp is missing or no time");
  if (*expires <= now_s) return refused("expired");
  for (const std::string_view name : {"iat", "nbf"}) {
    if (!find_member(claims, name)) continue;
    const auto from = seconds(claims, name);
    if (!from || *from > now_s + clock_skew_s)
      return refused(std::string(name) + " is in the future or no time");
  }
  return {};
}

Result<StartClaims> read_claims(std::string_view text, UtcMs now) {
  auto value = parse_json(text);
  if (value.has_error() || !value->is_object()) return refused("the payload is no JSON object");
  const JsonObject& claims = value->get_object();
  SB_TRYV(check_times(claims, now));
  StartClaims out;
  if (const JsonObject* session = object_member(claims, "session")) out.session = *session;
  if (const Json* id = find_member(claims, "sessionId")) {
    if (!id->is_string()) return refused("sessionId is no string");
    out.session_id = view(id->get_string());
  }
  out.language = string_member(claims, "lang");
  return out;
}

}  // namespace

Result<std::string> verify_jws(std::string_view token, std::string_view secret, std::string_view algorithm) {
  SB_TRY(auto jws, parse_jws(token, start_token_bytes_max));
  // Tolerated when it looks like one, and never used.
  if (!is_plain_key_id(jws.key_id)) return refused("an odd key id");
  const auto digest = hmac_digest_of(jws.algorithm);
  if (digest.empty() || (!algorithm.empty() && algorithm != jws.algorithm))
    return refused("unsupported algorithm");
  const auto expected = hmac(digest, secret, jws.signed_part);
  if (secret.empty() || !expected || !constant_time_equal(jws.signature, *expected))
    return refused("the signature is wrong");
  return std::move(jws.payload);
}

Result<StartClaims> read_jwt(std::string_view token, std::string_view secret, std::string_view algorithm,
                             UtcMs now) {
  SB_TRY(const auto payload, verify_jws(token, secret, algorithm));
  return read_claims(payload, now);
}

Result<StartClaims> read_aes_token(std::string_view token, std::string_view secret, UtcMs now) {
  const auto key = from_hex(secret);
  if (!key || token.size() <= iv_digits || token.size() > start_token_bytes_max) return refused("malformed");
  const auto iv = token.substr(0, iv_digits);
  if (iv.find_first_not_of("0123456789abcdef") != std::string_view::npos) return refused("malformed");
  const auto ciphertext = from_hex(token.substr(iv_digits));
  const auto text = ciphertext ? aes_256_cbc_decrypt(*key, iv, *ciphertext) : std::nullopt;
  if (!text) return refused("cannot be decrypted");
  return read_claims(*text, now);
}

Result<StartClaims> read_start_token(const WebConfig& config, std::string_view token, UtcMs now) {
  switch (config.protection) {
    case WidgetProtection::jwt:
      return read_jwt(token, config.secret, config.jwt_algorithm, now);
    case WidgetProtection::aes:
      return read_aes_token(token, config.secret, now);
    case WidgetProtection::plain:
    case WidgetProtection::refused:
      break;
  }
  return refused("this channel takes no tokens");
}

}  // namespace sb::channels
