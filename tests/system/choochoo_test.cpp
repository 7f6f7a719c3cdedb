#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "server_process.h"
#include "webhook_client.h"

// The expected conversations of the example bot over the real webhook channel, with its real ticket service,
// as far as they need neither language understanding nor handover. Free text is what the bot's
// expressions say word for word.

namespace sb::testing {
namespace {

constexpr const char* channel_path = "/v1/channels/webhook/c00000000000000000000001/messages";
constexpr const char* dialog = "c0000000-0000-4000-8000-0000000000";
const std::string error_text = "Something went wrong, please try again later.";

std::vector<std::string> texts(const std::vector<Delivered>& messages) {
  std::vector<std::string> out;
  for (const auto& message : messages) out.push_back(text_of_delivery(message));
  return out;
}

class ChooChoo : public ::testing::Test {
 protected:
  ChooChoo()
      : tickets_({SB_BINARY_DIR "/ticket-backend", "--listen", "127.0.0.1:0", "--data",
                  scratch_.path() + "/tickets.db"},
                 {}, "listening on http://127.0.0.1:", scratch_.path() + "/tickets.log"),
        server_({{SB_SOURCE_DIR "/examples/choochoo"},
                 {},
                 {{"CHOOCHOO_WEBHOOK_URL", receiver_.url()},
                  {"CHOOCHOO_VERIFY_TOKEN", "8wMsLZkdDPT64nqh"},
                  {"CHOOCHOO_BACKEND_URL", "http://127.0.0.1:" + std::to_string(tickets_.port())}}}) {
    server_.start();
  }

  http::Response post(const JsonObject& message, JsonObject extra = {}) {
    JsonObject body{{"conversationId", session_}, {"message", message}};
    for (auto& member : extra) body[member.key()] = member.value();
    return http_.post(server_.url(channel_path), to_json_text(body),
                      {{"Authorization", std::string("Bearer ") + test_token}});
  }
  // Sends and returns the `count` messages that answer it.
  std::vector<Delivered> exchange(const JsonObject& message, std::size_t count, JsonObject extra = {}) {
    const auto response = post(message, std::move(extra));
    EXPECT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(response.body, R"({"status":"ok"})");
    auto all = receiver_.wait_for(session_, seen_ + count);
    EXPECT_EQ(all.size(), seen_ + count);
    std::vector<Delivered> fresh(all.begin() + static_cast<std::ptrdiff_t>(std::min(seen_, all.size())),
                                 all.end());
    seen_ = all.size();
    return fresh;
  }
  std::vector<Delivered> say(const std::string& text, std::size_t count) {
    return exchange({{"textMessage", JsonObject{{"text", text}}}}, count);
  }
  // Clicks the button with this title of a message, sending its payload back unchanged.
  std::vector<Delivered> click(const Delivered& shown, std::string_view title, std::size_t count) {
    const std::string text = to_json_text(shown.body.at("message"));
    const auto at = text.find("\"title\":\"" + std::string(title) + "\"");
    const auto payload = text.find("\"payload\":\"", at);
    EXPECT_NE(payload, std::string::npos) << text;
    return exchange(
        {{"postbackMessage", JsonObject{{"title", title}, {"payload", text.substr(payload + 11, 40)}}}},
        count);
  }
  std::vector<Delivered> go_to(const char* number, JsonArray values, std::size_t count) {
    return exchange({{"postbackMessage", JsonObject{{"title", "test"},
                                                    {"nextDialogstateId", std::string(dialog) + number},
                                                    {"sessionDataToSet", std::move(values)}}}},
                    count);
  }
  static Json value(const char* key, const char* text) { return JsonObject{{"key", key}, {"value", text}}; }

