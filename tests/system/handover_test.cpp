#include "handover_fixture.h"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/clock.h"

// Handover to a human over the offloading webhook (spec 06, conversation 8 of spec 10): the real server, the
// real webhook channel, the real receiver.

namespace sb::testing {
namespace {

using ::testing::ElementsAre;
class Handover : public HandoverFixture {};

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

// Agents need what everybody else sees masked (spec 06 §4.2).
TEST_F(Handover, ShowsTheReceiverSensitiveValues) {
  const std::string secret = "BE71 0961 2345 6769";
  greet();
  EXPECT_EQ(act(R"({"setSession":{"namespace":"bank_account","data":")" + secret + "\"}}").status, 200);
  say("qwer " + secret, 1);
  say("can a colleague help me", 1);
  for (const auto& record : desk_.wait_for(session_, 6)) {
    const JsonObject& body = record.at("body").as_object();
    const auto text = to_json_text(body);
    EXPECT_EQ(text.find("{bank_account}"), std::string::npos);
    if (string_member(body, "event") != "offload") continue;
    EXPECT_EQ(body.at("session").at("bank_account"), Json(secret));
    EXPECT_THAT(to_json_text(body.at("transcript")), ::testing::HasSubstr("qwer " + secret));
  }
  EXPECT_THAT(told(desk_.all(session_)), ::testing::Contains("user: qwer " + secret));
}

// Emulated conversations are told and handed over like any other (spec 02 §2, 06 §4.2).
TEST_F(Handover, HappensInTheEmulatorToo) {
  const std::string emulated = "emulator-0000000000000007";
  const auto emulate = [&](const JsonObject& message) {
    const auto answer = http_.post(server_.url("/manage/v1/emulator/choochoo/messages?version=DRAFT"),
                                   to_json_text(JsonObject{{"sessionId", emulated}, {"message", message}}),
                                   {authorization(), {"Content-Type", "application/json"}});
    EXPECT_EQ(answer.status, 200) << answer.body;
    return parse_json(answer.body).value();
  };
  emulate({{"introMessage", JsonObject{}}});
  const Json turn = emulate(text_message("can a colleague help me"));
  EXPECT_EQ(turn.at("messages").as_array().back().at("message").at("text"), Json(opened_text));
  EXPECT_EQ(turn.at("session").at("internal").at("isPaused"), Json(true));
  const auto received = desk_.wait_for(emulated, 4);
  EXPECT_EQ(desk_.offloads(emulated), 1u);
  ASSERT_FALSE(received.empty());
  for (const auto& record : received) {
    const JsonObject& body = record.at("body").as_object();
    EXPECT_EQ(body.at("version"), "DRAFT");
    EXPECT_EQ(body.at("channel"), "web");
    for (const auto* member : {"messages", "transcript"}) {
      const JsonArray* items = array_member(body, member);
      if (!items) continue;
      for (const auto& item : *items) {
        if (item.at("actor") != "user") continue;
        EXPECT_EQ(item.at("message").at("channelType"), "emulator");
      }
    }
  }
}

// Every call carries a signature that a public verifier accepts (npm standardwebhooks, in web/node_modules).
TEST_F(Handover, SignsItsCallsAsStandardWebhooksDo) {
  const std::filesystem::path web = SB_SOURCE_DIR "/web";
  if (!std::filesystem::exists(web / "node_modules/standardwebhooks")) {
    GTEST_SKIP() << "npm ci has not run in web/";
  }
  greet();
  say("can a colleague help me", 1);
  const auto received = desk_.wait_for(session_, 5);
  ASSERT_GE(received.size(), 5u);
  ScratchDirectory scratch;
  const std::string file = scratch.path() + "/calls.json";
  JsonArray calls;
  for (const auto& record : received) calls.push_back(record);
  std::ofstream(file) << to_json_text(JsonObject{{"token", token}, {"calls", std::move(calls)}});
  const std::string command = "cd " + web.string() + "/e2e && node verify-webhooks.mjs " + file;
  EXPECT_EQ(std::system(command.c_str()), 0);
}

// Conversation 8 of spec 10 from the handover on: the agent answers in every kind, the user clicks, the agent
// gives the conversation back, the bot goes on.
TEST_F(Handover, LetsAnAgentAnswerAndTheBotGoOn) {
  greet();
  EXPECT_THAT(say("qwer zxcv", 1), ElementsAre(puzzled_text));
  EXPECT_THAT(say("gibberish", 2), ElementsAre(lost_text, opened_text));
  EXPECT_EQ(post(text_message("hello?")).status, 200);
  EXPECT_TRUE(session_data().at("internal").at("isPaused").as_bool());
  EXPECT_EQ(session_data().at("internal").at("offload").at("provider"), "choochoo-desk");

  const auto answered = act(R"({"sendMessages":[
    {"textMessageTemplate":{"textMessages":[{"text":"Agent here, {internal.channel}."}]}},
    {"buttonTemplate":{"textMessages":[{"text":"Pick"}],"buttons":[
      {"postBackButton":{"title":"More","payload":{"nextDialogstateId":"c0000000-0000-4000-8000-000000000020",
        "sessionDataToSet":[{"key":"clicked","value":"yes"}]}}},
      {"urlButton":{"title":"Site","url":"https://shop.example/"}},
      {"phoneNumberButton":{"title":"Call","phoneNumber":"+3212345"}}]}},
    {"quickReplyTemplate":{"textMessages":[{"text":"Quick"}],"quickReplies":[{"title":"Set A",
      "payload":{"nextDialogstateId":"c0000000-0000-4000-8000-000000000020","sessionDataToSet":[]}}]}},
    {"carouselTemplate":{"elements":[{"title":"Card","subTitle":"S","imageUrl":"https://shop.example/i.png"}]}},
    {"listTemplate":{"size":"LARGE","elements":[{"title":"Row","subTitle":"S","imageUrl":"https://shop.example/i.png"}]}},
    {"attachmentTemplate":{"media":{"url":"https://shop.example/150.png","type":"image"}}}]})");
  EXPECT_EQ(answered.status, 200) << answered.body;
  EXPECT_EQ(answered.body, R"({"status":"ok"})");
  const auto lines = next(6);
  ASSERT_EQ(lines.size(), 6u);
  EXPECT_EQ(lines[0], "Agent here, webHook.");
  EXPECT_EQ(lines[1], "Pick");
  EXPECT_EQ(lines[2], "Quick");
  const auto all = receiver_.all(session_);
  for (std::size_t i = all.size() - 6; i < all.size(); ++i) EXPECT_EQ(all[i].body.at("actor"), "agent");
  const auto& buttons =
      all[all.size() - 5].body.at("message").at("attachment").at("payload").at("buttons").as_array();
  ASSERT_EQ(buttons.size(), 3u);

  // A click while an agent has the conversation runs nothing; the agent sees it.
  EXPECT_EQ(post({{"postbackMessage", JsonObject{{"title", "More"}, {"payload", buttons[0].at("payload")}}}})
                .status,
            200);
  EXPECT_EQ(act(R"({"unpauseBot":true})").status, 200);
  EXPECT_FALSE(session_data().contains("clicked"));
  EXPECT_FALSE(session_data().at("internal").at("isPaused").as_bool());
  EXPECT_THAT(say("hello", 1), ElementsAre(::testing::StartsWith("Hi")));

  const auto received = desk_.wait_for(session_, 12);
  auto told_lines = told(received);
  EXPECT_EQ(std::erase(told_lines, R"(offload {"skill":"tickets"})"), 1u);
  const auto hello = std::find(told_lines.begin(), told_lines.end(), "user: hello?");
  ASSERT_NE(hello, told_lines.end());
  ASSERT_GE(told_lines.end() - hello, 9);
  EXPECT_EQ(hello[1], "agent: Agent here, webHook.");
  EXPECT_EQ(hello[2], "agent: Pick");
  EXPECT_THAT(hello[7], ::testing::HasSubstr("More"));
  EXPECT_EQ(hello[8], "user: hello");
  for (const auto& record : received) {
    for (const auto& [key, value] : record.at("body").as_object()) {
      if (key != "messages") continue;
      for (const auto& item : value.as_array()) {
        if (item.as_object().contains("sentBy")) {
          EXPECT_EQ(item.at("actor"), "bot");
        }
        const JsonObject& message = item.at("message").as_object();
        if (string_member(message, "title") != "More") continue;
        EXPECT_EQ(message.at("messageType"), "postback");
        EXPECT_EQ(message.at("nextDialogstateId"), "c0000000-0000-4000-8000-000000000020");
      }
    }
  }
}

