#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "http/client.h"
#include "model/message.h"
#include "model/user_message.h"
#include "nlu/understanding.h"
#include "script/runner.h"

namespace sb::engine {

// What can happen to a conversation. Everything the engine cannot know by itself arrives here: time,
// randomness, what language understanding found, how calls ended.

// The user wrote, clicked, uploaded, or opened the chat.
struct UserSaid {
  std::string message_id;  // 24 hex digits, given at acceptance: the row of the history
  std::string channel_id;
  std::string channel_type;  // value of internal.channel
  bool bot_initiated =
      false;  // web, emulator: an opening runs *introduction*, a first message does not (04 §6)
  UserMessage message;
  JsonObject user;  // firstName, lastName, preferredLanguage, …
  JsonObject session_data;
  std::optional<nlu::NlpResult> nlp;  // of text messages within the length limit
};

// An API call ended: an answer, or why there is none.
struct ApiAnswered {
  std::string call_id;
  std::optional<http::Response> response;
  // "timeout", "interrupted", "address not allowed", …. With a response: why its body, which is then only for
  // the log, is no JSON.
  std::string failure;
};
struct ScriptFinished {
  std::string call_id;
  script::Outcome outcome;
};
// The offload provider was asked (spec 06 §4.3).
struct HandoverAnswered {
  std::string call_id;
  enum class Status { opened, closed, disabled, failed } status = Status::failed;
  bool pause_bot = false;
  std::string provider_id;
  std::string error;
  JsonObject request, response;                            // for the error log
  std::optional<int> return_after_minutes = std::nullopt;  // see ActiveOffload
};
struct MailSent {
  std::string call_id;
  std::string error;  // empty: sent
};
struct AvailabilityAnswered {
  std::string call_id;
  bool available = false;
};

struct SessionWrite {
  std::string name_space;  // empty: merge at the root
  Json data;
};
struct PauseRequest {
  std::optional<int> minutes;
};
// What programs ask of a conversation: REST actions (05 §6), the widget's UPDATE_SESSION, the agent desk.
// Members run in this order: unpause, session, messages, dialog, pause.
struct Control {
  bool unpause = false, end_offload = false;
  // `end_offload` for this handover only: nothing happens when it is over or another one runs.
  std::optional<std::string> offload_id = std::nullopt;
  bool replace_session = false;  // PUT: user variables are cleared before `writes`
  std::vector<SessionWrite> writes;
  std::vector<ParameterAssignment> assignments;  // literal values by path
  std::vector<BotMessage> messages;
  std::optional<std::string> trigger_dialog_id;
  std::optional<PauseRequest> pause;
};
// The end of a timed pause has come.
struct PauseEnded {};
// The conductor gives the running turn up (its bot content is gone, or it ran out of time): the turn ends
// with an error.
struct TurnAborted {
  std::string reason;
};

struct Event {
  UtcMs now;
  std::string seed;  // 32 random bytes as hex; only events that may begin a turn carry one
  std::variant<UserSaid, ApiAnswered, ScriptFinished, HandoverAnswered, MailSent, AvailabilityAnswered,
               Control, PauseEnded, TurnAborted>
      what;
};

JsonObject to_json(const Event& event);
Result<Event> event_from_json(const Json& value);
std::string_view event_kind(const Event& event);  // "user", "api", "script", …

}  // namespace sb::engine
