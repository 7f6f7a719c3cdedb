#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "api/testing/golden.h"

namespace sb::api::testing {
namespace {

std::vector<std::string> golden_files() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(SB_SOURCE_DIR "/tests/api")) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Golden : public ::testing::TestWithParam<std::string> {};
TEST_P(Golden, AnswersAsWritten) {
  play(SB_SOURCE_DIR "/tests/api/" + GetParam() + ".txt");
}
INSTANTIATE_TEST_SUITE_P(Api, Golden, ::testing::ValuesIn(golden_files()),
                         [](const auto& tested) { return tested.param; });

}  // namespace
}  // namespace sb::api::testing
