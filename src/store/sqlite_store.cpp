#include "store/sqlite_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "store/sqlite_rows.h"
#include "store/sqlite_schema.h"

namespace sb::store {
namespace {

constexpr std::string_view lock_name = "/signalbox.lock";
constexpr std::string_view key_check = "signalbox";

Error system_error(std::string_view what, const std::string& path) {
  return Error{ErrorCode::unavailable, std::string(what) + ": " + std::strerror(errno), path};
}

Ok ensure_directory(const std::string& directory) {
  if (::mkdir(directory.c_str(), 0700) == 0 || errno == EEXIST) return {};
  return system_error("cannot create the data directory", directory);
}

// A new database file is durable only with its directory entry.
Ok sync_directory(const std::string& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return system_error("cannot open the data directory", directory);
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (!synced) return system_error("cannot sync the data directory", directory);
  return {};
}

// Fails early when the database was sealed with another key, rather than at the first conversation.
Ok check_key(Connection& connection, const Sealer& sealer) {
  Query stored(connection, "SELECT value FROM meta WHERE name = 'key_check'");
  SB_TRY(const bool found, stored.next());
  if (found) {
    auto opened = open_from(sealer, SealedIn::key_check, 0, stored.bytes(0));
    if (opened) return {};
    return Error{ErrorCode::internal, "the database was sealed with another key than the one given"};
  }
  const std::string sealed = seal_for(sealer, SealedIn::key_check, 0, key_check);
  return Query(connection, "INSERT INTO meta (name, value) VALUES ('key_check', ?)").bind(Blob{sealed}).run();
}

Result<std::unique_ptr<Connection>> open_writing(const std::string& path, const std::string& vfs) {
  SB_TRY(auto connection, Connection::open(path, Connection::Access::read_write, vfs));
  // Random writes to sessions: what does not fit into the cache is read again from the kernel's.
  SB_TRYV(
      connection->execute("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-32768; "
                          "PRAGMA secure_delete=ON;"));
  return connection;
}

}  // namespace

Result<DirectoryLock> DirectoryLock::take(const std::string& directory) {
  const std::string path = directory + std::string(lock_name);
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return system_error("cannot open the lock file", path);
  DirectoryLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno != EWOULDBLOCK) return system_error("cannot lock the data directory", path);
  return Error{ErrorCode::conflict, "the data directory is in use by another process", directory};
}

DirectoryLock::~DirectoryLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

SqliteStore::SqliteStore(DirectoryLock lock, const SqliteOptions& options, const Sealer& sealer)
    : lock_(std::move(lock)),
      path_(database_path(options.directory)),
      sealer_(sealer),
      conversations_(options.searched_conversations_max) {}

SqliteStore::~SqliteStore() {
  writer_.reset();
}

Result<std::unique_ptr<Store>> SqliteStore::open(const SqliteOptions& options, const Sealer& sealer) {
  SB_TRYV(ensure_directory(options.directory));
  SB_TRY(auto lock, DirectoryLock::take(options.directory));
  std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(lock), options, sealer));
  SB_TRYV(store->start(options));
  return std::unique_ptr<Store>(std::move(store));
}

Ok SqliteStore::start(const SqliteOptions& options) {
  SB_TRYV(ensure_private_file(path_));
  SB_TRY(auto writing, open_writing(path_, options.vfs));
  SB_TRYV(migrate(*writing, MigrationMode::apply, utc_now()));
  SB_TRYV(check_key(*writing, sealer_));
  SB_TRYV(sync_directory(options.directory));
  auto applier = std::make_unique<Applier>(*writing, sealer_, counters_);
  SB_TRYV(applier->load());

  std::vector<std::unique_ptr<Connection>> reading;
  for (int i = 0; i < std::max(1, options.reader_connections); ++i) {
    SB_TRY(auto connection, Connection::open(path_, Connection::Access::read_only, options.vfs));
    reading.push_back(std::move(connection));
  }
  readers_ = std::make_unique<ReaderPool>(std::move(reading));

  SB_TRY(auto moving, Connection::open(path_, Connection::Access::read_write, options.vfs));
  checkpointer_ = std::make_unique<Checkpointer>(std::move(moving), path_ + "-wal", log_restart_);
  writer_ = std::make_unique<Writer>(
      std::move(writing), std::move(applier), options.queue_max,
      [this](int pages) { checkpointer_->log_has(pages); }, log_restart_, conversations_);
  return {};
}

void SqliteStore::submit(Transaction transaction, Urgency urgency, std::function<void(Ok)> done) {
  writer_->submit(std::move(transaction), urgency, std::move(done));
}

Result<SweepResult> SqliteStore::sweep(const Retention& retention, UtcMs now, int batch) {
  SweepResult result;
  SB_TRYV(writer_->run([&](Connection& connection, Applier& applier) -> Ok {
    SB_TRY(result, sweeper_.sweep(connection, applier, retention, now, batch));
    return {};
  }));
  return result;
}

Store::Health SqliteStore::health() {
  Health health;
  health.queued_transactions = writer_->queued();
  health.commits = writer_->counts().commits;
  health.transactions = writer_->counts().transactions;
  health.database_bytes = file_bytes(path_);
  health.wal_bytes = file_bytes(path_ + "-wal");
  return health;
}

Result<std::unique_ptr<Store>> open_sqlite_store(const SqliteOptions& options, const Sealer& sealer) {
  return SqliteStore::open(options, sealer);
}

Result<MigrationPlan> plan_sqlite_migration(const SqliteOptions& options) {
  const std::string path = database_path(options.directory);
  MigrationPlan plan;
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return plan;
  SB_TRY(auto lock, DirectoryLock::take(options.directory));
  SB_TRY(auto connection, open_writing(path, options.vfs));
  SB_TRY(auto state, migrate(*connection, MigrationMode::dry_run, utc_now()));
  plan.version_found = state.version;
  plan.steps = std::move(state.pending);
  return plan;
}

}  // namespace sb::store
