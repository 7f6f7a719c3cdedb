#include "nlu/lexicon.h"

namespace sb::nlu {
namespace {

constexpr DatePattern dates[] = {
    {"<weekday>? ,? <daynumber> - <monthnumber> - <year>", DateRule::calendar},
    {"<weekday>? ,? <daynumber> / <monthnumber> / <year>", DateRule::calendar},
    {"<weekday>? ,? <daynumber> . <monthnumber> . <year>", DateRule::calendar},
    {"<weekday>? ,? <daynumber> - <monthnumber>", DateRule::calendar},
    {"<weekday>? ,? <daynumber> / <monthnumber>", DateRule::calendar},
    {"<weekday>? ,? <daynumber> +. +<monthnumber2>", DateRule::calendar},
    {"<daynumber> <monthnumber> <year4>", DateRule::calendar},
    {"<monthname> de|del|of? <year4>", DateRule::month},
    {"<year4> - <monthnumber> - <daynumber>", DateRule::calendar},
    {"<year4> / <monthnumber> / <daynumber>", DateRule::calendar},
    {"<year4> . <monthnumber> . <daynumber>", DateRule::calendar},
};

constexpr TimePattern times[] = {
    {"<hour> : <minute2>", TimeRule::clock},
    {"<hour> : <minute2> +: +<second2>", TimeRule::clock},
    {"<hour> +. +<minute2>", TimeRule::clock},
    {"t +<hour> +: +<minute2>", TimeRule::clock},  // "2030-12-24T14:30"
    {"t +<hour> +: +<minute2> +: +<second2>", TimeRule::clock},
    {"<hour> +h +<minute2>", TimeRule::clock},
    {"<hour> +h", TimeRule::clock},
    {"<hour>", TimeRule::bare_hour},
};

constexpr CurrencyName currencies[] = {
    {"€", "EUR"},   {"eur", "EUR"}, {"euro", "EUR"}, {"$", "USD"},   {"usd", "USD"}, {"£", "GBP"},
    {"gbp", "GBP"}, {"¥", "JPY"},   {"jpy", "JPY"},  {"chf", "CHF"}, {"cny", "CNY"}, {"rmb", "CNY"},
    {"₹", "INR"},   {"inr", "INR"}, {"₽", "RUB"},  {"rub", "RUB"}, {"₴", "UAH"},   {"uah", "UAH"},
    {"₺", "TRY"},   {"₩", "KRW"},   {"krw", "KRW"},  {"sek", "SEK"}, {"nok", "NOK"}, {"dkk", "DKK"},
    {"pln", "PLN"}, {"czk", "CZK"}, {"huf", "HUF"},  {"ron", "RON"}, {"bgn", "BGN"}, {"brl", "BRL"},
    {"mxn", "MXN"}, {"cad", "CAD"}, {"aud", "AUD"},  {"nzd", "NZD"}, {"zar", "ZAR"},
};

constexpr Measure measures[] = {
    {"km", MeasureKind::distance, "kilometre"},
    {"m", MeasureKind::distance, "metre"},
    {"cm", MeasureKind::distance, "centimetre"},
    {"mm", MeasureKind::distance, "millimetre"},
    {"l", MeasureKind::quantity, "litre"},
    {"dl", MeasureKind::quantity, "decilitre"},
    {"cl", MeasureKind::quantity, "centilitre"},
    {"ml", MeasureKind::quantity, "millilitre"},
    {"kg", MeasureKind::quantity, "kilogram"},
    {"g", MeasureKind::quantity, "gram"},
    {"mg", MeasureKind::quantity, "milligram"},
    {"c", MeasureKind::temperature, "celsius"},
    {"celsius", MeasureKind::temperature, "celsius"},
    {"f", MeasureKind::temperature, "fahrenheit"},
    {"fahrenheit", MeasureKind::temperature, "fahrenheit"},
    {"min", MeasureKind::duration, "minute", 60},
};

constexpr ScaleSuffix suffixes[] = {{"k", 1e3}};
constexpr ScaleSuffix suffixes_of_money[] = {{"m", 1e6}, {"mn", 1e6}, {"mln", 1e6}, {"mio", 1e6},
                                             {"b", 1e9}, {"bn", 1e9}, {"mrd", 1e9}};

}  // namespace

const std::span<const ScaleSuffix> number_suffixes = suffixes;
const std::span<const ScaleSuffix> money_suffixes = suffixes_of_money;
const std::span<const DatePattern> common_dates = dates;
const std::span<const TimePattern> common_times = times;
const std::span<const CurrencyName> common_currencies = currencies;
const std::span<const Measure> common_measures = measures;

}  // namespace sb::nlu
