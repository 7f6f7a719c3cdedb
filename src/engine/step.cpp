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

std::vector<Effect> step(const BotIndex& bot, Conversation& conversation, const Event& event,
                         const std::function<void()>& before_clearing) {
  std::vector<Effect> effects;
  TurnRun run(bot, conversation, event, effects, before_clearing);
  std::visit([&](const auto& what) { run.handle(what); }, event.what);
  return effects;
}

std::string conversation_text(const Conversation& conversation) {
  std::string text = "{\"session\":";
  append_json_text(text, conversation.session);
  const std::string rest = to_json_text(to_json_without_session(conversation));
  if (rest.size() > 2) {
    text += ',';
    text.append(rest, 1);
  } else {
    text += '}';
  }
  return text;
}

StepTexts step_texts(const Conversation& conversation, const std::vector<Effect>& effects) {
  StepTexts texts;
  texts.conversation = conversation_text(conversation);
  texts.effects = "[";
  for (const auto& effect : effects) {
    if (texts.effects.size() > 1) texts.effects += ',';
    append_json_text(texts.effects, to_json(effect));
  }
  texts.effects += ']';
  texts.digest = hex(sha256(texts.conversation + '\n' + texts.effects));
  return texts;
}

std::string step_digest(const Conversation& conversation, const std::vector<Effect>& effects) {
  return step_texts(conversation, effects).digest;
}

}  // namespace sb::engine
