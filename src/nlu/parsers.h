#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nlu/grammar.h"
#include "nlu/input_parse.h"
#include "nlu/tokens.h"

namespace sb::nlu {

// The parsers of input_parse.h with the place of what they found, for the entities of a text.

// `begin` and `end` are bytes of the text, on code point boundaries, end exclusive.
struct Span {
  std::size_t begin = 0, end = 0;
  bool overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
};
struct FoundText {
  std::string value;
  Span span = {};
};
struct FoundUrl {
  std::string value, domain;  // the domain without "www."
  Span span = {};
};
struct FoundMoney {
  std::string amount, currency;  // decimal text, ISO 4217
  Span span = {};
};

// Bare "name.tld" is a URL when the user was asked for one; in running text it needs a well-known ending.
enum class UrlForm { asked_for, running_text };

std::vector<FoundText> all_numbers(const Tokens& tokens, const Grammars& grammars);
std::vector<FoundText> all_ordinals(const Tokens& tokens, const Grammars& grammars);
std::vector<FoundText> all_emails(std::string_view text);
std::vector<FoundText> all_phones(const Tokens& tokens);
std::vector<FoundUrl> all_urls(std::string_view text, UrlForm form);
std::vector<FoundMoney> all_money(const Tokens& tokens, const Grammars& grammars);
std::optional<FoundText> first_date(const Tokens& tokens, UtcMs now, DateWish wish, const Grammars& grammars);
std::optional<FoundText> first_time_of_day(const Tokens& tokens, const Grammars& grammars);

// A date that begins at a token. `grain` is what was named: "next month" is a month, its first day in `days`.
enum class Grain { second, minute, hour, day, week, month, year };
struct DateMatch {
  std::size_t next = 0;
  std::int64_t days = 0;  // since 1970-01-01
  Grain grain = Grain::day;
  std::optional<std::int64_t> offset_seconds = {};  // from now: "now", "in 2 hours"
};
std::optional<DateMatch> date_at(const Grammar& grammar, const Tokens& tokens, std::size_t at, UtcMs now,
                                 DateWish wish);
// A time of day that begins at a token.
struct TimeMatch {
  std::size_t next = 0;
  int minutes = 0;          // after midnight
  bool in_minutes = false;  // said to the minute
};
std::optional<TimeMatch> time_at(const Grammar& grammar, const Tokens& tokens, std::size_t at);

// The token after a part of the day by itself ("in the morning"), or `at`.
std::size_t day_part_end(const Grammar& grammar, const Tokens& tokens, std::size_t at);

// Every language the text names, in the order of the text: "en-us". Languages of the bot that are not in the
// table of spec 07 §4 are known by their English and their own name, as "xx-xx".
std::vector<std::string> all_languages(std::string_view text, std::span<const std::string> bot_languages);

}  // namespace sb::nlu
