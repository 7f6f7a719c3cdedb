#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <sstream>
#include <thread>

#include "http/curl_client.h"
#include "http/testing/calling.h"
#include "http/testing/http_sink.h"
#include "http/transfer.h"

namespace sb::http {
namespace {

using testing::call;
using testing::get;
using testing::HttpSink;
using testing::post;
using testing::SinkAnswer;
using testing::SunkRequest;

constexpr std::int64_t for_ever_ms = 60'000;

std::unique_ptr<Client> make_client(std::string_view allow = "127.0.0.1", ClientOptions options = {}) {
  return make_curl_client(EgressPolicy::parse(allow).value(), std::move(options)).value();
}

HttpSink::Answerer always(SinkAnswer answer) {
  return [answer](const SunkRequest&) { return answer; };
}

std::string corpus_file(const std::string& name) {
  std::ifstream in(SB_SOURCE_DIR "/tests/corpora/http-bodies/" + name, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// Counts how calls end, from the client's thread.
class Endings {
 public:
  Done next() {
    return [this](Outcome outcome) {
      const std::lock_guard lock(mutex_);
      ++count_;
      if (!outcome) kinds_.push_back(outcome.error().kind);
      changed_.notify_all();
    };
  }
  void wait_for(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return count_ >= count; });
  }
  int count() {
    const std::lock_guard lock(mutex_);
    return count_;
  }
  std::vector<FailureKind> kinds() {
    const std::lock_guard lock(mutex_);
    return kinds_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int count_ = 0;
  std::vector<FailureKind> kinds_;
};

TEST(CurlClient, SendsARequestAndReadsTheAnswer) {
  HttpSink sink(always({.status = 201, .headers = {{"X-Answer", " yes "}}, .body = "hello"}));
  const auto client = make_client();
  auto request = post(sink.url("/path?q=1"), R"({"a":1})");
  request.headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}};
  const auto outcome = call(*client, request);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->status, 201);
  EXPECT_EQ(outcome->body, "hello");
  EXPECT_EQ(outcome->header("x-answer"), "yes");
  EXPECT_EQ(outcome->url, sink.url("/path?q=1"));
  EXPECT_EQ(outcome->redirects, 0);
  ASSERT_EQ(sink.requests().size(), 1u);
  const auto sunk = sink.requests().front();
  EXPECT_EQ(sunk.method, "POST");
  EXPECT_EQ(sunk.target, "/path?q=1");
  EXPECT_EQ(sunk.body, R"({"a":1})");
  EXPECT_EQ(sunk.header("content-length"), "7");
  EXPECT_EQ(sunk.header("user-agent"), "Signalbox/" SB_VERSION);
  EXPECT_NE(sunk.head.find("\r\nX-Empty:\r\n"), std::string::npos);
}

struct MethodCase {
  std::string_view method, body, content_length;
};

class Methods : public ::testing::TestWithParam<MethodCase> {};

TEST_P(Methods, ArriveAsSentAndLeaveNothingBehind) {
  HttpSink sink;
  const auto client = make_client();
  // The same handle serves all three, so what the first sets must not show in the last.
  ASSERT_TRUE(call(*client, post(sink.url(), "before")));
  Request request = get(sink.url("/x"));
  request.method = GetParam().method;
  request.body = GetParam().body;
  ASSERT_TRUE(call(*client, request));
  ASSERT_TRUE(call(*client, get(sink.url("/after"))));
  const auto sunk = sink.requests();
  ASSERT_EQ(sunk.size(), 3u);
  EXPECT_EQ(sunk[1].method, GetParam().method);
  EXPECT_EQ(sunk[1].body, GetParam().body);
  EXPECT_EQ(sunk[1].header("content-length"), GetParam().content_length);
  EXPECT_EQ(sunk[1].header("content-type"), "");
  EXPECT_EQ(sunk[2].method, "GET");
  EXPECT_EQ(sunk[2].header("content-length"), "");
  EXPECT_EQ(sink.connections(), 1);
}

INSTANTIATE_TEST_SUITE_P(, Methods,
                         ::testing::Values(MethodCase{"GET", "", ""}, MethodCase{"HEAD", "", ""},
                                           MethodCase{"DELETE", "", ""}, MethodCase{"DELETE", "{}", "2"},
                                           MethodCase{"OPTIONS", "", ""}, MethodCase{"POST", "", "0"},
                                           MethodCase{"PUT", "x", "1"}, MethodCase{"PATCH", "xy", "2"}));

