#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

// The conventions of the tree that no compiler checks. Each test says what to do instead.

namespace sb {
namespace {

namespace fs = std::filesystem;

struct Source {
  std::string path;    // "src/engine/step.cpp"
  std::string folder;  // "engine" below src, else empty
  std::vector<std::string> lines;
};

std::vector<Source> sources() {
  std::vector<Source> out;
  const fs::path root = SB_SOURCE_DIR;
  for (const auto* top : {"src", "tests", "examples", "fuzz", "bench"}) {
    if (!fs::exists(root / top)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const auto extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".h") continue;
      if (entry.path().string().find("/node_modules/") != std::string::npos) continue;
      Source source;
      source.path = entry.path().lexically_relative(root).generic_string();
      if (source.path.starts_with("src/"))
        source.folder = source.path.substr(4, source.path.find('/', 4) - 4);
      std::ifstream file(entry.path());
      for (std::string line; std::getline(file, line);) source.lines.push_back(line);
      out.push_back(std::move(source));
    }
  }
  return out;
}

const std::vector<Source>& all_sources() {
  static const std::vector<Source> read = sources();
  return read;
}

std::string place(const Source& source, std::size_t line) {
  return source.path + ":" + std::to_string(line + 1);
}

// The ranks of cmake/Layers.cmake.
std::map<std::string, int> ranks() {
  std::ifstream file(SB_SOURCE_DIR "/cmake/Layers.cmake");
  std::stringstream text;
  text << file.rdbuf();
  const std::string all = text.str();
  const auto begin = all.find("set(SB_LAYERS"), end = all.find(')', begin);
  const std::string list = all.substr(begin, end - begin);
  std::map<std::string, int> out;
  int rank = 0;
  for (auto at = list.find('"'); at != std::string::npos; at = list.find('"', at)) {
    const auto close = list.find('"', at + 1);
    std::istringstream names(list.substr(at + 1, close - at - 1));
    for (std::string name; names >> name;) out[name] = rank;
    ++rank;
    at = close + 1;
  }
  return out;
}

TEST(Tidy, IncludesPointDownTheLayers) {
  const auto rank = ranks();
  ASSERT_EQ(rank.at("base"), 0);
  const std::regex include("^#include \"([a-z]+)/");
  for (const auto& source : all_sources()) {
    if (source.folder.empty()) continue;
    ASSERT_TRUE(rank.contains(source.folder)) << source.path << ": add the folder to cmake/Layers.cmake";
    const bool test =
        source.path.ends_with("_test.cpp") || source.path.find("/testing/") != std::string::npos;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
      std::smatch match;
      if (!std::regex_search(source.lines[i], match, include) || !rank.contains(match[1])) continue;
      const std::string other = match[1];
      // Tests may use the test helpers of siblings.
      if (test && source.lines[i].find("/testing/") != std::string::npos) continue;
      EXPECT_TRUE(other == source.folder || rank.at(other) < rank.at(source.folder))
          << place(source, i) << ": " << source.folder << " may not include " << other
          << "; move the code down, or pass it in through an interface";
    }
  }
}

TEST(Tidy, OnlyTheServerIncludesAsio) {
  for (const auto& source : all_sources()) {
    if (source.folder == "server") continue;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
      EXPECT_FALSE(source.lines[i].starts_with("#include <boost/asio") ||
                   source.lines[i].starts_with("#include <boost/beast"))
          << place(source, i)
          << ": a translation unit with Asio takes half a minute; use base/executor.h or http/exchange.h";
    }
  }
}

struct Forbidden {
  const char* name;
  const char* pattern;
  const char* instead;
  const char* only_in;  // prefix of the paths it is looked for in
  std::vector<std::string> except = {};
};
class ForbiddenWords : public testing::TestWithParam<Forbidden> {};
TEST_P(ForbiddenWords, AreNotInTheTree) {
  const auto& rule = GetParam();
  const std::regex pattern(rule.pattern);
  for (const auto& source : all_sources()) {
    if (!source.path.starts_with(rule.only_in) || source.path.starts_with("tests/tidy")) continue;
    const bool excepted = std::any_of(rule.except.begin(), rule.except.end(), [&](const std::string& prefix) {
      return source.path.starts_with(prefix);
    });
    if (excepted) continue;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
      EXPECT_FALSE(std::regex_search(source.lines[i], pattern)) << place(source, i) << ": " << rule.instead;
    }
  }
}
INSTANTIATE_TEST_SUITE_P(
    , ForbiddenWords,
    testing::Values(
        Forbidden{"sleeps",
                  "sleep_for|usleep\\(|std::this_thread::sleep",
                  "wait for what you wait for",
                  "",
                  {"src/http/testing/", "tests/receivers/", "bench/"}},
        Forbidden{"unfinished", "\\b(TODO|FIXME|XXX|HACK)\\b", "finish it, or open an issue", ""},
        Forbidden{"rand", "\\bs?rand\\(", "use base/random.h, so that a seed repeats the run", ""},
        Forbidden{"clock_in_the_engine", "utc_now\\(|monotonic_ms\\(|system_clock",
                  "time comes with the event", "src/engine"},
        Forbidden{"clock_in_the_nlu", "utc_now\\(|system_clock", "\"now\" comes from outside", "src/nlu"},
        Forbidden{"throwing_in_the_engine",
                  "\\bthrow ",
                  "return a Result, or report an error effect",
                  "src/engine",
                  {"src/engine/testing/"}},
        Forbidden{"std_regex", "std::regex", "RE2 is linear in time; std::regex is not", "src"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Tidy, LinesFitTheScreen) {
  const std::regex raw_begin("R\"([A-Za-z]*)\\(");
  for (const auto& source : all_sources()) {
    std::string raw_end;  // of the raw string we are in: texts are not broken
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
      const std::string& line = source.lines[i];
      std::smatch match;
      const bool inside = !raw_end.empty();
      if (!inside && std::regex_search(line, match, raw_begin)) raw_end = ")" + match[1].str() + "\"";
      if (!raw_end.empty() && line.rfind(raw_end) != std::string::npos) raw_end.clear();
      if (inside || line.find('"') != std::string::npos) continue;
      std::size_t columns = 0;
      for (const char c : line) columns += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      EXPECT_LE(columns, 125u) << place(source, i) << ": run clang-format";
    }
  }
}

TEST(Tidy, HeadersAreIncludedOnce) {
  for (const auto& source : all_sources()) {
    if (!source.path.ends_with(".h")) continue;
    EXPECT_NE(std::find(source.lines.begin(), source.lines.end(), "#pragma once"), source.lines.end())
        << source.path;
  }
}

TEST(Tidy, EveryLibrarySaysWhatItIsFor) {
  for (const auto& entry : fs::directory_iterator(SB_SOURCE_DIR "/src")) {
    EXPECT_TRUE(fs::exists(entry.path() / "README.md"))
        << entry.path() << ": write ten lines: purpose, what it may use, "
        << "what it must never do";
  }
}

}  // namespace
}  // namespace sb
