#pragma once
#include <functional>
#include <memory>

#include "server/runtime.h"

namespace sb::server {

// Turns SIGINT and SIGTERM into calls on a thread of the runtime. The first calls `on_stop`; a second one
// ends the process at once with status 130, for the operator who does not want to wait. Each SIGHUP calls
// `on_hangup`. SIGPIPE is ignored
// from here on. Keep the object alive as long as signals matter; destroy it before the runtime.
class StopSignals final {
 public:
  StopSignals(Runtime& runtime, std::function<void()> on_stop, std::function<void()> on_hangup = {});
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace sb::server
