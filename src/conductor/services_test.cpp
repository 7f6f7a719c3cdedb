#include "conductor/services.h"

#include <gtest/gtest.h>

#include "conductor/bot_registry.h"

namespace sb::conductor {
namespace {

// Answers each call at once.
class OneAnswer final : public http::Client {
 public:
  explicit OneAnswer(std::string body) : body_(std::move(body)) {}
  http::CallId send(http::Request, http::Done done) override {
    http::Response response;
    response.status = 200;
    response.body = body_;
    done(std::move(response));
    return {};
  }
  void cancel(http::CallId) override {}

 private:
  std::string body_;
};

engine::ApiAnswered answered(std::string body) {
  OneAnswer http(std::move(body));
  engine::ApiAnswered answer;
  engine::CallApi call;
  call.call_id = "c1";
  perform(call, {http}, RunnableBot{}, {"bot", Version::draft, "s"}, 1,
          [&](auto event) { answer = std::get<engine::ApiAnswered>(std::move(event)); });
  return answer;
}

// The journal holds UTF-8 only. What is none is replaced for the log, and never taken for JSON (spec 02 §3).
TEST(Services, TellWhenAnAnswerIsNotUtf8) {
  const auto good = answered("{\"a\":\"\xc3\xa9\"}");
  EXPECT_EQ(good.response->body, "{\"a\":\"\xc3\xa9\"}");
  EXPECT_EQ(good.failure, "");
  const auto latin = answered("{\"a\":\"\xe9\xff\xf0\x9f\x98\x80 \xe2\x82\"}");
  EXPECT_EQ(latin.call_id, "c1");
  EXPECT_EQ(latin.response->body,
            "{\"a\":\"\xef\xbf\xbd\xef\xbf\xbd\xf0\x9f\x98\x80 \xef\xbf\xbd\xef\xbf\xbd\"}");
  EXPECT_EQ(latin.failure, "the answer is not valid UTF-8");
}

}  // namespace
}  // namespace sb::conductor
