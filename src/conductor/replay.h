#pragma once
#include <string>
#include <vector>

#include "conductor/bot_registry.h"
#include "store/store.h"

namespace sb::conductor {

// Re-runs recorded turns against the content they ran on and compares, byte for byte (architecture §4,
// replay).
struct ReplayReport {
  std::int64_t turns = 0, steps = 0;
  std::int64_t skipped_turns = 0;  // their snapshot is past its retention, or their bot content is gone
  struct Difference {
    std::int64_t turn_no = 0;
    int step_no = 0;
    std::string what;  // "digest", "event unreadable", …
    std::string expected_effects, actual_effects;
  };
  std::vector<Difference> differences;
};

// All kept turns of one session, from the earliest snapshot on. Blocks on disk; any thread.
Result<ReplayReport> replay_session(store::Store& store, BotRegistry& bots, std::int64_t session_row);

}  // namespace sb::conductor
