#include "model/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/crypto.h"
#include "model/user_message.h"

namespace sb {
namespace {

using testing::ElementsAre;

Json json(std::string_view text) {
  auto parsed = parse_json(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed.has_value() ? std::move(*parsed) : Json();
}
BotMessage message(std::string_view text) {
  auto parsed = parse_bot_message(json(text));
  EXPECT_TRUE(parsed.has_value()) << text << parsed.error().message;
  return parsed.has_value() ? std::move(*parsed) : BotMessage();
}
BotMessage rendered(std::string_view text, std::string_view session, std::string_view language = "en") {
  SeededRandom random("seed");
  const JsonObject values = json(session).as_object();
  return render(message(text), {language, "en", values, random, nullptr});
}
std::string format_d(const BotMessage& sent, PayloadEncoding encoding = PayloadEncoding::opaque) {
  return to_json_text(to_format_d(sent, encoding));
}

constexpr std::string_view text_hello =
    R"({"type":"text","config":{"textMessages":[{"text":"Hi {firstname}"}]}})";
constexpr std::string_view buttons_class =
    R"({"type":"buttons","config":{"textMessages":[{"text":"Which class?"}],"buttons":[
        {"type":"postback","title":"First","payload":{"nextDialogstateId":"d1","params":[{"key":"class","value":"first"}]}},
        {"type":"web_url","title":"Docs","url":"https://docs"},{"type":"phone_number","title":"Call","payload":"1207"}]}})";
constexpr std::string_view quick_language =
    R"({"type":"quickReplies","config":{"textMessages":[{"text":"Language?"}],"quickReplies":[
        {"title":"English","imageUrl":"https://domain/logo.png","payload":{"nextDialogstateId":"d2"}},
        {"title":"Here","type":"location","variable":"place"}]}})";
constexpr std::string_view carousel_item =
    R"({"type":"carousel","config":{"elements":[{"title":"Item 2","subTitle":"Sub","imageUrl":"https://i",
        "webUrl":"https://docs","buttons":[{"type":"element_share"}]},{"title":"Bare"}]}})";
constexpr std::string_view list_large =
    R"({"type":"list","config":{"size":"LARGE","elements":[{"title":"Language","subTitle":"S","imageUrl":"https://i",
        "webUrl":"https://w","button":{"type":"web_url","title":"b","url":"https://b"}},{"title":"Bare"}],
        "button":{"type":"postback","title":"More","payload":{"nextDialogstateId":"d3"}}}})";
constexpr std::string_view media_image =
    R"({"type":"media","config":{"media":{"type":"image","url":"https://i"}}})";
constexpr std::string_view upload =
    R"({"type":"fileUpload","config":{"caption":"Upload","successDialog":"ok","failedDialog":"bad"}})";
constexpr std::string_view rich = R"({"type":"richText","config":{"html":"<h1>Hi</h1>"}})";
constexpr std::string_view raw =
    R"({"type":"__raw","config":{"withBalloon":false,"html":"<p>Hello <b>you</b></p>","type":"html"}})";
constexpr std::string_view event =
    R"({"type":"JSONTemplate","config":{"language":"en","type":"t","event":"e","payload":1,"___type":"CL_DISPATCH_EVENT"}})";

struct WireCase {
  std::string_view name, format_b, wire;
};
void PrintTo(const WireCase& test, std::ostream* out) {
  *out << test.name;
}
class FormatD : public testing::TestWithParam<WireCase> {};

