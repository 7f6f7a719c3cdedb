#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "model/bot.h"

namespace sb::nlu {

// What an input validation needs to judge a text (spec 07 §4, table of types).
struct InputRules {
  MatchType type = MatchType::any;
  bool past = false, future = false;  // dates: always past, always future
  std::string variable;  // where the value goes: languages become 2-letter codes for "preferredLanguage"
  std::string language;  // of the user
  std::vector<std::string> bot_languages;
  UtcMs now;  // already shifted to the bot's time zone
};

// Dates, numbers, addresses and the like are looked for in so much of a text; "any" and "location" keep it
// whole.
inline constexpr std::size_t searched_bytes_max = 16 * 1024;

// The value to store, or nullopt when the text is not of the type. Not for `entity` and `image`: those are
// judged from the NLP result and from uploads. Pure.
std::optional<Json> parse_input(std::string_view text, const InputRules& rules);

// The parsers by themselves.
struct DateWish {
  bool past = false, future = false;
};
// `languages` are tried in their order; those without a table are passed over, and English stands in for none
// at all. "DD-MM-YYYY" of a date found anywhere in the text.
std::optional<std::string> find_date(std::string_view text, UtcMs now, DateWish wish,
                                     std::span<const std::string> languages = {});
std::optional<std::string> find_time_of_day(std::string_view text,
                                            std::span<const std::string> languages = {});  // "HH:mm"
std::optional<std::string> find_number(std::string_view text, std::span<const std::string> languages = {});
std::optional<std::string> find_email(std::string_view text);
std::optional<std::string> find_phone(std::string_view text);
std::optional<std::string> find_url(std::string_view text);
// "en-us" and so on, from any of the synonyms of the table.
std::optional<std::string> find_language(std::string_view text);

}  // namespace sb::nlu
