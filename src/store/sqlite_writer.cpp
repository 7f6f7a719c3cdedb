#include "store/sqlite_writer.h"

#include <cstring>
#include <future>
#include <new>
#include <stdexcept>

#include "base/log.h"

namespace sb::store {
namespace {

constexpr std::chrono::milliseconds relaxed_wait_max{50};
// Bounds the time a commit takes and the memory it holds, whatever has queued up.
constexpr std::size_t transactions_per_commit_max = 256;

// A fault of one transaction, which must not spoil its neighbours; anything else concerns them all.
bool concerns_one(const Error& error) {
  return error.code == ErrorCode::conflict || error.code == ErrorCode::limit_exceeded;
}

}  // namespace

Writer::Writer(std::unique_ptr<Connection> connection, std::unique_ptr<Applier> applier,
               std::size_t queue_max, std::function<void(int)> on_wal_pages, std::atomic<bool>& log_restart,
               ConversationIndex& conversations)
    : connection_(std::move(connection)),
      applier_(std::move(applier)),
      queue_max_(queue_max),
      on_wal_pages_(std::move(on_wal_pages)),
      log_restart_(log_restart),
      conversations_(conversations) {
  sqlite3_wal_hook(
      connection_->handle(),
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<Writer*>(self)->on_wal_pages_(pages);
        return SQLITE_OK;
      },
      this);
  // Also hears what statements over many rows and triggers change.
  sqlite3_update_hook(
      connection_->handle(),
      [](void* self, int, const char*, const char* table, sqlite3_int64 row) noexcept {
        if (std::strcmp(table, "conversations") == 0)
          static_cast<Writer*>(self)->touched_conversations_.push_back(row);
      },
      this);
  thread_ = std::thread([this] { main_loop(); });
}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Writer::submit(Transaction transaction, Urgency urgency, std::function<void(Ok)> done) {
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= queue_max_) {
      refused_.push_back({{}, nullptr, std::move(done)});
      urgent_ = true;
    } else {
      if (urgency == Urgency::now) {
        urgent_ = true;
      } else if (queue_.empty()) {
        oldest_relaxed_ = std::chrono::steady_clock::now();
      }
      queue_.push_back({std::move(transaction), nullptr, std::move(done)});
    }
  }
  changed_.notify_one();
}

Ok Writer::run(Work work) {
  const auto outcome = std::make_shared<std::promise<Ok>>();
  add(std::move(work), [outcome](Ok result) { outcome->set_value(std::move(result)); });
  return outcome->get_future().get();
}

void Writer::post(Work work) {
  add(std::move(work), [](const Ok& outcome) {
    if (outcome.has_error()) log_warn("store.note_lost", {{"error", outcome.error().message}});
  });
}

void Writer::add(Work work, std::function<void(Ok)> done) {
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back({{}, std::move(work), std::move(done)});
    urgent_ = true;
  }
  changed_.notify_one();
}

std::int64_t Writer::queued() const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::int64_t>(queue_.size());
}

void Writer::main_loop() {
  Batch batch, refused;
  while (take(batch, refused)) {
    for (Item& item : refused) {
      item.done(Error{ErrorCode::unavailable, "too many transactions wait for the database"});
    }
    if (batch.size() == 1 && batch.front().work) {
      commit_work(batch.front());
    } else if (!batch.empty()) {
      commit_batch(batch);
    }
    batch.clear();
    refused.clear();
    if (log_restart_.exchange(false)) restart_log();
  }
}

// Waits for something to do; false at the end. Work comes alone, transactions together.
bool Writer::take(Batch& batch, Batch& refused) {
  std::unique_lock lock(mutex_);
  while (!urgent_ && !stopping_) {
    if (queue_.empty()) {
      changed_.wait(lock);
    } else if (changed_.wait_until(lock, oldest_relaxed_ + relaxed_wait_max) == std::cv_status::timeout) {
      break;
    }
  }
  refused.swap(refused_);
  while (!queue_.empty() && batch.size() < transactions_per_commit_max) {
    const bool alone = static_cast<bool>(queue_.front().work);
    if (alone && !batch.empty()) break;
    batch.push_back(std::move(queue_.front()));
    queue_.pop_front();
    if (alone) break;
  }
  // What is left was queued before its urgency was forgotten: take it at once.
  urgent_ = !queue_.empty();
  return !batch.empty() || !refused.empty() || !stopping_;
}

