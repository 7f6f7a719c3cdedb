#include <gtest/gtest.h>

#include <set>

#include "api/csv.h"
#include "api/testing/api_fixture.h"

// What tables of single exchanges do not show: ETags, streams, actions in the middle of a turn, restarts.

namespace sb::api::testing {
namespace {

std::string text_at(const Json& value, std::string_view key) {
  return std::string(string_member(value.get_object(), key));
}

TEST(Etags, TheSecondOfTwoEditorsIsTold) {
  ApiServer server;
  const std::string path = "/manage/v1/bots/tester/dialogs/d-hi";
  const auto read = server.ask({"GET", path, "", "edit"});
  const std::string etag(read.headers.get("ETag"));
  ASSERT_FALSE(etag.empty());
  Json first = read.json(), second = read.json();
  first.get_object()["name"] = "hi there";
  second.get_object()["name"] = "hi you";
  const auto saved = server.ask({"PUT", path, to_json_text(first), "edit", {{"If-Match", etag}}});
  EXPECT_EQ(saved.status, 200);
  EXPECT_NE(saved.headers.get("ETag"), etag);
  EXPECT_EQ(server.ask({"PUT", path, to_json_text(second), "edit", {{"If-Match", etag}}}).status, 412);
  EXPECT_EQ(server.ask({"DELETE", path, "", "edit", {{"If-Match", etag}}}).status, 412);
  EXPECT_EQ(text_at(server.ask({"GET", path, "", "edit"}).json(), "name"), "hi there");
  const std::string now(saved.headers.get("ETag"));
  EXPECT_EQ(
      server.ask({"PUT", path, to_json_text(second), "edit", {{"If-Match", etag + ", \"other\""}}}).status,
      412);
  EXPECT_EQ(
      server.ask({"PUT", path, to_json_text(first), "edit", {{"If-Match", etag + " ,\t" + now}}}).status,
      200);
  EXPECT_EQ(server.ask({"PUT", path, to_json_text(second), "edit", {{"If-Match", now}}}).status, 200);
}

TEST(Secrets, StayWhenTheirPlaceholderComesBack) {
  ApiServer server;
  const std::string path = "/manage/v1/bots/tester/channels/c00000000000000000000001";
  Json channel = server.ask({"GET", path, "", "edit"}).json();
  channel.get_object()["name"] = "renamed";
  ASSERT_EQ(server.ask({"PUT", path, to_json_text(channel), "edit", {{"If-Match", "*"}}}).status, 200);
  const auto kept = server.bots->source("tester", Version::draft);
  EXPECT_EQ(string_member(kept->channels.front().config, "verifyToken"), "verify-canary-1");
  EXPECT_EQ(kept->channels.front().name, "renamed");
  // What only the document holds, not the content's hash, is there after a start as well.
  conductor::BotRegistry again(*server.store);
  ASSERT_FALSE(again.load_all().has_error());
  EXPECT_EQ(again.source("tester", Version::draft)->channels.front().name, "renamed");
}

TEST(Secrets, AreInNoAnswer) {
  ApiServer server;
  server.user_says("ann", "hi");
  ASSERT_TRUE(
      server.client->finish_next(http::testing::json_answer(200, "{}")));  // the receiver of the greeting
  server.settle();
  const std::string session = "/v1/bots/tester/conversations/ann/session-data";
  ASSERT_EQ(server.ask({"POST", session, R"({"data":{"iban":"canary-iban-7788"}})", "edit"}).status, 200);
  server.user_says("ann", "call");  // its URL holds the sensitive value; the back end fails
  ASSERT_TRUE(server.client->finish_next(http::testing::json_answer(500, R"({"echo":"canary-iban-7788"})")));
  server.settle();
  server.user_says("ann", "my account is canary-iban-7788");
  for (const auto& endpoint : server.api->endpoints()) {
    if (endpoint.method != "GET" || !endpoint.handle || endpoint.id == "streamEvents") continue;
    std::string target = endpoint.path;
    const std::pair<std::string, std::string> values[] = {{"{botId}", "tester"},
                                                          {"{conversationId}", "ann"},
                                                          {"{senderId}", "ann"},
                                                          {"{conversation}", "1"},
                                                          {"{turn}", "3"},
                                                          {"{namespace}", "iban"},
                                                          {"{item}", "c00000000000000000000001"},
                                                          {"{webhookId}", "w"},
                                                          {"{errorId}", "e"}};
    for (const auto& [name, value] : values) {
      if (const auto at = target.find(name); at != std::string::npos) target.replace(at, name.size(), value);
    }
    const auto reply = server.ask({"GET", target, "", "admin"});
    EXPECT_EQ(reply.body.find("verify-canary-1"), std::string::npos) << target;
    const bool exempt = endpoint.id == "getAllMessagesInConversation" || endpoint.id == "legacyHistory" ||
                        endpoint.id == "legacyChatMessage";
    EXPECT_EQ(reply.body.find("canary-iban-7788") != std::string::npos, exempt) << target << "\n"
                                                                                << reply.body;
  }
}

TEST(Turns, ActionsArriveWhileOneWaits) {
  ApiServer server;
  server.user_says("ann", "call");
  ASSERT_EQ(server.client->open_calls().size(), 1u);
  const std::string base = "/v1/bots/tester/conversations/ann/";
  EXPECT_EQ(server.ask({"POST", base + "session-data", R"({"data":{"iban":"B1"}})", "edit"}).status, 200);
  EXPECT_EQ(
      server.ask({"POST", base + "actions", R"({"sendMessages":[{"text":"meanwhile"}]})", "edit"}).status,
      200);
  EXPECT_EQ(server.ask({"GET", "/manage/v1/bots/tester/sessions/ann", "", "edit"}).json().at("waiting"),
            Json(true));
  ASSERT_TRUE(server.client->finish_next(http::testing::json_answer(200, "{}")));
  server.settle();
  const auto messages = server.ask({"GET", base + "messages", "", "edit"}).json().at("data").get_array();
  ASSERT_EQ(messages.size(), 3u);
  EXPECT_EQ(text_at(messages[1].at("message"), "text"), "meanwhile");
  EXPECT_EQ(text_at(messages[2].at("message"), "text"), "Called for B1");
  EXPECT_EQ(server.ask({"DELETE", base + "session-data", "", "edit"}).status, 204);
}

TEST(Turns, ASessionRemovedInTheMiddleHearsNoLateAnswer) {
  ApiServer server;
  server.user_says("ann", "call");
  EXPECT_EQ(server.ask({"DELETE", "/v1/bots/tester/conversations/ann/session-data", "", "edit"}).status, 204);
  server.client->finish_next(http::testing::json_answer(200, "{}"));
  server.settle();
  EXPECT_EQ(server.ask({"GET", "/v1/bots/tester/conversations/ann/session-data", "", "edit"}).status, 404);
  EXPECT_EQ(server.ask({"GET", "/v1/bots/tester/conversations/ann/messages", "", "edit"}).json().at("count"),
            Json(1));
}

TEST(Emulator, ATurnThatTakesTooLongGoesOnWithoutItsCaller) {
  ApiServer server;
  http::InboundRequest request;
  request.method = "POST";
  request.target = "/manage/v1/emulator/tester/messages";
  request.headers = {{"Authorization", "Bearer " + server.tokens["edit"]},
                     {"Content-Type", "application/json"}};
  request.body = R"({"sessionId":"emulator-slow","message":{"textMessage":{"text":"call"}}})";
  ASSERT_FALSE(http::parse_target(request).has_error());
  std::optional<http::OutboundResponse> answer;
  server.router.handle(std::move(request),
                       http::Respond([&](http::OutboundResponse response) { answer = std::move(response); }));
  server.settle();
  EXPECT_FALSE(answer);
  server.executor->advance(30'000);
  server.settle();
  ASSERT_TRUE(answer);
  const auto body = parse_json(answer->body).value();
  EXPECT_EQ(body.at("finished"), Json(false));
  EXPECT_EQ(body.at("steps").get_array().size(), 1u);
}

// Collects what a stream is sent.
class Collector final : public http::StreamWriter {
 public:
  bool write(std::string_view chunk) override {
    text += chunk;
    return true;
  }
  void close() override { ended = true; }
  void on_close(std::function<void()>) override {}
  bool closed() const override { return ended; }
  std::string text;
  bool ended = false;
};

std::size_t count_of(const std::string& text, std::string_view what) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

TEST(LiveEvents, AReaderThatComesBackLosesNothing) {
  ApiServer server;
  auto first = std::make_shared<Collector>(), other = std::make_shared<Collector>();
  server.live.subscribe("tester", Version::draft, 0, first);
  server.live.subscribe("other", Version::draft, 0, other);
  server.user_says("ann", "hi");
  EXPECT_EQ(count_of(first->text, "event: step"), 1u);
  EXPECT_NE(first->text.find("Hi from Ghent"), std::string::npos);
  EXPECT_EQ(count_of(other->text, "event: step"), 0u);
  const auto last = first->text.find("id: ");
  const auto id = std::stoll(first->text.substr(last + 4));
  first->close();
  server.user_says("ann", "menu");
  auto back = std::make_shared<Collector>();
  server.live.subscribe("tester", Version::draft, id, back);
  EXPECT_EQ(count_of(back->text, "event: step"), 1u);
  EXPECT_NE(back->text.find("Pick"), std::string::npos);
  auto lost = std::make_shared<Collector>();
  server.live.subscribe("tester", Version::draft, id + 1'000, lost);
  EXPECT_EQ(count_of(lost->text, "event: reset"), 1u);
}

TEST(LiveEvents, OfAnErasedPersonNoneIsKept) {
  ApiServer server;
  server.live.subscribe("tester", Version::draft, 0, std::make_shared<Collector>());
  for (const auto* who : {"ann", "bob", "ann"}) server.user_says(who, "hi");
  const auto missed = [&] {
    auto back = std::make_shared<Collector>();
    server.live.subscribe("tester", Version::draft, 1, back);
    return back->text;
  };
  EXPECT_EQ(count_of(missed(), R"("sessionId":"ann")"), 2u);
  EXPECT_EQ(server.ask({"DELETE", "/manage/v1/bots/tester/people/ann", "", "admin"}).status, 204);
  const auto left = missed();
  EXPECT_EQ(count_of(left, "event: step"), 1u) << left;
  EXPECT_EQ(count_of(left, R"("sessionId":"bob")"), 1u) << left;
  EXPECT_EQ(count_of(left, R"("sessionId":"ann")"), 0u) << left;
  EXPECT_EQ(count_of(left, "event: reset"), 0u) << left;
}

TEST(Translations, ComeBackTheSameAndChangeWhatTheySay) {
  ApiServer server;
  const std::string path = "/manage/v1/bots/tester/translations";
  const auto table = server.ask({"GET", path, "", "edit"});
  ASSERT_EQ(table.status, 200);
  const auto put = [&](std::string body) {
    return server.ask({"PUT", path, std::move(body), "edit", {{"Content-Type", "text/csv"}}});
  };
  EXPECT_EQ(put(table.body).body, R"({"changed":0})");
  auto rows = parse_csv(table.body).value();
  ASSERT_EQ(rows.front(), (CsvRow{"key", "dialog", "en", "nl"}));
  std::string changed;
  for (auto& row : rows) {
    if (row[1] == "menu" && row[2] == "Pick") row[3] = "=Kies, \"snel\"\n";
    append_csv_row(changed, row);
  }
  EXPECT_NE(changed.find("\"'=Kies"), std::string::npos);
  EXPECT_EQ(put(changed).body, R"({"changed":1})");
  EXPECT_EQ(server.ask({"GET", path, "", "edit"}).body, changed);
  EXPECT_EQ(put("key,dialog,xx\r\na,b,c\r\n").status, 400);
  EXPECT_EQ(put("key,dialog,nl\r\nno-such-key,b,c\r\n").status, 400);
  EXPECT_EQ(put("key,dialog,nl\r\n\"open").status, 400);
}

store::AddReview unclear(std::string text, std::string person) {
  store::ReviewRow row;
  row.bot_id = "tester";
  row.language = "en";
  row.folded = row.text = std::move(text);
  row.first_at = row.last_at = ApiServer::start_of_time;
  return {row, std::move(person)};
}

// Texts for review outlive the history: who has only those left is exported and erased as well.
TEST(People, TextsForReviewAreExportedAndErased) {
  ApiServer server;
  server.user_says("ann", "hi");
  ASSERT_FALSE(server.store
                   ->submit_and_wait({unclear("a boat", "ann"), unclear("a boat", "ann"),
                                      unclear("a boat", "ben"), unclear("a plane", "ben")})
                   .has_error());
  const auto texts = [&](const std::string& person) {
    const auto reply = server.ask({"GET", "/manage/v1/bots/tester/people/" + person, "", "admin"});
    return reply.status == 200 ? to_json_text(reply.json().get_object()["reviewTexts"])
                               : std::to_string(reply.status);
  };
  EXPECT_EQ(texts("ann"), R"([{"text":"a boat","language":"en","times":2,"lastSeenAt":)"
                          R"("2030-03-17T17:46:40.000Z"}])");
  EXPECT_NE(texts("ben").find("a plane"), std::string::npos);
  for (const std::string person : {"ben", "ann"}) {
    EXPECT_EQ(server.ask({"DELETE", "/manage/v1/bots/tester/people/" + person, "", "admin"}).status, 204);
    EXPECT_EQ(texts(person), "404");
    EXPECT_TRUE(server.store->review_texts_of({"tester", Version::draft, person}).value().empty());
  }
}

TEST(Training, OfALanguageThatTheBotDoesNotSpeakIsRefused) {
  ApiServer server;
  const auto reply = server.ask({"POST", "/manage/v1/bots/tester/train?language=xx", "", "edit"});
  EXPECT_EQ(reply.status, 400);
  EXPECT_NE(reply.body.find("query.language"), std::string::npos);
}

TEST(Export, ComesBackThroughImport) {
  ApiServer server;
  const auto document = server.ask({"GET", "/manage/v1/bots/tester/document", "", "edit"});
  ASSERT_EQ(document.status, 200);
  EXPECT_EQ(document.body.find("verify-canary-1"), std::string::npos);
  ASSERT_EQ(server.ask({"PUT", "/manage/v1/bots/other/document", document.body, "admin"}).status, 200);
  EXPECT_EQ(server.ask({"GET", "/manage/v1/bots/other/document", "", "admin"}).json(), document.json());
  EXPECT_EQ(server.bots->source("other", Version::draft)->id, "other");
}

TEST(Publishing, LiveKeepsWhatIsItsOwn) {
  ApiServer server;
  const std::string base = "/manage/v1/bots/tester/";
  ASSERT_EQ(server.ask({"POST", base + "publish", "{}", "edit"}).status, 200);
  const auto set_default = [&](const std::string& version, const std::string& value) {
    return server
        .ask({"PUT",
              base + "variables/city?version=" + version,
              R"({"name":"city","defaultValue":")" + value + "\"}",
              "edit",
              {{"If-Match", "*"}}})
        .status;
  };
  ASSERT_EQ(set_default("LIVE", "Live"), 200);
  ASSERT_EQ(set_default("DRAFT", "Draft"), 200);
  ASSERT_EQ(server.ask({"POST", base + "publish", "{}", "edit"}).status, 200);
  EXPECT_EQ(server.bots->find("tester", Version::live)->index->variable("city")->default_value, "Live");
  EXPECT_EQ(server.bots->find("tester", Version::draft)->index->variable("city")->default_value, "Draft");
}

TEST(Documents, NameEveryOperationOnceAndHaveAPage) {
  ApiServer server;
  std::set<std::string> ids;
  for (const auto& document : server.documents) {
    for (const auto& path : document->at("paths").get_object()) {
      for (const auto& operation : path.value().get_object())
        EXPECT_TRUE(ids.insert(text_at(operation.value(), "operationId")).second) << path.key();
    }
  }
  EXPECT_EQ(ids.size(), server.api->endpoints().size());
  const auto page = server.ask({"GET", "/v1/docs"});
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("executeConversationAction"), std::string::npos);
}

}  // namespace
}  // namespace sb::api::testing
