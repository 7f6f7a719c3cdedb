#include "api/people.h"
#include "api/shapes.h"

// Accounts, and who may do what with a bot: for administrators (spec 09 §8).

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;
using store::Right;
using store::UserRow;

// Of people for single bots: administrators have them all.
std::vector<std::string_view> bot_roles() {
  auto names = store::role_names();
  std::erase(names, store::role_name(store::Role::admin));
  return names;
}

ShapePtr user_shape() {
  return object({must("id", text()), must("login", text()), must("name", text()), must("email", text()),
                 must("role", one_of({"admin", "member"})), must("bots", map(one_of(bot_roles()))),
                 must("disabled", boolean()), must("hasPassword", boolean()), must("hasOpenId", boolean()),
                 must("createdAt", text())});
}

JsonObject user_json(const UserRow& user) {
  const auto scope = store::parse_scope(user.access);
  JsonObject bots;
  if (!scope.has_error()) {
    for (const auto& [bot, role] : scope->roles) bots[bot] = store::role_name(role);
  }
  return {{"id", user.id},
          {"login", user.login},
          {"name", user.name},
          {"email", user.email},
          {"role", scope.has_error() ? "member" : team_role(*scope)},
          {"bots", std::move(bots)},
          {"disabled", user.disabled},
          {"hasPassword", !user.password_hash.empty()},
          {"hasOpenId", !user.subject.empty()},
          {"createdAt", iso_text(user.created_at)}};
}

// Accounts are not of one bot: whoever has only some bots must not make himself more.
bool refuse_partial(const CallPtr& call) {
  if (call->principal().scope.every_bot) return false;
  call->fail(403, "AUTHORIZATION", "accounts are for administrators of all bots");
  return true;
}

// nullptr: not given; null is as good as not given.
const Json* given(const JsonObject& body, std::string_view name) {
  const Json* member = find_member(body, name);
  return member && !member->is_null() ? member : nullptr;
}

// The members that the body gives, over what is there.
void read_user(const JsonObject& body, UserRow& user) {
  static constexpr std::pair<std::string_view, std::string UserRow::*> texts[] = {
      {"login", &UserRow::login}, {"name", &UserRow::name}, {"email", &UserRow::email}};
  for (const auto& [name, member] : texts) {
    if (given(body, name)) user.*member = string_member(body, name);
  }
  if (const Json* disabled = given(body, "disabled")) user.disabled = disabled->get_bool();
  const Json *role = given(body, "role"), *bots = given(body, "bots");
  if (!role && !bots) return;
  const auto before = store::parse_scope(user.access);
  JsonObject access{{"role", before.has_error() ? "member" : team_role(*before)}};
  if (role) access["role"] = *role;
  if (view(access.at("role").get_string()) == "member") {
    JsonObject roles;
    if (!before.has_error()) {
      for (const auto& [bot, own] : before->roles) roles[bot] = store::role_name(own);
    }
    access["roles"] = bots ? bots->get_object() : roles;
  }
  user.access = to_json_text(access);
}

void answer_user(const CallPtr& call, int status, const Result<UserRow>& user) {
  if (user.has_error()) return call->answer(account_refusal(user.error()));
  call->about("users/" + user->id);
  call->answer(status, user_json(*user));
}

void create_user(const Deps& deps, const CallPtr& call) {
  if (refuse_partial(call)) return;
  UserRow user;
  user.access = R"({"role":"member"})";
  read_user(call->body_object(), user);
  answer_user(call, 201, deps.accounts->add(std::move(user), call->now()));
}

// Nullopt: answered.
std::optional<UserRow> find_user(const Deps& deps, const CallPtr& call) {
  if (refuse_partial(call)) return std::nullopt;
  auto user = deps.accounts->find(call->path("userId"));
  if (!user) call->fail({ErrorCode::not_found, "there is no such user"});
  return user;
}

void change_user(const Deps& deps, const CallPtr& call) {
  auto user = find_user(deps, call);
  if (!user) return;
  read_user(call->body_object(), *user);
  answer_user(call, 200, deps.accounts->change(std::move(*user)));
}

void list_users(const Deps& deps, const CallPtr& call) {
  if (refuse_partial(call)) return;
  JsonArray data;
  for (const auto& user : deps.accounts->users()) data.push_back(user_json(user));
  call->answer(200, JsonObject{{"data", std::move(data)}});
}

void remove_user(const Deps& deps, const CallPtr& call) {
  const auto user = find_user(deps, call);
  if (!user) return;
  const auto removed = deps.accounts->remove(user->id);
  removed.has_error() ? call->fail(removed.error()) : call->answer(http::no_content_response());
}

void make_link(const Deps& deps, const CallPtr& call) {
  const auto user = find_user(deps, call);
  if (!user) return;
  const auto secret = deps.accounts->invite(user->id, call->now());
  if (secret.has_error()) return call->fail(secret.error());
  auto response =
      http::json_response(201, JsonObject{{"link", deps.browser.public_origin + setup_path(*secret)},
                                          {"expiresAt", iso_text(call->now() + people::invitation_ms)}});
  response.headers.set("Cache-Control", "no-store");
  call->answer(std::move(response));
}

JsonObject access_json(const Deps& deps, const std::string& bot_id) {
  JsonArray members;
  for (const auto& user : deps.accounts->users()) {
    const auto role = deps.accounts->scope_of(user).role_for(bot_id);
    if (!role) continue;
    members.push_back(JsonObject{
        {"userId", user.id}, {"login", user.login}, {"name", user.name}, {"role", store::role_name(*role)}});
  }
  return {{"access", deps.accounts->is_open(bot_id) ? "OPEN" : "RESTRICTED"},
          {"members", std::move(members)}};
}

