#include "model/bot_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/bot_samples.h"

namespace sb {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Json json(std::string_view text) {
  return parse_json(text).value();
}

std::vector<std::string> texts(const Diagnostics& diagnostics) {
  std::vector<std::string> lines;
  for (const auto& diagnostic : diagnostics.all()) lines.push_back(to_text(diagnostic));
  return lines;
}

TEST(BotJson, ReadsWhatItWrites) {
  auto bot = sample_bot();
  Diagnostics diagnostics;
  auto again = parse_bot(bot_to_json(bot, DocumentKind::full), diagnostics);
  EXPECT_THAT(texts(diagnostics), IsEmpty());
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, bot);
}

TEST(BotJson, ReadsWhatItWritesForGeneratedBots) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    auto bot = generated_bot(seed);
    Diagnostics diagnostics;
    auto document = bot_to_json(bot, DocumentKind::full);
    auto again = parse_bot(parse_json(to_json_text(document)).value(), diagnostics);
    ASSERT_THAT(texts(diagnostics), IsEmpty()) << "seed " << seed;
    ASSERT_EQ(*again, bot) << "seed " << seed << "\n" << to_pretty_json_text(document);
  }
}

TEST(BotJson, AnExportHoldsNoSecretsAndNoSettings) {
  auto document = bot_to_json(sample_bot(), DocumentKind::export_document);
  std::vector<std::string> members;
  for (const auto& [key, unused] : document.get_object()) members.emplace_back(view(key));
  EXPECT_THAT(members, ElementsAre("format", "formatVersion", "bot", "variables", "flows", "dialogs",
                                   "events", "nlp"));
  EXPECT_FALSE(document.at("bot").get_object().contains("id"));
  Diagnostics diagnostics;
  auto read = parse_bot(document, diagnostics);
  ASSERT_TRUE(read);
  auto expected = sample_bot();
  expected.id.clear();
  expected.settings = {};
  expected.api_settings.clear();
  expected.channels.clear();
  expected.offload_providers.clear();
  EXPECT_EQ(*read, expected);
}

TEST(BotJson, ReportsEveryFaultWithItsPlace) {
  Diagnostics diagnostics;
  auto bot = parse_bot(json(R"({"format":"bot-export","formatVersion":1,
    "bot":{"name":"x","primaryLanguage":"en","secondaryLanguage":["nl"]},
    "variables":[{"name":7}],
    "dialogs":[
      {"id":"a","name":"A","flowId":"f","type":"MESAGE","content":{}},
      {"id":"b","name":"B","flowId":"f","type":"GO_TO","content":{"branches":[
        {"op":[],"conditions":[{"variable":"v","operator":"equal","value":"1"}]},
        {"op":["AND","OR"],"conditions":[{"variable":"v","operator":"exists"},{"variable":"w","operator":"exists"}]},
        {"conditions":[]}]}},
      {"id":"c","name":"C","type":"ACTION","content":{"actions":[
        {"type":"api","config":{"methd":"GET","url":"u","timeoutMs":1}},
        {"type":"brandNew","config":{"x":1}},
        {"type":"iframe","config":{"source":"s","height":"tall"}}]}}],
    "events":{} })"),
                       diagnostics);
  EXPECT_FALSE(bot);
  EXPECT_THAT(
      texts(diagnostics),
      testing::UnorderedElementsAre(
          HasSubstr("/bot/secondaryLanguage: warning: \"secondaryLanguage\" is not known here "
                    "(did you mean \"secondaryLanguages\"?)"),
          HasSubstr("/variables/0/name: error: this must be a text, not a number"),
          HasSubstr("/dialogs/0/type: error: \"MESAGE\" is not known here (did you mean \"MESSAGE\"?)"),
          HasSubstr(
              "/dialogs/1/content/branches/0/conditions/0/operator: error: \"equal\" is not known here (did "
              "you mean \"equals\"?)"),
          HasSubstr(
              "/dialogs/1/content/branches/1/op: error: 2 conditions are joined by 1 AND or OR, not by 2"),
          HasSubstr("/dialogs/1/content/branches/2: error: a branch needs at least one condition"),
          HasSubstr("/dialogs/2: error: member \"flowId\" is missing"),
          HasSubstr("/dialogs/2/content/actions/0/config/methd: warning: \"methd\" is not known here "
                    "(did you mean \"method\"?)"),
          HasSubstr(
              "/dialogs/2/content/actions/0/config/timeoutMs: error: this must be a whole number from 1000"),
          HasSubstr(
              "/dialogs/2/content/actions/2/config/height: error: this must be a whole number, not a text"),
          HasSubstr("/events: error: this must be a list, not an object")));
}

