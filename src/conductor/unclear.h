#pragma once
#include <optional>

#include "conductor/bot_registry.h"
#include "engine/conversation.h"
#include "engine/event.h"
#include "store/rows.h"

namespace sb::conductor {

// A text that the bot has no intent for, or none it is sure of, as its authors may learn from it (spec 08
// §5).
struct Unclear {
  store::ReviewRow text;  // without bot and version
  bool answers = false;   // the bot had asked something: the text may be the answer to that
};

// Judged by what was understood and by the conversation before the step; pure. Nullopt for what is understood
// well, equals an expression, has no words, or was said to an agent; also for whatever may be secret: an
// answer to a question for a sensitive variable, a text with a value for one.
std::optional<Unclear> unclear_text(const RunnableBot& bot, const engine::Conversation& before,
                                    const engine::Event& event);

}  // namespace sb::conductor
