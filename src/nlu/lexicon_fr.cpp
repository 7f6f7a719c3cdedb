#include "nlu/lexicon.h"

// French, with the numbers of Belgium and Switzerland.

namespace sb::nlu {
namespace {

using Kind = NumberWord::Kind;

constexpr std::string_view spellings[] = {"fr", "fr_BE", "fr_CH"};

// Cardinals and ordinals come from the spellings; these stand around them.
constexpr NumberWord numbers[] = {
    {"un", Kind::article, 1},        {"une", Kind::article, 1},      {"mille", Kind::scale, 1e3},
    {"million", Kind::scale, 1e6},   {"millions", Kind::scale, 1e6}, {"milliard", Kind::scale, 1e9},
    {"milliards", Kind::scale, 1e9}, {"douzaine", Kind::scale, 12},  {"douzaines", Kind::scale, 12},
    {"et", Kind::join, 0},           {"demi", Kind::half, 0.5},      {"demie", Kind::half, 0.5},
    {"virgule", Kind::point, 0},     {"moins", Kind::minus, 0},
};

constexpr std::string_view ordinal_suffixes[] = {"er", "re", "e", "eme", "ieme", "nd", "nde"};

constexpr NamedNumber months[] = {
    {"janvier", 1}, {"janv", 1},      {"fevrier", 2}, {"fevr", 2},     {"fev", 2},     {"mars", 3},
    {"avril", 4},   {"avr", 4},       {"mai", 5},     {"juin", 6},     {"juillet", 7}, {"juil", 7},
    {"aout", 8},    {"septembre", 9}, {"sept", 9},    {"octobre", 10}, {"oct", 10},    {"novembre", 11},
    {"nov", 11},    {"decembre", 12}, {"dec", 12},
};

constexpr NamedNumber weekdays[] = {
    {"dimanche", 0}, {"lundi", 1},    {"mardi", 2},  {"mercredi", 3},
    {"jeudi", 4},    {"vendredi", 5}, {"samedi", 6},
};

constexpr UnitName units[] = {
    {"lan", TimeUnit::year},        {"lannee", TimeUnit::year},   {"seconde", TimeUnit::second},
    {"secondes", TimeUnit::second}, {"minute", TimeUnit::minute}, {"minutes", TimeUnit::minute},
    {"min", TimeUnit::minute},      {"heure", TimeUnit::hour},    {"heures", TimeUnit::hour},
    {"h", TimeUnit::hour},          {"jour", TimeUnit::day},      {"jours", TimeUnit::day},
    {"semaine", TimeUnit::week},    {"semaines", TimeUnit::week}, {"mois", TimeUnit::month},
    {"an", TimeUnit::year},         {"ans", TimeUnit::year},      {"annee", TimeUnit::year},
    {"annees", TimeUnit::year},
};

// The first of equally long matches wins.
constexpr DatePattern dates[] = {
    {"maintenant", DateRule::now},
    {"aujourdhui", DateRule::day_offset, 0},
    {"aujourd hui", DateRule::day_offset, 0},
    {"ce soir|matin|midi", DateRule::day_offset, 0},
    {"cette nuit", DateRule::day_offset, 0},
    {"cet apres -? midi", DateRule::day_offset, 0},
    {"hier soir|matin?", DateRule::day_offset, -1},
    {"avant -? hier", DateRule::day_offset, -2},
    {"demain matin|soir|midi?", DateRule::day_offset, 1},
    {"demain apres -? midi", DateRule::day_offset, 1},
    {"apres -? demain", DateRule::day_offset, 2},
    {"dans|sous|en <n> <unit>", DateRule::units_ahead},
    {"il y a <n> <unit>", DateRule::units_back},
    {"<weekday> prochain", DateRule::weekday_next},
    {"le? prochain <weekday>", DateRule::weekday_next},
    {"ce <weekday>", DateRule::weekday_this},
    {"<weekday> dernier|passe", DateRule::weekday_last},
    {"<weekday>", DateRule::weekday_near},
    {"<weekday> de? la? semaine prochaine", DateRule::weekday_of_week, 1},
    {"la? semaine prochaine ,? le? <weekday>", DateRule::weekday_of_week, 1},
    {"<weekday> de? la? semaine derniere", DateRule::weekday_of_week, -1},
    {"le|la? <unit> prochain|prochaine", DateRule::unit_shift, 1},
    {"le|la? <unit> dernier|derniere|passe|passee", DateRule::unit_shift, -1},
    {"<weekday>? ,? le? <day> <monthname> ,? <year>", DateRule::calendar},
    {"<weekday>? ,? le? <day> <monthname>", DateRule::calendar},
};

constexpr TimePattern times[] = {
    {"<hour> heure|heures", TimeRule::clock},
    {"<hour> heure|heures <minute>", TimeRule::clock},
    {"<hour> h <minute2>", TimeRule::clock},
    {"<hour> h", TimeRule::clock},
    {"<hour> heure|heures et demie|demi", TimeRule::past, 30},
    {"<hour> heure|heures et quart", TimeRule::past, 15},
    {"<hour> heure|heures moins le? quart", TimeRule::before, 15},
    {"<hour> heure|heures moins <minute>", TimeRule::before},
    {"midi", TimeRule::fixed, 720},
    {"midi et demi|demie", TimeRule::fixed, 750},
    {"minuit", TimeRule::fixed, 0},
};

using Side = DayPartPattern::Side;
constexpr DayPartPattern day_parts[] = {
    {"du matin", DayPart::morning},
    {"de lapres -? midi", DayPart::afternoon},
    {"du soir", DayPart::evening},
    {"ce matin", DayPart::morning, Side::either},
    {"cet apres -? midi", DayPart::afternoon, Side::either},
    {"ce soir", DayPart::evening, Side::either},
    {"cette nuit", DayPart::night, Side::either},
    {"demain matin", DayPart::morning, Side::either},
    {"demain soir", DayPart::evening, Side::either},
    {"demain apres -? midi", DayPart::afternoon, Side::either},
};

constexpr std::string_view before_times[] = {"a", "vers", "des"};

constexpr std::string_view before_dates[] = {"le", "du"};

constexpr std::string_view duration_marks[] = {"pendant", "durant"};

constexpr std::string_view degrees[] = {"degre", "degres"};

constexpr CurrencyName currencies[] = {
    {"euros", "EUR"},  {"dollar", "USD"}, {"dollars", "USD"}, {"livre", "GBP"},
    {"livres", "GBP"}, {"yen", "JPY"},    {"yens", "JPY"},    {"franc", "CHF"},
    {"francs", "CHF"}, {"roupie", "INR"}, {"roupies", "INR"},
};

constexpr Measure measures[] = {
    {"metre", MeasureKind::distance, "metre"},
    {"metres", MeasureKind::distance, "metre"},
    {"kilometre", MeasureKind::distance, "kilometre"},
    {"kilometres", MeasureKind::distance, "kilometre"},
    {"centimetre", MeasureKind::distance, "centimetre"},
    {"centimetres", MeasureKind::distance, "centimetre"},
    {"millimetre", MeasureKind::distance, "millimetre"},
    {"millimetres", MeasureKind::distance, "millimetre"},
    {"litre", MeasureKind::quantity, "litre"},
    {"litres", MeasureKind::quantity, "litre"},
    {"gramme", MeasureKind::quantity, "gram"},
    {"grammes", MeasureKind::quantity, "gram"},
    {"kilo", MeasureKind::quantity, "kilogram"},
    {"kilos", MeasureKind::quantity, "kilogram"},
    {"kilogramme", MeasureKind::quantity, "kilogram"},
    {"kilogrammes", MeasureKind::quantity, "kilogram"},
    {"tasse", MeasureKind::quantity, "cup"},
    {"tasses", MeasureKind::quantity, "cup"},
    {"seconde", MeasureKind::duration, "second", 1},
    {"secondes", MeasureKind::duration, "second", 1},
    {"minute", MeasureKind::duration, "minute", 60},
    {"minutes", MeasureKind::duration, "minute", 60},
    {"heure", MeasureKind::duration, "hour", 3600},
    {"heures", MeasureKind::duration, "hour", 3600},
    {"jour", MeasureKind::duration, "day", 86400},
    {"jours", MeasureKind::duration, "day", 86400},
    {"semaine", MeasureKind::duration, "week", 604800},
    {"semaines", MeasureKind::duration, "week", 604800},
    {"mois", MeasureKind::duration, "month", 2592000},
    {"an", MeasureKind::duration, "year", 31536000},
    {"ans", MeasureKind::duration, "year", 31536000},
    {"annee", MeasureKind::duration, "year", 31536000},
    {"annees", MeasureKind::duration, "year", 31536000},
};

}  // namespace

const Lexicon french_lexicon = {
    .language = "fr",
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
    .spaced_groups = true,
    .measures = measures,
    .degrees = degrees,
    .before_dates = before_dates,
    .duration_marks = duration_marks,
};

}  // namespace sb::nlu