TEST(BotJson, KeepsActionsItDoesNotKnow) {
  auto bot = sample_bot();
  bot.dialogs[0].content = ActionContent{{{"appIntegration", action::Unknown{{{"app", "crm"}}}}}};
  Diagnostics diagnostics;
  auto again = parse_bot(bot_to_json(bot, DocumentKind::full), diagnostics);
  EXPECT_THAT(texts(diagnostics), IsEmpty());
  EXPECT_EQ(*again, bot);
}

TEST(BotJson, RefusesWhatIsNoBotDocument) {
  for (auto text : {"null", "[]", "{}", R"({"format":"other"})", R"("bot-export")"}) {
    Diagnostics diagnostics;
    auto bot = parse_bot(json(text), diagnostics);
    ASSERT_FALSE(bot) << text;
    EXPECT_EQ(bot.error().code, ErrorCode::invalid_input);
    EXPECT_TRUE(diagnostics.has_errors());
  }
}

TEST(BotJson, ContentHashFollowsWhatATurnSees) {
  auto bot = sample_bot();
  auto hash = content_hash(bot);
  EXPECT_EQ(hash.size(), 64u);
  auto renamed = bot;
  renamed.name = "Other";
  renamed.flows[0].name = "Other";
  renamed.channels.clear();
  EXPECT_EQ(content_hash(renamed), hash);
  auto changed = bot;
  changed.settings.typing_ms = 7;
  EXPECT_NE(content_hash(changed), hash);
  changed = bot;
  changed.offload_providers[0].enabled = !changed.offload_providers[0].enabled;
  EXPECT_NE(content_hash(changed), hash);
}

TEST(BotJson, ANewBotHasTheSevenSystemDialogs) {
  auto bot = new_bot("shop", "Shop", "nl");
  EXPECT_EQ(bot.dialogs.size(), 7u);
  BotIndex index(bot, content_hash(bot));
  for (int i = 0; i < system_dialog_count; ++i)
    EXPECT_NE(index.system_dialog(static_cast<SystemDialog>(i)), nullptr) << i;
  Diagnostics diagnostics;
  auto again = parse_bot(bot_to_json(bot, DocumentKind::full), diagnostics);
  EXPECT_EQ(*again, bot);
}

TEST(BotIndex, FindsDialogsByIdNameLabelAndIntent) {
  BotIndex index(sample_bot(), "hash");
  EXPECT_EQ(index.dialog_by_reference(index.bot().dialogs[1].id), &index.bot().dialogs[1]);
  EXPECT_EQ(index.dialog_by_reference("ask class"), index.dialog("d-ask"));
  EXPECT_EQ(index.dialog_by_reference("booking_class"), index.dialog("d-ask"));
  EXPECT_EQ(index.dialog_by_reference("nowhere"), nullptr);
  EXPECT_THAT(index.dialogs_of_intent("greeting"), ElementsAre(index.dialog("d-hello")));
  EXPECT_THAT(index.dialogs_of_intent("other"), IsEmpty());
  EXPECT_THAT(index.sensitive_variables(), ElementsAre("bank_account"));
  EXPECT_EQ(index.offload_provider("p1")->name, "Desk");
  EXPECT_EQ(index.api_setting("none"), nullptr);
}

TEST(Names, NearestNameForgivesSlips) {
  EXPECT_EQ(nearest_name("quickReply", {"quickReplies", "text", "carousel"}), "quickReplies");
  EXPECT_EQ(nearest_name("flowid", {"flowId", "id"}), "flowId");
  EXPECT_EQ(nearest_name("zebra", {"flowId", "id"}), "");
  EXPECT_EQ(nearest_name("", {"id"}), "");
}

TEST(Names, PointersEscape) {
  EXPECT_EQ(pointer_step("a/b~c"), "/a~1b~0c");
  EXPECT_THAT(pointer_steps("/a~1b~0c/0"), ElementsAre("a/b~c", "0"));
}

}  // namespace
}  // namespace sb
