// Runs tests/corpora/ssrf-urls. What counts is which addresses are handed to connect(): a hook of the client
// records them, after the policy and before the socket, and lets nothing leave this machine.
#include <gtest/gtest.h>

#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>

#include "base/json.h"
#include "http/curl_client.h"
#include "http/testing/calling.h"
#include "http/testing/certificates.h"
#include "http/testing/http_sink.h"

namespace sb::http {
namespace {

using testing::call;
using testing::get;
using testing::HttpSink;
using testing::SinkAnswer;
using testing::SunkRequest;

std::vector<JsonObject> corpus(bool server_cases) {
  std::ifstream in(SB_SOURCE_DIR "/tests/corpora/ssrf-urls/cases.jsonl", std::ios::binary);
  std::vector<JsonObject> cases;
  for (std::string line; std::getline(in, line);) {
    auto entry = parse_json(line).value().as_object();
    if ((find_member(entry, "server_behaviour") != nullptr) == server_cases)
      cases.push_back(std::move(entry));
  }
  return cases;
}

// The addresses a client was about to connect to. Only this machine's own are really connected.
class Recorder {
 public:
  std::function<bool(const Address&, std::uint16_t)> hook() {
    return [this](const Address& address, std::uint16_t) {
      const std::lock_guard lock(mutex_);
      addresses_.push_back(address.text());
      return address.text().starts_with("127.") || address.text() == "::1";
    };
  }
  std::vector<std::string> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(addresses_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> addresses_;
};

using Addresses = std::vector<std::string>;

std::vector<Address> parsed(const Addresses& texts) {
  std::vector<Address> addresses;
  for (const auto& text : texts) addresses.push_back(*Address::parse(text));
  return addresses;
}

// The host of an `allow` case, cut out by hand: not by the parser under test.
std::string plain_host(std::string_view url) {
  auto host = url.substr(url.find("//") + 2);
  host = host.substr(0, host.find('/'));
  if (const auto at = host.find('@'); at != std::string_view::npos) host = host.substr(at + 1);
  if (host.front() == '[') return std::string(host.substr(1, host.find(']') - 1));
  return std::string(host.substr(0, host.find(':')));
}

TEST(SsrfCorpus, UrlsReachOnlyWhatTheyMay) {
  Recorder recorder;
  ClientOptions options;
  options.on_connect = recorder.hook();
  // Whatever name a case uses, it leads home.
  options.resolver = [](const std::string&) { return parsed({"127.0.0.1", "::1", "169.254.169.254"}); };
  const auto client = make_curl_client({}, options).value();
  const auto cases = corpus(false);
  EXPECT_EQ(cases.size(), 350u);
  for (const auto& entry : cases) {
    const std::string url(string_member(entry, "url"));
    const auto expect = string_member(entry, "expect");
    const auto outcome = call(*client, get(url));
    const auto connected = recorder.take();
    ASSERT_FALSE(outcome) << url;  // the hook refuses what the policy allows
    const auto kind = outcome.error().kind;
    const bool refused = kind == FailureKind::bad_url || kind == FailureKind::not_allowed;
    if (expect == "allow") {
      EXPECT_EQ(connected, Addresses{plain_host(url)}) << url;
      EXPECT_EQ(kind, FailureKind::unreachable) << url;
    } else if (expect == "block") {
      EXPECT_EQ(connected, Addresses{}) << url;
      EXPECT_TRUE(refused) << url << ": " << name(kind);
    } else if (expect == "block-or-connects-only-to-1.1.1.1") {
      EXPECT_TRUE(connected.empty() || connected == Addresses{"1.1.1.1"}) << url;
    } else {
      EXPECT_EQ(expect, "block-or-connects-only-to-the-octal-reading-when-that-is-public");
      for (const auto& address : parsed(connected)) EXPECT_TRUE(is_public(address)) << url;
    }
  }
}

// A client that may reach one port of 127.0.0.1 and 127.0.0.2 only, and the server behind it.
class Bench {
 public:
  explicit Bench(HttpSink::Answerer answerer) : sink(std::move(answerer), any_address()) {}

  static testing::SinkOptions any_address() {
    testing::SinkOptions options;
    options.address = "0.0.0.0";
    return options;
  }
  std::string port() const { return std::to_string(sink.port()); }
  std::string url(std::string_view host = "127.0.0.1") const {
    return "http://" + std::string(host) + ":" + port() + "/";
  }
  Outcome run(std::string_view host = "127.0.0.1") {
    if (!client) start("127.0.0.1:" + port());
    return call(*client, get(url(host)));
  }
  void start(const std::string& allow) {
    options.on_connect = recorder.hook();
    client = make_curl_client(EgressPolicy::parse(allow).value(), options).value();
  }
  // For the resolver cases: only 127.0.0.2 may be reached, standing for "public".
  void resolve_to(std::vector<Addresses> answers) {
    auto left = std::make_shared<std::vector<Addresses>>(std::move(answers));
    options.resolver = [left](const std::string&) {
      const auto now = left->front();
      if (left->size() > 1) left->erase(left->begin());
      return parsed(now);
    };
    options.resolved_ms_max = 0;
    start("127.0.0.2:" + port());
  }

