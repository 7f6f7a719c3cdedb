#pragma once
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace sb::channels {

inline constexpr std::size_t upload_bytes_max = 10 * 1000 * 1000;  // spec 03 §8
inline constexpr std::size_t upload_name_bytes_max = 200;
inline constexpr std::int64_t uploads_bytes_max = 20'000'000'000;  // all together; more is refused
inline constexpr std::int64_t uploads_sweep_ms = 3'600'000;
inline constexpr std::int64_t upload_age_ms_max = 30 * 86'400'000LL;  // 03 §2: kept 30 days

// Files that users sent, in DATA/uploads: one folder per file, named by an id nobody can guess.
// Every function blocks on disk. Threading: any thread.
class Uploads final {
 public:
  explicit Uploads(std::string directory) : directory_(std::move(directory)) {}

  struct Stored {
    std::string id;    // 32 hex digits
    std::string name;  // safe in a URL after encoding, never empty
  };
  // Sweeps too, when the last time was an hour ago. `unavailable` when there is no room.
  Result<Stored> put(std::string_view name, std::string_view bytes, UtcMs now);

  struct Found {
    std::string name, bytes;
  };
  // `not_found` when there is no such file (any more).
  Result<Found> get(std::string_view id) const;

  // The name of the file, without reading the rest.
  std::optional<std::string> name_of(std::string_view id) const;

  // The file is gone; nothing happens when it was already.
  void remove(std::string_view id);

  // Removes what is older than upload_age_ms_max and counts the rest; returns how many went.
  int sweep(UtcMs now);

 private:
  std::string directory_;
  std::atomic<std::int64_t> bytes_{0}, swept_at_ms_{0};
};

// How a browser may be given it: the type of images, sounds, films and PDF whose bytes are what the name
// says; anything else is a download.
struct Serving {
  std::string_view content_type;
  bool shown = false;  // in the browser rather than saved
};
Serving serving_of(std::string_view name, std::string_view bytes);

}  // namespace sb::channels
