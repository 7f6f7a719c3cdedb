#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <variant>

#include "conductor/conductor.h"
#include "http/trace_context.h"
#include "model/masking.h"

namespace sb::conductor {

// A user message that waits its turn.
struct QueuedMessage {
  Inbound inbound;
  std::string message_id;
  UtcMs accepted_at;
  RunnableBotPtr bot;                          // the content at acceptance
  std::function<void(Result<Accepted>)> done;  // null once answered
  std::optional<std::int64_t> inbox_row;       // durable already
  bool checking = false;                       // its idempotency key is being looked up
  bool persisting = false;                     // on its way into the inbox
  http::TraceContext trace;                    // lost with the process
};

// A program's action or a timer that waits for the next effect boundary.
struct QueuedControl {
  std::variant<engine::Control, engine::PauseEnded> what;
  Conductor::Create create = Conductor::Create::no;
  bool remove = false;  // delete the session instead
  std::function<void(Ok)> done;
  http::TraceContext trace;
};

// The answer to an effect, until its step is committed.
struct EffectAnswer {
  std::string call_id;
  decltype(engine::Event::what) what;
};

// One session at run time. Touched only on its shard's thread.
struct Lane {
  enum class Loading { not_loaded, loading, loaded };

  store::SessionKey key;
  Loading loading = Loading::not_loaded;
  bool committing = false;
  bool retrying = false;  // the store failed: a pause before the next attempt
  // The session, once loaded; nullopt when there is none yet.
  std::optional<store::SessionRow> row;
  engine::Conversation conversation;
  int step_no = 0;
  RunnableBotPtr turn_bot;   // of the turn in flight
  http::TraceContext trace;  // of what began the last turn
  // Of sensitive variables in the last turn, before and after each of its steps.
  std::vector<SensitiveValue> turn_secrets;
  // What a turn has said and logged, until it ends: something in it may still become sensitive.
  struct TurnMessage {
    std::string id, plain, shown;  // bodies: as they were said, as they are stored
  };
  std::vector<TurnMessage> turn_messages;
  std::vector<store::MaskError> turn_errors;  // as they are stored
  std::size_t masked_with = 0;                // how many of the secrets are hidden in them
  std::optional<store::AddReview> review;  // of the last turn, added with its end
  std::string last_bot_hash;               // of the last journal snapshot
  std::optional<http::CallId> call;        // of the effect in flight, for cancelling
  std::optional<EffectAnswer> answer;
  std::deque<QueuedMessage> messages;
  std::deque<QueuedControl> controls;
  std::size_t bytes = 0;                              // what the cached conversation costs, about
  std::list<store::SessionKey>::iterator idle_place;  // in the shard's list of idle lanes
  bool idle_listed = false;

  bool in_turn() const { return row && conversation.turn.has_value(); }
  bool has_work() const { return !messages.empty() || !controls.empty() || answer.has_value(); }
};

}  // namespace sb::conductor
