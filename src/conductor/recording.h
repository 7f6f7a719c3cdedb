#pragma once
#include <string>

#include "conductor/lane.h"
#include "conductor/outlet.h"
#include "conductor/unclear.h"

namespace sb::conductor {

// What a step writes, besides what the engine says.
struct StepContext {
  store::Store& store;
  OutletDirectory& outlets;
  const Limits& limits;
  const RunnableBot& bot;
  const QueuedMessage* message = nullptr;  // the user message this step begins with
  bool begins_turn = false;
  std::optional<Unclear> unclear = {};      // the text, when authors may learn from it
  std::optional<std::string> state_before;  // to be kept in the journal
  engine::Event& event;
  std::vector<engine::Effect>& effects;
};

// The rows of one step as one transaction: session, conversation, history, journal, outbox, errors,
// idempotency. Updates the lane's row (`turn_no`, `conversation`, times). Deliveries are returned too, for
// the deliverer.
struct Recorded {
  store::Transaction transaction;
  std::vector<store::OutboxRow> deliveries;
};
store::PutIdempotency idempotency_mutation(const QueuedMessage& message, const Limits& limits);
Recorded record_step(Lane& lane, const StepContext& context);
// Adds what the sensitive variables of the conversation hold now to the secrets of the lane's turn. Before
// each step and before each clearing in it, and (record_step does) after it.
void note_secrets(Lane& lane, const RunnableBot& bot);

// What a turn that was interrupted has said and logged, for as far as it may have to be masked: nothing when
// the bot has no sensitive variables. Blocks on disk. What cannot be read is logged and left out.
struct TurnTexts {
  std::vector<Lane::TurnMessage> messages;
  std::vector<store::MaskError> errors;
};
TurnTexts read_turn_texts(store::Store& store, const RunnableBot& bot, const store::SessionRow& session);

// The stored form of a session's state: the engine's conversation and what the conductor needs to go on with
// it.
struct StoredState {
  std::string bot_hash;  // of the turn in flight, empty between turns
  int step_no = 0;
  engine::Conversation conversation;
};
std::string stored_state_text(std::string_view bot_hash, int step_no, std::string_view conversation_text);
Result<StoredState> parse_stored_state(std::string_view text);

// What the engine hears of it; not yet understood.
engine::UserSaid user_said(const QueuedMessage& message);
// The stored form of a queued message.
std::string inbox_text(const QueuedMessage& message);
Result<QueuedMessage> parse_inbox_text(std::string_view text);

}  // namespace sb::conductor