  HttpSink sink;
  Recorder recorder;
  ClientOptions options;
  std::unique_ptr<Client> client;
};

HttpSink::Answerer always(SinkAnswer answer) {
  return [answer](const SunkRequest&) { return answer; };
}

void expect_failure(const Outcome& outcome, FailureKind kind) {
  ASSERT_FALSE(outcome);
  EXPECT_EQ(name(outcome.error().kind), name(kind)) << outcome.error().message;
}

void blocked_redirect(int status, const std::string& location) {
  Bench bench(always({.status = status, .headers = {{"Location", location}}}));
  expect_failure(bench.run(), FailureKind::not_allowed);
  EXPECT_EQ(bench.recorder.take(), Addresses{"127.0.0.1"});
  EXPECT_EQ(bench.sink.requests().size(), 1u);
}

void redirect_loop() {
  Bench bench(always({.status = 302, .headers = {{"Location", "/again"}}}));
  expect_failure(bench.run(), FailureKind::protocol);
  EXPECT_EQ(bench.sink.requests().size(), 1u + redirects_max_default);
}

void relative_redirect() {
  Bench bench([](const SunkRequest& request) {
    if (request.target == "/relative") return SinkAnswer{.body = "there"};
    return SinkAnswer{.status = 302, .headers = {{"Location", "/relative"}}};
  });
  const auto outcome = bench.run();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->body, "there");
  EXPECT_EQ(outcome->redirects, 1);
  EXPECT_EQ(outcome->url, bench.sink.url("/relative").replace(7, 7, "127.0.0.1"));
}

void https_to_http() {
  const testing::TestAuthority authority;
  const testing::TemporaryFile ca_file(authority.certificate_pem());
  HttpSink plain;
  const auto own = authority.issue("server", "IP:127.0.0.1");
  testing::SinkOptions sink_options;
  sink_options.tls =
      std::make_unique<testing::SinkTls>(testing::SinkTls{own.certificate_pem, own.key_pem, ""});
  HttpSink sink(always({.status = 302, .headers = {{"Location", plain.url()}}}), std::move(sink_options));
  ClientOptions options;
  options.ca_file = ca_file.path();
  const auto client = make_curl_client(EgressPolicy::parse("127.0.0.1").value(), options).value();
  expect_failure(call(*client, get(sink.url())), FailureKind::not_allowed);
  EXPECT_EQ(plain.connections(), 0);
}

void refresh_header() {
  Bench bench(always({.headers = {{"Refresh", "0; url=http://127.0.0.1/"}}}));
  const auto outcome = bench.run();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->status, 200);
  EXPECT_EQ(bench.recorder.take(), Addresses{"127.0.0.1"});
}

void rebinding() {
  Bench bench(always({.then = SinkAnswer::Then::close}));
  bench.resolve_to({{"127.0.0.2"}, {"127.0.0.1"}});
  EXPECT_TRUE(bench.run("rebind.example"));
  expect_failure(bench.run("rebind.example"), FailureKind::not_allowed);
  EXPECT_EQ(bench.recorder.take(), Addresses{"127.0.0.2"});
  EXPECT_EQ(bench.sink.requests().size(), 1u);
}

void only_the_allowed_address(const Addresses& answer) {
  Bench bench(always({}));
  bench.resolve_to({answer});
  EXPECT_TRUE(bench.run("two-faced.example"));
  EXPECT_EQ(bench.recorder.take(), Addresses{"127.0.0.2"});
}

void alias_of_localhost() {
  Bench bench(always({}));
  bench.resolve_to({{"127.0.0.1", "::1"}});
  expect_failure(bench.run("alias.example"), FailureKind::not_allowed);
  EXPECT_EQ(bench.recorder.take(), Addresses{});
}

void slow_resolver() {
  struct Gate {
    std::mutex mutex;
    std::condition_variable changed;
    bool open = false;
  };
  const auto gate = std::make_shared<Gate>();
  Bench bench(always({}));
  bench.options.connect_timeout_ms = 20;
  bench.options.resolver = [gate](const std::string&) {
    std::unique_lock lock(gate->mutex);
    gate->changed.wait(lock, [&] { return gate->open; });
    return std::vector<Address>();
  };
  expect_failure(bench.run("slow.example"), FailureKind::timed_out);
  bench.client.reset();  // does not wait for the lookup either
  const std::lock_guard lock(gate->mutex);
  gate->open = true;
  gate->changed.notify_all();
}

void proxy_variables() {
  HttpSink proxy;
  for (const auto* variable : {"HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"}) {
    setenv(variable, proxy.url().c_str(), 1);
  }
  Bench bench(always({}));
  EXPECT_TRUE(bench.run());
  for (const auto* variable : {"HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"}) unsetenv(variable);
  EXPECT_EQ(proxy.connections(), 0);
  EXPECT_EQ(bench.sink.requests().size(), 1u);
}

void endless_body() {
  Bench bench(always({.raw = "HTTP/1.1 200 OK\r\n\r\n" + std::string(response_bytes_max_default + 1, 'x')}));
  expect_failure(bench.run(), FailureKind::too_large);
}

void gzip_bomb() {
  std::ifstream in(SB_SOURCE_DIR "/tests/corpora/http-bodies/zeros-4-mib.gz", std::ios::binary);
  std::ostringstream bomb;
  bomb << in.rdbuf();
  Bench bench(always({.headers = {{"Content-Encoding", "gzip"}}, .body = bomb.str()}));
  bench.start("127.0.0.1");
  auto request = get(bench.url());
  request.response_bytes_max = 512 * 1024;  // below the grace of the ratio: the size alone stops it
  expect_failure(call(*bench.client, request), FailureKind::too_large);
}

void interim_answers() {
  std::string raw;
  for (int i = 0; i < 5000; ++i) raw += "HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n";
  Bench bench(always({.raw = raw + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"}));
  expect_failure(bench.run(), FailureKind::too_large);
}

void certificate_for_another_name() {
  const testing::TestAuthority authority;
  const testing::TemporaryFile ca_file(authority.certificate_pem());
  const auto own = authority.issue("server", "DNS:other.example");
  testing::SinkOptions sink_options;
  sink_options.tls =
      std::make_unique<testing::SinkTls>(testing::SinkTls{own.certificate_pem, own.key_pem, ""});
  HttpSink sink({}, std::move(sink_options));
  ClientOptions options;
  options.ca_file = ca_file.path();
  const auto client = make_curl_client(EgressPolicy::parse("127.0.0.1").value(), options).value();
  expect_failure(call(*client, get(sink.url())), FailureKind::tls);
  EXPECT_TRUE(sink.requests().empty());
}

void broken_framing(const std::string& raw) {
  Bench bench(always({.raw = raw}));
  expect_failure(bench.run(), FailureKind::protocol);
}

void length_too_short() {
  Bench bench([](const SunkRequest& request) {
    if (request.connection > 0) return SinkAnswer{.body = "second"};
    return SinkAnswer{.raw = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef"};
  });
  const auto first = bench.run();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->body, "abc");
  EXPECT_EQ(bench.run()->body, "second");
  EXPECT_EQ(bench.sink.connections(), 2);
}

void set_cookie() {
  Bench bench(always({.headers = {{"Set-Cookie", "a=b; Path=/"}}}));
  EXPECT_TRUE(bench.run());
  EXPECT_TRUE(bench.run());
  for (const auto& sunk : bench.sink.requests()) EXPECT_EQ(sunk.header("cookie"), "");
}

const std::map<std::string, std::function<void()>, std::less<>>& behaviours() {
  static const std::map<std::string, std::function<void()>, std::less<>> table = {
      {"302 Location: http://127.0.0.1/", [] { blocked_redirect(302, "http://127.0.0.1/"); }},
      {"302 Location: http://169.254.169.254/", [] { blocked_redirect(302, "http://169.254.169.254/"); }},
      {"301 Location: //127.0.0.1/", [] { blocked_redirect(301, "//127.0.0.1/"); }},
      {"308 Location: file:///etc/passwd", [] { blocked_redirect(308, "file:///etc/passwd"); }},
      {"302 x 50 (loop)", redirect_loop},
      {"302 https -> http", https_to_http},
      {"302 Location: /relative", relative_redirect},
      {"Refresh: 0; url=http://127.0.0.1/", refresh_header},
      {"DNS: first answer public, second 127.0.0.1 (TTL 0)", rebinding},
      {"DNS: A public + A 127.0.0.1 in one answer",
       [] {
         only_the_allowed_address({"127.0.0.1", "127.0.0.2"});
       }},
      {"DNS: A public + AAAA ::1",
       [] {
         only_the_allowed_address({"::1", "127.0.0.2"});
       }},
      {"DNS: CNAME to localhost", alias_of_localhost},
      {"DNS: answer after 30 s", slow_resolver},
      {"HTTP_PROXY/http_proxy/ALL_PROXY set in the environment", proxy_variables},
      {"body of 10 GB, no Content-Length", endless_body},
      {"gzip of 10 GB zeros (10 MB on the wire)", gzip_bomb},
      {"200 endless 1xx answers", interim_answers},
      {"TLS certificate for another name", certificate_for_another_name},
      {"chunked with wrong sizes",
       [] { broken_framing("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"); }},
      {"Content-Length longer than the body",
       [] { broken_framing("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"); }},
      {"Content-Length shorter than the body", length_too_short},
      {"Set-Cookie on answer", set_cookie},
  };
  return table;
}

class SsrfServer : public ::testing::TestWithParam<std::string> {};

TEST_P(SsrfServer, BehavesAsTheCorpusDemands) {
  const auto found = behaviours().find(GetParam());
  ASSERT_NE(found, behaviours().end()) << "no test acts this out";
  found->second();
}

std::vector<std::string> server_behaviours() {
  std::vector<std::string> all;
  for (const auto& entry : corpus(true)) all.emplace_back(string_member(entry, "server_behaviour"));
  return all;
}

INSTANTIATE_TEST_SUITE_P(, SsrfServer, ::testing::ValuesIn(server_behaviours()));

}  // namespace
}  // namespace sb::http
