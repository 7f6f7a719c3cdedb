#include <atomic>
#include <memory>

#include "api/people.h"
#include "api/shapes.h"
#include "base/log.h"
#include "people/login_limits.h"
#include "people/open_id.h"
#include "people/password.h"

// Logging in and out, and what everybody may do with the own account.

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;

constexpr std::size_t login_body_bytes_max = 8 * 1024;
constexpr std::string_view provider_cookie = "signalbox-provider", logout_path = "/manage/v1/logout";
constexpr std::string_view no_token = "-";
// Browsers keep 4 KiB of a cookie with its attributes.
constexpr std::size_t cookie_token_bytes_max = 3'500;
// Passwords checked at once: each takes a processor and 19 MiB for some 20 ms.
constexpr int checks_max = 2;

// What logging in needs beyond the accounts; shared by the endpoints.
struct Door {
  people::LoginLimits limits;
  std::atomic<int> checks{0};
};
using DoorPtr = std::shared_ptr<Door>;

class OneCheck final {
 public:
  explicit OneCheck(Door& door) : door_(door), free_(door.checks.fetch_add(1) < checks_max) {}
  ~OneCheck() { door_.checks.fetch_sub(1); }
  OneCheck(const OneCheck&) = delete;
  OneCheck& operator=(const OneCheck&) = delete;
  bool free() const { return free_; }

 private:
  Door& door_;
  bool free_;
};

http::OutboundResponse wait_response(int status, std::string_view code, std::string_view message,
                                     std::int64_t wait_ms) {
  auto response = http::error_response(status, code, message);
  response.headers.set("Retry-After", std::to_string((wait_ms + 999) / 1000));
  return response;
}

// Pages of other sites may not log anybody in; programs send no Origin.
bool refuse_foreign_page(const Deps& deps, const CallPtr& call) {
  if (call->request().headers.get("origin").empty() || from_own_page(call->request(), deps.browser))
    return false;
  call->fail(403, "CSRF", "this does not come from a page of this server");
  return true;
}