// Ids are the ones of a fixed seed: "#1" stands for the first, and so on.
TEST_P(FormatD, IsTheWireForm) {
  SeededRandom random("seed");
  BotMessage sent = message(GetParam().format_b);
  std::string wire(GetParam().wire);
  int number = 0;
  for (const auto& postback : assign_payloads(sent, random)) {
    const std::string mark = "#" + std::to_string(++number);
    ASSERT_NE(wire.find(mark), std::string::npos) << mark;
    wire.replace(wire.find(mark), mark.size(), postback.id);
  }
  EXPECT_EQ(format_d(sent), wire);
}
constexpr WireCase wire_cases[] = {
    {"text", R"({"type":"text","config":{"textMessages":[{"text":"Hi Ann"}]}})", R"({"text":"Hi Ann"})"},
    {"buttons", buttons_class,
     R"({"attachment":{"type":"template","payload":{"template_type":"button","text":"Which class?","buttons":[)"
     R"({"type":"postback","title":"First","payload":"#1"},{"type":"web_url","title":"Docs","url":"https://docs"},)"
     R"({"type":"phone_number","title":"Call","payload":"1207"}]}}})"},
    {"quick_replies", quick_language,
     R"({"text":"Language?","quick_replies":[)"
     R"({"content_type":"text","title":"English","payload":"#1","image_url":"https://domain/logo.png"},)"
     R"({"content_type":"location","title":"Here","payload":"#2"}]})"},
    {"carousel", carousel_item,
     R"({"attachment":{"type":"template","payload":{"template_type":"generic","elements":[{"title":"Item 2",)"
     R"("image_url":"https://i","subtitle":"Sub","buttons":[{"type":"element_share"}],"item_url":"https://docs",)"
     R"("default_action":{"type":"web_url","url":"https://docs"}},{"title":"Bare"}]}}})"},
    {"list", list_large,
     R"({"attachment":{"type":"template","payload":{"template_type":"list","top_element_style":"large","elements":[)"
     R"({"title":"Language","subtitle":"S","image_url":"https://i","default_action":{"type":"web_url","url":"https://w"},)"
     R"("buttons":[{"type":"web_url","title":"b","url":"https://b"}]},{"title":"Bare"}],)"
     R"("buttons":[{"type":"postback","title":"More","payload":"#1"}]}}})"},
    {"media", media_image,
     R"({"attachment":{"type":"image","payload":{"url":"https://i","is_reusable":false}}})"},
    {"file_upload", upload,
     R"({"attachment":{"type":"template","payload":{"template_type":"file_upload","text":"Upload",)"
     R"("success_payload":"#1","failure_payload":"#2"}}})"},
    {"rich_text", rich,
     R"({"attachment":{"type":"template","payload":{"template_type":"html","html":"<h1>Hi</h1>","withBalloon":true}}})"},
    {"raw_html", raw,
     R"({"attachment":{"type":"template","payload":{"template_type":"html","html":"<p>Hello <b>you</b></p>",)"
     R"("withBalloon":false}}})"},
    {"event", event,
     R"({"type":"event","event":"json","payload":{"language":"en","type":"t","event":"e","payload":1},"language":"en"})"},
    {"webview",
     R"({"type":"buttons","config":{"textMessages":[{"text":"T"}],"buttons":[{"type":"webview","title":"Open",
         "url":"https://w/page","params":[{"key":"orderId","value":"A-17"},{"key":"lang","value":"en"}]}]}})",
     R"({"attachment":{"type":"template","payload":{"template_type":"button","text":"T","buttons":[{"type":"web_url",)"
     R"("title":"Open","url":"https://w/page?eyJvcmRlcklkIjoiQS0xNyIsImxhbmciOiJlbiJ9","webview_height_ratio":"tall",)"
     R"("messenger_extensions":true}]}}})"},
    {"no_buttons", R"({"type":"buttons","config":{"textMessages":[{"text":"T"}],"buttons":[]}})",
     R"({"attachment":{"type":"template","payload":{"template_type":"button","text":"T","buttons":[]}}})"},
};
INSTANTIATE_TEST_SUITE_P(Table, FormatD, testing::ValuesIn(wire_cases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(FormatDJson, PayloadsCarryTheirMeaning) {
  EXPECT_EQ(
      format_d(message(buttons_class), PayloadEncoding::json),
      R"({"attachment":{"type":"template","payload":{"template_type":"button","text":"Which class?","buttons":[)"
      R"({"type":"postback","title":"First","payload":"{\"title\":\"First\",\"caption\":\"First\",)"
      R"(\"type\":\"button\",\"originalTitle\":\"First\",\"nextDialogstateId\":\"d1\",)"
      R"(\"parameters\":[{\"key\":\"class\",\"value\":\"first\"}]}"},)"
      R"({"type":"web_url","title":"Docs","url":"https://docs"},)"
      R"({"type":"phone_number","title":"Call","payload":"1207"}]}}})");
  EXPECT_EQ(
      format_d(message(R"({"quickReplyTemplate":{"textMessages":[{"text":"T"}],"quickReplies":[
                         {"title":"Q","payload":{"nextDialogstateId":"d"}}]}})"),
               PayloadEncoding::json),
      R"({"text":"T","quick_replies":[{"content_type":"text","title":"Q","payload":"{\"title\":\"Q\",)"
      R"(\"caption\":\"Q\",\"type\":\"quickreply\",\"originalTitle\":\"Q\",\"nextDialogstateId\":\"d\",)"
      R"(\"parameters\":[]}"}]})");
}

