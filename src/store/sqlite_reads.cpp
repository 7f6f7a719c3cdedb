#include "store/sqlite_read_all.h"
#include "store/sqlite_rows.h"
#include "store/sqlite_store.h"

// The reads of SqliteStore. Each is one statement and so sees one state of the database.

namespace sb::store {
namespace {

SessionKey read_key(const Query& row) {
  return {row.text(0), version_of(row.integer(1)), row.text(2)};
}

HandoverRow read_handover(const Query& row) {
  return {row.text(0),
          row.integer(1),
          row.integer(2),
          row.text(3),
          static_cast<HandoverState>(row.integer(4)),
          static_cast<HandoverOwner>(row.integer(5)),
          row.time(6),
          row.time(7),
          row.text(8)};
}

IdempotencyRow read_idempotency(const Query& row) {
  return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.time(5)};
}

TokenRow read_token(const Query& row) {
  return {row.text(0), row.text(1), row.text(2), row.text(3), row.time(4), row.optional_time(5)};
}

PublicationRow read_publication(const Query& row) {
  return {row.text(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.time(5), row.text(6)};
}

}  // namespace

std::unique_ptr<Connection> ReaderPool::take() {
  std::unique_lock lock(mutex_);
  freed_.wait(lock, [this] { return !free_.empty(); });
  auto connection = std::move(free_.back());
  free_.pop_back();
  return connection;
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(connection));
  }
  freed_.notify_one();
}

Result<std::optional<SessionRow>> SqliteStore::find_session(const SessionKey& key) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection, "SELECT " SB_SESSION_COLUMNS
                          " FROM bots b JOIN sessions s ON s.bot = b.id "
                          "WHERE b.bot_id = ? AND b.version = ? AND s.session_id = ?");
  query.bind(key.bot_id, number_of(key.version), key.session_id);
  return read_one<SessionRow>(query, [this](const Query& row) { return read_session(row, sealer_); });
}

Result<std::optional<SessionRow>> SqliteStore::find_session(std::int64_t row_number) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection,
              "SELECT " SB_SESSION_COLUMNS " FROM sessions s JOIN bots b ON b.id = s.bot WHERE s.row = ?");
  query.bind(row_number);
  return read_one<SessionRow>(query, [this](const Query& row) { return read_session(row, sealer_); });
}

Result<std::vector<SessionKey>> SqliteStore::sessions_in_turn() {
  ReaderPool::Lease connection(*readers_);
  Query query(connection,
              "SELECT b.bot_id, b.version, s.session_id FROM sessions s INDEXED BY sessions_in_turn "
              "JOIN bots b ON b.id = s.bot WHERE s.in_turn <> 0 ORDER BY s.row");
  return read_all<SessionKey>(query, always(read_key));
}

Result<std::vector<std::pair<SessionKey, UtcMs>>> SqliteStore::sessions_with_wake() {
  ReaderPool::Lease connection(*readers_);
  Query query(
      connection,
      "SELECT b.bot_id, b.version, s.session_id, s.wake_at FROM sessions s INDEXED BY sessions_with_wake "
      "JOIN bots b ON b.id = s.bot WHERE s.wake_at IS NOT NULL ORDER BY s.wake_at, s.row");
  using Wake = std::pair<SessionKey, UtcMs>;
  return read_all<Wake>(query, [](const Query& row) -> Result<Wake> {
    return Wake{read_key(row), row.time(3)};
  });
}

Result<std::vector<SessionKey>> SqliteStore::expired_sessions(UtcMs now, int limit) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection,
              "SELECT b.bot_id, b.version, s.session_id FROM sessions s INDEXED BY sessions_by_expiry "
              "JOIN bots b ON b.id = s.bot WHERE s.expiry_hour <= ? AND s.expires_at <= ? AND s.in_turn = 0 "
              "AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.bot = s.bot AND i.session_id = s.session_id) "
              "AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.session_row = s.row) "
              "ORDER BY s.expiry_hour LIMIT ?");
  query.bind(hour_of(now), now, limit);
  return read_all<SessionKey>(query, always(read_key));
}

