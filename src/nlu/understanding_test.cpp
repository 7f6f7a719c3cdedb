#include "nlu/understanding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/utf8.h"
#include "nlu/training_set.h"

namespace sb::nlu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const UtcMs now = *parse_iso("2026-11-18T10:00:00Z");

Intent intent(std::string name, std::string language, std::vector<std::string> expressions) {
  Intent made{.name = std::move(name), .expressions = {}};
  for (auto& text : expressions) made.expressions[language].push_back({std::move(text)});
  return made;
}

Entity list(std::string name, std::vector<EntityValue> values) {
  Entity entity;
  entity.name = std::move(name);
  entity.values = std::move(values);
  return entity;
}
Entity contextual(std::string name, std::vector<EntityValue> values) {
  Entity entity = list(std::move(name), std::move(values));
  entity.type = Entity::Type::contextual;
  return entity;
}
Entity places(std::string name) {
  Entity entity = contextual(std::move(name), {{"Brussels", {"Bruxelles", "Brussel"}},
                                               {"Antwerp", {"Antwerpen", "Anvers"}},
                                               {"New York", {}},
                                               {"Amsterdam", {}},
                                               {"北京", {}}});
  entity.fuzzy = true;
  return entity;
}
Entity pattern(std::string name, std::string regex) {
  Entity entity = list(std::move(name), {});
  entity.type = Entity::Type::match_pattern;
  entity.pattern = std::move(regex);
  return entity;
}
Entity composite(std::string name, std::vector<std::string> parts) {
  Entity entity = list(std::move(name), {});
  entity.type = Entity::Type::composite;
  entity.parts = std::move(parts);
  return entity;
}

Bot train_bot() {
  Bot bot;
  bot.nlp.intents = {
      intent("greeting", "en", {"hi", "Hello there!", "hé"}),
      intent("hallo", "nl", {"hallo", "hi"}),
      intent("book", "en",
             {"from @origin to @destination", "to @destination", "I don't want @class",
              "@sys.number tickets to @destination", "id @customer_ID", "mail me at jan@example.com",
              "@nobody knows"}),
      intent("late", "en", {"hello there", "we leave at @departure-time."}),
  };
  bot.nlp.entities = {
      places("origin"),
      places("destination"),
      contextual("departure-time", {{"nine o'clock", {}}, {"9:00", {}}, {"9am", {}}}),
      list("class", {{"first", {"first class", "1st"}}, {"second", {"second class", "2nd"}}}),
      pattern("customer_ID", "[a-z]{5}[0-9]{2}"),
      pattern("refused", "(?=x)x"),
      pattern("hollow", "q*"),
      composite("party", {"@sys.number", "@class"}),
  };
  return bot;
}

NlpResult extract(std::string_view text, std::string_view language = "en") {
  static const auto understanding = make_exact_understanding(train_bot());
  return understanding->extract(text, language, now);
}

std::vector<std::string> entities(std::string_view text) {
  std::vector<std::string> lines;
  for (const auto& e : extract(text).entities) {
    lines.push_back((e.system ? "sys." : "") + e.name + "=" + to_json_text(e.value) + " " +
                    number_text(e.score) + " " + std::to_string(e.start) + "-" + std::to_string(e.end));
  }
  return lines;
}

std::string top(std::string_view text, std::string_view language = "en") {
  const auto result = extract(text, language);
  return result.exact_intent.value_or("none");
}

TEST(ExactUnderstanding, matches_folded_expressions) {
  EXPECT_EQ(top("hi"), "greeting");
  EXPECT_EQ(top("  HELLO, there "), "greeting");
  EXPECT_EQ(top("he"), "greeting");
  EXPECT_EQ(top("hi you"), "none");
  EXPECT_EQ(top(""), "none");
  EXPECT_EQ(top("!!!"), "none");
  EXPECT_EQ(top("mail me at jan@example.com"), "book");
  const auto result = extract("Hi!");
  EXPECT_THAT(result.intents, ElementsAre(ScoredIntent{"greeting", 1}));
  EXPECT_EQ(result.expression, "Hi!");
}

TEST(ExactUnderstanding, keeps_languages_apart) {
  EXPECT_EQ(top("hi", "nl"), "hallo");
  EXPECT_EQ(top("hallo", "nl-BE"), "hallo");
  EXPECT_EQ(top("hallo", "en"), "none");
  EXPECT_EQ(top("hi", "xx"), "none");
}

