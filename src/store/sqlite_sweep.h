#pragma once
#include <map>
#include <string>

#include "store/sqlite_applier.h"
#include "store/store.h"

namespace sb::store {

// Removes what is past its retention, a batch at a time. All functions run on the writer's thread within a
// transaction of its caller. The tables are read from their oldest rows on; rows that must stay (of other
// bots, or of sessions with pending work) are stepped over, and the place is remembered until a sweep has
// come to young rows.
class Sweeper final {
 public:
  Result<SweepResult> sweep(Connection& connection, Applier& applier, const Retention& retention, UtcMs now,
                            int batch);

 private:
  struct Run;
  // What a sweep has stepped over, per table and bot.
  std::map<std::pair<std::string, std::int64_t>, std::int64_t> places_;
};

}  // namespace sb::store
