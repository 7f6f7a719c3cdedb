#pragma once
#include <functional>
#include <string>
#include <vector>

#include "engine/conversation.h"
#include "engine/effect.h"
#include "engine/event.h"
#include "model/bot.h"

namespace sb::engine {

// Who the conversation belongs to; fixed for its life.
struct Identity {
  std::string bot_id;
  Version version = Version::draft;
  std::string session_id;
};

// A session nobody has spoken in: variable defaults, `internal` with its fixed fields (spec 01 §4).
Conversation new_conversation(const BotIndex& bot, const Identity& identity);

// The language in which the text of a message is to be understood: the one it asks for, if the bot speaks it,
// else that of the conversation.
std::string understanding_language(const BotIndex& bot, const Conversation& conversation,
                                   const UserSaid& said);

// One step: applies the event and runs the bot until the turn is over or waits for an effect. Same inputs,
// same outputs, byte for byte. The effects are in the order in which they happen; a waiting effect is the
// last.
//
// An event that does not fit the state (an answer nobody waits for any more) changes nothing. Bad content (a
// dialog that is gone, a session that grew too large) becomes an error record and *error occurred*, never a
// failure of `step`. The caller guarantees: no two steps of one conversation at once, and no UserSaid while a
// turn waits. `before_clearing` is told before variables are removed, while the session still holds them:
// what is said and removed in one step is otherwise nowhere to be seen afterwards. It changes nothing.
std::vector<Effect> step(const BotIndex& bot, Conversation& conversation, const Event& event,
                         const std::function<void()>& before_clearing = {});

// What the journal keeps of a step, as texts; made once, used for the session row, the journal and its proof.
struct StepTexts {
  std::string conversation;  // JSON text of to_json(Conversation)
  std::string effects;       // JSON array
  std::string digest;        // hex SHA-256 over both: what a replay must reproduce
};
StepTexts step_texts(const Conversation& conversation, const std::vector<Effect>& effects);
std::string conversation_text(const Conversation& conversation);
std::string step_digest(const Conversation& conversation, const std::vector<Effect>& effects);

}  // namespace sb::engine
