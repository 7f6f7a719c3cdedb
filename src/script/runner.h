#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "script/fetcher.h"

namespace sb::script {

// One execution of a Code action (spec 02 §4). Plain data, journalled.
struct Job {
  std::string run_id;
  std::string bot_id;  // fairness between bots; waiting runs share a worker only within one bot
  std::string code;    // body of an async function
  JsonObject args;
  std::string seed;  // of Math.random
  UtcMs now;
  // 0: the server's (RunLimits). More than the server's is not given.
  std::int64_t wall_ms_max = 0, cpu_ms_max = 0, heap_bytes_max = 0, result_bytes_max = 0;
  int fetches_max = 0;
  // The trace context of what the run is part of, as header fields, for its fetches. Not journalled.
  std::vector<std::pair<std::string, std::string>> trace = {};
  // What an earlier execution, lost with its server, asked for and got; in its order.
  std::vector<RecordedFetch> recorded = {};
};

// What a run took, as the server measured it. Not journalled: it differs from run to run.
struct Cost {
  double wall_ms = 0, cpu_ms = 0;
  std::int64_t memory_bytes = 0;  // by which the worker grew
  int fetches = 0;
};

struct ConsoleLine {
  std::string level, text;
  int line = 0;
};

// What a run came to. On success `results` are the published builder states in the order of send(): each is
// an API-response object {session?, messages, action?}.
struct Outcome {
  bool ok = false;
  std::vector<Json> results;
  std::string error;  // message, or "timeout"
  int line = 0, column = 0;
  std::vector<ConsoleLine> console;
  Cost cost = {};
};

// Threading: `run` may be called from any thread; `done` is called exactly once, on a thread of the runner.
class Runner {
 public:
  virtual ~Runner() = default;
  virtual void run(Job job, std::function<void(Outcome)> done) = 0;
  virtual void cancel(std::string_view run_id) = 0;
};

}  // namespace sb::script
