#pragma once
#include "api/api.h"
#include "api/call.h"

// What the endpoints of logins and of accounts share.
namespace sb::api {

// Tells the audit log of something that no endpoint's own entry tells: a person's login, or a try.
void audit_person(const Deps& deps, const store::UserRow* user, std::string_view action,
                  std::string_view object, int status, UtcMs now);

// Begins a login in this browser, in place of the one it had: the answer gets its cookie.
Ok begin_login(const Deps& deps, const http::InboundRequest& request, const store::UserRow& user, UtcMs now,
               http::OutboundResponse& response);

// For Set-Cookie: this login came from the OpenID Connect provider, where it ends too; the browser shows it
// nowhere but when it logs out. An empty token ends the cookie, one too long for a cookie is left out of it.
std::string set_provider_cookie(std::string_view id_token, bool tls);

// 400 with the place of the fault in the body; other errors as they are.
http::OutboundResponse account_refusal(const Error& error);

std::string_view team_role(const store::Scope& scope);  // "admin" or "member"
// Where a one-time link leads, on this server.
std::string setup_path(std::string_view secret);

}  // namespace sb::api
