#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sb {

// A moment of wall-clock time, whole milliseconds since 1970-01-01T00:00:00Z.
struct UtcMs {
  std::int64_t value = 0;

  friend auto operator<=>(const UtcMs&, const UtcMs&) = default;
  friend UtcMs operator+(UtcMs at, std::int64_t ms) { return {at.value + ms}; }
  friend std::int64_t operator-(UtcMs a, UtcMs b) { return a.value - b.value; }
};

// The wall clock. Only the outermost layers call it (server, conductor); everything else is told the time.
UtcMs utc_now();

// Milliseconds of a clock that never jumps: for time-outs and intervals.
std::int64_t monotonic_ms();

// "2024-01-02T03:04:05.678Z"
std::string iso_text(UtcMs at);

// Reads what iso_text writes, also with an offset ("+02:00") or without fraction.
std::optional<UtcMs> parse_iso(std::string_view text);

// A date and time of day in the proleptic Gregorian calendar, without time zone.
struct CivilTime {
  int year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31
  int hour = 0, minute = 0, second = 0, millisecond = 0;
  int day_of_week = 4;  // 0 = Sunday
};
CivilTime to_civil(UtcMs at);
UtcMs from_civil(const CivilTime& time);
// Days since 1970-01-01 of a civil date; nullopt when there is no such day.
std::optional<std::int64_t> days_from_civil(int year, int month, int day);

}  // namespace sb
