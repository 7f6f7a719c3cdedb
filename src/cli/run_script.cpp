#include <fstream>
#include <future>
#include <iostream>
#include <iterator>
#include <mutex>

#include "base/log.h"
#include "base/random.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/recorded_code.h"
#include "conductor/script_fetcher.h"
#include "http/curl_client.h"
#include "script/pool.h"

// `signalbox run-script`: one script outside any bot, in the same sandbox, with its requests recorded or
// answered from a recording.

namespace sb::cli {
namespace {

// Passes requests on and keeps what came of them.
class RecordingFetcher final : public script::Fetcher {
 public:
  explicit RecordingFetcher(script::Fetcher& next) : next_(next) {}

  void fetch(script::FetchRequest request, std::function<void(script::FetchAnswer)> done) override {
    const std::size_t place = reserve(request);
    next_.fetch(std::move(request), [this, place, done = std::move(done)](script::FetchAnswer answer) {
      {
        const std::lock_guard lock(mutex_);
        rows_[place].as_object()["answer"] = to_json(answer);
      }
      done(std::move(answer));
    });
  }
  void cancel(const std::string& run_id, int number) override { next_.cancel(run_id, number); }

  JsonArray rows() {
    const std::lock_guard lock(mutex_);
    return rows_;
  }

 private:
  std::size_t reserve(const script::FetchRequest& request) {
    const std::lock_guard lock(mutex_);
    rows_.push_back(JsonObject{{"request", to_json(request)}});
    return rows_.size() - 1;
  }
  script::Fetcher& next_;
  std::mutex mutex_;
  JsonArray rows_;
};

Result<script::Job> job_of(const RunScriptOptions& options) {
  script::Job job;
  SB_TRY(job.code, read_text(options.file));
  auto args = parse_json(options.args);
  if (args.has_error() || !args->is_object()) {
    return Error{ErrorCode::invalid_input,
                 "not a JSON object" + (args.has_error() ? ": " + args.error().message : ""), "--args"};
  }
  job.args = std::move(args->get_object());
  job.run_id = new_id24();
  job.bot_id = "run-script";
  job.seed = options.seed.empty() ? new_id24() : options.seed;
  job.now = utc_now();
  if (!options.now.empty()) {
    const auto now = parse_iso(options.now);
    if (!now) return Error{ErrorCode::invalid_input, "not a time such as 2030-01-01T12:00:00Z", "--now"};
    job.now = *now;
  }
  job.wall_ms_max = options.wall_ms_max;
  job.cpu_ms_max = options.cpu_ms_max;
  job.heap_bytes_max = options.heap_bytes_max;
  return job;
}

double rounded(double value) {
  return static_cast<double>(static_cast<std::int64_t>(value * 1'000 + 0.5)) / 1'000;
}

JsonObject report_of(const script::Outcome& outcome) {
  JsonArray messages, session;
  Json next;
  for (const auto& result : outcome.results) {
    const JsonObject* object = result.if_object();
    if (!object) continue;
    if (const JsonArray* list = array_member(*object, "messages"))
      messages.insert(messages.end(), list->begin(), list->end());
    if (const JsonArray* list = array_member(*object, "session"))
      session.insert(session.end(), list->begin(), list->end());
    const JsonObject* action = object_member(*object, "action");
    if (const Json* target = action ? find_member(*action, "nextDialogstate") : nullptr) next = *target;
  }
  JsonArray console;
  for (const auto& line : outcome.console) {
    console.push_back(JsonObject{{"level", line.level}, {"line", line.line}, {"text", line.text}});
  }
  JsonObject out{{"ok", outcome.ok}};
  if (!outcome.ok) {
    out["error"] = JsonObject{{"message", outcome.error}, {"line", outcome.line}, {"column", outcome.column}};
  }
  out["messages"] = std::move(messages);
  out["session"] = std::move(session);
  out["nextDialog"] = std::move(next);
  out["console"] = std::move(console);
  out["cost"] = JsonObject{{"wallMs", rounded(outcome.cost.wall_ms)},
                           {"cpuMs", rounded(outcome.cost.cpu_ms)},
                           {"memoryBytes", outcome.cost.memory_bytes},
                           {"fetches", outcome.cost.fetches}};
  return out;
}

void print_for_people(const script::Outcome& outcome, const JsonObject& report, const std::string& file) {
  for (const auto& line : outcome.console) {
    std::cout << line.level << "  " << file << ':' << line.line << "  " << printable(line.text) << '\n';
  }
  for (const auto& message : report.at("messages").as_array())
    std::cout << "message  " << to_json_text(message) << '\n';
  for (const auto& write : report.at("session").as_array())
    std::cout << "session  " << to_json_text(write) << '\n';
  if (!report.at("nextDialog").is_null())
    std::cout << "next     " << to_json_text(report.at("nextDialog")) << '\n';
  if (outcome.ok) return;
  std::cerr << file;
  if (outcome.line > 0) std::cerr << ':' << outcome.line << ':' << outcome.column;
  std::cerr << ": " << printable(outcome.error) << '\n';
}

Result<script::Outcome> run_with_network(const RunScriptOptions& options, script::Job job) {
  SB_TRY(auto policy, http::EgressPolicy::parse(options.egress_allow));
  SB_TRY(auto client, http::make_curl_client(std::move(policy)));
  conductor::ScriptFetcher network(*client, nullptr);
  RecordingFetcher recording(network);
  auto outcome = run_in_sandbox(recording, std::move(job));
  client.reset();
  if (!options.record_file.empty()) {
    std::ofstream file(options.record_file, std::ios::binary);
    file << to_pretty_json_text(JsonObject{{"fetches", recording.rows()}}) << '\n';
    if (!file.flush()) return Error{ErrorCode::unavailable, "cannot be written", options.record_file};
  }
  return outcome;
}

}  // namespace

int run_script(const RunScriptOptions& options) {
  set_log_level(LogLevel::error);
  auto job = job_of(options);
  if (job.has_error()) return print_error(job.error()), exit_usage;
  const auto outcome = options.replay_file.empty() ? run_with_network(options, std::move(*job))
                                                   : run_recorded(std::move(*job), options.replay_file);
  if (outcome.has_error()) return print_error(outcome.error()), exit_usage;
  const JsonObject report = report_of(*outcome);
  print_for_people(*outcome, report, options.file);
  std::cout << to_json_text(report) << '\n';
  return outcome->ok ? exit_ok : exit_wrong;
}

}  // namespace sb::cli
