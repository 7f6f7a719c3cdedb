#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "base/result.h"
#include "store/history.h"
#include "store/rows.h"

namespace sb::store {

enum class Urgency {
  now,    // commit at once (together with whatever else is queued)
  relaxed,  // may ride on a later commit, at most 50 ms later: marks whose loss only repeats work
};

// How far back each kind of row is kept. UtcMs{0}: for ever.
struct Retention {
  std::string bot_id;
  Version version = Version::draft;
  UtcMs conversations_before, errors_before, journal_before;
  UtcMs expressions_before = {};  // texts for review
};
struct SweepResult {
  std::int64_t rows_removed = 0;
  bool more = false;  // the batch limit was reached
};

// Threading: every function may be called from any thread. Reads block on disk (run them off the event loop) and see
// every transaction whose `done` has been called. Row numbers are given out in memory.
//
// Errors: `unavailable` when the disk is full, read-only or failing (the caller answers 503 and may try again);
// `internal` for a damaged database.
class Store {
 public:
  virtual ~Store() = default;

  // Applies the transaction and calls `done` exactly once, on the writer's thread, after it is durable (or has failed,
  // then none of it is applied). Transactions commit in the order of submission. `done` must not block.
  virtual void submit(Transaction transaction, Urgency urgency, std::function<void(Ok)> done) = 0;
  // The same, waiting for the outcome. For start-up, the command line and tests.
  Ok submit_and_wait(Transaction transaction);

  virtual std::int64_t new_session_row() = 0;
  virtual std::int64_t new_conversation_row() = 0;
  virtual std::int64_t new_inbox_row() = 0;
  virtual std::int64_t new_outbox_row() = 0;

  // Not found is an ordinary answer: a first visit.
  virtual Result<std::optional<SessionRow>> find_session(const SessionKey& key) = 0;
  virtual Result<std::optional<SessionRow>> find_session(std::int64_t row) = 0;
  // What a start must take up again.
  virtual Result<std::vector<SessionKey>> sessions_in_turn() = 0;
  virtual Result<std::vector<std::pair<SessionKey, UtcMs>>> sessions_with_wake() = 0;
  // Sessions whose expiry has passed and that have nothing pending, at most `limit`.
  virtual Result<std::vector<SessionKey>> expired_sessions(UtcMs now, int limit) = 0;
  virtual Result<std::vector<InboxRow>> inbox() = 0;
  // Deliveries in the order of `row`, starting after `after_row`.
  virtual Result<std::vector<OutboxRow>> outbox(std::int64_t after_row, int limit) = 0;
  virtual Result<std::optional<IdempotencyRow>> find_idempotency(std::string_view scope, std::string_view session_id,
                                                                 std::string_view key, UtcMs now) = 0;

  virtual Result<std::optional<ConversationRow>> find_conversation(std::int64_t row) = 0;
  // Newest first, positions before `before` (0: from the newest).
  virtual Result<std::vector<ConversationRow>> conversations(std::string_view bot_id, Version version,
                                                             std::int64_t before_row, int limit) = 0;
  // Oldest first, positions after `after`.
  virtual Result<std::vector<ListedMessage>> messages(std::int64_t session_row, std::int64_t after_position,
                                                      int limit) = 0;
  // Those of one turn, oldest first.
  virtual Result<std::vector<ListedMessage>> turn_messages(std::int64_t session_row, std::int64_t turn_no) = 0;
  virtual Result<std::vector<ListedMessage>> conversation_messages(std::int64_t conversation,
                                                                   std::int64_t after_position,
                                                                   int limit) = 0;
  // In the order of their offers.
  virtual Result<std::vector<HandoverRow>> handovers(std::int64_t session_row) = 0;
  // Steps in order, turns `first_turn` … `last_turn` inclusive.
  virtual Result<std::vector<JournalRow>> journal(std::int64_t session_row, std::int64_t first_turn,
                                                  std::int64_t last_turn) = 0;
  // The latest turn not after `turn_no` whose first step carries `state_before`; nullopt when none is kept.
  virtual Result<std::optional<std::int64_t>> replay_start(std::int64_t session_row, std::int64_t turn_no) = 0;
  // Newest first.
  virtual Result<std::vector<ErrorRow>> errors(std::string_view bot_id, Version version, int limit) = 0;

