#include "nlu/lexicon.h"

namespace sb::nlu {
namespace {

using Kind = NumberWord::Kind;

constexpr NumberWord numbers[] = {
    {"zero", Kind::zero, 0},         {"nought", Kind::zero, 0},      {"one", Kind::unit, 1},
    {"two", Kind::unit, 2},          {"three", Kind::unit, 3},       {"four", Kind::unit, 4},
    {"five", Kind::unit, 5},         {"six", Kind::unit, 6},         {"seven", Kind::unit, 7},
    {"eight", Kind::unit, 8},        {"nine", Kind::unit, 9},        {"ten", Kind::teen, 10},
    {"eleven", Kind::teen, 11},      {"twelve", Kind::teen, 12},     {"thirteen", Kind::teen, 13},
    {"fourteen", Kind::teen, 14},    {"fifteen", Kind::teen, 15},    {"sixteen", Kind::teen, 16},
    {"seventeen", Kind::teen, 17},   {"eighteen", Kind::teen, 18},   {"nineteen", Kind::teen, 19},
    {"twenty", Kind::tens, 20},      {"thirty", Kind::tens, 30},     {"forty", Kind::tens, 40},
    {"fourty", Kind::tens, 40},      {"fifty", Kind::tens, 50},      {"sixty", Kind::tens, 60},
    {"seventy", Kind::tens, 70},     {"eighty", Kind::tens, 80},     {"ninety", Kind::tens, 90},
    {"hundred", Kind::hundred, 100}, {"dozen", Kind::scale, 12},     {"thousand", Kind::scale, 1e3},
    {"million", Kind::scale, 1e6},   {"millions", Kind::scale, 1e6}, {"billion", Kind::scale, 1e9},
    {"billions", Kind::scale, 1e9},  {"a", Kind::article, 1},        {"an", Kind::article, 1},
    {"and", Kind::join, 0},          {"half", Kind::half, 0.5},      {"point", Kind::point, 0},
    {"minus", Kind::minus, 0},       {"negative", Kind::minus, 0},
};

constexpr NamedNumber ordinals[] = {
    {"first", 1},      {"second", 2},       {"third", 3},       {"fourth", 4},      {"fifth", 5},
    {"sixth", 6},      {"seventh", 7},      {"eighth", 8},      {"ninth", 9},       {"tenth", 10},
    {"eleventh", 11},  {"twelfth", 12},     {"thirteenth", 13}, {"fourteenth", 14}, {"fifteenth", 15},
    {"sixteenth", 16}, {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19}, {"twentieth", 20},
    {"thirtieth", 30},
};
constexpr std::string_view ordinal_suffixes[] = {"st", "nd", "rd", "th"};

constexpr NamedNumber months[] = {
    {"january", 1},  {"jan", 1},    {"february", 2},  {"feb", 2},       {"march", 3},     {"mar", 3},
    {"april", 4},    {"apr", 4},    {"may", 5},       {"june", 6},      {"jun", 6},       {"july", 7},
    {"jul", 7},      {"august", 8}, {"aug", 8},       {"september", 9}, {"sep", 9},       {"sept", 9},
    {"october", 10}, {"oct", 10},   {"november", 11}, {"nov", 11},      {"december", 12}, {"dec", 12},
};
constexpr NamedNumber weekdays[] = {
    {"sunday", 0}, {"sun", 0},       {"monday", 1}, {"mon", 1},  {"tuesday", 2},  {"tue", 2},
    {"tues", 2},   {"wednesday", 3}, {"wed", 3},    {"weds", 3}, {"thursday", 4}, {"thu", 4},
    {"thur", 4},   {"thurs", 4},     {"friday", 5}, {"fri", 5},  {"saturday", 6}, {"sat", 6},
};
constexpr UnitName units[] = {
    {"second", TimeUnit::second}, {"seconds", TimeUnit::second}, {"sec", TimeUnit::second},
    {"secs", TimeUnit::second},   {"minute", TimeUnit::minute},  {"minutes", TimeUnit::minute},
    {"min", TimeUnit::minute},    {"mins", TimeUnit::minute},    {"hour", TimeUnit::hour},
    {"hours", TimeUnit::hour},    {"hr", TimeUnit::hour},        {"hrs", TimeUnit::hour},
    {"day", TimeUnit::day},       {"days", TimeUnit::day},       {"week", TimeUnit::week},
    {"weeks", TimeUnit::week},    {"month", TimeUnit::month},    {"months", TimeUnit::month},
    {"year", TimeUnit::year},     {"years", TimeUnit::year},
};

// The first of equally long matches wins.
constexpr DatePattern dates[] = {
    {"now", DateRule::now},
    {"today|tonight", DateRule::day_offset, 0},
    {"this morning|afternoon|evening", DateRule::day_offset, 0},
    {"yesterday", DateRule::day_offset, -1},
    {"last night", DateRule::day_offset, -1},
    {"tomorrow|tmr|tmrw|tomorow|tommorow|tommorrow", DateRule::day_offset, 1},
    {"the? day after tomorrow", DateRule::day_offset, 2},
    {"the? day before yesterday", DateRule::day_offset, -2},
    {"in|within a fortnight", DateRule::day_offset, 14},
    {"in|within the? next? <n> <unit>", DateRule::units_ahead},
    {"after <n> <unit>", DateRule::units_ahead},
    {"<n> <unit> from now|today", DateRule::units_ahead},
    {"<n> <unit> later|hence", DateRule::units_ahead},
    {"<n> <unit> ago|back|earlier", DateRule::units_back},
    {"next|coming <weekday>", DateRule::weekday_next},
    {"this coming <weekday>", DateRule::weekday_next},
    {"this <weekday>", DateRule::weekday_this},
    {"last|past|previous <weekday>", DateRule::weekday_last},
    {"<weekday>", DateRule::weekday_near},
    {"next week ,? on? <weekday>", DateRule::weekday_of_week, 1},
    {"<weekday> ,? of? next week", DateRule::weekday_of_week, 1},
    {"this week ,? on? <weekday>", DateRule::weekday_of_week, 0},
    {"<weekday> ,? of? this week", DateRule::weekday_of_week, 0},
    {"last|past week ,? on? <weekday>", DateRule::weekday_of_week, -1},
    {"<weekday> ,? of? last week", DateRule::weekday_of_week, -1},
    {"next|coming <unit>", DateRule::unit_shift, 1},
    {"last|past|previous <unit>", DateRule::unit_shift, -1},
    {"<weekday>? ,? the? <day> of? <monthname> ,? <year>", DateRule::calendar},
    {"<weekday>? ,? the? <day> of? <monthname>", DateRule::calendar},
    {"<weekday>? ,? <monthname> the? <day> ,? <year>", DateRule::calendar},
    {"<weekday>? ,? <monthname> the? <day>", DateRule::calendar},
    {"<year4> <monthname> <day>", DateRule::calendar},
    {"<day> - <monthname> - <year>", DateRule::calendar},
    {"<day> +- +<monthname>", DateRule::calendar},
    {"<day> +/ +<monthname> +/ +<year>", DateRule::calendar},
};

constexpr TimePattern times[] = {
    {"<hour> : <minute2>", TimeRule::clock},
    {"<hour> : <minute2> +: +<second2>", TimeRule::clock},
    {"<hour> : <minute2> h|hrs|hours", TimeRule::clock},
    {"<hour> +. +<minute2>", TimeRule::clock},
    {"<hour> +h +<minute2>", TimeRule::clock},
    {"<hour> +h", TimeRule::clock},
    {"<clock4> h|hrs|hours", TimeRule::clock},
    {"at <clock4>", TimeRule::clock},
    {"<hour> oclock", TimeRule::clock},
    {"<hour> o clock", TimeRule::clock},
    {"<hourword> <minuteword>", TimeRule::clock},
    {"<hourword> oh|o <minute>", TimeRule::clock},
    {"at <hour>", TimeRule::clock},
    {"<hour>", TimeRule::bare_hour},
    {"half past <hour>", TimeRule::past, 30},
    {"half <hour>", TimeRule::past, 30},
    {"a? quarter past|after <hour>", TimeRule::past, 15},
    {"a? quarter to|before|of|till|til <hour>", TimeRule::before, 15},
    {"<minute> minutes|mins|min? past|after <hour>", TimeRule::past},
    {"<minute> minutes|mins|min to|before|till|til <hour>", TimeRule::before},
    {"<minute> to|before|till|til <hour>", TimeRule::before_unless_counted},
    {"noon|midday|noontime", TimeRule::fixed, 720},
    {"midnight", TimeRule::fixed, 0},
    {"12|twelve noon", TimeRule::fixed, 720},
    {"12|twelve midnight", TimeRule::fixed, 0},
};

using Side = DayPartPattern::Side;
constexpr DayPartPattern day_parts[] = {
    {"am", DayPart::morning},
    {"a . m .?", DayPart::morning},
    {"pm", DayPart::afternoon},
    {"p . m .?", DayPart::afternoon},
    {"in the morning", DayPart::morning},
    {"in the afternoon", DayPart::afternoon},
    {"in the evening", DayPart::evening},
    {"at night", DayPart::night},
    {"this morning", DayPart::morning, Side::either},
    {"tomorrow morning", DayPart::morning, Side::either},
    {"this afternoon", DayPart::afternoon, Side::either},
    {"tomorrow afternoon", DayPart::afternoon, Side::either},
    {"this evening", DayPart::evening, Side::either},
    {"tomorrow evening", DayPart::evening, Side::either},
    {"tonight", DayPart::night, Side::either},
    {"tomorrow night", DayPart::night, Side::either},
};
constexpr std::string_view before_times[] = {"at", "by", "around", "about", "from"};

constexpr CurrencyName currencies[] = {
    {"euros", "EUR"},  {"dollar", "USD"}, {"dollars", "USD"}, {"bucks", "USD"}, {"pound", "GBP"},
    {"pounds", "GBP"}, {"quid", "GBP"},   {"yen", "JPY"},     {"franc", "CHF"}, {"francs", "CHF"},
    {"yuan", "CNY"},   {"rupee", "INR"},  {"rupees", "INR"},  {"zloty", "PLN"},
};

constexpr Measure measures[] = {
    {"meter", MeasureKind::distance, "metre"},
    {"meters", MeasureKind::distance, "metre"},
    {"metre", MeasureKind::distance, "metre"},
    {"metres", MeasureKind::distance, "metre"},
    {"kilometer", MeasureKind::distance, "kilometre"},
    {"kilometers", MeasureKind::distance, "kilometre"},
    {"kilometre", MeasureKind::distance, "kilometre"},
    {"kilometres", MeasureKind::distance, "kilometre"},
    {"centimeter", MeasureKind::distance, "centimetre"},
    {"centimeters", MeasureKind::distance, "centimetre"},
    {"centimetre", MeasureKind::distance, "centimetre"},
    {"centimetres", MeasureKind::distance, "centimetre"},
    {"millimeters", MeasureKind::distance, "millimetre"},
    {"millimetres", MeasureKind::distance, "millimetre"},
    {"mile", MeasureKind::distance, "mile"},
    {"miles", MeasureKind::distance, "mile"},
    {"yard", MeasureKind::distance, "yard"},
    {"yards", MeasureKind::distance, "yard"},
    {"foot", MeasureKind::distance, "foot"},
    {"feet", MeasureKind::distance, "foot"},
    {"inch", MeasureKind::distance, "inch"},
    {"inches", MeasureKind::distance, "inch"},
    {"liter", MeasureKind::quantity, "litre"},
    {"liters", MeasureKind::quantity, "litre"},
    {"litre", MeasureKind::quantity, "litre"},
    {"litres", MeasureKind::quantity, "litre"},
    {"gram", MeasureKind::quantity, "gram"},
    {"grams", MeasureKind::quantity, "gram"},
    {"kilo", MeasureKind::quantity, "kilogram"},
    {"kilos", MeasureKind::quantity, "kilogram"},
    {"kilogram", MeasureKind::quantity, "kilogram"},
    {"kilograms", MeasureKind::quantity, "kilogram"},
    {"ounce", MeasureKind::quantity, "ounce"},
    {"ounces", MeasureKind::quantity, "ounce"},
    {"cup", MeasureKind::quantity, "cup"},
    {"cups", MeasureKind::quantity, "cup"},
    {"pint", MeasureKind::quantity, "pint"},
    {"pints", MeasureKind::quantity, "pint"},
    {"gallon", MeasureKind::quantity, "gallon"},
    {"gallons", MeasureKind::quantity, "gallon"},
    {"second", MeasureKind::duration, "second", 1},
    {"seconds", MeasureKind::duration, "second", 1},
    {"minute", MeasureKind::duration, "minute", 60},
    {"minutes", MeasureKind::duration, "minute", 60},
    {"mins", MeasureKind::duration, "minute", 60},
    {"hour", MeasureKind::duration, "hour", 3600},
    {"hours", MeasureKind::duration, "hour", 3600},
    {"hrs", MeasureKind::duration, "hour", 3600},
    {"day", MeasureKind::duration, "day", 86400},
    {"days", MeasureKind::duration, "day", 86400},
    {"week", MeasureKind::duration, "week", 604800},
    {"weeks", MeasureKind::duration, "week", 604800},
    {"month", MeasureKind::duration, "month", 2592000},
    {"months", MeasureKind::duration, "month", 2592000},
    {"year", MeasureKind::duration, "year", 31536000},
    {"years", MeasureKind::duration, "year", 31536000},
};
constexpr std::string_view degrees[] = {"degree", "degrees"};
constexpr std::string_view before_dates[] = {"on", "of"};
constexpr std::string_view duration_marks[] = {"for", "long", "lasting"};

}  // namespace

const Lexicon english_lexicon = {
    .language = "en",
    .decimal_mark = '.',
    .numbers = numbers,
    .ordinals = ordinals,
    .ordinal_suffixes = ordinal_suffixes,
    .months = months,
    .weekdays = weekdays,
    .units = units,
    .dates = dates,
    .times = times,
    .day_parts = day_parts,
    .before_times = before_times,
    .currencies = currencies,
    .measures = measures,
    .degrees = degrees,
    .before_dates = before_dates,
    .duration_marks = duration_marks,
};

}  // namespace sb::nlu
