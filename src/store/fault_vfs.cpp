#include "store/fault_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <mutex>
#include <random>

namespace sb::store {

struct FaultVfs::State {
  mutable std::mutex mutex;
  std::int64_t until_failure = 0;  // 0: none asked for
  bool fired = false;
  std::int64_t growth_left = -1;
  bool recording = false;
  std::vector<Change> record;

  // SQLITE_OK, or how the operation fails.
  int before_change(int failure) {
    const std::lock_guard lock(mutex);
    if (until_failure == 0 || --until_failure > 0) return SQLITE_OK;
    fired = true;
    return failure;
  }
  bool may_grow(std::int64_t bytes) {
    const std::lock_guard lock(mutex);
    if (bytes <= 0 || growth_left < 0) return true;
    if (bytes > growth_left) return false;
    growth_left -= bytes;
    return true;
  }
  void note(Change change) {
    const std::lock_guard lock(mutex);
    if (recording) record.push_back(std::move(change));
  }
};

namespace {

std::string base_name(const char* path) {
  const std::string text(path ? path : "");
  return text.substr(text.rfind('/') + 1);
}

struct FaultFile {
  sqlite3_file base;
  std::string* name;
  // The system's file follows in memory.
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

FaultFile* own(sqlite3_file* file) {
  return reinterpret_cast<FaultFile*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
  return own(file)->real();
}

}  // namespace

// The functions SQLite calls.
struct FaultHooks {
  static FaultVfs::State& state() { return *FaultVfs::instance().state_; }

  static int close(sqlite3_file* file) {
    const int code = real(file)->pMethods->xClose(real(file));
    delete own(file)->name;
    return code;
  }
  static int read(sqlite3_file* file, void* into, int amount, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), into, amount, offset);
  }
  static int write(sqlite3_file* file, const void* data, int amount, sqlite3_int64 offset) {
    if (const int code = state().before_change(SQLITE_IOERR_WRITE); code != SQLITE_OK) return code;
    sqlite3_int64 size = 0;
    real(file)->pMethods->xFileSize(real(file), &size);
    if (!state().may_grow(offset + amount - size)) return SQLITE_FULL;
    state().note({FaultVfs::Change::Kind::write, *own(file)->name, offset,
                  std::string(static_cast<const char*>(data), static_cast<std::size_t>(amount))});
    return real(file)->pMethods->xWrite(real(file), data, amount, offset);
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (const int code = state().before_change(SQLITE_IOERR_TRUNCATE); code != SQLITE_OK) return code;
    state().note({FaultVfs::Change::Kind::truncate, *own(file)->name, size});
    return real(file)->pMethods->xTruncate(real(file), size);
  }
  static int sync(sqlite3_file* file, int) {
    if (const int code = state().before_change(SQLITE_IOERR_FSYNC); code != SQLITE_OK) return code;
    state().note({FaultVfs::Change::Kind::sync, *own(file)->name});
    return SQLITE_OK;
  }
  static int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return real(file)->pMethods->xFileSize(real(file), size);
  }
  static int lock(sqlite3_file* file, int kind) { return real(file)->pMethods->xLock(real(file), kind); }
  static int unlock(sqlite3_file* file, int kind) { return real(file)->pMethods->xUnlock(real(file), kind); }
  static int check_reserved(sqlite3_file* file, int* out) {
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
  }
  static int control(sqlite3_file* file, int operation, void* argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
  }
  static int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
  static int characteristics(sqlite3_file* file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
  }
  static int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
  }
  static int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
  }
  static void shm_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
  static int shm_unmap(sqlite3_file* file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
  }

  static sqlite3_vfs* system(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* flags_out) {
    static const sqlite3_io_methods methods = {
        2,         close,          read,    write,       truncate,        sync,    file_size, lock,
        unlock,    check_reserved, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
        shm_unmap, nullptr,        nullptr};
    own(file)->base.pMethods = nullptr;
    const int code = system(vfs)->xOpen(system(vfs), path, real(file), flags, flags_out);
    if (code != SQLITE_OK) return code;
    own(file)->name = new std::string(base_name(path));
    own(file)->base.pMethods = &methods;
    return SQLITE_OK;
  }
  static int remove(sqlite3_vfs* vfs, const char* path, int sync_directory) {
    state().note({FaultVfs::Change::Kind::remove, base_name(path)});
    return system(vfs)->xDelete(system(vfs), path, sync_directory);
  }
};

