#include "nlu/lexicon.h"

// Spanish.

namespace sb::nlu {
namespace {

using Kind = NumberWord::Kind;

constexpr std::string_view spellings[] = {"es"};

// Cardinals and ordinals come from the spellings; these stand around them.
constexpr NumberWord numbers[] = {
    {"un", Kind::article, 1},     {"una", Kind::article, 1},      {"mil", Kind::scale, 1e3},
    {"millon", Kind::scale, 1e6}, {"millones", Kind::scale, 1e6}, {"docena", Kind::scale, 12},
    {"docenas", Kind::scale, 12}, {"y", Kind::join, 0},           {"medio", Kind::half, 0.5},
    {"media", Kind::half, 0.5},   {"coma", Kind::point, 0},       {"punto", Kind::point, 0},
    {"menos", Kind::minus, 0},
};

constexpr std::string_view ordinal_suffixes[] = {"o", "a", "er"};

constexpr NamedNumber months[] = {
    {"enero", 1},      {"ene", 1},  {"febrero", 2},  {"feb", 2},  {"marzo", 3},      {"mar", 3},
    {"abril", 4},      {"abr", 4},  {"mayo", 5},     {"may", 5},  {"junio", 6},      {"jun", 6},
    {"julio", 7},      {"jul", 7},  {"agosto", 8},   {"ago", 8},  {"septiembre", 9}, {"setiembre", 9},
    {"sep", 9},        {"sept", 9}, {"octubre", 10}, {"oct", 10}, {"noviembre", 11}, {"nov", 11},
    {"diciembre", 12}, {"dic", 12},
};

constexpr NamedNumber weekdays[] = {
    {"domingo", 0}, {"lunes", 1},   {"martes", 2}, {"miercoles", 3},
    {"jueves", 4},  {"viernes", 5}, {"sabado", 6},
};

constexpr UnitName units[] = {
    {"segundo", TimeUnit::second}, {"segundos", TimeUnit::second}, {"minuto", TimeUnit::minute},
    {"minutos", TimeUnit::minute}, {"min", TimeUnit::minute},      {"hora", TimeUnit::hour},
    {"horas", TimeUnit::hour},     {"h", TimeUnit::hour},          {"dia", TimeUnit::day},
    {"dias", TimeUnit::day},       {"semana", TimeUnit::week},     {"semanas", TimeUnit::week},
    {"mes", TimeUnit::month},      {"meses", TimeUnit::month},     {"ano", TimeUnit::year},
    {"anos", TimeUnit::year},
};

// The first of equally long matches wins.
constexpr DatePattern dates[] = {
    {"ahora", DateRule::now},
    {"hoy", DateRule::day_offset, 0},
    {"esta noche|manana|tarde", DateRule::day_offset, 0},
    {"ayer|anoche", DateRule::day_offset, -1},
    {"anteayer|antier", DateRule::day_offset, -2},
    {"manana", DateRule::day_offset, 1},
    {"pasado manana", DateRule::day_offset, 2},
    {"dentro de <n> <unit>", DateRule::units_ahead},
    {"en <n> <unit>", DateRule::units_ahead},
    {"hace <n> <unit>", DateRule::units_back},
    {"el? proximo <weekday>", DateRule::weekday_next},
    {"el? <weekday> proximo", DateRule::weekday_next},
    {"el? <weekday> que viene", DateRule::weekday_next},
    {"este <weekday>", DateRule::weekday_this},
    {"el? <weekday> pasado", DateRule::weekday_last},
    {"el? pasado|ultimo <weekday>", DateRule::weekday_last},
    {"<weekday>", DateRule::weekday_near},
    {"<weekday> de la? proxima semana", DateRule::weekday_of_week, 1},
    {"<weekday> de la? semana que viene", DateRule::weekday_of_week, 1},
    {"la? proxima semana ,? el? <weekday>", DateRule::weekday_of_week, 1},
    {"<weekday> de la? semana pasada", DateRule::weekday_of_week, -1},
    {"el|la? proximo|proxima <unit>", DateRule::unit_shift, 1},
    {"el|la? <unit> que viene", DateRule::unit_shift, 1},
    {"el|la? <unit> proximo|proxima", DateRule::unit_shift, 1},
    {"el|la? <unit> pasado|pasada", DateRule::unit_shift, -1},
    {"el|la? pasado|ultimo|ultima <unit>", DateRule::unit_shift, -1},
    {"<weekday>? ,? el? <day> de? <monthname> ,? de|del? <year>", DateRule::calendar},
    {"<weekday>? ,? el? <day> de? <monthname>", DateRule::calendar},
};

constexpr TimePattern times[] = {
    {"las|la <hour>", TimeRule::clock},
    {"las|la <hour> : <minute2>", TimeRule::clock},
    {"las|la <hour> y media", TimeRule::past, 30},
    {"las|la <hour> y cuarto", TimeRule::past, 15},
    {"las|la <hour> menos cuarto", TimeRule::before, 15},
    {"las|la <hour> y <minute>", TimeRule::clock},
    {"las|la <hour> menos <minute>", TimeRule::before},
    {"<hour> horas|h", TimeRule::clock},
    {"<hour> : <minute2> horas|h", TimeRule::clock},
    {"<hour> y media", TimeRule::past, 30},
    {"mediodia", TimeRule::fixed, 720},
    {"medianoche", TimeRule::fixed, 0},
};

using Side = DayPartPattern::Side;
constexpr DayPartPattern day_parts[] = {
    {"de la manana", DayPart::morning},
    {"por la manana", DayPart::morning, Side::either},
    {"de la tarde", DayPart::afternoon},
    {"por la tarde", DayPart::afternoon, Side::either},
    {"de la noche", DayPart::evening},
    {"por la noche", DayPart::evening, Side::either},
    {"esta manana", DayPart::morning, Side::either},
    {"esta tarde", DayPart::afternoon, Side::either},
    {"esta noche", DayPart::evening, Side::either},
    {"manana por la manana", DayPart::morning, Side::either},
    {"manana por la tarde", DayPart::afternoon, Side::either},
    {"manana por la noche", DayPart::evening, Side::either},
};

constexpr std::string_view before_times[] = {"a", "sobre", "desde", "hacia"};

constexpr std::string_view before_dates[] = {"el", "del"};

constexpr std::string_view duration_marks[] = {"durante"};

constexpr std::string_view degrees[] = {"grado", "grados"};

constexpr CurrencyName currencies[] = {
    {"euros", "EUR"},  {"dolar", "USD"}, {"dolares", "USD"}, {"libra", "GBP"},   {"libras", "GBP"},
    {"yen", "JPY"},    {"yenes", "JPY"}, {"franco", "CHF"},  {"francos", "CHF"}, {"rupia", "INR"},
    {"rupias", "INR"}, {"peso", "MXN"},  {"pesos", "MXN"},
};

constexpr Measure measures[] = {
    {"metro", MeasureKind::distance, "metre"},
    {"metros", MeasureKind::distance, "metre"},
    {"kilometro", MeasureKind::distance, "kilometre"},
    {"kilometros", MeasureKind::distance, "kilometre"},
    {"centimetro", MeasureKind::distance, "centimetre"},
    {"centimetros", MeasureKind::distance, "centimetre"},
    {"milimetro", MeasureKind::distance, "millimetre"},
    {"milimetros", MeasureKind::distance, "millimetre"},
    {"milla", MeasureKind::distance, "mile"},
    {"millas", MeasureKind::distance, "mile"},
    {"litro", MeasureKind::quantity, "litre"},
    {"litros", MeasureKind::quantity, "litre"},
    {"gramo", MeasureKind::quantity, "gram"},
    {"gramos", MeasureKind::quantity, "gram"},
    {"kilo", MeasureKind::quantity, "kilogram"},
    {"kilos", MeasureKind::quantity, "kilogram"},
    {"kilogramo", MeasureKind::quantity, "kilogram"},
    {"kilogramos", MeasureKind::quantity, "kilogram"},
    {"taza", MeasureKind::quantity, "cup"},
    {"tazas", MeasureKind::quantity, "cup"},
    {"segundo", MeasureKind::duration, "second", 1},
    {"segundos", MeasureKind::duration, "second", 1},
    {"minuto", MeasureKind::duration, "minute", 60},
    {"minutos", MeasureKind::duration, "minute", 60},
    {"hora", MeasureKind::duration, "hour", 3600},
    {"horas", MeasureKind::duration, "hour", 3600},
    {"dia", MeasureKind::duration, "day", 86400},
    {"dias", MeasureKind::duration, "day", 86400},
    {"semana", MeasureKind::duration, "week", 604800},
    {"semanas", MeasureKind::duration, "week", 604800},
    {"mes", MeasureKind::duration, "month", 2592000},
    {"meses", MeasureKind::duration, "month", 2592000},
    {"ano", MeasureKind::duration, "year", 31536000},
    {"anos", MeasureKind::duration, "year", 31536000},
};

}  // namespace

const Lexicon spanish_lexicon = {
    .language = "es",
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
