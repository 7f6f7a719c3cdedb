#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "base/utf8.h"
#include "model/bot_folder.h"
#include "nlu/evaluate.h"
#include "nlu/language_model.h"
#include "nlu/understanding.h"

namespace sb::nlu {
namespace {

const UtcMs now = *parse_iso("2026-11-18T10:00:00Z");

std::vector<LabelledText> corpus(const std::string& name) {
  std::ifstream file(std::string(SB_SOURCE_DIR) + "/tests/corpora/nlu/" + name, std::ios::binary);
  const std::string lines((std::istreambuf_iterator<char>(file)), {});
  return parse_dataset(lines).value();
}

Bot choochoo() {
  Diagnostics diagnostics;
  return load_bot_folder(std::string(SB_SOURCE_DIR) + "/examples/choochoo", diagnostics).value().bot;
}

LanguageModels trained(const Bot& bot, const std::vector<std::string>& languages) {
  LanguageModels models;
  for (const auto& language : languages) {
    auto model = train_language_model(training_set(bot, language, 1), {});
    models[language] = std::make_shared<const LanguageModel>(std::move(model.value()));
  }
  return models;
}

double member(const JsonObject& object, std::string_view key) {
  return find_member(object, key)->to_number<double>();
}

TEST(Learning, TellsIntentsApartAndRefusesWhatIsNone) {
  const auto result =
      evaluate(corpus("clinc-sample-train.jsonl"), corpus("clinc-sample-test.jsonl"), {}).value();
  EXPECT_GE(member(result, "accuracy"), 0.93) << to_json_text(Json(result));
  EXPECT_GE(member(result, "oos_auroc"), 0.93);
  EXPECT_GE(member(result, "precision_at_0_8"), 0.95);
  EXPECT_GE(member(result, "answered_at_0_8"), 0.8);
}

// Few expressions are nearly always told apart; what is learned from that must still rank the right above the
// wrong and above what is out of scope.
TEST(Learning, TrustsFewExamplesNeitherTooMuchNorTheWrongWay) {
  const auto all = corpus("clinc-sample-train.jsonl"), tests = corpus("clinc-sample-test.jsonl");
  std::vector<std::string> names;
  for (const auto& row : all) {
    if (std::find(names.begin(), names.end(), row.intent) == names.end()) names.push_back(row.intent);
  }
  for (const std::size_t intents : {5u, 12u}) {
    for (const std::size_t examples : {5u, 8u, 20u}) {
      for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const std::set<std::string> picked(names.begin(),
                                           names.begin() + static_cast<std::ptrdiff_t>(intents));
        std::map<std::string, std::size_t> taken;
        std::vector<LabelledText> train, test;
        for (const auto& row : all) {
          if (picked.contains(row.intent) && taken[row.intent]++ < examples) train.push_back(row);
        }
        for (const auto& row : tests) {
          if (picked.contains(row.intent) || row.intent == "oos") test.push_back(row);
        }
        DatasetOptions options;
        options.seed = seed;
        const auto result = evaluate(train, test, options).value();
        SCOPED_TRACE(std::to_string(intents) + " x " + std::to_string(examples) + ": " +
                     to_json_text(Json(result)));
        EXPECT_GE(member(result, "oos_auroc"), 0.75);
        EXPECT_GE(member(result, "answered_at_0_8"), 0.6);
        EXPECT_GE(member(result, "oos_recall"), 0.3);
      }
    }
  }
}

// The example bot has six to sixteen expressions an intent.
TEST(Learning, TheExampleBotDoesNotTakeJustAnythingForItsBusiness) {
  const Bot bot = choochoo();
  const auto understanding = make_understanding(bot, trained(bot, {"en"}));
  std::size_t off_topic = 0, refused = 0;
  for (const auto& row : corpus("clinc-sample-test.jsonl")) {
    if (row.intent != "oos") continue;
    const auto result = understanding->extract(row.text, "en", now);
    ++off_topic;
    refused += result.intents.empty() || result.intents.front().score <= 0.8 ? 1 : 0;
  }
  ASSERT_GT(off_topic, 50u);
  EXPECT_GE(static_cast<double>(refused) / static_cast<double>(off_topic), 0.6);
}

TEST(Learning, FindsSlots) {
  const auto result =
      evaluate(corpus("snips-sample-train.jsonl"), corpus("snips-sample-test.jsonl"), {}).value();
  EXPECT_GE(member(result, "slot_f1"), 0.78) << to_json_text(Json(result));
}

TEST(Learning, IsTheSameForTheSameSeed) {
  const TrainingSet set = training_set(choochoo(), "en", 1);
  TrainingOptions other;
  other.seed = 2;
  const auto bytes = train_language_model(set, {}).value().to_bytes();
  EXPECT_EQ(bytes, train_language_model(set, {}).value().to_bytes());
  EXPECT_NE(bytes, train_language_model(set, other).value().to_bytes());
}

TEST(Learning, ModelsComeBackFromTheirBytes) {
  const auto model = train_language_model(training_set(choochoo(), "nl", 1), {}).value();
  const std::string bytes = model.to_bytes();
  EXPECT_LT(bytes.size(), 500'000u);
  const auto again = LanguageModel::from_bytes(bytes).value();
  EXPECT_EQ(again.to_bytes(), bytes);
  const auto words = text_words("ik wil een kaartje van Gent naar Parijs", "nl");
  const auto before = model.intents().guess(words, {}), after = again.intents().guess(words, {});
  EXPECT_EQ(before.probabilities, after.probabilities);
  EXPECT_EQ(before.score, after.score);
}

TEST(Learning, DamagedModelsAreRefused) {
  const auto bytes = train_language_model(training_set(choochoo(), "en", 1), {}).value().to_bytes();
  EXPECT_TRUE(LanguageModel::from_bytes("").has_error());
  EXPECT_TRUE(LanguageModel::from_bytes(bytes.substr(0, bytes.size() - 1)).has_error());
  auto flipped = bytes;
  flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 1);
  EXPECT_TRUE(LanguageModel::from_bytes(flipped).has_error());
  constexpr std::size_t head = 40;
  for (std::size_t cut = 0; cut < 2000; cut += 7) {
    EXPECT_TRUE(read_model_body(std::string_view(bytes).substr(head, cut)).has_error()) << cut;
  }
}

TEST(Learning, StopsWhenToldTo) {
  TrainingOptions options;
  options.progress = [](double) { return false; };
  const auto model = train_language_model(training_set(choochoo(), "en", 1), options);
  ASSERT_TRUE(model.has_error());
  EXPECT_EQ(model.error().code, ErrorCode::unavailable);
}

TEST(Learning, NeedsTwoIntentsWithFiveExpressions) {
  Bot bot;
  bot.nlp.intents = {{"one", {{"en", {{"a"}, {"b"}, {"c"}, {"d"}, {"e"}}}}}, {"two", {{"en", {{"f"}}}}}};
  const auto model = train_language_model(training_set(bot, "en", 1), {});
  ASSERT_TRUE(model.has_error());
  EXPECT_EQ(model.error().place, "nlu/en");
}

TEST(Learning, HashFollowsWhatIsLearnedFrom) {
  Bot bot = choochoo();
  const auto en = training_hash(bot, "en"), nl = training_hash(bot, "nl");
  EXPECT_NE(en, nl);
  bot.dialogs.clear();
  EXPECT_EQ(training_hash(bot, "en"), en);
  bot.nlp.intents[0].expressions["nl"].push_back({"goeiedag"});
  EXPECT_EQ(training_hash(bot, "en"), en);
  EXPECT_NE(training_hash(bot, "nl"), nl);
}

// Spec 10 §1: held-out sentences and what must be understood.
struct HeldOut {
  const char* name;
  const char* language;
  const char* text;
  const char* intent;  // empty: below the threshold
  std::vector<std::pair<std::string, std::string>> entities;
};
class ChooChoo : public testing::TestWithParam<HeldOut> {
 protected:
  static const Understanding& understanding() {
    static const Bot bot = choochoo();
    static const auto made = make_understanding(bot, trained(bot, {"en", "nl"}));
    return *made;
  }
};

TEST_P(ChooChoo, Understands) {
  const HeldOut& wanted = GetParam();
  const auto result = understanding().extract(wanted.text, wanted.language, now);
  ASSERT_FALSE(result.intents.empty());
  SCOPED_TRACE(to_json_text(Json(to_json(result))));
  if (*wanted.intent) {
    EXPECT_EQ(result.intents.front().name, wanted.intent);
    EXPECT_GT(result.intents.front().score, 0.8);
  } else {
    EXPECT_LE(result.intents.front().score, 0.8);
  }
  for (const auto& [name, value] : wanted.entities) {
    const FoundEntity* best = nullptr;
    for (const auto& entity : result.entities) {
      if (entity.name == name && (!best || entity.score >= best->score)) best = &entity;
    }
    ASSERT_TRUE(best) << name;
    EXPECT_EQ(best->value.as_string(), value) << name;
    EXPECT_GT(best->score, 0.8) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Spec10, ChooChoo,
    testing::Values(HeldOut{"ticket",
                            "en",
                            "I need a ticket from Antwerp to Brussels in first class",
                            "book train ticket",
                            {{"origin", "Antwerp"}, {"destination", "Brussels"}, {"class", "first"}}},
                    HeldOut{"hello", "en", "hello there", "greeting", {}},
                    HeldOut{"name", "en", "what is your name?", "who are you", {}},
                    HeldOut{"human", "en", "can I talk to a human", "talk to a human", {}},
                    HeldOut{"clear", "en", "please clear my booking and start over", "start over", {}},
                    HeldOut{"lyon",
                            "en",
                            "I want to travel to Lyon on monday",
                            "book train ticket",
                            {{"destination", "Lyon"}, {"departure-date", "monday"}}},
                    HeldOut{"gibberish", "en", "qwer zxcv poiu", "", {}},
                    HeldOut{"chicken", "en", "chicken", "", {}},
                    HeldOut{"want_a_ticket", "en", "I want a ticket", "book train ticket", {}},
                    HeldOut{"dutch_ticket",
                            "nl",
                            "Ik wil een kaartje van Antwerpen naar Brussel in eerste klas",
                            "book train ticket",
                            {{"origin", "Antwerp"}, {"destination", "Brussels"}, {"class", "first"}}},
                    HeldOut{"dutch_hello", "nl", "hallo daar", "greeting", {}},
                    HeldOut{"dutch_name", "nl", "wat is je naam?", "who are you", {}},
                    HeldOut{"dutch_human", "nl", "kan ik met een mens praten", "talk to a human", {}},
                    HeldOut{"dutch_clear", "nl", "gooi mijn boeking weg en begin opnieuw", "start over", {}},
                    HeldOut{"dutch_gibberish", "nl", "qwer zxcv poiu", "", {}}),
    [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace sb::nlu
