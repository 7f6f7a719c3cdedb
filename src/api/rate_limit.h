#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/clock.h"
#include "http/headers.h"

namespace sb::api {

// How many requests a caller may make in a fixed window (spec 05 §1). Threading: any thread.
class RateLimiter final {
 public:
  static constexpr std::int64_t requests_per_window = 1'200;
  static constexpr std::int64_t window_ms = 60'000;

  explicit RateLimiter(std::int64_t limit = requests_per_window) : limit_(limit) {}

  struct Standing {
    std::int64_t limit = 0, remaining = 0;
    UtcMs reset;
    bool exceeded = false;
    // x-ratelimit-limit, -remaining, and -reset in milliseconds since 1970, as the documented sample has it.
    void add_to(http::Headers& headers, UtcMs now) const;
  };
  Standing count(const std::string& caller, UtcMs now);

 private:
  static constexpr std::size_t callers_max = 10'000;  // then windows that have ended are forgotten
  struct Window {
    UtcMs begin;
    std::int64_t requests = 0;
  };
  const std::int64_t limit_;
  std::mutex mutex_;
  std::unordered_map<std::string, Window> windows_;
};

}  // namespace sb::api
