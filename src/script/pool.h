#pragma once
#include <memory>
#include <string>

#include "base/result.h"
#include "script/fetcher.h"
#include "script/runner.h"

namespace sb::script {

// Of one run, where its job does not ask for less (spec 02 §4).
struct RunLimits {
  std::int64_t wall_ms_max = 20'000, cpu_ms_max = 2'000;
  std::int64_t heap_bytes_max = 150'000'000, result_bytes_max = 5'000'000;
  int fetches_max = 20;
};

struct PoolOptions {
  // Empty: signalbox-script-worker in the directory of this program.
  std::string worker_program;
  // Runs whose code is being executed at the same moment; 0: the number of cores. A bot with nothing in
  // execution gets a few more, so that nobody waits for somebody else's endless loop.
  int slots = 0;
  // Each has one bot's runs, so this is how many bots may have runs at the same time.
  int workers_max = 64;
  // Started ahead, for bots that have none.
  int spares = 1;
  RunLimits limits;
  // Of one answer to a fetch, decoded.
  std::size_t response_bytes_max = 10 * 1024 * 1024;
};

struct PoolState {
  // Layers of the sandbox that are on, as the last worker reported them; empty: none has started yet.
  std::string layers, engine;
  std::string fault;  // why the last worker could not be started
  int workers = 0, executing = 0, waiting = 0, queued = 0;
  std::uint64_t runs = 0, killed = 0;
};

// Runs scripts in sandboxed worker processes. It has one thread, which starts the workers (they die with it),
// gives them slices of work and takes away what exceeds its limits:
//
// * A worker belongs to one bot. Between two slices its runs wait for timers or fetches and cost memory only.
// * A slice begins with a frame to the worker and ends with its `idle`. CPU time and memory of a slice are
// measured from
//   outside and put to its run's account.
// * A worker that exceeds a limit or breaks the protocol is killed. The run in execution fails; the others
// that waited
//   there start again elsewhere, and get the answers of their fetches a second time instead of making them
//   again.
class Pool : public Runner {
 public:
  virtual PoolState state() const = 0;
  // Until the first worker has started or failed to; at most so long.
  virtual PoolState wait_until_started(std::int64_t ms_max) = 0;
};

// `fetcher` outlives the pool. Destroying the pool kills its workers and ends open runs as "interrupted".
Result<std::unique_ptr<Pool>> make_pool(PoolOptions options, Fetcher& fetcher);

}  // namespace sb::script
