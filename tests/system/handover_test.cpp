#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "desk.h"
#include "server_process.h"
#include "webhook_client.h"

// Handover to a human over the offloading webhook (spec 06, conversation 8 of spec 10): the real server, the
// real webhook channel, the real receiver.

namespace sb::testing {
namespace {

using ::testing::ElementsAre;
using Lines = std::vector<std::string>;

constexpr const char* token = "desk token & more";
const std::string opened_text = "A colleague will be with you shortly.";
const std::string closed_text = "None of my colleagues is available now, please try again later.";
const std::string disabled_text = "I cannot reach my colleagues from here at the moment.";
const std::string puzzled_text = "That went past me, could you say it another way?";
const std::string lost_text = "I keep missing the point, let me fetch a colleague.";

class Handover : public ::testing::Test {
 protected:
  // `desk_url`: instead of the real receiver's.
  explicit Handover(std::optional<std::string> desk_url = std::nullopt)
      : server_({{SB_SOURCE_DIR "/examples/choochoo"},
                 {},
                 {{"CHOOCHOO_WEBHOOK_URL", receiver_.url()},
                  {"CHOOCHOO_OFFLOAD_URL", desk_url.value_or(desk_.url() + "?team=rail")},
                  {"CHOOCHOO_OFFLOAD_TOKEN", token}}}) {
    server_.start();
  }

  http::Response post(const JsonObject& message) {
    return http_.post(server_.url("/v1/channels/webhook/c00000000000000000000001/messages"),
                      to_json_text(JsonObject{{"conversationId", session_}, {"message", message}}),
                      {{"Authorization", std::string("Bearer ") + test_token}});
  }
  // Sends a text; the texts of the `count` messages that answer it.
  Lines say(const std::string& text, std::size_t count) {
    EXPECT_EQ(post({{"textMessage", JsonObject{{"text", text}}}}).status, 200);
    return next(count);
  }
  Lines next(std::size_t count) {
    const auto all = receiver_.wait_for(session_, seen_ + count);
    Lines fresh;
    for (std::size_t i = seen_; i < all.size(); ++i) fresh.push_back(text_of_delivery(all[i]));
    seen_ = all.size();
    return fresh;
  }

