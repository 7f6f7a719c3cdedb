#include "store/sqlite_backup.h"

#include <sys/stat.h>
#include <unistd.h>

#include "store/sqlite_checkpointer.h"
#include "store/sqlite_db.h"

namespace sb::store {
namespace {

constexpr int busy_wait_ms = 10'000;  // for a server that is just starting

bool exists(const std::string& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0;
}

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

// All pages in one step, so under one snapshot: writers go on behind it.
Ok copy_pages(Connection& from, Connection& to) {
  std::unique_ptr<sqlite3_backup, FinishBackup> backup(
      sqlite3_backup_init(to.handle(), "main", from.handle(), "main"));
  if (!backup) return sqlite_error(to.handle(), sqlite3_errcode(to.handle()), "backup");
  const int code = sqlite3_backup_step(backup.get(), -1);
  if (code != SQLITE_DONE) return sqlite_error(to.handle(), code, "backup");
  return {};
}

}  // namespace

Result<std::int64_t> back_up_sqlite(const std::string& data_directory, const std::string& target_directory) {
  const std::string source = database_path(data_directory), target = database_path(target_directory);
  if (!exists(source)) return Error{ErrorCode::not_found, "there is no database", source};
  if (exists(target)) return Error{ErrorCode::conflict, "there is a database already", target};
  SB_TRY(auto from, Connection::open(source, Connection::Access::read_only, ""));
  sqlite3_busy_timeout(from->handle(), busy_wait_ms);
  SB_TRYV(ensure_private_file(target));
  Ok copied;
  {
    SB_TRY(auto to, Connection::open(target, Connection::Access::read_write, ""));
    copied = copy_pages(*from, *to);
  }
  if (copied.has_error()) {
    ::unlink(target.c_str());
    return copied.error();
  }
  return file_bytes(target);
}

Ok check_sqlite(const std::string& data_directory) {
  const std::string path = database_path(data_directory);
  if (!exists(path)) return Error{ErrorCode::not_found, "there is no database", path};
  SB_TRY(auto connection, Connection::open(path, Connection::Access::read_write, ""));
  Query check(*connection, "PRAGMA integrity_check(1)");
  SB_TRY(const bool answered, check.next());
  if (answered && check.bytes(0) == "ok") return {};
  return Error{ErrorCode::internal, "the database is damaged: " + (answered ? check.text(0) : ""), path};
}

}  // namespace sb::store
