#include "offload/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto.h"

namespace sb::offload {
namespace {

using Status = OfferAnswer::Status;

struct UrlCase {
  const char *name, *url, *expected;
};
class CallUrl : public ::testing::TestWithParam<UrlCase> {};
TEST_P(CallUrl, CarriesTheTokenBesideTheQueryThatIsThere) {
  EXPECT_EQ(call_url(GetParam().url, "a b&c"), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(, CallUrl,
                         ::testing::Values(UrlCase{"plain", "https://d.example/x",
                                                   "https://d.example/x?challenge.verifyToken=a%20b%26c"},
                                           UrlCase{"query", "https://d.example/x?t=1",
                                                   "https://d.example/x?t=1&challenge.verifyToken=a%20b%26c"},
                                           UrlCase{"empty_query", "https://d.example/?",
                                                   "https://d.example/?challenge.verifyToken=a%20b%26c"},
                                           UrlCase{"open_query", "https://d.example/?a=1&",
                                                   "https://d.example/?a=1&challenge.verifyToken=a%20b%26c"},
                                           UrlCase{
                                               "fragment", "https://d.example/x?t=1#top",
                                               "https://d.example/x?t=1&challenge.verifyToken=a%20b%26c"}),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(ShownUrl, HidesTheQuery) {
  EXPECT_EQ(shown_url("https://d.example/x?key=secret"), "https://d.example/x?…");
  EXPECT_EQ(shown_url("https://d.example/x"), "https://d.example/x");
}

// The example of the Standard Webhooks specification.
TEST(Signature, IsThatOfTheStandard) {
  const auto headers =
      signature_headers("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        UtcMs{1'614'265'330'000}, R"({"test": 2432232314})");
  ASSERT_EQ(headers.size(), 3u);
  EXPECT_EQ(headers[0], (http::Header{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"}));
  EXPECT_EQ(headers[1], (http::Header{"webhook-timestamp", "1614265330"}));
  EXPECT_EQ(headers[2],
            (http::Header{"webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}));
}

TEST(Signature, TakesAnyOtherTokenAsItIs) {
  const auto headers = signature_headers("plain", "m", UtcMs{1'000}, "{}");
  EXPECT_EQ(headers[2].value, "v1," + base64(hmac_sha256("plain", "m.1.{}")));
}

struct AnswerCase {
  const char* name;
  int status;
  const char* body;
  Status expected;
  bool pause = false;
};
class OffloadAnswer : public ::testing::TestWithParam<AnswerCase> {};
TEST_P(OffloadAnswer, IsReadByTheTable) {
  const auto answer = read_offload_answer(GetParam().status, GetParam().body);
  EXPECT_EQ(answer.status, GetParam().expected);
  EXPECT_EQ(answer.pause_bot, GetParam().pause);
  EXPECT_EQ(answer.error.empty(), answer.status != Status::failed);
}
INSTANTIATE_TEST_SUITE_P(
    , OffloadAnswer,
    ::testing::Values(
        AnswerCase{"both", 200, R"({"offloadSuccess":true,"pauseBot":true})", Status::accepted, true},
        AnswerCase{"no_pause", 200, R"({"offloadSuccess":true,"pauseBot":false})", Status::accepted},
        AnswerCase{"pause_absent", 200, R"({"offloadSuccess":true})", Status::accepted},
        AnswerCase{"refused", 200, R"({"offloadSuccess":false,"pauseBot":true})", Status::refused},
        AnswerCase{"absent", 200, R"({"pauseBot":true})", Status::refused},
        AnswerCase{"texts", 200, R"({"offloadSuccess":"True","pauseBot":"true"})", Status::accepted, true},
        AnswerCase{"text_false", 200, R"({"offloadSuccess":"false","pauseBot":"true"})", Status::refused},
        AnswerCase{"number", 200, R"({"offloadSuccess":1})", Status::refused},
        AnswerCase{"status_201", 201, R"({"offloadSuccess":true})", Status::failed},
        AnswerCase{"status_500", 500, R"({"offloadSuccess":true})", Status::failed},
        AnswerCase{"no_json", 200, "<html>", Status::failed}, AnswerCase{"empty", 200, "", Status::failed},
        AnswerCase{"list", 200, "[true]", Status::failed}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(HealthAnswer, NeedsStatus200AndStatusOk) {
  EXPECT_FALSE(read_health_answer(200, R"({"status":"ok"})").has_error());
  EXPECT_TRUE(read_health_answer(201, R"({"status":"ok"})").has_error());
  EXPECT_TRUE(read_health_answer(200, R"({"status":"OK"})").has_error());
  EXPECT_TRUE(read_health_answer(200, "ok").has_error());
  EXPECT_TRUE(read_health_answer(200, "").has_error());
  EXPECT_THAT(read_health_answer(200, "<html>").error().message, ::testing::HasSubstr("<html>"));
}

// The captured `offload` call of spec 06 §4.3 and our additions to it.
TEST(OffloadBody, HasTheDocumentedMembers) {
  Offer offer;
  offer.id = "0123456789abcdef01234567";
  offer.key = {"ko3123ze", Version::draft, "emulator-714a7b79"};
  offer.channel = "web";
  offer.at = UtcMs{1'636'965'381'527};
  offer.payload = {{"skill", "billing"}};
  offer.language = "en";
  UserMessage click;
  click.kind = UserMessageKind::postback;
  click.title = "first options";
  click.next_dialog_id = "13fc7f3e";
  TranscriptItem bot{store::Actor::bot, UtcMs{1'636'965'380'000}, JsonObject{{"text", "Hi Welcome"}},
                     "Hi Welcome"};
  TranscriptItem user{store::Actor::user, UtcMs{1'636'965'381'000},
                      with_sender(user_message_json(click), offer.key, "web", {{"preferredLanguage", "en"}},
                                  "", UtcMs{1'636'965'381'000}),
                      "first options"};
  TranscriptItem agent{store::Actor::agent, UtcMs{1'636'965'381'001}, JsonObject{{"text", "Ann here"}},
                       "Ann here"};
  offer.transcript = {bot, user, agent};
  EXPECT_EQ(
      offload_body(offer),
      R"({"botId":"ko3123ze","version":"DRAFT","sessionId":"emulator-714a7b79","channel":"web","event":"offload",)"
      R"("type":"offload","timestamp":"2021-11-15T08:36:21.527Z","payload":{"skill":"billing"},"transcript":[)"
      R"({"actor":"bot","message":{"text":"Hi Welcome"},"timestamp":"2021-11-15T08:36:20.000Z"},)"
      R"({"actor":"user","message":{"messageType":"postback","text":"first options","title":"first options",)"
      R"("parameters":[],"nextDialogstateId":"13fc7f3e","channelType":"emulator","sender":{"id":"emulator-714a7b79",)"
      R"("botId":"ko3123ze","botType":"web","preferredLanguage":"en","isEmulator":"true"},)"
      R"("timestamp":"2021-11-15T08:36:21.000Z"},"timestamp":"2021-11-15T08:36:21.000Z"},)"
      R"({"actor":"bot","message":{"text":"Ann here"},"timestamp":"2021-11-15T08:36:21.001Z","sentBy":"agent"}],)"
      R"("offloadId":"0123456789abcdef01234567","session":{},"user":{},"language":"en"})");
}

}  // namespace
}  // namespace sb::offload