TEST(FormatDJson, IsUsedEvenWhenIdsExist) {
  SeededRandom random("seed");
  BotMessage sent = message(buttons_class);
  const std::string before = format_d(sent, PayloadEncoding::json);
  assign_payloads(sent, random);
  EXPECT_EQ(format_d(sent, PayloadEncoding::json), before);
}

TEST(FormatDJson, ReadsBackAsTheSameMessage) {
  for (const auto text : {buttons_class, carousel_item, list_large, media_image, upload, raw}) {
    const BotMessage sent = message(text);
    const auto again = parse_bot_message(to_format_d(sent, PayloadEncoding::json));
    ASSERT_TRUE(again.has_value()) << again.error().message;
    EXPECT_EQ(to_json_text(to_format_b(*again)), to_json_text(to_format_b(sent)));
  }
}

TEST(WebviewUrl, JoinsTheParameters) {
  const auto url = [](std::string_view base, std::string_view params) {
    return webview_url(base, json(params).as_array());
  };
  EXPECT_EQ(url("https://w", "[]"), "https://w");
  EXPECT_EQ(url("https://w?a=1", R"([{"key":"a","value":1}])"), "https://w?a=1&eyJhIjoxfQ%3D%3D");
  EXPECT_EQ(url("https://w#part", R"([{"key":"a","value":1}])"), "https://w?eyJhIjoxfQ%3D%3D#part");
  EXPECT_EQ(url("https://w", R"([{"key":"a","value":"?>~~"}])"), "https://w?eyJhIjoiPz5%2BfiJ9");
}

TEST(AssignPayloads, TellsWhatEachClickMeans) {
  SeededRandom random("seed");
  BotMessage sent = message(quick_language);
  const auto postbacks = assign_payloads(sent, random);
  ASSERT_EQ(postbacks.size(), 2u);
  EXPECT_EQ(postbacks[0].postback, (Postback{"English", true, "d2", {}, {}}));
  EXPECT_EQ(postbacks[1].postback, (Postback{"Here", true, std::nullopt, {}, "place"}));
  EXPECT_TRUE(is_opaque_payload(postbacks[0].id));
  EXPECT_NE(postbacks[0].id, postbacks[1].id);

  sent = message(buttons_class);
  const auto buttons = assign_payloads(sent, random);
  ASSERT_EQ(buttons.size(), 1u);
  EXPECT_EQ(buttons[0].postback, (Postback{"First", false, "d1", {{"class", "first"}}, {}}));

  sent = message(upload);
  const auto outcomes = assign_payloads(sent, random);
  ASSERT_EQ(outcomes.size(), 2u);
  EXPECT_EQ(outcomes[0].postback, (Postback{"Upload", false, "ok", {}, {}}));
  EXPECT_EQ(string_member(sent.config, "failurePayloadId"), outcomes[1].id);
}

TEST(AssignPayloads, FindsButtonsOfElements) {
  SeededRandom random("seed");
  BotMessage sent = message(
      R"({"type":"carousel","config":{"elements":[{"title":"a","buttons":[{"type":"postback","title":"1"}]},
          {"title":"b","buttons":[{"type":"postback","title":"2"},{"type":"postback","title":"3"}]}]}})");
  std::vector<std::string> titles;
  for (const auto& postback : assign_payloads(sent, random)) titles.push_back(postback.postback.title);
  EXPECT_THAT(titles, ElementsAre("1", "2", "3"));
}

