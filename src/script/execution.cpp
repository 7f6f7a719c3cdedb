#include "script/execution.h"

#include <signal.h>

#include <algorithm>

#include "base/utf8.h"

namespace sb::script {
namespace {

// A little more than an honest worker sends (worker/engine.cpp).
constexpr std::size_t console_lines_max = 1'000, console_bytes_max = 300 * 1024;
constexpr std::string_view timeout = "timeout";

Cost cost_of(const Execution& run) {
  Cost cost;
  cost.cpu_ms = run.cpu_ms;
  cost.memory_bytes = run.grown_bytes;
  cost.fetches = run.fetch_number;
  return cost;
}

}  // namespace

std::string frame_for(const Execution& run, const Work& work, double now_ms) {
  switch (work.kind) {
    case Work::Kind::start: {
      const std::string args = to_json_text(run.job.args);
      wire::Start start;
      start.run = run.number;
      start.now_ms = static_cast<double>(run.job.now.value);
      start.elapsed_ms = run.attempts > 1 ? std::max(0.0, now_ms - run.accepted_ms) : 0;
      start.cpu_ms_max =
          static_cast<std::uint32_t>(std::max(1.0, static_cast<double>(run.job.cpu_ms_max) - run.cpu_ms));
      start.result_bytes_max = static_cast<std::uint32_t>(run.job.result_bytes_max);
      start.fetches_max = static_cast<std::uint32_t>(run.job.fetches_max);
      start.seed = run.job.seed;
      start.args = args;
      start.code = run.job.code;
      return encode(start);
    }
    case Work::Kind::fetched: {
      const auto& log = run.fetches[static_cast<std::size_t>(work.fetch - 1)];
      const FetchAnswer answer = log.answer.value_or(interrupted_fetch());
      const std::string head = head_text(answer);
      return encode(wire::Fetched{run.number, static_cast<std::uint32_t>(work.fetch), head, answer.body});
    }
    case Work::Kind::tick:
      return encode(wire::Kind::tick, wire::RunOnly{run.number});
    case Work::Kind::cancel:
      break;
  }
  return encode(wire::Kind::cancel, wire::RunOnly{run.number});
}

bool take_console(Execution& run, const wire::Console& line) {
  run.console_bytes += line.text.size();
  if (run.console.size() >= console_lines_max || run.console_bytes > console_bytes_max ||
      !is_valid_utf8(line.text)) {
    return false;
  }
  run.console.push_back({std::string(wire::console_levels[line.level]), std::string(line.text),
                         static_cast<int>(std::min<std::uint32_t>(line.line, 1'000'000))});
  return true;
}

bool take_result(Execution& run, const wire::Result& result) {
  run.result_bytes += static_cast<std::int64_t>(result.text.size());
  if (run.result_bytes > run.job.result_bytes_max) return false;
  run.results.emplace_back(result.text);
  return true;
}

Outcome failed_outcome(Execution& run, std::string error) {
  Outcome outcome;
  outcome.error = std::move(error);
  outcome.console = std::move(run.console);
  outcome.cost = cost_of(run);
  return outcome;
}

Outcome outcome_of(Execution& run, const wire::Idle& idle) {
  if (idle.state == wire::RunState::timed_out) return failed_outcome(run, std::string(timeout));
  if (idle.state == wire::RunState::failed) {
    Outcome outcome = failed_outcome(run, is_valid_utf8(idle.error) ? std::string(idle.error) : "error");
    outcome.line = static_cast<int>(std::min<std::uint32_t>(idle.line, 10'000'000));
    outcome.column = static_cast<int>(std::min<std::uint32_t>(idle.column, 10'000'000));
    return outcome;
  }
  std::vector<Json> results;
  for (const auto& text : run.results) {
    auto parsed = parse_json(text);
    if (parsed.has_error())
      return failed_outcome(run, "the result is no usable JSON: " + parsed.error().message);
    results.push_back(std::move(*parsed));
  }
  Outcome outcome = failed_outcome(run, "");
  outcome.ok = true;
  outcome.results = std::move(results);
  return outcome;
}

std::string describe(const Ending& ending) {
  // The engine aborts when it gets no memory; the ways it does differ.
  if (ending.signal == SIGSYS) return "the script was stopped: it left its sandbox";
  if (ending.signal == 0) return "the script was stopped: its worker broke the protocol";
  return "memory limit exceeded";
}

}  // namespace sb::script
