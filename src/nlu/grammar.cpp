#include "nlu/grammar.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>

namespace sb::nlu {
namespace {

constexpr std::pair<std::string_view, Element::Class> classes[] = {
    {"<n>", Element::Class::n},
    {"<day>", Element::Class::day},
    {"<daynumber>", Element::Class::day_number},
    {"<monthname>", Element::Class::month_name},
    {"<monthnumber>", Element::Class::month_number},
    {"<monthnumber2>", Element::Class::month_number2},
    {"<year>", Element::Class::year},
    {"<year4>", Element::Class::year4},
    {"<weekday>", Element::Class::weekday},
    {"<unit>", Element::Class::unit},
    {"<hour>", Element::Class::hour},
    {"<hourword>", Element::Class::hour_word},
    {"<minute>", Element::Class::minute},
    {"<minute2>", Element::Class::minute2},
    {"<minuteword>", Element::Class::minute_word},
    {"<second2>", Element::Class::second2},
    {"<clock4>", Element::Class::clock4},
};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

Element compile_element(std::string_view text) {
  Element element;
  if (text.size() > 1 && text.front() == '+') {
    element.adjacent = true;
    text.remove_prefix(1);
  }
  if (text.size() > 1 && text.back() == '?') {
    element.optional = true;
    text.remove_suffix(1);
  }
  if (text.front() != '<') {
    element.words = split(text, '|');
    return element;
  }
  const auto* found =
      std::find_if(std::begin(classes), std::end(classes), [&](const auto& c) { return c.first == text; });
  if (found == std::end(classes)) throw std::logic_error("unknown class in a pattern: " + std::string(text));
  element.kind = found->second;
  return element;
}

Pattern compile(std::string_view text) {
  Pattern pattern;
  for (const auto part : split(text, ' ')) pattern.push_back(compile_element(part));
  return pattern;
}

using Class = Element::Class;

bool is_name_class(Class kind) {
  return kind == Class::month_name || kind == Class::weekday || kind == Class::unit;
}

// Classes that digits alone can be.
bool is_digit_class(Class kind) {
  return kind == Class::day_number || kind == Class::month_number || kind == Class::month_number2 ||
         kind == Class::year || kind == Class::year4 || kind == Class::minute2 || kind == Class::second2 ||
         kind == Class::clock4;
}

bool may_begin_with_digits(const Element& element) {
  if (is_name_class(element.kind) || element.kind == Class::hour_word || element.kind == Class::minute_word)
    return false;
  if (element.kind != Class::words) return true;
  return std::any_of(element.words.begin(), element.words.end(),
                     [](auto word) { return word[0] >= '0' && word[0] <= '9'; });
}

// True for one of the elements that may come first, which are the optional ones and the one after them.
template <typename Test>
bool any_first(const Pattern& pattern, const Test& test) {
  for (const Element& element : pattern) {
    if (test(element)) return true;
    if (!element.optional) return false;
  }
  return false;
}

// The value of a short run of digits; nullopt for words and longer runs.
std::optional<int> short_digits(const Token& token, std::size_t digits_max) {
  if (token.kind != Token::Kind::digits || token.text.size() > digits_max) return std::nullopt;
  int value = 0;
  for (const char digit : token.text) value = value * 10 + (digit - '0');
  return value;
}

bool in_range(int value, int low, int high) {
  return value >= low && value <= high;
}

}  // namespace

Grammar::Grammar(const Lexicon& lexicon) : lexicon_(lexicon) {
  for (const auto& word : lexicon.numbers) numbers_.emplace(word.word, word);
  for (const auto& name : lexicon.ordinals) ordinals_.emplace(name.word, name.value);
  for (const auto& name : lexicon.months) months_.emplace(name.word, name.value);
  for (const auto& name : lexicon.weekdays) weekdays_.emplace(name.word, name.value);
  for (const auto& name : lexicon.units) units_.emplace(name.word, name.unit);
  for (const auto& name : lexicon.currencies) currencies_.emplace(name.word, name.code);
  for (const auto& name : common_currencies) currencies_.emplace(name.word, name.code);
  for (const auto& measure : lexicon.measures) measures_.emplace(measure.word, measure);
  for (const auto& measure : common_measures) measures_.emplace(measure.word, measure);
  if (!lexicon.spellings.empty()) spelled_.emplace(lexicon.spellings);
  dates_ = compile_set(lexicon.dates, common_dates);
  times_ = compile_set(lexicon.times, common_times);
  day_parts_ = compile_set(lexicon.day_parts, {});
}

bool Grammar::may_begin(const Element& element, std::string_view word) const {
  switch (element.kind) {
    case Class::words:
      return std::find(element.words.begin(), element.words.end(), word) != element.words.end();
    case Class::month_name:
      return months_.contains(word);
    case Class::weekday:
      return weekdays_.contains(word);
    case Class::unit:
      return units_.contains(word);
    default:
      if (is_digit_class(element.kind)) return false;
      if (numbers_.contains(word) || ordinals_.contains(word)) return true;
      return spelled_ && std::binary_search(spelled_->small_beginnings().begin(),
                                            spelled_->small_beginnings().end(), word);
  }
}

template <typename Row>
PatternSet<Row> Grammar::compile_set(std::span<const Row> rows, std::span<const Row> common) const {
  PatternSet<Row> set;
  std::set<std::string_view> words;
  const auto add_words = [&](const auto& table) {
    for (const auto& entry : table) words.insert(entry.first);
  };
  add_words(numbers_);
  add_words(ordinals_);
  add_words(months_);
  add_words(weekdays_);
  add_words(units_);
  if (spelled_) words.insert(spelled_->small_beginnings().begin(), spelled_->small_beginnings().end());
  for (const auto some : {rows, common}) {
    for (const Row& row : some) {
      set.rows.emplace_back(compile(row.pattern), row);
      for (const Element& element : set.rows.back().first)
        words.insert(element.words.begin(), element.words.end());
    }
  }
  for (std::size_t i = 0; i < set.rows.size(); ++i) {
    const Pattern& pattern = set.rows[i].first;
    if (any_first(pattern, may_begin_with_digits)) set.by_digits.push_back(i);
    for (const auto word : words) {
      if (any_first(pattern, [&](const Element& e) { return may_begin(e, word); }))
        set.by_word[word].push_back(i);
    }
  }
  return set;
}

bool Grammar::is_before_time(std::string_view word) const {
  return std::find(lexicon_.before_times.begin(), lexicon_.before_times.end(), word) !=
         lexicon_.before_times.end();
}

bool Grammar::is_before_date(std::string_view word) const {
  return std::find(lexicon_.before_dates.begin(), lexicon_.before_dates.end(), word) !=
         lexicon_.before_dates.end();
}
bool Grammar::is_duration_mark(std::string_view word) const {
  return std::find(lexicon_.duration_marks.begin(), lexicon_.duration_marks.end(), word) !=
         lexicon_.duration_marks.end();
}
bool Grammar::is_degrees(std::string_view word) const {
  return word == "°" ||
         std::find(lexicon_.degrees.begin(), lexicon_.degrees.end(), word) != lexicon_.degrees.end();
}

const Measure* Grammar::measure_at(const Tokens& tokens, std::size_t at) const {
  if (at >= tokens.size()) return nullptr;
  const auto found = measures_.find(tokens[at].text);
  return found == measures_.end() ? nullptr : &found->second;
}
bool Grammar::is_article(const Tokens& tokens, std::size_t at) const {
  const NumberWord* word = number_word(tokens, at);
  return word && word->kind == NumberWord::Kind::article;
}
bool Grammar::is_half(const Tokens& tokens, std::size_t at) const {
  const NumberWord* word = number_word(tokens, at);
  return word && word->kind == NumberWord::Kind::half;
}

std::optional<std::string_view> Grammar::currency_at(const Tokens& tokens, std::size_t at) const {
  if (at >= tokens.size()) return std::nullopt;
  const auto found = currencies_.find(tokens[at].text);
  if (found == currencies_.end()) return std::nullopt;
  return found->second;
}

std::optional<std::size_t> Grammar::match(const Pattern& pattern, const Tokens& tokens, std::size_t at,
                                          Captures& captures) const {
  captures = {};
  return match_from(pattern, 0, tokens, at, captures);
}

std::optional<std::size_t> Grammar::match_from(const Pattern& pattern, std::size_t element,
                                               const Tokens& tokens, std::size_t at,
                                               Captures& captures) const {
  for (; element < pattern.size(); ++element) {
    const Element& wanted = pattern[element];
    if (wanted.optional) {
      const Captures before = captures;
      if (const auto next = match_element(wanted, tokens, at, captures)) {
        if (const auto end = match_from(pattern, element + 1, tokens, *next, captures)) return end;
      }
      captures = before;
      continue;
    }
    const auto next = match_element(wanted, tokens, at, captures);
    if (!next) return std::nullopt;
    at = *next;
  }
  return at;
}

std::optional<std::size_t> Grammar::match_element(const Element& element, const Tokens& tokens,
                                                  std::size_t at, Captures& captures) const {
  if (at >= tokens.size() || (element.adjacent && tokens[at].spaced)) return std::nullopt;
  switch (element.kind) {
    case Element::Class::words: {
      const bool found =
          std::find(element.words.begin(), element.words.end(), tokens[at].text) != element.words.end();
      return found ? std::optional(at + 1) : std::nullopt;
    }
    case Element::Class::month_name:
    case Element::Class::weekday:
    case Element::Class::unit:
      return match_name_class(element.kind, tokens, at, captures);
    default:
      return match_number_class(element.kind, tokens, at, captures);
  }
}

std::optional<std::size_t> Grammar::match_name_class(Element::Class kind, const Tokens& tokens,
                                                     std::size_t at, Captures& captures) const {
  const std::string_view word = tokens[at].text;
  if (kind == Element::Class::unit) {
    const auto found = units_.find(word);
    if (found == units_.end()) return std::nullopt;
    captures.unit = found->second;
    return at + 1;
  }
  const bool month = kind == Element::Class::month_name;
  const auto& table = month ? months_ : weekdays_;
  const auto found = table.find(word);
  if (found == table.end()) return std::nullopt;
  (month ? captures.month : captures.weekday) = found->second;
  return at + 1;
}

// The unit of "half an hour", "een half uur", "une demi-heure".
std::optional<std::size_t> Grammar::half_of_unit(const Tokens& tokens, std::size_t at) const {
  const std::size_t half = is_article(tokens, at) ? at + 1 : at;
  if (!is_half(tokens, half)) return std::nullopt;
  std::size_t unit = half + 1;
  if (unit < tokens.size() && (tokens[unit].text == "-" || is_article(tokens, unit))) ++unit;
  const bool found = unit < tokens.size() && units_.contains(tokens[unit].text);
  return found ? std::optional(unit) : std::nullopt;
}

std::optional<std::size_t> Grammar::match_number_class(Element::Class kind, const Tokens& tokens,
                                                       std::size_t at, Captures& captures) const {
  const Token& token = tokens[at];
  const auto two = short_digits(token, 2);
  const auto take = [&](std::optional<int>& slot, std::optional<int> value, int low,
                        int high) -> std::optional<std::size_t> {
    if (!value || !in_range(*value, low, high)) return std::nullopt;
    slot = value;
    return at + 1;
  };
  // A whole number in words (or in digits), at most `high`.
  const auto take_words = [&](std::optional<int>& slot, int low, int high) -> std::optional<std::size_t> {
    if (spelled_) {  // "las ocho y media": the half is the pattern's
      const auto part = spelled_->cardinal_at(tokens, at);
      if (!part || part->value < low || part->value > high) return std::nullopt;
      slot = part->value;
      return part->next;
    }
    const auto number = number_in_words(tokens, at);
    if (!number || number->value < low || number->value > high ||
        number->value != std::floor(number->value)) {
      return std::nullopt;
    }
    slot = static_cast<int>(number->value);
    return number->next;
  };
  switch (kind) {
    case Class::n: {
      if (const auto unit = half_of_unit(tokens, at)) {
        captures.n = 0.5;
        return unit;
      }
      if (const auto word = number_word(tokens, at); word && word->kind == NumberWord::Kind::article) {
        captures.n = word->value;
        return at + 1;
      }
      const auto number = number_at(tokens, at);
      if (!number) return std::nullopt;
      captures.n = number->value;
      return number->next;
    }
    case Class::day:
      if (const auto ordinal = ordinal_at(tokens, at)) {
        captures.day = ordinal->first;
        return ordinal->second;
      }
      return two ? take(captures.day, two, 0, 99) : take_words(captures.day, 1, 31);
    case Class::day_number:
      return take(captures.day, two, 0, 99);
    case Class::month_number:
      return take(captures.month, two, 0, 99);
    case Class::month_number2:
      return token.text.size() == 2 ? take(captures.month, two, 0, 99) : std::nullopt;
    case Class::year:
    case Class::year4: {
      const bool short_year = kind == Class::year && token.text.size() == 2;
      if (!short_year && token.text.size() != 4) return std::nullopt;
      captures.short_year = short_year;
      return take(captures.year, short_digits(token, 4), 0, 9999);
    }
    case Class::hour:
      if (spelled_ && is_article(tokens, at)) return take(captures.hour, 1, 0, 23);  // "een uur"
      return two ? take(captures.hour, two, 0, 23) : take_words(captures.hour, 0, 23);
    case Class::hour_word:
      return take_words(captures.hour, 0, 23);
    case Class::minute:
      return two ? take(captures.minute, two, 0, 59) : take_words(captures.minute, 0, 59);
    case Class::minute2:
      return token.text.size() == 2 ? take(captures.minute, two, 0, 59) : std::nullopt;
    case Class::second2:
      return two && token.text.size() == 2 && *two < 60 ? std::optional(at + 1) : std::nullopt;
    case Class::minute_word:
      return take_words(captures.minute, 10, 59);
    case Class::clock4: {
      const auto value = short_digits(token, 4);
      if (!value || token.text.size() != 4 || *value % 100 > 59 || *value / 100 > 23) return std::nullopt;
      captures.hour = *value / 100;
      captures.minute = *value % 100;
      return at + 1;
    }
    default:
      return std::nullopt;
  }
}

namespace {

constexpr std::array lexicons{&english_lexicon, &dutch_lexicon, &french_lexicon, &german_lexicon,
                              &spanish_lexicon};

// Made when first asked for: spelling a language's numbers takes tens of milliseconds.
const Grammar& grammar_at(std::size_t index) {
  static std::array<std::once_flag, lexicons.size()> once;
  static std::array<std::optional<Grammar>, lexicons.size()> made;
  std::call_once(once[index], [&] { made[index].emplace(*lexicons[index]); });
  return *made[index];
}

}  // namespace

Grammars grammars_of(std::span<const std::string> languages) {
  Grammars chosen;
  for (const auto& language : languages) {
    const std::string_view primary = std::string_view(language).substr(0, language.find_first_of("-_"));
    for (std::size_t i = 0; i < lexicons.size(); ++i) {
      if (lexicons[i]->language != primary) continue;
      const Grammar& grammar = grammar_at(i);
      if (std::find(chosen.begin(), chosen.end(), &grammar) == chosen.end()) chosen.push_back(&grammar);
    }
  }
  if (chosen.empty()) chosen.push_back(&grammar_at(0));
  return chosen;
}

}  // namespace sb::nlu