TEST(ExactUnderstanding, matches_expressions_with_mentions) {
  EXPECT_EQ(top("from Antwerp to Brussels"), "book");
  EXPECT_EQ(top("From antwerpen, to new york!"), "book");
  EXPECT_EQ(top("to 北京"), "book");
  EXPECT_EQ(top("to Amsterdm"), "book");  // one of nine characters
  EXPECT_EQ(top("to Amstrdm"), "none");   // two of nine
  EXPECT_EQ(top("from Antwerp to Nowhere"), "none");
  EXPECT_EQ(top("from Antwerp"), "none");
  EXPECT_EQ(top("3 tickets to Brussels"), "book");
  EXPECT_EQ(top("eighty-eight tickets to Brussels"), "book");
  EXPECT_EQ(top("i dont want first class"), "book");
  EXPECT_EQ(top("I don’t want 2nd"), "book");
  EXPECT_EQ(top("id ABCDE12"), "book");
  EXPECT_EQ(top("we leave at nine o'clock"), "late");
  EXPECT_EQ(top("we leave at 9:00"), "late");
  EXPECT_EQ(top("@nobody knows"), "none");
}

TEST(ExactUnderstanding, finds_mentions_in_scripts_without_spaces) {
  Bot bot;
  bot.nlp.intents = {intent("票", "zh", {"买一张去@city的票", "联系@example.com"}),
                     intent("切符", "ja", {"@cityまでの切符"})};
  bot.nlp.entities = {contextual("city", {{"北京", {}}, {"東京", {"东京"}}})};
  const auto understanding = make_exact_understanding(bot);
  const auto read = [&](std::string_view text, std::string_view language) {
    const auto result = understanding->extract(text, language, now);
    std::string out = result.exact_intent.value_or("none");
    for (const auto& found : result.entities) out += " " + found.name + "=" + to_json_text(found.value);
    return out;
  };
  EXPECT_EQ(read("买一张去北京的票", "zh"), "票 city=\"北京\"");
  EXPECT_EQ(read("买一张去东京的票", "zh"), "票 city=\"東京\"");
  EXPECT_EQ(read("买一张去上海的票", "zh"), "none");
  EXPECT_EQ(read("東京までの切符", "ja"), "切符 city=\"東京\"");
  EXPECT_EQ(read("联系 @example.com", "zh"), "票");
  const auto set = training_set(bot, "zh", 1);
  ASSERT_EQ(set.examples.size(), 2u);
  for (const auto& variant : set.examples[0].variants) {
    EXPECT_TRUE(variant.text == "买一张去北京的票" || variant.text == "买一张去東京的票" ||
                variant.text == "买一张去东京的票")
        << variant.text;
    ASSERT_EQ(variant.mentions.size(), 1u);
    EXPECT_EQ(variant.mentions[0].start, 4u);
    EXPECT_EQ(variant.mentions[0].end, 6u);
  }
}

TEST(ExactUnderstanding, lets_the_expression_say_which_entity_a_value_is) {
  EXPECT_THAT(entities("from Antwerp to Brussels"),
              ElementsAre(R"(origin="Antwerp" 1 5-12)", R"(destination="Brussels" 1 16-24)"));
  EXPECT_THAT(entities("Antwerp"),
              ElementsAre(R"(origin="Antwerp" 1 0-7)", R"(destination="Antwerp" 1 0-7)"));
}

TEST(ExactUnderstanding, finds_lists_on_word_boundaries) {
  EXPECT_THAT(entities("a FIRST class seat"),
              ElementsAre(R"(sys.ordinal="1" 1 2-7)", R"(class="first" 1 2-13)"));
  EXPECT_THAT(entities("first-class, second"),
              ElementsAre(R"(sys.ordinal="1" 1 0-5)", R"(class="first" 1 0-11)", R"(sys.ordinal="2" 1 13-19)",
                          R"(class="second" 1 13-19)"));
  EXPECT_THAT(entities("firsthand"), IsEmpty());
  EXPECT_THAT(entities("d'Anvers"),
              ElementsAre(R"(origin="Antwerp" 1 2-8)", R"(destination="Antwerp" 1 2-8)"));
  EXPECT_THAT(entities("我要去北京"), ElementsAre(R"(origin="北京" 1 3-5)", R"(destination="北京" 1 3-5)"));
}

TEST(ExactUnderstanding, counts_offsets_in_code_points_of_the_original) {
  EXPECT_THAT(entities("😀é ﬁrst SECOND"),
              ElementsAre(R"(sys.ordinal="1" 1 3-7)", R"(class="first" 1 3-7)", R"(sys.ordinal="2" 1 8-14)",
                          R"(class="second" 1 8-14)"));
  EXPECT_THAT(entities("e\xCC\x81\xCC\x81 1st"),
              ElementsAre(R"(sys.ordinal="1" 1 4-7)", R"(class="first" 1 4-7)"));
  EXPECT_THAT(entities("é ABCDE12 ß"), ElementsAre(R"(customer_ID="ABCDE12" 1 2-9)"));
}

