#pragma once
#include <cstdint>
#include <string>

#include "base/result.h"

namespace sb::store {

// Copies the database of `data_directory` into `target_directory` as it stands at one moment, while a server
// may be writing to it: a reader of the write-ahead log, which holds nobody up. Answers the size in bytes;
// what was sealed stays sealed. Errors: `not_found` without a database, `conflict` when the target has one
// already, `unavailable` when the disk fails or is full.
Result<std::int64_t> back_up_sqlite(const std::string& data_directory, const std::string& target_directory);

// Reads every page of the database and compares what SQLite can compare. `internal` names the first damage
// found.
Ok check_sqlite(const std::string& data_directory);

}  // namespace sb::store