Result<std::vector<InboxRow>> SqliteStore::inbox() {
  ReaderPool::Lease connection(*readers_);
  Query query(connection,
              "SELECT " SB_INBOX_COLUMNS " FROM inbox i JOIN bots b ON b.id = i.bot ORDER BY i.row");
  return read_all<InboxRow>(query, [this](const Query& row) { return read_inbox(row, sealer_); });
}

Result<std::vector<OutboxRow>> SqliteStore::outbox(std::int64_t after_row, int limit) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection,
              "SELECT " SB_OUTBOX_COLUMNS
              " FROM outbox o JOIN bots b ON b.id = o.bot WHERE o.row > ? ORDER BY o.row LIMIT ?");
  query.bind(after_row, limit);
  return read_all<OutboxRow>(query, [this](const Query& row) { return read_outbox(row, sealer_); });
}

Result<std::optional<IdempotencyRow>> SqliteStore::find_idempotency(std::string_view scope,
                                                                    std::string_view session_id,
                                                                    std::string_view key, UtcMs now) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection,
              "SELECT scope, session_id, key, request_digest, answer, expires_at FROM idempotency "
              "WHERE scope = ? AND session_id = ? AND key = ? AND expires_at > ?");
  query.bind(scope, session_id, key, now);
  return read_one<IdempotencyRow>(query, always(read_idempotency));
}

Result<std::optional<ConversationRow>> SqliteStore::find_conversation(std::int64_t row) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection, "SELECT " SB_CONVERSATION_COLUMNS
                          " FROM conversations c JOIN bots b ON b.id = c.bot WHERE c.row = ?");
  query.bind(row);
  return read_one<ConversationRow>(query, always(read_conversation));
}

Result<std::vector<ConversationRow>> SqliteStore::conversations(std::string_view bot_id, Version version,
                                                                std::int64_t before_row, int limit) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection, "SELECT " SB_CONVERSATION_COLUMNS
                          " FROM bots b JOIN conversations c ON c.bot = b.id "
                          "WHERE b.bot_id = ? AND b.version = ? AND c.row < ? ORDER BY c.row DESC LIMIT ?");
  query.bind(bot_id, number_of(version), before_row > 0 ? before_row : INT64_MAX, limit);
  return read_all<ConversationRow>(query, always(read_conversation));
}

Result<std::vector<ListedMessage>> SqliteStore::messages(std::int64_t session_row,
                                                         std::int64_t after_position, int limit) {
  ReaderPool::Lease connection(*readers_);
  // Positions first, from the index alone: it orders by conversation, and only the rows wanted are read.
  Query query(connection,
              "SELECT " SB_MESSAGE_COLUMNS
              " FROM messages m WHERE m.position IN (SELECT position FROM messages "
              "WHERE session_row = ? AND position > ? ORDER BY position LIMIT ?) ORDER BY m.position");
  query.bind(session_row, after_position, limit);
  return read_all<ListedMessage>(query, [this](const Query& row) { return read_message(row, sealer_); });
}

Result<std::vector<ListedMessage>> SqliteStore::turn_messages(std::int64_t session_row, std::int64_t turn_no) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection, "SELECT " SB_MESSAGE_COLUMNS
                          " FROM messages m WHERE m.session_row = ? AND m.turn_no = ? ORDER BY m.position");
  query.bind(session_row, turn_no);
  return read_all<ListedMessage>(query, [this](const Query& row) { return read_message(row, sealer_); });
}

Result<std::vector<ListedMessage>> SqliteStore::conversation_messages(std::int64_t conversation,
                                                                      std::int64_t after_position,
                                                                      int limit) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection, "SELECT " SB_MESSAGE_COLUMNS
                          " FROM conversations c JOIN messages m ON m.session_row = c.session_row "
                          "AND m.conversation = c.row WHERE c.row = ? AND m.position > ? "
                          "ORDER BY m.position LIMIT ?");
  query.bind(conversation, after_position, limit);
  return read_all<ListedMessage>(query, [this](const Query& row) { return read_message(row, sealer_); });
}

