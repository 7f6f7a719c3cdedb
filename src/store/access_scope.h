#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sb::store {

// The roles of spec 09 §8, and those of people and programs that only talk to users.
enum class Role {
  admin,        // everything, tokens and the audit log too
  edit,         // everything about the bots in its scope
  read_only,    // sees all of it, changes nothing
  nlp_only,     // intents, expressions and entities
  bot_builder,  // everything but what users said
  agent,        // conversations, and nothing of the bot
};
std::string_view role_name(Role role);  // "admin", "edit", "read-only", "nlp-only", "bot-builder", "agent"
std::vector<std::string_view> role_names();

// What an endpoint asks of its caller.
enum class Right {
  read_nlp,      // that there is the bot, and its NLP data
  read_bot,      // dialogs, settings, versions: no secrets, nothing users said
  edit_bot,      // dialogs, settings, channels, publishing
  edit_nlp,      // NLP data
  read_history,  // conversations, sessions, errors, executions, analytics
  talk,          // act in conversations: messages, sessions, pauses
  administer,    // tokens, audit log, creating and removing bots
};
bool grants(Role role, Right right);

// Whom a caller may act for: programs have it from their token, people from their account.
struct Scope {
  Role role = Role::edit;  // for the bots that `roles` does not name
  bool every_bot = true;
  std::vector<std::string> bots;                   // when not every bot
  std::map<std::string, Role, std::less<>> roles;  // of people: what they are for single bots

  // Nullopt: the bot is none of the caller's business.
  std::optional<Role> role_for(std::string_view bot_id) const;
  bool covers(std::string_view bot_id) const { return role_for(bot_id).has_value(); }
  bool allows(Right right, std::string_view bot_id) const;
  // For at least one bot, or for what belongs to no bot.
  bool allows_somewhere(Right right) const;
  // Nothing of `other` goes beyond this.
  bool includes(const Scope& other) const;
  friend bool operator==(const Scope&, const Scope&) = default;
};

// The text kept with a token: {"role":"edit","bots":["a","b"]}; without "bots" every bot. That of an account:
// {"role":"admin"}, or {"role":"member","roles":{"a":"edit","b":"agent"}}. The empty text is the scope of
// tokens made on the command line: an administrator's.
Result<Scope> parse_scope(std::string_view text);
std::string scope_text(const Scope& scope);
// The role of that name; nullopt when there is none. "member" is the team role of people, not one of these.
std::optional<Role> parse_role(std::string_view name);

}  // namespace sb::store