TEST(CurlClient, SendsALargeBodyWithoutWaitingForPermission) {
  HttpSink sink;
  const auto client = make_client();
  const std::string body(3 * 1024 * 1024, 'b');
  ASSERT_TRUE(call(*client, post(sink.url(), body)));
  EXPECT_EQ(sink.requests().front().body, body);
  EXPECT_EQ(sink.requests().front().header("expect"), "");
}

TEST(CurlClient, KeepsConnectionsApartByIsolationKey) {
  HttpSink sink;
  const auto client = make_client();
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(call(*client, get(sink.url(), "bot-a")));
    ASSERT_TRUE(call(*client, get(sink.url(), "bot-b")));
  }
  EXPECT_EQ(sink.connections(), 2);
  for (const auto& sunk : sink.requests()) EXPECT_LT(sunk.connection, 2);
}

TEST(CurlClient, DecodesCompressedAnswers) {
  HttpSink sink(always({.headers = {{"Content-Encoding", "gzip"}}, .body = corpus_file("hello.gz")}));
  const auto client = make_client();
  const auto outcome = call(*client, get(sink.url()));
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->body, "hello, compressed world");
  EXPECT_NE(sink.requests().front().header("accept-encoding").find("gzip"), std::string_view::npos);
}

TEST(CurlClient, BoundsTheCompressionRatio) {
  HttpSink sink(always({.headers = {{"Content-Encoding", "gzip"}}, .body = corpus_file("zeros-4-mib.gz")}));
  const auto client = make_client();
  const auto outcome = call(*client, get(sink.url()));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, FailureKind::too_large);
}

TEST(CurlClient, BoundsTheAnswer) {
  HttpSink sink([](const SunkRequest& request) {
    if (request.target == "/head")
      return SinkAnswer{.headers = {{"X", std::string(response_header_bytes_max, 'x')}}};
    if (request.target == "/exact") return SinkAnswer{.body = std::string(1000, 'x')};
    return SinkAnswer{.raw = "HTTP/1.1 200 OK\r\n\r\n" + std::string(1001, 'x')};
  });
  const auto client = make_client();
  const auto kind_of = [&](const std::string& path) {
    auto request = get(sink.url(path));
    request.response_bytes_max = 1000;
    const auto outcome = call(*client, request);
    return outcome ? "" : std::string(name(outcome.error().kind));
  };
  EXPECT_EQ(kind_of("/exact"), "");
  EXPECT_EQ(kind_of("/more"), "too_large");
  EXPECT_EQ(kind_of("/head"), "too_large");
}

TEST(CurlClient, RefusesWhatCannotBeSent) {
  const auto client = make_client();
  auto bad_header = get("http://127.0.0.1:1/");
  bad_header.headers = {{"Host", "evil"}};
  auto bad_method = get("http://127.0.0.1:1/");
  bad_method.method = "CONNECT";
  for (const auto& request : {get("ftp://127.0.0.1/"), get("nonsense"), bad_header, bad_method}) {
    const auto outcome = call(*client, request);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, FailureKind::bad_url);
    EXPECT_NE(outcome.error().message, "");
  }
}

std::uint16_t closed_port() {
  return HttpSink().port();
}

TEST(CurlClient, SaysTheSameOfRefusedAndForbiddenDestinations) {
  const auto port = std::to_string(closed_port());
  ClientOptions options;
  options.resolver = [](const std::string&) { return std::vector<Address>(); };
  const auto client = make_client("127.0.0.1:" + port, options);
  const auto closed = call(*client, get("http://127.0.0.1:" + port + "/"));
  const auto forbidden = call(*client, get("http://127.0.0.2:" + port + "/"));
  const auto unknown = call(*client, get("http://nowhere.example/"));
  ASSERT_FALSE(closed);
  ASSERT_FALSE(forbidden);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(closed.error(), (Failure{FailureKind::unreachable, std::string(no_connection_text)}));
  EXPECT_EQ(forbidden.error(), (Failure{FailureKind::not_allowed, std::string(no_connection_text)}));
  EXPECT_EQ(unknown.error(), (Failure{FailureKind::unreachable, std::string(no_connection_text)}));
}

