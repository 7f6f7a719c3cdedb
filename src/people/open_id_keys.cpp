#include "people/open_id_keys.h"

#include <algorithm>

namespace sb::people {
namespace {

constexpr double skew_s = 60, age_s_max = 600;
constexpr std::size_t keys_max = 100;

Error refused(std::string why) {
  return {ErrorCode::forbidden, "the ID token: " + std::move(why)};
}

std::optional<double> seconds(const JsonObject& claims, std::string_view name) {
  const Json* value = find_member(claims, name);
  if (!value || !value->is_number()) return std::nullopt;
  return value->to_number<double>();
}

bool names(const Json* audience, std::string_view client_id) {
  if (!audience) return false;
  if (const auto* text = audience->if_string()) return view(*text) == client_id;
  const auto* list = audience->if_array();
  return list && std::any_of(list->begin(), list->end(), [&](const Json& one) {
           return one.is_string() && view(one.get_string()) == client_id;
         });
}

}  // namespace

Result<OpenIdKeys> OpenIdKeys::parse(std::string_view text) {
  const Error no_keys{ErrorCode::upstream_failed, "the provider's keys cannot be read"};
  const auto value = parse_json(text);
  const JsonArray* list =
      value.has_error() || !value->is_object() ? nullptr : array_member(value->get_object(), "keys");
  if (!list) return no_keys;
  OpenIdKeys out;
  for (const auto& entry : *list) {
    const JsonObject* key = entry.if_object();
    if (!key || out.keys_.size() == keys_max) continue;
    const auto use = string_member(*key, "use"), kind = string_member(*key, "kty"),
               own = string_member(*key, "alg");
    if (!use.empty() && use != "sig") continue;
    const bool rsa = kind == "RSA", curve = kind == "EC" && string_member(*key, "crv") == "P-256";
    const std::string_view algorithm = rsa ? "RS256" : "ES256";
    if ((!rsa && !curve) || (!own.empty() && own != algorithm)) continue;
    auto first = from_base64url(string_member(*key, rsa ? "n" : "x"));
    auto second = from_base64url(string_member(*key, rsa ? "e" : "y"));
    if (!first || !second) continue;
    out.keys_.push_back({std::string(string_member(*key, "kid")), std::string(algorithm), std::move(*first),
                         std::move(*second)});
  }
  return out;
}

bool OpenIdKeys::fits(const Key& key, const Jws& jws) const {
  return key.algorithm == jws.algorithm && (jws.key_id.empty() || jws.key_id == key.id);
}

bool OpenIdKeys::knows(const Jws& jws) const {
  return std::any_of(keys_.begin(), keys_.end(), [&](const Key& key) { return fits(key, jws); });
}

bool OpenIdKeys::verify(const Jws& jws) const {
  return std::any_of(keys_.begin(), keys_.end(), [&](const Key& key) {
    if (!fits(key, jws)) return false;
    return key.algorithm == "RS256" ? verify_rs256(key.first, key.second, jws.signed_part, jws.signature)
                                    : verify_es256(key.first, key.second, jws.signed_part, jws.signature);
  });
}

Result<JsonObject> read_id_token(std::string_view payload, const ExpectedToken& expected) {
  auto value = parse_json(payload);
  if (value.has_error() || !value->is_object()) return refused("it is no JSON object");
  JsonObject& claims = value->get_object();
  if (string_member(claims, "iss") != expected.issuer) return refused("another issuer");
  const Json* audience = find_member(claims, "aud");
  if (!names(audience, expected.client_id)) return refused("it is for another client");
  const bool several = audience->is_array() && audience->get_array().size() > 1;
  const auto party = string_member(claims, "azp");
  if ((several || find_member(claims, "azp")) && party != expected.client_id)
    return refused("another client asked for it");
  if (expected.nonce.empty() || string_member(claims, "nonce") != expected.nonce)
    return refused("another nonce");
  if (string_member(claims, "sub").empty()) return refused("it names no subject");
  const double now = static_cast<double>(expected.now.value) / 1000;
  const auto expires = seconds(claims, "exp"), issued = seconds(claims, "iat");
  if (!expires || *expires + skew_s <= now) return refused("it has expired");
  if (!issued || *issued > now + skew_s || *issued + age_s_max < now)
    return refused("it was not issued just now");
  if (const auto from = seconds(claims, "nbf"); from && *from > now + skew_s)
    return refused("it is not valid yet");
  return std::move(claims);
}

}  // namespace sb::people
