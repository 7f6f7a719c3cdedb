#include "conductor/unclear.h"

#include <gtest/gtest.h>

#include "engine/step.h"
#include "model/bot_json.h"

namespace sb::conductor {
namespace {

RunnableBot asking_bot() {
  Bot bot = new_bot("b", "Bot", "en");
  bot.nlp.intents = {{"greet", {}}};
  for (const char* variable : {"iban", "city"}) {
    InputContent content;
    content.variable = variable;
    Dialog dialog;
    dialog.id = dialog.name = std::string("ask ") + variable;
    dialog.content = content;
    bot.dialogs.push_back(std::move(dialog));
  }
  RunnableBot runnable;
  runnable.index = std::make_shared<const BotIndex>(bot, "hash");
  runnable.sensitive_variables = {"iban"};
  return runnable;
}

struct Case {
  const char* name;
  std::string text = "good morning sir";
  double score = 0.5;
  bool exact = false;
  bool paused = false;
  std::string pending = {}, entity = {};
  std::optional<store::ReviewRow::Reason> wanted = {};
};

class UnclearText : public testing::TestWithParam<Case> {};

TEST_P(UnclearText, IsKeptOrNot) {
  const Case& given = GetParam();
  const RunnableBot bot = asking_bot();
  auto before = engine::new_conversation(*bot.index, {"b", Version::draft, "ann"});
  before.paused = given.paused;
  if (!given.pending.empty()) before.pending = engine::PendingInput{given.pending, 0};
  engine::UserSaid said;
  said.message.kind = UserMessageKind::text;
  said.message.text = given.text;
  nlu::NlpResult nlp;
  nlp.intents = {{"greet", given.score}};
  if (given.exact) nlp.exact_intent = "greet";
  if (!given.entity.empty()) nlp.entities.push_back({given.entity, Json("x"), 1, 0, 1, false});
  said.nlp = nlp;
  const auto unclear = unclear_text(bot, before, {{7}, "seed", said});
  ASSERT_EQ(unclear.has_value(), given.wanted.has_value());
  if (!unclear) return;
  EXPECT_EQ(unclear->text.reason, *given.wanted);
  EXPECT_EQ(unclear->text.text, "good morning sir");
  EXPECT_EQ(unclear->text.folded, "good morning sir");
  EXPECT_EQ(unclear->text.language, "en");
  EXPECT_EQ(unclear->text.intent, "greet");
  EXPECT_EQ(unclear->text.score, given.score);
  EXPECT_EQ(unclear->answers, !given.pending.empty());
}

constexpr auto not_understood = store::ReviewRow::Reason::not_understood;
constexpr auto low_score = store::ReviewRow::Reason::low_score;

INSTANTIATE_TEST_SUITE_P(
    Unclear, UnclearText,
    testing::Values(Case{.name = "below_the_threshold", .wanted = not_understood},
                    Case{.name = "on_the_threshold", .score = 0.8, .wanted = not_understood},
                    Case{.name = "hardly_above", .score = 0.85, .wanted = low_score},
                    Case{.name = "well_above", .score = 0.9}, Case{.name = "certain", .score = 1},
                    Case{.name = "an_expression", .exact = true},
                    Case{.name = "trimmed", .text = "  good morning sir\n", .wanted = not_understood},
                    Case{.name = "no_words", .text = "?!"}, Case{.name = "to_an_agent", .paused = true},
                    Case{.name = "a_sensitive_answer", .pending = "ask iban"},
                    Case{.name = "another_answer", .pending = "ask city", .wanted = not_understood},
                    Case{.name = "a_sensitive_entity", .entity = "iban"},
                    Case{.name = "another_entity", .entity = "city", .wanted = not_understood}),
    [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace sb::conductor
