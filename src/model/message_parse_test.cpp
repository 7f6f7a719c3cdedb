#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/message.h"

namespace sb {
namespace {

Json json(std::string_view text) {
  auto parsed = parse_json(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed.has_value() ? std::move(*parsed) : Json();
}

struct ReadCase {
  std::string_view name, input, canonical;
};
void PrintTo(const ReadCase& test, std::ostream* out) {
  *out << test.name;
}

class ReadMessage : public testing::TestWithParam<ReadCase> {};

TEST_P(ReadMessage, IntoCanonicalFormatB) {
  const auto message = parse_bot_message(json(GetParam().input));
  ASSERT_TRUE(message.has_value()) << message.error().message;
  EXPECT_EQ(to_json_text(to_format_b(*message)), GetParam().canonical);
}

TEST_P(ReadMessage, CanonicalFormReadsBackEqual) {
  const auto message = parse_bot_message(json(GetParam().input));
  ASSERT_TRUE(message.has_value()) << message.error().message;
  const auto again = parse_bot_message(to_format_b(*message));
  ASSERT_TRUE(again.has_value()) << again.error().message;
  EXPECT_EQ(*again, *message);
}

constexpr ReadCase format_b_cases[] = {
    {"text", R"({"type":"text","config":{"textMessages":[{"text":"Hi {firstname}"}]}})",
     R"({"type":"text","config":{"textMessages":[{"text":"Hi {firstname}"}]}})"},
    {"text_in_languages", R"({"type":"text","config":{"textMessages":[{"text":{"en":"Hi","nl":"Dag"}}]}})",
     R"({"type":"text","config":{"textMessages":[{"text":{"en":"Hi","nl":"Dag"}}]}})"},
    {"unknown_members_go",
     R"({"type":"text","id":7,"config":{"textMessages":[{"text":"a","order":1,"__typename":"T"}],"x":null}})",
     R"({"type":"text","config":{"textMessages":[{"text":"a"}]}})"},
    {"buttons_of_the_reference",
     R"({"type":"buttons","config":{"textMessages":[{"text":"Pick"}],"buttons":[{"type":"postback","title":"Go",
         "payload":{"nextDialogstateId":"eedeb3df-ebb1-46c0-836f-b85b784c42b1",
         "params":[{"key":"location","value":"meulebeke"}]}}]}})",
     R"({"type":"buttons","config":{"textMessages":[{"text":"Pick"}],"buttons":[{"type":"postback","title":"Go",)"
     R"("payload":{"nextDialogstateId":"eedeb3df-ebb1-46c0-836f-b85b784c42b1",)"
     R"("params":[{"key":"location","value":"meulebeke"}]}}]}})"},
    {"every_button_and_synonym",
     R"({"type":"buttons","config":{"textMessages":[{"text":"T"}],"buttons":[
         {"type":"call","title":"Call","payload":"+32 1"},{"type":"phone_number","title":"Call","payload":"1207"},
         {"type":"element share","title":"ignored"},{"type":"element_share"},
         {"type":"web_url","title":"Docs","url":"https://d","payload":{}},
         {"type":"webview","title":"View","url":"https://v","params":{"a":1}},
         {"title":"No type","payload":{"nextDialogstate":3050}},{"title":"Link","url":"https://l"},
         {"type":"postback","title":"Only a title"}]}})",
     R"({"type":"buttons","config":{"textMessages":[{"text":"T"}],"buttons":[)"
     R"({"type":"phone_number","title":"Call","payload":"+32 1"},)"
     R"({"type":"phone_number","title":"Call","payload":"1207"},)"
     R"({"type":"element_share"},{"type":"element_share"},)"
     R"({"type":"web_url","title":"Docs","url":"https://d"},)"
     R"({"type":"webview","title":"View","url":"https://v","params":[{"key":"a","value":1}]},)"
     R"({"type":"postback","title":"No type","payload":{"nextDialogstateId":"3050"}},)"
     R"({"type":"web_url","title":"Link","url":"https://l"},)"
     R"({"type":"postback","title":"Only a title"}]}})"},
    {"parameters_under_every_name",
     R"({"type":"buttons","config":{"textMessages":[{"text":"T"}],"buttons":[{"type":"postback","title":"Go","payload":{
         "nextDialogStateId":"x","sessionDataToSet":[{"key":"c","value":3,"order":2}],"params":[{"key":"a","value":"1"}],
         "parameters":{"b":[2]}}}]}})",
     R"({"type":"buttons","config":{"textMessages":[{"text":"T"}],"buttons":[{"type":"postback","title":"Go","payload":)"
     R"({"nextDialogstateId":"x","params":[{"key":"a","value":"1"},{"key":"b","value":[2]},{"key":"c","value":3}]}}]}})"},
    {"quick_replies",
     R"({"type":"quickReplies","config":{"textMessages":[{"text":"Language?"}],"quickReplies":[
         {"title":"English","imageUrl":"https://domain/logo.png","payload":{"nextDialogstateId":"a"}},
         {"title":"Here","type":"location","variable":"place"}]}})",
     R"({"type":"quickReplies","config":{"textMessages":[{"text":"Language?"}],"quickReplies":[)"
     R"({"title":"English","type":"postback","imageUrl":"https://domain/logo.png","payload":{"nextDialogstateId":"a"}},)"
     R"({"title":"Here","type":"location","variable":"place"}]}})"},
    {"nested_quick_replies_are_flattened",
     R"({"type":"quickReplies","config":{"textMessages":[{"text":"T"}],"quickReplies":[[{"title":"a"},{"title":"b"}],
         {"title":"c"}]}})",
     R"({"type":"quickReplies","config":{"textMessages":[{"text":"T"}],"quickReplies":[)"
     R"({"title":"a","type":"postback"},{"title":"b","type":"postback"},{"title":"c","type":"postback"}]}})"},
    {"carousel",
     R"({"type":"carousel","config":{"elements":[{"title":"Item","subTitle":"Sub","imageUrl":"https://i",
         "webUrl":"https://w","buttons":[{"type":"element_share"}]},{"title":"Bare","buttons":[],"subTitle":null}]}})",
     R"({"type":"carousel","config":{"elements":[{"title":"Item","subTitle":"Sub","imageUrl":"https://i",)"
     R"("webUrl":"https://w","buttons":[{"type":"element_share"}]},{"title":"Bare"}]}})"},
    {"list",
     R"({"type":"list","config":{"size":"LARGE","elements":[{"title":"T","button":{"type":"web_url","title":"b",
         "url":"u"}},{"title":"U","buttons":[{"type":"web_url","title":"c","url":"v"}]}],
         "button":{"type":"web_url","title":"g","url":"w"}}})",
     R"({"type":"list","config":{"size":"LARGE","elements":[)"
     R"({"title":"T","button":{"type":"web_url","title":"b","url":"u"}},)"
     R"({"title":"U","button":{"type":"web_url","title":"c","url":"v"}}],)"
     R"("button":{"type":"web_url","title":"g","url":"w"}}})"},
    {"media", R"({"type":"media","config":{"media":{"type":"image","url":"https://…/image.jpg"}}})",
     R"({"type":"media","config":{"media":{"type":"image","url":"https://…/image.jpg"}}})"},
    {"media_attachment_is_a_file",
     R"({"type":"media","config":{"media":{"url":"https://f.pdf","type":"attachment","isCache":true}}})",
     R"({"type":"media","config":{"media":{"type":"file","url":"https://f.pdf","isCache":true}}})"},
    {"file_upload",
     R"({"type":"fileUpload","config":{"caption":"Upload","successDialog":12,"failedDialog":"","maxSize":3}})",
     R"({"type":"fileUpload","config":{"caption":"Upload","successDialog":"12"}})"},
    {"rich_text", R"({"type":"richText","config":{"html":"<h1>Hi</h1>"}})",
     R"({"type":"richText","config":{"html":"<h1>Hi</h1>"}})"},
    {"raw_html", R"({"type":"__raw","config":{"withBalloon":false,"html":"<b>x</b>","type":"html"}})",
     R"({"type":"__raw","config":{"withBalloon":false,"html":"<b>x</b>","type":"html"}})"},
    {"html_component",
     R"({"type":"JSONTemplate","config":{"__component":"html","html":"<iframe></iframe>"}})",
     R"({"type":"__raw","config":{"withBalloon":true,"html":"<iframe></iframe>","type":"html"}})"},
    {"json_event_keeps_every_key",
     R"({"type":"JSONTemplate","config":{"action":"destroy","n":{"a":[1,null]},"___type":"CL_DISPATCH_EVENT"}})",
     R"({"type":"JSONTemplate","config":{"action":"destroy","n":{"a":[1,null]},"___type":"CL_DISPATCH_EVENT"}})"},
};
INSTANTIATE_TEST_SUITE_P(FormatB, ReadMessage, testing::ValuesIn(format_b_cases),
                         [](const auto& test) { return std::string(test.param.name); });

constexpr ReadCase format_c_cases[] = {
    {"text", R"({"textMessageTemplate":{"textMessages":[{"text":"Random one"}]}})",
     R"({"type":"text","config":{"textMessages":[{"text":"Random one"}]}})"},
    {"buttons",
     R"({"buttonTemplate":{"textMessages":[{"text":"A"},{"text":"B"}],"buttons":[
         {"urlButton":{"title":"Site","url":"https://s"}},{"phoneNumberButton":{"title":"Call","phoneNumber":"+32 1"}},
         {"postBackButton":{"title":"More","payload":{"nextDialogstateId":"71001a34",
          "sessionDataToSet":[{"key":"test","value":"test"}]}}},{"shareButton":{}}]}})",
     R"({"type":"buttons","config":{"textMessages":[{"text":"A"},{"text":"B"}],"buttons":[)"
     R"({"type":"web_url","title":"Site","url":"https://s"},{"type":"phone_number","title":"Call","payload":"+32 1"},)"
     R"({"type":"postback","title":"More","payload":{"nextDialogstateId":"71001a34",)"
     R"("params":[{"key":"test","value":"test"}]}},{"type":"element_share"}]}})"},
    {"quick_replies",
     R"({"quickReplyTemplate":{"textMessages":[{"text":"A"}],"quickReplies":[{"imageUrl":"https://i","title":"Set A",
         "payload":{"nextDialogstateId":"71001a34"}}]}})",
     R"({"type":"quickReplies","config":{"textMessages":[{"text":"A"}],"quickReplies":[)"
     R"({"title":"Set A","type":"postback","imageUrl":"https://i","payload":{"nextDialogstateId":"71001a34"}}]}})"},
    {"carousel",
     R"({"carouselTemplate":{"elements":[{"title":"T","subTitle":"S","imageUrl":"https://i","webUrl":"https://w",
         "buttons":[{"urlButton":{"title":"u","url":"https://u"}}]}]}})",
     R"({"type":"carousel","config":{"elements":[{"title":"T","subTitle":"S","imageUrl":"https://i",)"
     R"("webUrl":"https://w","buttons":[{"type":"web_url","title":"u","url":"https://u"}]}]}})"},
    {"list",
     R"({"listTemplate":{"size":"LARGE","button":{"urlButton":{"title":"g","url":"https://g"}},"elements":[{"title":"T",
         "subTitle":"S","imageUrl":"https://i","button":{"urlButton":{"title":"u","url":"https://u"}}}]}})",
     R"({"type":"list","config":{"size":"LARGE","elements":[{"title":"T","subTitle":"S","imageUrl":"https://i",)"
     R"("button":{"type":"web_url","title":"u","url":"https://u"}}],)"
     R"("button":{"type":"web_url","title":"g","url":"https://g"}}})"},
    {"media", R"({"attachmentTemplate":{"media":{"url":"https://…/150","type":"image"}}})",
     R"({"type":"media","config":{"media":{"type":"image","url":"https://…/150"}}})"},
};
INSTANTIATE_TEST_SUITE_P(FormatC, ReadMessage, testing::ValuesIn(format_c_cases),
                         [](const auto& test) { return std::string(test.param.name); });