TEST(CurlClient, StopsAtTheTimeLimit) {
  HttpSink sink(always({.delay_ms = for_ever_ms}));
  const auto client = make_client();
  auto request = get(sink.url());
  request.timeout_ms = 100;
  const auto outcome = call(*client, request);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, FailureKind::timed_out);
}

TEST(CurlClient, CountsWaitingInTheQueueAsTime) {
  HttpSink sink(always({.delay_ms = for_ever_ms}));
  ClientOptions options;
  options.connections_max = 1;
  Endings endings;  // outlives the client, whose end is an ending too
  const auto client = make_client("127.0.0.1", options);
  client->send(get(sink.url()), endings.next());
  ASSERT_TRUE(sink.wait_for_requests(1));
  auto request = get(sink.url());
  request.timeout_ms = 20;
  const auto outcome = call(*client, request);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, FailureKind::timed_out);
  EXPECT_EQ(sink.requests().size(), 1u);
}

TEST(CurlClient, CancelsARunningCall) {
  HttpSink sink(always({.delay_ms = for_ever_ms}));
  Endings endings;
  const auto client = make_client();
  const auto id = client->send(get(sink.url()), endings.next());
  ASSERT_TRUE(sink.wait_for_requests(1));
  client->cancel(id);
  client->cancel(id);
  client->cancel(CallId{4711});
  endings.wait_for(1);
  EXPECT_EQ(endings.kinds(), (std::vector{FailureKind::cancelled}));
}

TEST(CurlClient, EndsEveryCallOnceWhenItGoes) {
  HttpSink sink(always({.delay_ms = for_ever_ms}));
  ClientOptions options;
  options.connections_per_host_max = 2;
  options.resolver = [](const std::string&) { return std::vector<Address>(); };
  Endings endings;
  auto client = make_client("127.0.0.1", options);
  for (int i = 0; i < 50; ++i) client->send(get(sink.url()), endings.next());
  ASSERT_TRUE(sink.wait_for_requests(2));
  client.reset();
  EXPECT_EQ(endings.count(), 50);
  EXPECT_EQ(endings.kinds(), std::vector(50, FailureKind::cancelled));
}

TEST(CurlClient, RefusesMoreThanTheQueueHolds) {
  HttpSink sink(always({.delay_ms = for_ever_ms}));
  ClientOptions options;
  options.connections_max = 1;
  options.queue_max = 2;
  Endings endings;
  auto client = make_client("127.0.0.1", options);
  for (int i = 0; i < 5; ++i) client->send(get(sink.url()), endings.next());
  endings.wait_for(2);
  EXPECT_EQ(endings.kinds(), std::vector(2, FailureKind::unavailable));
  client.reset();
  EXPECT_EQ(endings.count(), 5);
}

TEST(CurlClient, MaySendFromTheEndOfACall) {
  HttpSink sink;
  std::promise<void> finished;
  int left = 20;
  std::unique_ptr<Client> client;
  std::function<void(Outcome)> again = [&](Outcome outcome) {
    if (outcome && --left > 0) {
      client->send(get(sink.url()), again);
    } else {
      finished.set_value();
    }
  };
  client = make_client();
  client->send(get(sink.url()), again);
  finished.get_future().wait();
  EXPECT_EQ(left, 0);
  EXPECT_EQ(sink.requests().size(), 20u);
}

TEST(CurlClient, ServesManyThreads) {
  HttpSink sink([](const SunkRequest& request) { return SinkAnswer{.body = request.target}; });
  const auto client = make_client();
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) {
        const auto path = "/" + std::to_string(t) + "/" + std::to_string(i);
        const auto outcome = call(*client, get(sink.url(path), "bot-" + std::to_string(t)));
        if (outcome && outcome->body == path) ++right;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 200);
}

// A kept connection may be closed by the other side just when it is used again. libcurl repeats the request
// then.
int requests_after_a_lost_connection(Request request) {
  HttpSink sink([count = std::make_shared<std::atomic<int>>(0)](const SunkRequest&) {
    SinkAnswer answer;
    if (++*count == 2) answer.then = SinkAnswer::Then::drop_without_answer;
    return answer;
  });
  const auto client = make_client();
  EXPECT_TRUE(call(*client, get(sink.url())));
  request.url = sink.url("/second");
  const auto outcome = call(*client, request);
  const auto count = static_cast<int>(sink.requests().size());
  EXPECT_EQ(outcome.has_value(), count == 3);
  EXPECT_TRUE(outcome || outcome.error().kind == FailureKind::protocol);
  return count;
}

