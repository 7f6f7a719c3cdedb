#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/effect.h"
#include "engine/event.h"
#include "engine/step.h"
#include "engine/transcript.h"
#include "nlu/understanding.h"

namespace sb::engine {

// What the lines of a transcript mean. Errors have no place: parse_transcript adds it.

enum class LineKind {
  note,      // comment, empty line
  settings,  // given, with, nlu: keep for later
  input,     // something happens: user, intro, upload, …, clock
  answer,    // http, script, …: a call of the bot and what comes back
  expected,  // what the bot did: bot, agent, event, error, …
  state,     // a look at variables
};
std::optional<LineKind> line_kind(std::string_view keyword);

std::string joined_content(const TranscriptEntry& entry);

// "key=value" with a JSON value or a bare word; "key" alone has no value.
struct Pair {
  std::string key;
  std::optional<Json> value;
};
Result<std::vector<Pair>> read_pairs(std::string_view text);
// A value as `read_pairs` reads it back.
std::string pair_value_text(const Json& value);

struct Given {
  std::string channel = "webHook";
  UtcMs now = *parse_iso("2030-01-01T12:00:00Z");
  std::string seed = "1";
  Identity identity{"", Version::draft, "transcript-session-0001"};
  JsonObject user, session;
  bool show_warnings = false, show_dialogs = false, show_console = false;
};
Ok read_given(std::string_view text, Given& given);

// What goes along with the next user message.
struct Along {
  JsonObject user, data;
};
Ok read_along(std::string_view text, Along& along);

Result<nlu::NlpResult> read_nlu(std::string_view text);

// "[Title]" of a click.
std::optional<std::string> clicked_title(std::string_view text);
// The message of user, intro, upload, location, postback and update lines; a click is a postback with its
// title only.
Result<UserMessage> read_user_message(const TranscriptEntry& entry);

Result<std::int64_t> read_clock(std::string_view text);  // ms to move on
Result<Control> read_control(std::string_view text);

// The two sides of " -> ".
struct CallLine {
  std::string call, answer;
};
Result<CallLine> split_call(const TranscriptEntry& entry);
inline constexpr std::string_view unanswered = "unanswered";
// The file of "run FILE", "" for "run" alone; nullopt when the answer of a script is written down.
std::optional<std::string> recording_to_run(std::string_view keyword, std::string_view answer);
// The event that answers the call, but for time and ids. Nullopt: `unanswered`.
using Answer = decltype(Event::what);
Result<std::optional<Answer>> read_answer(std::string_view keyword, std::string_view answer,
                                          std::string call_id);

}  // namespace sb::engine
