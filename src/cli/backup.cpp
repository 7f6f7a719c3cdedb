#include <filesystem>
#include <iostream>

#include "base/crypto.h"
#include "cli/commands.h"
#include "store/sqlite_backup.h"
#include "store/store.h"

namespace sb::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view key_name = "secret.key";
// What the database, the lock and the programs of `./run` write beside it: not part of a backup.
bool is_kept(const fs::path& path) {
  const std::string name = path.filename().string();
  const bool database = name.starts_with("signalbox.");
  return !database && name != key_name && path.extension() != ".log" && path.extension() != ".out";
}

Error file_error(const std::error_code& failure, const fs::path& path) {
  return {ErrorCode::unavailable, failure.message(), path.string()};
}

Ok make_empty_folder(const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) return file_error(failure, folder);
  if (!fs::is_empty(folder, failure))
    return Error{ErrorCode::conflict, "the folder is not empty", folder.string()};
  fs::permissions(folder, fs::perms::owner_all, failure);
  if (failure) return file_error(failure, folder);
  return {};
}

Ok copy_beside(const fs::path& from, const fs::path& to) {
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(from, failure)) {
    if (!is_kept(entry.path())) continue;
    fs::copy(entry.path(), to / entry.path().filename(), fs::copy_options::recursive, failure);
    if (failure) return file_error(failure, entry.path());
  }
  if (failure) return file_error(failure, from);
  return {};
}

Ok copy_key(const fs::path& from, const fs::path& to) {
  std::error_code failure;
  fs::copy_file(from, to, failure);
  if (!failure) fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, failure);
  if (failure) return file_error(failure, from);
  return {};
}

// The database first: uploads that it knows are on disk already, later ones do no harm.
Result<std::int64_t> write_backup(const BackupOptions& options) {
  const fs::path folder = options.folder, data = options.store.data_directory;
  SB_TRYV(make_empty_folder(folder));
  SB_TRY(const std::int64_t bytes, store::back_up_sqlite(data.string(), folder.string()));
  SB_TRYV(store::check_sqlite(folder.string()));
  SB_TRYV(copy_beside(data, folder));
  if (!options.without_key && options.store.secret_key_file.empty()) {
    SB_TRYV(copy_key(data / key_name, folder / key_name));
  }
  return bytes;
}

// Opened once, so that a wrong key or a newer release is told now and not at the next start.
Ok read_backup(const BackupOptions& options) {
  const fs::path folder = options.folder, data = options.store.data_directory;
  SB_TRYV(store::check_sqlite(folder.string()));
  const bool key_here = fs::exists(folder / key_name);
  if (!key_here && options.store.secret_key_file.empty()) {
    return Error{ErrorCode::not_found, "the backup holds no secret.key: name the file with --secret-key-file",
                 folder.string()};
  }
  SB_TRYV(make_empty_folder(data));
  SB_TRYV(store::back_up_sqlite(folder.string(), data.string()));
  SB_TRYV(copy_beside(folder, data));
  if (key_here) SB_TRYV(copy_key(folder / key_name, data / key_name));
  SB_TRY(const auto sealer,
         load_or_create_sealer(options.store.secret_key_file.empty() ? (data / key_name).string()
                                                                     : options.store.secret_key_file));
  SB_TRY(const auto opened, store::open_sqlite_store({data.string()}, sealer));
  return {};
}

}  // namespace

int back_up(const BackupOptions& options) {
  const auto bytes = write_backup(options);
  if (bytes.has_error()) return print_error(bytes.error()), exit_wrong;
  std::cout << to_json_text(JsonObject{{"folder", options.folder}, {"databaseBytes", *bytes}}) << '\n';
  return exit_ok;
}

int restore(const BackupOptions& options) {
  if (const auto done = read_backup(options); done.has_error()) return print_error(done.error()), exit_wrong;
  std::cout << to_json_text(JsonObject{{"data", options.store.data_directory}}) << '\n';
  return exit_ok;
}

}  // namespace sb::cli
