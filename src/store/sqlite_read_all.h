#pragma once
#include <optional>
#include <vector>

#include "store/sqlite_db.h"

namespace sb::store {

// Reads every row with `read`, which answers a Result<T>.
template <typename T, typename Read>
Result<std::vector<T>> read_all(Query& query, Read read) {
  std::vector<T> rows;
  for (;;) {
    SB_TRY(const bool row, query.next());
    if (!row) return rows;
    SB_TRY(auto value, read(query));
    rows.push_back(std::move(value));
  }
}

template <typename T, typename Read>
Result<std::optional<T>> read_one(Query& query, Read read) {
  SB_TRY(const bool row, query.next());
  if (!row) return std::optional<T>();
  SB_TRY(auto value, read(query));
  return std::optional<T>(std::move(value));
}

// For readers that cannot fail.
template <typename T>
auto always(T (*read)(const Query&)) {
  return [read](const Query& row) -> Result<T> { return read(row); };
}

}  // namespace sb::store
