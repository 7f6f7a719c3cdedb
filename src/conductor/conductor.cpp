#include "conductor/conductor.h"

#include <algorithm>
#include <atomic>

#include "base/log.h"
#include "conductor/deliverer.h"
#include "conductor/shard.h"

namespace sb::conductor {
namespace {

constexpr int outbox_page = 1'000;

}  // namespace

struct Conductor::Parts {
  Wiring wiring;
  std::shared_ptr<Deliverer> deliverer;
  std::vector<std::shared_ptr<Shard>> shards;

  std::size_t index_of(const store::SessionKey& key) const {
    return (std::hash<std::string>()(key.session_id) ^ std::hash<std::string>()(key.bot_id)) % shards.size();
  }
  // Runs `work(shard)` on the shard's thread.
  template <typename Work>
  void on_shard(std::size_t index, Work work) {
    wiring.executors[index]->post(
        [shard = shards[index], work = std::make_shared<Work>(std::move(work))] { (*work)(*shard); });
  }
};

Conductor::Conductor(Wiring wiring) : parts_(std::make_unique<Parts>(Parts{std::move(wiring), {}, {}})) {
  auto& w = parts_->wiring;
  parts_->deliverer = std::make_shared<Deliverer>(
      Deliverer::Wiring{w.executors.front(), w.store, w.outlets, w.readers, w.limits});
  for (auto& executor : w.executors) {
    parts_->shards.push_back(
        std::make_shared<Shard>(Shard::Wiring{executor, w.store, w.bots, w.readers, w.outlets, w.services,
                                              w.observers, w.limits, parts_->deliverer}));
  }
}

Conductor::~Conductor() = default;

Ok Conductor::start() {
  struct Left {
    std::vector<store::SessionKey> in_turn;
    std::vector<store::InboxRow> inbox;
    std::vector<std::pair<store::SessionKey, UtcMs>> wakes;
  };
  std::vector<Left> left(parts_->shards.size());
  auto& store = parts_->wiring.store;
  SB_TRY(auto in_turn, store.sessions_in_turn());
  SB_TRY(auto inbox, store.inbox());
  SB_TRY(auto wakes, store.sessions_with_wake());
  const std::size_t turns = in_turn.size(), messages = inbox.size();
  std::size_t deliveries = 0;
  for (auto& key : in_turn) left[parts_->index_of(key)].in_turn.push_back(std::move(key));
  for (auto& row : inbox) left[parts_->index_of(row.key)].inbox.push_back(std::move(row));
  for (auto& wake : wakes) left[parts_->index_of(wake.first)].wakes.push_back(std::move(wake));
  for (std::int64_t after = 0;;) {
    SB_TRY(auto page, store.outbox(after, outbox_page));
    if (page.empty()) break;
    after = page.back().row;
    deliveries += page.size();
    parts_->deliverer->add(std::move(page));
  }
  if (turns + messages + deliveries > 0) {
    log_info("taking up what the last run left",
             {{"turns", turns}, {"messages", messages}, {"deliveries", deliveries}});
  }
  for (std::size_t i = 0; i < left.size(); ++i) {
    parts_->on_shard(i, [work = std::move(left[i])](Shard& shard) mutable {
      shard.take_up(std::move(work.in_turn), std::move(work.inbox), std::move(work.wakes));
    });
  }
  return {};
}

void Conductor::accept(Inbound inbound, std::function<void(Result<Accepted>)> done) {
  const std::size_t index = parts_->index_of(inbound.key);
  parts_->on_shard(index, [inbound = std::move(inbound), done = std::move(done),
                           trace = http::current_trace()](Shard& shard) mutable {
    shard.accept(std::move(inbound), std::move(trace), std::move(done));
  });
}

void Conductor::control(store::SessionKey key, engine::Control control, Create create,
                        std::function<void(Ok)> done) {
  QueuedControl queued;
  queued.what = std::move(control);
  queued.create = create;
  queued.done = std::move(done);
  queued.trace = http::current_trace();
  parts_->on_shard(parts_->index_of(key), [key, queued = std::move(queued)](Shard& shard) mutable {
    shard.control(std::move(key), std::move(queued));
  });
}

void Conductor::remove(store::SessionKey key, std::function<void(Ok)> done) {
  QueuedControl queued;
  queued.remove = true;
  queued.done = std::move(done);
  parts_->on_shard(parts_->index_of(key), [key, queued = std::move(queued)](Shard& shard) mutable {
    shard.control(std::move(key), std::move(queued));
  });
}

// The shards first, then what they left in the outbox; both share the patience.
void Conductor::stop(std::int64_t patience_ms, std::function<void()> done) {
  auto left = std::make_shared<std::atomic<std::size_t>>(parts_->shards.size());
  const auto executor = parts_->wiring.executors.front();
  const UtcMs deadline = executor->now() + patience_ms;
  const auto drain = [deliverer = parts_->deliverer, executor, deadline, done = std::move(done)] {
    deliverer->stop(std::max<std::int64_t>(deadline - executor->now(), 0), done);
  };
  for (std::size_t i = 0; i < parts_->shards.size(); ++i) {
    parts_->on_shard(i, [deadline, left, drain](Shard& shard) {
      shard.stop(deadline, [left, drain] {
        if (--*left == 0) drain();
      });
    });
  }
}

Conductor::Load Conductor::load() const {
  Load total;
  for (const auto& shard : parts_->shards) {
    const ShardLoad& load = shard->load();
    total.queued += load.queued;
    total.lanes += load.lanes;
    total.cached_bytes += load.cached_bytes;
    total.turns_waiting += load.turns_waiting;
    total.turns += load.turns;
  }
  total.deliveries_waiting = parts_->deliverer->waiting();
  total.deliveries = parts_->deliverer->delivered();
  total.deliveries_dropped = parts_->deliverer->dropped();
  return total;
}

}  // namespace sb::conductor
