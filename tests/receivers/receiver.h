#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/executor.h"
#include "http/router.h"

namespace sb::receivers {

// How a receiver answers what the platform sends.
struct Behaviour {
  int status = 200;           // of every answer, or of the next `refuse` ones
  std::int64_t delay_ms = 0;  // before every answer
  // How many of the coming requests get `status`, the ones after it 200; nullopt: all of them.
  std::optional<int> refuse;
  // The answer to an `offload` event (spec 06 §4.3).
  JsonObject offload{{"offloadSuccess", true}, {"pauseBot", true}};
};

// {"status","delayMs","refuse","offload"}, each optional. `invalid_input` names the member at fault.
Result<Behaviour> read_behaviour(const Json& value);

// The other end of the webhook channel and of the webhook handover provider, as programs outside see it: it
// writes down what it gets, in the order of arrival, and judges nothing.
//
//   POST   /{anything}   a delivery: recorded, then answered as behaviour says; `event: "offload"` gets its
//   answer GET    /{anything}   {"status":"ok"}, what a handover provider answers to the health check GET
//   /messages     {"messages":[{"path","query","headers","body","answered","at"}]}; ?session=S only of that
//                        session; ?wait=1&count=N&timeoutMs=T waits until there are N of them or T has passed
//   DELETE /messages     forgets them
//   POST   /behaviour    sets the behaviour, from the default
//
// Threading: handlers run on any thread; `executor` outlives the router's requests.
class Receiver final {
 public:
  static constexpr std::size_t records_max = 100'000;  // the oldest go
  static constexpr std::int64_t wait_ms_max = 60'000;

  explicit Receiver(std::shared_ptr<Executor> executor);
  void add_routes(http::Router& router);

 private:
  struct State;
  std::shared_ptr<State> state_;  // co-owned by the timers that are under way
};

// The session a delivery belongs to: senderId, sessionId, conversationId or recipient.id, whichever is there
// first.
std::string session_of(const Json& body);

}  // namespace sb::receivers
