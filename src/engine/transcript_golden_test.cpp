#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/testing/bot_sketch.h"
#include "engine/transcript.h"

// Plays every tests/conversations/<topic>/*.txt against the bot.yaml beside it. SIGNALBOX_REBASELINE=1
// accepts what the bots say today; review the difference in the version control.

namespace sb::engine {
namespace {

namespace fs = std::filesystem;

fs::path root() {
  return fs::path(SB_SOURCE_DIR) / "tests" / "conversations";
}

std::vector<std::string> transcript_files() {
  std::vector<std::string> names;
  if (!fs::exists(root())) return names;
  for (const auto& file : fs::recursive_directory_iterator(root())) {
    if (file.path().extension() == ".txt") names.push_back(fs::relative(file.path(), root()).string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string read(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class Conversations : public ::testing::TestWithParam<std::string> {};

TEST_P(Conversations, GoAsWritten) {
  const fs::path path = root() / GetParam();
  const auto bot = engine::testing::load_bot_sketch((path.parent_path() / "bot.yaml").string());
  ASSERT_TRUE(bot) << bot.error().message;
  const auto transcript = parse_transcript(read(path), GetParam());
  ASSERT_TRUE(transcript) << transcript.error().place << ": " << transcript.error().message;
  const auto understanding = nlu::make_exact_understanding((*bot)->bot());
  const auto outcome = run_transcript(*transcript, *bot, *understanding);
  if (std::getenv("SIGNALBOX_REBASELINE")) std::ofstream(path) << outcome.actual;
  for (const auto& problem : outcome.problems) ADD_FAILURE() << problem;
  EXPECT_TRUE(outcome.diff.empty()) << '\n' << outcome.diff;
}

INSTANTIATE_TEST_SUITE_P(, Conversations, ::testing::ValuesIn(transcript_files()), [](const auto& test) {
  std::string name = test.param.substr(0, test.param.size() - 4);
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
});

}  // namespace
}  // namespace sb::engine
