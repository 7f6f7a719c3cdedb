#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>

#include "base/executor.h"

namespace sb::testing {

// An executor over a virtual clock, for tests: tasks run when the test says so, on its thread; timers fire
// when the test lets time pass. Tasks may be posted from any thread.
class ManualExecutor final : public Executor {
 public:
  explicit ManualExecutor(UtcMs start) : now_(start) {}

  void post(Task task) override {
    std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
    posted_.notify_all();
  }
  void post_after(std::int64_t delay_ms, Task task) override {
    std::lock_guard lock(mutex_);
    timers_.emplace(now_.value + delay_ms, std::move(task));
  }
  UtcMs now() const override {
    std::lock_guard lock(mutex_);
    return now_;
  }
  std::int64_t monotonic_now_ms() const override { return now().value; }

  // Runs tasks, waiting for those that other threads post, until `done()`. False when nothing came for ten
  // seconds.
  template <typename Predicate>
  bool run_until(Predicate done) {
    while (!done()) {
      if (!run_one(std::chrono::seconds(10))) return false;
    }
    return true;
  }
  // Runs what is posted now and what follows from it at once.
  void run_posted() {
    while (run_one(std::chrono::seconds(0))) {
    }
  }
  // Lets time pass; timers that come due are posted in their order.
  void advance(std::int64_t ms) {
    std::lock_guard lock(mutex_);
    now_ = now_ + ms;
    while (!timers_.empty() && timers_.begin()->first <= now_.value) {
      tasks_.push_back(std::move(timers_.begin()->second));
      timers_.erase(timers_.begin());
    }
  }
  // Forgets everything that has not run, as the end of a process does.
  void drop() {
    std::lock_guard lock(mutex_);
    tasks_.clear();
    timers_.clear();
  }
  // Milliseconds until the next timer; -1 when there is none.
  std::int64_t next_timer_ms() const {
    std::lock_guard lock(mutex_);
    return timers_.empty() ? -1 : timers_.begin()->first - now_.value;
  }

 private:
  bool run_one(std::chrono::seconds patience) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      if (!posted_.wait_for(lock, patience, [this] { return !tasks_.empty(); })) return false;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    task();
    return true;
  }

  mutable std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<Task> tasks_;
  std::multimap<std::int64_t, Task> timers_;
  UtcMs now_;
};

}  // namespace sb::testing
