#pragma once
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "store/sqlite_db.h"

namespace sb::store {

// Moves the write-ahead log into the database on a thread and connection of its own, beside the writer. While
// transactions keep coming a checkpoint never reaches the end of the log, so once the log is long it asks the
// writer to move the short rest between two commits; the next commit then overwrites the log from its
// beginning. (The file keeps its length: overwriting is several times faster to sync than growing. It is cut
// only when long and idle.)
class Checkpointer final {
 public:
  // `log_restart` is raised to ask the writer for that.
  Checkpointer(std::unique_ptr<Connection> connection, std::string log_path, std::atomic<bool>& log_restart);
  ~Checkpointer();

  // After a commit: the log holds so many pages. Never blocks for long.
  void log_has(int pages);
  // Everything at once, for `Store::checkpoint` and the end.
  Ok checkpoint_now();

 private:
  void main_loop();
  Ok move_pages(int mode, int& pages, int& moved);
  void pass();
  void cut_when_idle();

  std::unique_ptr<Connection> connection_;
  std::mutex connection_mutex_;
  const std::string log_path_;
  std::atomic<bool>& log_restart_;

  std::atomic<int> log_pages_{0};
  std::atomic<int> pages_at_last_pass_{0};
  std::mutex mutex_;
  std::condition_variable changed_;
  bool due_ = false;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

// Bytes of the file, 0 when there is none.
std::int64_t file_bytes(const std::string& path);

}  // namespace sb::store
