#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/json.h"

// How providers read their `config`.

namespace sb::offload {

inline constexpr std::int64_t ms_per_minute = 60'000;
inline constexpr std::int64_t pause_minutes_max = 60 * 24 * 365;

// A whole number from 0 on, else `otherwise`.
inline std::int64_t number_setting(const JsonObject& config, std::string_view key, std::int64_t otherwise) {
  const Json* value = find_member(config, key);
  return value && value->is_int64() && value->get_int64() >= 0 ? value->get_int64() : otherwise;
}

// A number of minutes from 1 to a year; nullopt when it is not set or 0.
inline std::optional<int> minutes_setting(const JsonObject& config, std::string_view key) {
  const std::int64_t minutes = number_setting(config, key, 0);
  if (minutes == 0) return std::nullopt;
  return static_cast<int>(minutes < pause_minutes_max ? minutes : pause_minutes_max);
}

inline bool flag_setting(const JsonObject& config, std::string_view key, bool otherwise) {
  const Json* value = find_member(config, key);
  return value && value->is_bool() ? value->get_bool() : otherwise;
}

}  // namespace sb::offload
