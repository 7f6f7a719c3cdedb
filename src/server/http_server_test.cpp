#include "server/http_server.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <future>
#include <mutex>
#include <thread>

#include "base/json.h"
#include "server/health.h"
#include "server/test_client.h"

namespace sb::server {
namespace {

using testing::body_of;
using testing::header_of;
using testing::RawClient;
using testing::status_of;

// Requests that a handler has kept, for the test to answer when it wants to.
class Kept {
 public:
  http::Handler handler() {
    return [this](http::InboundRequest, http::RouteParams, http::Respond respond) {
      next_.set_value(std::move(respond));
    };
  }
  http::Respond take() {
    auto respond = next_.get_future().get();
    next_ = {};
    return respond;
  }

 private:
  std::promise<http::Respond> next_;
};

class Server : public ::testing::Test {
 protected:
  void start(HttpOptions options = {}, int threads = 2) {
    router.add("GET", "/hello", [](http::InboundRequest, http::RouteParams, http::Respond respond) {
      respond(http::text_response(200, "text/plain", "hello"));
    });
    router.add("POST", "/echo", echo);
    router.add("POST", "/big", echo, {.body_bytes_max = 3'000'000});
    router.add("GET", "/drop", [](http::InboundRequest, http::RouteParams, http::Respond) {});
    router.add("GET", "/throw", [](http::InboundRequest, http::RouteParams, http::Respond) {
      throw std::runtime_error("a fault");
    });
    router.add("GET", "/empty", [](http::InboundRequest, http::RouteParams, http::Respond respond) {
      respond(http::no_content_response());
    });
    router.add("GET", "/forge", [](http::InboundRequest, http::RouteParams, http::Respond respond) {
      respond({200,
               {{"X-Ok", "1"}, {"X-Bad", "a\r\nSet-Cookie: b"}, {"Bad Name", "c"}, {"Content-Length", "99"}},
               "x"});
    });
    router.add("GET", "/kept", kept.handler());
    router.add("GET", "/v1/hello", [](http::InboundRequest, http::RouteParams, http::Respond respond) {
      respond(http::text_response(200, "text/plain", "hello"));
    });
    router.allow_any_origin("/v1");
    runtime = std::make_unique<Runtime>(threads);
    server = std::make_unique<HttpServer>(*runtime, router, std::move(options));
    address = server->listen({"127.0.0.1", 0, ""}).value();
    runtime->start();
  }

  static void echo(http::InboundRequest request, http::RouteParams, http::Respond respond) {
    respond(http::text_response(200, "text/plain", request.body));
  }

  std::string answer_to(std::string_view bytes) {
    RawClient client(address);
    client.send(bytes);
    return client.read_answer();
  }

