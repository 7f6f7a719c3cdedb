#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace sb {

// Runs blocking work (reads from disk) away from the event loops. An interface, so that tests can run it in place.
class BlockingPool {
 public:
  virtual ~BlockingPool() = default;
  // From any thread. The work may run at once on the caller's thread only in tests.
  virtual void run(std::function<void()> work) = 0;
};

// A fixed number of threads and one queue. Destruction finishes what is queued.
class WorkerPool final : public BlockingPool {
 public:
  explicit WorkerPool(int threads);
  ~WorkerPool() override;
  WorkerPool(const WorkerPool&) = delete;

  void run(std::function<void()> work) override;

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;  // last: they use everything above
};

}  // namespace sb
