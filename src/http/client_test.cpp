#include <gtest/gtest.h>

#include <chrono>
#include <future>

#include "http/curl_client.h"
#include "http/testing/http_sink.h"

namespace sb::http {
namespace {

using testing::HttpSink;
using testing::SinkAnswer;
using testing::SunkRequest;

std::unique_ptr<Client> make_client(std::string_view allow, ClientOptions options = {}) {
  return make_curl_client(EgressPolicy::parse(allow).value(), std::move(options)).value();
}

Outcome call(Client& client, Request request) {
  std::promise<Outcome> promise;
  client.send(std::move(request), [&](Outcome outcome) { promise.set_value(std::move(outcome)); });
  return promise.get_future().get();
}

Request get(std::string url) {
  Request request;
  request.url = std::move(url);
  return request;
}

TEST(CurlClient, SendsARequestAndReadsTheAnswer) {
  HttpSink sink([](const SunkRequest&) {
    return SinkAnswer{
        .status = 201, .headers = {{"X-Answer", "yes"}}, .body = "hello", .raw = {}, .delay_ms = 0};
  });
  auto client = make_client("127.0.0.1");
  Request request = get(sink.url("/path?q=1"));
  request.method = "POST";
  request.headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}};
  request.body = R"({"a":1})";
  const auto outcome = call(*client, request);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->status, 201);
  EXPECT_EQ(outcome->body, "hello");
  EXPECT_EQ(outcome->header("x-answer"), "yes");
  EXPECT_EQ(outcome->url, sink.url("/path?q=1"));
  ASSERT_EQ(sink.requests().size(), 1u);
  const auto sunk = sink.requests().front();
  EXPECT_EQ(sunk.method, "POST");
  EXPECT_EQ(sunk.target, "/path?q=1");
  EXPECT_EQ(sunk.body, R"({"a":1})");
  EXPECT_EQ(sunk.header("content-length"), "7");
  EXPECT_NE(sunk.head.find("\r\nX-Empty:"), std::string::npos);
}

}  // namespace
}  // namespace sb::http
