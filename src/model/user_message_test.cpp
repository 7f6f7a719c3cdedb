#include "model/user_message.h"

#include <gtest/gtest.h>

#include "model/input_faults.h"

namespace sb {
namespace {

Json json(std::string_view text) {
  auto parsed = parse_json(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed.has_value() ? std::move(*parsed) : Json();
}

TEST(WebhookBody, ReadsTheDocumentedExample) {
  const auto inbound = parse_webhook_body(json(
      R"({"conversationId":"a7355930-fa92-11e7-8308-2f056e75d1ee",
          "user":{"id":"a7355930-fa92-11e7-8308-2f056e75d1ee","firstName":"Ann","lastName":"Lee","preferredLanguage":"en"},
          "sessionData":{"channelId":"42","profile":{"tier":"gold"},"internal":{"x":1}},
          "message":{"textMessage":{"text":"hi"},"id":"m-1"}})"));
  ASSERT_TRUE(inbound.has_value()) << inbound.error().message;
  EXPECT_EQ(inbound->session_id, "a7355930-fa92-11e7-8308-2f056e75d1ee");
  EXPECT_EQ(inbound->message_id, "m-1");
  EXPECT_EQ(inbound->language, "en");
  EXPECT_EQ(to_json_text(inbound->session_data), R"({"channelId":"42","profile":{"tier":"gold"}})");
  EXPECT_EQ(
      to_json_text(inbound->user),
      R"({"id":"a7355930-fa92-11e7-8308-2f056e75d1ee","firstName":"Ann","lastName":"Lee","preferredLanguage":"en"})");
  UserMessage text;
  text.kind = UserMessageKind::text;
  text.text = "hi";
  EXPECT_EQ(inbound->message, text);
}

struct SessionCase {
  std::string_view name, body, session_id;
};
void PrintTo(const SessionCase& test, std::ostream* out) {
  *out << test.name;
}
class SessionId : public testing::TestWithParam<SessionCase> {};
TEST_P(SessionId, FollowsThePrecedence) {
  auto body = json(GetParam().body);
  body.as_object()["message"] = JsonObject{{"introMessage", JsonObject()}};
  const auto inbound = parse_webhook_body(body);
  ASSERT_TRUE(inbound.has_value()) << inbound.error().message;
  EXPECT_EQ(inbound->session_id, GetParam().session_id);
}
constexpr SessionCase session_cases[] = {
    {"user_only", R"({"user":{"id":"u"}})", "u"},
    {"conversation_only", R"({"conversationId":"c"})", "c"},
    {"both_equal", R"({"user":{"id":"u"},"conversationId":"u"})", "u"},
    {"both_differ", R"({"user":{"id":"u"},"conversationId":"c"})", "c"},
    {"user_without_id", R"({"user":{"firstName":"A"},"sessionId":"s","senderId":"t"})", "s"},
    {"sender_id", R"({"senderId":"t","sender":{"id":"v"}})", "t"},
    {"sender", R"({"sender":{"id":"v"},"recipient":{"id":"r"}})", "v"},
    {"recipient", R"({"recipient":{"id":"r"}})", "r"},
    {"null_is_absent", R"({"user":{"id":null},"conversationId":null,"sessionId":"s"})", "s"},
    {"number", R"({"user":{"id":1636964964162}})", "1636964964162"},
    {"later_candidates_may_be_anything",
     R"({"user":{"id":"u"},"sender":5,"senderId":{"big":[]},"recipient":[]})", "u"},
    {"unicode", R"({"user":{"id":"Ünï_5519…😀"}})", "Ünï_5519…😀"},
};
INSTANTIATE_TEST_SUITE_P(Table, SessionId, testing::ValuesIn(session_cases),
                         [](const auto& test) { return std::string(test.param.name); });

// What a message becomes, as the history shows it: compact enough for a table.
struct MessageCase {
  std::string_view name, message, normalised;
};
void PrintTo(const MessageCase& test, std::ostream* out) {
  *out << test.name;
}
class UserMessageUnion : public testing::TestWithParam<MessageCase> {};
TEST_P(UserMessageUnion, IsNormalised) {
  const auto message = parse_user_message(json(GetParam().message));
  ASSERT_TRUE(message.has_value()) << message.error().message;
  JsonObject out = user_message_json(*message);
  if (message->payload) out["payload"] = *message->payload;
  EXPECT_EQ(to_json_text(out), GetParam().normalised);
}
constexpr MessageCase message_cases[] = {
    {"text", R"({"textMessage":{"text":"hi"}})", R"({"messageType":"text","text":"hi"})"},
    {"text_with_type", R"({"type":"text","textMessage":{"text":" "},"postbackMessage":null})",
     R"({"messageType":"text","text":" "})"},
    {"unknown_type_says_nothing", R"({"type":"message","textMessage":{"text":"hi"}})",
     R"({"messageType":"text","text":"hi"})"},
    {"intro", R"({"introMessage":{}})", R"({"messageType":"intro"})"},
    {"intro_by_type", R"({"type":"intro"})", R"({"messageType":"intro"})"},
    {"postback_opaque",
     R"({"postbackMessage":{"title":"First","payload":"437a034cde170b50de1b6a87d1cba104e39b1f6e"}})",
     R"({"messageType":"postback","text":"First","title":"First","parameters":[],)"
     R"("payload":"437a034cde170b50de1b6a87d1cba104e39b1f6e"})"},
    {"postback_parsed_payload",
     R"({"postbackMessage":{"payload":{"nextDialogstateId":"d","parameters":[]}}})",
     R"({"messageType":"postback","text":"","title":"","parameters":[],)"
     R"("payload":"{\"nextDialogstateId\":\"d\",\"parameters\":[]}"})"},
    {"postback_title_only", R"({"postbackMessage":{"title":"First","payload":""}})",
     R"({"messageType":"postback","text":"First","title":"First","parameters":[]})"},
    {"postback_target",
     R"({"postbackMessage":{"title":"t","nextDialogstate":13,"sessionDataToSet":[{"key":"a.b","value":{"c":1}}]}})",
     R"({"messageType":"postback","text":"t","title":"t","parameters":[{"key":"a.b","value":{"c":1}}],)"
     R"("nextDialogstateId":"13"})"},
    {"location", R"({"locationMessage":{"coordinates":{"lat":51.05,"long":-3}}})",
     R"({"messageType":"location","coordinates":{"lat":51.05,"long":-3}})"},
    {"upload_url", R"({"fileUploadMessage":{"url":"https://f"}})",
     R"({"messageType":"fileUploadInputResult","urls":["https://f"],)"
     R"("data":{"uploadStatus":"SUCCEEDED","fileUrl":"https://f"}})"},
    {"upload_urls", R"({"fileMessage":{"urls":["https://f","https://g"]}})",
     R"({"messageType":"fileUploadInputResult","urls":["https://f","https://g"],)"
     R"("data":{"uploadStatus":"SUCCEEDED","fileUrl":"https://f"}})"},
    {"upload_failed", R"({"type":"fileUpload","fileUploadMessage":{"data":{"uploadStatus":"FAILED"}}})",
     R"({"messageType":"fileUploadInputResult","urls":[],"data":{"uploadStatus":"FAILED"}})"},
};
INSTANTIATE_TEST_SUITE_P(Table, UserMessageUnion, testing::ValuesIn(message_cases),
                         [](const auto& test) { return std::string(test.param.name); });

struct FaultCase {
  std::string_view name, body, message;
};
void PrintTo(const FaultCase& test, std::ostream* out) {
  *out << test.name;
}
class RefuseBody : public testing::TestWithParam<FaultCase> {};
TEST_P(RefuseBody, NamesEveryMember) {
  const auto inbound = parse_webhook_body(json(GetParam().body));
  ASSERT_TRUE(inbound.has_error());
  EXPECT_EQ(inbound.error().code, ErrorCode::invalid_input);
  EXPECT_EQ(inbound.error().message, GetParam().message);
}
constexpr FaultCase fault_cases[] = {
    {"no_object", "[]", "the body must be a JSON object"},
    {"no_session", R"({"message":{"textMessage":{"text":"hi"}}})",
     "needs user.id, conversationId, sessionId, senderId, sender.id or recipient.id"},
    {"empty_session", R"({"user":{"id":""},"message":{"introMessage":{}}})",
     "user.id: must have 1 to 255 bytes"},
    {"slash", R"({"conversationId":"a/b","message":{"introMessage":{}}})",
     "conversationId: must not contain \"/\""},
    {"control", R"({"sessionId":"a\u0000","message":{"introMessage":{}}})",
     "sessionId: must be printable UTF-8"},
    {"no_message", R"({"user":null,"conversationId":"c"})",
     "message: is required when there is neither sessionData nor user"},
    {"several",
     R"({"user":{"id":[],"firstName":1},"sessionData":[],"message":{"id":{},"textMessage":{"text":5}}})",
     "user.firstName: must be a string; user.id: must be a string; sessionData: must be an object; "
     "message.id: must be a string; message.textMessage.text: must be a string"},
    {"text_missing", R"({"user":{"id":"u"},"message":{"textMessage":{}}})",
     "message.textMessage.text: is required"},
    {"text_empty", R"({"user":{"id":"u"},"message":{"textMessage":{"text":""}}})",
     "message.textMessage.text: must not be empty"},
    {"two_messages", R"({"user":{"id":"u"},"message":{"textMessage":{"text":"a"},"introMessage":{}}})",
     "message: must have one message only, not both textMessage and introMessage"},
    {"type_differs", R"({"user":{"id":"u"},"message":{"type":"postback","textMessage":{"text":"a"}}})",
     "message.type: does not fit to textMessage"},
    {"type_without_member", R"({"user":{"id":"u"},"message":{"type":"text"}})",
     "message.textMessage: is required"},
    {"message_no_object", R"({"user":{"id":"u"},"message":"hi"})", "message: must be an object"},
    {"postback_empty", R"({"user":{"id":"u"},"message":{"postbackMessage":{}}})",
     "message.postbackMessage: must have a title, a payload or a nextDialogstateId"},
    {"postback_types",
     R"({"user":{"id":"u"},"message":{"postbackMessage":{"title":1,"payload":2,"nextDialogstateId":{},
         "sessionDataToSet":[{"key":5}],"params":"x"}}})",
     "message.postbackMessage.title: must be a string; message.postbackMessage.payload: must be a string or "
     "an object; "
     "message.postbackMessage.nextDialogstateId: must be a dialog id: a string or a number; "
     "message.postbackMessage.params: must be an array of {key, value} or an object; "
     "message.postbackMessage.sessionDataToSet[0].key: must be a string that is not empty"},
    {"location_range",
     R"({"user":{"id":"u"},"message":{"locationMessage":{"coordinates":{"lat":91,"long":"x"}}}})",
     "message.locationMessage.coordinates.lat: must be a number between -90 and 90; "
     "message.locationMessage.coordinates.long: must be a number between -180 and 180"},
    {"location_missing", R"({"user":{"id":"u"},"message":{"locationMessage":{}}})",
     "message.locationMessage.coordinates: is required"},
    {"upload_missing", R"({"user":{"id":"u"},"message":{"fileUploadMessage":{}}})",
     "message.fileUploadMessage.url: is required"},
    {"upload_urls", R"({"user":{"id":"u"},"message":{"fileUploadMessage":{"urls":["a",7]}}})",
     "message.fileUploadMessage.urls[1]: must be a URL: a string of 1 to 8192 bytes"},
};
INSTANTIATE_TEST_SUITE_P(Table, RefuseBody, testing::ValuesIn(fault_cases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(WebhookBody, SessionDataAloneIsNoMessage) {
  for (const std::string_view text : {R"({"user":{"id":"u"},"sessionData":{"a":1}})",
                                      R"({"user":{"id":"u"},"sessionData":{"a":1},"message":{}})",
                                      R"({"user":{"id":"u"},"sessionData":{"a":1},"message":null})"}) {
    const auto inbound = parse_webhook_body(json(text));
    ASSERT_TRUE(inbound.has_value()) << inbound.error().message;
    EXPECT_EQ(inbound->message.kind, UserMessageKind::none);
    EXPECT_EQ(to_json_text(inbound->session_data), R"({"a":1})");
  }
}

TEST(WebhookBody, IgnoresCustomMembers) {
  const auto inbound = parse_webhook_body(json(
      R"({"senderId":"s","entry":[{"big":{}}],"message":{"textMessage":{"text":"a","nlp":[]},"extra":{},"text":1}})"));
  ASSERT_TRUE(inbound.has_value()) << inbound.error().message;
  EXPECT_EQ(inbound->message.text, "a");
}

TEST(WebhookBody, LanguageComesFromTheFirstUsableMember) {
  const auto language = [](std::string_view user) {
    JsonObject body{{"conversationId", "c"}, {"user", json(user)}, {"sessionData", JsonObject()}};
    return parse_webhook_body(body).value().language;
  };
  EXPECT_EQ(language(R"({"preferredLanguage":"NL","locale":"fr-be"})"), "nl");
  EXPECT_EQ(language(R"({"language":"fr"})"), "fr");
  EXPECT_EQ(language(R"({"locale":"pt_BR"})"), "pt");
  EXPECT_EQ(language(R"({"preferredLanguage":"klingon","locale":"de-de"})"), "de");
  EXPECT_EQ(language(R"({"firstName":"A"})"), std::nullopt);
}

TEST(WebhookBody, RefusesWhatIsTooLong) {
  const auto body = [](std::string text) {
    return JsonObject{{"conversationId", "c"}, {"message", {{"textMessage", {{"text", std::move(text)}}}}}};
  };
  EXPECT_TRUE(parse_webhook_body(body(std::string(user_text_bytes_max, 'a'))).has_value());
  const auto refused = parse_webhook_body(body(std::string(user_text_bytes_max + 1, 'a')));
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().message, "message.textMessage.text: must have at most 102400 bytes");
  EXPECT_TRUE(check_session_id(std::string(255, 'a')).has_value());
  EXPECT_TRUE(check_session_id(std::string(256, 'a')).has_error());
}

TEST(LegacyBody, TextAndLocale) {
  const auto inbound = parse_legacy_webhook_body(
      json(R"({"text":"hello","sender":{"id":"s1"},"verifyToken":"v","locale":"nl-be"})"));
  ASSERT_TRUE(inbound.has_value()) << inbound.error().message;
  EXPECT_EQ(inbound->session_id, "s1");
  EXPECT_EQ(inbound->language, "nl");
  EXPECT_EQ(inbound->message.kind, UserMessageKind::text);
  EXPECT_EQ(inbound->message.text, "hello");
}

TEST(LegacyBody, TextHoldingAPayloadIsAClick) {
  const std::string_view payload =
      R"({"title":"Go","caption":"Go","type":"button","nextDialogstateId":"d","parameters":[]})";
  const auto click = parse_legacy_webhook_body(JsonObject{{"text", payload}, {"sender", {{"id", "s"}}}});
  ASSERT_TRUE(click.has_value());
  EXPECT_EQ(click->message.kind, UserMessageKind::postback);
  EXPECT_EQ(click->message.title, "Go");
  EXPECT_EQ(click->message.payload, payload);
  const auto opaque = parse_legacy_webhook_body(
      json(R"({"text":"437a034cde170b50de1b6a87d1cba104e39b1f6e","sender":{"id":"s"}})"));
  EXPECT_EQ(opaque.value().message.kind, UserMessageKind::postback);
  const auto typed = parse_legacy_webhook_body(json(R"({"text":"{\"a\":1}","sender":{"id":"s"}})"));
  EXPECT_EQ(typed.value().message.kind, UserMessageKind::text);
}

TEST(LegacyBody, FaultsNameTheMember) {
  const auto inbound = parse_legacy_webhook_body(json(R"({"text":5,"sender":{}})"));
  ASSERT_TRUE(inbound.has_error());
  EXPECT_EQ(inbound.error().message,
            "needs user.id, conversationId, sessionId, senderId, sender.id or recipient.id; text: must be a "
            "string");
}

TEST(WebhookBody, FaultsCanBeListed) {
  const Json body = json(R"({"sessionId":"s","sessionData":[],"message":{"textMessage":{"text":4}}})");
  EXPECT_EQ(faults_of_webhook_body(body),
            (std::vector<InputFault>{{"sessionData", "must be an object"},
                                     {"message.textMessage.text", "must be a string"}}));
  EXPECT_TRUE(faults_of_webhook_body(json(R"({"sessionId":"s","sessionData":{}})")).empty());
}

TEST(DecodeJsonPayload, ReadsEverySpelling) {
  const auto decoded = decode_json_payload(
      R"( {"caption":"c","title":"t","nextDialogstate":3050,"parameters":{"b":2},"params":[{"key":"a","value":"1","__typename":"P"}]})");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->title, "t");
  EXPECT_EQ(decoded->next_dialog_id, "3050");
  EXPECT_EQ(decoded->params, (std::vector<ParameterAssignment>{{"a", "1"}, {"b", 2}}));
}

TEST(DecodeJsonPayload, AnythingElseIsNone) {
  for (const std::string_view text :
       {"", "hello", "[]", "{", "{}", R"({"title":"t"})", R"({"a":1})", R"({"nextDialogstateId":[]})", "{1}",
        R"({"params":7})", "437a034cde170b50de1b6a87d1cba104e39b1f6e"}) {
    EXPECT_FALSE(decode_json_payload(text)) << text;
  }
}

TEST(MessageType, HasTheNamesOfTheSession) {
  EXPECT_EQ(message_type_name(UserMessageKind::upload), "upload");
  EXPECT_EQ(message_type_name(UserMessageKind::location), "location");
  EXPECT_EQ(message_type_name(UserMessageKind::none), "");
}

}  // namespace
}  // namespace sb