TEST(CurlClient, RepeatsOnlyWhatMayRunTwice) {
  EXPECT_EQ(requests_after_a_lost_connection(get("")), 3);
  EXPECT_EQ(requests_after_a_lost_connection(post("", "{}")), 2);
  auto keyed = post("", "{}");
  keyed.headers = {{"Idempotency-Key", "1"}};
  EXPECT_EQ(requests_after_a_lost_connection(keyed), 3);
}

TEST(CurlClient, TakesARedirectForAnAnswerWhenNoneMayBeFollowed) {
  HttpSink sink(always({.status = 302, .headers = {{"Location", "/other"}}, .body = "moved"}));
  const auto client = make_client();
  auto request = get(sink.url());
  request.redirects_max = 0;
  const auto outcome = call(*client, request);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->status, 302);
  EXPECT_EQ(outcome->body, "moved");
}

TEST(CurlClient, TakesNoSecretsToAnotherOrigin) {
  HttpSink target;
  HttpSink first(always({.status = 307, .headers = {{"Location", target.url("/new")}}}));
  const auto client = make_client();
  auto request = post(first.url(), "body");
  request.headers = {{"Authorization", "Bearer x"}, {"hash", "y"}, {"X-Plain", "z"}};
  request.secret_headers = {"Hash"};
  const auto outcome = call(*client, request);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->url, target.url("/new"));
  EXPECT_EQ(outcome->redirects, 1);
  const auto sunk = target.requests().at(0);
  EXPECT_EQ(sunk.body, "body");
  EXPECT_EQ(sunk.header("authorization"), "");
  EXPECT_EQ(sunk.header("hash"), "");
  EXPECT_EQ(sunk.header("x-plain"), "z");
  EXPECT_EQ(first.requests().at(0).header("authorization"), "Bearer x");
}

TEST(CurlClient, SendsUserInformationAsAHeader) {
  HttpSink sink;
  const auto client = make_client();
  const auto outcome = call(*client, get("http://user:pass@127.0.0.1:" + std::to_string(sink.port()) + "/"));
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->url, sink.url());
  EXPECT_EQ(sink.requests().at(0).header("authorization"), "Basic dXNlcjpwYXNz");
}

TEST(CurlClient, ReachesIpv6) {
  testing::SinkOptions options;
  options.address = "::1";
  HttpSink sink({}, std::move(options));
  const auto client = make_client("::1");
  const auto outcome = call(*client, get(sink.url("/six")));
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->url, sink.url("/six"));
}

TEST(CurlClient, ConnectsANameToTheResolvedAddress) {
  HttpSink sink;
  ClientOptions options;
  options.resolver = [](const std::string& host) {
    return host == "api.example" ? std::vector{*Address::parse("127.0.0.1")} : std::vector<Address>();
  };
  const auto client = make_client("127.0.0.1", options);
  const auto port = std::to_string(sink.port());
  ASSERT_TRUE(call(*client, get("http://api.example:" + port + "/")));
  EXPECT_EQ(sink.requests().at(0).header("host"), "api.example:" + port);
}

TEST(CurlClient, GoesThroughTheOperatorsProxy) {
  HttpSink proxy(always({.body = "by proxy"}));
  ClientOptions options;
  options.proxy = proxy.url("");
  const auto client = make_client("", options);
  const auto outcome = call(*client, get("http://example.com/x"));
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->body, "by proxy");
  EXPECT_EQ(proxy.requests().at(0).target, "http://example.com/x");
  for (const auto* url : {"http://10.0.0.1/", "http://[::1]/", "http://localhost/"}) {
    const auto refused = call(*client, get(url));
    ASSERT_FALSE(refused) << url;
    EXPECT_EQ(refused.error().kind, FailureKind::not_allowed);
  }
  EXPECT_EQ(proxy.requests().size(), 1u);
}

TEST(CurlClient, IsNotMadeWithBadOptions) {
  ClientOptions bad_proxy;
  bad_proxy.proxy = "proxy.corp:3128";
  EXPECT_EQ(make_curl_client({}, bad_proxy).error().place, "proxy");
  ClientOptions bad_file;
  bad_file.ca_file = "/nonexistent/ca.pem";
  EXPECT_EQ(make_curl_client({}, bad_file).error().place, "ca_file");
}

}  // namespace
}  // namespace sb::http
