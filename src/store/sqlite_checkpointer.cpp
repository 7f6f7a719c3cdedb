#include "store/sqlite_checkpointer.h"

#include <sys/stat.h>

#include <chrono>

#include "base/log.h"

namespace sb::store {
namespace {

// Pages of 4 KiB. A pass each time the log has grown by this much …
constexpr int pages_per_pass = 4'096;  // 16 MiB
// … and a restart of the log when it is longer than this. A longer log saves writing (a page changed often is
// moved once) and costs time at a start after a crash: reading 64 MiB takes about 0.1 s.
constexpr int log_pages_max = 16'384;  // 64 MiB
constexpr std::int64_t log_bytes_kept = std::int64_t{96} << 20;
constexpr std::chrono::seconds idle_time{30};

}  // namespace

std::int64_t file_bytes(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? static_cast<std::int64_t>(info.st_size) : 0;
}

Checkpointer::Checkpointer(std::unique_ptr<Connection> connection, std::string log_path,
                           std::atomic<bool>& log_restart)
    : connection_(std::move(connection)), log_path_(std::move(log_path)), log_restart_(log_restart) {
  thread_ = std::thread([this] { main_loop(); });
}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Checkpointer::log_has(int pages) {
  log_pages_.store(pages, std::memory_order_relaxed);
  const int before = pages_at_last_pass_.load(std::memory_order_relaxed);
  if (pages < before) {  // the log began anew
    pages_at_last_pass_.store(0, std::memory_order_relaxed);
    return;
  }
  if (pages - before < pages_per_pass) return;
  {
    const std::lock_guard lock(mutex_);
    if (due_) return;
    due_ = true;
  }
  changed_.notify_one();
}

void Checkpointer::main_loop() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const bool idle = !changed_.wait_for(lock, idle_time, [this] { return due_ || stopping_; });
    if (stopping_) return;
    lock.unlock();
    if (idle) {
      cut_when_idle();
    } else {
      pass();
    }
    lock.lock();
    due_ = false;
  }
}

Ok Checkpointer::move_pages(int mode, int& pages, int& moved) {
  const std::lock_guard lock(connection_mutex_);
  const int code = sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, mode, &pages, &moved);
  if (code != SQLITE_OK) return sqlite_error(connection_->handle(), code, "checkpoint");
  return {};
}

void Checkpointer::pass() {
  int pages = 0, moved = 0;
  if (const Ok done = move_pages(SQLITE_CHECKPOINT_PASSIVE, pages, moved); !done) {
    log_warn("store.checkpoint_failed", {{"error", Json(done.error().message.c_str())}});
  }
  pages_at_last_pass_.store(log_pages_.load(std::memory_order_relaxed), std::memory_order_relaxed);
  if (log_pages_.load(std::memory_order_relaxed) > log_pages_max) log_restart_.store(true);
}

// Nothing happened for a while. Busy readers only mean that we try again later.
void Checkpointer::cut_when_idle() {
  int pages = 0, moved = 0;
  const bool long_log = file_bytes(log_path_) > log_bytes_kept;
  if (log_pages_.load(std::memory_order_relaxed) == 0 && !long_log) return;
  Ok done = move_pages(long_log ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, pages, moved);
  if (done && moved == pages) {
    log_pages_.store(0, std::memory_order_relaxed);
    pages_at_last_pass_.store(0, std::memory_order_relaxed);
  } else if (!done && done.error().code != ErrorCode::unavailable) {
    log_warn("store.checkpoint_failed", {{"error", Json(done.error().message.c_str())}});
  }
}

Ok Checkpointer::checkpoint_now() {
  int pages = 0, moved = 0;
  return move_pages(SQLITE_CHECKPOINT_TRUNCATE, pages, moved);
}

}  // namespace sb::store
