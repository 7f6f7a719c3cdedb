#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/conversation_index.h"
#include "store/sqlite_applier.h"
#include "store/store.h"

namespace sb::store {

// The one thread that writes. It takes whatever has queued up and commits it as one transaction (group
// commit), without waiting for company unless everything queued is `relaxed`.
class Writer final {
 public:
  // Work of the store itself (sweeping, people), in a transaction of its own; runs on the writer's thread.
  using Work = std::function<Ok(Connection&, Applier&)>;
  struct Counts {
    std::atomic<std::int64_t> commits{0}, transactions{0};
  };

  // `on_wal_pages` hears, after each commit, how many pages the write-ahead log holds; it must not block.
  // `applier` has loaded its numbers. When `log_restart` is raised the writer moves the rest of the log into
  // the database before its next transaction, so that this may start the log from its beginning.
  // `conversations` hears which of them a commit has changed before anybody is told that it is done.
  Writer(std::unique_ptr<Connection> connection, std::unique_ptr<Applier> applier, std::size_t queue_max,
         std::function<void(int)> on_wal_pages, std::atomic<bool>& log_restart,
         ConversationIndex& conversations);
  // Commits what is queued, then stops.
  ~Writer();

  void submit(Transaction transaction, Urgency urgency, std::function<void(Ok)> done);
  // Waits for the outcome.
  Ok run(Work work);
  // Does not wait; a failure is logged.
  void post(Work work);
  const Counts& counts() const { return counts_; }
  std::int64_t queued() const;

 private:
  struct Item {
    Transaction transaction;
    Work work;  // instead of a transaction
    std::function<void(Ok)> done;
  };
  using Batch = std::vector<Item>;

  void add(Work work, std::function<void(Ok)> done);
  void main_loop();
  bool take(Batch& batch, Batch& refused);
  void commit_batch(Batch& batch);
  void commit_work(Item& item);
  Ok apply(const Transaction& transaction);
  Ok commit_all(const Batch& batch);
  void commit_one_by_one(Batch& batch);
  Ok apply_in_savepoint(const Transaction& transaction);
  Ok finish(Ok applied);
  void log_health(const Ok& outcome);
  void restart_log();

  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Applier> applier_;
  const std::size_t queue_max_;
  std::function<void(int)> on_wal_pages_;
  std::atomic<bool>& log_restart_;
  ConversationIndex& conversations_;
  std::vector<std::int64_t> touched_conversations_;  // by the transaction that is being written
  Counts counts_;
  bool failing_ = false;  // the last commit did, for want of disk or the like

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Item> queue_;
  Batch refused_;  // the queue was full; answered on the writer's thread like the others
  bool urgent_ = false;
  std::chrono::steady_clock::time_point oldest_relaxed_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace sb::store
