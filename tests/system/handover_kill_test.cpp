#include "handover_fixture.h"

// kill -9 at every step of a handover (spec 06): the conversation ends with a human, a bot answer or an
// apology, nothing is lost, nothing is said again under a new id, no second ticket.

namespace sb::testing {
namespace {

using ::testing::ElementsAre;

class KilledHandover : public HandoverFixture {
 protected:
  void kill_and_start() {
    server_.kill_hard();
    server_.start();
  }
  void open_handover() {
    greet();
    EXPECT_THAT(say("can a colleague help me", 1), ElementsAre(opened_text));
  }
  // The user's messages as the desk has them, repeated deliveries once.
  Lines users_lines(std::size_t received) {
    std::vector<JsonObject> distinct;
    std::map<std::string, int> seen;
    for (auto& record : desk_.wait_for(session_, received)) {
      const std::string id(string_member(record.at("headers").as_object(), "webhook-id"));
      if (record.at("answered") == 200 && seen[id]++ == 0) distinct.push_back(std::move(record));
    }
    Lines lines = told(distinct);
    std::erase_if(lines, [](const std::string& line) { return !line.starts_with("user: "); });
    return lines;
  }
  // Until the last of them is `text`: after a kill the desk may get again what it had.
  Lines users_lines_until(const std::string& text) {
    Lines lines;
    for (std::size_t count = 6; lines.empty() || lines.back() != "user: " + text; ++count) {
      if (count == 60) throw std::runtime_error("the desk never hears: " + text);
      lines = users_lines(count);
    }
    return lines;
  }
};

TEST_F(KilledHandover, WhileTheProviderIsAskedApologisesAndAsksNobodyTwice) {
  greet();
  desk_.wait_for(session_, 2);
  desk_.behave(R"({"delayMs":60000})");
  EXPECT_EQ(post(text_message("can a colleague help me")).status, 200);
  while (desk_.offloads(session_) == 0) desk_.wait_for(session_, desk_.all(session_).size() + 1, 1'000);
  server_.kill_hard();
  desk_.behave("{}");
  server_.start();
  EXPECT_THAT(next(1), ElementsAre(closed_text));
  EXPECT_THAT(say("qwer zxcv", 1), ElementsAre(puzzled_text)) << "the bot goes on";
  // The ticket may exist: when its agent writes, the message counts as an agent's.
  EXPECT_EQ(
      act(R"({"sendMessages":[{"textMessageTemplate":{"textMessages":[{"text":"Agent here"}]}}]})").status,
      200);
  EXPECT_THAT(next(1), ElementsAre("Agent here"));
  EXPECT_EQ(receiver_.all(session_).back().body.at("actor"), "agent");
  EXPECT_EQ(desk_.offloads(session_), 1u);
}

TEST_F(KilledHandover, BeforeTheUserHeardOfItKeepsThePauseAndTellsHimOnce) {
  greet();
  receiver_.answer_with([](const JsonObject&) { return 503; });
  EXPECT_EQ(post(text_message("can a colleague help me")).status, 200);
  // The opened dialog is what the desk hears last.
  while (told(desk_.all(session_)).back() != "bot: " + opened_text) {
    desk_.wait_for(session_, desk_.all(session_).size() + 1, 1'000);
  }
  server_.kill_hard();
  receiver_.answer_with([](const JsonObject&) { return 200; });
  server_.start();
  EXPECT_THAT(next(1), ElementsAre(opened_text));
  EXPECT_TRUE(session_data().at("internal").at("isPaused").as_bool());
  EXPECT_EQ(post(text_message("hello?")).status, 200);
  users_lines_until("hello?");
  EXPECT_EQ(receiver_.wait_for(session_, seen_).size(), seen_);
  EXPECT_EQ(desk_.offloads(session_), 1u);
}

TEST_F(KilledHandover, WithADeafDeskDeliversWhatWasSaidAfterwards) {
  open_handover();
  desk_.wait_for(session_, 5);
  desk_.behave(R"({"status":503})");
  for (const auto* text : {"one", "two"}) EXPECT_EQ(post(text_message(text)).status, 200);
  kill_and_start();
  EXPECT_EQ(post(text_message("three")).status, 200);
  desk_.behave("{}");
  const Lines lines = users_lines_until("three");
  EXPECT_THAT(Lines(lines.end() - 3, lines.end()), ElementsAre("user: one", "user: two", "user: three"));
}

TEST_F(KilledHandover, AfterAnAgentSpokeDeliversItOnce) {
  open_handover();
  receiver_.answer_with([](const JsonObject&) { return 503; });
  EXPECT_EQ(
      act(R"({"sendMessages":[{"textMessageTemplate":{"textMessages":[{"text":"Agent here"}]}}]})").status,
      200);
  server_.kill_hard();
  receiver_.answer_with([](const JsonObject&) { return 200; });
  server_.start();
  EXPECT_THAT(next(1), ElementsAre("Agent here"));
  EXPECT_EQ(act(R"({"unpauseBot":true})").status, 200);
  kill_and_start();
  EXPECT_THAT(say("hello", 1), ElementsAre(::testing::StartsWith("Hi")));
  EXPECT_EQ(desk_.offloads(session_), 1u);
}

}  // namespace
}  // namespace sb::testing
