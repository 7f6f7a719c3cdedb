#include "store/access_scope.h"

#include <algorithm>
#include <array>

#include "base/json.h"

namespace sb::store {
namespace {

struct RoleRow {
  Role role;
  std::string_view name;
  bool read_bot, edit_bot, edit_nlp, read_history, talk, administer;
};
constexpr std::array<RoleRow, 6> roles{{
    {Role::admin, "admin", true, true, true, true, true, true},
    {Role::edit, "edit", true, true, true, true, true, false},
    {Role::read_only, "read-only", true, false, false, true, false, false},
    {Role::nlp_only, "nlp-only", true, false, true, false, false, false},
    {Role::bot_builder, "bot-builder", true, true, true, false, false, false},
    {Role::agent, "agent", false, false, false, true, true, false},
}};

const RoleRow& row_of(Role role) {
  return roles[static_cast<std::size_t>(role)];
}

}  // namespace

std::string_view role_name(Role role) {
  return row_of(role).name;
}

std::vector<std::string_view> role_names() {
  std::vector<std::string_view> names;
  for (const auto& row : roles) names.push_back(row.name);
  return names;
}

bool grants(Role role, Right right) {
  const RoleRow& row = row_of(role);
  switch (right) {
    case Right::read_bot:
      return row.read_bot;
    case Right::edit_bot:
      return row.edit_bot;
    case Right::edit_nlp:
      return row.edit_nlp;
    case Right::read_history:
      return row.read_history;
    case Right::talk:
      return row.talk;
    case Right::administer:
      return row.administer;
  }
  return false;
}

bool Scope::covers(std::string_view bot_id) const {
  return every_bot || std::find(bots.begin(), bots.end(), bot_id) != bots.end();
}

Result<Scope> parse_scope(std::string_view text) {
  if (text.empty()) return Scope{Role::admin, true, {}};
  SB_TRY(const auto value, parse_json(text));
  const JsonObject* object = value.if_object();
  if (!object) return Error{ErrorCode::invalid_input, "a token's scope must be an object"};
  Scope scope;
  const auto name = string_member(*object, "role");
  const auto role =
      std::find_if(roles.begin(), roles.end(), [&](const auto& row) { return row.name == name; });
  if (role == roles.end()) return Error{ErrorCode::invalid_input, "a token's scope names no known role"};
  scope.role = role->role;
  if (const JsonArray* bots = array_member(*object, "bots")) {
    scope.every_bot = false;
    for (const auto& bot : *bots) {
      if (bot.is_string()) scope.bots.emplace_back(view(bot.get_string()));
    }
  }
  return scope;
}

std::string scope_text(const Scope& scope) {
  JsonObject object{{"role", role_name(scope.role)}};
  if (!scope.every_bot) {
    JsonArray bots;
    for (const auto& bot : scope.bots) bots.emplace_back(bot);
    object["bots"] = std::move(bots);
  }
  return to_json_text(object);
}

}  // namespace sb::store
