#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "base/crypto.h"
#include "store/rows.h"
#include "store/sqlite_db.h"

namespace sb::store {

// Which sealed member of which table: together with the row's number it is the associated data of the
// encryption, so that sealed bytes moved to another row or column do not open.
enum class SealedIn {
  session_state,
  message_original,
  journal_step,
  journal_state,
  inbox_event,
  outbox_body,
  content_document,
  version_document,
  key_check
};

std::string seal_for(const Sealer& sealer, SealedIn member, std::int64_t row, std::string_view plain);
// Fails with `internal`: the database is damaged or belongs to another key.
Result<std::string> open_from(const Sealer& sealer, SealedIn member, std::int64_t row,
                              std::string_view sealed);

// Event and effects of a journal step as one text, so that they are sealed once.
std::string join_step(std::string_view event, std::string_view effects);
Result<std::pair<std::string, std::string>> split_step(std::string_view joined);

constexpr std::int64_t hour_ms = 3'600'000;
inline std::int64_t hour_of(UtcMs at) {
  return at.value / hour_ms;
}
inline int number_of(Version version) {
  return version == Version::live ? 1 : 0;
}
inline Version version_of(std::int64_t number) {
  return number == 1 ? Version::live : Version::draft;
}

// Column lists of the reads, and the functions that read them, in the same order. `b` is the table `bots`.
#define SB_SESSION_COLUMNS                                                                                 \
  "s.row, b.bot_id, b.version, s.session_id, s.generation, s.channel_id, s.channel_type, s.language, "     \
  "s.first_name, s.last_name, s.conversation, s.turn_no, s.created_at, s.last_activity_at, s.expires_at, " \
  "s.wake_at, s.in_turn, s.state, s.paused"
Result<SessionRow> read_session(const Query& row, const Sealer& sealer);

#define SB_CONVERSATION_COLUMNS                                                                         \
  "c.row, c.session_row, b.bot_id, b.version, c.session_id, c.channel_type, c.language, c.first_name, " \
  "c.last_name, c.started_at, c.last_message_at, c.has_user_message, c.handed_over, c.emulator"
ConversationRow read_conversation(const Query& row);

#define SB_MESSAGE_COLUMNS                                                                          \
  "m.position, m.session_row, m.conversation, m.turn_no, m.actor, m.at, m.is_intro, m.message_id, " \
  "m.dialog_id, m.dialog_name, m.nlp, m.note, m.body, m.original"
Result<ListedMessage> read_message(const Query& row, const Sealer& sealer);

#define SB_JOURNAL_COLUMNS                                                                              \
  "j.position, j.session_row, j.generation, j.turn_no, j.step_no, j.at, j.bot_hash, j.digest, j.step, " \
  "j.state_before"
Result<JournalRow> read_journal(const Query& row, const Sealer& sealer);

#define SB_INBOX_COLUMNS \
  "i.row, b.bot_id, b.version, i.session_id, i.channel_id, i.bot_hash, i.accepted_at, i.event"
Result<InboxRow> read_inbox(const Query& row, const Sealer& sealer);

#define SB_OUTBOX_COLUMNS                                                                           \
  "o.row, o.session_row, o.generation, b.bot_id, b.version, o.target, o.message_id, o.created_at, " \
  "o.due_at, "                                                                                      \
  "o.attempts, o.body"
Result<OutboxRow> read_outbox(const Query& row, const Sealer& sealer);

#define SB_FACT_COLUMNS                                                                                       \
  "f.position, b.bot_id, b.version, f.at, f.conversation, f.started, f.said, f.outcome, f.intent, f.score, "    \
  "f.dialogs, f.messages, f.errors, f.handed_over, c.session_id, c.channel_type, c.language"
FactRow read_fact(const Query& row);

#define SB_ERROR_COLUMNS                                                                                     \
  "e.id, b.bot_id, b.version, e.session_id, e.channel_type, e.dialog_id, e.dialog_name, e.source, e.error, " \
  "e.request, e.response, e.emulator, e.at"
ErrorRow read_error(const Query& row);

}  // namespace sb::store
