#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "conductor/bot_registry.h"
#include "engine/step.h"
#include "model/masking.h"
#include "store/rows.h"

namespace sb::conductor {

// One step that is being committed, or has been: what channels, providers and observers look at.
struct StepRecord {
  const store::SessionKey& key;
  const store::SessionRow& session;  // after the step
  const RunnableBot& bot;
  const engine::Conversation& conversation;  // after the step
  const engine::Event& event;
  const std::vector<engine::Effect>& effects;
  // The sensitive values that the session has had since the turn began, those too that it no longer has.
  const std::vector<SensitiveValue>& secrets;
  bool turn_ended = false;
};

// One request that shall reach the outside.
struct Outgoing {
  std::string message_id;  // of the bot message it carries; empty when it carries none
  std::string body;        // complete: every attempt sends the same bytes
};

struct DeliveryResult {
  bool delivered = false;
  int status = 0;        // of the answer, 0 without one
  std::string error;     // for the error log
  std::string response;  // body, cut
};

// How long an outlet tries. Delays after attempts 1, 2, 3; later ones every `later_delay_ms` until the
// message is `age_ms_max` old (spec 04 §2.3).
struct RetryPolicy {
  std::int64_t delays_ms[3] = {1'000, 5'000, 25'000};
  std::int64_t later_delay_ms = 60'000;
  std::int64_t age_ms_max = 3'600'000;
};

// A place bot messages are pushed to: a webhook channel, an offload provider, a terminal.
class Outlet {
 public:
  virtual ~Outlet() = default;
  // What this step sends there, in order. Called while the step is committed: must be quick and pure.
  virtual std::vector<Outgoing> outgoing(const StepRecord& step) const = 0;
  // One attempt. `done` exactly once, from any thread.
  virtual void deliver(const store::OutboxRow& row, std::function<void(DeliveryResult)> done) = 0;
  virtual RetryPolicy retry_policy() const { return {}; }
  // "webhook" or "offload": the source of its error records; and where it sends to, for them.
  virtual std::string error_source() const = 0;
  virtual std::string url() const = 0;
};

// Finds outlets by target id (channel or provider id). Any thread.
class OutletDirectory {
 public:
  virtual ~OutletDirectory() = default;
  virtual std::shared_ptr<Outlet> find(const std::string& target) = 0;
  // The targets that a step of this session goes to: the channel it talks on, and every enabled offload
  // provider.
  virtual std::vector<std::string> targets(const StepRecord& step) = 0;
};

// Several directories as one, asked in this order. They outlive it.
class OutletGroup final : public OutletDirectory {
 public:
  explicit OutletGroup(std::vector<OutletDirectory*> parts) : parts_(std::move(parts)) {}

  std::shared_ptr<Outlet> find(const std::string& target) override {
    for (auto* part : parts_) {
      if (auto outlet = part->find(target)) return outlet;
    }
    return nullptr;
  }
  std::vector<std::string> targets(const StepRecord& step) override {
    std::vector<std::string> all;
    for (auto* part : parts_) {
      for (auto& target : part->targets(step)) all.push_back(std::move(target));
    }
    return all;
  }

 private:
  std::vector<OutletDirectory*> parts_;
};

// Told about every step after its commit, on the shard's thread: event streams, metrics. Must not block.
class StepObserver {
 public:
  virtual ~StepObserver() = default;
  virtual void committed(const StepRecord& step) = 0;
};

}  // namespace sb::conductor
