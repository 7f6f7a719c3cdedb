#pragma once
#include <functional>
#include <future>
#include <memory>
#include <string>

#include "script/pool.h"

namespace sb::script::testing {

// Answers every fetch from a function, at once.
class FunctionFetcher final : public Fetcher {
 public:
  using Answer = std::function<FetchAnswer(const FetchRequest&)>;
  explicit FunctionFetcher(Answer answer) : answer_(std::move(answer)) {}

  void fetch(FetchRequest request, std::function<void(FetchAnswer)> done) override { done(answer_(request)); }
  void cancel(const std::string&, int) override {}

 private:
  Answer answer_;
};

inline FetchAnswer no_network(const FetchRequest& request) {
  FetchAnswer answer;
  answer.error_type = "system";
  answer.error = "request to " + request.url + " failed, reason: no network in this test";
  return answer;
}

// A pool of real workers and a way to wait for its outcomes.
class Bench {
 public:
  explicit Bench(PoolOptions options = {}, FunctionFetcher::Answer answer = no_network)
      : fetcher_(std::move(answer)), pool_(make_pool(std::move(options), fetcher_).value()) {}

  Job job(std::string code, JsonObject args = {}) {
    Job made;
    made.run_id = "run-" + std::to_string(++runs_);
    made.bot_id = "bot";
    made.code = std::move(code);
    made.args = std::move(args);
    made.seed = "0123456789abcdef0123456789abcdef";
    made.now = UtcMs{1'900'000'000'000};
    return made;
  }
  std::future<Outcome> start(Job wanted) {
    auto promise = std::make_shared<std::promise<Outcome>>();
    pool_->run(std::move(wanted), [promise](Outcome outcome) { promise->set_value(std::move(outcome)); });
    return promise->get_future();
  }
  Outcome run(Job wanted) { return start(std::move(wanted)).get(); }
  Outcome run(std::string code, JsonObject args = {}) { return run(job(std::move(code), std::move(args))); }

  Pool& pool() { return *pool_; }

 private:
  FunctionFetcher fetcher_;
  std::unique_ptr<Pool> pool_;
  int runs_ = 0;
};

}  // namespace sb::script::testing
