#include "base/clock.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace sb {
namespace {

constexpr std::int64_t ms_per_day = 86'400'000;

// Reads exactly `digits` decimal digits from the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  const auto result = std::from_chars(text.data(), text.data() + digits, value);
  if (result.ec != std::errc{} || result.ptr != text.data() + digits || text[0] == '-') return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<int> take_fraction_ms(std::string_view& text) {
  int value = 0, scale = 100;
  std::size_t digits = 0;
  for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits, scale /= 10) {
    value += (text[digits] - '0') * scale;
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

// "Z", "+02:00", "-0530"; the offset in minutes.
std::optional<int> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return 0;
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hours = take_number(text, 2);
  take(text, ':');
  const auto minutes = take_number(text, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return sign * (*hours * 60 + *minutes);
}

}  // namespace

UtcMs utc_now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

std::int64_t monotonic_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

std::optional<std::int64_t> days_from_civil(int year, int month, int day) {
  using namespace std::chrono;
  const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                            std::chrono::day{static_cast<unsigned>(day)}};
  if (month < 1 || day < 1 || !date.ok()) return std::nullopt;
  return sys_days{date}.time_since_epoch().count();
}

CivilTime to_civil(UtcMs at) {
  using namespace std::chrono;
  const sys_time<milliseconds> moment{milliseconds{at.value}};
  const auto day = floor<days>(moment);
  const year_month_day date{day};
  const hh_mm_ss time{moment - day};
  CivilTime out;
  out.year = static_cast<int>(date.year());
  out.month = static_cast<int>(static_cast<unsigned>(date.month()));
  out.day = static_cast<int>(static_cast<unsigned>(date.day()));
  out.hour = static_cast<int>(time.hours().count());
  out.minute = static_cast<int>(time.minutes().count());
  out.second = static_cast<int>(time.seconds().count());
  out.millisecond = static_cast<int>(time.subseconds().count());
  out.day_of_week = static_cast<int>(weekday{day}.c_encoding());
  return out;
}

UtcMs from_civil(const CivilTime& time) {
  const auto days = days_from_civil(time.year, time.month, time.day).value_or(0);
  return {days * ms_per_day + ((time.hour * 60LL + time.minute) * 60 + time.second) * 1000 + time.millisecond};
}

std::string iso_text(UtcMs at) {
  const CivilTime t = to_civil(at);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", t.year, t.month, t.day, t.hour, t.minute,
                     t.second, t.millisecond);
}

std::optional<UtcMs> parse_iso(std::string_view text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const auto days = days_from_civil(*year, *month, *day);
  if (!days) return std::nullopt;
  if (text.empty()) return UtcMs{*days * ms_per_day};
  if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute) return std::nullopt;
  int second = 0, millisecond = 0;
  if (take(text, ':')) {
    const auto seconds = take_number(text, 2);
    if (!seconds) return std::nullopt;
    second = *seconds;
    if (take(text, '.')) {
      const auto fraction = take_fraction_ms(text);
      if (!fraction) return std::nullopt;
      millisecond = *fraction;
    }
  }
  if (*hour > 24 || *minute > 59 || second > 60) return std::nullopt;
  int offset_minutes = 0;
  if (!text.empty()) {
    const auto offset = take_offset(text);
    if (!offset || !text.empty()) return std::nullopt;
    offset_minutes = *offset;
  }
  return UtcMs{*days * ms_per_day + ((*hour * 60LL + *minute - offset_minutes) * 60 + second) * 1000 +
               millisecond};
}

}  // namespace sb