TEST_F(Handover, EndsWithTheRestCallThatEndsIt) {
  greet();
  EXPECT_THAT(say("can a colleague help me", 1), ElementsAre(opened_text));
  EXPECT_EQ(act(R"({"endOffload":true})").status, 200);
  EXPECT_FALSE(session_data().at("internal").as_object().contains("offload"));
  EXPECT_THAT(say("hello", 1), ElementsAre(::testing::StartsWith("Hi")));
  EXPECT_EQ(act(R"({"pauseBot":{"minutes":5}})").status, 200);
  server_.kill_hard();
  server_.start();
  EXPECT_EQ(post(text_message("hello")).status, 200);
  EXPECT_TRUE(session_data().at("internal").at("isPaused").as_bool()) << "the pause survives";
  EXPECT_EQ(act(R"({"unpauseBot":true})").status, 200);
  EXPECT_THAT(say("hello", 1), ElementsAre(::testing::StartsWith("Hi")));
}

// The flag is there from the moment the action asks, and stays when the conversation has come back (spec 06
// §1).
TEST_F(Handover, IsFlaggedInConversationsHistoryAndMetrics) {
  greet();
  const auto read = [&](const std::string& path) {
    http::Request request;
    request.url = server_.url(path);
    request.headers = {authorization()};
    const auto answer = http_.send(std::move(request));
    EXPECT_EQ(answer.status, 200) << path << answer.body;
    return answer.body;
  };
  const auto json = [&](const std::string& path) { return parse_json(read(path)).value(); };
  const std::string manage = "/manage/v1/bots/choochoo/", live = "version=LIVE";
  const auto flags = [&] {
    return std::vector<Json>{
        json("/v1/bots/choochoo/conversations/" + session_ + "?" + live).at("handedOver"),
        json("/v1/bots/choochoo/conversations?" + live).at("data").as_array().at(0).at("handedOver"),
        json(manage + "conversations?" + live).at("data").as_array().at(0).at("handedOver")};
  };
  const auto filtered = [&] {
    return json(manage + "conversations?handedOver=true&" + live).at("data").as_array().size();
  };
  EXPECT_THAT(flags(), ::testing::Each(Json(false)));
  EXPECT_EQ(filtered(), 0u);
  EXPECT_EQ(json(manage + "analytics?" + live).at("handovers"), 0);
  EXPECT_EQ(read("/metrics").find("signalbox_handovers_total{"), std::string::npos);

  EXPECT_THAT(say("can a colleague help me", 1), ElementsAre(opened_text));
  EXPECT_EQ(act(R"({"sendMessages":[{"textMessageTemplate":{"textMessages":[{"text":"Ann"}]}}]})").status,
            200);
  EXPECT_EQ(act(R"({"endOffload":true})").status, 200);
  EXPECT_THAT(flags(), ::testing::Each(Json(true)));
  EXPECT_EQ(filtered(), 1u);
  const Json figures = json(manage + "analytics?" + live);
  EXPECT_EQ(figures.at("handovers"), 1);
  EXPECT_EQ(figures.at("handoverShare").to_number<double>(), 1.0);
  EXPECT_THAT(read("/v1/bots/choochoo/events/stream?" + live),
              ::testing::HasSubstr(R"("event":"offloaded")"));
  EXPECT_THAT(read("/v1/bots/choochoo/conversations/" + session_ + "/messages?" + live),
              ::testing::HasSubstr(R"("actor":"agent")"));
  const std::string metrics = read("/metrics");
  for (const auto* state : {"offered", "opened", "active", "returned"}) {
    EXPECT_THAT(metrics,
                ::testing::HasSubstr(std::string("signalbox_handovers_total{state=\"") + state + "\"} 1\n"));
  }
  EXPECT_THAT(metrics, ::testing::HasSubstr("signalbox_messages_total{actor=\"agent\"} 1\n"));
}

