#pragma once
#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "conductor/conductor.h"
#include "conductor/deliverer.h"
#include "conductor/lane.h"

namespace sb::conductor {

// Counters that any thread may read.
struct ShardLoad {
  std::atomic<std::size_t> queued{0}, lanes{0}, cached_bytes{0}, turns_waiting{0};
  std::atomic<std::uint64_t> turns{0};
};

// One event loop's share of the sessions: a lane for each that is in memory. Everything happens on one
// executor; only `load` is for other threads. Reads go to the reader pool and come back as tasks.
//
// A lane works like this. Whatever arrives is put in its queues and `pump` looks at what may run now: nothing
// while a commit is under way; else programs' actions; else the answer to the effect in flight; else, between
// turns, the next user message. User messages that arrive while a turn waits go to the durable inbox at once,
// so that they can be acknowledged.
class Shard final : public std::enable_shared_from_this<Shard> {
 public:
  struct Wiring {
    std::shared_ptr<Executor> executor;
    store::Store& store;
    BotRegistry& bots;
    BlockingPool& readers;
    OutletDirectory& outlets;
    Services services;
    std::vector<StepObserver*> observers;
    const Limits& limits;
    std::shared_ptr<Deliverer> deliverer;  // shared by all shards: a session's deliveries keep their order
  };
  explicit Shard(Wiring wiring);

  void accept(Inbound inbound, http::TraceContext trace, std::function<void(Result<Accepted>)> done);
  void control(store::SessionKey key, QueuedControl control);
  // What the last run left, in the order of acceptance.
  void take_up(std::vector<store::SessionKey> in_turn, std::vector<store::InboxRow> inbox,
               std::vector<std::pair<store::SessionKey, UtcMs>> wakes);
  void stop(UtcMs deadline, std::function<void()> done);

  const ShardLoad& load() const { return load_; }

 private:
  struct HashKey {
    std::size_t operator()(const store::SessionKey& key) const {
      return std::hash<std::string>()(key.session_id) ^ (std::hash<std::string>()(key.bot_id) << 1) ^
             static_cast<std::size_t>(key.version);
    }
  };
  using Lanes = std::unordered_map<store::SessionKey, std::unique_ptr<Lane>, HashKey>;

  Lane& lane(const store::SessionKey& key);
  Lane* find_lane(const store::SessionKey& key);
  void pump(Lane& lane);
  void load_lane(Lane& lane);
  void loaded(Lane& lane, Result<std::optional<store::SessionRow>> found);
  struct Interrupted;
  void resume_turn(Lane& lane, std::string bot_hash);
  void take_turn_up(Lane& lane, Interrupted found);

  void check_idempotency(Lane& lane, QueuedMessage& message);
  void persist_waiting_messages(Lane& lane);
  void begin_turn(Lane& lane);
  void run_control(Lane& lane);
  void run_answer(Lane& lane);
  void remove_session(Lane& lane, QueuedControl control);
  void create_session(Lane& lane, const RunnableBot& bot, const std::string& channel_id, UtcMs now);

  // What a committed step answers to whom.
  struct Waiter {
    std::function<void(Ok)> done;
    // To be done again when the store failed; empty when the caller is told instead.
    std::function<void(Lane&)> again;
  };
  void drop_expired(Lane& lane, UtcMs now);
  void step(Lane& lane, engine::Event event, RunnableBotPtr bot, std::optional<QueuedMessage> message,
            Waiter waiter);
  struct Committed;
  void committed(std::shared_ptr<Committed> step, Ok outcome);
  void store_failed(Lane& lane, Waiter waiter, const Error& error);
  void perform_effect(Lane& lane, const engine::Effect& effect);
  void answer(const store::SessionKey& key, std::int64_t generation, EffectAnswer answer);
  void arm_wake(const store::SessionKey& key, UtcMs at);
  void settle(Lane& lane);
  void check_stopped();
  void retry_soon(Lane& lane);
  static void load_queued(Shard& shard, int change);

  Wiring wiring_;
  Lanes lanes_;
  std::list<store::SessionKey> idle_;  // least recently used first
  std::size_t cached_bytes_ = 0;
  std::size_t unanswered_ = 0;  // accepted messages whose caller still waits
  std::size_t busy_ = 0;        // commits and loads under way
  bool stopping_ = false;
  UtcMs stop_deadline_;
  std::function<void()> stopped_;
  ShardLoad load_;
};

}  // namespace sb::conductor