Result<std::vector<HandoverRow>> SqliteStore::handovers(std::int64_t session_row) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection,
              "SELECT id, session_row, conversation, provider_id, state, owner, offered_at, changed_at, reason "
              "FROM handovers WHERE session_row = ? ORDER BY position");
  query.bind(session_row);
  return read_all<HandoverRow>(query, always(read_handover));
}

Result<std::vector<JournalRow>> SqliteStore::journal(std::int64_t session_row, std::int64_t first_turn,
                                                     std::int64_t last_turn) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection, "SELECT " SB_JOURNAL_COLUMNS
                          " FROM journal j WHERE j.session_row = ? AND j.turn_no BETWEEN ? AND ? "
                          "ORDER BY j.turn_no, j.step_no, j.position");
  query.bind(session_row, first_turn, last_turn);
  return read_all<JournalRow>(query, [this](const Query& row) { return read_journal(row, sealer_); });
}

Result<std::optional<std::int64_t>> SqliteStore::replay_start(std::int64_t session_row,
                                                              std::int64_t turn_no) {
  ReaderPool::Lease connection(*readers_);
  Query query(
      connection,
      "SELECT j.turn_no FROM journal j WHERE j.session_row = ?1 AND j.turn_no <= ?2 "
      "AND j.state_before IS NOT NULL AND NOT EXISTS (SELECT 1 FROM journal e WHERE e.session_row = ?1 "
      "AND e.turn_no = j.turn_no AND e.step_no < j.step_no) ORDER BY j.turn_no DESC LIMIT 1");
  query.bind(session_row, turn_no);
  return read_one<std::int64_t>(query,
                                [](const Query& row) -> Result<std::int64_t> { return row.integer(0); });
}

Result<std::vector<ErrorRow>> SqliteStore::errors(std::string_view bot_id, Version version, int limit) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection, "SELECT " SB_ERROR_COLUMNS
                          " FROM bots b JOIN errors e ON e.bot = b.id WHERE b.bot_id = ? AND b.version = ? "
                          "ORDER BY e.position DESC LIMIT ?");
  query.bind(bot_id, number_of(version), limit);
  return read_all<ErrorRow>(query, always(read_error));
}

Result<std::vector<TokenRow>> SqliteStore::tokens() {
  ReaderPool::Lease connection(*readers_);
  Query query(
      connection,
      "SELECT id, name, secret_hash, scope, created_at, expires_at FROM tokens ORDER BY created_at, id");
  return read_all<TokenRow>(query, always(read_token));
}

Result<std::optional<BotContentRow>> SqliteStore::find_bot_content(std::string_view hash) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection, "SELECT id, hash, document FROM contents WHERE hash = ?");
  query.bind(hash);
  return read_one<BotContentRow>(query, [this](const Query& row) -> Result<BotContentRow> {
    SB_TRY(auto document, open_from(sealer_, SealedIn::content_document, row.integer(0), row.bytes(2)));
    return BotContentRow{row.text(1), std::move(document)};
  });
}

Result<std::vector<BotVersionRow>> SqliteStore::bot_versions() {
  ReaderPool::Lease connection(*readers_);
  Query query(
      connection,
      "SELECT b.bot_id, b.version, v.hash, v.name, v.updated_at, v.document, v.bot FROM bot_versions v "
      "JOIN bots b ON b.id = v.bot ORDER BY b.bot_id, b.version");
  return read_all<BotVersionRow>(query, [this](const Query& row) -> Result<BotVersionRow> {
    BotVersionRow out{row.text(0), version_of(row.integer(1)), row.text(2), row.text(3), row.time(4)};
    if (!row.is_null(5)) {
      SB_TRY(out.document, open_from(sealer_, SealedIn::version_document, row.integer(6), row.bytes(5)));
    }
    return out;
  });
}

Result<std::vector<PublicationRow>> SqliteStore::publications(std::string_view bot_id) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection,
              "SELECT bot_id, number, hash, author, notes, at, kind FROM publications WHERE bot_id = ? ORDER "
              "BY number");
  query.bind(bot_id);
  return read_all<PublicationRow>(query, always(read_publication));
}

}  // namespace sb::store
