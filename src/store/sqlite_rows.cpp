#include "store/sqlite_rows.h"

namespace sb::store {
namespace {

constexpr std::string_view member_names[] = {"sessions.state",    "messages.original",     "journal.step",
                                             "journal.state",     "inbox.event",           "outbox.body",
                                             "contents.document", "bot_versions.document", "meta.key_check"};

std::string purpose_of(SealedIn member, std::int64_t row) {
  std::string purpose(member_names[static_cast<std::size_t>(member)]);
  purpose += ':';
  purpose += std::to_string(row);
  return purpose;
}

Actor actor_of(std::int64_t number) {
  switch (number) {
    case 1:
      return Actor::bot;
    case 2:
      return Actor::agent;
    default:
      return Actor::user;
  }
}

constexpr std::size_t length_bytes = 4;

}  // namespace

std::string seal_for(const Sealer& sealer, SealedIn member, std::int64_t row, std::string_view plain) {
  return sealer.seal(plain, purpose_of(member, row));
}

Result<std::string> open_from(const Sealer& sealer, SealedIn member, std::int64_t row,
                              std::string_view sealed) {
  const std::string purpose = purpose_of(member, row);
  auto plain = sealer.open(sealed, purpose);
  if (plain) return plain;
  return Error{ErrorCode::internal,
               "a sealed value does not open: the database is damaged or has another key", purpose};
}

std::string join_step(std::string_view event, std::string_view effects) {
  std::string joined;
  joined.reserve(length_bytes + event.size() + effects.size());
  for (std::size_t i = 0; i < length_bytes; ++i)
    joined += static_cast<char>((event.size() >> (8 * i)) & 0xff);
  joined += event;
  joined += effects;
  return joined;
}

Result<std::pair<std::string, std::string>> split_step(std::string_view joined) {
  std::size_t size = 0;
  if (joined.size() >= length_bytes) {
    for (std::size_t i = 0; i < length_bytes; ++i) {
      size |= static_cast<std::size_t>(static_cast<unsigned char>(joined[i])) << (8 * i);
    }
  }
  if (joined.size() < length_bytes + size)
    return Error{ErrorCode::internal, "a step of the journal is cut short"};
  joined.remove_prefix(length_bytes);
  return std::pair{std::string(joined.substr(0, size)), std::string(joined.substr(size))};
}

Result<SessionRow> read_session(const Query& row, const Sealer& sealer) {
  SessionRow out;
  out.row = row.integer(0);
  out.key = {row.text(1), version_of(row.integer(2)), row.text(3)};
  out.generation = row.integer(4);
  out.channel_id = row.text(5);
  out.channel_type = row.text(6);
  out.language = row.text(7);
  out.first_name = row.text(8);
  out.last_name = row.text(9);
  out.conversation = row.integer(10);
  out.turn_no = row.integer(11);
  out.created_at = row.time(12);
  out.last_activity_at = row.time(13);
  out.expires_at = row.time(14);
  out.wake_at = row.optional_time(15);
  out.in_turn = row.flag(16);
  out.paused = row.flag(18);
  SB_TRY(out.state, open_from(sealer, SealedIn::session_state, out.row, row.bytes(17)));
  return out;
}

ConversationRow read_conversation(const Query& row) {
  ConversationRow out;
  out.row = row.integer(0);
  out.session_row = row.integer(1);
  out.bot_id = row.text(2);
  out.version = version_of(row.integer(3));
  out.session_id = row.text(4);
  out.channel_type = row.text(5);
  out.language = row.text(6);
  out.first_name = row.text(7);
  out.last_name = row.text(8);
  out.started_at = row.time(9);
  out.last_message_at = row.time(10);
  out.has_user_message = row.flag(11);
  out.handed_over = row.flag(12);
  out.emulator = row.flag(13);
  return out;
}

Result<ListedMessage> read_message(const Query& row, const Sealer& sealer) {
  ListedMessage out;
  out.position = row.integer(0);
  MessageRow& message = out.message;
  message.session_row = row.integer(1);
  message.conversation = row.integer(2);
  message.turn_no = row.integer(3);
  message.actor = actor_of(row.integer(4));
  message.at = row.time(5);
  message.is_intro = row.flag(6);
  message.message_id = row.text(7);
  message.dialog_id = row.text(8);
  message.dialog_name = row.text(9);
  message.nlp = row.text(10);
  message.note = row.text(11);
  message.body = row.text(12);
  if (!row.is_null(13)) {
    SB_TRY(message.original, open_from(sealer, SealedIn::message_original, out.position, row.bytes(13)));
  }
  return out;
}

Result<JournalRow> read_journal(const Query& row, const Sealer& sealer) {
  JournalRow out;
  const std::int64_t position = row.integer(0);
  out.session_row = row.integer(1);
  out.generation = row.integer(2);
  out.turn_no = row.integer(3);
  out.step_no = static_cast<int>(row.integer(4));
  out.at = row.time(5);
  out.bot_hash = row.text(6);
  out.digest = row.text(7);
  SB_TRY(const std::string joined, open_from(sealer, SealedIn::journal_step, position, row.bytes(8)));
  SB_TRY(auto step, split_step(joined));
  out.event = std::move(step.first);
  out.effects = std::move(step.second);
  if (!row.is_null(9)) {
    SB_TRY(out.state_before, open_from(sealer, SealedIn::journal_state, position, row.bytes(9)));
  }
  return out;
}

Result<InboxRow> read_inbox(const Query& row, const Sealer& sealer) {
  InboxRow out;
  out.row = row.integer(0);
  out.key = {row.text(1), version_of(row.integer(2)), row.text(3)};
  out.channel_id = row.text(4);
  out.bot_hash = row.text(5);
  out.accepted_at = row.time(6);
  SB_TRY(out.event, open_from(sealer, SealedIn::inbox_event, out.row, row.bytes(7)));
  return out;
}

Result<OutboxRow> read_outbox(const Query& row, const Sealer& sealer) {
  OutboxRow out;
  out.row = row.integer(0);
  out.session_row = row.integer(1);
  out.generation = row.integer(2);
  out.bot_id = row.text(3);
  out.version = version_of(row.integer(4));
  out.target = row.text(5);
  out.message_id = row.text(6);
  out.created_at = row.time(7);
  out.due_at = row.time(8);
  out.attempts = static_cast<int>(row.integer(9));
  SB_TRY(out.body, open_from(sealer, SealedIn::outbox_body, out.row, row.bytes(10)));
  return out;
}

FactRow read_fact(const Query& row) {
  FactRow out;
  out.position = row.integer(0);
  out.bot_id = row.text(1);
  out.version = version_of(row.integer(2));
  out.at = row.time(3);
  out.conversation = row.integer(4);
  out.started = row.flag(5);
  out.said = row.text(6);
  out.outcome = static_cast<FactRow::Outcome>(row.integer(7));
  out.intent = row.text(8);
  out.score = row.real(9);
  out.dialogs = row.text(10);
  out.messages = static_cast<int>(row.integer(11));
  out.errors = static_cast<int>(row.integer(12));
  out.handed_over = row.flag(13);
  out.session_id = row.text(14);
  out.channel_type = row.text(15);
  out.language = row.text(16);
  return out;
}

ErrorRow read_error(const Query& row) {
  ErrorRow out;
  out.id = row.text(0);
  out.bot_id = row.text(1);
  out.version = version_of(row.integer(2));
  out.session_id = row.text(3);
  out.channel_type = row.text(4);
  out.dialog_id = row.text(5);
  out.dialog_name = row.text(6);
  out.source = row.text(7);
  out.error = row.text(8);
  out.request = row.text(9);
  out.response = row.text(10);
  out.emulator = row.flag(11);
  out.at = row.time(12);
  return out;
}

}  // namespace sb::store