struct Fault {
  const char *name, *behaviour;
  bool opened;
};
class FaultyProvider : public HandoverFixture, public ::testing::WithParamInterface<Fault> {};
TEST_P(FaultyProvider, LeadsToAHumanOrAnApology) {
  greet();
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
                      Fault{"hangs_for_30_s", R"({"delayMs":30000})", false},
                      Fault{"answers_204", R"({"status":204})", false},
                      Fault{"keeps_the_bot", R"({"offload":{"offloadSuccess":true,"pauseBot":false}})", true},
                      Fault{"says_it_as_text", R"({"offload":{"offloadSuccess":"true","pauseBot":"false"}})",
                            true},
                      Fault{"leaves_out_the_pause", R"({"offload":{"offloadSuccess":true}})", true}),
    [](const auto& tested) { return std::string(tested.param.name); });

// A desk that breaks off in the middle of its answers to offers.
struct BrokenDesk {
  enum class Way { drops, cuts, talks_nonsense };
  explicit BrokenDesk(Way way)
      : sink([this, way](const http::testing::SunkRequest& request) {
          http::testing::SinkAnswer answer;
          answer.body = R"({"status":"ok"})";
          if (request.body.find(R"("event":"offload")") == std::string::npos) return answer;
          ++offers;
          if (way == Way::drops) answer.then = http::testing::SinkAnswer::Then::drop_without_answer;
          if (way == Way::cuts)
            answer.raw = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"offloadSuccess\":";
          if (way == Way::talks_nonsense) answer.body = "<html>true</html>";
          return answer;
        }) {}
  std::atomic<int> offers{0};
  http::testing::HttpSink sink;  // last: its threads use the member above
};
struct BrokenDeskHolder {
  BrokenDesk desk{::testing::WithParamInterface<BrokenDesk::Way>::GetParam()};
};
class BrokenProvider : public ::testing::WithParamInterface<BrokenDesk::Way>,
                       protected BrokenDeskHolder,
                       public HandoverFixture {
 protected:
  BrokenProvider() : HandoverFixture(desk.sink.url("/")) {}
};
TEST_P(BrokenProvider, IsAskedOnceAndApologisedFor) {
  greet();
  EXPECT_THAT(say("can a colleague help me", 1), ElementsAre(closed_text));
  EXPECT_THAT(say("qwer zxcv", 1), ElementsAre(puzzled_text)) << "the bot goes on";
  EXPECT_EQ(desk.offers.load(), 1);
}
INSTANTIATE_TEST_SUITE_P(, BrokenProvider,
                         ::testing::Values(BrokenDesk::Way::drops, BrokenDesk::Way::cuts,
                                           BrokenDesk::Way::talks_nonsense));