// Runs `check` unless somebody has tried too often or too many are at it; otherwise that is answered.
template <typename Check>
void guarded(const Deps&, const DoorPtr& door, const CallPtr& call, std::string_view login, Check check) {
  const std::string& address = call->request().remote_address;
  const OneCheck one(*door);
  if (!one.free())
    return call->answer(wait_response(503, "UNAVAILABLE", "too many people log in at once", 1'000));
  if (const auto wait = door->limits.attempt(login, address, call->now()))
    return call->answer(wait_response(429, "LIMIT_EXCEEDED", "too many attempts; try again later", *wait));
  if (check()) door->limits.succeeded(login, address);
}

JsonObject me_json(const Deps& deps, const Principal& principal) {
  JsonObject bots;
  for (const auto& [id, version] : deps.bots.bots()) {
    if (const auto role = principal.scope.role_for(id)) bots[id] = store::role_name(*role);
  }
  JsonObject out{{"kind", principal.kind == Principal::Kind::user ? "user" : "token"},
                 {"id", principal.id},
                 {"login", principal.name},
                 {"name", principal.name},
                 {"bots", std::move(bots)}};
  if (principal.kind == Principal::Kind::token) {
    out["role"] = store::role_name(principal.scope.role);
    return out;
  }
  out["role"] = team_role(principal.scope);
  out["csrfToken"] = principal.csrf_token;
  out["loginId"] = principal.login_id;
  if (const auto user = deps.accounts->find(principal.id)) {
    out["name"] = user->name;
    out["email"] = user->email;
    out["hasPassword"] = !user->password_hash.empty();
  }
  return out;
}

ShapePtr me_shape() {
  return object({must("kind", one_of({"user", "token"})), must("id", text()), must("login", text()),
                 must("name", text()), must("bots", map(one_of(store::role_names()))), must("role", text()),
                 may("email", text()), may("hasPassword", boolean()), may("csrfToken", text()),
                 may("loginId", text())});
}

ShapePtr done_shape() {
  return object({must("login", text())});
}

// Logs the person in and says so.
void welcome(const Deps& deps, const CallPtr& call, const store::UserRow& user, std::string_view action) {
  auto response = http::json_response(200, JsonObject{{"login", user.login}});
  response.headers.set("Cache-Control", "no-store");
  if (auto begun = begin_login(deps, call->request(), user, call->now(), response); begun.has_error())
    return call->fail(begun.error());
  audit_person(deps, &user, action, "users/" + user.id, 200, call->now());
  call->answer(std::move(response));
}

void log_in(const Deps& deps, const DoorPtr& door, const CallPtr& call) {
  if (refuse_foreign_page(deps, call)) return;
  const std::string login = people::login_form(string_member(call->body_object(), "login"));
  guarded(deps, door, call, login, [&] {
    const auto user = deps.accounts->check_password(login, string_member(call->body_object(), "password"));
    if (!user) {
      // A login nobody has may be a password typed into the wrong field: it is not kept.
      const auto known = deps.accounts->find_login(login);
      audit_person(deps, known ? &*known : nullptr, "logIn", call->request().remote_address, 401,
                   call->now());
      call->fail({ErrorCode::unauthorized, "login or password is wrong"});
      return false;
    }
    welcome(deps, call, *user, "logIn");
    return true;
  });
}

// Nobody guesses a link; what counts is the address alone.
std::string link_attempts(const CallPtr& call) {
  return "a link from " + call->request().remote_address;
}

void set_up(const Deps& deps, const DoorPtr& door, const CallPtr& call) {
  if (refuse_foreign_page(deps, call)) return;
  const JsonObject& body = call->body_object();
  guarded(deps, door, call, link_attempts(call), [&] {
    const auto secret = string_member(body, "token"), password = string_member(body, "password");
    const auto user = deps.accounts->accept_invitation(secret, password, call->now());
    if (user.has_error()) {
      call->answer(account_refusal(user.error()));
      return user.error().code == ErrorCode::invalid_input;  // the link was right
    }
    welcome(deps, call, *user, "setPassword");
    return true;
  });
}

void show_invitation(const Deps& deps, const DoorPtr& door, const CallPtr& call) {
  guarded(deps, door, call, link_attempts(call), [&] {
    const auto user = deps.accounts->invited(string_member(call->body_object(), "token"), call->now());
    if (!user) {
      call->fail({ErrorCode::unauthorized, "this link was used, is too old, or is incomplete"});
      return false;
    }
    call->answer(200, JsonObject{{"login", user->login}});
    return true;
  });
}

// The person who calls; nullopt: it is a program, which is answered.
std::optional<store::UserRow> caller(const Deps& deps, const CallPtr& call) {
  if (call->principal().kind == Principal::Kind::user) {
    if (auto user = deps.accounts->find(call->principal().id)) return user;
  }
  call->fail(403, "AUTHORIZATION", "this is for people who are logged in, not for tokens");
  return std::nullopt;
}

void log_out(const Deps& deps, const CallPtr& call) {
  const auto user = caller(deps, call);
  if (!user) return;
  if (auto ended = deps.accounts->end_login(user->id, call->principal().login_id); ended.has_error())
    return call->fail(ended.error());
  const bool tls = over_tls(call->request(), deps.browser);
  const auto leave = [call, tls](const std::optional<std::string>& provider_url) {
    auto response = provider_url ? http::json_response(200, JsonObject{{"providerUrl", *provider_url}})
                                 : http::no_content_response();
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("Set-Cookie", set_cookie(login_cookie_name(tls), "", 0, tls));
    response.headers.add("Set-Cookie", set_provider_cookie("", tls));
    response.headers.set("Clear-Site-Data", "\"storage\"");
    call->answer(std::move(response));
  };
  const auto token = find_cookie(call->request(), provider_cookie);
  if (!deps.open_id || token.empty()) return leave(std::nullopt);
  deps.open_id->logout_url(token == no_token ? "" : std::string(token), call->now(), leave);
}

void change_password(const Deps& deps, const DoorPtr& door, const CallPtr& call) {
  const auto user = caller(deps, call);
  if (!user) return;
  const JsonObject& body = call->body_object();
  guarded(deps, door, call, user->login, [&] {
    if (!user->password_hash.empty() &&
        !deps.accounts->check_password(user->login, string_member(body, "current"))) {
      Problems problems;
      problems.add("body.current", "this is not your password");
      call->answer(problems.response());
      return false;
    }
    const auto changed = deps.accounts->set_password(user->id, string_member(body, "password"));
    if (changed.has_error()) {
      call->answer(account_refusal(changed.error()));
      return true;
    }
    // All logins have ended, this one too: it goes on under a new id.
    auto response = http::json_response(200, JsonObject{{"login", user->login}});
    if (auto begun = begin_login(deps, call->request(), *user, call->now(), response); begun.has_error()) {
      call->fail(begun.error());
    } else {
      call->answer(std::move(response));
    }
    return true;
  });
}

void list_logins(const Deps& deps, const CallPtr& call) {
  const auto user = caller(deps, call);
  if (!user) return;
  JsonArray data;
  for (const auto& login : deps.accounts->logins(user->id, call->now())) {
    data.push_back(JsonObject{{"id", login.id},
                              {"address", login.address},
                              {"browser", login.agent},
                              {"createdAt", iso_text(login.created_at)},
                              {"usedAt", iso_text(login.used_at)},
                              {"current", login.id == call->principal().login_id}});
  }
  call->answer(200, JsonObject{{"data", std::move(data)}});
}

void end_login(const Deps& deps, const CallPtr& call) {
  const auto user = caller(deps, call);
  if (!user) return;
  const auto ended = deps.accounts->end_login(user->id, call->path("loginId"));
  ended.has_error() ? call->fail(ended.error()) : call->answer(http::no_content_response());
}

Endpoint endpoint(std::string method, std::string path, std::string id, std::string summary) {
  return {std::move(method), "/manage/v1/" + path, std::move(id), std::move(summary), Family::manage};
}

// Without a token or a cookie: the answers are named here, since nothing is common to all open endpoints.
Endpoint open_endpoint(std::string path, std::string id, std::string summary, ShapePtr body) {
  auto out = endpoint("POST", std::move(path), std::move(id), std::move(summary));
  out.open = true;
  out.body = std::move(body);
  out.body_bytes_max = login_body_bytes_max;
  out.answers = {{200, "Done.", done_shape()},
                 {400, "Bad Request", error_body()},
                 {401, "Unauthorized", error_body()},
                 {403, "A page of another site sent this.", error_body()},
                 {413, "Payload Too Large", error_body()},
                 {415, "Unsupported Media Type", error_body()},
                 {429, "Too many attempts; see Retry-After.", error_body()},
                 {500, "Internal Server Error", error_body()},
                 {503, "Service Unavailable", error_body()}};
  return out;
}

Endpoints own_account(const Deps& deps, const DoorPtr& door) {
  auto me = endpoint("GET", "me", "whoAmI", "Who calls, and what he is for each bot.");
  me.answers = {{200, "The caller.", me_shape()}};
  me.handle = [deps](const CallPtr& call) {
    auto response = http::json_response(200, me_json(deps, call->principal()));
    response.headers.set("Cache-Control", "no-store");
    call->answer(std::move(response));
  };
  auto password = endpoint("PUT", "me/password", "changePassword",
                           "A new password. Every other login of the person ends.");
  password.body = object({may("current", text()), must("password", text())});
  password.answers = {{200, "Changed; the cookie is a new one.", done_shape()}};
  password.handle = [deps, door](const CallPtr& call) { change_password(deps, door, call); };
  auto logins = endpoint("GET", "me/logins", "listLogins", "The browsers in which the caller is logged in.");
  const auto login = object({must("id", text()), must("address", text()), must("browser", text()),
                             must("createdAt", text()), must("usedAt", text()), must("current", boolean())});
  logins.answers = {{200, "The logins, the latest first.", object({must("data", list(login))})}};
  logins.handle = [deps](const CallPtr& call) { list_logins(deps, call); };
  auto end = endpoint("DELETE", "me/logins/{loginId}", "endLogin", "Ends one login of the caller.");
  end.answers = {{204, "Ended."}};
  end.handle = [deps](const CallPtr& call) { end_login(deps, call); };
  return {std::move(me), std::move(password), std::move(logins), std::move(end)};
}

}  // namespace

void audit_person(const Deps& deps, const store::UserRow* user, std::string_view action,
                  std::string_view object, int status, UtcMs now) {
  store::AuditRow entry;
  entry.at = now;
  entry.actor_kind = "user";
  if (user) {
    entry.actor_id = user->id;
    entry.actor_name = user->login;
  }
  entry.action = action;
  entry.object = object;
  entry.status = status;
  deps.store.submit({store::AddAudit{std::move(entry)}}, store::Urgency::relaxed, [](Ok outcome) {
    if (outcome.has_error()) log_error("an audit entry was lost", {{"error", outcome.error().message}});
  });
}

Ok begin_login(const Deps& deps, const http::InboundRequest& request, const store::UserRow& user, UtcMs now,
               http::OutboundResponse& response) {
  const bool tls = over_tls(request, deps.browser);
  if (const auto old = login_cookie(request, deps.browser); !old.empty()) {
    if (const auto before = deps.accounts->who(old, now))
      SB_TRYV(deps.accounts->end_login(before->user.id, before->login_id));
  }
  SB_TRY(const auto cookie, deps.accounts->begin_login(user.id, request.remote_address,
                                                       std::string(request.headers.get("user-agent")), now));
  response.headers.add("Set-Cookie",
                       set_cookie(login_cookie_name(tls), cookie, people::login_total_ms / 1000, tls));
  if (deps.open_id) response.headers.add("Set-Cookie", set_provider_cookie("", tls));
  return {};
}

std::string set_provider_cookie(std::string_view id_token, bool tls) {
  return set_cookie(provider_cookie, id_token.size() > cookie_token_bytes_max ? no_token : id_token,
                    people::login_total_ms / 1000, tls, logout_path);
}

http::OutboundResponse account_refusal(const Error& error) {
  if (error.code != ErrorCode::invalid_input) return http::error_response(error);
  Problems problems;
  problems.add("body", error);
  return problems.response();
}

std::string_view team_role(const store::Scope& scope) {
  return scope.role == store::Role::admin && scope.every_bot ? "admin" : "member";
}

std::string setup_path(std::string_view secret) {
  return "/setup#" + std::string(secret);
}

Endpoints manage_login_endpoints(const Deps& deps) {
  const auto door = std::make_shared<Door>();
  auto in = open_endpoint("login", "logIn", "Logs a person in: the answer sets a cookie.",
                          object({must("login", text()), must("password", text())}));
  in.handle = [deps, door](const CallPtr& call) { log_in(deps, door, call); };
  auto link = open_endpoint("setup", "setUp", "Sets the password by a one-time link, and logs in.",
                            object({must("token", text()), must("password", text())}));
  link.handle = [deps, door](const CallPtr& call) { set_up(deps, door, call); };
  auto look = open_endpoint("setup/check", "checkSetupLink", "Whose password a one-time link sets.",
                            object({must("token", text())}));
  look.handle = [deps, door](const CallPtr& call) { show_invitation(deps, door, call); };
  auto out = endpoint("POST", "logout", "logOut", "Ends the login of this browser.");
  out.answers = {
      {204, "Logged out."},
      {200, "Logged out here; at this address of the OpenID Connect provider the browser logs out there.",
       object({must("providerUrl", text())})}};
  out.handle = [deps](const CallPtr& call) { log_out(deps, call); };
  Endpoints all{std::move(in), std::move(link), std::move(look), std::move(out)};
  append(all, own_account(deps, door));
  return all;
}

}  // namespace sb::api
