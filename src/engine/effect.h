#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "engine/handover.h"
#include "http/client.h"
#include "model/message.h"
#include "script/runner.h"

namespace sb::engine {

// What a step asks the outside to do. Say, ReportError and Note need no answer; the others each end the step,
// and their answer is the event that continues the turn.

struct Say {
  std::string message_id;  // 24 hex digits, the same over every retry and after a crash
  UtcMs at;
  bool by_agent = false;
  int counter = 1;          // of the turn, whatever the channel shows
  int web_only_before = 0;  // of those before it: how many only web channels show (03 §7)
  std::string dialog_id, dialog_name, dialog_label;
  BotMessage message;  // rendered, payload ids given
  std::optional<std::pair<std::string, double>> intent;
  int typing_ms = 0;
  bool intro = false;
};
struct CallApi {
  std::string call_id;
  http::Request request;
  std::optional<std::string> settings_id;  // of the client certificate to use
  std::string idempotency_key;
  bool repeatable = false;  // after a crash (02 §3)
};
struct RunScript {
  std::string call_id;
  script::Job job;
};
struct HandOver {
  std::string call_id;
  std::optional<std::string> provider_id;  // nullopt: the only or default one
  JsonObject payload, extra;
};
struct SendMail {
  std::string call_id;
  std::string subject, recipients, body;
  bool with_transcript = false;
};
struct AskAvailability {
  std::string call_id;
  std::optional<std::string> provider_id;
};
// A record for the error log (spec 09 §4). Secrets are masked already, sensitive variables are not.
struct ReportError {
  std::string source;  // "api", "code", "offload", "mail", "engine"
  std::string error;
  std::string dialog_id, dialog_name;
  JsonObject request, response;
};
// A line of the turn's execution log: warnings, console output, which dialog ran. For the debugger only.
struct Note {
  std::string kind;  // "dialog", "action", "warning", "console", "event"
  std::string text;
};
struct PauseChanged {
  bool paused = false;
  std::optional<UtcMs> until;
};
// The conversation counts as handed over to a human from here on.
struct HandedOver {
  std::string provider_id;
};
// A handover has gone from one state to another; the first has no `from`.
struct HandoverMoved {
  std::string id;  // of the offer
  std::string provider_id;
  std::optional<HandoverState> from;
  HandoverState to = HandoverState::offered;
  std::string reason;
};

using Effect = std::variant<Say, CallApi, RunScript, HandOver, SendMail, AskAvailability, ReportError, Note,
                            PauseChanged, HandedOver, HandoverMoved>;

JsonObject to_json(const Effect& effect);
// The same for people: the values of secret headers are masked.
JsonObject shown_json(const Effect& effect);
std::string_view effect_kind(const Effect& effect);
// True for the kinds whose answer continues the turn.
bool needs_answer(const Effect& effect);
// The call that a stored `Waiting::request` describes, for repeating it after a crash.
Result<Effect> effect_from_json(const JsonObject& object);

}  // namespace sb::engine
