#pragma once
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/executor.h"
#include "base/worker_pool.h"
#include "conductor/conductor.h"
#include "http/trace_context.h"
#include "model/masking.h"

namespace sb::conductor {

// Sends the outbox: in order within one (session, target), many of them in parallel, retried as the outlet's
// policy says, given up when too old. Every attempt carries the same bytes; a delivery repeated after a crash
// carries the same message id, by which receivers know it.
//
// Threading: `add`, `forget`, `stop` and the counters may be called from any thread, and outlets answer on
// any thread; the work happens on one executor, in the order of the calls.
class Deliverer final : public std::enable_shared_from_this<Deliverer> {
 public:
  struct Wiring {
    std::shared_ptr<Executor> executor;
    store::Store& store;
    OutletDirectory& outlets;
    BlockingPool& readers;
    const Limits& limits;
  };
  explicit Deliverer(Wiring wiring) : wiring_(std::move(wiring)) {}

  // What deliveries of one step have in common, as long as the process remembers.
  struct Origin {
    http::TraceContext trace;
    std::vector<SensitiveValue> secrets;  // to be masked in what receivers answer
  };
  // Deliveries that are durable, in the order of their rows. Without an origin (they are of an earlier run)
  // nobody knows what is secret in them.
  void add(std::vector<store::OutboxRow> rows, std::shared_ptr<const Origin> origin = nullptr);
  // Forgets what waits for this session; an attempt in flight ends as it may.
  void forget(std::int64_t session_row);
  // Sends what is due and has not been tried yet, begins no retries, and calls `drained` once: when nothing
  // is in flight any more, or after `patience_ms`.
  void stop(std::int64_t patience_ms, std::function<void()> drained);

  std::size_t waiting() const { return waiting_; }
  std::uint64_t delivered() const { return delivered_; }
  std::uint64_t dropped() const { return dropped_; }

 private:
  struct QueueKey {
    std::int64_t session_row;
    std::string target;
    bool operator==(const QueueKey&) const = default;
  };
  struct HashQueueKey {
    std::size_t operator()(const QueueKey& key) const {
      return std::hash<std::string>()(key.target) * 31 + std::hash<std::int64_t>()(key.session_row);
    }
  };
  // Rows in order; a body that was dropped to save memory is read again when its turn comes.
  struct Queue {
    std::deque<store::OutboxRow> rows;
    std::deque<std::shared_ptr<const Origin>> origins;  // one a row
    bool busy = false;                                  // an attempt, a wait, or a place in the target's line
    std::uint64_t epoch = 0;  // of the queue: answers to a forgotten one are dropped
  };
  struct Target {
    int in_flight = 0;
    std::deque<QueueKey> line;  // queues that wait for a free place
  };

  void push(store::OutboxRow row, std::shared_ptr<const Origin> origin);
  void forget_here(std::int64_t session_row);
  void check_drained();
  void advance(const QueueKey& key);
  void attempt(const QueueKey& key);
  void fetch_body(const QueueKey& key, std::int64_t row);
  void finished(const QueueKey& key, std::uint64_t epoch, DeliveryResult result);
  void retry_later(const QueueKey& key, Queue& queue, const Outlet& outlet, const DeliveryResult& result);
  void leave_place(const std::string& target);
  void pop(const QueueKey& key, Queue& queue);
  store::ErrorRow error_row(const store::OutboxRow& row, const Origin* origin, const Outlet& outlet,
                            const DeliveryResult& result) const;

  Wiring wiring_;
  std::unordered_map<QueueKey, Queue, HashQueueKey> queues_;
  std::unordered_map<std::string, Target> targets_;
  std::size_t body_bytes_ = 0;
  std::uint64_t next_epoch_ = 1;
  int in_flight_ = 0;
  bool stopping_ = false;  // no retries any more
  std::function<void()> drained_;
  std::atomic<std::size_t> waiting_{0};
  std::atomic<std::uint64_t> delivered_{0}, dropped_{0};
};

}  // namespace sb::conductor
