#include "api/authentication.h"

#include "base/log.h"

namespace sb::api {

std::optional<Principal> TokenAuthenticator::authenticate(const http::InboundRequest& request,
                                                          http::QueryToken query, UtcMs now) const {
  const auto credentials = http::read_credentials(request, query);
  if (!credentials) return std::nullopt;
  const auto token = tokens_.check(credentials->id, credentials->secret, now);
  if (!token) return std::nullopt;
  auto scope = store::parse_scope(token->scope);
  if (scope.has_error()) {
    log_error("the scope of a token cannot be read", {{"tokenId", token->id}});
    return std::nullopt;
  }
  return Principal{Principal::Kind::token, token->id, token->name, std::move(*scope)};
}

}  // namespace sb::api
