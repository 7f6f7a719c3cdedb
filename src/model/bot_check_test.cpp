#include "model/bot_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/bot_json.h"
#include "model/bot_samples.h"

namespace sb {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> findings(const Bot& bot) {
  std::vector<std::string> lines;
  for (const auto& one : check_bot(bot)) lines.push_back(to_text(one));
  return lines;
}

// A bot of which check_bot has nothing to say.
Bot sound_bot() {
  auto bot = new_bot("sound", "Sound", "en");
  bot.nlp.intents.push_back({"greeting", {{"en", {{"hi"}, {"hello"}, {"hey"}, {"hiya"}, {"good day"}}}}});
  bot.variables.push_back({"destination", "", false, false, std::nullopt});
  return bot;
}

Dialog dialog(const Bot& bot, std::string name, decltype(Dialog::content) content) {
  Dialog dialog;
  dialog.id = "d-" + name;
  dialog.name = name;
  dialog.label = name;
  dialog.flow_id = bot.flows.front().id;
  dialog.content = std::move(content);
  return dialog;
}
BotMessage message(std::string_view json) {
  return parse_bot_message(parse_json(json).value()).value();
}
BotMessage text(std::string_view words) {
  JsonObject one;
  one["text"] = words;
  JsonArray list;
  list.push_back(std::move(one));
  return {MessageKind::text, {{"textMessages", std::move(list)}}};
}

TEST(CheckBot, FindsNothingInASoundBot) {
  EXPECT_THAT(findings(sound_bot()), IsEmpty());
}

struct Fault {
  std::string_view name;
  void (*spoil)(Bot&);
  std::string_view finding;
};
class CheckBotFinds : public testing::TestWithParam<Fault> {};
TEST_P(CheckBotFinds, TheFault) {
  auto bot = sound_bot();
  GetParam().spoil(bot);
  EXPECT_THAT(findings(bot), Contains(HasSubstr(GetParam().finding)));
}
void add(Bot& bot, std::string name, decltype(Dialog::content) content) {
  bot.dialogs.push_back(dialog(bot, std::move(name), std::move(content)));
}
void add_action(Bot& bot, std::string type, decltype(Action::config) config) {
  add(bot, "act", ActionContent{{{std::move(type), std::move(config)}}});
}

INSTANTIATE_TEST_SUITE_P(
    , CheckBotFinds,
    testing::Values(
        Fault{"unknown_target", [](Bot& b) { b.dialogs[0].go_to.dialog_id = "not understod"; },
              "/dialogs/0/goTo/dialogId: error: there is no dialog \"not understod\" (did you mean \"not "
              "understood\"?)"},
        Fault{"unknown_button_target",
              [](Bot& b) {
                add(b, "ask",
                    MessageContent{
                        {message(R"({"type":"buttons","config":{"textMessages":[{"text":"?"}],"buttons":[
                  {"type":"postback","title":"A","payload":{"nextDialogstateId":"nope"}}]}})")}});
              },
              "/dialogs/7/content/components/0/config/buttons/0/payload/nextDialogstateId: error: there is "
              "no dialog"},
        Fault{"unreachable",
              [](Bot& b) {
                add(b, "island", MessageContent{{text("x")}});
                b.dialogs.back().label.clear();
              },
              "/dialogs/7: warning: nothing leads to the dialog \"island\""},
        Fault{"loop",
              [](Bot& b) {
                add(b, "one", MessageContent{{text("x")}});
                add(b, "two",
                    GoToContent{{{{{"a", Operator::exists, "", true}}, {}, {"d-one", {}}}},
                                GoTo{"d-one", {}}});
                b.dialogs[7].go_to.dialog_id = "d-two";
              },
              "/dialogs/7: error: this loop never waits for the user: \"one\" → \"two\" → \"one\""},
        Fault{"missing_translation", [](Bot& b) { b.secondary_languages = {"nl"}; },
              "/dialogs/0/content/components/0/config/textMessages/0/text: warning: not translated to nl"},
        Fault{"missing_primary_text",
              [](Bot& b) {
                add(b, "x",
                    MessageContent{
                        {message(R"({"type":"text","config":{"textMessages":[{"text":{"nl":"x"}}]}})")}});
              },
              "error: the text in the primary language en is missing"},
        Fault{
            "unknown_action", [](Bot& b) { add_action(b, "clearSesion", action::Unknown{}); },
            "/dialogs/7/content/actions/0/type: warning: \"clearSesion\" is not a known action (did you mean "
            "\"clearSession\"?)"},
        Fault{"duplicate_id", [](Bot& b) { b.dialogs[1].id = b.dialogs[0].id; },
              "/dialogs/1/id: error: the dialog id"},
        Fault{"duplicate_name", [](Bot& b) { b.dialogs[1].name = b.dialogs[0].name; },
              "/dialogs/1/name: error: the dialog name \"introduction\" is also at /dialogs/0/name"},
        Fault{"duplicate_label", [](Bot& b) { b.dialogs[1].label = b.dialogs[0].label = "l"; },
              "/dialogs/1/label: error: the label \"l\" is also at /dialogs/0/label"},
        Fault{"unknown_flow", [](Bot& b) { b.dialogs[1].flow_id = "f-genral"; },
              "error: there is no flow \"f-genral\" (did you mean \"f-general\"?)"},
        Fault{"mistyped_placeholder", [](Bot& b) { add(b, "x", MessageContent{{text("To {destinaton}?")}}); },
              "warning: nothing in this bot sets \"destinaton\" (did you mean \"destination\"?)"},
        Fault{"long_intent_name", [](Bot& b) { b.nlp.intents[0].name = std::string(101, 'x'); },
              "/nlp/intents/0/name: error: the name of the intent has 101 characters, of at most 100"},
        Fault{"reserved_entity",
              [](Bot& b) {
                b.nlp.entities.resize(1);
                b.nlp.entities[0].name = "sys.number";
              },
              "/nlp/entities/0/name: error: the name \"sys.number\" is reserved"},
        Fault{"reserved_root",
              [](Bot& b) {
                b.nlp.entities.resize(1);
                b.nlp.entities[0].name = "internal";
              },
              "/nlp/entities/0/name: error: the name \"internal\" is reserved"},
        Fault{"out_of_scope_expression",
              [](Bot& b) {
                b.nlp.out_of_scope["en"] = {"bye", "Good day!"};
              },
              "/nlp/outOfScope/en/1: warning: \"Good day!\" is also an expression of \"greeting\" at "
              "/nlp/intents/0/expressions/en/4: keep one of them"},
        Fault{"unknown_mention", [](Bot& b) { b.nlp.intents[0].expressions["en"].push_back({"to (@town)"}); },
              "/nlp/intents/0/expressions/en/5: warning: there is no entity \"town\""},
        Fault{"look_around",
              [](Bot& b) {
                add(b, "x", GoToContent{{{{{"a", Operator::regex, "(?=x)", true}}, {}, {"d-x", {}}}}, {}});
              },
              "/dialogs/7/content/branches/0/conditions/0: error:"},
        Fault{"bad_entity_pattern",
              [](Bot& b) {
                b.nlp.entities.push_back({"code", Entity::Type::match_pattern, false, {}, "[a-", {}});
              },
              "/nlp/entities/0/pattern: error:"},
        Fault{"unknown_intent", [](Bot& b) { b.dialogs[0].nlp.intent = "greting"; },
              "/dialogs/0/nlp/intent: error: there is no intent \"greting\" (did you mean \"greeting\"?)"},
        Fault{"unknown_entity",
              [](Bot& b) {
                InputContent input;
                input.question = {text("?")};
                input.match = MatchType::entity;
                input.entity = "colour";
                add(b, "x", input);
              },
              "/dialogs/7/content/match/entity: error: there is no entity \"colour\""},
        Fault{"context_never_set", [](Bot& b) { b.dialogs[0].nlp.required_contexts = {"c"}; },
              "/dialogs/0/nlp/requiredContexts/0: warning: no dialog sets the context \"c\""},
        Fault{"unknown_language", [](Bot& b) { add_action(b, "language", action::Language{"nl"}); },
              "/dialogs/7/content/actions/0/config/language: error: there is no language of the bot \"nl\""},
        Fault{"few_expressions", [](Bot& b) { b.nlp.intents[0].expressions["en"].pop_back(); },
              "/nlp/intents/0: warning: the intent \"greeting\" has 4 of at least 5 expressions in en"},
        Fault{
            "duplicate_expression", [](Bot& b) { b.nlp.intents[0].expressions["en"][4].text = " HELLO"; },
            "/nlp/intents/0/expressions/en/4: error: \" HELLO\" is already an expression of \"greeting\" at "
            "/nlp/intents/0/expressions/en/1"},
        Fault{"get_with_body",
              [](Bot& b) {
                action::Api api;
                api.url = "https://x.example";
                api.body = {{TypedParameter::Type::text, "a", "b"}};
                add_action(b, "api", api);
              },
              "/dialogs/7/content/actions/0/config/body: warning: a GET request sends no body"},
        Fault{"unknown_api_setting",
              [](Bot& b) {
                action::Api api;
                api.url = "https://x.example";
                api.settings_id = "s";
                add_action(b, "api", api);
              },
              "/config/settingsId: error: there is no API setting \"s\""},
        Fault{"iframe_scheme",
              [](Bot& b) {
                add_action(b, "iframe", action::Iframe{"javascript:alert(1)", 1, false});
              },
              "/config/source: error: \"javascript:alert(1)\" is no web address"},
        Fault{"cleared_no_path", [](Bot& b) { add_action(b, "clearSession", action::ClearSession{{"a b"}}); },
              "/config/variables/0: error: \"a b\" is no variable that could be cleared"},
        Fault{"cleared_internal",
              [](Bot& b) {
                add_action(b, "clearSession", action::ClearSession{{"destination", "internal.x"}});
              },
              "/config/variables/1: warning: \"internal.x\" belongs to the platform and is never cleared"},
        Fault{"unknown_modifier",
              [](Bot& b) {
                b.variables.clear();
                add(b, "x", MessageContent{{text("To {town|trim|toUppercase}?")}});
              },
              "/textMessages/0/text: warning: \"toUppercase\" is no modifier of a placeholder (did you mean "
              "\"toUpperCase\"?); use one of: toUpperCase toLowerCase"},
        Fault{"locale", [](Bot& b) { add_action(b, "locale", action::Locale{"english"}); },
              "/config/locale: error: \"english\" is no locale"},
        Fault{"missing_system_dialog", [](Bot& b) { b.dialogs.erase(b.dialogs.begin() + 1); },
              "warning: no dialog is the system dialog \"notUnderstood\""},
        Fault{
            "button_without_effect",
            [](Bot& b) {
              add(b, "x",
                  MessageContent{{message(
                      R"({"type":"buttons","config":{"textMessages":[{"text":"?"}],"buttons":[{"type":"postback","title":"A"}]}})")}});
            },
            "/dialogs/7/content/components/0/config/buttons/0: warning: this button has no effect"},
        Fault{"empty_text", [](Bot& b) { add(b, "x", MessageContent{{text(" ")}}); },
              "warning: the text is empty"},
        Fault{"unknown_provider",
              [](Bot& b) {
                b.offload_providers.push_back({"desk", "webhook", "Desk", true, {}, std::nullopt});
                add_action(b, "offload", action::Offload{"desk2", {}, {}, false});
              },
              "/config/providerId: warning: there is no offload provider \"desk2\" (did you mean \"desk\"?)"},
        Fault{"duplicate_channel",
              [](Bot& b) {
                b.channels.push_back({"c00000000000000000000001", "web", "", Version::live, true, {}});
                b.channels.push_back(b.channels[0]);
              },
              "/channels/1/id: error: the channel id \"c00000000000000000000001\" is also at /channels/0/id"},
        Fault{"webhook_address",
              [](Bot& b) {
                b.channels.push_back({"c00000000000000000000001",
                                      "webHook",
                                      "",
                                      Version::live,
                                      true,
                                      {{"url", "ftp://x.example"}}});
              },
              "/channels/0/config/url: error: this must begin with http:// or https://"},
        Fault{"webhook_token",
              [](Bot& b) {
                b.channels.push_back({"c00000000000000000000001",
                                      "webHook",
                                      "",
                                      Version::live,
                                      true,
                                      {{"url", "${HOOK:-}"}, {"verifyToken", 5}}});
              },
              "/channels/0/config/verifyToken: error: this must be a text"},
        Fault{"small_composite",
              [](Bot& b) {
                b.nlp.entities.push_back({"party", Entity::Type::composite, false, {}, "", {"@sys.number"}});
              },
              "/nlp/entities/0: error: the composite entity \"party\" has 1 of at least 2 parts"},
        Fault{"opening_hours",
              [](Bot& b) {
                b.offload_providers.push_back(
                    {"p", "webhook", "", true, {}, OpeningHours{"UTC", {{"mon", {{"17:00", "9:00"}}}}, {}}});
              },
              "/offloadProviders/0/openingHours/week/mon/0: error: \"17:00\" to \"9:00\" are no opening "
              "hours"}),
    [](const auto& param_info) { return std::string(param_info.param.name); });

TEST(CheckBot, ALoopWithAWayOutIsNone) {
  auto bot = sound_bot();
  add(bot, "one", MessageContent{{text("x")}});
  add(bot, "two", GoToContent{{{{{"a", Operator::exists, "", true}}, {}, {"d-one", {}}}}, std::nullopt});
  bot.dialogs[7].go_to.dialog_id = "d-two";
  EXPECT_THAT(findings(bot), IsEmpty());
  add(bot, "code", ActionContent{{{"code", action::Code{{}, "return"}}}});
  bot.dialogs.back().go_to.dialog_id = "d-code";
  EXPECT_THAT(findings(bot), IsEmpty());
}

TEST(CheckBot, SurvivesGeneratedBots) {
  for (std::uint64_t seed = 0; seed < 100; ++seed)
    for (const auto& one : findings(generated_bot(seed))) ASSERT_FALSE(one.empty()) << seed;
}

}  // namespace
}  // namespace sb