TEST(AssignPayloads, PlainTextDrawsNothing) {
  SeededRandom random("seed");
  BotMessage sent = message(text_hello);
  EXPECT_TRUE(assign_payloads(sent, random).empty());
  EXPECT_EQ(random.drawn(), 0u);
}

struct RenderCase {
  std::string_view name, tmpl, session, config;
};
void PrintTo(const RenderCase& test, std::ostream* out) {
  *out << test.name;
}
class Render : public testing::TestWithParam<RenderCase> {};
TEST_P(Render, FillsTheTemplate) {
  EXPECT_EQ(to_json_text(rendered(GetParam().tmpl, GetParam().session).config), GetParam().config);
}
constexpr RenderCase render_cases[] = {
    {"text", text_hello, R"({"firstname":"Ann"})", R"({"textMessages":[{"text":"Hi Ann"}]})"},
    {"no_second_pass", text_hello, R"({"firstname":"{secret}","secret":"s"})",
     R"({"textMessages":[{"text":"Hi {secret}"}]})"},
    {"buttons",
     R"({"type":"buttons","config":{"textMessages":[{"text":"{a}"}],"buttons":[
         {"type":"postback","title":"{a}","payload":{"nextDialogstateId":"{a}","params":[
           {"key":"{a}","value":"{n}"},{"key":"b","value":"x{n}"},{"key":"c","value":{"t":"{a}"}}]}},
         {"type":"web_url","title":"t","url":"https://x/{a}?q={a}"},{"type":"phone_number","title":"t","payload":"+{n}"},
         {"type":"webview","title":"t","url":"{base}/v","params":[{"key":"n","value":"{n}"}]}]}})",
     R"({"a":"A B","n":5,"base":"https://b"})",
     R"({"textMessages":[{"text":"A B"}],"buttons":[)"
     R"({"type":"postback","title":"A B","payload":{"nextDialogstateId":"{a}","params":[)"
     R"({"key":"{a}","value":5},{"key":"b","value":"x5"},{"key":"c","value":{"t":"{a}"}}]}},)"
     R"({"type":"web_url","title":"t","url":"https://x/A%20B?q=A%20B"},{"type":"phone_number","title":"t","payload":"+5"},)"
     R"({"type":"webview","title":"t","url":"https://b/v","params":[{"key":"n","value":5}]}]})"},
    {"quick_replies",
     R"({"type":"quickReplies","config":{"textMessages":[{"text":"T"}],"quickReplies":[{"title":"{a}",
         "imageUrl":"https://x/{a}.png"}]}})",
     R"({"a":"ü"})",
     R"({"textMessages":[{"text":"T"}],"quickReplies":[{"title":"ü","type":"postback",)"
     R"("imageUrl":"https://x/%C3%BC.png"}]})"},
    {"elements",
     R"({"type":"carousel","config":{"elements":[{"title":"{a}","subTitle":"{a}","imageUrl":"{i}","webUrl":"{i}",
         "buttons":[{"type":"element_share"}]}]}})",
     R"({"a":"A","i":"https://i/1.png?a=b"})",
     R"({"elements":[{"title":"A","subTitle":"A","imageUrl":"https://i/1.png?a=b","webUrl":"https://i/1.png?a=b",)"
     R"("buttons":[{"type":"element_share"}]}]})"},
    {"uploaded_file",
     R"({"type":"media","config":{"media":{"type":"image","url":"{uploadedFileUrl}","isCache":true}}})",
     R"({"uploadedFileUrl":"https://f/x"})",
     R"({"media":{"type":"image","url":"https://f/x","isCache":true}})"},
    {"file_upload", upload, "{}", R"({"caption":"Upload","successDialog":"ok","failedDialog":"bad"})"},
    {"rich_text_escapes_values_only", R"({"type":"richText","config":{"html":"<b>{a}</b> & {a|raw}"}})",
     R"({"a":"<i>\"x\"&"})", R"({"html":"<b>&lt;i&gt;&quot;x&quot;&amp;</b> & <i>\"x\"&"})"},
    {"html_escapes_values", R"({"type":"__raw","config":{"html":"<p title='{a}'>","withBalloon":false}})",
     R"({"a":"'>"})", R"({"withBalloon":false,"html":"<p title='&#39;&gt;'>","type":"html"})"},
    {"events_hold_values_already", R"({"type":"JSONTemplate","config":{"a":"{a}"}})", R"({"a":"x"})",
     R"({"a":"{a}"})"},
};
INSTANTIATE_TEST_SUITE_P(Table, Render, testing::ValuesIn(render_cases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(RenderLanguage, MissingTranslationsShowThePrimaryLanguage) {
  const std::string_view tmpl =
      R"({"type":"text","config":{"textMessages":[{"text":{"en":"Hi {n}","nl":"Dag {n}","fr":""}}]}})";
  const std::string_view session = R"({"n":1})";
  EXPECT_EQ(plain_text(rendered(tmpl, session, "nl")), "Dag 1");
  EXPECT_EQ(plain_text(rendered(tmpl, session, "en")), "Hi 1");
  EXPECT_EQ(plain_text(rendered(tmpl, session, "fr")), "Hi 1");
  EXPECT_EQ(plain_text(rendered(tmpl, session, "de")), "Hi 1");
  EXPECT_EQ(
      plain_text(rendered(R"({"type":"text","config":{"textMessages":[{"text":{"pt":"Olá"}}]}})", "{}")),
      "Olá");
  EXPECT_EQ(plain_text(rendered(R"({"type":"text","config":{"textMessages":[{"text":{}}]}})", "{}")), "");
}

TEST(RenderAlternatives, AreAllUsedAndNeverTwiceInARow) {
  const BotMessage tmpl =
      message(R"({"type":"text","config":{"textMessages":[{"text":"0"},{"text":"1"},{"text":"2"}]}})");
  SeededRandom random("seed");
  const JsonObject session;
  int last = -1;
  std::string previous;
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const BotMessage sent = render(tmpl, {"en", "en", session, random, &last});
    const std::string text = plain_text(sent);
    EXPECT_NE(text, previous);
    EXPECT_EQ(text, std::to_string(last));
    EXPECT_EQ(sent.config.at("textMessages").as_array().size(), 1u);
    seen.insert(text);
    previous = text;
  }
  EXPECT_EQ(seen.size(), 3u);
}

TEST(RenderAlternatives, OneTextDrawsNothing) {
  SeededRandom random("seed");
  const JsonObject session;
  render(message(text_hello), {"en", "en", session, random, nullptr});
  EXPECT_EQ(random.drawn(), 0u);
}

TEST(RenderAlternatives, AnOutdatedPickIsNoTrouble) {
  const BotMessage tmpl = message(R"({"type":"text","config":{"textMessages":[{"text":"0"},{"text":"1"}]}})");
  SeededRandom random("seed");
  const JsonObject session;
  int last = 7;
  render(tmpl, {"en", "en", session, random, &last});
  EXPECT_THAT(last, testing::AnyOf(0, 1));
}

struct TextCase {
  std::string_view name, format_b, text;
};
void PrintTo(const TextCase& test, std::ostream* out) {
  *out << test.name;
}
class PlainText : public testing::TestWithParam<TextCase> {};
TEST_P(PlainText, IsWhatAPersonReads) {
  EXPECT_EQ(plain_text(message(GetParam().format_b)), GetParam().text);
}
constexpr TextCase text_cases[] = {
    {"text", text_hello, "Hi {firstname}"},
    {"buttons", buttons_class, "Which class?\n[First]\n[Docs] https://docs\n[Call] 1207"},
    {"quick_replies", quick_language, "Language?\n[English]\n[Here]"},
    {"carousel", carousel_item, "Item 2\nSub\nhttps://docs\nBare"},
    {"list", list_large, "Language\nS\nhttps://w\n[b] https://b\nBare\n[More]"},
    {"media", media_image, "https://i"},
    {"upload", upload, "Upload"},
    {"raw", raw, "Hello you"},
    {"event", event, ""},
};
INSTANTIATE_TEST_SUITE_P(Table, PlainText, testing::ValuesIn(text_cases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(HtmlToText, ReadsTheBlocksOfRichText) {
  EXPECT_EQ(html_to_text("<h1>Title</h1>\n<p>One  <b>two</b>\n three.</p><ul><li>a</li><li>b</li></ul>end"),
            "Title\nOne two three.\n- a\n- b\nend");
  EXPECT_EQ(html_to_text("<p>See <a href=\"https://x/?a=1&amp;b=2\">the docs</a>.</p>"),
            "See the docs (https://x/?a=1&b=2).");
  EXPECT_EQ(html_to_text("<a href='https://x'>https://x</a> <a href=dialog:1>Go</a> <a>none</a>"),
            "https://x Go none");
  EXPECT_EQ(html_to_text("a&lt;b &amp;&amp; c&#39;s &#xe9;&euro; &unknown; &#xd800; & x"),
            "a<b && c's é€ &unknown; � & x");
  EXPECT_EQ(html_to_text("<style>p{}</style><script>if (a<b) x('</p>')</script>a<!-- no -->b<br/>c"),
            "ab\nc");
  EXPECT_EQ(html_to_text("1 < 2 <3 <p title=\"a>b\">x"), "1 < 2 <3\nx");
  EXPECT_EQ(html_to_text("<p"), "");
  EXPECT_EQ(html_to_text("<!-- open"), "");
}

TEST(ForChannel, FollowsTheCapabilities) {
  const auto kinds = [](ChannelKind kind, bool web_only) {
    std::string out;
    for (const auto text : {text_hello, buttons_class, quick_language, carousel_item, list_large, media_image,
                            upload, rich, raw, event}) {
      const auto sent = for_channel(message(text), kind, web_only);
      out += sent ? std::string(format_b_type(sent->kind)) : "-";
      out += ' ';
    }
    return out;
  };
  EXPECT_EQ(kinds(ChannelKind::web, false),
            "text buttons quickReplies carousel list media fileUpload richText __raw JSONTemplate ");
  EXPECT_EQ(kinds(ChannelKind::webhook, false),
            "text buttons quickReplies carousel list media - text - JSONTemplate ");
  EXPECT_EQ(kinds(ChannelKind::webhook, true),
            "text buttons quickReplies carousel list media fileUpload richText __raw JSONTemplate ");
  EXPECT_EQ(kinds(ChannelKind::offload, false), "text buttons quickReplies carousel list media - text - - ");
  EXPECT_EQ(kinds(ChannelKind::offload, true),
            "text buttons quickReplies carousel list media fileUpload richText __raw - ");
  EXPECT_FALSE(for_channel({MessageKind::opaque, {}}, ChannelKind::web, true));
}

TEST(ForChannel, RichTextBecomesPlainText) {
  EXPECT_EQ(format_d(for_channel(message(rich), ChannelKind::webhook, false).value()), R"({"text":"Hi"})");
}

TEST(ForChannel, WebShowsWebviewsAsLinks) {
  const std::string_view webview =
      R"({"type":"buttons","config":{"textMessages":[{"text":"T"}],"buttons":[{"type":"webview","title":"Open",
          "url":"https://w","params":[{"key":"a","value":1}]}]}})";
  EXPECT_EQ(to_json_text(for_channel(message(webview), ChannelKind::web, false).value().config.at("buttons")),
            R"([{"type":"web_url","title":"Open","url":"https://w?eyJhIjoxfQ%3D%3D"}])");
  EXPECT_EQ(for_channel(message(webview), ChannelKind::webhook, false).value(), message(webview));
}

TEST(AnyMessage, SurvivesConfigsThatNoParserMade) {
  for (int kind = 0; kind < message_kind_count; ++kind) {
    for (
        const std::string_view config :
        {"{}", R"({"textMessages":[],"buttons":7,"elements":[1],"media":2,"html":3,"caption":{}})",
         R"({"textMessages":[7],"quickReplies":[{}],"elements":[{"buttons":[{}],"button":{}}],"media":{}})"}) {
      BotMessage sent{static_cast<MessageKind>(kind), json(config).as_object()};
      SeededRandom random("seed");
      const JsonObject session;
      sent = render(sent, {"en", "en", session, random, nullptr});
      assign_payloads(sent, random);
      to_format_d(sent, PayloadEncoding::opaque);
      to_format_d(sent, PayloadEncoding::json);
      plain_text(sent);
      for_channel(sent, ChannelKind::web, false);
    }
  }
}

}  // namespace
}  // namespace sb
