#include "engine/step.h"

#include "base/crypto.h"
#include "engine/turn_run.h"

namespace sb::engine {

Conversation new_conversation(const BotIndex& bot, const Identity& identity) {
  Conversation conversation;
  const std::string& language = bot.bot().primary_language;
  conversation.session["internal"] =
      JsonObject{{"botId", identity.bot_id},
                 {"sessionId", identity.session_id},
                 {"version", version_name(identity.version)},
                 {"user", JsonObject{{"firstName", ""}, {"lastName", ""}, {"fullName", ""}}},
                 {"preferredLanguage", language},
                 {"locale", locale_of_language(language)},
                 {"isPaused", false}};
  conversation.session["locale"] = locale_of_language(language);
  std::vector<Change> initial;
  SessionWriter writer(conversation.session, initial);
  for (const auto& variable : bot.bot().variables) {
    // A default that cannot be written (no path) is a fault that `check` reports.
    if (variable.default_value) (void)writer.assign(variable.name, Json(*variable.default_value));
  }
  return conversation;
}

std::vector<Effect> step(const BotIndex& bot, Conversation& conversation, const Event& event) {
  std::vector<Effect> effects;
  TurnRun run(bot, conversation, event, effects);
  std::visit([&](const auto& what) { run.handle(what); }, event.what);
  return effects;
}

std::string step_digest(const Conversation& conversation, const std::vector<Effect>& effects) {
  std::string text;
  append_json_text(text, to_json(conversation));
  for (const auto& effect : effects) {
    text += '\n';
    append_json_text(text, to_json(effect));
  }
  return hex(sha256(text));
}

}  // namespace sb::engine
