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

std::optional<Principal> PersonAuthenticator::authenticate(const http::InboundRequest& request,
                                                           http::QueryToken query, UtcMs now) const {
  // The legacy paths change things by GET, which nothing protects from links on other sites.
  if (query == http::QueryToken::accepted || request.headers.find("authorization")) return std::nullopt;
  const auto cookie = login_cookie(request, policy_);
  if (cookie.empty()) return std::nullopt;
  auto person = accounts_.who(cookie, now);
  if (!person) return std::nullopt;
  return Principal{Principal::Kind::user,
                   person->user.id,
                   person->user.login,
                   accounts_.scope_of(person->user),
                   people::Accounts::csrf_token(cookie),
                   person->login_id};
}

}  // namespace sb::api
