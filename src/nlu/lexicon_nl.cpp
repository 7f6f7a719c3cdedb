#include "nlu/lexicon.h"

// Dutch.

namespace sb::nlu {
namespace {

using Kind = NumberWord::Kind;

constexpr std::string_view spellings[] = {"nl"};

// Cardinals and ordinals come from the spellings; these stand around them.
constexpr NumberWord numbers[] = {
    {"een", Kind::article, 1},       {"ene", Kind::article, 1},
    {"duizend", Kind::scale, 1e3},   {"miljoen", Kind::scale, 1e6},
    {"miljoenen", Kind::scale, 1e6}, {"miljard", Kind::scale, 1e9},
    {"dozijn", Kind::scale, 12},     {"en", Kind::join, 0},
    {"half", Kind::half, 0.5},       {"halve", Kind::half, 0.5},
    {"anderhalf", Kind::unit, 1.5},  {"anderhalve", Kind::unit, 1.5},
    {"tweeenhalf", Kind::unit, 2.5}, {"tweeenhalve", Kind::unit, 2.5},
    {"drieenhalf", Kind::unit, 3.5}, {"drieenhalve", Kind::unit, 3.5},
    {"vierenhalf", Kind::unit, 4.5}, {"vierenhalve", Kind::unit, 4.5},
    {"komma", Kind::point, 0},       {"min", Kind::minus, 0},
    {"minus", Kind::minus, 0},
};

constexpr std::string_view ordinal_suffixes[] = {"e", "de", "ste"};

constexpr NamedNumber months[] = {
    {"januari", 1},  {"jan", 1},      {"februari", 2},  {"feb", 2},       {"maart", 3},     {"mrt", 3},
    {"april", 4},    {"apr", 4},      {"mei", 5},       {"juni", 6},      {"jun", 6},       {"juli", 7},
    {"jul", 7},      {"augustus", 8}, {"aug", 8},       {"september", 9}, {"sep", 9},       {"sept", 9},
    {"oktober", 10}, {"okt", 10},     {"november", 11}, {"nov", 11},      {"december", 12}, {"dec", 12},
};

constexpr NamedNumber weekdays[] = {
    {"zondag", 0},    {"maandag", 1}, {"ma", 1},      {"dinsdag", 2}, {"di", 2},   {"woensdag", 3}, {"wo", 3},
    {"donderdag", 4}, {"do", 4},      {"vrijdag", 5}, {"vr", 5},      {"vrij", 5}, {"zaterdag", 6}, {"za", 6},
};

constexpr UnitName units[] = {
    {"seconde", TimeUnit::second}, {"seconden", TimeUnit::second}, {"minuut", TimeUnit::minute},
    {"minuten", TimeUnit::minute}, {"minuutje", TimeUnit::minute}, {"minuutjes", TimeUnit::minute},
    {"min", TimeUnit::minute},     {"uur", TimeUnit::hour},        {"uren", TimeUnit::hour},
    {"uurtje", TimeUnit::hour},    {"uurtjes", TimeUnit::hour},    {"dag", TimeUnit::day},
    {"dagen", TimeUnit::day},      {"week", TimeUnit::week},       {"weken", TimeUnit::week},
    {"maand", TimeUnit::month},    {"maanden", TimeUnit::month},   {"jaar", TimeUnit::year},
    {"jaren", TimeUnit::year},
};

// The first of equally long matches wins.
constexpr DatePattern dates[] = {
    {"nu", DateRule::now},
    {"vandaag|vanavond|vannacht|vanmiddag|vanochtend|vanmorgen|heden", DateRule::day_offset, 0},
    {"gisteren|gisteravond|gisterochtend|gistermiddag", DateRule::day_offset, -1},
    {"eergisteren", DateRule::day_offset, -2},
    {"morgen|morgenochtend|morgenavond|morgenmiddag|morgenvroeg", DateRule::day_offset, 1},
    {"overmorgen", DateRule::day_offset, 2},
    {"over|binnen <n> <unit>", DateRule::units_ahead},
    {"<n> <unit> later", DateRule::units_ahead},
    {"<n> <unit> geleden|terug", DateRule::units_back},
    {"volgende|komende|aanstaande|aankomende <weekday>", DateRule::weekday_next},
    {"<weekday> aanstaande", DateRule::weekday_next},
    {"deze <weekday>", DateRule::weekday_this},
    {"vorige|afgelopen|laatste|voorbije <weekday>", DateRule::weekday_last},
    {"<weekday>", DateRule::weekday_near},
    {"volgende|komende week ,? op? <weekday>", DateRule::weekday_of_week, 1},
    {"<weekday> ,? in|van? volgende|komende week", DateRule::weekday_of_week, 1},
    {"deze week ,? op? <weekday>", DateRule::weekday_of_week, 0},
    {"vorige|afgelopen week ,? op? <weekday>", DateRule::weekday_of_week, -1},
    {"volgende|komende|volgend|komend <unit>", DateRule::unit_shift, 1},
    {"vorige|afgelopen|vorig|voorbije <unit>", DateRule::unit_shift, -1},
    {"<weekday>? ,? de? <day> van? <monthname> ,? <year>", DateRule::calendar},
    {"<weekday>? ,? de? <day> van? <monthname>", DateRule::calendar},
};

constexpr TimePattern times[] = {
    {"om? <hour> uur", TimeRule::clock},
    {"om? <hour> uur <minute>", TimeRule::clock},
    {"om? <hour> : <minute2> uur", TimeRule::clock},
    {"om? <hour> +. +<minute2> uur", TimeRule::clock},
    {"om? <hour> +u +<minute2>", TimeRule::clock},
    {"om? <hour> u", TimeRule::clock},
    {"om <hour>", TimeRule::clock},
    {"half <hour>", TimeRule::before, 30},
    {"kwart over|na <hour>", TimeRule::past, 15},
    {"kwart voor <hour>", TimeRule::before, 15},
    {"<minute> minuten? over|na <hour>", TimeRule::past},
    {"<minute> minuten? voor <hour>", TimeRule::before},
    {"<minute> minuten? voor half <hour>", TimeRule::before_half},
    {"<minute> minuten? over|na half <hour>", TimeRule::past_half},
    {"middernacht", TimeRule::fixed, 0},
    {"twaalf|12 uur '|’? s middags", TimeRule::fixed, 720},
};

using Side = DayPartPattern::Side;
constexpr DayPartPattern day_parts[] = {
    {"'|’? s ochtends|morgens", DayPart::morning, Side::either},
    {"'|’? s middags|namiddags", DayPart::afternoon, Side::either},
    {"'|’? s avonds", DayPart::evening, Side::either},
    {"'|’? s nachts", DayPart::night, Side::either},
    {"in de ochtend|morgen|voormiddag", DayPart::morning, Side::either},
    {"in de middag|namiddag", DayPart::afternoon, Side::either},
    {"in de avond", DayPart::evening, Side::either},
    {"in de nacht", DayPart::night, Side::either},
    {"vanochtend|vanmorgen", DayPart::morning, Side::either},
    {"vanmiddag", DayPart::afternoon, Side::either},
    {"vanavond", DayPart::evening, Side::either},
    {"vannacht", DayPart::night, Side::either},
    {"morgenochtend|morgenvroeg", DayPart::morning, Side::either},
    {"morgenmiddag", DayPart::afternoon, Side::either},
    {"morgenavond", DayPart::evening, Side::either},
    {"morgen ochtend|vroeg", DayPart::morning, Side::either},
    {"morgen middag", DayPart::afternoon, Side::either},
    {"morgen avond", DayPart::evening, Side::either},
};

constexpr std::string_view before_times[] = {"om", "rond", "tegen", "vanaf", "omstreeks"};

constexpr std::string_view before_dates[] = {"op", "van"};

constexpr std::string_view duration_marks[] = {"lang", "gedurende"};

constexpr std::string_view degrees[] = {"graad", "graden"};

constexpr CurrencyName currencies[] = {
    {"euros", "EUR"},   {"eurootjes", "EUR"}, {"dollar", "USD"},  {"dollars", "USD"},
    {"pond", "GBP"},    {"ponden", "GBP"},    {"yen", "JPY"},     {"frank", "CHF"},
    {"franken", "CHF"}, {"roepie", "INR"},    {"roepies", "INR"},
};

constexpr Measure measures[] = {
    {"meter", MeasureKind::distance, "metre"},
    {"meters", MeasureKind::distance, "metre"},
    {"kilometer", MeasureKind::distance, "kilometre"},
    {"kilometers", MeasureKind::distance, "kilometre"},
    {"centimeter", MeasureKind::distance, "centimetre"},
    {"centimeters", MeasureKind::distance, "centimetre"},
    {"millimeter", MeasureKind::distance, "millimetre"},
    {"millimeters", MeasureKind::distance, "millimetre"},
    {"mijl", MeasureKind::distance, "mile"},
    {"mijlen", MeasureKind::distance, "mile"},
    {"liter", MeasureKind::quantity, "litre"},
    {"liters", MeasureKind::quantity, "litre"},
    {"gram", MeasureKind::quantity, "gram"},
    {"grammen", MeasureKind::quantity, "gram"},
    {"kilo", MeasureKind::quantity, "kilogram"},
    {"kilos", MeasureKind::quantity, "kilogram"},
    {"kilogram", MeasureKind::quantity, "kilogram"},
    {"kopje", MeasureKind::quantity, "cup"},
    {"kopjes", MeasureKind::quantity, "cup"},
    {"seconde", MeasureKind::duration, "second", 1},
    {"seconden", MeasureKind::duration, "second", 1},
    {"minuut", MeasureKind::duration, "minute", 60},
    {"minuten", MeasureKind::duration, "minute", 60},
    {"uur", MeasureKind::duration, "hour", 3600},
    {"uren", MeasureKind::duration, "hour", 3600},
    {"uurtje", MeasureKind::duration, "hour", 3600},
    {"dag", MeasureKind::duration, "day", 86400},
    {"dagen", MeasureKind::duration, "day", 86400},
    {"week", MeasureKind::duration, "week", 604800},
    {"weken", MeasureKind::duration, "week", 604800},
    {"maand", MeasureKind::duration, "month", 2592000},
    {"maanden", MeasureKind::duration, "month", 2592000},
    {"jaar", MeasureKind::duration, "year", 31536000},
    {"jaren", MeasureKind::duration, "year", 31536000},
};

}  // namespace

const Lexicon dutch_lexicon = {
    .language = "nl",
    .decimal_mark = ',',
    .numbers = numbers,
    .ordinals = {},
    .ordinal_suffixes = ordinal_suffixes,
    .months = months,
    .weekdays = weekdays,
    .units = units,
    .dates = dates,
    .times = times,
    .day_parts = day_parts,
    .before_times = before_times,
    .currencies = currencies,
    .spellings = spellings,
    .spaced_groups = false,
    .measures = measures,
    .degrees = degrees,
    .before_dates = before_dates,
    .duration_marks = duration_marks,
};

}  // namespace sb::nlu