ShapePtr access_shape() {
  const auto member = object({must("userId", text()), must("login", text()), must("name", text()),
                              must("role", one_of(store::role_names()))});
  return object({must("access", one_of({"OPEN", "RESTRICTED"})), must("members", list(member))});
}

void answer_access(const Deps& deps, const CallPtr& call, const Ok& done) {
  if (done.has_error()) return call->fail(done.error());
  call->answer(200, access_json(deps, call->bot_id()));
}

Endpoint endpoint(std::string method, std::string path, std::string id, std::string summary) {
  Endpoint out{std::move(method), "/manage/v1/" + path, std::move(id), std::move(summary), Family::manage};
  out.right = Right::administer;
  return out;
}

Endpoints users(const Deps& deps) {
  const Answer taken{409, "Somebody has the login or the address, or nobody would be left to administer.",
                     error_body()};
  const std::vector<ShapeMember> members{may("name", text()), may("email", text()),
                                         may("role", one_of({"admin", "member"})),
                                         may("bots", map(one_of(bot_roles()))), may("disabled", boolean())};
  auto all = endpoint("GET", "users", "listUsers", "The accounts.");
  all.answers = {{200, "The accounts, by login.", object({must("data", list(user_shape()))})}};
  all.handle = [deps](const CallPtr& call) { list_users(deps, call); };
  auto create =
      endpoint("POST", "users", "createUser",
               "A new account, without a password: make a one-time link for it. `bots` gives a member "
               "roles for single bots.");
  auto created = members;
  created.insert(created.begin(), must("login", text()));
  create.body = object(created);
  create.answers = {{201, "The account.", user_shape()}, taken};
  create.handle = [deps](const CallPtr& call) { create_user(deps, call); };
  auto one = endpoint("GET", "users/{userId}", "showUser", "One account.");
  one.answers = {{200, "The account.", user_shape()}};
  one.handle = [deps](const CallPtr& call) {
    if (const auto user = find_user(deps, call)) call->answer(200, user_json(*user));
  };
  auto change = endpoint("PATCH", "users/{userId}", "changeUser",
                         "Changes what the body names. Disabling an account ends its logins.");
  auto changed = members;
  changed.push_back(may("login", text()));
  change.body = object(changed);
  change.answers = {{200, "The account.", user_shape()}, taken};
  change.handle = [deps](const CallPtr& call) { change_user(deps, call); };
  auto remove =
      endpoint("DELETE", "users/{userId}", "removeUser", "The account is gone, its logins have ended.");
  remove.answers = {{204, "Removed."}, taken};
  remove.handle = [deps](const CallPtr& call) { remove_user(deps, call); };
  auto link = endpoint("POST", "users/{userId}/link", "createSetupLink",
                       "A link with which the person sets a password, once. Earlier links end.");
  link.answers = {{201, "The link, shown this once; it lasts a day.",
                   object({must("link", text()), must("expiresAt", text())})}};
  link.handle = [deps](const CallPtr& call) { make_link(deps, call); };
  return {std::move(all),    std::move(create), std::move(one),
          std::move(change), std::move(remove), std::move(link)};
}

Endpoints bot_access(const Deps& deps) {
  const std::string path = "bots/{botId}/access", member = path + "/{userId}";
  auto show = endpoint("GET", path, "showAccess", "Who may do what with the bot.");
  show.answers = {{200, "Access and members.", access_shape()}};
  show.handle = [deps](const CallPtr& call) { answer_access(deps, call, {}); };
  auto open =
      endpoint("PUT", path, "changeAccess", "OPEN: every member edits, unless a role says otherwise.");
  open.body = object({must("access", one_of({"OPEN", "RESTRICTED"}))});
  open.answers = {{200, "Access and members.", access_shape()}};
  open.handle = [deps](const CallPtr& call) {
    answer_access(
        deps, call,
        deps.accounts->set_open(call->bot_id(), string_member(call->body_object(), "access") == "OPEN"));
  };
  const Answer administrator{409, "The person is an administrator.", error_body()};
  auto give = endpoint("PUT", member, "giveRole", "The role of a person for the bot.");
  give.body = object({must("role", one_of(bot_roles()))});
  give.answers = {{200, "Access and members.", access_shape()}, administrator};
  give.handle = [deps](const CallPtr& call) {
    const auto role = store::parse_role(string_member(call->body_object(), "role"));
    answer_access(deps, call, deps.accounts->set_role(call->path("userId"), call->bot_id(), role));
  };
  auto take =
      endpoint("DELETE", member, "takeRole", "The person has no role of its own for the bot any more.");
  take.answers = {{200, "Access and members.", access_shape()}, administrator};
  take.handle = [deps](const CallPtr& call) {
    answer_access(deps, call, deps.accounts->set_role(call->path("userId"), call->bot_id(), std::nullopt));
  };
  Endpoints all{std::move(show), std::move(open), std::move(give), std::move(take)};
  for (auto& one : all) {
    // Accounts are not of one bot, and their names are nobody else's business.
    one.handle = [handle = std::move(one.handle)](const CallPtr& call) {
      if (!refuse_partial(call)) handle(call);
    };
  }
  return all;
}

}  // namespace

Endpoints manage_user_endpoints(const Deps& deps) {
  auto all = users(deps);
  append(all, bot_access(deps));
  return all;
}

}  // namespace sb::api
