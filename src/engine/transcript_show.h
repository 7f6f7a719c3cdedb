#pragma once
#include <string>
#include <vector>

#include "engine/conversation.h"
#include "engine/effect.h"
#include "engine/transcript.h"
#include "engine/transcript_read.h"

namespace sb::engine {

// How a transcript shows what the bot did.

std::vector<std::string> text_lines(std::string_view text);
std::vector<std::string> message_lines(const BotMessage& message);

// The line of an effect without answer; nullopt when the transcript does not show it.
std::optional<TranscriptEntry> shown(const Effect& effect, const Given& given);

// A call: keyword and what stands before the arrow.
struct ShownCall {
  std::string keyword, call_id;
  std::vector<std::string> content;
  script::Job job = {};  // of a script
};
std::optional<ShownCall> shown_call(const Effect& effect);

// The content of a `state` line with the values the conversation has now.
std::vector<std::string> shown_state(const TranscriptEntry& entry, const Conversation& conversation,
                                     const BotIndex& bot);

}  // namespace sb::engine