TEST(ExactUnderstanding, finds_fuzzy_values_of_contextual_entities) {
  EXPECT_THAT(entities("to Amsterdm"), ElementsAre(R"(destination="Amsterdam" 0.8888888888888888 3-11)"));
  EXPECT_THAT(entities("to Bruxels"), IsEmpty());
  EXPECT_THAT(entities("secnd"), IsEmpty());
}

TEST(ExactUnderstanding, finds_system_entities) {
  EXPECT_THAT(entities("eighty eight"), ElementsAre(R"(sys.number="88" 1 0-12)"));
  EXPECT_THAT(entities("call +32 487 23 02 03"), ElementsAre(R"(sys.phone_number="(+32) 487230203" 1 5-21)"));
  EXPECT_THAT(entities("é a@b.co"), ElementsAre(R"(sys.email="a@b.co" 1 2-8)"));
  EXPECT_THAT(entities("see www.x.ai/jobs."),
              ElementsAre(R"(sys.url="www.x.ai/jobs" 1 4-17)", R"(sys.url_domain="x.ai" 1 4-17)"));
  EXPECT_THAT(entities("Stop.Then go"), IsEmpty());
  EXPECT_THAT(entities("22-04-2018"),
              testing::Not(testing::Contains(testing::StartsWith("sys.phone_number"))));
}

TEST(ExactUnderstanding, puts_composites_together) {
  EXPECT_THAT(entities("3 in first class"),
              ElementsAre(R"(sys.number="3" 1 0-1)", R"(party={"sys":{"number":"3"},"class":"first"} 1 0-16)",
                          R"(sys.ordinal="1" 1 5-10)", R"(class="first" 1 5-16)"));
  EXPECT_THAT(entities("1 first, no 2 second"),
              testing::Contains(R"(party={"sys":{"number":"2"},"class":"second"} 1 12-20)"));
}

TEST(ExactUnderstanding, leaves_long_and_broken_texts_alone) {
  std::string longest(text_code_points_max - 2, ' ');
  EXPECT_EQ(top(longest + "hi"), "greeting");
  EXPECT_EQ(top(longest + " hi"), "none");
  NlpResult nothing;
  nothing.expression = "hi \xff";
  EXPECT_EQ(extract("hi \xff"), nothing);
}

TEST(ExactUnderstanding, is_not_slowed_down_by_repetition) {
  Bot bot;
  std::string expression, words;
  for (int i = 0; i < 40; ++i) expression += "@x @x ";
  bot.nlp.intents = {intent("deep", "en", {expression, expression + "end"})};
  bot.nlp.entities = {list("x", {{"a", {"a a", "a a a", "a a a a"}}})};
  for (int i = 0; i < 480; ++i) words += "a ";
  const auto understanding = make_exact_understanding(bot);
  EXPECT_EQ(understanding->extract(words, "en", now).exact_intent, std::nullopt);
  EXPECT_EQ(understanding->extract(words.substr(0, 400), "en", now).exact_intent, "deep");
}

TEST(NlpResultJson, goes_there_and_back) {
  for (const std::string_view text : {"from Antwerp to Brussels", "3 in first class", "nothing", "hi"}) {
    const auto result = extract(text);
    EXPECT_EQ(nlp_result_from_json(to_json(result)), result);
  }
  EXPECT_EQ(
      to_json_text(to_json(extract("hi"))),
      R"({"expression":"hi","intent":{"name":"greeting","score":1},"intents":[{"name":"greeting","score":1}],)"
      R"("entities":[],"exactMatchedIntent":"greeting"})");
  EXPECT_EQ(
      to_json_text(to_json(extract("1st"))),
      R"({"expression":"1st","intents":[],"entities":[{"name":"ordinal","value":"1","score":1,"startIndex":0,)"
      R"("endIndex":3,"systemEntity":true},{"name":"class","value":"first","score":1,"startIndex":0,)"
      R"("endIndex":3,"systemEntity":false}],"exactMatchedIntent":null})");
}

TEST(NlpResultJson, reads_what_it_can) {
  const auto json = parse_json(
      R"({"expression":3,"intents":[1,{"name":"a"}],"entities":[{"startIndex":-5,"endIndex":1e300}]})");
  const auto result = nlp_result_from_json(json->get_object());
  EXPECT_THAT(result.intents, ElementsAre(ScoredIntent{"a", 0}));
  EXPECT_THAT(result.entities, ElementsAre(FoundEntity{.name = "", .value = nullptr, .score = 0}));
}

}  // namespace
}  // namespace sb::nlu
