#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <map>
#include <mutex>

#include "server_process.h"
#include "webhook_client.h"

// kill -9 while a Code action waits: the run is executed again with the same time and seed, what it asked for
// is not asked again (docs/adr/0007-scripts.md).

namespace sb::testing {
namespace {

// Answers "PATH N", N being how often the path was asked for; may hold the answers of one path.
class BackEnd {
 public:
  explicit BackEnd(std::string held_path)
      : held_path_(std::move(held_path)), sink_([this](const auto& request) { return answer(request); }) {}
  ~BackEnd() { release(); }

  std::string url() const { return sink_.url(""); }
  bool wait_until_held() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(60), [&] { return held_; });
  }
  void release() {
    std::lock_guard lock(mutex_);
    released_ = true;
    changed_.notify_all();
  }
  int count(const std::string& path) const {
    std::lock_guard lock(mutex_);
    const auto found = counts_.find(path);
    return found == counts_.end() ? 0 : found->second;
  }
  std::string query(const std::string& path) const {
    std::lock_guard lock(mutex_);
    const auto found = queries_.find(path);
    return found == queries_.end() ? "" : found->second;
  }

 private:
  http::testing::SinkAnswer answer(const http::testing::SunkRequest& request) {
    const auto question = request.target.find('?');
    const std::string path = request.target.substr(0, question);
    http::testing::SinkAnswer out;
    std::unique_lock lock(mutex_);
    if (question != std::string::npos) queries_[path] = request.target.substr(question + 1);
    out.body = path.substr(1) + ' ' + std::to_string(++counts_[path]);
    if (path == held_path_) {
      held_ = true;
      changed_.notify_all();
      changed_.wait(lock, [&] { return released_; });
    }
    return out;
  }

  const std::string held_path_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool held_ = false, released_ = false;
  std::map<std::string, int> counts_;
  std::map<std::string, std::string> queries_;
  http::testing::HttpSink sink_;  // last: its threads use the members above
};

// Says it, kills the server when the back end holds a request, and starts it again; what the user then reads.
std::vector<std::string> killed_while_waiting(const std::string& text, BackEnd& back_end) {
  WebhookReceiver receiver;
  ServerProcess server{{{SB_SOURCE_DIR "/tests/system/bots/waiter"},
                        {},
                        {{"WAITER_BACKEND_URL", back_end.url()}, {"WAITER_WEBHOOK_URL", receiver.url()}}}};
  server.start();
  BlockingHttp http;
  const JsonObject body{{"conversationId", "someone"},
                        {"message", JsonObject{{"textMessage", JsonObject{{"text", text}}}}}};
  EXPECT_EQ(http.post(server.url("/v1/channels/webhook/aaaaaaaaaaaaaaaaaaaaaaaa/messages"),
                      to_json_text(body), {{"Authorization", std::string("Bearer ") + test_token}})
                .status,
            200);
  EXPECT_TRUE(back_end.wait_until_held());
  server.kill_hard();
  back_end.release();
  server.start();
  std::vector<std::string> texts;
  for (const auto& delivered : receiver.wait_for("someone", 1, 60'000)) {
    texts.push_back(text_of_delivery(delivered));
  }
  EXPECT_EQ(server.terminate(), 0) << server.log();
  EXPECT_NE(server.log().find("\"event\":\"turn resumed\""), std::string::npos) << server.log();
  return texts;
}

TEST(ScriptKill, AFetchWithAnAnswerIsNotMadeAgainAndOneWithoutRejects) {
  BackEnd back_end("/second");
  EXPECT_THAT(killed_while_waiting("fetch", back_end),
              ::testing::ElementsAre("first 1, nobody knows (interrupted)"));
  EXPECT_EQ(back_end.count("/first"), 1);
  EXPECT_EQ(back_end.count("/second"), 1);
}

TEST(ScriptKill, ATimerGoesOnWithTheSameSeed) {
  BackEnd back_end("/armed");
  EXPECT_THAT(killed_while_waiting("sleep", back_end), ::testing::ElementsAre("before 1, after 1"));
  EXPECT_EQ(back_end.count("/before"), 1);
  EXPECT_EQ(back_end.count("/armed"), 1);
  EXPECT_EQ(back_end.query("/armed").substr(0, 2), "0.");
  EXPECT_EQ(back_end.query("/armed"), back_end.query("/after"));
}

}  // namespace
}  // namespace sb::testing
