#include "channels/web_token.h"

#include <algorithm>
#include <optional>

#include "base/aes_cbc.h"
#include "base/crypto.h"
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
  return !id.empty() && id.size() <= key_id_bytes_max && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

// "sha256" for "HS256"; empty for what we do not accept.
std::string_view digest_of(std::string_view algorithm) {
  if (algorithm == "HS256") return "sha256";
  if (algorithm == "HS384") return "sha384";
  if (algorithm == "HS512") return "sha512";
  return {};
}

// The digest that the header asks for. A key id is tolerated when it looks like one, and never used; any
// other parameter could change the meaning of the token, so it is refused.
Result<std::string_view> read_header(std::string_view encoded, std::string_view pinned) {
  const auto text = from_base64url(encoded);
  if (!text) return refused("the header is no base64url");
  auto header = parse_json(*text, 4);
  if (header.has_error() || !header->is_object()) return refused("the header is no JSON object");
  std::string_view algorithm;
  for (const auto& member : header->get_object()) {
    const auto name = view(member.key());
    const auto* value = member.value().if_string();
    if (!value) return refused("a header parameter is no string");
    if (name == "alg") {
      algorithm = view(*value);
    } else if (name == "kid") {
      if (!is_plain_key_id(view(*value))) return refused("an odd key id");
    } else if (name != "typ" && name != "cty") {
      return refused("an unsupported header parameter");
    }
  }
  const auto digest = digest_of(algorithm);
  if (digest.empty() || (!pinned.empty() && pinned != algorithm)) return refused("unsupported algorithm");
  return digest;
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

std::optional<std::string> from_base64url(std::string_view text) {
  std::string standard(text);
  for (char& c : standard) {
    if (c == '+' || c == '/' || c == '=') return std::nullopt;
    if (c == '-') c = '+';
    if (c == '_') c = '/';
  }
  auto bytes = from_base64(standard);
  if (!bytes || base64url(*bytes) != text) return std::nullopt;
  return bytes;
}

std::string base64url(std::string_view bytes) {
  std::string out = base64(bytes);
  while (out.ends_with('=')) out.pop_back();
  for (char& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return out;
}

Result<std::string> verify_jws(std::string_view token, std::string_view secret, std::string_view algorithm) {
  if (token.size() > start_token_bytes_max) return refused("too long");
  const auto first = token.find('.');
  const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos)
    return refused("not three parts");
  SB_TRY(const auto digest, read_header(token.substr(0, first), algorithm));
  const auto signature = from_base64url(token.substr(second + 1));
  const auto expected = hmac(digest, secret, token.substr(0, second));
  if (secret.empty() || !signature || !expected || !constant_time_equal(*signature, *expected))
    return refused("the signature is wrong");
  auto payload = from_base64url(token.substr(first + 1, second - first - 1));
  if (!payload) return refused("the payload is no base64url");
  return std::move(*payload);
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
