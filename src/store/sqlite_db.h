#pragma once
#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
#include "base/result.h"

namespace sb::store {

// Where the database of a data directory is.
std::string database_path(const std::string& data_directory);
// Makes the file, for its owner's eyes only, when it is not there: conversations are nobody else's business.
// SQLite gives the files beside the database the same mode.
Ok ensure_private_file(const std::string& path);

// What an SQLite result code means to our callers: `unavailable` when trying again may help (disk full,
// input/output error, read-only, busy), `conflict` for a violated constraint, `limit_exceeded` for a value
// SQLite cannot hold, `internal` for damage and for faults of ours.
Error sqlite_error(sqlite3* database, int code, std::string_view doing);

// Text and blob are bound without a copy: they must outlive the Query.
struct Blob {
  std::string_view bytes;
};

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// One SQLite connection with its prepared statements. One thread at a time. Statements may use `fold_case(text)`
// of base/utf8.h.
class Connection final {
 public:
  enum class Access { read_write, read_only };
  // `vfs`: name of a registered SQLite VFS, empty for the system's.
  static Result<std::unique_ptr<Connection>> open(const std::string& path, Access access,
                                                  const std::string& vfs);

  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  sqlite3* handle() { return database_.get(); }
  // Runs statements without parameters; `sql` may hold several.
  Ok execute(const char* sql);
  // Prepares once, keyed by the address of `sql`: pass string literals only.
  Result<sqlite3_stmt*> prepared(const char* sql);
  bool in_transaction() { return sqlite3_get_autocommit(database_.get()) == 0; }
  // Ends a transaction if one is open. SQLite may have done so by itself after a failure.
  void roll_back();
  std::int64_t changes() { return sqlite3_changes64(database_.get()); }

 private:
  explicit Connection(sqlite3* database) : database_(database) {}
  Ok add_functions();

  std::unique_ptr<sqlite3, CloseDatabase> database_;
  // After the database, so that statements go first.
  std::unordered_map<const char*, std::unique_ptr<sqlite3_stmt, FinalizeStatement>> statements_;
};

// One run of a prepared statement: bind the parameters in order, read the rows, reset at the end of the
// scope.
class Query final {
 public:
  Query(Connection& connection, const char* sql);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  template <typename... Values>
  Query& bind(const Values&... values) {
    (bind_one(values), ...);
    return *this;
  }

  // True while there is a row.
  Result<bool> next();
  // Runs to the end, ignoring rows.
  Ok run();

  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  double real(int column) const { return sqlite3_column_double(statement_, column); }
  bool flag(int column) const { return integer(column) != 0; }
  bool is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  UtcMs time(int column) const { return {integer(column)}; }
  std::optional<UtcMs> optional_time(int column) const;
  // Valid until the next row.
  std::string_view bytes(int column) const;
  std::string text(int column) const { return std::string(bytes(column)); }

 private:
  void bind_one(std::int64_t value) { note(sqlite3_bind_int64(statement_, ++bound_, value)); }
  void bind_one(int value) { bind_one(static_cast<std::int64_t>(value)); }
  void bind_one(bool value) { bind_one(static_cast<std::int64_t>(value)); }
  void bind_one(const std::optional<bool>& value) { value ? bind_one(*value) : bind_one(nullptr); }
  void bind_one(double value) { note(sqlite3_bind_double(statement_, ++bound_, value)); }
  void bind_one(UtcMs value) { bind_one(value.value); }
  void bind_one(const std::optional<UtcMs>& value);
  void bind_one(std::string_view value);
  void bind_one(const std::string& value) { bind_one(std::string_view(value)); }
  void bind_one(Blob value);
  void bind_one(std::nullptr_t) { note(sqlite3_bind_null(statement_, ++bound_)); }
  void bind_one(const char*) = delete;
  void note(int code) {
    if (code != SQLITE_OK && code_ == SQLITE_OK) code_ = code;
  }

  Connection& connection_;
  sqlite3_stmt* statement_ = nullptr;
  std::optional<Error> refused_;  // preparing failed
  int bound_ = 0;
  int code_ = SQLITE_OK;
};

}  // namespace sb::store