void Writer::commit_batch(Batch& batch) {
  Ok outcome = finish(commit_all(batch));
  if (outcome.has_error() && batch.size() > 1 && concerns_one(outcome.error()))
    return commit_one_by_one(batch);
  if (outcome) counts_.transactions += static_cast<std::int64_t>(batch.size());
  for (Item& item : batch) item.done(outcome);
}

// The usual case first: no savepoints, everything is applied.
Ok Writer::commit_all(const Batch& batch) {
  SB_TRYV(Query(*connection_, "BEGIN IMMEDIATE").run());
  for (const Item& item : batch) SB_TRYV(apply(item.transaction));
  return {};
}

// Memory may run out and OpenSSL may fail; the thread must survive both.
Ok Writer::apply(const Transaction& transaction) {
  try {
    return applier_->apply(transaction);
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::unavailable, "no memory for a transaction"};
  } catch (const std::runtime_error& fault) {
    return Error{ErrorCode::unavailable, fault.what()};
  }
}

// One of the transactions is bad. Again, each within its own savepoint, still with one commit.
void Writer::commit_one_by_one(Batch& batch) {
  std::vector<Ok> outcomes(batch.size());
  Ok all = Query(*connection_, "BEGIN IMMEDIATE").run();
  for (std::size_t i = 0; i < batch.size() && all; ++i) {
    outcomes[i] = apply_in_savepoint(batch[i].transaction);
    if (outcomes[i].has_error() && !concerns_one(outcomes[i].error())) all = outcomes[i];
  }
  all = finish(std::move(all));
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (all && outcomes[i]) ++counts_.transactions;
    batch[i].done(all ? outcomes[i] : all);
  }
}

Ok Writer::apply_in_savepoint(const Transaction& transaction) {
  SB_TRYV(connection_->execute("SAVEPOINT one"));
  Ok applied = apply(transaction);
  if (applied) return connection_->execute("RELEASE one");
  if (!concerns_one(applied.error())) return applied;
  SB_TRYV(connection_->execute("ROLLBACK TO one; RELEASE one"));
  applier_->rolled_back();
  return applied;
}

void Writer::commit_work(Item& item) {
  Ok applied = Query(*connection_, "BEGIN IMMEDIATE").run();
  if (applied) applied = item.work(*connection_, *applier_);
  item.done(finish(std::move(applied)));
}

// COMMIT when everything was applied, ROLLBACK otherwise.
Ok Writer::finish(Ok applied) {
  if (applied) applied = applier_->reserve_numbers();
  if (applied) {
    Query commit(*connection_, "COMMIT");
    applied = commit.run();
  }
  if (applied) {
    applier_->committed();
    conversations_.changed(touched_conversations_);
    ++counts_.commits;
  } else {
    connection_->roll_back();
    applier_->rolled_back();
  }
  touched_conversations_.clear();
  log_health(applied);
  return applied;
}

// A full disk fails every commit: one line when it begins, one when it ends.
void Writer::log_health(const Ok& outcome) {
  const bool failing = outcome.has_error() && !concerns_one(outcome.error());
  if (failing == failing_) return;
  failing_ = failing;
  if (failing) {
    log_error("store.commits_fail", {{"error", Json(outcome.error().message.c_str())}});
  } else {
    log_info("store.commits_succeed_again");
  }
}

void Writer::restart_log() {
  int pages = 0, moved = 0;
  const int code =
      sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &moved);
  if (code != SQLITE_OK && code != SQLITE_BUSY) {
    log_warn("store.checkpoint_failed", {{"error", sqlite3_errmsg(connection_->handle())}});
  }
}

}  // namespace sb::store
