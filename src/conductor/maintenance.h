#pragma once
#include <condition_variable>
#include <mutex>
#include <thread>

#include "conductor/conductor.h"

namespace sb::conductor {

// The retention jobs (spec 09 §7): once an hour, in small batches with pauses, on a thread of its own.
// Expired sessions are removed through the conductor, which owns them; everything else by the store.
class Maintenance final {
 public:
  Maintenance(store::Store& store, const BotRegistry& bots, Conductor& conductor);
  ~Maintenance();
  Maintenance(const Maintenance&) = delete;

  // One pass, now, on the caller's thread. Rows removed, sessions included.
  std::int64_t sweep(UtcMs now);

 private:
  void work();
  // False when stopping.
  bool pause(std::int64_t ms);
  std::int64_t remove_expired_sessions(UtcMs now);

  store::Store& store_;
  const BotRegistry& bots_;
  Conductor& conductor_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses everything above
};

}  // namespace sb::conductor
