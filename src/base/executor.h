#pragma once
#include <cstdint>
#include <functional>

#include "base/clock.h"

namespace sb {

using Task = std::function<void()>;

// Where a piece of the product runs: one thread at a time, tasks in the order of posting. The server implements it
// over its event loop; the tests over a virtual clock, so that whole days pass in a millisecond.
// `post` and `post_after` may be called from any thread; tasks never run inside the call.
class Executor {
 public:
  virtual ~Executor() = default;
  virtual void post(Task task) = 0;
  // Runs `task` once, `delay_ms` of monotonic time from now. There is no cancelling: tasks check whether they still
  // apply.
  virtual void post_after(std::int64_t delay_ms, Task task) = 0;
  virtual UtcMs now() const = 0;
  virtual std::int64_t monotonic_now_ms() const = 0;
};

}  // namespace sb
