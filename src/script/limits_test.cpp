#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <signal.h>

#include <unistd.h>
#include <atomic>
#include <filesystem>
#include <fstream>

#include "script/testing/script_bench.h"

// Waiting, fetching, sharing, and what happens to the others when a worker is lost.
namespace sb::script {
namespace {

using testing::Bench;

FetchAnswer answer_of(int status, std::string body) {
  FetchAnswer answer;
  answer.status = status;
  answer.body = std::move(body);
  answer.headers = {{"Content-Type", "application/json"}, {"X-Twice", "1"}, {"x-twice", "2"}};
  return answer;
}

TEST(Fetch, BringsTheAnswerOfTheServer) {
  std::vector<FetchRequest> seen;
  Bench bench({}, [&](const FetchRequest& request) {
    seen.push_back(request);
    return answer_of(404, R"({"a":"é"})");
  });
  const auto outcome = bench.run(
      "const r = await fetch('https://a.example/x?y=1', {method: 'post', headers: {'X-A': 'b'}, body: "
      "'text'});\n"
      "throw JSON.stringify([r.ok, r.status, r.statusText, r.url, r.headers.get('x-twice'), await r.json(), "
      "r.bodyUsed,\n"
      "  await r.text().catch(e => e.name)]);");
  EXPECT_EQ(outcome.error,
            R"([false,404,"Not Found","https://a.example/x?y=1","1, 2",{"a":"é"},true,"TypeError"])");
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].method, "POST");
  EXPECT_EQ(seen[0].url, "https://a.example/x?y=1");
  EXPECT_EQ(seen[0].body, "text");
  EXPECT_EQ(seen[0].bot_id, "bot");
  using Header = std::pair<std::string, std::string>;
  EXPECT_THAT(
      seen[0].headers,
      ::testing::UnorderedElementsAre(
          Header{"X-A", "b"}, Header{"Content-Type", "text/plain;charset=UTF-8"}, Header{"Accept", "*/*"},
          Header{"User-Agent", "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)"}));
}

struct Failing {
  std::string name, type, told;
};
class FetchFailures : public ::testing::TestWithParam<Failing> {};
TEST_P(FetchFailures, AreTheErrorsOfNodeFetch) {
  Bench bench({}, [&](const FetchRequest&) {
    FetchAnswer answer;
    answer.error_type = GetParam().type;
    answer.error = "why";
    return answer;
  });
  EXPECT_EQ(
      bench.run("await fetch('http://a.example/').catch(e => { throw `${e.name} ${e.type}: ${e.message}` })")
          .error,
      GetParam().told);
}
INSTANTIATE_TEST_SUITE_P(
    , FetchFailures,
    ::testing::Values(Failing{"network", "system",
                              "FetchError system: request to http://a.example/ failed, reason: why"},
                      Failing{"timeout", "request-timeout",
                              "FetchError request-timeout: network timeout at: http://a.example/"},
                      Failing{"redirects", "max-redirect",
                              "FetchError max-redirect: maximum redirect reached at: http://a.example/"},
                      Failing{"interrupted", "interrupted",
                              "FetchError interrupted: request to http://a.example/ failed, reason: why"}),
    [](const auto& tested) { return tested.param.name; });

TEST(Fetch, IsAbortedByItsSignalAndRefusesOtherSchemes) {
  Bench bench({}, [](const FetchRequest&) { return answer_of(200, "{}"); });
  EXPECT_EQ(bench
                .run("const c = new AbortController(); c.abort();\n"
                     "await fetch('http://a/', {signal: c.signal}).catch(e => { throw e.name + e.type })")
                .error,
            "AbortErroraborted");
  EXPECT_EQ(bench.run("await fetch('ftp://a/')").error, "Only HTTP(S) protocols are supported");
  EXPECT_EQ(bench.run("await fetch('/path')").error, "Only absolute URLs are supported");
}

TEST(Fetch, GetsItsRecordedAnswerInsteadOfAskingAgain) {
  std::atomic<int> asked{0};
  FetchRequest first;
  Bench bench({}, [&](const FetchRequest& request) {
    ++asked;
    first = request;
    return answer_of(200, "\"live\"");
  });
  const std::string code =
      "const list = [];\nfor (const path of ['a', 'b', 'c']) list.push(await fetch('http://x.example/' + "
      "path)\n"
      "  .then(r => r.json(), e => e.message));\nthrow list.join('; ')";
  auto job = bench.job(code);
  bench.run("await fetch('http://x.example/a')");  // to learn what the digest is made of
  auto request = first;
  job.recorded.push_back({digest(request), answer_of(200, "\"recorded\"")});
  request.url = "http://x.example/b";
  job.recorded.push_back({digest(request), std::nullopt});
  const auto outcome = bench.run(std::move(job));
  EXPECT_EQ(outcome.error, "recorded; request to http://x.example/b failed, reason: interrupted; live");
  EXPECT_EQ(asked, 2);
}

TEST(Waiting, CostsNoSlot) {
  PoolOptions options;
  options.slots = 1;
  Bench bench(options);
  std::vector<std::future<Outcome>> sleeping;
  for (int i = 0; i < 500; ++i) {
    sleeping.push_back(
        bench.start(bench.job("await new Promise(r => setTimeout(r, 1000)); ResponseBuilder().send()")));
  }
  EXPECT_TRUE(bench.run("ResponseBuilder().send()").ok);
  for (auto& one : sleeping) EXPECT_TRUE(one.get().ok);
  EXPECT_LE(bench.pool().state().workers, 4);
}

TEST(Waiting, EndsAtTheLimitOfTime) {
  Bench bench;
  auto job = bench.job("await new Promise(() => 0)");
  job.wall_ms_max = 50;
  EXPECT_EQ(bench.run(std::move(job)).error, "timeout");
}

TEST(Waiting, EndsWhenItIsCancelled) {
  Bench bench;
  auto job = bench.job("await new Promise(() => 0)");
  const std::string id = job.run_id;
  auto open = bench.start(std::move(job));
  bench.run("1");
  bench.pool().cancel(id);
  EXPECT_EQ(open.get().error, "cancelled");
}

// With room for the text itself and not for its JSON: it is refused before there is any.
TEST(Limits, OfTheResultComeBeforeThoseOfMemory) {
  Bench bench;
  for (const auto* added : {"addSessionVariable('v', text)", "setSessionVariable('v', text)",
                            "addMessage(text)", "addHtml(text)"}) {
    auto job = bench.job("const text = 'x'.repeat(5e7); ResponseBuilder()." + std::string(added) + ".send()");
    job.heap_bytes_max = 80'000'000;
    EXPECT_EQ(bench.run(std::move(job)).error, "the result is too large") << added;
  }
}

TEST(Limits, OfOneRunDoNotEndTheOthersOfItsWorker) {
  std::atomic<int> asked{0};
  Bench bench({}, [&](const FetchRequest&) {
    ++asked;
    return answer_of(200, "7");
  });
  std::vector<std::future<Outcome>> others;
  for (int i = 0; i < 5; ++i) {
    others.push_back(
        bench.start(bench.job("const n = await fetch('http://a.example/').then(r => r.json());\n"
                              "await new Promise(r => setTimeout(r, 1500)); throw String(n)")));
  }
  while (asked < 5) bench.run("1");
  auto bomb = bench.job("const all = []; for (;;) all.push(new Array(1e5).fill({}))");
  bomb.heap_bytes_max = 30'000'000;
  EXPECT_THAT(bench.run(std::move(bomb)).error, ::testing::AnyOf("memory limit exceeded", "timeout"));
  for (auto& one : others) EXPECT_EQ(one.get().error, "7");
  EXPECT_EQ(asked, 5);  // who began again got the answer that was there
}

TEST(Limits, KeepBotsApart) {
  Bench bench;
  std::vector<std::future<Outcome>> greedy;
  for (int i = 0; i < 6; ++i) {
    auto job = bench.job("for (;;);");
    job.bot_id = "greedy";
    job.cpu_ms_max = 300;
    greedy.push_back(bench.start(std::move(job)));
  }
  auto job = bench.job("ResponseBuilder().send()");
  job.bot_id = "other";
  EXPECT_TRUE(bench.run(std::move(job)).ok);
  // It did not wait for all of them.
  EXPECT_EQ(greedy.back().wait_for(std::chrono::seconds(0)), std::future_status::timeout);
  for (auto& one : greedy) EXPECT_EQ(one.get().error, "timeout");
}

// The workers of this program.
std::vector<pid_t> workers() {
  std::vector<pid_t> out;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream file(entry.path() / "stat");
    int pid = 0, parent = 0;
    std::string name, state;
    if (file >> pid >> name >> state >> parent && parent == ::getpid()) out.push_back(pid);
  }
  return out;
}

TEST(Workers, ThatAreKilledFromOutsideCostOnlyTime) {
  Bench bench;
  auto open = bench.start(bench.job("await new Promise(r => setTimeout(r, 300)); throw 'done'"));
  bench.run("1");
  for (const pid_t pid : workers()) ::kill(pid, SIGKILL);
  EXPECT_EQ(open.get().error, "done");
}

TEST(Workers, ThatCannotStartAreSaidSo) {
  PoolOptions options;
  options.worker_program = "/bin/false";
  Bench bench(options);
  EXPECT_THAT(bench.run("1").error, ::testing::HasSubstr("script worker ended while it started"));
  EXPECT_THAT(bench.pool().state().fault, ::testing::HasSubstr("ended while it started"));
}

TEST(Workers, ThatAreNotThereAreAnErrorAtOnce) {
  PoolOptions options;
  options.worker_program = "/nowhere/worker";
  testing::FunctionFetcher fetcher(testing::no_network);
  const auto pool = make_pool(options, fetcher);
  ASSERT_TRUE(pool.has_error());
  EXPECT_EQ(pool.error().place, "/nowhere/worker");
}

}  // namespace
}  // namespace sb::script