// What a provider under each path answers to the health check.
class SavedProvider : public HandoverFixture {
 protected:
  static http::testing::SinkAnswer answer(const http::testing::SunkRequest& request) {
    http::testing::SinkAnswer out;
    out.body = R"({"status":"ok"})";
    if (request.target.starts_with("/fails")) out.status = 500;
    if (request.target.starts_with("/accepted")) out.status = 202;
    if (request.target.starts_with("/nonsense")) out.body = "<html>ok</html>";
    if (request.target.starts_with("/other")) out.body = R"({"status":"up"})";
    return out;
  }
  http::Response send(const std::string& method, const std::string& path, const std::string& body = "") {
    http::Request request;
    request.method = method;
    request.url = server_.url("/manage/v1/bots/choochoo/offload-providers" + path);
    request.headers = {authorization(), {"Content-Type", "application/json"}, {"If-Match", "*"}};
    request.body = body;
    return http_.send(std::move(request));
  }
  static std::string provider(const std::string& url, bool enabled = true) {
    return to_json_text(JsonObject{{"id", "second"},
                                   {"type", "webhook"},
                                   {"name", "Second"},
                                   {"enabled", enabled},
                                   {"config", JsonObject{{"url", url}, {"verifyToken", token}}}});
  }
  http::testing::HttpSink sink_{answer};
};
TEST_F(SavedProvider, MustPassItsHealthCheck) {
  const std::vector<std::pair<std::string, std::string>> unhealthy{
      {"http://127.0.0.1:1/", "the health check failed: "},
      {sink_.url("/fails"), "must answer 200, it answered 500"},
      {sink_.url("/accepted"), "must answer 200, it answered 202"},
      {sink_.url("/nonsense"), "it answered <html>ok</html>"},
      {sink_.url("/other"), R"(it answered {"status":"up"})"}};
  for (const auto& [url, why] : unhealthy) {
    const auto refused = send("POST", "", provider(url));
    EXPECT_EQ(refused.status, 422) << url << ' ' << refused.body;
    const auto body = parse_json(refused.body);
    ASSERT_FALSE(body.has_error());
    EXPECT_EQ(body->at("code"), "HEALTH_CHECK_FAILED");
    EXPECT_THAT(std::string(view(body->at("message").as_string())), ::testing::HasSubstr(why));
    EXPECT_EQ(send("GET", "/second").status, 404) << url << " is not saved";
  }
  EXPECT_EQ(send("POST", "", provider(sink_.url("/well?team=rail"))).status, 201);
  const auto asked = sink_.requests().back();
  EXPECT_EQ(asked.method, "GET");
  EXPECT_EQ(asked.target, "/well?team=rail&challenge.verifyToken=desk%20token%20%26%20more");
  for (const auto& [url, why] : unhealthy) {
    EXPECT_EQ(send("PUT", "/second", provider(url)).status, 422) << url;
    EXPECT_THAT(send("GET", "/second").body, ::testing::HasSubstr("/well?team=rail")) << "as before";
  }
  EXPECT_EQ(send("POST", "/second/check").body, R"({"healthy":true})");
  // What is switched off or has no address yet is saved unasked; the check on demand says how it is.
  EXPECT_EQ(send("PUT", "/second", provider(sink_.url("/fails"), false)).status, 200);
  const auto checked = send("POST", "/second/check");
  EXPECT_THAT(checked.body, ::testing::HasSubstr(R"("healthy":false)")) << checked.body;
  EXPECT_THAT(checked.body, ::testing::HasSubstr("it answered 500"));
  EXPECT_EQ(send("PUT", "/second", provider("")).status, 200);
  EXPECT_THAT(send("POST", "/second/check").body, ::testing::HasSubstr("the provider has no address"));
  EXPECT_EQ(send("POST", "/third/check").status, 404);
}

