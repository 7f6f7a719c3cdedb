#include "store/sqlite_db.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <new>

#include "base/utf8.h"

namespace sb::store {
namespace {

constexpr int busy_timeout_ms = 5'000;
constexpr std::size_t sql_text_max = 80;  // of a statement in an error message

ErrorCode code_of(int sqlite_code) {
  if (sqlite_code == SQLITE_IOERR_CORRUPTFS) return ErrorCode::internal;
  switch (sqlite_code & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_NOMEM:
      return ErrorCode::unavailable;
    case SQLITE_CONSTRAINT:
      return ErrorCode::conflict;
    case SQLITE_TOOBIG:
      return ErrorCode::limit_exceeded;
    default:
      return ErrorCode::internal;
  }
}

// The allocator's statistics take a process-wide lock at every allocation and nobody reads them.
void configure_library_once() {
  static std::once_flag once;
  std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

void sql_fold_case(sqlite3_context* call, int, sqlite3_value** arguments) {
  const void* text = sqlite3_value_blob(arguments[0]);
  const int size = sqlite3_value_bytes(arguments[0]);
  try {
    const std::string folded =
        fold_case({static_cast<const char*>(text), text ? static_cast<std::size_t>(size) : 0});
    sqlite3_result_text64(call, folded.data(), folded.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  } catch (const std::bad_alloc&) {
    sqlite3_result_error_nomem(call);
  }
}

}  // namespace

std::string database_path(const std::string& data_directory) {
  return data_directory + "/signalbox.db";
}

Ok ensure_private_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return Error{ErrorCode::unavailable, std::string("cannot open the database: ") + std::strerror(errno),
                 path};
  }
  ::close(descriptor);
  return {};
}

Error sqlite_error(sqlite3* database, int code, std::string_view doing) {
  std::string message = "database: ";
  message += database ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  message += " (" + std::to_string(code) + ") in ";
  message += doing.substr(0, sql_text_max);
  return Error{code_of(code), std::move(message)};
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Access access,
                                                     const std::string& vfs) {
  configure_library_once();
  sqlite3* database = nullptr;
  constexpr int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path.c_str(), &database, flags, vfs.empty() ? nullptr : vfs.c_str());
  std::unique_ptr<Connection> made(new Connection(database));
  if (code != SQLITE_OK) {
    Error error = sqlite_error(database, code, "open");
    error.place = path;
    return error;
  }
  sqlite3_busy_timeout(database, busy_timeout_ms);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  SB_TRYV(made->add_functions());
  SB_TRYV(made->execute("PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON;"));
  if (access == Access::read_only) SB_TRYV(made->execute("PRAGMA query_only=ON; PRAGMA cache_size=-8192;"));
  return made;
}

Ok Connection::add_functions() {
  constexpr int pure = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  const int code = sqlite3_create_function_v2(handle(), "fold_case", 1, pure, nullptr, sql_fold_case, nullptr,
                                              nullptr, nullptr);
  if (code != SQLITE_OK) return sqlite_error(handle(), code, "add functions");
  return {};
}

Ok Connection::execute(const char* sql) {
  const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return sqlite_error(handle(), code, sql);
  return {};
}

Result<sqlite3_stmt*> Connection::prepared(const char* sql) {
  auto& slot = statements_[sql];
  if (!slot) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return sqlite_error(handle(), code, sql);
    slot.reset(statement);
  }
  return slot.get();
}

void Connection::roll_back() {
  if (in_transaction()) sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Query::Query(Connection& connection, const char* sql) : connection_(connection) {
  auto statement = connection.prepared(sql);
  if (statement) {
    statement_ = *statement;
  } else {
    refused_ = std::move(statement).error();
  }
}

Query::~Query() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Result<bool> Query::next() {
  if (refused_) return *refused_;
  if (code_ == SQLITE_OK) code_ = sqlite3_step(statement_);
  if (code_ == SQLITE_ROW) {
    code_ = SQLITE_OK;
    return true;
  }
  if (code_ == SQLITE_DONE) return false;
  return sqlite_error(connection_.handle(), code_, sqlite3_sql(statement_));
}

Ok Query::run() {
  for (;;) {
    SB_TRY(const bool row, next());
    if (!row) return {};
  }
}

std::optional<UtcMs> Query::optional_time(int column) const {
  if (is_null(column)) return std::nullopt;
  return time(column);
}

std::string_view Query::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return {static_cast<const char*>(data), data ? static_cast<std::size_t>(size) : 0};
}

void Query::bind_one(const std::optional<UtcMs>& value) {
  if (value) {
    bind_one(value->value);
  } else {
    bind_one(nullptr);
  }
}

// An empty view may have no address, and SQLite would take that for NULL.
void Query::bind_one(std::string_view value) {
  const char* data = value.empty() ? "" : value.data();
  note(sqlite3_bind_text64(statement_, ++bound_, data, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Query::bind_one(Blob value) {
  const char* data = value.bytes.empty() ? "" : value.bytes.data();
  note(sqlite3_bind_blob64(statement_, ++bound_, data, value.bytes.size(), SQLITE_STATIC));
}

}  // namespace sb::store
