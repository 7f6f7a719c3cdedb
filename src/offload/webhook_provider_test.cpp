#include "offload/webhook_provider.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/testing/scripted_client.h"

namespace sb::offload {
namespace {

using http::testing::json_answer;
using Status = OfferAnswer::Status;

class WebhookProviderTest : public ::testing::Test {
 protected:
  static WebhookSettings settings() {
    return webhook_settings({{"url", "https://desk.example/hook?team=1"},
                             {"verifyToken", "t&k"},
                             {"timeoutMs", 4'000},
                             {"returnAfterMinutes", 30}});
  }
  static Offer offer() {
    Offer out;
    out.id = "0123456789abcdef01234567";
    out.key = {"bot", Version::live, "user-1"};
    out.payload = {{"skill", "billing"}};
    return out;
  }
  OfferAnswer answer_to_offer(http::Outcome outcome) {
    OfferAnswer got;
    provider_.take_over(offer(), [&](OfferAnswer answer) { got = std::move(answer); });
    EXPECT_TRUE(client_.finish_next(std::move(outcome)));
    return got;
  }
  Ok health(http::Outcome outcome) {
    Ok got = Error{ErrorCode::internal, "not called"};
    provider_.check_health([&](Ok healthy) { got = std::move(healthy); });
    EXPECT_TRUE(client_.finish_next(std::move(outcome)));
    return got;
  }
  static std::string header(const http::Request& request, std::string_view name) {
    for (const auto& field : request.headers) {
      if (field.name == name) return field.value;
    }
    return "";
  }

  http::testing::ScriptedClient client_;
  WebhookProvider provider_{settings(), "offload/bot/desk", client_};
};

TEST_F(WebhookProviderTest, AsksOnceUnderANameThatStays) {
  const auto answer = answer_to_offer(json_answer(200, R"({"offloadSuccess":true,"pauseBot":true})"));
  EXPECT_EQ(answer.status, Status::accepted);
  EXPECT_TRUE(answer.pause_bot);
  EXPECT_EQ(answer.return_after_minutes, 30);
  ASSERT_EQ(client_.requests().size(), 1u);
  const auto& request = client_.requests()[0];
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://desk.example/hook?team=1&challenge.verifyToken=t%26k");
  EXPECT_EQ(request.timeout_ms, 4'000);
  EXPECT_EQ(request.redirects_max, 0);
  EXPECT_EQ(request.isolation_key, "offload/bot/desk");
  EXPECT_EQ(header(request, "webhook-id"), "offload_0123456789abcdef01234567");
  // A call with such a key may be sent again on a new connection; an offer never is.
  EXPECT_EQ(header(request, "Idempotency-Key"), "");
}

TEST_F(WebhookProviderTest, KeepsTheTokenOutOfItsRecords) {
  const auto answer = answer_to_offer(json_answer(500, "broken"));
  EXPECT_EQ(answer.status, Status::failed);
  EXPECT_EQ(answer.error, "the offload provider answered 500");
  EXPECT_EQ(answer.request.at("url"), "https://desk.example/hook?…");
  EXPECT_EQ(answer.response.at("code"), 500);
  EXPECT_EQ(answer.response.at("body"), "broken");
  EXPECT_EQ(provider_.url(), "https://desk.example/hook?…");
}

TEST_F(WebhookProviderTest, SaysWhyThereIsNoAnswer) {
  const auto late = answer_to_offer(http::Failure{http::FailureKind::timed_out, "timed out"});
  EXPECT_EQ(late.status, Status::failed);
  EXPECT_EQ(late.error, "the offload provider did not answer in time");
  const auto cut = answer_to_offer(http::Failure{http::FailureKind::protocol, "cut short"});
  EXPECT_EQ(cut.error, "cut short");
}

TEST_F(WebhookProviderTest, IsHealthyOnlyWhenItSaysSo) {
  EXPECT_FALSE(health(json_answer(200, R"({"status":"ok"})")).has_error());
  EXPECT_EQ(client_.requests()[0].method, "GET");
  EXPECT_EQ(client_.requests()[0].body, "");
  EXPECT_TRUE(health(json_answer(200, "{}")).has_error());
  EXPECT_TRUE(health(json_answer(500, R"({"status":"ok"})")).has_error());
  EXPECT_TRUE(health(http::Failure{http::FailureKind::unreachable, "no connection"}).has_error());
}

TEST_F(WebhookProviderTest, DeliversTheSameCallUnderTheSameIdAndTakesOnly200) {
  store::OutboxRow row;
  row.row = 7;
  row.body = R"({"event":"messages"})";
  std::vector<conductor::DeliveryResult> results;
  for (const int status : {503, 204, 200}) {
    provider_.deliver(row, [&](conductor::DeliveryResult result) { results.push_back(std::move(result)); });
    client_.finish_next(json_answer(status, "no"));
  }
  ASSERT_EQ(results.size(), 3u);
  EXPECT_FALSE(results[0].delivered);
  EXPECT_EQ(results[0].response, "no");
  EXPECT_FALSE(results[1].delivered);
  EXPECT_TRUE(results[2].delivered);
  const auto id = header(client_.requests()[0], "webhook-id");
  EXPECT_TRUE(id.starts_with("messages_"));
  for (const auto& request : client_.requests()) {
    EXPECT_EQ(header(request, "webhook-id"), id);
    EXPECT_EQ(request.body, row.body);
  }
  row.row = 8;
  provider_.deliver(row, [](conductor::DeliveryResult) {});
  EXPECT_NE(header(client_.requests().back(), "webhook-id"), id);
}

TEST(WebhookSettings, KnowTheirDefaultsAndBounds) {
  const auto plain = webhook_settings({});
  EXPECT_TRUE(plain.url.empty());
  EXPECT_EQ(plain.timeout_ms, 10'000);
  EXPECT_FALSE(plain.return_after_minutes.has_value());
  EXPECT_EQ(webhook_settings({{"timeoutMs", 1}}).timeout_ms, 100);
  EXPECT_EQ(webhook_settings({{"timeoutMs", "soon"}}).timeout_ms, 10'000);
}

}  // namespace
}  // namespace sb::offload
