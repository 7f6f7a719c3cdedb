#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sb::store {

// For tests: an SQLite VFS over the system's that fails on demand, refuses to grow files, and records what
// was written so that a power cut can be played at any point. It never syncs for real: what is durable is
// what the record says. One per process; tests using it run one after the other.
class FaultVfs final {
 public:
  static constexpr const char* name = "sb_fault";
  static FaultVfs& instance();

  // No faults, no limit, no record.
  void reset();
  // The n-th write, sync or truncation from now on fails with an input/output error (1: the next).
  void fail_at(std::int64_t n);
  // True when the failure asked for has happened.
  bool fired() const;
  // Bytes by which files may still grow; writes beyond fail with SQLITE_FULL. Negative: no limit.
  void allow_growth(std::int64_t bytes);

  struct Change {
    enum class Kind { write, truncate, sync, remove, mark } kind = Kind::mark;
    std::string file;         // name without directory
    std::int64_t offset = 0;  // or the length of a truncation, or the number of a mark
    std::string bytes = {};
  };
  void start_record();
  // Puts a mark of the test into the record.
  void mark(std::int64_t number);
  std::vector<Change> take_record();

 private:
  friend struct FaultHooks;
  FaultVfs();
  struct State;
  std::unique_ptr<State> state_;
};

// What a disk holds while a record is played to it.
class SimulatedDisk final {
 public:
  void play(const FaultVfs::Change& change);
  // The files a power cut would leave now: of the changes since the last sync some are there, some are not,
  // some only in parts, as `seed` decides.
  std::map<std::string, std::string> files_after_cut(std::uint64_t seed) const;

 private:
  struct File {
    std::string durable;
    std::vector<FaultVfs::Change> unsynced;
  };
  std::map<std::string, File> files_;
};

}  // namespace sb::store
