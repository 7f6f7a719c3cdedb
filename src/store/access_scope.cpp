#include "store/access_scope.h"

#include <algorithm>
#include <array>

#include "base/json.h"

namespace sb::store {
namespace {

struct RoleRow {
  Role role;
  std::string_view name;
  bool read_nlp, read_bot, edit_bot, edit_nlp, read_history, talk, administer;
};
constexpr std::array<RoleRow, 6> roles{{
    {Role::admin, "admin", true, true, true, true, true, true, true},
    {Role::edit, "edit", true, true, true, true, true, true, false},
    {Role::read_only, "read-only", true, true, false, false, true, false, false},
    {Role::nlp_only, "nlp-only", true, false, false, true, false, false, false},
    {Role::bot_builder, "bot-builder", true, true, true, true, false, false, false},
    {Role::agent, "agent", false, false, false, false, true, true, false},
}};

constexpr std::string_view member_name = "member";

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
    case Right::read_nlp:
      return row.read_nlp;
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

std::optional<Role> Scope::role_for(std::string_view bot_id) const {
  if (const auto own = roles.find(bot_id); own != roles.end()) return own->second;
  const bool covered = every_bot || std::find(bots.begin(), bots.end(), bot_id) != bots.end();
  return covered ? std::optional(role) : std::nullopt;
}

bool Scope::allows(Right right, std::string_view bot_id) const {
  const auto given = role_for(bot_id);
  return given && grants(*given, right);
}

bool Scope::allows_somewhere(Right right) const {
  if ((every_bot || !bots.empty() || roles.empty()) && grants(role, right)) return true;
  return std::any_of(roles.begin(), roles.end(),
                     [&](const auto& entry) { return grants(entry.second, right); });
}

bool Scope::includes(const Scope& other) const {
  if (other.every_bot && !every_bot) return false;
  return std::all_of(other.bots.begin(), other.bots.end(), [&](const auto& bot) { return covers(bot); }) &&
         std::all_of(other.roles.begin(), other.roles.end(),
                     [&](const auto& entry) { return covers(entry.first); });
}

std::optional<Role> parse_role(std::string_view name) {
  const auto found =
      std::find_if(roles.begin(), roles.end(), [&](const auto& row) { return row.name == name; });
  return found == roles.end() ? std::nullopt : std::optional(found->role);
}

namespace {

Ok read_bots(const JsonObject& object, Scope& scope) {
  if (const JsonArray* bots = array_member(object, "bots")) {
    scope.every_bot = false;
    for (const auto& bot : *bots) {
      if (bot.is_string()) scope.bots.emplace_back(view(bot.get_string()));
    }
  }
  const JsonObject* own = object_member(object, "roles");
  if (!own) return {};
  for (const auto& entry : *own) {
    const auto role = entry.value().is_string() ? parse_role(view(entry.value().get_string())) : std::nullopt;
    if (!role || *role == Role::admin)
      return Error{ErrorCode::invalid_input, "the scope names no known role for " + std::string(entry.key())};
    scope.roles[std::string(entry.key())] = *role;
  }
  return {};
}

}  // namespace

Result<Scope> parse_scope(std::string_view text) {
  if (text.empty()) return Scope{Role::admin, true, {}, {}};
  SB_TRY(const auto value, parse_json(text));
  const JsonObject* object = value.if_object();
  if (!object) return Error{ErrorCode::invalid_input, "the scope must be an object"};
  Scope scope;
  const auto name = string_member(*object, "role");
  if (name == member_name) {
    scope.role = Role::read_only;  // of no bot: only what belongs to none asks for it
    scope.every_bot = false;
  } else if (const auto role = parse_role(name)) {
    scope.role = *role;
  } else {
    return Error{ErrorCode::invalid_input, "the scope names no known role"};
  }
  SB_TRYV(read_bots(*object, scope));
  return scope;
}

std::string scope_text(const Scope& scope) {
  const bool member = !scope.every_bot && scope.bots.empty();
  JsonObject object{{"role", member ? member_name : role_name(scope.role)}};
  if (!scope.every_bot && !member) {
    JsonArray bots;
    for (const auto& bot : scope.bots) bots.emplace_back(bot);
    object["bots"] = std::move(bots);
  }
  if (!scope.roles.empty()) {
    JsonObject own;
    for (const auto& [bot, role] : scope.roles) own[bot] = role_name(role);
    object["roles"] = std::move(own);
  }
  return to_json_text(object);
}

}  // namespace sb::store
