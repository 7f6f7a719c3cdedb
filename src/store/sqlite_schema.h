#pragma once
#include <string>
#include <vector>

#include "store/sqlite_db.h"

namespace sb::store {

// The tables, and how an older database becomes a current one. Steps are numbered from 1 and only ever added.
struct SchemaState {
  int version = 0;                   // of the database; 0: empty
  std::vector<std::string> pending;  // names of the steps that are still to be applied, in order
};
// Refuses with `conflict` a database made by a newer release.
Result<SchemaState> schema_state(Connection& connection);

enum class MigrationMode { apply, dry_run };
// Applies the pending steps in one transaction (undone again in a dry run) and answers what was pending.
Result<SchemaState> migrate(Connection& connection, MigrationMode mode, UtcMs now);

}  // namespace sb::store