  std::string session_ = "user-0000000000000042";
  std::size_t seen_ = 0;
  Desk desk_;
  WebhookReceiver receiver_;
  BlockingHttp http_;
  ServerProcess server_;
};

TEST_F(Handover, IsOfferedWithTheTranscriptAndSilencesTheBot) {
  EXPECT_THAT(say("qwer zxcv", 1), ElementsAre("Hi, Choo Choo here: I sell train tickets."));
  next(1);
  EXPECT_THAT(say("yes", 1), ElementsAre(puzzled_text));
  EXPECT_THAT(say("gibberish", 2), ElementsAre(lost_text, opened_text));
  EXPECT_EQ(post({{"textMessage", JsonObject{{"text", "hello?"}}}}).status, 200);

  const auto received = desk_.wait_for(session_, 9);
  // The offer goes its own way: only the messages keep their order.
  Lines lines = told(received);
  EXPECT_EQ(std::erase(lines, R"(offload {"skill":"tickets"})"), 1u);
  ASSERT_EQ(lines.size(), 9u);
  EXPECT_EQ(lines[0], "user: qwer zxcv");
  EXPECT_THAT(Lines(lines.begin() + 3, lines.end()),
              ElementsAre("user: yes", "bot: " + puzzled_text, "user: gibberish", "bot: " + lost_text,
                          "bot: " + opened_text, "user: hello?"));
  EXPECT_EQ(receiver_.all(session_).size(), seen_) << "a paused bot says nothing";

  for (const auto& record : received) {
    EXPECT_EQ(record.at("path"), "/desk");
    EXPECT_EQ(to_json_text(record.at("query")),
              R"({"team":"rail","challenge.verifyToken":"desk token & more"})");
    const JsonObject& headers = record.at("headers").as_object();
    for (const auto* name : {"webhook-id", "webhook-timestamp", "webhook-signature"}) {
      EXPECT_TRUE(headers.contains(name)) << name;
    }
    const JsonObject& body = record.at("body").as_object();
    EXPECT_EQ(body.at("botId"), "choochoo");
    EXPECT_EQ(body.at("version"), "LIVE");
    EXPECT_EQ(body.at("sessionId"), Json(session_));
    EXPECT_EQ(body.at("channel"), "webHook");
    EXPECT_EQ(body.at("event"), body.at("type"));
  }
  // The two greetings of one turn came together, the second with buttons whose payloads are JSON texts.
  const JsonArray& greeting = received[1].at("body").at("messages").as_array();
  ASSERT_EQ(greeting.size(), 2u);
  EXPECT_LT(view(greeting[0].at("timestamp").as_string()), view(greeting[1].at("timestamp").as_string()));
  const auto& button = greeting[1].at("message").at("quick_replies").as_array().at(0);
  const auto payload = parse_json(view(button.at("payload").as_string()));
  ASSERT_FALSE(payload.has_error());
  EXPECT_NE(to_json_text(*payload).find("c0000000-0000-4000-8000-000000000020"), std::string::npos);
}

TEST_F(Handover, ShowsTheReceiverWhatWasSaidBefore) {
  say("yes", 2);
  say("can a colleague help me", 1);
  for (const auto& record : desk_.wait_for(session_, 4)) {
    const JsonObject& body = record.at("body").as_object();
    if (string_member(body, "event") != "offload") continue;
    Lines transcript;
    std::string last;
    for (const auto& item : body.at("transcript").as_array()) {
      transcript.push_back(std::string(string_member(item.as_object(), "actor")));
      const std::string at(string_member(item.as_object(), "timestamp"));
      EXPECT_LT(last, at);
      last = at;
    }
    EXPECT_THAT(transcript, ElementsAre("user", "bot", "bot", "user"));
    const auto& asked = body.at("transcript").as_array().at(3).at("message");
    EXPECT_EQ(asked.at("text"), "can a colleague help me");
    EXPECT_EQ(asked.at("sender").at("id"), Json(session_));
    EXPECT_EQ(body.at("language"), "en");
    EXPECT_FALSE(body.at("session").as_object().contains("internal"));
    EXPECT_EQ(body.at("session").at("bookingApi"), "http://127.0.0.1:8081");
    return;
  }
  FAIL() << "no offload event";
}

struct Fault {
  const char *name, *behaviour;
  bool opened;
};
class FaultyProvider : public Handover, public ::testing::WithParamInterface<Fault> {};
TEST_P(FaultyProvider, LeadsToAHumanOrAnApology) {
  say("yes", 2);
  desk_.wait_for(session_, 2);  // so that what is set now meets the offer
  desk_.behave(GetParam().behaviour);
  const auto texts = say("can a colleague help me", 1);
  EXPECT_THAT(texts, ElementsAre(GetParam().opened ? opened_text : closed_text));
  EXPECT_THAT(say("qwer zxcv", 1), ElementsAre(puzzled_text)) << "the bot goes on";
  EXPECT_EQ(desk_.offloads(session_), 1u);
}
INSTANTIATE_TEST_SUITE_P(
    , FaultyProvider,
    ::testing::Values(Fault{"refuses", R"({"offload":{"offloadSuccess":false,"pauseBot":true}})", false},
                      Fault{"says_nothing_of_success", R"({"offload":{"pauseBot":true}})", false},
                      Fault{"answers_500", R"({"status":500})", false},
                      Fault{"answers_204", R"({"status":204})", false},
                      Fault{"keeps_the_bot", R"({"offload":{"offloadSuccess":true,"pauseBot":false}})", true},
                      Fault{"says_it_as_text", R"({"offload":{"offloadSuccess":"true","pauseBot":"false"}})",
                            true},
                      Fault{"leaves_out_the_pause", R"({"offload":{"offloadSuccess":true}})", true}),
    [](const auto& tested) { return std::string(tested.param.name); });

class NoProvider : public Handover {
 protected:
  NoProvider() : Handover("") {}
};
TEST_F(NoProvider, CountsAsSwitchedOff) {
  say("yes", 2);
  EXPECT_THAT(say("can a colleague help me", 1), ElementsAre(disabled_text));
  EXPECT_EQ(server_.terminate(), 0);
}

class NobodyListens : public Handover {
 protected:
  NobodyListens() : Handover("http://127.0.0.1:1/") {}
};
TEST_F(NobodyListens, IsApologisedFor) {
  say("yes", 2);
  EXPECT_THAT(say("can a colleague help me", 1), ElementsAre(closed_text));
  EXPECT_THAT(say("qwer zxcv", 1), ElementsAre(puzzled_text));
  EXPECT_NE(server_.log().find("an offload provider is not in good health"), std::string::npos);
}

}  // namespace
}  // namespace sb::testing
