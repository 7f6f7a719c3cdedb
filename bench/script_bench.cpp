#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <iterator>
#include <mutex>

#include "base/json.h"
#include "base/log.h"
#include "script/pool.h"

// Scripts per second and core, latency, waiting scripts and memory of the pool: bench_script SECONDS
// [WORKER]. Prints one JSON object. "Per core" divides by the CPU time of all processes together, so other
// load on the machine counts little.

namespace {

using namespace sb;

class NoFetcher final : public script::Fetcher {
 public:
  void fetch(script::FetchRequest, std::function<void(script::FetchAnswer)> done) override {
    done(script::interrupted_fetch());
  }
  void cancel(const std::string&, int) override {}
};

double wall_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

std::vector<int> children() {
  std::vector<int> out;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream file(entry.path() / "stat");
    int pid = 0, parent = 0;
    std::string name, state;
    if (file >> pid >> name >> state >> parent && parent == ::getpid()) out.push_back(pid);
  }
  return out;
}

double cpu_ms_of(int pid) {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return 0;
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}
double cpu_ms_of_all() {
  double sum = cpu_ms_of(::getpid());
  for (const int pid : children()) sum += cpu_ms_of(pid);
  return sum;
}

// Proportional set size of the workers.
double pss_mb() {
  double sum = 0;
  for (const int pid : children()) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/smaps_rollup");
    for (std::string word; file >> word;) {
      double kb = 0;
      if (word == "Pss:" && file >> kb) sum += kb / 1024;
    }
  }
  return sum;
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(file)), {});
}

class Bench {
 public:
  explicit Bench(script::PoolOptions options)
      : pool_(script::make_pool(std::move(options), fetcher_).value()) {
    pool_->wait_until_started(30'000);
  }

  script::Job job(const std::string& code, const std::string& bot = "bot") {
    script::Job made;
    made.run_id = "run-" + std::to_string(++number_);
    made.bot_id = bot;
    made.code = code;
    made.args =
        parse_json(R"({"basket":[{"name":"tea","price":3.5,"count":2},{"name":"cup","price":12,"count":4},
        {"name":"pot","price":30.25,"count":1}],"country":"BE","ok":"c0000000-0000-4000-8000-000000000030"})")
            .value()
            .as_object();
    made.seed = "0123456789abcdef0123456789abcdef";
    return made;
  }

  // Keeps `at_once` runs going for that long.
  JsonObject throughput(const std::string& code, double seconds, int at_once) {
    run(code);
    std::mutex mutex;
    std::condition_variable changed;
    int open = 0;
    std::int64_t done = 0, failed = 0;
    const double begin = wall_ms(), cpu = cpu_ms_of_all(), own = cpu_ms_of(::getpid());
    std::unique_lock lock(mutex);
    while (wall_ms() - begin < seconds * 1e3) {
      changed.wait(lock, [&] { return open < at_once; });
      ++open;
      pool_->run(job(code), [&](script::Outcome outcome) {
        const std::lock_guard guard(mutex);
        --open;
        ++done;
        if (!outcome.ok) ++failed;
        changed.notify_one();
      });
    }
    changed.wait(lock, [&] { return open == 0; });
    const double took = wall_ms() - begin, burned = cpu_ms_of_all() - cpu, ours = cpu_ms_of(::getpid()) - own;
    return {{"runs", done},
            {"failed", failed},
            {"runsPerSecond", static_cast<double>(done) / took * 1e3},
            {"runsPerCpuSecond", static_cast<double>(done) / burned * 1e3},
            {"serverCpuMsPerRun", ours / static_cast<double>(done)}};
  }

  // One after the other.
  JsonObject latency(const std::string& code, double seconds) {
    std::vector<double> times;
    const double begin = wall_ms();
    while (wall_ms() - begin < seconds * 1e3) {
      const double before = wall_ms();
      run(code);
      times.push_back(wall_ms() - before);
    }
    std::sort(times.begin(), times.end());
    return {{"p50Ms", times[times.size() / 2]}, {"p99Ms", times[times.size() * 99 / 100]}};
  }

  // How long a short script takes while `count` others sleep.
  JsonObject sleepers(int count, int bots) {
    std::vector<std::future<script::Outcome>> open;
    const double begin = wall_ms();
    for (int i = 0; i < count; ++i) {
      open.push_back(
          start(job("await new Promise((resolve) => _.delay(resolve, 2000)); ResponseBuilder().send()",
                    "sleeper-" + std::to_string(i % bots))));
    }
    while (pool_->state().waiting < count && wall_ms() - begin < 1'900) ::usleep(1'000);
    const double asleep = wall_ms() - begin;
    const double pss = pss_mb();
    const double before = wall_ms();
    start(job("ResponseBuilder().addMessage('x').send()", "sleeper-0")).get();
    const double same_bot = wall_ms() - before;
    const double again = wall_ms();
    start(job("ResponseBuilder().addMessage('x').send()", "other")).get();
    const double other_bot = wall_ms() - again;
    int failed = 0;
    for (auto& one : open) failed += one.get().ok ? 0 : 1;
    return {{"count", count},
            {"bots", bots},
            {"failed", failed},
            {"allAsleepAfterMs", asleep},
            {"allDoneAfterMs", wall_ms() - begin},
            {"shortScriptOfSameBotMs", same_bot},
            {"shortScriptOfOtherBotMs", other_bot},
            {"workersPssMb", pss}};
  }

  std::future<script::Outcome> start(script::Job wanted) {
    auto promise = std::make_shared<std::promise<script::Outcome>>();
    pool_->run(std::move(wanted),
               [promise](script::Outcome outcome) { promise->set_value(std::move(outcome)); });
    return promise->get_future();
  }
  script::Outcome run(const std::string& code) { return start(job(code)).get(); }

 private:
  NoFetcher fetcher_;
  std::unique_ptr<script::Pool> pool_;
  std::atomic<std::uint64_t> number_{0};
};

}  // namespace

int main(int count, char** arguments) {
  set_log_level(LogLevel::error);
  const double seconds = count > 1 ? std::atof(arguments[1]) : 5;
  script::PoolOptions options;
  if (count > 2) options.worker_program = arguments[2];
  const std::string folder = SB_SOURCE_DIR "/bench/scripts/";
  const std::string plain = read(folder + "twenty_lines.js"), lodash = read(folder + "lodash_get_map.js");
  Bench bench(options);
  JsonObject out;
  ::sleep(2);
  out["restPssMb"] = pss_mb();
  out["plain"] = bench.throughput(plain, seconds, 8);
  out["lodash"] = bench.throughput(lodash, seconds, 8);
  out["plainLatency"] = bench.latency(plain, seconds / 2);
  out["lodashLatency"] = bench.latency(lodash, seconds / 2);
  ::sleep(3);
  out["restPssMbAfterwards"] = pss_mb();
  out["sleepers"] = JsonArray{bench.sleepers(500, 1), bench.sleepers(500, 20)};
  std::cout << to_json_text(out) << '\n';
  return 0;
}
