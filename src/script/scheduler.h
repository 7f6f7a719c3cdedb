#pragma once
#include <atomic>
#include <list>
#include <mutex>
#include <unordered_map>

#include "script/execution.h"

namespace sb::script {

// What the pool's thread does: which run gets a slice on which worker, and what becomes of workers. No locks:
// everything but `publish`ed state belongs to that thread. Descriptors are watched by `Watcher`, which the
// thread implements.
class Scheduler {
 public:
  class Watcher {
   public:
    virtual ~Watcher() = default;
    virtual void watch(PoolWorker& worker) = 0;
    virtual void watch_writing(PoolWorker& worker, bool wanted) = 0;
    virtual void forget(PoolWorker& worker) = 0;
    // A function that runs a task on the pool's thread; to be called from any thread, also when the pool is
    // no more.
    using Poster = std::function<void(std::function<void()>)>;
    virtual Poster poster() = 0;
  };
  Scheduler(PoolOptions options, Fetcher& fetcher, Watcher& watcher);
  ~Scheduler();

  void submit(Job job, std::function<void(Outcome)> done);
  void cancel(const std::string& run_id);
  void readable(PoolWorker& worker);
  void writable(PoolWorker& worker);
  void ended(PoolWorker& worker);
  // Timers, limits, rest. To be called whenever the thread wakes; says in how many ms at the latest again,
  // -1: never.
  int attend();
  PoolState state() const;

 private:
  using Number = std::uint32_t;
  using Due = std::set<std::pair<double, Number>>;

  void make_ready(Execution& run, Work work);
  void dispatch();
  bool serve_bot(const std::string& bot_id, BotShare& share);
  bool may_execute(const BotShare& share) const;
  PoolWorker* worker_for(const std::string& bot_id, BotShare& share);
  void begin_slice(PoolWorker& worker, Execution& run);
  void end_slice(PoolWorker& worker, const wire::Idle& idle);
  void supply_workers();
  void start_worker();
  bool evict_idle();
  void kill(PoolWorker& worker, std::string verdict);
  void remove(PoolWorker& worker);

  bool handle(PoolWorker& worker, const wire::Frame& frame);
  bool handle_ready(PoolWorker& worker, const std::optional<wire::Ready>& ready);
  bool handle_fetch(Execution& run, const wire::Fetch& fetch);
  void answered(Number number, int fetch, FetchAnswer answer);

  void conclude(Execution& run, Outcome outcome);
  void erase(Execution& run);
  void detach(Execution& run);
  void fail_fresh(const std::string& reason);
  std::ptrdiff_t ready_workers() const;
  void restart(Execution& run);
  void watch_limits(double now);
  void fire_timers(double now);
  void let_rest(double now);
  Execution* find(Number number);

  PoolOptions options_;
  Fetcher& fetcher_;
  Watcher& watcher_;
  int slots_;
  Number last_number_ = 0;
  unsigned last_user_ = 0;
  std::unordered_map<Number, std::unique_ptr<Execution>> runs_;
  std::unordered_map<std::string, Number> by_id_;
  std::list<std::unique_ptr<PoolWorker>> workers_;
  std::map<std::string, BotShare> bots_;
  std::list<std::string> turns_;  // bots with work, in the order in which they get slices
  Due timers_, deadlines_;
  int executing_ = 0, start_failures_ = 0;
  double start_again_ms_ = 0;
  mutable std::mutex mutex_;  // of published_
  PoolState published_;
  void publish();
};

}  // namespace sb::script
