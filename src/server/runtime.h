#pragma once
#include <memory>
#include <vector>

#include "base/executor.h"

namespace sb::server {

struct Loop;  // one thread and its event loop; loop.h, for src/server/*.cpp only

// The threads of the process that wait for the network and run the conductor's shards: one event loop each.
//
// Order of life: Runtime first, then what runs on it; HttpServer and the owners of tasks are destroyed before
// it.
class Runtime final {
 public:
  // `threads` at least 1. Nothing runs before start().
  explicit Runtime(int threads);
  // stop()
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  void start();
  // Ends the loops, joins the threads and drops the tasks that have not run. Not from one of its own threads.
  void stop();
  // True between start() and stop().
  bool running() const { return running_; }

  // One per thread, in a fixed order; each runs its tasks on its own thread, in the order of posting. They
  // stay valid after the runtime is gone, but then tasks are no longer run.
  std::vector<std::shared_ptr<Executor>> executors() const;
  const std::vector<std::shared_ptr<Loop>>& loops() const { return loops_; }

 private:
  std::vector<std::shared_ptr<Loop>> loops_;
  bool running_ = false;
};

}  // namespace sb::server
