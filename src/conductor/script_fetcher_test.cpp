#include "conductor/script_fetcher.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <future>

#include "base/random.h"

namespace sb::conductor {
namespace {

script::FetchRequest request(int number, std::string url = "http://a.example/") {
  script::FetchRequest out;
  out.run_id = "run";
  out.bot_id = "bot";
  out.number = number;
  out.method = "POST";
  out.url = std::move(url);
  out.headers = {{"X-A", "1"}, {"Content-Length", "7"}, {"host", "b"}, {"Connection", "close"}};
  out.body = "secret body";
  return out;
}

TEST(ScriptFetcher, LeavesFramingToTheClient) {
  const auto sent = http_request_of(request(1));
  ASSERT_EQ(sent.headers.size(), 1u);
  EXPECT_EQ(sent.headers[0].name, "X-A");
  EXPECT_EQ(sent.isolation_key, "bot");
  EXPECT_EQ(sent.body, "secret body");
  auto manual = request(1);
  manual.redirect = script::FetchRequest::Redirect::manual;
  EXPECT_EQ(http_request_of(manual).redirects_max, 0);
}

TEST(ScriptFetcher, ContinuesTheTraceOfItsRun) {
  const std::string trace = "00-0af7651916cd43dd8448eb211c80319c-";
  auto asked = request(1);
  asked.trace = {{"traceparent", trace + "b7ad6b7169203331-01"}, {"tracestate", "vendor=1"}};
  const auto one = http_request_of(asked).headers, two = http_request_of(asked).headers;
  ASSERT_EQ(one.size(), 3u);
  EXPECT_EQ(one[1].name, "traceparent");
  EXPECT_EQ(one[1].value.substr(0, trace.size()), trace);
  EXPECT_NE(one[1].value, trace + "b7ad6b7169203331-01") << "a span of its own";
  EXPECT_NE(one[1].value, two[1].value);
  EXPECT_EQ(one[2], (http::Header{"tracestate", "vendor=1"}));
  asked.headers.emplace_back("Traceparent", "of the script");
  EXPECT_EQ(http_request_of(asked).headers.back(), (http::Header{"Traceparent", "of the script"}));
  EXPECT_EQ(script::digest(asked), [&] {
    auto untraced = asked;
    untraced.trace.clear();
    return script::digest(untraced);
  }()) << "a run that is executed again finds its answers";
}

TEST(ScriptFetcher, TellsTheKindsOfFailureApart) {
  using http::FailureKind;
  const auto type = [](FailureKind kind) {
    return fetch_answer_of(request(1), http::Failure{kind, "why"}).error_type;
  };
  EXPECT_EQ(type(FailureKind::timed_out), "request-timeout");
  EXPECT_EQ(type(FailureKind::too_large), "max-size");
  EXPECT_EQ(type(FailureKind::not_allowed), "system");
  EXPECT_EQ(type(FailureKind::unreachable), "system");
}

TEST(ScriptFetcher, TreatsARedirectAsTheScriptWants) {
  http::Response moved;
  moved.status = 302;
  moved.headers = {{"Location", "/there"}};
  auto asked = request(1);
  asked.redirect = script::FetchRequest::Redirect::error;
  EXPECT_EQ(fetch_answer_of(asked, moved).error_type, "no-redirect");
  asked.redirect = script::FetchRequest::Redirect::manual;
  EXPECT_EQ(fetch_answer_of(asked, moved).status, 302);
}

class Journal : public testing::Test {
 protected:
  Journal() : folder_(std::filesystem::temp_directory_path() / ("signalbox-fetches-" + new_id24())) {
    std::filesystem::create_directories(folder_);
    store_ = store::open_sqlite_store({folder_.string()}, sealer_).value();
  }
  ~Journal() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  template <typename Call>
  void wait(Call call) {
    std::promise<void> done;
    call([&done](Ok outcome) {
      EXPECT_FALSE(outcome.has_error());
      done.set_value();
    });
    done.get_future().wait();
  }
  Sealer sealer_{std::array<unsigned char, 32>{1, 2, 3}};
  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
};

TEST_F(Journal, KnowsWhatWasAskedAndWhatWasAnswered) {
  FetchJournal journal(*store_, sealer_);
  EXPECT_TRUE(journal.recorded("run").empty());
  script::FetchAnswer answer;
  answer.status = 201;
  answer.headers = {{"X-B", "2"}};
  answer.body = std::string("\xff\0binary", 8);
  answer.url = "http://a.example/";
  wait([&](auto done) { journal.asked(request(1), done); });
  wait([&](auto done) { journal.answered(request(1), answer, done); });
  wait([&](auto done) { journal.asked(request(2, "http://b.example/"), done); });
  const auto recorded = journal.recorded("run");
  ASSERT_EQ(recorded.size(), 2u);
  ASSERT_TRUE(recorded[0].answer.has_value());
  EXPECT_EQ(recorded[0].answer->status, 201);
  EXPECT_EQ(recorded[0].answer->body, answer.body);
  EXPECT_EQ(recorded[0].answer->headers, answer.headers);
  EXPECT_EQ(recorded[0].digest, digest(request(1)));
  EXPECT_FALSE(recorded[1].answer.has_value());
  EXPECT_TRUE(journal.recorded("another run").empty());
}

}  // namespace
}  // namespace sb::conductor
