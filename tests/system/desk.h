#pragma once
#include <string>
#include <vector>

#include "base/json.h"
#include "server_process.h"
#include "webhook_client.h"

namespace sb::testing {

// The real receiver of the offloading webhook as a child process (tests/receivers).
class Desk final {
 public:
  Desk();

  std::string url() const { return base_ + "/desk"; }
  // What the next calls get, as POST /behaviour takes it.
  void behave(const std::string& behaviour);
  // Everything received for this session, in order; waits until there are `count` of them.
  std::vector<JsonObject> wait_for(const std::string& session_id, std::size_t count,
                                   std::int64_t timeout_ms = 20'000);
  std::vector<JsonObject> all(const std::string& session_id) { return wait_for(session_id, 0); }
  // Waits until one of the received bodies of this session is an `offload` event; their number.
  std::size_t offloads(const std::string& session_id);

 private:
  ScratchDirectory scratch_;
  ChildProcess process_;
  std::string base_;
  BlockingHttp http_;
};

// One line per message of a received body: "user: hello?", "bot: Hi.", "agent: Ann here", "offload
// {payload}".
std::vector<std::string> told(const std::vector<JsonObject>& received);

}  // namespace sb::testing
