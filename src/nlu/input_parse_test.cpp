#include "nlu/input_parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nlu/parsers.h"

namespace sb::nlu {
namespace {

// A Wednesday.
const UtcMs now = *parse_iso("2026-11-18T10:00:00Z");

std::string or_none(const std::optional<std::string>& found) {
  return found.value_or("none");
}

struct Row {
  std::string_view text, expected;
};

TEST(FindDate, understands_the_forms_of_the_specification) {
  const Row rows[] = {
      {"22-04-2018", "22-04-2018"},
      {"22-04", "22-04-2026"},
      {"22 apr", "22-04-2026"},
      {"22 april 18", "22-04-2018"},
      {"twenty two April 2018", "22-04-2018"},
      {"yesterday", "17-11-2026"},
      {"today", "18-11-2026"},
      {"now", "18-11-2026"},
      {"last night", "17-11-2026"},
      {"tomorrow", "19-11-2026"},
      {"tmr", "19-11-2026"},
      {"in two weeks", "02-12-2026"},
      {"in 3 days", "21-11-2026"},
      {"next Monday", "23-11-2026"},
      {"next week Friday", "27-11-2026"},
      {"last Monday", "16-11-2026"},
      {"past Monday", "16-11-2026"},
      {"last week", "11-11-2026"},
      {"past week", "11-11-2026"},
      {"within 5 days", "23-11-2026"},
      {"in five days", "23-11-2026"},
      {"Friday", "20-11-2026"},
      {"Fri", "20-11-2026"},
      {"Wednesday", "25-11-2026"},
  };
  for (const auto& row : rows) EXPECT_EQ(or_none(find_date(row.text, now, {})), row.expected) << row.text;
}

TEST(FindDate, understands_other_ways_to_say_it) {
  const Row rows[] = {
      {"the day after tomorrow", "20-11-2026"},
      {"the day before yesterday", "16-11-2026"},
      {"I would like to leave on March 5th, 2027 please", "05-03-2027"},
      {"march 5th", "05-03-2026"},
      {"Friday the 5th of March 2027", "05-03-2027"},
      {"monday 23 november", "23-11-2026"},
      {"the twenty-first of may", "21-05-2026"},
      {"the thirty first of may", "31-05-2026"},
      {"25/12/2026", "25-12-2026"},
      {"25.12.2026", "25-12-2026"},
      {"25.12", "25-12-2026"},
      {"on 5/3", "05-03-2026"},
      {"2026-12-25", "25-12-2026"},
      {"2026/12/25", "25-12-2026"},
      {"2026-12-25T10:00:00Z", "25-12-2026"},
      {"22 04 2018", "22-04-2018"},
      {"22-apr-2018", "22-04-2018"},
      {"22/Apr/18", "22-04-2018"},
      {"2 days ago", "16-11-2026"},
      {"a week ago", "11-11-2026"},
      {"in a week", "25-11-2026"},
      {"in a month", "18-12-2026"},
      {"in two years", "18-11-2028"},
      {"a year from now", "18-11-2027"},
      {"next month", "18-12-2026"},
      {"last year", "18-11-2025"},
      {"friday next week", "27-11-2026"},
      {"this friday", "20-11-2026"},
      {"this wednesday", "18-11-2026"},
      {"last wednesday", "11-11-2026"},
      {"next wednesday", "25-11-2026"},
      {"monday last week", "09-11-2026"},
      {"3 pm tomorrow", "19-11-2026"},
      {"TOMORROW!!!", "19-11-2026"},
      {"٢٢-٠٤-٢٠١٨", "22-04-2018"},
  };
  for (const auto& row : rows) EXPECT_EQ(or_none(find_date(row.text, now, {})), row.expected) << row.text;
}

TEST(FindDate, counts_hours_over_midnight) {
  EXPECT_EQ(or_none(find_date("in 2 hours", now, {})), "18-11-2026");
  EXPECT_EQ(or_none(find_date("in 14 hours", now, {})), "19-11-2026");
  EXPECT_EQ(or_none(find_date("11 hours ago", now, {})), "17-11-2026");
}

TEST(FindDate, refuses_days_that_do_not_exist) {
  for (const std::string_view text : {"31-02",
                                      "31-02-2024",
                                      "29-02-2026",
                                      "31 april",
                                      "32-01-2026",
                                      "0-1-2026",
                                      "04/22/2018",
                                      "30 february 2028",
                                      "the 45th of may",
                                      "in 999999999999 days",
                                      "1/2/3/4",
                                      "192.168.1.12",
                                      "chicken",
                                      "",
                                      " ",
                                      "-",
                                      "22",
                                      "may",
                                      "x22-04",
                                      "2026-13-01",
                                      "00-00-0000",
                                      "14:30",
                                      "in 2.5 weeks",
                                      "31-12-0000"}) {
    EXPECT_EQ(or_none(find_date(text, now, {})), "none") << text;
  }
  EXPECT_EQ(or_none(find_date("29-02-2028", now, {})), "29-02-2028");
  EXPECT_EQ(or_none(find_date("not 31-02 but 28-02", now, {})), "28-02-2026");
}

TEST(FindDate, respects_always_past) {
  const DateWish past{.past = true};
  const Row rows[] = {
      {"friday", "13-11-2026"},   {"wednesday", "11-11-2026"}, {"22 apr", "22-04-2026"},
      {"25-12", "25-12-2025"},    {"18-11", "18-11-2026"},     {"19-11", "19-11-2025"},
      {"29 feb", "29-02-2024"},   {"12-03-85", "12-03-1985"},  {"12-12-26", "12-12-1926"},
      {"01-01-26", "01-01-2026"}, {"tomorrow", "19-11-2026"},  {"25-12-2030", "25-12-2030"},
  };
  for (const auto& row : rows) EXPECT_EQ(or_none(find_date(row.text, now, past)), row.expected) << row.text;
}

TEST(FindDate, respects_always_future) {
  const DateWish future{.future = true};
  const Row rows[] = {
      {"friday", "20-11-2026"},    {"wednesday", "25-11-2026"}, {"22 apr", "22-04-2027"},
      {"25-12", "25-12-2026"},     {"18-11", "18-11-2026"},     {"17-11", "17-11-2027"},
      {"29 feb", "29-02-2028"},    {"12-03-85", "12-03-2085"},  {"01-01-26", "01-01-2126"},
      {"yesterday", "17-11-2026"},
  };
  for (const auto& row : rows) EXPECT_EQ(or_none(find_date(row.text, now, future)), row.expected) << row.text;
}

TEST(FindDate, gives_two_digit_years_a_century) {
  const Row rows[] = {{"1-1-18", "01-01-2018"},
                      {"1-1-46", "01-01-2046"},
                      {"1-1-47", "01-01-1947"},
                      {"1-1-85", "01-01-1985"},
                      {"1-1-00", "01-01-2000"}};
  for (const auto& row : rows) EXPECT_EQ(or_none(find_date(row.text, now, {})), row.expected) << row.text;
}

TEST(FindDate, shifts_months_to_their_last_day) {
  EXPECT_EQ(or_none(find_date("in a month", *parse_iso("2026-01-31T00:00:00Z"), {})), "28-02-2026");
  EXPECT_EQ(or_none(find_date("next year", *parse_iso("2028-02-29T00:00:00Z"), {})), "28-02-2029");
  EXPECT_EQ(or_none(find_date("today", UtcMs{-1}, {})), "31-12-1969");
}

TEST(FindTimeOfDay, understands) {
  const Row rows[] = {
      {"9am", "09:00"},
      {"9 a.m.", "09:00"},
      {"9 pm", "21:00"},
      {"9:30pm", "21:30"},
      {"12am", "00:00"},
      {"12pm", "12:00"},
      {"12:30 am", "00:30"},
      {"14:30", "14:30"},
      {"14.30", "14:30"},
      {"14h30", "14:30"},
      {"14h", "14:00"},
      {"1430 hours", "14:30"},
      {"09:05:59", "09:05"},
      {"half past three", "03:30"},
      {"half past 3 pm", "15:30"},
      {"quarter to five", "04:45"},
      {"a quarter past 5", "05:15"},
      {"quarter to one", "00:45"},
      {"quarter to 0", "23:45"},
      {"ten to five", "04:50"},
      {"twenty five past six", "06:25"},
      {"10 minutes past 3", "03:10"},
      {"9 o'clock", "09:00"},
      {"nine o’clock", "09:00"},
      {"nine oclock", "09:00"},
      {"noon", "12:00"},
      {"12 noon", "12:00"},
      {"at midday", "12:00"},
      {"midnight", "00:00"},
      {"three thirty", "03:30"},
      {"twenty fifteen", "20:15"},
      {"nine oh five", "09:05"},
      {"at 8", "08:00"},
      {"8", "08:00"},
      {"eight", "08:00"},
      {"tonight at 8", "20:00"},
      {"tomorrow at half past eight", "08:30"},
      {"3 pm tomorrow", "15:00"},
      {"8 in the evening", "20:00"},
      {"3 in the afternoon", "15:00"},
      {"7 in the morning", "07:00"},
      {"eleven at night", "23:00"},
      {"12 at night", "00:00"},
      {"2 at night", "02:00"},
      {"I could make it around 16:45, maybe", "16:45"},
      {"00:00", "00:00"},
      {"23:59", "23:59"},
  };
  for (const auto& row : rows) EXPECT_EQ(or_none(find_time_of_day(row.text)), row.expected) << row.text;
}

TEST(FindTimeOfDay, refuses) {
  for (const std::string_view text :
       {"", "25:00", "24:00", "14:60", "14 am", "0 pm", "chicken", "3 hours", "22-04-2018", "99", "12:345",
        "1.2.3.4", "am", "two tickets", "8 people"}) {
    EXPECT_EQ(or_none(find_time_of_day(text)), "none") << text;
  }
}

TEST(FindNumber, reads_digits_and_words) {
  const Row rows[] = {
      {"88", "88"},
      {"eighty eight", "88"},
      {"eighty-eight", "88"},
      {"I want 3 tickets", "3"},
      {"3,5", "3.5"},
      {"3.50", "3.5"},
      {"1,234.56", "1234.56"},
      {"1.234,56", "1234.56"},
      {"1,234", "1234"},
      {"1.234", "1.234"},
      {"1,234,567", "1234567"},
      {"1.234.567", "1234567"},
      {"0,123", "0.123"},
      {"1234,567", "1234.567"},
      {"007", "7"},
      {"-5", "-5"},
      {"minus five", "-5"},
      {"it is −3 outside", "-3"},
      {"-0", "0"},
      {"10-20", "10"},
      {"zero", "0"},
      {"a hundred", "100"},
      {"two hundred and five", "205"},
      {"twelve hundred", "1200"},
      {"three thousand", "3000"},
      {"half a million", "500000"},
      {"two and a half million", "2500000"},
      {"one and a half", "1.5"},
      {"3 million", "3000000"},
      {"2.5 million", "2500000"},
      {"three point one four", "3.14"},
      {"nine billion eight hundred seventy six million five hundred forty three thousand two hundred and ten",
       "9876543210"},
      {"one hundred and twenty-three thousand four hundred and fifty six", "123456"},
      {"a dozen", "12"},
      {"two dozen", "24"},
      {"twenty five five", "25"},
      {"one two three", "1"},
      {"12345678901234567890123456789", "12345678901234567890123456789"},
      {"5kg", "5"},
      {"٣٤", "34"},
      {"３４", "34"},
      {"you and one", "1"},
  };
  for (const auto& row : rows) EXPECT_EQ(or_none(find_number(row.text)), row.expected) << row.text;
}

TEST(FindNumber, refuses) {
  for (const std::string_view text :
       {"", "chicken", "5th", "the twenty-first", "twenty first", "abc12", "1.2.3", "hundredfold", "a", "and",
        "half", "minus", "-", "12345678901234567890123456789012345678901234567890"}) {
    EXPECT_EQ(or_none(find_number(text)), "none") << text;
  }
}

TEST(FindEmail, finds_addresses_anywhere) {
  const Row rows[] = {
      {"jan@example.com", "jan@example.com"},
      {"Mail me at Jan.De-Smet+x@Example.CO.uk, please", "Jan.De-Smet+x@Example.CO.uk"},
      {"(jan@example.com)", "jan@example.com"},
      {"a@b.co.", "a@b.co"},
      {"<jan@example.com>", "jan@example.com"},
      {"mailto:jan@example.com", "jan@example.com"},
      {"jörg@müller.de", "jörg@müller.de"},
      {"“a@b.co”", "a@b.co"},
      {"jan@", "none"},
      {"@example.com", "none"},
      {"jan@example", "none"},
      {"jan@-example.com", "none"},
      {"jan@example.c", "none"},
      {"jan.@example.com", "none"},
      {"jan@1.2.3.4", "none"},
      {"jan @example.com", "none"},
      {"@@@@", "none"},
      {"", "none"},
  };
  for (const auto& row : rows) EXPECT_EQ(or_none(find_email(row.text)), row.expected) << row.text;
}

TEST(FindPhone, needs_seven_to_sixteen_digits) {
  const Row rows[] = {
      {"+32 487 23 02 03", "(+32) 487230203"},
      {"+32487230203", "(+32) 487230203"},
      {"+32(0)487 23 02 03", "(+32) 487230203"},
      {"(+32) 487 23 02 03", "(+32) 487230203"},
      {"+1 (555) 123-4567", "(+1) 5551234567"},
      {"+352 621 123 456", "(+352) 621123456"},
      {"0487/23.02.03", "0487230203"},
      {"my number is 0487 23 02 03, thanks", "0487230203"},
      {"1234567", "1234567"},
      {"1234567890123456", "1234567890123456"},
      {"123456", "none"},
      {"12345678901234567", "none"},
      {"chicken", "none"},
      {"24-12-2030", "none"},
      {"12/24/2030", "none"},
      {"192.168.100.200", "none"},
      {"0487 23 02 03 14:30", "0487230203"},
      {"abc1234567", "none"},
      {"1234567abc", "none"},
      {"", "none"},
  };
  for (const auto& row : rows) EXPECT_EQ(or_none(find_phone(row.text)), row.expected) << row.text;
}

TEST(FindUrl, needs_a_dot) {
  const Row rows[] = {
      {"www.x.ai/jobs", "www.x.ai/jobs"},
      {"http://example.com", "http://example.com"},
      {"see HTTPS://Example.com/a?b=c#d.", "HTTPS://Example.com/a?b=c#d"},
      {"example.com/path", "example.com/path"},
      {"example.com", "example.com"},
      {"(example.com)", "example.com"},
      {"http://127.0.0.1:8081/x", "http://127.0.0.1:8081/x"},
      {"http://192.168.1.10/x", "http://192.168.1.10/x"},
      {"http://localhost:8080", "http://localhost:8080"},
      {"localhost:8080", "none"},
      {"www.x.y", "www.x.y"},
      {"x.y/path", "x.y/path"},
      {"x.y", "none"},
      {"example.com:8080/x", "example.com:8080/x"},
      {"https://en.wikipedia.org/wiki/A_(b)", "https://en.wikipedia.org/wiki/A_(b)"},
      {"münchen.de", "münchen.de"},
      {"example", "none"},
      {"http://example", "none"},
      {"jan@example.com", "none"},
      {"1.5", "none"},
      {"www.com", "none"},
      {"...", "none"},
      {"", "none"},
  };
  for (const auto& row : rows) EXPECT_EQ(or_none(find_url(row.text)), row.expected) << row.text;
}

TEST(FindLanguage, knows_the_synonyms) {
  const Row rows[] = {
      {"engels", "en-us"},
      {"English", "en-us"},
      {"en", "en-us"},
      {"anglais", "en-us"},
      {"nederlands", "nl-nl"},
      {"Dutch", "nl-nl"},
      {"ned", "nl-nl"},
      {"NL", "nl-nl"},
      {"vlaams", "nl-nl"},
      {"hollands", "nl-nl"},
      {"be", "nl-nl"},
      {"néerlandais", "nl-nl"},
      {"belgisch", "nl-nl"},
      {"french", "fr-fr"},
      {"français", "fr-fr"},
      {"frans", "fr-fr"},
      {"fr", "fr-fr"},
      {"francais", "fr-fr"},
      {"chinese", "zh-cn"},
      {"cn", "zh-cn"},
      {"zh", "zh-cn"},
      {"chinees", "zh-cn"},
      {"spanish", "es-es"},
      {"español", "es-es"},
      {"es", "es-es"},
      {"spaans", "es-es"},
      {"italian", "it-it"},
      {"italiaans", "it-it"},
      {"italiano", "it-it"},
      {"it", "it-it"},
      {"german", "de-de"},
      {"duits", "de-de"},
      {"de", "de-de"},
      {"deutsch", "de-de"},
      {"japanese", "ja-jp"},
      {"japans", "ja-jp"},
      {"jp", "ja-jp"},
      {"日本の", "ja-jp"},
      {"brazil portugese", "pt-br"},
      {"portugese", "pt-br"},
      {"portugees", "pt-br"},
      {"braziliaans portugees", "pt-br"},
      {"português", "pt-br"},
      {"Portuguese", "pt-br"},
      {"en-GB", "en-us"},
      {"nl_be", "nl-nl"},
      {"I speak dutch, please", "nl-nl"},
      {"it is fine", "none"},
      {"", "none"},
      {"klingon", "none"},
      {"xx-yy", "none"},
  };
  for (const auto& row : rows) EXPECT_EQ(or_none(find_language(row.text)), row.expected) << row.text;
}

std::string parsed(std::string_view text, MatchType type) {
  InputRules rules;
  rules.type = type;
  rules.variable = "v";
  rules.language = "en";
  rules.bot_languages = {"en", "nl", "uk"};
  rules.now = now;
  const auto value = parse_input(text, rules);
  return value ? to_json_text(*value) : "none";
}

TEST(ParseInput, stores_by_type) {
  struct TypedRow {
    MatchType type;
    std::string_view text, expected;
  };
  const TypedRow rows[] = {
      {MatchType::any, "  two  words ", R"("two  words")"},
      {MatchType::any, " \t\n ", "none"},
      {MatchType::voice_message, "hello", R"("hello")"},
      {MatchType::date, "on 24-12-2030", R"("24-12-2030")"},
      {MatchType::date, "chicken", "none"},
      {MatchType::email, "it is A@b.co", R"("A@b.co")"},
      {MatchType::phone, "+32 487 23 02 03", R"("(+32) 487230203")"},
      {MatchType::number, "eighty eight", R"("88")"},
      {MatchType::hours, "half past three", R"("03:30")"},
      {MatchType::location, " Main street 1, Ghent ", R"({"fullAddress":"Main street 1, Ghent"})"},
      {MatchType::location, "", "none"},
      {MatchType::url, "www.x.y", R"("www.x.y")"},
      {MatchType::url, "www.x.yz", R"("www.x.yz")"},
      {MatchType::image, "http://a.bc/d.png", "none"},
      {MatchType::entity, "first", "none"},
      {MatchType::language, "English", R"("en-us")"},
      {MatchType::language, "spanish", "none"},
      {MatchType::language, "spanish or dutch", R"("nl-nl")"},
      {MatchType::language, "Ukrainian", R"("uk-uk")"},
      {MatchType::language, "українська", R"("uk-uk")"},
      {MatchType::currency, "5 euro", R"({"amount":"5","currency":"EUR"})"},
      {MatchType::currency, "€ 12,50", R"({"amount":"12.5","currency":"EUR"})"},
      {MatchType::currency, "$12.50", R"({"amount":"12.5","currency":"USD"})"},
      {MatchType::currency, "12,50 €", R"({"amount":"12.5","currency":"EUR"})"},
      {MatchType::currency, "about twenty pounds", R"({"amount":"20","currency":"GBP"})"},
      {MatchType::currency, "USD 1,000", R"({"amount":"1000","currency":"USD"})"},
      {MatchType::currency, "2.5 million yen", R"({"amount":"2500000","currency":"JPY"})"},
      {MatchType::currency, "$5 million", R"({"amount":"5000000","currency":"USD"})"},
      {MatchType::currency, "£1.5m", R"({"amount":"1500000","currency":"GBP"})"},
      {MatchType::currency, "€ 1 000", R"({"amount":"1000","currency":"EUR"})"},
      {MatchType::number, "1 000 000", R"("1000000")"},
      {MatchType::currency, "euro", "none"},
      {MatchType::currency, "5", "none"},
  };
  for (const auto& row : rows) EXPECT_EQ(parsed(row.text, row.type), row.expected) << row.text;
}

TEST(ParseInput, gives_preferred_language_two_letters) {
  InputRules rules;
  rules.type = MatchType::language;
  rules.variable = "preferredLanguage";
  rules.bot_languages = {"en", "nl"};
  EXPECT_EQ(parse_input("dutch", rules), std::optional<Json>(Json("nl")));
  EXPECT_EQ(parse_input("french", rules), std::nullopt);
}

constexpr MatchType all_types[] = {
    MatchType::any,    MatchType::date,     MatchType::email, MatchType::phone,
    MatchType::number, MatchType::currency, MatchType::hours, MatchType::location,
    MatchType::image,  MatchType::language, MatchType::url,   MatchType::entity,
};

TEST(ParseInput, searches_the_beginning_of_a_long_text) {
  const std::string text = "tomorrow" + std::string(searched_bytes_max, ' ');
  EXPECT_EQ(parsed(text + "x", MatchType::date), R"("19-11-2026")");
  EXPECT_EQ(parsed(text + "a@b.co", MatchType::email), "none");
  EXPECT_EQ(parsed(std::string(searched_bytes_max - 1, ' ') + "é", MatchType::number), "none");
}

TEST(Parsers, are_linear) {
  constexpr std::size_t bytes = 100'000;
  for (const char c : {'a', '1', '-', '@', '(', ' '}) {
    const std::string text(bytes, c);
    EXPECT_EQ(or_none(find_date(text, now, {})), "none") << c;
    EXPECT_EQ(or_none(find_number(text)), "none") << c;
    EXPECT_EQ(or_none(find_email(text)), "none") << c;
    EXPECT_EQ(or_none(find_phone(text)), "none") << c;
    EXPECT_EQ(or_none(find_url(text)), "none") << c;
  }
}

TEST(ParseInput, takes_a_lot_of_one_thing) {
  constexpr std::size_t bytes = 1'000'000;
  for (const std::string_view piece :
       {"1,", "1 ", "a@", "a.", "one ", "twenty-", "\xff", "http://", "half a ", "+1"}) {
    std::string text;
    while (text.size() < bytes) text += piece;
    for (const MatchType type : all_types) parsed(text, type);
  }
}

TEST(ParseInput, stays_calm_over_odd_bytes) {
  for (const std::string_view text :
       {"\xff\xfe", "\xc3", "12\xc3", "a\xe2\x82", "\xf0\x9f\x98", "\xed\xa0\x80", "e\xcc\x81"}) {
    for (const MatchType type : all_types) parsed(text, type);
  }
}

}  // namespace
}  // namespace sb::nlu
