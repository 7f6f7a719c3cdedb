#include "cli/recorded_code.h"

#include <fstream>
#include <future>
#include <iterator>
#include <mutex>

#include "base/utf8.h"
#include "script/pool.h"

namespace sb::cli {
namespace {

// Answers from a recording: the first row of the same method and address that was not given yet.
class ReplayingFetcher final : public script::Fetcher {
 public:
  explicit ReplayingFetcher(JsonArray rows) : rows_(std::move(rows)), given_(rows_.size()) {}

  void fetch(script::FetchRequest request, std::function<void(script::FetchAnswer)> done) override {
    done(answer_to(request));
  }
  void cancel(const std::string&, int) override {}

 private:
  script::FetchAnswer answer_to(const script::FetchRequest& request) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const JsonObject* row = rows_[i].if_object();
      const JsonObject* asked = row ? object_member(*row, "request") : nullptr;
      const JsonObject* answer = row ? object_member(*row, "answer") : nullptr;
      if (given_[i] || !asked || !answer || string_member(*asked, "method") != request.method ||
          string_member(*asked, "url") != request.url) {
        continue;
      }
      given_[i] = true;
      return script::fetch_answer_from(*answer);
    }
    script::FetchAnswer none;
    none.error_type = "system";
    none.error = "the recording has no answer to " + request.method + ' ' + request.url;
    return none;
  }
  std::mutex mutex_;
  JsonArray rows_;
  std::vector<bool> given_;
};

Result<JsonArray> recording_in(const std::string& path) {
  SB_TRY(const auto text, read_text(path));
  SB_TRY(auto parsed, parse_json(text));
  const JsonArray* rows = parsed.is_object() ? array_member(parsed.get_object(), "fetches") : nullptr;
  if (!rows) return Error{ErrorCode::invalid_input, "no recording: it has no list \"fetches\"", path};
  return *rows;
}

}  // namespace

Result<std::string> read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::not_found, "cannot read the file", path};
  std::string text((std::istreambuf_iterator<char>(file)), {});
  if (!is_valid_utf8(text)) return Error{ErrorCode::invalid_input, "not UTF-8", path};
  return text;
}

Result<script::Outcome> run_in_sandbox(script::Fetcher& fetcher, script::Job job) {
  // Here the job decides: there is no server whose limits it could exceed.
  script::PoolOptions options;
  const auto choose = [](std::int64_t& most, std::int64_t wanted) {
    if (wanted != 0) most = wanted;
  };
  choose(options.limits.wall_ms_max, job.wall_ms_max);
  choose(options.limits.cpu_ms_max, job.cpu_ms_max);
  choose(options.limits.heap_bytes_max, job.heap_bytes_max);
  SB_TRY(auto pool, script::make_pool(options, fetcher));
  std::promise<script::Outcome> promise;
  pool->run(std::move(job), [&promise](script::Outcome outcome) { promise.set_value(std::move(outcome)); });
  return promise.get_future().get();
}

Result<script::Outcome> run_recorded(script::Job job, const std::string& recording_file) {
  JsonArray rows;
  if (!recording_file.empty()) {
    SB_TRY(rows, recording_in(recording_file));
  }
  ReplayingFetcher fetcher(std::move(rows));
  return run_in_sandbox(fetcher, std::move(job));
}

}  // namespace sb::cli
