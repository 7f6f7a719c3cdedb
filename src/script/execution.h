#pragma once
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "script/pool.h"
#include "script/worker_process.h"

// The pool's records. All belong to the pool's thread.
namespace sb::script {

struct PoolWorker;

// One fetch of a run, over all its executions.
struct FetchLog {
  std::string digest;
  std::optional<FetchAnswer> answer;
};

// What a worker shall do for a run in its next slice.
struct Work {
  enum class Kind { start, tick, fetched, cancel } kind = Kind::start;
  int fetch = 0;
};

// A run from its acceptance to its outcome.
struct Execution {
  std::uint32_t number = 0;
  Job job;
  std::function<void(Outcome)> done;  // null: the outcome is out, only the worker must still forget the run
  double accepted_ms = 0, deadline_ms = 0;
  int attempts = 0;
  PoolWorker* worker = nullptr;
  std::deque<Work> work;
  bool queued = false;  // in its worker's or its bot's queue
  double due_ms = -1;   // of its next timer
  double cpu_ms = 0;
  std::int64_t grown_bytes = 0;
  std::vector<FetchLog> fetches;
  int fetch_number = 0;  // of this attempt
  std::set<int> aborted;
  std::vector<ConsoleLine> console;
  std::size_t console_bytes = 0;
  std::vector<std::string> results;
  std::int64_t result_bytes = 0;
};

struct PoolWorker {
  std::unique_ptr<WorkerProcess> process;
  std::string bot_id;  // empty: not given out yet
  bool ready = false, dying = false, trimmed = false, greedy = false;
  std::string verdict;  // why we killed it
  Execution* executing = nullptr;
  std::set<Execution*> runs;
  std::deque<Execution*> queue;  // of its runs that have work
  double cpu_before_ms = 0, slice_began_ms = 0, last_used_ms = 0;
  std::int64_t resident_before = 0, resident_at_rest = 0;
  std::uint64_t served = 0;
  bool writing = false;  // waits for the socket to take more
};

struct BotShare {
  std::deque<Execution*> fresh;  // runs without a worker
  int executing = 0;
  std::set<PoolWorker*> workers;
};

// The start frame and the others.
std::string frame_for(const Execution& run, const Work& work, double now_ms);
// Takes what a script published and said; false when it is beyond what a worker may send.
bool take_console(Execution& run, const wire::Console& line);
bool take_result(Execution& run, const wire::Result& result);
// The outcome of a run that ended by itself.
Outcome outcome_of(Execution& run, const wire::Idle& idle);
Outcome failed_outcome(Execution& run, std::string error);

// What an abnormal end says about the run that was in execution.
std::string describe(const Ending& ending);

}  // namespace sb::script