constexpr ReadCase format_d_cases[] = {
    {"text", R"({"text":"Hi Ann"})", R"({"type":"text","config":{"textMessages":[{"text":"Hi Ann"}]}})"},
    {"text_without_quick_replies", R"({"text":"Hi","quick_replies":[]})",
     R"({"type":"text","config":{"textMessages":[{"text":"Hi"}]}})"},
    {"buttons_with_opaque_payload",
     R"({"attachment":{"type":"template","payload":{"template_type":"button","text":"Which class?","buttons":[
         {"type":"postback","title":"First","payload":"437a034cde170b50de1b6a87d1cba104e39b1f6e"},
         {"type":"web_url","title":"Docs","url":"https://d"},{"type":"phone_number","title":"Call","payload":"1207"},
         {"type":"web_url","title":"View","url":"https://v?e30","webview_height_ratio":"tall",
          "messenger_extensions":true}]}}})",
     R"({"type":"buttons","config":{"textMessages":[{"text":"Which class?"}],"buttons":[)"
     R"({"type":"postback","title":"First"},{"type":"web_url","title":"Docs","url":"https://d"},)"
     R"({"type":"phone_number","title":"Call","payload":"1207"},)"
     R"({"type":"webview","title":"View","url":"https://v?e30"}]}})"},
    {"quick_replies_with_json_payload",
     R"({"text":"Language?","quick_replies":[{"content_type":"text","title":"English","image_url":"https://l",
         "payload":"{\"title\":\"English\",\"caption\":\"English\",\"type\":\"quickreply\",\"nextDialogstateId\":\"d1\",\"parameters\":[{\"key\":\"l\",\"value\":\"en\"}]}"},
         {"content_type":"location","title":"Here","payload":"x"}]})",
     R"({"type":"quickReplies","config":{"textMessages":[{"text":"Language?"}],"quickReplies":[)"
     R"({"title":"English","type":"postback","imageUrl":"https://l",)"
     R"("payload":{"nextDialogstateId":"d1","params":[{"key":"l","value":"en"}]}},)"
     R"({"title":"Here","type":"location"}]}})"},
    {"carousel",
     R"({"attachment":{"type":"template","payload":{"template_type":"generic","elements":[{"title":"Item 2",
         "image_url":"https://i","subtitle":"Sub","buttons":[],"item_url":"https://w",
         "default_action":{"type":"web_url","url":"https://w"}},
         {"title":"Item 3","default_action":{"type":"web_url","url":"https://x"}}]}}})",
     R"({"type":"carousel","config":{"elements":[)"
     R"({"title":"Item 2","subTitle":"Sub","imageUrl":"https://i","webUrl":"https://w"},)"
     R"({"title":"Item 3","webUrl":"https://x"}]}})"},
    {"list",
     R"({"attachment":{"type":"template","payload":{"template_type":"list","top_element_style":"compact","elements":[
         {"title":"Language","buttons":[{"type":"web_url","title":"b","url":"u"}]}],"buttons":[]}}})",
     R"({"type":"list","config":{"size":"COMPACT","elements":[)"
     R"({"title":"Language","button":{"type":"web_url","title":"b","url":"u"}}]}})"},
    {"media", R"({"attachment":{"type":"image","payload":{"url":"https://i","is_reusable":false}}})",
     R"({"type":"media","config":{"media":{"type":"image","url":"https://i"}}})"},
    {"file_upload",
     R"({"attachment":{"type":"template","payload":{"template_type":"file_upload","text":"Upload",
         "success_payload":"{\"nextDialogstateId\":\"ok\"}","failure_payload":"opaque"}}})",
     R"({"type":"fileUpload","config":{"caption":"Upload","successDialog":"ok"}})"},
    {"html",
     R"({"attachment":{"type":"template","payload":{"template_type":"html","html":"<b>","withBalloon":false}}})",
     R"({"type":"__raw","config":{"withBalloon":false,"html":"<b>","type":"html"}})"},
    {"event", R"({"type":"event","event":"json","payload":{"language":"en"},"language":"en"})",
     R"({"type":"JSONTemplate","config":{"language":"en"}})"},
};
INSTANTIATE_TEST_SUITE_P(FormatD, ReadMessage, testing::ValuesIn(format_d_cases),
                         [](const auto& test) { return std::string(test.param.name); });

