#include "nlu/spelled_numbers.h"

#include <algorithm>

#include "base/utf8.h"

namespace sb::nlu {
namespace {

constexpr int spelled_max = 999, small_max = 100;
constexpr char16_t soft_hyphen = u'\u00ad';
constexpr std::string_view cardinal_rules = "%spellout-cardinal", numbering_rules = "%spellout-numbering",
                           ordinal_rules = "%spellout-ordinal";

// As the tokens of a text have it: hyphens become spaces, soft ones go.
std::string phrase_of(const icu::UnicodeString& spelled) {
  icu::UnicodeString spaced;
  for (int32_t i = 0; i < spelled.length(); ++i) {
    if (spelled[i] != soft_hyphen) spaced.append(spelled[i] == u'-' ? u' ' : spelled[i]);
  }
  std::string utf8;
  spaced.toUTF8String(utf8);
  return fold_for_match(utf8);
}

// What a scale changes is the last part: a "one" (Spanish "un mil") or a plural (French "quatre-vingt
// mille").
bool may_change_before_thousand(int number) {
  return number < small_max || number % 10 <= 1;
}

}  // namespace

SpelledNumbers::SpelledNumbers(std::span<const std::string_view> locales) {
  for (const auto locale : locales) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, icu::Locale(std::string(locale).c_str()),
                                            status);
    if (U_FAILURE(status)) continue;
    for (int32_t i = 0; i < format.getNumberOfRuleSetNames(); ++i) {
      const icu::UnicodeString rules = format.getRuleSetName(i);
      std::string name;
      rules.toUTF8String(name);
      const bool ordinal = name.starts_with(ordinal_rules);
      if (!ordinal && !name.starts_with(cardinal_rules) && name != numbering_rules) continue;
      for (int number = ordinal ? 1 : 0; number <= spelled_max; ++number) {
        icu::UnicodeString spelled;
        icu::FieldPosition ignored;
        UErrorCode failure = U_ZERO_ERROR;
        format.format(static_cast<int64_t>(number), rules, spelled, ignored, failure);
        if (U_FAILURE(failure)) continue;
        const std::string phrase = phrase_of(spelled);
        add(ordinal ? ordinals_ : cardinals_, phrase, number);
        if (!ordinal && may_change_before_thousand(number)) add_before_thousand(format, rules, number);
        if (number <= small_max) small_beginnings_.push_back(phrase.substr(0, phrase.find(' ')));
      }
    }
  }
  std::sort(small_beginnings_.begin(), small_beginnings_.end());
  small_beginnings_.erase(std::unique(small_beginnings_.begin(), small_beginnings_.end()),
                          small_beginnings_.end());
}

// French "trois cents" becomes "trois cent mille".
void SpelledNumbers::add_before_thousand(const icu::RuleBasedNumberFormat& format,
                                         const icu::UnicodeString& rules, int number) {
  icu::UnicodeString spelled;
  icu::FieldPosition ignored;
  UErrorCode failure = U_ZERO_ERROR;
  format.format(static_cast<int64_t>(number) * 1000, rules, spelled, ignored, failure);
  const std::string phrase = phrase_of(spelled);
  const auto scale = phrase.rfind(' ');
  if (U_SUCCESS(failure) && number > 1 && scale != std::string::npos)
    add(cardinals_, phrase.substr(0, scale), number);
}

void SpelledNumbers::add(Phrases& phrases, const std::string& phrase, int value) {
  for (auto space = phrase.find(' '); space != std::string::npos; space = phrase.find(' ', space + 1))
    phrases.try_emplace(phrase.substr(0, space), inner);
  int& known = phrases.try_emplace(phrase, value).first->second;
  if (known == inner) known = value;
}

std::optional<int> SpelledNumbers::cardinal(std::string_view word) const {
  const auto found = cardinals_.find(std::string(word));
  if (found == cardinals_.end() || found->second == inner) return std::nullopt;
  return found->second;
}

std::optional<SpelledNumbers::Match> SpelledNumbers::longest(const Phrases& phrases, const Tokens& tokens,
                                                             std::size_t at) {
  std::optional<Match> best;
  std::string phrase;
  for (std::size_t i = at; i < tokens.size(); ++i) {
    if (i > at && tokens[i].text == "-" && !tokens[i].spaced && i + 1 < tokens.size() &&
        !tokens[i + 1].spaced)
      continue;
    if (tokens[i].kind != Token::Kind::word || tokens[i].text.empty()) break;
    if (!phrase.empty()) phrase += ' ';
    phrase += tokens[i].text;
    const auto found = phrases.find(phrase);
    if (found == phrases.end()) break;
    if (found->second != inner) best = Match{i + 1, found->second};
  }
  return best;
}

}  // namespace sb::nlu
