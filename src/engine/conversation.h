#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/random.h"
#include "base/result.h"
#include "engine/handover.h"
#include "model/message.h"
#include "model/session_values.h"
#include "model/user_message.h"

namespace sb::engine {

inline constexpr std::size_t payloads_max =
    1000;  // remembered buttons per session; the oldest go (architecture §6)
inline constexpr int dialogs_per_turn_max = 100;    // spec 01 §5.9
inline constexpr int dialogs_after_limit_max = 10;  // what *error occurred* may still run after that bound
inline constexpr int messages_per_turn_max = 500;

struct ActiveContext {
  std::string name;
  int lifespan = 1;
  friend bool operator==(const ActiveContext&, const ActiveContext&) = default;
};

// An Input validation has asked and waits for the answer (spec 07 §4).
struct PendingInput {
  std::string dialog_id;
  int attempts = 0;
  friend bool operator==(const PendingInput&, const PendingInput&) = default;
};

// A handover the session knows of. Its place in the state machine follows from `paused` once it is accepted.
struct ActiveOffload {
  std::string provider_id;
  UtcMs started_at;
  std::string id = {};                                     // of the offer: the same over a crash
  JsonObject fields = {};                                  // of the action, for the provider
  std::optional<int> return_after_minutes = std::nullopt;  // without a sign of an agent
  friend bool operator==(const ActiveOffload&, const ActiveOffload&) = default;
};

// The file-upload component last shown: where an upload leads.
struct UploadTargets {
  std::optional<std::string> success_dialog_id, failure_dialog_id;
  friend bool operator==(const UploadTargets&, const UploadTargets&) = default;
};

// What the turn waits for.
enum class WaitKind { api, script, handover, mail, availability };
std::string_view wait_kind_name(WaitKind kind);
struct Waiting {
  WaitKind kind = WaitKind::api;
  std::string call_id;    // 24 hex digits; an answer with another id is dropped
  std::string dialog_id;  // the Action dialog whose action waits
  int action_index = 0;
  JsonObject
      request;  // the effect as journalled: what a start after a crash repeats, and the error log shows
  friend bool operator==(const Waiting&, const Waiting&) = default;
};

// A turn that has begun and waits for the answer to an effect (spec 01 §5).
struct Turn {
  std::string id;  // 24 hex digits
  SeededRandom random;
  UtcMs started_at;
  int dialogs_run = 0;
  int messages_said = 0;
  int web_only_said = 0;      // of them: those that other channels are not sent (03 §7)
  bool opening = false;       // an intro turn: its first message has no typing delay
  bool error_shown = false;   // *error occurred* has run: the next failure ends the turn
  bool pause_at_end = false;  // an agent takes over when the dialogs of this turn have spoken
  std::optional<UtcMs> pause_until;
  std::optional<std::pair<std::string, double>>
      intent;                              // the turn's NLP result, for the envelopes of messages
  std::vector<std::string> fired_events;   // by name; an event never runs twice in a turn
  std::vector<std::string> queued_events;  // fired, not yet run
  std::vector<std::string> resume;         // dialogs interrupted by events, outermost first
  bool in_event = false;                   // the chain that runs is that of an event
  std::optional<Waiting> waiting;
  friend bool operator==(const Turn&, const Turn&) = default;
};

// The state of one user with one bot version: everything a turn starts from and leaves behind. Plain data;
// stored as JSON between any two steps. `session` is the session document of spec 01 §4 with its reserved
// roots.
struct Conversation {
  JsonObject session;
  std::vector<ActiveContext> contexts;
  std::optional<PendingInput> pending;
  bool paused = false;
  std::optional<UtcMs> paused_until;
  std::optional<ActiveOffload> offload;  // accepted
  // Offered and not accepted (yet); `offer_failed` when the answer was no or is unknown.
  std::optional<ActiveOffload> offer;
  bool offer_failed = false;
  std::optional<std::string> interrupted_dialog_id;  // *Bot dialog interrupted by event* (07 §5)
  std::optional<std::string> location_variable;      // of the location quick reply last shown
  std::optional<UploadTargets> upload;
  std::vector<IdentifiedPostback> payloads;  // oldest first
  std::map<std::string, int> last_picks;  // random alternatives: "dialog id/component" → index last shown
  bool had_user_message = false;
  std::optional<Turn> turn;
};

// The message with the meaning of its opaque button filled in from the buttons shown (title, target,
// parameters); as it is when it has none or nobody knows it any more.
UserMessage meant_by(UserMessage message, const std::vector<IdentifiedPostback>& shown);

// Where the accepted handover of this session stands; nullopt without one.
std::optional<HandoverState> handover_state(const Conversation& conversation);

JsonObject to_json(const Conversation& conversation);
// Everything but the session document, which may be large: for writers that print it by themselves.
JsonObject to_json_without_session(const Conversation& conversation);
// For texts our own to_json wrote; anything else is `invalid_input`.
Result<Conversation> conversation_from_json(const Json& value);

}  // namespace sb::engine