// Of the one provider of the running LIVE version: outside the hours the provider is not asked (spec 02 §2).
TEST_F(SavedProvider, IsAskedInItsOpeningHoursOnly) {
  greet();
  const auto save = [&](const std::string& hours) {
    const std::string body = R"({"id":"choochoo-desk","type":"webhook","name":"Desk","config":{"url":")" +
                             sink_.url("/well") + R"("},"openingHours":)" + hours + "}";
    return send("PUT", "/choochoo-desk?version=LIVE", body);
  };
  const auto offers = [&] {
    const auto all = sink_.requests();
    return std::count_if(all.begin(), all.end(), [](const auto& request) {
      return request.body.find(R"("event":"offload")") != std::string::npos;
    });
  };
  for (const auto* wrong : {R"({"timezone":"Europe/Bruxelles-sur-Mer"})",
                            R"({"timezone":"UTC","week":{"mon":[["17:00","9:00"]]}})",
                            R"({"timezone":"UTC","week":{"montag":[["09:00","17:00"]]}})",
                            R"({"timezone":"UTC","holidays":["25/12"]})"}) {
    const auto refused = save(wrong);
    EXPECT_EQ(refused.status, 400) << wrong;
    EXPECT_NE(refused.body.find("VALIDATION"), std::string::npos) << refused.body;
  }
  // Today is a holiday wherever it is.
  const auto day = [](std::int64_t hours) { return iso_text(utc_now() + hours * 3'600'000).substr(0, 10); };
  const std::string holiday = R"({"timezone":"Europe/Brussels","holidays":[")" + day(-24) + R"(",")" +
                              day(0) + R"(",")" + day(24) + "\"]}";
  EXPECT_EQ(save(holiday).status, 200);
  EXPECT_THAT(say("can a colleague help me", 1), ElementsAre(closed_text));
  EXPECT_EQ(save(R"({"timezone":"Europe/Brussels","week":{}})").status, 200);
  EXPECT_EQ(offers(), 0);
  say("can a colleague help me", 1);
  EXPECT_EQ(offers(), 1);
}

class NoProvider : public HandoverFixture {
 protected:
  NoProvider() : HandoverFixture("") {}
};
TEST_F(NoProvider, CountsAsSwitchedOff) {
  say("yes", 2);
  EXPECT_THAT(say("can a colleague help me", 1), ElementsAre(disabled_text));
  EXPECT_EQ(server_.terminate(), 0);
}

class NobodyListens : public HandoverFixture {
 protected:
  NobodyListens() : HandoverFixture("http://127.0.0.1:1/") {}
};
TEST_F(NobodyListens, IsApologisedFor) {
  say("yes", 2);
  EXPECT_THAT(say("can a colleague help me", 1), ElementsAre(closed_text));
  EXPECT_THAT(say("qwer zxcv", 1), ElementsAre(puzzled_text));
  EXPECT_NE(server_.log().find("an offload provider is not in good health"), std::string::npos);
}

}  // namespace
}  // namespace sb::testing
