#include "api/rate_limit.h"

#include <algorithm>

namespace sb::api {

RateLimiter::Standing RateLimiter::count(const std::string& caller, UtcMs now) {
  std::lock_guard lock(mutex_);
  if (windows_.size() >= callers_max) {
    std::erase_if(windows_, [&](const auto& entry) { return now - entry.second.begin >= window_ms; });
  }
  Window& window = windows_.try_emplace(caller, Window{now, 0}).first->second;
  const bool over = now - window.begin >= window_ms || now < window.begin;
  if (over) window = {now, 0};
  ++window.requests;
  return {limit_, std::max<std::int64_t>(limit_ - window.requests, 0), window.begin + window_ms,
          window.requests > limit_};
}

void RateLimiter::Standing::add_to(http::Headers& headers, UtcMs now) const {
  headers.set("x-ratelimit-limit", std::to_string(limit));
  headers.set("x-ratelimit-remaining", std::to_string(remaining));
  headers.set("x-ratelimit-reset", std::to_string(reset.value));
  if (exceeded) {
    const std::int64_t seconds = std::max<std::int64_t>((reset - now + 999) / 1000, 1);
    headers.set("Retry-After", std::to_string(seconds));
  }
}

}  // namespace sb::api
