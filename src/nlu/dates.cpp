#include <fmt/format.h>

#include <cmath>

#include "nlu/grammar.h"
#include "nlu/parsers.h"

namespace sb::nlu {
namespace {

constexpr std::int64_t ms_per_second = 1000, ms_per_day = 86'400'000;
constexpr double shift_units_max = 100'000;  // "in 100000 days"
constexpr int years_ahead_max = 20;  // a two-digit year is at most this far in the future, else last century
constexpr int leap_cycle_years = 8;  // the longest wait for a 29th of February

using Days = std::int64_t;  // since 1970-01-01

CivilTime civil(Days day) {
  return to_civil(UtcMs{day * ms_per_day});
}

int weekday_of(Days day) {
  return civil(day).day_of_week;
}

Days next_weekday(Days after, int weekday) {
  const int gap = (weekday - weekday_of(after) + 7) % 7;
  return after + (gap == 0 ? 7 : gap);
}
Days previous_weekday(Days before, int weekday) {
  return next_weekday(before - 8, weekday);
}

// The same day so many months on; the last day of the month where there is no such day.
std::optional<Days> add_months(Days from, std::int64_t months) {
  const CivilTime start = civil(from);
  const std::int64_t month = start.year * 12LL + (start.month - 1) + months;
  if (month < 12 || month >= 10'000 * 12LL) return std::nullopt;
  for (int day = start.day; day > 0; --day) {
    const auto found = days_from_civil(static_cast<int>(month / 12), static_cast<int>(month % 12) + 1, day);
    if (found) return found;
  }
  return std::nullopt;
}

std::optional<Days> shift(Days from, TimeUnit unit, std::int64_t count) {
  switch (unit) {
    case TimeUnit::second:
    case TimeUnit::minute:
    case TimeUnit::hour:
      return std::nullopt;  // "last minute" is no day
    case TimeUnit::day:
      return from + count;
    case TimeUnit::week:
      return from + 7 * count;
    case TimeUnit::month:
      return add_months(from, count);
    case TimeUnit::year:
      return add_months(from, 12 * count);
  }
  return std::nullopt;
}

// Which century the author of a two-digit year means.
int full_year(int two_digits, const CivilTime& today, DateWish wish) {
  const int year = today.year - today.year % 100 + two_digits;
  if (wish.past) return year > today.year ? year - 100 : year;
  if (wish.future) return year < today.year ? year + 100 : year;
  return year > today.year + years_ahead_max ? year - 100 : year;
}

std::optional<Days> calendar_day(const Captures& found, Days today, DateWish wish) {
  const CivilTime now = civil(today);
  const int month = *found.month, day = *found.day;
  if (found.year) {
    const int year = found.short_year ? full_year(*found.year, now, wish) : *found.year;
    const auto date = year < 1 ? std::nullopt : days_from_civil(year, month, day);
    if (!date || !found.short_year) return date;
    if (wish.past && *date > today) return days_from_civil(year - 100, month, day);
    if (wish.future && *date < today) return days_from_civil(year + 100, month, day);
    return date;
  }
  if (!wish.past && !wish.future) return days_from_civil(now.year, month, day);
  const int step = wish.past ? -1 : 1;
  for (int i = 0; i <= leap_cycle_years; ++i) {
    const auto date = days_from_civil(now.year + i * step, month, day);
    if (date && (wish.past ? *date <= today : *date >= today)) return date;
  }
  return std::nullopt;
}

Days day_of(UtcMs now) {
  return now.value >= 0 ? now.value / ms_per_day : (now.value - ms_per_day + 1) / ms_per_day;
}

// What lies so many seconds from now; nullopt for dates that are said in days.
std::optional<std::int64_t> seconds_from_now(const DatePattern& row, const Captures& found) {
  if (row.rule == DateRule::now) return 0;
  const bool back = row.rule == DateRule::units_back;
  if ((row.rule != DateRule::units_ahead && !back) || found.unit > TimeUnit::hour) return std::nullopt;
  if (*found.n > shift_units_max) return std::nullopt;
  const double unit = found.unit == TimeUnit::hour ? 3600 : found.unit == TimeUnit::minute ? 60 : 1;
  return std::llround(*found.n * (back ? -unit : unit));
}

std::optional<Days> evaluate(const DatePattern& row, const Captures& found, UtcMs now, DateWish wish) {
  const Days today = day_of(now);
  if (const auto seconds = seconds_from_now(row, found)) return day_of(now + *seconds * ms_per_second);
  switch (row.rule) {
    case DateRule::now:
      return today;
    case DateRule::day_offset:
      return today + row.amount;
    case DateRule::weekday_near:
      return wish.past ? previous_weekday(today, *found.weekday) : next_weekday(today, *found.weekday);
    case DateRule::weekday_next:
      return next_weekday(today, *found.weekday);
    case DateRule::weekday_this:
      return next_weekday(today - 1, *found.weekday);
    case DateRule::weekday_last:
      return previous_weekday(today, *found.weekday);
    case DateRule::weekday_of_week: {
      const Days monday = today - (weekday_of(today) + 6) % 7;
      return monday + 7 * row.amount + (*found.weekday + 6) % 7;
    }
    case DateRule::units_ahead:
    case DateRule::units_back: {
      if (*found.n != std::floor(*found.n) || *found.n > shift_units_max) return std::nullopt;
      const auto count = static_cast<std::int64_t>(*found.n);
      return shift(today, found.unit, row.rule == DateRule::units_back ? -count : count);
    }
    case DateRule::unit_shift:
      return shift(today, found.unit, row.amount);
    case DateRule::month:
      return *found.year < 1 ? std::nullopt : days_from_civil(*found.year, *found.month, 1);
    case DateRule::calendar:
      return calendar_day(found, today, wish);
  }
  return std::nullopt;
}

// A digit run glued to what stands before it ("1/22-04-2018", "x22-04") begins no date, nor does one end
// before such.
bool is_glued(const Tokens& tokens, std::size_t at) {
  if (at == 0 || at >= tokens.size() || tokens[at].spaced || tokens[at].kind != Token::Kind::digits)
    return false;
  const Token& before = tokens[at - 1];
  if (before.kind == Token::Kind::word) return true;
  const bool separator = before.text == "-" || before.text == "/" || before.text == "." || before.text == ":";
  return separator && !before.spaced && at >= 2 && tokens[at - 2].kind == Token::Kind::digits;
}
bool runs_on(const Tokens& tokens, std::size_t end) {
  if (end >= tokens.size() || tokens[end].spaced || tokens[end - 1].kind != Token::Kind::digits) return false;
  if (tokens[end].kind == Token::Kind::word) return tokens[end].text != "t";  // "2026-12-25T10:00"
  const bool separator = tokens[end].text == "-" || tokens[end].text == "/" || tokens[end].text == "." ||
                         tokens[end].text == ":";
  return separator && end + 1 < tokens.size() && !tokens[end + 1].spaced &&
         tokens[end + 1].kind == Token::Kind::digits;
}

struct Candidate {
  const DatePattern* row = nullptr;
  Captures found;
  std::size_t end = 0;
};

Candidate longest_at(const Grammar& grammar, const Tokens& tokens, std::size_t at) {
  Candidate best;
  Captures found;
  for (const std::size_t index : grammar.dates().beginning_with(tokens[at])) {
    const auto& [pattern, row] = grammar.dates().rows[index];
    const auto end = grammar.match(pattern, tokens, at, found);
    if (end && *end > best.end && !runs_on(tokens, *end)) best = {&row, found, *end};
  }
  return best;
}

std::string date_text(Days day) {
  const CivilTime date = civil(day);
  return fmt::format("{:02}-{:02}-{:04}", date.day, date.month, date.year);
}

}  // namespace

std::optional<DateMatch> date_at(const Grammar& grammar, const Tokens& tokens, std::size_t at, UtcMs now,
                                 DateWish wish) {
  if (is_glued(tokens, at)) return std::nullopt;
  const Candidate best = longest_at(grammar, tokens, at);
  if (!best.row) return std::nullopt;
  if (!best.found.year && !wish.past) wish.future = true;  // "5 march" is the next one
  const auto day = evaluate(*best.row, best.found, now, wish);
  if (!day) return std::nullopt;
  DateMatch match{.next = best.end, .days = *day};
  match.offset_seconds = seconds_from_now(*best.row, best.found);
  if (match.offset_seconds) {
    match.grain = best.row->rule == DateRule::now ? Grain::second : static_cast<Grain>(best.found.unit);
  }
  if (best.row->rule == DateRule::month) match.grain = Grain::month;
  if (best.row->rule != DateRule::unit_shift) return match;
  const CivilTime date = civil(*day);
  switch (best.found.unit) {
    case TimeUnit::second:
    case TimeUnit::minute:
    case TimeUnit::hour:
    case TimeUnit::day:
      break;
    case TimeUnit::week:
      match.days -= (date.day_of_week + 6) % 7;
      match.grain = Grain::week;
      break;
    case TimeUnit::month:
      match.days -= date.day - 1;
      match.grain = Grain::month;
      break;
    case TimeUnit::year:
      match.days = days_from_civil(date.year, 1, 1).value_or(*day);
      match.grain = Grain::year;
      break;
  }
  return match;
}

std::optional<FoundText> first_date(const Tokens& tokens, UtcMs now, DateWish wish,
                                    const Grammars& grammars) {
  for (const Grammar* grammar : grammars) {
    for (std::size_t at = 0; at < tokens.size();) {
      std::size_t next = at + 1;
      if (!is_glued(tokens, at)) {
        const Candidate best = longest_at(*grammar, tokens, at);
        const auto day = best.row ? evaluate(*best.row, best.found, now, wish) : std::nullopt;
        if (day) return FoundText{date_text(*day), {tokens[at].begin, tokens[best.end - 1].end}};
        if (best.row) next = std::max(next, best.end);  // no such day: its parts are no dates either
      }
      at = next;
    }
  }
  return std::nullopt;
}

std::optional<std::string> find_date(std::string_view text, UtcMs now, DateWish wish,
                                     std::span<const std::string> languages) {
  auto found = first_date(tokenize(text), now, wish, grammars_of(languages));
  return found ? std::optional(std::move(found->value)) : std::nullopt;
}

}  // namespace sb::nlu
