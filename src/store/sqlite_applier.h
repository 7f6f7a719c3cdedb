#pragma once
#include <array>
#include <atomic>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/crypto.h"
#include "store/rows.h"
#include "store/sqlite_db.h"

namespace sb::store {

// The row numbers given out. Any thread may draw one.
class Counters final {
 public:
  enum Name { session, conversation, inbox, outbox, message, journal, fact, audit, review, count };

  std::int64_t draw(Name name) { return next_[name].fetch_add(1, std::memory_order_relaxed); }
  std::int64_t next(Name name) const { return next_[name].load(std::memory_order_relaxed); }
  void start(Name name, std::int64_t first) { next_[name].store(first, std::memory_order_relaxed); }

 private:
  std::array<std::atomic<std::int64_t>, count> next_{};
};

// Turns mutations into SQL on the writer's connection, inside a transaction that its caller begins and ends.
// Keeps the numbers that a rollback must take back. Only the writer's thread uses it.
class Applier final {
 public:
  Applier(Connection& connection, const Sealer& sealer, Counters& counters)
      : connection_(connection), sealer_(sealer), counters_(counters) {}

  // Reads the counters; call before anything else. They start beyond every number that was ever stored.
  Ok load();

  // After a failure some of the transaction may be applied: roll back.
  Ok apply(const Transaction& transaction);

  // Before COMMIT: makes sure that no number drawn so far is given out again after a restart.
  Ok reserve_numbers();
  void committed();
  void rolled_back();

  // A sweep removed contents: forget which uses are recorded.
  void forget_content_uses() { content_uses_.clear(); }
  Result<std::int64_t> bot_number(const std::string& bot_id, Version version);

 private:
  Ok apply(const PutSession& change);
  Ok insert_session(const SessionRow& session, std::int64_t bot, std::string_view sealed);
  Ok apply(const RemoveSession& change);
  Ok apply(const PutConversation& change);
  Ok apply(const TouchConversation& change);
  Ok apply(const MarkHandover& change);
  Ok apply(const AddHandover& change);
  Ok apply(const MoveHandover& change);
  Ok apply(const AddMessage& change);
  Ok apply(const NoteMessage& change);
  Ok apply(const MaskMessage& change);
  Ok apply(const MaskError& change);
  Ok apply(const AddJournal& change);
  Ok apply(const AddInbox& change);
  Ok apply(const RemoveInbox& change);
  Ok apply(const AddOutbox& change);
  Ok apply(const RescheduleOutbox& change);
  Ok apply(const RemoveOutbox& change);
  Ok apply(const PutIdempotency& change);
  Ok apply(const AddError& change);
  Ok apply(const PutToken& change);
  Ok apply(const RemoveToken& change);
  Ok apply(const PutBotContent& change);
  Ok apply(const PutBotVersion& change);
  Ok apply(const AddPublication& change);
  Ok apply(const AddFact& change);
  Ok apply(const AddAudit& change);
  Ok apply(const AddReview& change);
  Ok apply(const MarkReview& change);
  Ok apply(const EraseHistory& change);
  Ok apply(const RemoveBot& change);
  Ok record_content_use(const std::string& hash, std::int64_t position);

  Connection& connection_;
  const Sealer& sealer_;
  Counters& counters_;
  std::array<std::int64_t, Counters::count> reserved_{};   // as committed
  std::array<std::int64_t, Counters::count> reserving_{};  // as the open transaction will leave them
  std::map<std::pair<std::string, Version>, std::int64_t> bots_;
  std::unordered_map<std::string, std::int64_t> content_uses_;  // hash → `last_position` as recorded
};

}  // namespace sb::store