  // Newest first.
  virtual Result<std::vector<ListedConversation>> list_conversations(const ConversationFilter& filter,
                                                                     const Page& page) = 0;
  virtual Result<std::int64_t> count_conversations(const ConversationFilter& filter) = 0;
  // Every row that this session id had and that left something in the history, oldest first.
  virtual Result<std::vector<std::int64_t>> session_rows(const SessionKey& key) = 0;
  // The messages of all of these, oldest first, positions after `after`.
  virtual Result<std::vector<ListedMessage>> session_messages(const SessionKey& key, std::int64_t after,
                                                              std::int64_t offset, int limit) = 0;
  virtual Result<std::int64_t> count_session_messages(const SessionKey& key) = 0;
  // Of all sessions of a bot version, in the order they were kept, positions after `after`, since `from`. Leaves out
  // what was kept before something more than an hour older: a clock was set back.
  virtual Result<std::vector<ListedMessage>> bot_messages(std::string_view bot_id, Version version, UtcMs from,
                                                          std::int64_t after, int limit) = 0;
  // Newest first; `page.before` is a position.
  virtual Result<std::vector<ListedError>> list_errors(const ErrorFilter& filter, const Page& page) = 0;
  virtual Result<std::optional<ErrorRow>> find_error(std::string_view bot_id, Version version,
                                                     std::string_view id) = 0;
  // Newest first; `page.before` is a turn number.
  virtual Result<std::vector<TurnRow>> list_turns(std::int64_t session_row, const Page& page) = 0;
  // Oldest first, beyond `after` and before `to`. Those of conversations that are gone have no session id any more.
  virtual Result<std::vector<FactRow>> facts(std::string_view bot_id, Version version, FactPlace after, UtcMs to,
                                             int limit) = 0;
  // Newest first; an empty bot id asks for all.
  virtual Result<std::vector<AuditRow>> audit(std::string_view bot_id, const Page& page) = 0;

  // Newest first; `page.before` is a position. Texts nobody said any more are gone.
  virtual Result<std::vector<ReviewRow>> review_texts(const ReviewFilter& filter, const Page& page) = 0;
  virtual Result<std::optional<ReviewRow>> find_review_text(std::string_view bot_id, std::int64_t position) = 0;
  // What a person has said of them, whatever was decided since, oldest first; `times` and `last_at` are that person's.
  // For whoever asks what is kept of a person; nothing else may know who said what.
  virtual Result<std::vector<ReviewRow>> review_texts_of(const SessionKey& person) = 0;

  virtual Result<std::vector<TokenRow>> tokens() = 0;
  virtual Result<std::optional<BotContentRow>> find_bot_content(std::string_view hash) = 0;
  virtual Result<std::vector<BotVersionRow>> bot_versions() = 0;
  virtual Result<std::vector<PublicationRow>> publications(std::string_view bot_id) = 0;

  // Removes at most `batch` rows past their retention; sessions with pending work keep their journal. Also idempotency
  // entries and bot contents nobody refers to. Runs as transactions of the writer.
  virtual Result<SweepResult> sweep(const Retention& retention, UtcMs now, int batch) = 0;

  // Moves the write-ahead log into the database file; the implementation also does so by itself.
  virtual Ok checkpoint() = 0;
  // Rows and bytes on disk and the depth of the queue, for /metrics and `doctor`.
  struct Health {
    std::int64_t queued_transactions = 0;
    std::int64_t commits = 0, transactions = 0;
    std::int64_t database_bytes = 0, wal_bytes = 0;
  };
  virtual Health health() = 0;
};

// Opens (creates, migrates) the database in `directory`. One process at a time: a second one fails with `conflict`.
struct SqliteOptions {
  std::string directory;
  int reader_connections = 4;
  std::size_t queue_max = 10'000;  // transactions; beyond it submit answers `unavailable`
  std::string vfs = {};            // a registered SQLite VFS, for tests of faults; empty: the system's
  // Up to so many conversations, those asked for by time or by a part of a name are found in memory, about 60 bytes
  // each; of more, on disk.
  std::int64_t searched_conversations_max = 1'000'000;
};
// Refused with `conflict`: a directory in use, a database of a newer release. With `internal`: one sealed with another
// key, or damaged.
Result<std::unique_ptr<Store>> open_sqlite_store(const SqliteOptions& options, const Sealer& sealer);

// What open_sqlite_store would do to the tables, tried out and undone again.
struct MigrationPlan {
  int version_found = 0;           // 0: there is no database yet
  std::vector<std::string> steps;  // to be applied, in order; empty: the database is current
};
Result<MigrationPlan> plan_sqlite_migration(const SqliteOptions& options);

}  // namespace sb::store
