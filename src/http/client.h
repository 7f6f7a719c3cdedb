#pragma once
#include <compare>
#include <cstdint>
#include <functional>

#include "http/message.h"

namespace sb::http {

struct CallId {
  std::uint64_t value = 0;

  friend auto operator<=>(const CallId&, const CallId&) = default;
};

using Done = std::function<void(Outcome)>;

// The one way out of the process over HTTP: API actions, fetch of scripts, webhook delivery, offload
// providers. Implementations: make_curl_client (curl_client.h) and testing::ScriptedClient.
class Client {
 public:
  // Destroying a client fails every call that is still open as `cancelled`; no `done` runs afterwards.
  virtual ~Client() = default;

  // From any thread; returns at once. `done` runs exactly once, never inside send(), on the client's own
  // thread: it must not block, and posts real work elsewhere. It may call send() and cancel().
  virtual CallId send(Request request, Done done) = 0;

  // From any thread. `done` still runs, as `cancelled` unless the answer was quicker. Unknown and finished
  // calls are ignored.
  virtual void cancel(CallId id) = 0;
};

}  // namespace sb::http
