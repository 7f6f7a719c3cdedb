#include <gtest/gtest.h>

#include <fstream>

#include "base/crypto.h"
#include "base/json.h"
#include "server/http_server.h"
#include "server/test_client.h"

// tests/corpora/http1-requests: raw requests against real sockets, whole and byte by byte.
namespace sb::server {
namespace {

using testing::RawClient;
using testing::status_of;

struct CorpusCase {
  std::string id, raw, expected;
};

std::vector<CorpusCase> read_corpus(const std::string& name, std::string_view expectation) {
  std::ifstream file(SB_SOURCE_DIR "/tests/corpora/http1-requests/" + name);
  std::vector<CorpusCase> out;
  for (std::string line; std::getline(file, line);) {
    const auto row = parse_json(line).value();
    const auto& members = row.as_object();
    out.push_back({std::string(string_member(members, "id")),
                   from_base64(string_member(members, "raw_base64")).value(),
                   std::string(string_member(members, expectation))});
  }
  return out;
}

class HttpCorpus : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto ok = [](http::InboundRequest, http::RouteParams, http::Respond respond) {
      respond(http::text_response(200, "text/plain", "ok"));
    };
    router.add("GET", "/", ok);
    router.add("POST", "/", ok);
    router.add("POST", "/v1/ping", ok);
    router.add("GET", "/SMUGGLED", [this](http::InboundRequest, http::RouteParams, http::Respond respond) {
      ++smuggled;
      respond(http::no_content_response());
    });
    runtime.start();
    address = server.listen({"127.0.0.1", 0, ""}).value();
  }

  // The statuses of all answers on one connection.
  std::string statuses(const std::string& raw, bool (RawClient::*send)(std::string_view)) {
    RawClient client(address);
    (client.*send)(raw);
    client.half_close();
    const auto text = client.read_all();
    EXPECT_EQ(text.find("<deadline>"), std::string::npos);
    std::string out;
    for (std::size_t at = 0; (at = text.find("HTTP/1.1 ", at)) != std::string::npos; ++at) {
      out += std::to_string(status_of(std::string_view(text).substr(at))) + " ";
    }
    return out;
  }

  std::string check(const CorpusCase& tested) {
    SCOPED_TRACE(tested.id);
    const auto whole = statuses(tested.raw, &RawClient::send);
    EXPECT_EQ(statuses(tested.raw, &RawClient::send_bytewise), whole);
    EXPECT_EQ((" " + whole).find(" 5"), std::string::npos) << whole;
    EXPECT_EQ(statuses("GET / HTTP/1.1\r\nHost: h\r\n\r\n", &RawClient::send), "200 ");
    return whole;
  }

  http::Router router;
  Runtime runtime{1};
  HttpServer server{runtime, router};
  ListenAddress address;
  std::atomic<int> smuggled = 0;
};

// llhttp reports these as errors for what follows the first, well-formed request: that one has its answer
// already.
bool is_about_what_follows(const CorpusCase& tested) {
  return tested.id == "connection/CRLF between requests, implicit `keep-alive`";
}

TEST_F(HttpCorpus, RefusesWhatLlhttpRefuses) {
  const auto cases = read_corpus("llhttp.jsonl", "llhttp");
  ASSERT_EQ(cases.size(), 92u);
  for (const auto& tested : cases) {
    const auto answers = check(tested);
    if (tested.expected == "error" && !is_about_what_follows(tested)) {
      EXPECT_EQ((" " + answers).find(" 2"), std::string::npos) << tested.id << ": " << answers;
    }
  }
}

TEST_F(HttpCorpus, NeverAnswersASmuggledRequest) {
  const auto cases = read_corpus("own.jsonl", "expect");
  ASSERT_EQ(cases.size(), 33u);
  for (const auto& tested : cases) {
    const auto answers = check(tested);
    if (tested.expected == "400-and-close") {
      EXPECT_EQ(answers, "400 ") << tested.id;
    }
    EXPECT_EQ(smuggled, 0) << tested.id;
  }
}

}  // namespace
}  // namespace sb::server
