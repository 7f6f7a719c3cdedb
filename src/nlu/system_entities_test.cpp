#include "nlu/system_entities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/json.h"

namespace sb::nlu {
namespace {

using testing::ElementsAre;
using testing::Pair;

const Moment moment{*parse_iso("2026-11-18T10:00:00Z")};  // a Wednesday

std::vector<std::pair<std::string, std::string>> found(std::string_view text, std::string_view language,
                                                       const Moment& at = moment) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (auto& entity : find_system_entities(text, at, language)) pairs.emplace_back(entity.name, entity.value);
  return pairs;
}

// Which entity a kind of the phrase file is, and how its value begins.
std::string_view entity_of(std::string_view kind) {
  if (kind == "date" || kind == "datetime" || kind == "month") return "time";
  if (kind == "duration") return "duration_normalized";
  if (kind == "money") return "amount_of_money";
  if (kind == "percent") return "number";
  if (kind == "phone") return "phone_number";
  if (kind == "dimension") return "distance";
  return kind;
}

TEST(SystemEntities, PhrasesOfFiveLanguages) {
  std::ifstream file(std::string(SB_SOURCE_DIR) + "/tests/corpora/system-entities/phrases.json",
                     std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const Json phrases = parse_json(text).value();
  for (const char* language : {"en", "nl", "fr", "de", "es"}) {
    for (const Json& row : *array_member(phrases.get_object(), language)) {
      const auto phrase = view(row.at(0).get_string()), kind = view(row.at(1).get_string()),
                 wanted = view(row.at(2).get_string());
      const auto pairs = found(phrase, language);
      const bool hit = std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
        return pair.first == entity_of(kind) && std::string_view(pair.second).starts_with(wanted);
      });
      EXPECT_TRUE(hit) << language << ": " << phrase << " is no " << kind << " " << wanted;
    }
  }
}

