#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "conductor/outlet.h"
#include "http/exchange.h"

namespace sb::api {

// Watches the steps of all conversations after their commit: feeds the event streams of the management API,
// and collects whole turns for the emulator. Made before the conductor, which it observes, and outlives it.
// Threading: any thread; never blocks.
class Live final : public conductor::StepObserver {
 public:
  // Events kept for readers that come back: of all bots together.
  static constexpr std::size_t kept_max = 2'000;

  void committed(const conductor::StepRecord& step) override;

  // Sends events of this bot version from now on, before that those after `last_id` (0: none). A reader that
  // was away for longer than events are kept gets the event "reset" first.
  void subscribe(const std::string& bot_id, Version version, std::int64_t last_id,
                 std::shared_ptr<http::StreamWriter> writer);

  // Drops what is kept of this session: somebody has been erased.
  void forget(const store::SessionKey& key);

  // One turn of a session, collected step by step.
  struct Collected {
    JsonArray messages, steps;
    Json session;
    Json nlp;
    bool finished = false;
  };
  // Collects the next turn that a user message begins in this session. `done` is called once: when the turn
  // has ended, or from `give_up`, with what there is by then.
  std::uint64_t collect(store::SessionKey key, std::function<void(Collected)> done);
  void give_up(std::uint64_t collection);

 private:
  struct Kept {
    std::int64_t id;
    store::SessionKey key;
    std::string text;  // empty: forgotten
  };
  struct Reader {
    std::string bot_id;
    Version version;
    std::shared_ptr<http::StreamWriter> writer;
  };
  struct Collection {
    std::uint64_t id;
    store::SessionKey key;
    bool begun = false;
    Collected so_far;
    std::function<void(Collected)> done;
  };
  void publish(const conductor::StepRecord& step);
  void gather(const conductor::StepRecord& step, std::function<void()>& finish);

  std::mutex mutex_;
  std::int64_t last_id_ = 0;
  std::uint64_t last_collection_ = 0;
  std::deque<Kept> kept_;
  std::vector<Reader> readers_;
  std::list<Collection> collections_;
};

// What a step was, for people: its event and effects, these values masked.
JsonObject step_json(const engine::Event& event, const std::vector<engine::Effect>& effects,
                     const std::vector<SensitiveValue>& secrets);

}  // namespace sb::api
