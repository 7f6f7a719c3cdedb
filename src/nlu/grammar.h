#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "nlu/lexicon.h"
#include "nlu/spelled_numbers.h"
#include "nlu/tokens.h"

namespace sb::nlu {

// A number that begins at some token.
struct NumberMatch {
  std::size_t next = 0;  // the token after it
  double value = 0;
  std::string text;     // decimal, without leading or trailing zeros: "1234.56"
  bool digits = false;  // written in digits only
};

// What the classes of a pattern found.
struct Captures {
  std::optional<double> n;
  std::optional<int> day, month, year, weekday, hour, minute;
  bool short_year = false;  // two digits
  TimeUnit unit = TimeUnit::day;
};

// A compiled pattern (syntax: lexicon.h).
struct Element {
  enum class Class {
    words,
    n,
    day,
    day_number,
    month_name,
    month_number,
    month_number2,
    year,
    year4,
    weekday,
    unit,
    hour,
    hour_word,
    minute,
    minute2,
    minute_word,
    second2,
    clock4,
  };
  Class kind = Class::words;
  std::vector<std::string_view> words;
  bool optional = false;
  bool adjacent = false;
};
using Pattern = std::vector<Element>;

// The patterns of one kind, found by the token they may begin with, so that most tokens cost one look-up.
template <typename Row>
struct PatternSet {
  std::vector<std::pair<Pattern, Row>> rows;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_word;  // also marks
  std::vector<std::size_t> by_digits;

  // Indices of `rows`, in their order.
  const std::vector<std::size_t>& beginning_with(const Token& token) const {
    static const std::vector<std::size_t> none;
    if (token.kind == Token::Kind::digits) return by_digits;
    const auto found = by_word.find(token.text);
    return found == by_word.end() ? none : found->second;
  }
};

// A lexicon made ready for matching. Immutable. Every look-up is bounded by the length of the longest pattern
// or number, so a scan over a text is linear.
class Grammar final {
 public:
  explicit Grammar(const Lexicon& lexicon);

  // A number without sign that begins at the token. Parts of longer digit groups and ordinals are none.
  std::optional<NumberMatch> number_at(const Tokens& tokens, std::size_t at) const;
  // The same made longer by one of the suffixes against its digits ("10k").
  NumberMatch with_suffix(NumberMatch number, const Tokens& tokens,
                          std::span<const ScaleSuffix> suffixes) const;
  // The same with a sign ("-5", "minus five").
  std::optional<NumberMatch> signed_number_at(const Tokens& tokens, std::size_t at) const;
  // "5th", "fifth", "twenty-first": value and the token after it.
  std::optional<std::pair<int, std::size_t>> ordinal_at(const Tokens& tokens, std::size_t at) const;
  // The unit of measure at the token.
  const Measure* measure_at(const Tokens& tokens, std::size_t at) const;
  // An article at the token ("a", "een"): one, before units.
  bool is_article(const Tokens& tokens, std::size_t at) const;
  bool is_half(const Tokens& tokens, std::size_t at) const;
  // The ISO 4217 code of a currency name or symbol.
  std::optional<std::string_view> currency_at(const Tokens& tokens, std::size_t at) const;

  // The token after the longest match of the pattern at `at`; what it found in `captures`.
  std::optional<std::size_t> match(const Pattern& pattern, const Tokens& tokens, std::size_t at,
                                   Captures& captures) const;

  const PatternSet<DatePattern>& dates() const { return dates_; }
  const PatternSet<TimePattern>& times() const { return times_; }
  const PatternSet<DayPartPattern>& day_parts() const { return day_parts_; }
  bool is_before_time(std::string_view word) const;
  bool is_before_date(std::string_view word) const;
  bool is_duration_mark(std::string_view word) const;
  bool is_weekday(std::string_view word) const { return weekdays_.contains(word); }
  bool is_degrees(std::string_view word) const;
  bool has_spaced_groups() const { return lexicon_.spaced_groups; }
  std::string_view language() const { return lexicon_.language; }

 private:
  template <typename T>
  using Table = std::unordered_map<std::string_view, T>;

  template <typename Row>
  PatternSet<Row> compile_set(std::span<const Row> rows, std::span<const Row> common) const;
  bool may_begin(const Element& element, std::string_view word) const;
  const NumberWord* number_word(const Tokens& tokens, std::size_t at) const;
  std::optional<NumberMatch> number_in_digits(const Tokens& tokens, std::size_t at) const;
  std::optional<NumberMatch> number_spelled(const Tokens& tokens, std::size_t at) const;
  std::optional<SpelledNumbers::Match> part_spelled(const Tokens& tokens, std::size_t at) const;
  std::optional<double> compound(std::string_view word) const;
  std::size_t add_spaced_groups(const Tokens& tokens, std::size_t next, std::string& digits) const;
  std::optional<NumberMatch> number_in_words(const Tokens& tokens, std::size_t at) const;
  bool is_ordinal_tail(const Tokens& tokens, std::size_t at) const;
  std::optional<std::size_t> match_from(const Pattern& pattern, std::size_t element, const Tokens& tokens,
                                        std::size_t at, Captures& captures) const;
  std::optional<std::size_t> match_element(const Element& element, const Tokens& tokens, std::size_t at,
                                           Captures& captures) const;
  std::optional<std::size_t> match_number_class(Element::Class kind, const Tokens& tokens, std::size_t at,
                                                Captures& captures) const;
  std::optional<std::size_t> half_of_unit(const Tokens& tokens, std::size_t at) const;
  std::optional<std::size_t> match_name_class(Element::Class kind, const Tokens& tokens, std::size_t at,
                                              Captures& captures) const;

  const Lexicon& lexicon_;
  Table<NumberWord> numbers_;
  Table<int> ordinals_, months_, weekdays_;
  Table<TimeUnit> units_;
  Table<std::string_view> currencies_;
  Table<Measure> measures_;
  std::optional<SpelledNumbers> spelled_;
  PatternSet<DatePattern> dates_;
  PatternSet<TimePattern> times_;
  PatternSet<DayPartPattern> day_parts_;

  friend class NumberWords;
};

// The grammars to read a text with: of the languages named, in their order, each once ("nl-be" is "nl");
// English when there is none for any of them.
using Grammars = std::vector<const Grammar*>;
Grammars grammars_of(std::span<const std::string> languages);

}  // namespace sb::nlu
