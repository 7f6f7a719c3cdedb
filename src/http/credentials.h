#pragma once
#include <optional>
#include <string>

#include "http/exchange.h"

namespace sb::http {

// An access token as a request carries it (spec 05 §1): `id:secret`.
struct Credentials {
  std::string id, secret;
  friend bool operator==(const Credentials&, const Credentials&) = default;
};

enum class QueryToken { refused, accepted };  // ?access_token= is for the legacy paths only

// Reads "Authorization: Bearer id:secret", "Basic base64(id:secret)", "Basic id:secret" and the bare
// "id:secret"; with QueryToken::accepted also ?access_token=. Nullopt when there is none or it has no such
// form.
std::optional<Credentials> read_credentials(const InboundRequest& request, QueryToken query);

}  // namespace sb::http
