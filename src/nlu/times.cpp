#include <fmt/format.h>

#include "nlu/grammar.h"
#include "nlu/parsers.h"

namespace sb::nlu {
namespace {

constexpr int minutes_per_day = 24 * 60, half_hour = 30;

struct Clock {
  int minutes = 0;  // after midnight
  bool bare = false, fixed = false, in_minutes = false;
  std::size_t end = 0;
};
struct Part {
  DayPart part = DayPart::morning;
  std::size_t end = 0;
};

std::optional<int> minutes_of(const TimePattern& row, const Captures& found) {
  const int hour = found.hour.value_or(0) * 60;
  switch (row.rule) {
    case TimeRule::clock:
    case TimeRule::bare_hour:
      return hour + found.minute.value_or(0);
    case TimeRule::past:
      return hour + found.minute.value_or(row.amount);
    case TimeRule::before:
    case TimeRule::before_unless_counted:
      return (hour - found.minute.value_or(row.amount) + minutes_per_day) % minutes_per_day;
    case TimeRule::before_half:
      return (hour - half_hour - found.minute.value_or(0) + minutes_per_day) % minutes_per_day;
    case TimeRule::past_half:
      return (hour - half_hour + found.minute.value_or(0) + minutes_per_day) % minutes_per_day;
    case TimeRule::fixed:
      return row.amount;
  }
  return std::nullopt;
}

// "14" of "14-10-2020", "1.14" or "a14" is no hour.
bool is_glued(const Tokens& tokens, std::size_t at) {
  if (at == 0 || tokens[at].spaced || tokens[at].kind != Token::Kind::digits) return false;
  const Token& before = tokens[at - 1];
  if (before.kind == Token::Kind::word) return true;
  return !before.spaced && at >= 2 && tokens[at - 2].kind == Token::Kind::digits;
}
bool runs_on(const Tokens& tokens, std::size_t end) {
  if (end + 1 >= tokens.size() || tokens[end].spaced || tokens[end - 1].kind != Token::Kind::digits)
    return false;
  return tokens[end].kind == Token::Kind::mark && !tokens[end + 1].spaced &&
         tokens[end + 1].kind == Token::Kind::digits;
}

std::optional<Part> part_at(const Grammar& grammar, const Tokens& tokens, std::size_t at,
                            DayPartPattern::Side side) {
  if (at >= tokens.size()) return std::nullopt;
  Part best;
  Captures found;
  for (const std::size_t index : grammar.day_parts().beginning_with(tokens[at])) {
    const auto& [pattern, row] = grammar.day_parts().rows[index];
    if (side == DayPartPattern::Side::either && row.side != side) continue;
    const auto end = grammar.match(pattern, tokens, at, found);
    if (end && *end > best.end) best = {row.part, *end};
  }
  return best.end > 0 ? std::optional(best) : std::nullopt;
}

// "5 to 10 people": a word goes on that says nothing of when.
bool is_counted(const Grammar& grammar, const Tokens& tokens, std::size_t first, std::size_t end) {
  if (end >= tokens.size() || tokens[end].kind != Token::Kind::word) return false;
  if (first > 0 && grammar.is_before_time(tokens[first - 1].text)) return false;
  return !grammar.is_before_date(tokens[end].text) && grammar.dates().beginning_with(tokens[end]).empty() &&
         !part_at(grammar, tokens, end, DayPartPattern::Side::after);
}

std::optional<Clock> clock_at(const Grammar& grammar, const Tokens& tokens, std::size_t at) {
  if (at >= tokens.size() || is_glued(tokens, at)) return std::nullopt;
  Clock best;
  Captures found;
  for (const std::size_t index : grammar.times().beginning_with(tokens[at])) {
    const auto& [pattern, row] = grammar.times().rows[index];
    const auto end = grammar.match(pattern, tokens, at, found);
    if (!end || *end <= best.end || runs_on(tokens, *end)) continue;
    if (row.rule == TimeRule::before_unless_counted && is_counted(grammar, tokens, at, *end)) continue;
    if (const auto minutes = minutes_of(row, found)) {
      best = {.minutes = *minutes,
              .bare = row.rule == TimeRule::bare_hour,
              .fixed = row.rule == TimeRule::fixed,
              .in_minutes = found.minute.has_value(),
              .end = *end};
    }
  }
  return best.end > 0 ? std::optional(best) : std::nullopt;
}

// Twelve-hour times beside a part of the day; nullopt for what nobody says ("14 am").
std::optional<int> in_part(int minutes, DayPart part) {
  const int hour = minutes / 60;
  constexpr int noon = 12 * 60;
  switch (part) {
    case DayPart::morning:
      if (hour > 12) return std::nullopt;
      return hour == 12 ? minutes - noon : minutes;
    case DayPart::afternoon:
      if (hour == 0) return std::nullopt;
      return hour < 12 ? minutes + noon : minutes;
    case DayPart::evening:
      return hour > 0 && hour < 12 ? minutes + noon : minutes;
    case DayPart::night:
      if (hour == 12) return minutes - noon;
      return hour >= 5 && hour < 12 ? minutes + noon : minutes;
  }
  return std::nullopt;
}

std::string time_text(int minutes) {
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

// A text that is nothing but an hour, as people answer "At what hour?".
std::optional<FoundText> lone_hour(const Grammar& grammar, const Tokens& tokens) {
  const auto clock = clock_at(grammar, tokens, 0);
  if (!clock || !clock->bare || clock->end != tokens.size()) return std::nullopt;
  return FoundText{time_text(clock->minutes), {tokens.front().begin, tokens.back().end}};
}

}  // namespace

std::size_t day_part_end(const Grammar& grammar, const Tokens& tokens, std::size_t at) {
  const auto part = part_at(grammar, tokens, at, DayPartPattern::Side::after);
  return part ? part->end : at;
}

// A clock time at the token, with its part of the day on either side.
std::optional<TimeMatch> time_at(const Grammar& grammar, const Tokens& tokens, std::size_t at) {
  using Side = DayPartPattern::Side;
  auto part = part_at(grammar, tokens, at, Side::either);
  std::size_t core = part ? part->end : at;
  auto clock = clock_at(grammar, tokens, core);
  if (part && !clock && core < tokens.size() && grammar.is_before_time(tokens[core].text)) {
    clock = clock_at(grammar, tokens, core + 1);
  }
  if (!clock) return std::nullopt;
  std::size_t end = clock->end;
  if (const auto after = part_at(grammar, tokens, end, Side::after)) {
    part = after;
    end = after->end;
  }
  if (clock->bare && !part) return std::nullopt;
  const auto minutes = part && !clock->fixed ? in_part(clock->minutes, part->part) : clock->minutes;
  if (!minutes) return std::nullopt;
  return TimeMatch{.next = end, .minutes = *minutes, .in_minutes = clock->in_minutes || *minutes % 60 != 0};
}

std::optional<FoundText> first_time_of_day(const Tokens& tokens, const Grammars& grammars) {
  for (const Grammar* grammar : grammars) {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      const auto found = time_at(*grammar, tokens, at);
      if (found) return FoundText{time_text(found->minutes), {tokens[at].begin, tokens[found->next - 1].end}};
    }
  }
  for (const Grammar* grammar : grammars) {
    if (auto found = lone_hour(*grammar, tokens)) return found;
  }
  return std::nullopt;
}

std::optional<std::string> find_time_of_day(std::string_view text, std::span<const std::string> languages) {
  auto found = first_time_of_day(tokenize(text), grammars_of(languages));
  return found ? std::optional(std::move(found->value)) : std::nullopt;
}

}  // namespace sb::nlu