  std::string session_ = "user-0000000000000042";
  std::size_t seen_ = 0;
  ScratchDirectory scratch_;
  ChildProcess tickets_;
  WebhookReceiver receiver_;
  BlockingHttp http_;
  ServerProcess server_;
};

using Texts = std::vector<std::string>;

TEST_F(ChooChoo, GreetsWithTwoMessagesAndThreeQuickReplies) {
  const auto hello =
      exchange({{"introMessage", JsonObject{}}}, 2, {{"user", JsonObject{{"firstName", "Ann"}}}});
  ASSERT_EQ(hello.size(), 2u);
  EXPECT_EQ(text_of_delivery(hello[0]), "Hi, Choo Choo here: I sell train tickets.");
  const std::string second = text_of_delivery(hello[1]);
  EXPECT_TRUE(second == "What would you like to do?" || second == "Where shall we start?") << second;
  EXPECT_EQ(hello[0].body.at("messageCounter"), 1);
  EXPECT_EQ(hello[1].body.at("messageCounter"), 2);
  for (const auto& message : hello) {
    EXPECT_EQ(message.body.at("senderId"), "user-0000000000000042");
    EXPECT_EQ(message.body.at("recipient").at("id"), "user-0000000000000042");
    EXPECT_EQ(message.body.at("conversationId"), "user-0000000000000042");
    EXPECT_EQ(message.body.at("verifyToken"), "8wMsLZkdDPT64nqh");
    EXPECT_EQ(message.body.at("botId"), "choochoo");
    EXPECT_EQ(message.body.at("version"), "LIVE");
    EXPECT_EQ(message.body.at("channelId"), "c00000000000000000000001");
    EXPECT_EQ(message.body.at("dialogstate").at("name"), "intro new");
    EXPECT_EQ(message.message_id.size(), 24u);
    EXPECT_FALSE(message.body.contains("nlp"));
  }
  const JsonArray& replies = hello[1].body.at("message").at("quick_replies").as_array();
  ASSERT_EQ(replies.size(), 3u);
  for (const auto& reply : replies) {
    const auto payload = string_member(reply.as_object(), "payload");
    EXPECT_EQ(payload.size(), 40u);
    EXPECT_EQ(payload.find_first_not_of("0123456789abcdef"), std::string_view::npos);
  }
  const auto again = exchange({{"introMessage", JsonObject{}}}, 2);
  EXPECT_EQ(text_of_delivery(again[0]), "Welcome back Ann!");
}

TEST_F(ChooChoo, AsksForATripAndKeepsAskingUntilTheDayIsADay) {
  const auto start = say("one ticket from Antwerp to Brussels", 2);
  EXPECT_EQ(texts(start), (Texts{"A train trip, good choice.", "At what hour?"}));
  for (const auto& message : start) {
    EXPECT_EQ(message.body.at("nlp").at("intent").at("name"), "book train ticket");
  }
  EXPECT_EQ(texts(say("9am", 1)), (Texts{"On which day?"}));
  EXPECT_EQ(texts(say("chicken", 1)), (Texts{"A day such as 24-12-2030, please."}));
  const auto which = say("next friday", 1);
  EXPECT_EQ(texts(which), (Texts{"First or second class?"}));
  const auto seat = click(which[0], "First class", 1);
  EXPECT_EQ(seat[0].body.at("message").at("attachment").at("payload").at("template_type"), "button");
  EXPECT_EQ(seat[0].body.at("message").at("attachment").at("payload").at("buttons").as_array().size(), 2u);
  // The price comes from the Code action: (7 + 8) letters, two euro each, half as much again in first class.
  const auto offer = click(seat[0], "Window", 1);
  const std::string price = text_of_delivery(offer[0]);
  EXPECT_TRUE(price.starts_with("Antwerp – Brussels, ")) << price;
  EXPECT_TRUE(price.ends_with(" 9am, first class: 45 EUR. Book it?")) << price;
  EXPECT_EQ(offer[0].body.at("message").at("quick_replies").as_array().size(), 2u);
  const auto booked = say("yes", 4);
  EXPECT_EQ(texts(booked),
            (Texts{"Booking CC-1001 stored.", R"(event {"event":"booked","bookingId":"CC-1001"})",
                   "Done! Your booking number is CC-1001.", "generic"}));
  EXPECT_EQ(texts(say("yes", 1)), (Texts{"That went past me, could you say it another way?"}));
}

TEST_F(ChooChoo, BooksAtTheRealTicketServiceAndTellsTheChannelInOrder) {
  const JsonArray trip{value("origin", "Antwerp"), value("destination", "Brussels"), value("class", "first"),
                       value("seat", "window")};
  const auto booked = go_to("31", trip, 4);
  EXPECT_EQ(texts(booked),
            (Texts{"Booking CC-1001 stored.", R"(event {"event":"booked","bookingId":"CC-1001"})",
                   "Done! Your booking number is CC-1001.", "generic"}));
  EXPECT_EQ(booked[1].body.at("message").at("event"), "json");
  EXPECT_EQ(booked[1].body.at("message").at("bookingId"), "CC-1001");
}

TEST_F(ChooChoo, FollowsTheBackEndToTheSoldOutTextAndLogsItsFailures) {
  EXPECT_EQ(texts(go_to("31", {value("destination", "London"), value("class", "first")}, 1)),
            (Texts{"That train is full."}));
  EXPECT_EQ(texts(go_to("31", {value("destination", "Error"), value("class", "first")}, 1)),
            (Texts{error_text}));
}

TEST_F(ChooChoo, TellsYesAndNoApartByContext) {
  EXPECT_EQ(texts(say("who is this", 1)),
            (Texts{"Choo Choo, ticket seller on rails. Shall I book a trip for you?"}));
  EXPECT_EQ(texts(say("no", 1)), (Texts{"Fine, just ask when you need me."}));
  EXPECT_EQ(texts(say("no", 1)), (Texts{"That went past me, could you say it another way?"}));
}

TEST_F(ChooChoo, TakesYesForADestinationWhenTheContextIsGone) {
  EXPECT_EQ(texts(say("who is this", 1)).size(), 1u);
  EXPECT_EQ(texts(say("could I buy a ticket", 2)),
            (Texts{"A train trip, good choice.", "What is your destination?"}));
  EXPECT_EQ(texts(say("yes", 1)), (Texts{"From which station do you leave?"}));
}

TEST_F(ChooChoo, SwitchesToDutchAndTellsThePage) {
  const auto question = say("change language", 1);
  EXPECT_EQ(texts(question), (Texts{"Which language do you prefer?"}));
  const auto dutch = click(question[0], "Nederlands", 3);
  EXPECT_EQ(text_of_delivery(dutch[0]), R"(event {"language":"nl"})");
  EXPECT_EQ(text_of_delivery(dutch[1]), "Hallo, Choo Choo hier: ik verkoop treinkaartjes.");
  EXPECT_EQ(texts(say("wie is dit", 1)),
            (Texts{"Choo Choo, kaartjesverkoper op rails. Zal ik een reis voor je boeken?"}));
}

TEST_F(ChooChoo, ClearsTheBookingSoThatTheQuestionsAreAskedAgain) {
  EXPECT_EQ(texts(say("one ticket from Antwerp to Brussels", 2)).back(), "At what hour?");
  EXPECT_EQ(texts(go_to("36", {}, 2)), (Texts{"A train trip, good choice.", "What is your destination?"}));
}

struct BadCase {
  const char *name, *body;
  int status;
  const char* names;  // what the answer's message must name
};
class BadInput : public ChooChoo, public ::testing::WithParamInterface<BadCase> {};
TEST_P(BadInput, IsAClientErrorThatNamesTheFault) {
  const auto response = http_.post(server_.url(channel_path), GetParam().body,
                                   {{"Authorization", std::string("Bearer ") + test_token}});
  EXPECT_EQ(response.status, GetParam().status) << response.body;
  const auto body = parse_json(response.body);
  ASSERT_FALSE(body.has_error()) << response.body;
  for (const auto* member : {"statusCode", "error", "message", "code"}) {
    EXPECT_TRUE(body->get_object().contains(member)) << response.body;
  }
  EXPECT_NE(response.body.find(GetParam().names), std::string::npos) << response.body;
}
INSTANTIATE_TEST_SUITE_P(
    , BadInput,
    ::testing::Values(
        BadCase{"not_json", "{", 400, "JSON"}, BadCase{"no_object", "[]", 400, "object"},
        BadCase{"empty", "", 400, "JSON"},
        BadCase{"no_session", R"({"message":{"textMessage":{"text":"x"}}})", 400, "conversationId"},
        BadCase{"text_is_a_number", R"({"conversationId":"s","message":{"textMessage":{"text":1}}})", 400,
                "message.textMessage.text"},
        BadCase{"two_kinds",
                R"({"conversationId":"s","message":{"textMessage":{"text":"x"},"introMessage":{}}})", 400,
                "message"},
        BadCase{"slash_in_session", R"({"conversationId":"a/b","message":{"introMessage":{}}})", 400,
                "conversationId"},
        BadCase{"session_data_is_a_list",
                R"({"conversationId":"s","sessionData":[],"message":{"introMessage":{}}})", 400,
                "sessionData"}),
    [](const auto& tested) { return std::string(tested.param.name); });

// The public corpus of JSON texts (tests/corpora/json-parsing): what is no JSON is a 400, what is JSON is
// never a fault of the server, and the server answers on.
TEST_F(ChooChoo, AnswersEveryTextOfTheJsonCorpus) {
  const http::Header token{"Authorization", std::string("Bearer ") + test_token};
  int files = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(SB_SOURCE_DIR "/tests/corpora/json-parsing")) {
    if (entry.path().extension() != ".json") continue;
    ++files;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string body((std::istreambuf_iterator<char>(file)), {});
    const auto response = http_.post(server_.url(channel_path), body, {token});
    const std::string name = entry.path().filename();
    EXPECT_GE(response.status, 200) << name;
    EXPECT_LT(response.status, 500) << name << ": " << response.body;
    if (!name.starts_with("n_")) continue;
    EXPECT_TRUE(response.status == 400 || response.status == 413) << name << response.status;
  }
  EXPECT_GT(files, 150);
  EXPECT_EQ(http_.get(server_.url("/healthz")).status, 200);
}

TEST_F(ChooChoo, RefusesWrongTokensUnknownChannelsAndHugeOrDeepBodies) {
  const std::string good = R"({"conversationId":"s","message":{"textMessage":{"text":"hi"}}})";
  const http::Header token{"Authorization", std::string("Bearer ") + test_token};
  EXPECT_EQ(http_.post(server_.url(channel_path), good).status, 401);
  EXPECT_EQ(
      http_
          .post(server_.url(channel_path), good, {{"Authorization", "Bearer 0123456789abcdef01234567:wrong"}})
          .status,
      401);
  EXPECT_EQ(
      http_.post(server_.url("/v1/channels/webhook/ffffffffffffffffffffffff/messages"), good, {token}).status,
      404);
  EXPECT_EQ(
      http_.post(server_.url("/v1/channels/webhook/c00000000000000000000002/messages"), good, {token}).status,
      404);
  EXPECT_EQ(http_.get(server_.url(channel_path)).status, 405);
  EXPECT_EQ(http_.get(server_.url("/nowhere")).status, 404);
  const std::string huge = R"({"conversationId":")" + std::string(2'000'000, 'x') + "\"}";
  EXPECT_EQ(http_.post(server_.url(channel_path), huge, {token}).status, 413);
  const std::string deep = std::string(10'000, '[') + std::string(10'000, ']');
  EXPECT_EQ(http_.post(server_.url(channel_path), deep, {token}).status, 400);
  EXPECT_EQ(http_.get(server_.url("/healthz")).status, 200);
  EXPECT_EQ(http_.get(server_.url("/readyz")).status, 200);
  EXPECT_EQ(http_.get(server_.url("/version")).status, 200);
  EXPECT_EQ(http_.get(server_.url("/")).status, 200);
  EXPECT_EQ(server_.terminate(), 0);
}

}  // namespace
}  // namespace sb::testing
