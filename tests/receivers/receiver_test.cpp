#include "receivers/receiver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace sb::receivers {
namespace {

// Runs tasks when the test moves time on.
class TestExecutor final : public Executor {
 public:
  void post(Task task) override { post_after(0, std::move(task)); }
  void post_after(std::int64_t delay_ms, Task task) override {
    due_.emplace(now_ms_ + delay_ms, std::move(task));
  }
  UtcMs now() const override { return UtcMs{1'893'499'200'000 + now_ms_}; }
  std::int64_t monotonic_now_ms() const override { return now_ms_; }

  void advance(std::int64_t ms) {
    now_ms_ += ms;
    while (!due_.empty() && due_.begin()->first <= now_ms_) {
      auto task = std::move(due_.begin()->second);
      due_.erase(due_.begin());
      task();
    }
  }

 private:
  std::int64_t now_ms_ = 0;
  std::multimap<std::int64_t, Task> due_;
};

class ReceiverRoutes : public testing::Test {
 protected:
  ReceiverRoutes() { receiver.add_routes(router); }

  // The answer, filled in whenever it comes.
  std::shared_ptr<std::optional<http::OutboundResponse>> begin(std::string method, std::string target,
                                                               std::string body = "") {
    http::InboundRequest request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.body = std::move(body);
    EXPECT_FALSE(http::parse_target(request).has_error());
    auto answer = std::make_shared<std::optional<http::OutboundResponse>>();
    router.handle(std::move(request),
                  http::Respond([answer](http::OutboundResponse given) { *answer = std::move(given); }));
    return answer;
  }
  http::OutboundResponse call(std::string method, std::string target, std::string body = "") {
    return begin(std::move(method), std::move(target), std::move(body))->value();
  }
  static JsonArray messages(const http::OutboundResponse& answer) {
    return parse_json(answer.body)->at("messages").get_array();
  }

  std::shared_ptr<TestExecutor> executor = std::make_shared<TestExecutor>();
  http::Router router;
  Receiver receiver{executor};
};

TEST_F(ReceiverRoutes, WritesDownWhatComesInItsOrder) {
  EXPECT_EQ(call("POST", "/hook?challenge.verifyToken=t", R"({"senderId":"a","n":1})").status, 200);
  call("POST", "/hook", R"({"senderId":"b","n":2})");
  call("POST", "/hook", R"({"senderId":"a","n":1})");
  call("POST", "/hook", "no JSON");
  const auto all = messages(call("GET", "/messages"));
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(
      to_json_text(all[0]),
      R"({"path":"/hook","query":{"challenge.verifyToken":"t"},"headers":{},"body":{"senderId":"a","n":1},)"
      R"("answered":200,"at":"2030-01-01T12:00:00.000Z"})");
  EXPECT_EQ(all[3].at("body"), Json("no JSON"));
  EXPECT_EQ(messages(call("GET", "/messages?session=a")).size(), 2U);
}

TEST_F(ReceiverRoutes, WaitsForAsManyAsAskedFor) {
  call("POST", "/hook", R"({"senderId":"a"})");
  const auto answer = begin("GET", "/messages?session=a&wait=1&count=2");
  call("POST", "/hook", R"({"senderId":"b"})");
  EXPECT_FALSE(answer->has_value());
  call("POST", "/hook", R"({"recipient":{"id":"a"}})");
  ASSERT_TRUE(answer->has_value());
  EXPECT_EQ(messages(**answer).size(), 2U);
  executor->advance(60'000);
}

TEST_F(ReceiverRoutes, StopsWaitingWhenTheTimeIsOver) {
  const auto answer = begin("GET", "/messages?wait=1&count=1&timeoutMs=500");
  executor->advance(499);
  EXPECT_FALSE(answer->has_value());
  executor->advance(1);
  ASSERT_TRUE(answer->has_value());
  EXPECT_TRUE(messages(**answer).empty());
  call("POST", "/hook", "{}");
}

TEST_F(ReceiverRoutes, DoesNotWaitForWhatIsThere) {
  call("POST", "/hook", "{}");
  EXPECT_EQ(messages(call("GET", "/messages?wait=1")).size(), 1U);
}

TEST_F(ReceiverRoutes, RefusesAsOftenAsToldAndStillWritesDown) {
  EXPECT_EQ(call("POST", "/behaviour", R"({"status":503,"refuse":2})").status, 204);
  EXPECT_EQ(call("POST", "/hook", "{}").status, 503);
  EXPECT_EQ(call("POST", "/hook", "{}").status, 503);
  EXPECT_EQ(call("POST", "/hook", "{}").status, 200);
  const auto all = messages(call("GET", "/messages"));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[1].at("answered"), Json(503));
  call("POST", "/behaviour", R"({"status":500})");
  EXPECT_EQ(call("POST", "/hook", "{}").status, 500);
  call("POST", "/behaviour", "{}");
  EXPECT_EQ(call("POST", "/hook", "{}").status, 200);
}

TEST_F(ReceiverRoutes, AnswersLate) {
  call("POST", "/behaviour", R"({"delayMs":200})");
  const auto answer = begin("POST", "/hook", "{}");
  EXPECT_EQ(messages(call("GET", "/messages")).size(), 1U);
  EXPECT_FALSE(answer->has_value());
  executor->advance(200);
  ASSERT_TRUE(answer->has_value());
  EXPECT_EQ((*answer)->status, 200);
}

TEST_F(ReceiverRoutes, IsAHandoverProvider) {
  EXPECT_EQ(call("GET", "/desk?challenge.verifyToken=t").body, R"({"status":"ok"})");
  EXPECT_EQ(call("POST", "/desk", R"({"event":"offload","sessionId":"a"})").body,
            R"({"offloadSuccess":true,"pauseBot":true})");
  EXPECT_EQ(call("POST", "/desk", R"({"event":"messages","sessionId":"a"})").body, "{}");
  call("POST", "/behaviour", R"({"offload":{"offloadSuccess":false}})");
  EXPECT_EQ(call("POST", "/desk", R"({"event":"offload"})").body, R"({"offloadSuccess":false})");
  EXPECT_EQ(messages(call("GET", "/messages?session=a")).size(), 2U);
}

TEST_F(ReceiverRoutes, Forgets) {
  call("POST", "/hook", "{}");
  EXPECT_EQ(call("DELETE", "/messages").status, 204);
  EXPECT_TRUE(messages(call("GET", "/messages")).empty());
}

class BadBehaviour : public ReceiverRoutes, public testing::WithParamInterface<const char*> {};
TEST_P(BadBehaviour, IsRefusedAndChangesNothing) {
  EXPECT_EQ(call("POST", "/behaviour", GetParam()).status, 400);
  EXPECT_EQ(call("POST", "/hook", "{}").status, 200);
}
INSTANTIATE_TEST_SUITE_P(, BadBehaviour,
                         testing::Values("", "[]", R"({"status":"500"})", R"({"status":99})",
                                         R"({"refuse":-1})", R"({"delayMs":60001})", R"({"offload":true})",
                                         R"({"colour":1})"));

}  // namespace
}  // namespace sb::receivers
