#pragma once
#include <memory>
#include <string>

#include "store/people_rows.h"
#include "store/sqlite_checkpointer.h"
#include "store/sqlite_readers.h"
#include "store/sqlite_sweep.h"
#include "store/sqlite_writer.h"
#include "store/store.h"

namespace sb::store {

// Keeps the lock on the data directory while it lives.
class DirectoryLock final {
 public:
  // `conflict` when another process, or another store of this one, holds it.
  static Result<DirectoryLock> take(const std::string& directory);
  DirectoryLock(DirectoryLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  DirectoryLock& operator=(DirectoryLock&&) = delete;
  ~DirectoryLock();

 private:
  explicit DirectoryLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

class SqliteStore final : public Store, public PeopleStore {
 public:
  static Result<std::unique_ptr<Store>> open(const SqliteOptions& options, const Sealer& sealer);
  ~SqliteStore() override;

  void submit(Transaction transaction, Urgency urgency, std::function<void(Ok)> done) override;
  std::int64_t new_session_row() override { return counters_.draw(Counters::session); }
  std::int64_t new_conversation_row() override { return counters_.draw(Counters::conversation); }
  std::int64_t new_inbox_row() override { return counters_.draw(Counters::inbox); }
  std::int64_t new_outbox_row() override { return counters_.draw(Counters::outbox); }

  Result<std::optional<SessionRow>> find_session(const SessionKey& key) override;
  Result<std::optional<SessionRow>> find_session(std::int64_t row) override;
  Result<std::vector<SessionKey>> sessions_in_turn() override;
  Result<std::vector<std::pair<SessionKey, UtcMs>>> sessions_with_wake() override;
  Result<std::vector<SessionKey>> expired_sessions(UtcMs now, int limit) override;
  Result<std::vector<InboxRow>> inbox() override;
  Result<std::vector<OutboxRow>> outbox(std::int64_t after_row, int limit) override;
  Result<std::optional<IdempotencyRow>> find_idempotency(std::string_view scope, std::string_view session_id,
                                                         std::string_view key, UtcMs now) override;
  Result<std::optional<ConversationRow>> find_conversation(std::int64_t row) override;
  Result<std::vector<ConversationRow>> conversations(std::string_view bot_id, Version version,
                                                     std::int64_t before_row, int limit) override;
  Result<std::vector<ListedMessage>> messages(std::int64_t session_row, std::int64_t after_position,
                                              int limit) override;
  Result<std::vector<ListedMessage>> turn_messages(std::int64_t session_row, std::int64_t turn_no) override;
  Result<std::vector<ListedMessage>> conversation_messages(std::int64_t conversation,
                                                           std::int64_t after_position, int limit) override;
  Result<std::vector<HandoverRow>> handovers(std::int64_t session_row) override;
  Result<std::vector<JournalRow>> journal(std::int64_t session_row, std::int64_t first_turn,
                                          std::int64_t last_turn) override;
  Result<std::optional<std::int64_t>> replay_start(std::int64_t session_row, std::int64_t turn_no) override;
  Result<std::vector<ErrorRow>> errors(std::string_view bot_id, Version version, int limit) override;
  Result<std::vector<ListedConversation>> list_conversations(const ConversationFilter& filter,
                                                             const Page& page) override;
  Result<std::int64_t> count_conversations(const ConversationFilter& filter) override;
  Result<std::vector<std::int64_t>> session_rows(const SessionKey& key) override;
  Result<std::vector<ListedMessage>> session_messages(const SessionKey& key, std::int64_t after,
                                                      std::int64_t offset, int limit) override;
  Result<std::int64_t> count_session_messages(const SessionKey& key) override;
  Result<std::vector<ListedMessage>> bot_messages(std::string_view bot_id, Version version, UtcMs from,
                                                  std::int64_t after, int limit) override;
  Result<std::vector<ListedError>> list_errors(const ErrorFilter& filter, const Page& page) override;
  Result<std::optional<ErrorRow>> find_error(std::string_view bot_id, Version version,
                                             std::string_view id) override;
  Result<std::vector<TurnRow>> list_turns(std::int64_t session_row, const Page& page) override;
  Result<std::vector<FactRow>> facts(std::string_view bot_id, Version version, FactPlace after, UtcMs to,
                                     int limit) override;
  Result<std::vector<AuditRow>> audit(std::string_view bot_id, const Page& page) override;
  Result<std::vector<ReviewRow>> review_texts(const ReviewFilter& filter, const Page& page) override;
  Result<std::optional<ReviewRow>> find_review_text(std::string_view bot_id, std::int64_t position) override;
  Result<std::vector<ReviewRow>> review_texts_of(const SessionKey& person) override;
  Result<std::vector<TokenRow>> tokens() override;
  Result<PeopleRows> people() override;
  Ok change_people(std::vector<PeopleChange> changes) override;
  void note_people(PeopleChange change) override;
  Result<std::optional<BotContentRow>> find_bot_content(std::string_view hash) override;
  Result<std::vector<BotVersionRow>> bot_versions() override;
  Result<std::vector<PublicationRow>> publications(std::string_view bot_id) override;

  Result<SweepResult> sweep(const Retention& retention, UtcMs now, int batch) override;
  Ok checkpoint() override { return checkpointer_->checkpoint_now(); }
  Health health() override;

 private:
  SqliteStore(DirectoryLock lock, const SqliteOptions& options, const Sealer& sealer);
  Ok start(const SqliteOptions& options);

  // Declaration order is destruction order, backwards: the writer commits what is queued before anything
  // closes.
  DirectoryLock lock_;
  const std::string path_;
  const Sealer sealer_;
  Result<std::int64_t> number_of_bot(const ConversationFilter& filter);

  Counters counters_;
  std::atomic<bool> log_restart_{false};  // the checkpointer asks the writer
  Sweeper sweeper_;                       // on the writer's thread
  ConversationIndex conversations_;
  std::unique_ptr<ReaderPool> readers_;
  std::unique_ptr<Checkpointer> checkpointer_;
  std::unique_ptr<Writer> writer_;
};

}  // namespace sb::store
