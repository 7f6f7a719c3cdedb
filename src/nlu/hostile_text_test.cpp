#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/utf8.h"
#include "model/bot_folder.h"
#include "nlu/language_model.h"
#include "nlu/match_words.h"
#include "nlu/system_entities.h"
#include "nlu/text_words.h"
#include "nlu/understanding.h"

// Texts of any kind: nothing fails, and every place lies in the text. And scripts that put no space between
// words.

namespace sb::nlu {
namespace {

constexpr std::size_t repeated_length = 150;  // code points; bench/hostile_texts.cpp takes more
const UtcMs now = *parse_iso("2026-11-18T10:00:00Z");

std::string read_corpus(const std::string& name) {
  std::ifstream file(std::string(SB_SOURCE_DIR) + "/tests/corpora/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

// The corpora, and what they lack.
std::vector<std::string> hostile_texts() {
  std::vector<std::string> texts;
  const Json naughty = parse_json(read_corpus("naughty-strings/blns.json")).value();
  for (const Json& text : naughty.get_array()) texts.emplace_back(view(text.get_string()));
  std::istringstream lines(read_corpus("unicode-text/cases.jsonl"));
  for (std::string line; std::getline(lines, line);) {
    texts.emplace_back(string_member(parse_json(line).value().get_object(), "text"));
  }
  for (const char* piece : {"a",
                            " ",
                            "1",
                            "@",
                            "\n",
                            "é",
                            "e\xCC\x81",
                            "ß",
                            "北",
                            "カ",
                            "ก",
                            "\xD9\x80",
                            "👨‍👩‍👧‍👦",
                            "🇧🇪",
                            "\xE2\x80\xAE",
                            "\xEF\xBB\xBF",
                            "a.",
                            "a@",
                            "1,",
                            "+1",
                            "www.",
                            "twenty ",
                            "Brussels "}) {
    texts.push_back(repeated(piece, 1));
    texts.push_back(repeated(piece, repeated_length / std::max<std::size_t>(1, code_point_count(piece))));
  }
  for (const char* invalid :
       {"\xff", "a\xc3", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\xaf", "hi \x80 there"})
    texts.emplace_back(invalid);
  return texts;
}

const Understanding& understanding() {
  static const auto learned = [] {
    Diagnostics diagnostics;
    const Bot bot =
        load_bot_folder(std::string(SB_SOURCE_DIR) + "/examples/choochoo", diagnostics).value().bot;
    LanguageModels models;
    models["en"] =
        std::make_shared<const LanguageModel>(train_language_model(training_set(bot, "en", 1), {}).value());
    return make_understanding(bot, std::move(models));
  }();
  return *learned;
}

TEST(HostileText, IsUnderstoodOrNotButNeverAFailure) {
  for (const auto& text : hostile_texts()) {
    const auto result = understanding().extract(text, "en", now);
    EXPECT_EQ(result.expression, text);
    const std::size_t length = is_valid_utf8(text) ? code_point_count(text) : 0;
    for (const auto& entity : result.entities) {
      EXPECT_LT(entity.start, entity.end) << printable(text);
      EXPECT_LE(entity.end, length) << printable(text);
      EXPECT_GE(entity.score, 0) << printable(text);
      EXPECT_LE(entity.score, 1) << printable(text);
    }
    for (const auto& intent : result.intents) {
      EXPECT_GE(intent.score, 0) << printable(text);
      EXPECT_LE(intent.score, 1) << printable(text);
    }
  }
}

TEST(HostileText, IsCutIntoWordsThatLieInIt) {
  for (const auto& text : hostile_texts()) {
    if (!is_valid_utf8(text)) continue;
    const std::size_t length = code_point_count(text);
    for (const char* language : {"en", "ja"}) {
      std::size_t last = 0;
      for (const TextWord& word : text_words(text, language)) {
        EXPECT_LE(last, word.start) << printable(text);
        EXPECT_LT(word.start, word.end) << printable(text);
        EXPECT_TRUE(is_valid_utf8(word.folded)) << printable(text);
        last = word.end;
      }
      EXPECT_LE(last, length) << printable(text);
    }
    for (const MatchWord& word : match_words(text, Apostrophes::split)) {
      EXPECT_LT(word.start, word.end) << printable(text);
      EXPECT_LE(word.end, length) << printable(text);
    }
    for (const char* language : {"en", "nl"}) {
      for (const SystemEntity& entity : find_system_entities(text, {now}, language)) {
        EXPECT_LT(entity.span.begin, entity.span.end) << printable(text);
        EXPECT_LE(entity.span.end, text.size()) << printable(text);
      }
    }
  }
}

TEST(HostileText, IsNotUnderstoodWhenItIsTooLongOrBroken) {
  for (const auto& text : {std::string(1'000'000, 'a'), repeated("北", 1'001), std::string("hello \xff"),
                           std::string("\xed\xa0\x80")}) {
    const auto result = understanding().extract(text, "en", now);
    EXPECT_EQ(result.expression.size(), text.size());
    EXPECT_TRUE(result.intents.empty());
    EXPECT_TRUE(result.entities.empty());
  }
}

std::vector<std::string> cut(std::string_view text, std::string_view language) {
  std::vector<std::string> words;
  for (const TextWord& word : text_words(text, language)) words.push_back(word.folded);
  return words;
}

TEST(UnspacedScripts, AreCutIntoWordsByDictionary) {
  using testing::ElementsAre;
  EXPECT_THAT(cut("北京的天气", "zh"), ElementsAre("北京", "的", "天气"));
  EXPECT_THAT(cut("東京から大阪へ", "ja"), ElementsAre("東京", "から", "大阪", "へ"));
  EXPECT_THAT(cut("buy 火车 tickets", "zh"), ElementsAre("buy", "火车", "tickets"));
}

TEST(UnspacedScripts, KeepTheirPlaces) {
  const std::string_view text = "去北京, 明天!";
  const auto words = text_words(text, "zh");
  const auto city =
      std::find_if(words.begin(), words.end(), [](const auto& word) { return word.folded == "北京"; });
  ASSERT_NE(city, words.end());
  EXPECT_EQ(city->kind, TextWord::Kind::unspaced);
  EXPECT_EQ(city->start, 1u);
  EXPECT_EQ(city->end, 3u);
  const auto day =
      std::find_if(words.begin(), words.end(), [](const auto& word) { return word.folded == "明天"; });
  ASSERT_NE(day, words.end());
  EXPECT_EQ(day->start, 5u);
}

struct Taught {
  const char* language;
  std::vector<const char*> tickets, weather;
  const char *ticket, *rain;
};

TEST(UnspacedScripts, IntentsAreLearned) {
  const std::vector<Taught> languages = {
      {"zh",
       {"我想买一张火车票", "买去北京的票", "请给我两张车票", "我要订火车票", "还有去上海的票吗"},
       {"今天天气怎么样", "明天会下雨吗", "外面冷不冷", "周末天气好吗", "气温是多少"},
       "请帮我订一张去上海的火车票",
       "今天会下雨吗"},
      {"ja",
       {"切符を買いたいです", "東京行きの切符をください", "切符を二枚お願いします", "電車の切符を予約したい",
        "大阪までの切符はありますか"},
       {"今日の天気はどうですか", "明日は雨が降りますか", "外は寒いですか", "週末の天気を教えて",
        "気温は何度ですか"},
       "京都行きの切符を予約したい",
       "今日は雨が降りますか"}};
  for (const Taught& taught : languages) {
    Bot bot;
    bot.primary_language = taught.language;
    bot.nlp.intents = {{"tickets", {}}, {"weather", {}}};
    for (const char* text : taught.tickets) bot.nlp.intents[0].expressions[taught.language].push_back({text});
    for (const char* text : taught.weather) bot.nlp.intents[1].expressions[taught.language].push_back({text});
    LanguageModels models;
    models[taught.language] = std::make_shared<const LanguageModel>(
        train_language_model(training_set(bot, taught.language, 1), {}).value());
    const auto learned = make_understanding(bot, std::move(models));
    for (const auto& [text, intent] : {std::pair{taught.ticket, "tickets"}, {taught.rain, "weather"}}) {
      const auto result = learned->extract(text, taught.language, now);
      ASSERT_FALSE(result.intents.empty()) << text;
      EXPECT_EQ(result.intents.front().name, intent) << text;
    }
  }
}

}  // namespace
}  // namespace sb::nlu
