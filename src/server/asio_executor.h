#pragma once
#include <memory>
#include <utility>

#include "base/executor.h"
#include "server/runtime.h"

namespace sb::server {

// sb::Executor over an event loop of the runtime.
class AsioExecutor final : public Executor {
 public:
  explicit AsioExecutor(std::shared_ptr<Loop> loop) : loop_(std::move(loop)) {}

  void post(Task task) override;
  void post_after(std::int64_t delay_ms, Task task) override;
  UtcMs now() const override { return utc_now(); }
  std::int64_t monotonic_now_ms() const override { return monotonic_ms(); }

 private:
  std::shared_ptr<Loop> loop_;
};

}  // namespace sb::server
