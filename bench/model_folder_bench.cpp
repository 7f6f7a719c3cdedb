// Loading, checking and saving a bot folder of 2,000 dialogs. Aim: loading and checking below 1.5 s together.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "model/bot_check.h"
#include "model/bot_folder.h"
#include "model/bot_json.h"
#include "model/bot_samples.h"

namespace {

using namespace sb;

const std::filesystem::path& large_folder() {
  static const auto path = [] {
    auto folder = std::filesystem::temp_directory_path() / ("sb-bench-folder-" + std::to_string(getpid()));
    save_bot_folder(large_bot(2'000), folder).value();
    return folder;
  }();
  return path;
}

LoadedBot load() {
  Diagnostics diagnostics;
  return load_bot_folder(large_folder(), diagnostics).value();
}

void load_folder(benchmark::State& state) {
  large_folder();
  for (auto _ : state) benchmark::DoNotOptimize(load());
}
void check(benchmark::State& state) {
  auto loaded = load();
  for (auto _ : state) benchmark::DoNotOptimize(check_bot(loaded.bot, loaded.sources));
}
void write_folder_files(benchmark::State& state) {
  auto bot = large_bot(2'000);
  for (auto _ : state) benchmark::DoNotOptimize(bot_folder_files(bot));
}
void hash(benchmark::State& state) {
  auto bot = large_bot(2'000);
  for (auto _ : state) benchmark::DoNotOptimize(content_hash(bot));
}

BENCHMARK(load_folder)->Unit(benchmark::kMillisecond);
BENCHMARK(check)->Unit(benchmark::kMillisecond);
BENCHMARK(write_folder_files)->Unit(benchmark::kMillisecond);
BENCHMARK(hash)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  std::filesystem::remove_all(large_folder());
}