FaultVfs::FaultVfs() : state_(std::make_unique<State>()) {
  static sqlite3_vfs vfs;
  sqlite3_vfs* const system = sqlite3_vfs_find(nullptr);
  vfs = *system;  // everything but these works on paths or nothing, and is the system's
  vfs.zName = name;
  vfs.pNext = nullptr;
  vfs.szOsFile = static_cast<int>(sizeof(FaultFile)) + system->szOsFile;
  vfs.pAppData = system;
  vfs.xOpen = FaultHooks::open;
  vfs.xDelete = FaultHooks::remove;
  sqlite3_vfs_register(&vfs, 0);
}

FaultVfs& FaultVfs::instance() {
  static FaultVfs only;
  return only;
}

void FaultVfs::reset() {
  const std::lock_guard lock(state_->mutex);
  state_->until_failure = 0;
  state_->fired = false;
  state_->growth_left = -1;
  state_->recording = false;
  state_->record.clear();
}

void FaultVfs::fail_at(std::int64_t n) {
  const std::lock_guard lock(state_->mutex);
  state_->until_failure = n;
  state_->fired = false;
}

bool FaultVfs::fired() const {
  const std::lock_guard lock(state_->mutex);
  return state_->fired;
}

void FaultVfs::allow_growth(std::int64_t bytes) {
  const std::lock_guard lock(state_->mutex);
  state_->growth_left = bytes;
}

void FaultVfs::start_record() {
  const std::lock_guard lock(state_->mutex);
  state_->recording = true;
}

void FaultVfs::mark(std::int64_t number) {
  state_->note({Change::Kind::mark, "", number});
}

std::vector<FaultVfs::Change> FaultVfs::take_record() {
  const std::lock_guard lock(state_->mutex);
  state_->recording = false;
  return std::move(state_->record);
}

namespace {

void apply(std::string& file, const FaultVfs::Change& change) {
  const auto offset = static_cast<std::size_t>(change.offset);
  if (change.kind == FaultVfs::Change::Kind::truncate) {
    file.resize(offset);
    return;
  }
  if (file.size() < offset + change.bytes.size()) file.resize(offset + change.bytes.size());
  file.replace(offset, change.bytes.size(), change.bytes);
}

// Disks write whole sectors of 512 bytes, in any order.
void apply_torn(std::string& file, const FaultVfs::Change& change, std::mt19937_64& random) {
  constexpr std::size_t sector = 512;
  if (change.kind == FaultVfs::Change::Kind::truncate) return;
  for (std::size_t from = 0; from < change.bytes.size();) {
    const std::size_t in_sector = (static_cast<std::size_t>(change.offset) + from) % sector;
    const std::size_t size = std::min(sector - in_sector, change.bytes.size() - from);
    if (random() % 2 == 0) {
      apply(file, {FaultVfs::Change::Kind::write, "", change.offset + static_cast<std::int64_t>(from),
                   change.bytes.substr(from, size)});
    }
    from += size;
  }
}

}  // namespace

void SimulatedDisk::play(const FaultVfs::Change& change) {
  switch (change.kind) {
    case FaultVfs::Change::Kind::mark:
      return;
    case FaultVfs::Change::Kind::remove:
      files_.erase(change.file);
      return;
    case FaultVfs::Change::Kind::write:
    case FaultVfs::Change::Kind::truncate:
      files_[change.file].unsynced.push_back(change);
      return;
    case FaultVfs::Change::Kind::sync: {
      File& file = files_[change.file];
      for (const auto& unsynced : file.unsynced) apply(file.durable, unsynced);
      file.unsynced.clear();
      return;
    }
  }
}

std::map<std::string, std::string> SimulatedDisk::files_after_cut(std::uint64_t seed) const {
  std::mt19937_64 random(seed);
  std::map<std::string, std::string> files;
  for (const auto& [name, file] : files_) {
    std::string& bytes = files[name] = file.durable;
    for (const auto& change : file.unsynced) {
      switch (random() % 3) {
        case 0:
          break;  // lost
        case 1:
          apply(bytes, change);
          break;
        default:
          apply_torn(bytes, change, random);
      }
    }
  }
  return files;
}

}  // namespace sb::store
