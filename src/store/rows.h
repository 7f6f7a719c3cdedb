#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "model/bot.h"

namespace sb::store {

// What the store keeps, row by row. JSON texts are opaque here. Members marked "sealed" are encrypted at rest
// (AES-256-GCM, base/crypto.h); callers always see and pass plain text.

// Session id, sender id and user id are one value (spec 01 §1).
struct SessionKey {
  std::string bot_id;
  Version version = Version::draft;
  std::string session_id;
  friend auto operator<=>(const SessionKey&, const SessionKey&) = default;
};

struct SessionRow {
  std::int64_t row = 0;  // given out by Store::new_session_row, never used again
  SessionKey key;
  std::int64_t generation = 0;  // counts deletions of the session: late answers to an older one are dropped
  std::string state;            // sealed; JSON text of engine::Conversation
  std::string channel_id;       // where the last user message came from
  std::string channel_type;     // "web", "webHook"
  std::string language;
  std::string first_name, last_name;
  std::int64_t conversation = 0;  // current row of `conversations`
  std::int64_t turn_no = 0;       // turns begun so far; the key of the journal
  UtcMs created_at, last_activity_at, expires_at;
  std::optional<UtcMs> wake_at;  // a pause ends: the conductor must act then
  bool in_turn = false;          // a turn waits for an effect: the conductor must go on with it after a start
  bool paused = false;           // the bot is silent for this user
  friend bool operator==(const SessionRow&, const SessionRow&) = default;
};

// A burst of messages; a new one starts after 15 minutes of silence (01 §1).
struct ConversationRow {
  std::int64_t row = 0;  // given out by Store::new_conversation_row
  std::int64_t session_row = 0;
  std::string bot_id;
  Version version = Version::draft;
  std::string session_id;
  std::string channel_type, language, first_name, last_name;
  UtcMs started_at, last_message_at;
  bool has_user_message = false;
  bool handed_over = false;
  bool emulator = false;
  friend bool operator==(const ConversationRow&, const ConversationRow&) = default;
};

enum class Actor { user, bot, agent };

struct MessageRow {
  std::string message_id;  // 24 hex digits
  std::int64_t session_row = 0, conversation = 0;
  std::int64_t turn_no = 0;
  Actor actor = Actor::user;
  UtcMs at;
  bool is_intro = false;
  std::string dialog_id, dialog_name;
  // JSON text, sensitive values masked: a bot message in Format B (rendered), or a normalised user message.
  std::string body;
  std::string original;  // sealed; the body before masking, empty when nothing was masked
  std::string nlp;       // JSON text {"intent":{"name","score"}} or empty
  std::string note;      // "" | "dropped": delivery was given up
  friend bool operator==(const MessageRow&, const MessageRow&) = default;
};
// A message as listed: with the position that cursors use.
struct ListedMessage {
  std::int64_t position = 0;
  MessageRow message;
};

// A handover to people, from its offer to its end (engine/handover.h names the states and their owners).
enum class HandoverState { offered, opened, active, returned, failed };
enum class HandoverOwner { bot, agent };  // who may answer the user
struct HandoverRow {
  std::string id;  // 24 hex digits, the call id of the offer
  std::int64_t session_row = 0, conversation = 0;
  std::string provider_id;
  HandoverState state = HandoverState::offered;
  HandoverOwner owner = HandoverOwner::bot;
  UtcMs offered_at, changed_at;
  std::string reason;  // of the last change, for operators
  friend bool operator==(const HandoverRow&, const HandoverRow&) = default;
};

// One step of a turn (architecture §4, the journal).
struct JournalRow {
  std::int64_t session_row = 0, generation = 0;
  std::int64_t turn_no = 0;
  int step_no = 0;
  UtcMs at;
  std::string bot_hash;
  std::string event;    // sealed
  std::string effects;  // sealed
  std::string digest;   // hex SHA-256 over canonical state after ‖ effects: what a replay must reproduce
  std::optional<std::string> state_before;  // sealed; present at the steps a replay may start from
  friend bool operator==(const JournalRow&, const JournalRow&) = default;
};

// An accepted event that waits behind a running turn of its session.
struct InboxRow {
  std::int64_t row = 0;  // given out by Store::new_inbox_row: the order of acceptance
  SessionKey key;
  std::string channel_id;
  std::string event;  // sealed
  std::string bot_hash;
  UtcMs accepted_at;
  friend bool operator==(const InboxRow&, const InboxRow&) = default;
};

// One message to deliver to the outside. Deliveries of one (session, target) go out in the order of `row`.
struct OutboxRow {
  std::int64_t row = 0;  // given out by Store::new_outbox_row
  std::int64_t session_row = 0, generation = 0;
  std::string bot_id;
  Version version = Version::draft;
  std::string target;      // channel id or provider id
  std::string message_id;  // the history row to mark when delivery is given up; may be empty
  std::string body;        // sealed; what the target needs to build its request
  UtcMs created_at;
  UtcMs due_at;
  int attempts = 0;
  friend bool operator==(const OutboxRow&, const OutboxRow&) = default;
};

// The stored answer to an inbound request (architecture §6, inbound idempotency).
struct IdempotencyRow {
  std::string scope;  // channel id
  std::string session_id;
  std::string key;
  std::string request_digest;  // another body under the same key is refused with 422
  std::string answer;          // JSON text {"status","body"}
  UtcMs expires_at;
  friend bool operator==(const IdempotencyRow&, const IdempotencyRow&) = default;
};

// Spec 09 §4. `request`, `response` are JSON texts with secrets and sensitive values already masked.
struct ErrorRow {
  std::string id;  // 24 hex digits
  std::string bot_id;
  Version version = Version::draft;
  std::string session_id, channel_type, dialog_id, dialog_name;
  std::string source;  // "api", "code", "offload", "webhook", "mail", "engine"
  std::string error;
  std::string request, response;
  bool emulator = false;
  UtcMs at;
  friend bool operator==(const ErrorRow&, const ErrorRow&) = default;
};

struct TokenRow {
  std::string id;           // 24 hex digits
  std::string name;
  std::string secret_hash;  // hex SHA-256 of the 32-hex secret
  std::string scope;        // JSON text, "" = everything
  UtcMs created_at;
  std::optional<UtcMs> expires_at;
  friend bool operator==(const TokenRow&, const TokenRow&) = default;
};

// What one step of a turn came to: what analytics count (spec 09 §5, §6). Emulator sessions leave none.
struct FactRow {
  std::int64_t position = 0;  // given out by the store; ignored when added
  std::string bot_id;
  Version version = Version::draft;
  std::int64_t conversation = 0;
  std::string session_id, channel_type, language;  // of the conversation; read only
  UtcMs at;
  bool started = false;  // the conversation began with this step
  std::string said;      // "text", "postback", "upload", "location", "intro", or "" without a user message
  enum class Outcome { none, understood, not_understood } outcome = Outcome::none;
  std::string intent;  // the top intent of a text, whatever its score
  double score = 0;
  std::string dialogs;  // JSON array of the names of the dialogs that ran
  int messages = 0, errors = 0;
  bool handed_over = false;
  friend bool operator==(const FactRow&, const FactRow&) = default;
};

// Who changed what.
struct AuditRow {
  std::int64_t position = 0;  // given out by the store; ignored when added
  UtcMs at;
  std::string actor_kind, actor_id, actor_name;  // "token" or "user"
  std::string action;                            // the operation: "publishBot"
  std::string bot_id;                            // empty: not about one bot
  std::string object;                            // what of it: "dialogs/d-1"
  int status = 0;                                // of the answer
  friend bool operator==(const AuditRow&, const AuditRow&) = default;
};

// A text of users that the bot did not understand, or not well, for its authors to learn from (spec 08 §5). Texts
// that are equal once folded are one row per bot version and language, however many people said them.
struct ReviewRow {
  std::int64_t position = 0;  // given out by the store; ignored when added
  std::string bot_id;
  Version version = Version::draft;
  std::string language;
  std::string folded;  // what makes texts equal: for the caller to make
  std::string text;    // as it was said last
  enum class Reason { not_understood, low_score } reason = Reason::not_understood;
  std::string intent;  // the best guess, and its score at the time
  double score = 0;
  enum class State { open, accepted, out_of_scope, ignored } state = State::open;  // read only
  std::int64_t times = 1;                                                          // read only
  UtcMs first_at;                                                                  // read only
  UtcMs last_at;
  friend bool operator==(const ReviewRow&, const ReviewRow&) = default;
};

// A bot's content, kept under its hash for as long as anything refers to it.
struct BotContentRow {
  std::string hash;
  std::string document;  // JSON text of the full document (model/bot_json.h); sealed, it may hold secrets
};
struct BotVersionRow {
  std::string bot_id;
  Version version = Version::draft;
  std::string hash;
  std::string name;
  UtcMs updated_at;
  // JSON text of the full document as edited: what the content's hash leaves out (names, flows, channels) is
  // here as it is now. Sealed. Empty in databases of older releases: then the content's document counts.
  std::string document = {};
  friend bool operator==(const BotVersionRow&, const BotVersionRow&) = default;
};
struct PublicationRow {
  std::string bot_id;
  std::int64_t number = 0;
  std::string hash;
  std::string author, notes;
  UtcMs at;
  std::string kind = "publish";  // "publish", "nlp", "flows", "restore": became LIVE; "snapshot": a DRAFT kept
  friend bool operator==(const PublicationRow&, const PublicationRow&) = default;
};

// One change. A Transaction is a list of them, all or nothing, in order.
struct PutSession { SessionRow session; };
// With its inbox, outbox and opaque rows; its handovers are over; history stays.
struct RemoveSession { std::int64_t session_row; };
struct PutConversation { ConversationRow conversation; };
struct TouchConversation { std::int64_t row; UtcMs last_message_at; bool user_message; };
struct MarkHandover { std::int64_t conversation; };
struct AddHandover { HandoverRow handover; };
// Compare and swap: fails with `conflict` when the handover is in another state or has another owner. One that
// is not kept (any more) is passed over.
struct MoveHandover {
  std::string id;
  HandoverState from_state;
  HandoverOwner from_owner;
  HandoverState to_state;
  HandoverOwner to_owner;
  UtcMs at;
  std::string reason;
};
struct AddMessage { MessageRow message; };
struct NoteMessage { std::int64_t session_row; std::string message_id; std::string note; };
// Its body holds what has become sensitive since: `body` is what people may read, `original` what it was.
struct MaskMessage { std::int64_t session_row; std::string message_id; std::string body; std::string original; };
// The same for an entry of the error log, whose original nobody may read.
struct MaskError {
  std::string id;
  std::string error, request, response;
  friend bool operator==(const MaskError&, const MaskError&) = default;
};
struct AddJournal { JournalRow step; };
struct AddInbox { InboxRow event; };
struct RemoveInbox { std::int64_t row; };
struct AddOutbox { OutboxRow delivery; };
struct RescheduleOutbox { std::int64_t row; int attempts; UtcMs due_at; };
struct RemoveOutbox { std::int64_t row; };
struct PutIdempotency { IdempotencyRow entry; };
struct AddError { ErrorRow error; };
struct PutToken { TokenRow token; };
struct RemoveToken { std::string id; };
struct PutBotContent { BotContentRow content; };
struct PutBotVersion { BotVersionRow version; };
struct AddPublication { PublicationRow publication; };
struct AddFact { FactRow fact; };
struct AddAudit { AuditRow entry; };
// Said once more by this person; what was decided about the text stays.
struct AddReview { ReviewRow text; std::string session_id; };
// Decides about a text in both versions of the bot.
struct MarkReview { std::string bot_id, language, folded; ReviewRow::State state; };
// Everything that is kept of one person's sessions: the rows given and whatever carries the session id.
struct EraseHistory { SessionKey key; std::vector<std::int64_t> session_rows; };
// The versions and publications of a bot, and the texts for review; what else its users said goes with
// retention or EraseHistory.
struct RemoveBot { std::string bot_id; };

using Mutation = std::variant<PutSession, RemoveSession, PutConversation, TouchConversation, MarkHandover, AddMessage,
                              NoteMessage, MaskMessage, MaskError, AddJournal, AddInbox, RemoveInbox, AddOutbox,
                              RescheduleOutbox, RemoveOutbox, PutIdempotency, AddError, PutToken, RemoveToken,
                              PutBotContent, PutBotVersion, AddPublication, AddHandover, MoveHandover, AddFact,
                              AddAudit, AddReview, MarkReview, EraseHistory, RemoveBot>;
using Transaction = std::vector<Mutation>;

}  // namespace sb::store
