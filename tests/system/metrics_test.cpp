#include <gtest/gtest.h>

#include "server_process.h"
#include "webhook_client.h"

// What the server counts of a short conversation whose back end is not there.

namespace sb::testing {
namespace {

constexpr const char* channel_path = "/v1/channels/webhook/aaaaaaaaaaaaaaaaaaaaaaaa/messages";

class MetricsTest : public ::testing::Test {
 protected:
  MetricsTest()
      : server_({{SB_SOURCE_DIR "/tests/system/bots/ledger"},
                 {},
                 {{"LEDGER_BACKEND_URL", "http://127.0.0.1:9"}, {"LEDGER_WEBHOOK_URL", receiver_.url()}}}) {
    server_.start();
  }

  void say(const std::string& text) {
    const JsonObject body{{"conversationId", "someone"},
                          {"message", JsonObject{{"textMessage", JsonObject{{"text", text}}}}}};
    const auto answer =
        http_.post(server_.url(channel_path), to_json_text(body), {{"Authorization", authorization_}});
    EXPECT_EQ(answer.status, 200) << answer.body;
  }
  http::Response metrics(std::vector<http::Header> headers = {}) {
    http::Request request;
    request.method = "GET";
    request.url = server_.url("/metrics");
    request.headers = std::move(headers);
    return http_.send(std::move(request));
  }

  const std::string authorization_ = std::string("Bearer ") + test_token;
  WebhookReceiver receiver_;
  BlockingHttp http_;
  ServerProcess server_;
};

TEST_F(MetricsTest, CountsTurnsMessagesActionsAndErrors) {
  say("count");
  say("count");
  say("add");
  ASSERT_GE(receiver_.wait_for("someone", 4).size(), 4u);  // of the last turn two: *error occurred* follows
  const std::string text = metrics().body;
  std::vector<std::string> missing;
  for (const char* line :
       {"signalbox_turns_total{bot=\"ledger\"} 3\n", "signalbox_messages_total{actor=\"user\"} 3\n",
        "signalbox_messages_total{actor=\"bot\"} 4\n", "signalbox_actions_total{type=\"api\"} 1\n",
        "signalbox_errors_total{source=\"api\"} 1\n", "signalbox_http_requests_total{status=\"200\"}",
        "signalbox_effect_duration_seconds_count{kind=\"api\"} 1\n",
        "signalbox_turn_duration_seconds_count 3\n",
        "signalbox_http_request_duration_seconds_count{route=\"/v1/channels/webhook/{channelId}/messages\"} "
        "3\n",
        "signalbox_deliveries_dropped_total 0\n", "# TYPE signalbox_turns_total counter\n"}) {
    if (text.find(line) == std::string::npos) missing.emplace_back(line);
  }
  EXPECT_EQ(missing, std::vector<std::string>());
  EXPECT_EQ(text.find("someone"), std::string::npos);
}

TEST_F(MetricsTest, AskForATokenWhenTheyComeThroughAProxy) {
  const http::Header proxied{"X-Forwarded-For", "203.0.113.7"};
  EXPECT_EQ(metrics().status, 200);
  EXPECT_EQ(metrics({proxied}).status, 401);
  EXPECT_EQ(metrics({proxied, {"Authorization", "Bearer 0:0"}}).status, 401);
  EXPECT_EQ(metrics({proxied, {"Authorization", authorization_}}).status, 200);
}

}  // namespace
}  // namespace sb::testing