// A second opinion: phrases whose values their generator chose before it said them (tests/corpora). Nothing
// else of the same kind may be found in them.
TEST(SystemEntities, GeneratedPhrasesOfFiveLanguages) {
  std::ifstream file(std::string(SB_SOURCE_DIR) + "/tests/corpora/system-entities/generated.json",
                     std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const Json phrases = parse_json(text).value();
  for (const char* language : {"en", "nl", "fr", "de", "es"}) {
    const JsonArray& rows = *array_member(phrases.get_object(), language);
    EXPECT_EQ(rows.size(), 200u);
    for (const Json& row : rows) {
      const auto phrase = view(row.at(0).get_string()), name = view(row.at(1).get_string()),
                 wanted = view(row.at(2).get_string());
      std::vector<std::string> values;
      for (const auto& pair : found(phrase, language)) {
        // Of times as much as the phrase says.
        if (pair.first == name)
          values.push_back(name == "time" ? pair.second.substr(0, wanted.size()) : pair.second);
      }
      EXPECT_THAT(values, ElementsAre(wanted)) << language << ": " << phrase << " (" << name << ")";
    }
  }
}

// The samples of spec 08 §3.
TEST(SystemEntities, ValuesHaveTheirUnits) {
  EXPECT_THAT(found("5 euro", "en"),
              ElementsAre(Pair("amount_of_money", "5"), Pair("amount_of_money_currency", "EUR")));
  EXPECT_THAT(found("5 kilometers", "en"),
              ElementsAre(Pair("distance", "5"), Pair("distance_unit", "kilometre")));
  EXPECT_THAT(found("3 liters", "en"), ElementsAre(Pair("quantity", "3"), Pair("quantity_unit", "litre")));
  EXPECT_THAT(found("80C", "en"),
              ElementsAre(Pair("temperature", "80"), Pair("temperature_unit", "celsius")));
  EXPECT_THAT(found("3 pm tomorrow", "en"),
              ElementsAre(Pair("time", "2026-11-19T15:00:00.000+00:00"), Pair("time_grain", "hour")));
  EXPECT_THAT(found("3 hours", "en"),
              ElementsAre(Pair("duration", "3"), Pair("duration_unit", "hour"),
                          Pair("duration_normalized", "10800"), Pair("duration_normalized_unit", "second")));
  EXPECT_THAT(found("5th", "en"), ElementsAre(Pair("ordinal", "5")));
  EXPECT_THAT(found("eighty eight", "en"), ElementsAre(Pair("number", "88")));
}

TEST(SystemEntities, TimesFollowTheTimeZone) {
  const Moment brussels{*parse_iso("2026-11-18T23:30:00Z"), "Europe/Brussels"};  // already the 19th there
  EXPECT_THAT(found("tomorrow at 8:00", "en", brussels),
              ElementsAre(Pair("time", "2026-11-20T07:00:00.000+00:00"), Pair("time_grain", "minute")));
  EXPECT_THAT(found("morgen", "nl", brussels),
              ElementsAre(Pair("time", "2026-11-19T23:00:00.000+00:00"), Pair("time_grain", "day")));
}

using Found = std::vector<std::pair<std::string, std::string>>;
Found time_found(std::string value, std::string grain) {
  return {{"time", std::move(value)}, {"time_grain", std::move(grain)}};
}

TEST(SystemEntities, ADateBesideATimeIsNoTelephone) {
  const Found wanted = time_found("2030-12-24T14:30:00.000+00:00", "minute");
  for (const char* language : {"en", "nl", "de", "fr", "es"}) {
    for (const char* text : {"24-12-2030 14:30", "24/12/2030 14:30", "24.12.2030 14:30", "2030-12-24 14:30",
                             "2030-12-24T14:30", "14:30 24-12-2030"}) {
      EXPECT_EQ(found(text, language), wanted) << language << ": " << text;
    }
    EXPECT_EQ(found("24-12-30 14:30", language), wanted) << language;
  }
  EXPECT_THAT(found("book 2 tickets for 24-12-2030 9:00", "en"),
              ElementsAre(Pair("time", "2030-12-24T09:00:00.000+00:00"), Pair("time_grain", "minute"),
                          Pair("number", "2")));
  EXPECT_THAT(found("24-12-2030 0487 23 02 03", "en"),
              ElementsAre(Pair("phone_number", "0487230203"), Pair("time", "2030-12-24T00:00:00.000+00:00"),
                          Pair("time_grain", "day")));
  EXPECT_TRUE(found("192.168.100.200", "en").empty());
  for (const char* text : {"12/24/2030", "192.168.1.10"}) {
    for (const auto& pair : found(text, "en")) EXPECT_NE(pair.first, "phone_number") << text;
  }
}

TEST(SystemEntities, HoursAndMinutesCountFromNow) {
  struct Wanted {
    const char *language, *text, *clock, *grain;
  };
  for (const Wanted& one : std::initializer_list<Wanted>{{"en", "in 2 hours", "12:00:00", "hour"},
                                                         {"en", "in 5 minutes", "10:05:00", "minute"},
                                                         {"en", "5 minutes ago", "09:55:00", "minute"},
                                                         {"en", "an hour ago", "09:00:00", "hour"},
                                                         {"en", "two hours from now", "12:00:00", "hour"},
                                                         {"en", "now", "10:00:00", "second"},
                                                         {"en", "in half an hour", "10:30:00", "hour"},
                                                         {"en", "in 90 seconds", "10:01:30", "second"},
                                                         {"nl", "over 2 uur", "12:00:00", "hour"},
                                                         {"nl", "een uur geleden", "09:00:00", "hour"},
                                                         {"nl", "over een half uur", "10:30:00", "hour"},
                                                         {"nl", "5 minuten geleden", "09:55:00", "minute"},
                                                         {"nl", "over anderhalf uur", "11:30:00", "hour"},
                                                         {"nl", "nu", "10:00:00", "second"},
                                                         {"fr", "dans 2 heures", "12:00:00", "hour"},
                                                         {"fr", "il y a une heure", "09:00:00", "hour"},
                                                         {"fr", "dans une demi-heure", "10:30:00", "hour"},
                                                         {"fr", "maintenant", "10:00:00", "second"},
                                                         {"de", "in 2 Stunden", "12:00:00", "hour"},
                                                         {"de", "vor einer Stunde", "09:00:00", "hour"},
                                                         {"de", "in einer halben Stunde", "10:30:00", "hour"},
                                                         {"de", "jetzt", "10:00:00", "second"},
                                                         {"es", "en 2 horas", "12:00:00", "hour"},
                                                         {"es", "hace una hora", "09:00:00", "hour"},
                                                         {"es", "en media hora", "10:30:00", "hour"},
                                                         {"es", "ahora", "10:00:00", "second"}}) {
    EXPECT_EQ(found(one.text, one.language),
              time_found("2026-11-18T" + std::string(one.clock) + ".000+00:00", one.grain))
        << one.language << ": " << one.text;
  }
  // Hours are counted on the clock of the world: that night has one twice.
  const Moment summer_ends{*parse_iso("2026-10-25T00:30:00Z"), "Europe/Brussels"};
  EXPECT_EQ(found("in 2 hours", "en", summer_ends), time_found("2026-10-25T02:30:00.000+00:00", "hour"));
  EXPECT_THAT(found("a last minute offer", "en"), testing::IsEmpty());
}

TEST(SystemEntities, AmountsAreWrittenInManyWays) {
  struct Wanted {
    const char *language, *text, *amount, *currency;
  };
  for (const Wanted& one : std::initializer_list<Wanted>{{"en", "$5 million", "5000000", "USD"},
                                                         {"en", "€ 1 000", "1000", "EUR"},
                                                         {"en", "£1.5m", "1500000", "GBP"},
                                                         {"en", "5k euro", "5000", "EUR"},
                                                         {"en", "€10k", "10000", "EUR"},
                                                         {"en", "1.5m dollars", "1500000", "USD"},
                                                         {"en", "1 000 000 euro", "1000000", "EUR"},
                                                         {"nl", "1 000 000 euro", "1000000", "EUR"},
                                                         {"de", "100 000 000 Euro", "100000000", "EUR"}}) {
    EXPECT_THAT(found(one.text, one.language), ElementsAre(Pair("amount_of_money", one.amount),
                                                           Pair("amount_of_money_currency", one.currency)))
        << one.text;
  }
  EXPECT_THAT(found("10k", "en"), ElementsAre(Pair("number", "10000")));
  EXPECT_THAT(found("5m", "en"), ElementsAre(Pair("distance", "5"), Pair("distance_unit", "metre")));
  EXPECT_THAT(found("612 345 678", "es"), ElementsAre(Pair("phone_number", "612345678")));
}

TEST(SystemEntities, PartsOfTheDayAreNoTimesOfTheirOwn) {
  EXPECT_EQ(found("'s avonds om 8 uur", "nl"), time_found("2026-11-18T20:00:00.000+00:00", "hour"));
  EXPECT_EQ(found("in de namiddag om 3", "nl"), time_found("2026-11-18T15:00:00.000+00:00", "hour"));
  EXPECT_EQ(found("tien voor half negen", "nl"), time_found("2026-11-19T08:20:00.000+00:00", "minute"));
  EXPECT_EQ(found("vijf over half negen", "nl"), time_found("2026-11-19T08:35:00.000+00:00", "minute"));
  EXPECT_EQ(found("fünf vor halb neun", "de"), time_found("2026-11-19T08:25:00.000+00:00", "minute"));
  EXPECT_EQ(found("el viernes por la mañana", "es"), time_found("2026-11-20T00:00:00.000+00:00", "day"));
  EXPECT_EQ(found("el viernes por la tarde a las 5", "es"),
            time_found("2026-11-20T17:00:00.000+00:00", "hour"));
  EXPECT_EQ(found("december 2030", "en"), time_found("2030-12-01T00:00:00.000+00:00", "month"));
  EXPECT_EQ(found("l'année prochaine", "fr"), time_found("2027-01-01T00:00:00.000+00:00", "year"));
  EXPECT_EQ(found("l'an dernier", "fr"), time_found("2025-01-01T00:00:00.000+00:00", "year"));
  EXPECT_THAT(found("drieënhalf", "nl"), ElementsAre(Pair("number", "3.5")));
  EXPECT_THAT(found("por la mañana", "es"), testing::IsEmpty());
  EXPECT_THAT(found("5 to 10 people", "en"), ElementsAre(Pair("number", "5"), Pair("number", "10")));
  EXPECT_EQ(found("5 to 10", "en"), time_found("2026-11-19T09:55:00.000+00:00", "minute"));
}

TEST(SystemEntities, SaysNothingAboutWordsOfOtherLanguages) {
  EXPECT_THAT(found("tre biglietti per domani, 2 adulti", "it"), ElementsAre(Pair("number", "2")));
  EXPECT_THAT(found("2 second class", "en"), ElementsAre(Pair("ordinal", "2"), Pair("number", "2")));
  EXPECT_TRUE(found("the sun is out", "en").empty());
  EXPECT_TRUE(found("een kaartje", "nl").empty());
}

// Every number that ICU can spell is read back, in every gender and case.
TEST(SystemEntities, SpelledNumbersAreReadBack) {
  struct Wanted {
    const char *language, *text, *value;
  };
  for (const Wanted& one : std::initializer_list<Wanted>{{"nl", "drieëntwintigduizend", "23000"},
                                                         {"nl", "anderhalf miljoen", "1500000"},
                                                         {"nl", "drie komma vijf", "3.5"},
                                                         {"fr", "quatre-vingt-dix-sept", "97"},
                                                         {"fr", "septante-cinq", "75"},
                                                         {"fr", "deux millions trois cent mille", "2300000"},
                                                         {"fr", "12 345,6", "12345.6"},
                                                         {"de", "siebenhundertdreiundzwanzig", "723"},
                                                         {"de", "zweitausendfünf", "2005"},
                                                         {"es", "treinta y uno", "31"},
                                                         {"es", "tres mil quinientos", "3500"},
                                                         {"es", "dos y medio", "2.5"}}) {
    EXPECT_THAT(found(one.text, one.language), ElementsAre(Pair("number", one.value))) << one.text;
  }
}

}  // namespace
}  // namespace sb::nlu
