#pragma once
#include <span>
#include <string_view>

namespace sb::nlu {

// What one language says about numbers, days, hours and money, as tables. A new language is a new table, no
// new code. Every word is written as fold_for_match() leaves it: lower case, without accents and apostrophes.

struct NumberWord {
  enum class Kind {
    zero,     // stands alone
    unit,     // 1 to 9
    teen,     // 10 to 19
    tens,     // 20, 30, … 90
    hundred,  // multiplies what stands before it
    scale,    // dozen, thousand, million: multiplies and closes
    article,  // "a": one, before hundreds, scales and units of time
    join,     // "and"
    half,     // "half a million", "one and a half"
    point,    // "three point one four"
    minus,
  };
  std::string_view word;
  Kind kind;
  double value = 0;
};
struct NamedNumber {
  std::string_view word;
  int value;
};
enum class TimeUnit { second, minute, hour, day, week, month, year };
struct UnitName {
  std::string_view word;
  TimeUnit unit;
};

// Patterns are elements separated by spaces, matched against tokens:
//   word       this word or mark            a|b        one of them
//   <class>    a token class, see below     x?         optional
//   +x         no white space before it
// Classes: <n> a whole number; <day> 1-31, also ordinal; <monthname>; <monthnumber>; <year> 2 or 4 digits;
// <year4>; <weekday>; <unit>; <hour> 0-23; <hourword>; <minute> 0-59; <minute2> two digits; <minuteword>
// 10-59; <second2>; <clock4> "1430".
enum class DateRule {
  now,
  day_offset,       // today plus `amount` days
  weekday_near,     // strictly after today; strictly before with DateWish::past
  weekday_next,     // strictly after today
  weekday_this,     // today or after it
  weekday_last,     // strictly before today
  weekday_of_week,  // of the week `amount` weeks from now; weeks begin on Monday
  units_ahead,      // <n> units from today; hours and shorter ones from now
  units_back,
  unit_shift,  // `amount` units from today
  month,       // <monthname> of a year
  calendar,    // <day>, month and maybe year
};
struct DatePattern {
  std::string_view pattern;
  DateRule rule;
  int amount = 0;
};
enum class TimeRule {
  clock,                  // <hour>, maybe minutes
  past,                   // minutes after the hour: captured, else `amount`
  before,                 // minutes before the hour
  before_half,            // minutes before the half hour before the hour: "tien voor half negen"
  past_half,              // minutes after it
  before_unless_counted,  // as `before`, unless something is counted: "5 to 10 people"
  fixed,                  // `amount` minutes after midnight
  bare_hour               // an <hour>, a time only beside a part of the day
};
struct TimePattern {
  std::string_view pattern;
  TimeRule rule;
  int amount = 0;
};
enum class DayPart { morning, afternoon, evening, night };  // "am" is morning, "pm" is afternoon
struct DayPartPattern {
  std::string_view pattern;
  DayPart part;
  enum class Side { after, either } side = Side::after;  // of the hour
};
struct CurrencyName {
  std::string_view word;  // a symbol is a word as well
  std::string_view code;  // ISO 4217
};

// Units beside a number: "5 km", "20 °C", "3 hours".
enum class MeasureKind { distance, quantity, temperature, duration };
struct Measure {
  std::string_view word;  // a symbol is a word as well
  MeasureKind kind;
  std::string_view unit;  // as variables have it: "kilometre"
  double seconds = 0;     // durations: of one unit
};

struct Lexicon {
  std::string_view language;
  char decimal_mark;  // the other of ',' and '.' groups thousands
  std::span<const NumberWord> numbers;
  std::span<const NamedNumber> ordinals;               // first, …
  std::span<const std::string_view> ordinal_suffixes;  // of digits: 1st
  std::span<const NamedNumber> months;                 // 1 to 12
  std::span<const NamedNumber> weekdays;               // 0 is Sunday
  std::span<const UnitName> units;
  std::span<const DatePattern> dates;
  std::span<const TimePattern> times;
  std::span<const DayPartPattern> day_parts;
  std::span<const std::string_view> before_times;  // "at", between a part of the day and its hour
  std::span<const CurrencyName> currencies;
  // ICU locales that spell its numbers; empty: they are in `numbers` word by word.
  std::span<const std::string_view> spellings = {};
  bool spaced_groups = false;  // "123 456 789" is a number rather than a telephone's
  std::span<const Measure> measures = {};
  std::span<const std::string_view> degrees = {};         // "degrees", before the scale
  std::span<const std::string_view> before_dates = {};    // "on", between a time of day and its date
  std::span<const std::string_view> duration_marks = {};  // "for", "lang": beside a time that lasts
};

extern const Lexicon english_lexicon, dutch_lexicon, french_lexicon, german_lexicon, spanish_lexicon;

// Scales written against the digits: "10k" anywhere, "1.5m" only of money, as it else is a distance.
struct ScaleSuffix {
  std::string_view word;
  double value;
};
extern const std::span<const ScaleSuffix> number_suffixes, money_suffixes;

// What all languages write alike; looked at after their own rows.
extern const std::span<const DatePattern> common_dates;
extern const std::span<const TimePattern> common_times;
extern const std::span<const CurrencyName> common_currencies;
extern const std::span<const Measure> common_measures;

}  // namespace sb::nlu
