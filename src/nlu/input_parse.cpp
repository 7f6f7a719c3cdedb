#include "nlu/input_parse.h"

#include <algorithm>

#include "base/utf8.h"
#include "nlu/parsers.h"

namespace sb::nlu {
namespace {

constexpr std::string_view preferred_language_variable = "preferredLanguage";

std::optional<Json> as_json(std::optional<std::string> text) {
  return text ? std::optional<Json>(Json(*text)) : std::nullopt;
}

std::optional<Json> trimmed(std::string_view text) {
  const auto value = trim(text);
  return value.empty() ? std::nullopt : std::optional<Json>(Json(value));
}

std::optional<Json> money(std::string_view text, std::span<const std::string> languages) {
  const auto found = all_money(tokenize(text), grammars_of(languages));
  if (found.empty()) return std::nullopt;
  return Json(JsonObject{{"amount", found.front().amount}, {"currency", found.front().currency}});
}

// The user's language first, then the others of the bot (spec 07 §4: dates are found in every one), English
// last: what a form expects is often written the English way.
std::vector<std::string> reading_order(const InputRules& rules) {
  std::vector<std::string> languages{rules.language};
  languages.insert(languages.end(), rules.bot_languages.begin(), rules.bot_languages.end());
  languages.emplace_back("en");
  return languages;
}

std::optional<Json> location(std::string_view text) {
  const auto value = trim(text);
  return value.empty() ? std::nullopt : std::optional<Json>(JsonObject{{"fullAddress", value}});
}

bool is_same_language(std::string_view a, std::string_view b) {
  return iequals_ascii(a.substr(0, a.find_first_of("-_")), b.substr(0, b.find_first_of("-_")));
}

// The first language named that the bot speaks.
std::optional<Json> language(std::string_view text, const InputRules& rules) {
  for (const auto& code : all_languages(text, rules.bot_languages)) {
    const bool spoken =
        std::any_of(rules.bot_languages.begin(), rules.bot_languages.end(),
                    [&](const auto& spoken_by_bot) { return is_same_language(code, spoken_by_bot); });
    if (!spoken) continue;
    return Json(rules.variable == preferred_language_variable ? code.substr(0, code.find('-')) : code);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Json> parse_input(std::string_view text, const InputRules& rules) {
  const std::string_view searched = utf8_prefix(text, searched_bytes_max);
  const auto languages = reading_order(rules);
  switch (rules.type) {
    case MatchType::any:
    case MatchType::voice_message:
      return trimmed(text);
    case MatchType::date:
      return as_json(find_date(searched, rules.now, {rules.past, rules.future}, languages));
    case MatchType::email:
      return as_json(find_email(searched));
    case MatchType::phone:
      return as_json(find_phone(searched));
    case MatchType::number:
      return as_json(find_number(searched, languages));
    case MatchType::currency:
      return money(searched, languages);
    case MatchType::hours:
      return as_json(find_time_of_day(searched, languages));
    case MatchType::location:
      return location(text);
    case MatchType::language:
      return language(searched, rules);
    case MatchType::url:
      return as_json(find_url(searched));
    case MatchType::image:
    case MatchType::entity:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace sb::nlu