  Kept kept;
  http::Router router;
  std::unique_ptr<Runtime> runtime;
  std::unique_ptr<HttpServer> server;
  ListenAddress address;
};

#define GET(path) "GET " path " HTTP/1.1\r\nHost: h\r\n\r\n"

TEST_F(Server, AnswersWithItsFields) {
  start();
  const auto answer = answer_to(GET("/hello"));
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_EQ(body_of(answer), "hello");
  EXPECT_EQ(header_of(answer, "Content-Length"), "5");
  EXPECT_EQ(header_of(answer, "Content-Type"), "text/plain");
  EXPECT_EQ(header_of(answer, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header_of(answer, "Connection"), "keep-alive");
  EXPECT_EQ(header_of(answer, "Date").size(), std::string_view("Sun, 06 Nov 1994 08:49:37 GMT").size());
  EXPECT_EQ(header_of(answer, "Access-Control-Allow-Origin"), "");
}

TEST_F(Server, OpensSomePathsToEveryOrigin) {
  start();
  EXPECT_EQ(header_of(answer_to(GET("/v1/hello")), "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(header_of(answer_to(GET("/v1/none")), "Access-Control-Allow-Origin"), "*");
}

TEST_F(Server, KeepsTheConnection) {
  start();
  RawClient client(address);
  for (int i = 0; i < 3; ++i) {
    client.send(GET("/hello"));
    EXPECT_EQ(body_of(client.read_answer()), "hello");
  }
}

TEST_F(Server, AnswersPipelinedRequestsInOrder) {
  start();
  RawClient client(address);
  std::string bytes, expected;
  for (int i = 0; i < 50; ++i) {
    const auto text = std::to_string(i);
    bytes += "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(text.size()) + "\r\n\r\n" +
             text;
    expected += text + " ";
  }
  client.send(bytes);
  std::string bodies;
  for (int i = 0; i < 50; ++i) bodies += body_of(client.read_answer()) + " ";
  EXPECT_EQ(bodies, expected);
}

TEST_F(Server, ClosesWhenAsked) {
  start();
  RawClient client(address);
  client.send("GET /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  const auto answer = client.read_all();
  EXPECT_EQ(body_of(answer), "hello");
  EXPECT_EQ(header_of(answer, "Connection"), "close");
}

TEST_F(Server, ServesHttp10) {
  start();
  RawClient once(address);
  once.send("GET /hello HTTP/1.0\r\n\r\n");
  EXPECT_EQ(body_of(once.read_all()), "hello");
  RawClient kept_alive(address);
  for (int i = 0; i < 2; ++i) {
    kept_alive.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(header_of(kept_alive.read_answer(), "Connection"), "keep-alive");
  }
}

TEST_F(Server, AnswersAfterAHalfClose) {
  start();
  RawClient client(address);
  client.send(GET("/hello"));
  client.half_close();
  EXPECT_EQ(body_of(client.read_all()), "hello");
}

TEST_F(Server, SendsNoBodyForHead) {
  start();
  RawClient client(address);
  client.send("HEAD /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  const auto answer = client.read_all();
  EXPECT_EQ(header_of(answer, "Content-Length"), "5");
  EXPECT_EQ(body_of(answer), "");
}

TEST_F(Server, SendsNoLengthWithNoContent) {
  start();
  const auto answer = answer_to(GET("/empty"));
  EXPECT_EQ(status_of(answer), 204);
  EXPECT_EQ(header_of(answer, "Content-Length"), "");
}

TEST_F(Server, LeavesOutFieldsThatBreakOut) {
  start();
  const auto answer = answer_to(GET("/forge"));
  EXPECT_EQ(header_of(answer, "X-Ok"), "1");
  EXPECT_EQ(answer.find("Set-Cookie"), std::string::npos);
  EXPECT_EQ(answer.find("Bad Name"), std::string::npos);
  EXPECT_EQ(header_of(answer, "Content-Length"), "1");
}

TEST_F(Server, TakesBodiesUpToTheLimitOfTheRoute) {
  start({.body_bytes_max = 1000});
  const auto post = [&](const std::string& path, std::size_t size) {
    return answer_to("POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(size) +
                     "\r\n\r\n" + std::string(size, 'a'));
  };
  EXPECT_EQ(body_of(post("/echo", 1000)).size(), 1000u);
  EXPECT_EQ(body_of(post("/big", 2'999'999)).size(), 2'999'999u);
  const auto refused = post("/echo", 1001);
  EXPECT_EQ(status_of(refused), 413);
  EXPECT_EQ(header_of(refused, "Connection"), "close");
  EXPECT_EQ(body_of(refused),
            R"({"statusCode":413,"error":"Content Too Large","message":"the request body is too large",)"
            R"("code":"PAYLOAD_TOO_LARGE","params":{}})");
}

TEST_F(Server, RefusesLongHeaders) {
  start();
  const auto answer =
      answer_to("GET /hello HTTP/1.1\r\nHost: h\r\nX: " + std::string(9000, 'a') + "\r\n\r\n");
  EXPECT_EQ(status_of(answer), 431);
}

TEST_F(Server, LetsTheClientContinue) {
  start();
  RawClient client(address);
  client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hello");
  EXPECT_EQ(body_of(client.read_answer()), "hello");
}

TEST_F(Server, RefusesAnExpectedBodyThatIsTooLarge) {
  start({.body_bytes_max = 4});
  const auto answer =
      answer_to("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(status_of(answer), 413);
}

TEST_F(Server, AnswersFiveHundredForHandlersThatDoNot) {
  start();
  for (const auto* request : {GET("/drop"), GET("/throw")}) {
    const auto answer = answer_to(request);
    EXPECT_EQ(status_of(answer), 500);
    EXPECT_EQ(body_of(answer),
              R"({"statusCode":500,"error":"Internal Server Error","message":"An internal error occurred.",)"
              R"("code":"INTERNAL","params":{}})");
    EXPECT_EQ(header_of(answer, "Connection"), "keep-alive");
  }
}

TEST_F(Server, TakesAnswersFromOtherThreads) {
  start();
  RawClient client(address);
  for (int i = 0; i < 20; ++i) {
    client.send(GET("/kept"));
    auto respond = kept.take();
    std::thread([&] { respond(http::text_response(200, "text/plain", std::to_string(i))); }).join();
    EXPECT_EQ(body_of(client.read_answer()), std::to_string(i));
  }
}

TEST_F(Server, IgnoresASecondAnswer) {
  start();
  RawClient client(address);
  client.send(GET("/kept"));
  const auto respond = kept.take();
  respond(http::text_response(200, "text/plain", "first"));
  respond(http::text_response(200, "text/plain", "second"));
  EXPECT_EQ(body_of(client.read_answer()), "first");
  client.send(GET("/hello"));
  EXPECT_EQ(body_of(client.read_answer()), "hello");
}

TEST_F(Server, SurvivesAClientThatLeavesWhileItsRequestIsHandled) {
  start();
  RawClient client(address);
  client.send(GET("/kept"));
  const auto respond = kept.take();
  client.abort();
  respond(http::text_response(200, "text/plain", std::string(1'000'000, 'a')));
  EXPECT_EQ(body_of(answer_to(GET("/hello"))), "hello");
}

TEST_F(Server, EndsASlowHeader) {
  start({.header_ms_max = 20});
  RawClient client(address);
  client.send("GET /hello HTTP/1.1\r\nHo");
  EXPECT_EQ(status_of(client.read_all()), 408);
}

TEST_F(Server, EndsASlowBody) {
  start({.body_ms_max = 20});
  RawClient client(address);
  client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n12345");
  EXPECT_EQ(status_of(client.read_all()), 408);
}

TEST_F(Server, ClosesIdleConnectionsSilently) {
  start({.idle_ms_max = 20});
  RawClient fresh(address);
  EXPECT_EQ(fresh.read_all(), "");
  RawClient used(address);
  used.send(GET("/hello"));
  EXPECT_EQ(body_of(used.read_answer()), "hello");
  EXPECT_EQ(used.read_all(), "");
}

TEST_F(Server, AnswersForAHandlerThatForgets) {
  start({.handler_ms_max = 20});
  RawClient client(address);
  client.send(GET("/kept"));
  const auto respond = kept.take();
  EXPECT_EQ(status_of(client.read_answer()), 503);
  respond(http::text_response(200, "text/plain", "late"));
  client.send(GET("/hello"));
  EXPECT_EQ(body_of(client.read_answer()), "hello");
}

TEST_F(Server, ClosesAStreamWhoseReaderDoesNotRead) {
  start();
  RawClient client(address);
  client.send(GET("/kept"));
  const auto writer = kept.take().start_stream({});
  std::promise<void> gone;
  writer->on_close([&] { gone.set_value(); });
  // Socket buffers first, then the queue.
  while (writer->write(std::string(30'000, 'x'))) {
  }
  gone.get_future().wait();
  EXPECT_TRUE(writer->closed());
}

TEST_F(Server, LimitsConnectionsInAll) {
  start({.connections_max = 2});
  RawClient first(address), second(address);
  first.send(GET("/hello"));
  second.send(GET("/hello"));
  EXPECT_EQ(status_of(first.read_answer()), 200);
  EXPECT_EQ(status_of(second.read_answer()), 200);
  RawClient third(address);
  EXPECT_EQ(status_of(third.read_all()), 503);
}

TEST_F(Server, LimitsConnectionsPerPeer) {
  start({.connections_per_local_peer_max = 1});
  RawClient first(address);
  first.send(GET("/hello"));
  EXPECT_EQ(status_of(first.read_answer()), 200);
  RawClient second(address);
  EXPECT_EQ(status_of(second.read_all()), 503);
}

TEST_F(Server, StopsAfterTheRequestsInFlight) {
  start();
  RawClient busy(address), idle(address);
  idle.send(GET("/hello"));
  EXPECT_EQ(body_of(idle.read_answer()), "hello");
  busy.send(GET("/kept"));
  const auto respond = kept.take();
  std::promise<void> stopped;
  server->stop(60'000, [&] { stopped.set_value(); });
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_EQ(server->connection_count(), 1u);
  EXPECT_ANY_THROW(RawClient late(address));
  respond(http::text_response(200, "text/plain", "done"));
  const auto answer = busy.read_all();
  EXPECT_EQ(body_of(answer), "done");
  EXPECT_EQ(header_of(answer, "Connection"), "close");
  busy.half_close();
  stopped.get_future().wait();
  EXPECT_EQ(server->connection_count(), 0u);
}

TEST_F(Server, StopsHardAfterTheDeadline) {
  start({.header_ms_max = 20});
  RawClient busy(address);
  busy.send(GET("/kept"));
  const auto respond = kept.take();
  std::promise<void> stopped;
  server->stop(1, [&] { stopped.set_value(); });
  stopped.get_future().wait();
  EXPECT_EQ(busy.read_all(), "");
}

TEST_F(Server, MayGoWithoutBeingStopped) {
  start();
  RawClient busy(address);
  busy.send(GET("/kept"));
  auto respond = std::make_unique<http::Respond>(kept.take());
  server.reset();
  EXPECT_EQ(busy.read_all(), "");
  runtime.reset();
  respond.reset();
}

TEST_F(Server, RuntimeMayEndUnderOpenConnections) {
  start();
  RawClient busy(address), idle(address);
  busy.send(GET("/kept"));
  const auto respond = kept.take();
  runtime->stop();
  server.reset();
  runtime.reset();
  EXPECT_EQ(busy.read_all(), "");
}

TEST_F(Server, StreamsInChunks) {
  start();
  RawClient client(address);
  client.send(GET("/kept"));
  const auto writer = kept.take().start_stream({{"Content-Type", "text/event-stream"}});
  EXPECT_TRUE(writer->write("data: a\n\n"));
  const auto head = client.read_until("\r\n\r\n");
  EXPECT_EQ(status_of(head), 200);
  EXPECT_EQ(header_of(head, "Content-Type"), "text/event-stream");
  EXPECT_EQ(header_of(head, "Transfer-Encoding"), "chunked");
  EXPECT_EQ(client.read_until("\n\n\r\n"), "9\r\ndata: a\n\n\r\n");
  EXPECT_TRUE(writer->write("data: b\n\n"));
  EXPECT_EQ(client.read_until("\n\n\r\n"), "9\r\ndata: b\n\n\r\n");
  writer->close();
  EXPECT_FALSE(writer->write("late"));
  EXPECT_EQ(client.read_all(), "0\r\n\r\n");
}

TEST_F(Server, StreamsUntilCloseToHttp10) {
  start();
  RawClient client(address);
  client.send("GET /kept HTTP/1.0\r\n\r\n");
  auto writer = kept.take().start_stream({});
  writer->write("one ");
  writer->write("two");
  writer.reset();
  EXPECT_EQ(body_of(client.read_all()), "one two");
}

TEST_F(Server, TellsTheWriterWhenTheReaderGoes) {
  start();
  auto client = std::make_unique<RawClient>(address);
  client->send(GET("/kept"));
  const auto writer = kept.take().start_stream({});
  std::promise<void> gone;
  writer->on_close([&] { gone.set_value(); });
  client->read_until("\r\n\r\n");
  client.reset();
  gone.get_future().wait();
  EXPECT_TRUE(writer->closed());
  EXPECT_FALSE(writer->write("x"));
  int calls = 0;
  writer->on_close([&] { ++calls; });
  EXPECT_EQ(calls, 1);
}

TEST_F(Server, ClosesAStreamWhoseQueueOverflows) {
  start();
  RawClient client(address);
  client.send(GET("/kept"));
  const auto writer = kept.take().start_stream({});
  std::promise<void> gone;
  writer->on_close([&] { gone.set_value(); });
  EXPECT_FALSE(writer->write(std::string(http::StreamWriter::queue_bytes_max + 1, 'x')));
  gone.get_future().wait();
  EXPECT_TRUE(writer->closed());
}

TEST_F(Server, ClosesStreamsOnStop) {
  start();
  RawClient client(address);
  client.send(GET("/kept"));
  const auto writer = kept.take().start_stream({});
  writer->write("last words");
  client.read_until("last words\r\n");
  std::promise<void> stopped;
  server->stop(60'000, [&] { stopped.set_value(); });
  EXPECT_EQ(client.read_all(), "0\r\n\r\n");
  stopped.get_future().wait();
}

TEST_F(Server, ListensOnAUnixSocketToo) {
  start();
  const ListenAddress local{"", 0,
                            ::testing::TempDir() + "sb_http_test_" + std::to_string(::getpid()) + ".sock"};
  ListenAddress bound = local;
  bound.speaks = ListenAddress::Speaks::http;
  EXPECT_EQ(server->listen(local).value(), bound);
  EXPECT_EQ(std::filesystem::status(local.unix_path).permissions(), std::filesystem::perms{0660});
  RawClient client(local);
  client.send(GET("/hello"));
  EXPECT_EQ(body_of(client.read_answer()), "hello");
  EXPECT_EQ(server->listen(local).error().code, ErrorCode::unavailable);
  server.reset();
  EXPECT_NE(::access(local.unix_path.c_str(), F_OK), 0);
}

TEST_F(Server, NamesTheAddressItCannotListenOn) {
  start();
  const auto failed = server->listen(address);
  EXPECT_EQ(failed.error(),
            (Error{ErrorCode::unavailable,
                   "cannot listen on " + to_text(address) + ": Address already in use", to_text(address)}));
}

TEST_F(Server, ReportsRequests) {
  std::mutex mutex;
  std::vector<std::string> seen;
  HttpOptions options;
  options.on_request = [&](const RequestRecord& record) {
    const std::lock_guard lock(mutex);
    seen.push_back(std::string(record.method) + " " + std::string(record.route) + " " +
                   std::to_string(record.status));
  };
  start(std::move(options), 1);
  answer_to(GET("/hello?x=1"));
  answer_to(GET("/none"));
  answer_to("nonsense\r\n");
  server.reset();
  EXPECT_EQ(seen, (std::vector<std::string>{"GET /hello 200", "GET  404", "  400"}));
}

TEST_F(Server, AnswersForItself) {
  std::atomic<bool> ready = false;
  HealthOptions options;
  options.why_not_ready = [&]() -> std::optional<std::string> {
    if (ready) return std::nullopt;
    return "models are loading";
  };
  options.libraries = {{"sqlite", "3.40.1"}};
  add_health_routes(router, options);
  start();
  EXPECT_EQ(body_of(answer_to(GET("/healthz"))), R"({"status":"ok"})");
  const auto waiting = answer_to(GET("/readyz"));
  EXPECT_EQ(status_of(waiting), 503);
  EXPECT_EQ(body_of(waiting), R"({"status":"not ready","reason":"models are loading"})");
  ready = true;
  EXPECT_EQ(status_of(answer_to(GET("/readyz"))), 200);
  const auto version = parse_json(body_of(answer_to(GET("/version")))).value();
  EXPECT_EQ(version.at("name"), "signalbox");
  EXPECT_EQ(version.at("version"), SB_VERSION);
  EXPECT_EQ(version.at("libraries").at("sqlite"), "3.40.1");
}

struct AddressCase {
  std::string_view text;
  std::string_view normal;  // empty: refused
};
class ListenAddresses : public ::testing::TestWithParam<AddressCase> {};
TEST_P(ListenAddresses, AreRead) {
  const auto address = parse_listen_address(GetParam().text);
  EXPECT_EQ(address ? to_text(*address) : "", GetParam().normal);
}
INSTANTIATE_TEST_SUITE_P(, ListenAddresses,
                         ::testing::Values(AddressCase{"127.0.0.1:8080", "127.0.0.1:8080"},
                                           AddressCase{"localhost:0", "localhost:0"},
                                           AddressCase{":80", ":80"}, AddressCase{"[::1]:80", "[::1]:80"},
                                           AddressCase{"unix:/run/sb.sock", "unix:/run/sb.sock"},
                                           AddressCase{"", ""}, AddressCase{"8080", ""},
                                           AddressCase{"h:", ""}, AddressCase{"h:65536", ""},
                                           AddressCase{"h:-1", ""}, AddressCase{"h:80x", ""},
                                           AddressCase{"::1:80", ""}, AddressCase{"unix:", ""}));

}  // namespace
}  // namespace sb::server
