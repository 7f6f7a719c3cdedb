#pragma once
#include <optional>
#include <string>

#include "api/browser.h"
#include "http/credentials.h"
#include "http/exchange.h"
#include "people/accounts.h"
#include "store/access_scope.h"
#include "store/access_tokens.h"

namespace sb::api {

// Who calls, and what for. The only thing handlers know of the caller, however it proved who it is.
struct Principal {
  enum class Kind { token, user };
  Kind kind = Kind::token;
  std::string id;    // of the token or the account: the key of rate limits
  std::string name;  // for the audit log and the authors of publications
  store::Scope scope;
  // People only:
  std::string csrf_token = {};  // what their page must send with every change
  std::string login_id = {};
};

// Tells who sent a request. Several may stand in a row: tokens for programs, cookies for people.
// Threading: any thread; must not block.
class Authenticator {
 public:
  virtual ~Authenticator() = default;
  // Nullopt: this request carries nothing this authenticator accepts.
  virtual std::optional<Principal> authenticate(const http::InboundRequest& request, http::QueryToken query,
                                                UtcMs now) const = 0;
};

class TokenAuthenticator final : public Authenticator {
 public:
  explicit TokenAuthenticator(const store::AccessTokens& tokens) : tokens_(tokens) {}
  std::optional<Principal> authenticate(const http::InboundRequest& request, http::QueryToken query,
                                        UtcMs now) const override;

 private:
  const store::AccessTokens& tokens_;
};

// People who are logged in, by their cookie. A request that also carries a token is left to the tokens; so
// are the legacy paths.
class PersonAuthenticator final : public Authenticator {
 public:
  PersonAuthenticator(people::Accounts& accounts, BrowserPolicy policy)
      : accounts_(accounts), policy_(std::move(policy)) {}
  std::optional<Principal> authenticate(const http::InboundRequest& request, http::QueryToken query,
                                        UtcMs now) const override;

 private:
  people::Accounts& accounts_;
  BrowserPolicy policy_;
};

}  // namespace sb::api
