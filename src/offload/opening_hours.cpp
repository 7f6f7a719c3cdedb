#include "offload/opening_hours.h"

#include <fmt/format.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <memory>

namespace sb::offload {
namespace {

constexpr const char* day_names[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

Result<std::int64_t> offset_ms(const std::string& zone_name, UtcMs at) {
  const std::unique_ptr<icu::TimeZone> zone(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone_name)));
  if (!zone || *zone == icu::TimeZone::getUnknown()) {
    return Error{ErrorCode::invalid_input, "there is no time zone '" + zone_name + "'", "timezone"};
  }
  std::int32_t raw = 0, daylight = 0;
  UErrorCode failure = U_ZERO_ERROR;
  zone->getOffset(static_cast<double>(at.value), false, raw, daylight, failure);
  if (U_FAILURE(failure)) return Error{ErrorCode::internal, "the time zone data cannot be read", zone_name};
  return std::int64_t{raw} + daylight;
}

}  // namespace

Result<bool> is_open(const OpeningHours& hours, UtcMs at) {
  SB_TRY(const std::int64_t offset, offset_ms(hours.timezone, at));
  const CivilTime local = to_civil(at + offset);
  const std::string date = fmt::format("{:04}-{:02}-{:02}", local.year, local.month, local.day);
  if (std::find(hours.holidays.begin(), hours.holidays.end(), date) != hours.holidays.end()) return false;
  if (hours.week.empty()) return true;
  const auto today = hours.week.find(day_names[local.day_of_week]);
  if (today == hours.week.end()) return false;
  // "HH:MM" texts compare like the times they say.
  const std::string now = fmt::format("{:02}:{:02}", local.hour, local.minute);
  return std::any_of(today->second.begin(), today->second.end(),
                     [&](const auto& range) { return range.first <= now && now < range.second; });
}

}  // namespace sb::offload