struct FaultCase {
  std::string_view name, input, place, message;
};
void PrintTo(const FaultCase& test, std::ostream* out) {
  *out << test.name;
}

class RefuseMessage : public testing::TestWithParam<FaultCase> {};

TEST_P(RefuseMessage, NamesThePlace) {
  const auto message = parse_bot_message(json(GetParam().input));
  ASSERT_TRUE(message.has_error());
  EXPECT_EQ(message.error().code, ErrorCode::invalid_input);
  EXPECT_EQ(message.error().place, GetParam().place);
  EXPECT_EQ(message.error().message, GetParam().message);
}

constexpr FaultCase fault_cases[] = {
    {"no_object", R"([])", "", "must be an object"},
    {"nothing_known", R"({"message":"x"})", "",
     "is no bot message: it has neither type and config, nor a template, nor text or attachment"},
    {"no_config", R"({"type":"text"})", "config", "config: is required"},
    {"type_no_string", R"({"type":5,"config":{}})", "type", "type: must be a string"},
    {"config_no_object", R"({"type":"text","config":"x"})", "config", "config: must be an object"},
    {"unknown_type", R"({"type":"tekst","config":{}})", "type", "type: \"tekst\" is no kind of message"},
    {"unknown_component", R"({"type":"JSONTemplate","config":{"__component":"video"}})", "config.__component",
     "config.__component: must be html"},
    {"unknown_template", R"({"fooTemplate":{}})", "", "\"fooTemplate\" is no known template"},
    {"two_templates", R"({"buttonTemplate":{},"listTemplate":{}})", "", "must have one template only"},
    {"template_null", R"({"listTemplate":null})", "listTemplate", "listTemplate: must be an object"},
    {"text_is_number", R"({"type":"text","config":{"textMessages":[{"text":5}]}})",
     "config.textMessages[0].text",
     "config.textMessages[0].text: must be a string or an object of strings by language"},
    {"translation_is_number", R"({"type":"text","config":{"textMessages":[{"text":{"en":5}}]}})",
     "config.textMessages[0].text.en", "config.textMessages[0].text.en: must be a string"},
    {"no_texts", R"({"type":"text","config":{"textMessages":[]}})", "config.textMessages",
     "config.textMessages: must not be empty"},
    {"all_faults_together",
     R"({"type":"buttons","config":{"textMessages":[{}],"buttons":[{"type":"nope"},7,
         {"type":"web_url","title":1},{"type":"postback","title":"t","payload":{"nextDialogstateId":[],"params":[1]}}]}})",
     "config.textMessages[0].text",
     "config.textMessages[0].text: is required; config.buttons[0].type: must be postback, web_url, "
     "phone_number, "
     "element_share or webview; config.buttons[1]: must be an object; config.buttons[2].title: must be a "
     "string or an "
     "object of strings by language; config.buttons[2].url: is required; "
     "config.buttons[3].payload.nextDialogstateId: "
     "must be a dialog id: a string or a number; config.buttons[3].payload.params[0]: must be an object with "
     "key and "
     "value"},
    {"payload_no_json",
     R"({"type":"buttons","config":{"textMessages":[{"text":""}],"buttons":[{"title":"t","payload":"x"}]}})",
     "config.buttons[0].payload", "config.buttons[0].payload: must be an object, or the JSON text of one"},
    {"template_postback_needs_a_target",
     R"({"buttonTemplate":{"textMessages":[{"text":"A"}],"buttons":[{"postBackButton":{"title":"t","payload":{}}}]}})",
     "buttonTemplate.buttons[0].postBackButton.payload.nextDialogstateId",
     "buttonTemplate.buttons[0].postBackButton.payload.nextDialogstateId: is required"},
    {"quick_reply_type",
     R"({"type":"quickReplies","config":{"textMessages":[{"text":""}],"quickReplies":[[[]],{"title":"t","type":"call"}]}})",
     "config.quickReplies[0]",
     "config.quickReplies[0]: must be an object; config.quickReplies[1].type: must be postback or location"},
    {"list_too_long", R"({"type":"list","config":{"elements":[1,2,3,4,5,6,7,8,9,10,11]}})", "config.elements",
     "config.elements: has more than 10 entries"},
    {"list_element_with_two_buttons",
     R"({"type":"list","config":{"size":"HUGE","elements":[{"title":"t","buttons":[1,2]}]}})", "config.size",
     "config.size: must be LARGE or COMPACT; config.elements[0].buttons: has more than 1 entries"},
    {"carousel_without_elements", R"({"type":"carousel","config":{}})", "config.elements",
     "config.elements: is required"},
    {"carousel_empty", R"({"type":"carousel","config":{"elements":[]}})", "config.elements",
     "config.elements: must not be empty"},
    {"media_type", R"({"type":"media","config":{"media":{"type":"gif"}}})", "config.media.type",
     "config.media.type: must be image, video, audio or file; config.media.url: is required"},
    {"media_missing", R"({"type":"media","config":{}})", "config.media", "config.media: is required"},
    {"attachment_type", R"({"attachment":{"type":"template","payload":{"template_type":"receipt"}}})",
     "attachment.payload.template_type",
     "attachment.payload.template_type: must be button, generic, list, html or file_upload"},
    {"attachment_with_quick_replies",
     R"({"attachment":{"type":"image","payload":{"url":"u"}},"quick_replies":[{"title":"x"}]})",
     "quick_replies", "quick_replies: cannot come with an attachment"},
    {"other_event", R"({"type":"event","event":"typing_on"})", "event", "event: must be json"},
};
INSTANTIATE_TEST_SUITE_P(Table, RefuseMessage, testing::ValuesIn(fault_cases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ParseBotMessages, PlacesStartWithTheIndex) {
  const auto messages = parse_bot_messages(
      json(R"([{"text":"a"},{"text":1},{"type":"media","config":{"media":{"type":"image","url":[]}}}])"));
  ASSERT_TRUE(messages.has_error());
  EXPECT_EQ(messages.error().place, "[1].text");
  EXPECT_EQ(messages.error().message,
            "[1].text: must be a string or an object of strings by language; "
            "[2].config.media.url: must be a string or an object of strings by language");
}

TEST(ParseBotMessages, WantsAnArray) {
  EXPECT_TRUE(parse_bot_messages(json("{}")).has_error());
}

TEST(ParseBotMessages, ListsAtMostTwentyFaults) {
  JsonArray array(25, 1);
  const auto messages = parse_bot_messages(array);
  ASSERT_TRUE(messages.has_error());
  EXPECT_THAT(messages.error().message, testing::EndsWith("[19]: must be an object; and 5 more"));
}

TEST(ParseBotMessage, ImportsKeepTemplatesTheyDoNotKnow) {
  for (const std::string_view text :
       {R"({"type":"receipt","config":{"a":[1]}})", R"({"type":"receipt","x":1})",
        R"({"type":"JSONTemplate","config":{"__component":"card","x":1}})"}) {
    const auto message = parse_bot_message(json(text), UnknownKinds::kept);
    ASSERT_TRUE(message.has_value()) << message.error().message;
    EXPECT_EQ(message->kind, MessageKind::opaque);
    EXPECT_EQ(to_json_text(to_format_b(*message)), text);
    EXPECT_TRUE(to_format_d(*message, PayloadEncoding::opaque).is_null());
  }
}

TEST(ParseBotMessage, RenderedMessagesKeepTheirIdentifiers) {
  const std::string_view text =
      R"({"type":"buttons","config":{"textMessages":[{"text":"T"}],"buttons":[{"type":"postback","title":"Go",)"
      R"("payloadId":"437a034cde170b50de1b6a87d1cba104e39b1f6e"}]}})";
  EXPECT_EQ(to_json_text(to_format_b(parse_bot_message(json(text)).value())), text);
}

TEST(ParseBotMessage, IdentifiersOfAnotherFormGo) {
  const auto message = parse_bot_message(json(
      R"({"type":"fileUpload","config":{"caption":"c","successPayloadId":"../x","failurePayloadId":7}})"));
  EXPECT_EQ(to_json_text(message.value().config), R"({"caption":"c"})");
}

TEST(ParseBotMessage, RefusesMoreButtonsThanAnyoneNeeds) {
  JsonArray buttons(message_buttons_max + 1, JsonObject{{"title", "x"}});
  const auto message = parse_bot_message(JsonObject{
      {"type", "buttons"},
      {"config", {{"textMessages", JsonArray{JsonObject{{"text", "t"}}}}, {"buttons", std::move(buttons)}}}});
  ASSERT_TRUE(message.has_error());
  EXPECT_EQ(message.error().message, "config.buttons: has more than 100 entries");
}

}  // namespace
}  // namespace sb
