#include "nlu/lexicon.h"

// German.

namespace sb::nlu {
namespace {

using Kind = NumberWord::Kind;

constexpr std::string_view spellings[] = {"de"};

// Cardinals and ordinals come from the spellings; these stand around them.
constexpr NumberWord numbers[] = {
    {"ein", Kind::article, 1},        {"eine", Kind::article, 1},       {"einen", Kind::article, 1},
    {"einem", Kind::article, 1},      {"einer", Kind::article, 1},      {"tausend", Kind::scale, 1e3},
    {"million", Kind::scale, 1e6},    {"millionen", Kind::scale, 1e6},  {"milliarde", Kind::scale, 1e9},
    {"milliarden", Kind::scale, 1e9}, {"dutzend", Kind::scale, 12},     {"und", Kind::join, 0},
    {"halb", Kind::half, 0.5},        {"halbe", Kind::half, 0.5},       {"halben", Kind::half, 0.5},
    {"halber", Kind::half, 0.5},      {"halbes", Kind::half, 0.5},      {"anderthalb", Kind::unit, 1.5},
    {"eineinhalb", Kind::unit, 1.5},  {"zweieinhalb", Kind::unit, 2.5}, {"komma", Kind::point, 0},
    {"minus", Kind::minus, 0},
};

constexpr std::string_view ordinal_suffixes[] = {"te", "ter", "ten", "tes", "ste", "sten"};

constexpr NamedNumber months[] = {
    {"januar", 1},    {"jan", 1},  {"janner", 1},   {"februar", 2}, {"feb", 2},       {"marz", 3},
    {"maerz", 3},     {"mrz", 3},  {"april", 4},    {"apr", 4},     {"mai", 5},       {"juni", 6},
    {"jun", 6},       {"juli", 7}, {"jul", 7},      {"august", 8},  {"aug", 8},       {"september", 9},
    {"sep", 9},       {"sept", 9}, {"oktober", 10}, {"okt", 10},    {"november", 11}, {"nov", 11},
    {"dezember", 12}, {"dez", 12},
};

constexpr NamedNumber weekdays[] = {
    {"sonntag", 0},  {"montag", 1},  {"mo", 1},         {"dienstag", 2}, {"di", 2},
    {"mittwoch", 3}, {"mi", 3},      {"donnerstag", 4}, {"do", 4},       {"freitag", 5},
    {"fr", 5},       {"samstag", 6}, {"sonnabend", 6},  {"sa", 6},
};

constexpr UnitName units[] = {
    {"sekunde", TimeUnit::second}, {"sekunden", TimeUnit::second}, {"minute", TimeUnit::minute},
    {"minuten", TimeUnit::minute}, {"min", TimeUnit::minute},      {"stunde", TimeUnit::hour},
    {"stunden", TimeUnit::hour},   {"std", TimeUnit::hour},        {"tag", TimeUnit::day},
    {"tage", TimeUnit::day},       {"tagen", TimeUnit::day},       {"woche", TimeUnit::week},
    {"wochen", TimeUnit::week},    {"monat", TimeUnit::month},     {"monate", TimeUnit::month},
    {"monaten", TimeUnit::month},  {"jahr", TimeUnit::year},       {"jahre", TimeUnit::year},
    {"jahren", TimeUnit::year},
};

// The first of equally long matches wins.
constexpr DatePattern dates[] = {
    {"jetzt", DateRule::now},
    {"heute", DateRule::day_offset, 0},
    {"heute abend|morgen|nacht|mittag|nachmittag|vormittag|fruh", DateRule::day_offset, 0},
    {"gestern|gesternabend", DateRule::day_offset, -1},
    {"gestern abend|morgen|nacht|mittag|nachmittag", DateRule::day_offset, -1},
    {"vorgestern", DateRule::day_offset, -2},
    {"morgen", DateRule::day_offset, 1},
    {"morgen abend|fruh|nacht|mittag|nachmittag|vormittag", DateRule::day_offset, 1},
    {"ubermorgen", DateRule::day_offset, 2},
    {"in|binnen|innerhalb <n> <unit>", DateRule::units_ahead},
    {"vor <n> <unit>", DateRule::units_back},
    {"am? nachsten|nachster|nachste|kommenden|kommender <weekday>", DateRule::weekday_next},
    {"diesen|dieser|diesem <weekday>", DateRule::weekday_this},
    {"am? letzten|letzter|vergangenen|vorigen <weekday>", DateRule::weekday_last},
    {"<weekday>", DateRule::weekday_near},
    {"<weekday> nachste|nachster|kommende|kommender woche", DateRule::weekday_of_week, 1},
    {"nachste|kommende woche ,? am? <weekday>", DateRule::weekday_of_week, 1},
    {"letzte|vergangene woche ,? am? <weekday>", DateRule::weekday_of_week, -1},
    {"nachsten|nachste|nachstes|nachster|kommenden|kommende|kommendes <unit>", DateRule::unit_shift, 1},
    {"letzten|letzte|letztes|letzter|vergangenen|vergangene|vorigen|voriges <unit>", DateRule::unit_shift,
     -1},
    {"<weekday>? ,? den|der|dem|am? <day> .? <monthname> ,? <year>", DateRule::calendar},
    {"<weekday>? ,? den|der|dem|am? <day> .? <monthname>", DateRule::calendar},
};

constexpr TimePattern times[] = {
    {"um? <hour> uhr", TimeRule::clock},
    {"um? <hour> uhr <minute>", TimeRule::clock},
    {"um? <hour> : <minute2> uhr", TimeRule::clock},
    {"um? <hour> . <minute2> uhr", TimeRule::clock},
    {"um <hour>", TimeRule::clock},
    {"halb <hour>", TimeRule::before, 30},
    {"viertel nach <hour>", TimeRule::past, 15},
    {"viertel vor <hour>", TimeRule::before, 15},
    {"dreiviertel <hour>", TimeRule::before, 15},
    {"<minute> minuten? nach <hour>", TimeRule::past},
    {"<minute> minuten? vor <hour>", TimeRule::before},
    {"<minute> minuten? vor halb <hour>", TimeRule::before_half},
    {"<minute> minuten? nach halb <hour>", TimeRule::past_half},
    {"mittag|mittags", TimeRule::fixed, 720},
    {"mitternacht", TimeRule::fixed, 0},
};

using Side = DayPartPattern::Side;
constexpr DayPartPattern day_parts[] = {
    {"am morgen|vormittag", DayPart::morning},
    {"morgens|vormittags", DayPart::morning},
    {"am nachmittag", DayPart::afternoon},
    {"nachmittags", DayPart::afternoon},
    {"am abend", DayPart::evening},
    {"abends", DayPart::evening},
    {"in der nacht", DayPart::night},
    {"nachts", DayPart::night},
    {"heute morgen|fruh|vormittag", DayPart::morning, Side::either},
    {"heute nachmittag", DayPart::afternoon, Side::either},
    {"heute abend", DayPart::evening, Side::either},
    {"heute nacht", DayPart::night, Side::either},
    {"morgen fruh|vormittag", DayPart::morning, Side::either},
    {"morgen nachmittag", DayPart::afternoon, Side::either},
    {"morgen abend", DayPart::evening, Side::either},
};

constexpr std::string_view before_times[] = {"um", "gegen", "ab"};

constexpr std::string_view before_dates[] = {"am", "den", "vom"};

constexpr std::string_view duration_marks[] = {"lang", "wahrend"};

constexpr std::string_view degrees[] = {"grad"};

constexpr CurrencyName currencies[] = {
    {"euros", "EUR"}, {"dollar", "USD"},  {"dollars", "USD"}, {"pfund", "GBP"},
    {"yen", "JPY"},   {"franken", "CHF"}, {"rupie", "INR"},   {"rupien", "INR"},
};

constexpr Measure measures[] = {
    {"meter", MeasureKind::distance, "metre"},
    {"metern", MeasureKind::distance, "metre"},
    {"kilometer", MeasureKind::distance, "kilometre"},
    {"kilometern", MeasureKind::distance, "kilometre"},
    {"zentimeter", MeasureKind::distance, "centimetre"},
    {"zentimetern", MeasureKind::distance, "centimetre"},
    {"millimeter", MeasureKind::distance, "millimetre"},
    {"millimetern", MeasureKind::distance, "millimetre"},
    {"meile", MeasureKind::distance, "mile"},
    {"meilen", MeasureKind::distance, "mile"},
    {"liter", MeasureKind::quantity, "litre"},
    {"litern", MeasureKind::quantity, "litre"},
    {"gramm", MeasureKind::quantity, "gram"},
    {"kilo", MeasureKind::quantity, "kilogram"},
    {"kilos", MeasureKind::quantity, "kilogram"},
    {"kilogramm", MeasureKind::quantity, "kilogram"},
    {"tasse", MeasureKind::quantity, "cup"},
    {"tassen", MeasureKind::quantity, "cup"},
    {"sekunde", MeasureKind::duration, "second", 1},
    {"sekunden", MeasureKind::duration, "second", 1},
    {"minute", MeasureKind::duration, "minute", 60},
    {"minuten", MeasureKind::duration, "minute", 60},
    {"stunde", MeasureKind::duration, "hour", 3600},
    {"stunden", MeasureKind::duration, "hour", 3600},
    {"std", MeasureKind::duration, "hour", 3600},
    {"tag", MeasureKind::duration, "day", 86400},
    {"tage", MeasureKind::duration, "day", 86400},
    {"tagen", MeasureKind::duration, "day", 86400},
    {"woche", MeasureKind::duration, "week", 604800},
    {"wochen", MeasureKind::duration, "week", 604800},
    {"monat", MeasureKind::duration, "month", 2592000},
    {"monate", MeasureKind::duration, "month", 2592000},
    {"monaten", MeasureKind::duration, "month", 2592000},
    {"jahr", MeasureKind::duration, "year", 31536000},
    {"jahre", MeasureKind::duration, "year", 31536000},
    {"jahren", MeasureKind::duration, "year", 31536000},
};

}  // namespace

const Lexicon german_lexicon = {
    .language = "de",
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
