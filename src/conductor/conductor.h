#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/executor.h"
#include "base/result.h"
#include "base/worker_pool.h"
#include "conductor/bot_registry.h"
#include "conductor/outlet.h"
#include "conductor/services.h"
#include "engine/step.h"
#include "model/user_message.h"
#include "store/store.h"

namespace sb::conductor {

struct Limits {
  std::size_t queued_per_session_max = 100;   // more: 429 (architecture §6)
  std::size_t queued_total_max = 20'000;      // accepted and not yet durable, all sessions: more is 503
  std::size_t cache_bytes_max = 64'000'000;   // idle conversations kept in memory
  std::size_t outbox_bytes_max = 32'000'000;  // bodies of waiting deliveries kept in memory
  int deliveries_per_target_max = 64;         // at once
  std::int64_t conversation_gap_ms = 15 * 60'000;
  std::int64_t idempotency_ms = 24 * 3'600'000;
  int snapshot_every_turns = 16;  // the journal carries the whole state that often
};

// A user message as a channel hands it over.
struct Inbound {
  store::SessionKey key;
  std::string channel_id, channel_type;
  bool bot_initiated = false;
  UserMessage message;
  JsonObject user, session_data;
  // 24 hex digits for its row of the history, when the client has given it an id already (the chat page shows
  // a message before it is sent); else one is made.
  std::string message_id = {};
  std::optional<std::string> idempotency_key;
  std::string request_digest;  // of the body, when there is a key
};

struct Accepted {
  bool repeated = false;  // this key was answered before: nothing was done
};

// Owns the conversations (architecture §4). Sessions are spread over shards by a hash of their key; each
// shard runs on one executor and needs no locks.
//
// Threading: `accept`, `control` and `remove` may be called from any thread; their `done` runs once, on a
// shard's thread, after the change is durable.
class Conductor final {
 public:
  struct Wiring {
    std::vector<std::shared_ptr<Executor>> executors;  // one shard each; at least one
    store::Store& store;
    BotRegistry& bots;
    BlockingPool& readers;
    OutletDirectory& outlets;
    Services services;
    std::vector<StepObserver*> observers = {};
    Limits limits = {};
  };
  explicit Conductor(Wiring wiring);
  ~Conductor();
  Conductor(const Conductor&) = delete;

  // Takes up what the last run left: turns in flight, accepted messages, deliveries, pause ends. Blocks on
  // disk; call it once, before the first message.
  Ok start();

  // Errors: `limit_exceeded` (the session's queue is full: 429), `unavailable` (503: too busy, stopping, the
  // disk fails), `conflict` (409: the same idempotency key is being worked on), `invalid_input` (422: the key
  // came with another body).
  void accept(Inbound inbound, std::function<void(Result<Accepted>)> done);

  // A program's action on a conversation. `not_found` for a session that never existed, unless `create` is
  // set; `conflict` for triggering a dialog while paused.
  enum class Create { no, yes };
  void control(store::SessionKey key, engine::Control control, Create create, std::function<void(Ok)> done);

  // Removes the session: values, contexts, pending input, pause, what is queued. History stays. `not_found`
  // when there is none.
  void remove(store::SessionKey key, std::function<void(Ok)> done);

  // Refuses new work, lets running turns and deliveries finish for at most `patience_ms`, then calls `done`
  // once.
  void stop(std::int64_t patience_ms, std::function<void()> done);

  struct Load {
    std::size_t queued = 0, lanes = 0, cached_bytes = 0, turns_waiting = 0, deliveries_waiting = 0;
    std::uint64_t turns = 0, deliveries = 0, deliveries_dropped = 0;
  };
  Load load() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace sb::conductor
