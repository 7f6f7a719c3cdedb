#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>

#include "base/json.h"

// tests/corpora/json-parsing (JSONTestSuite) and the recipes of tests/corpora/json-bombs against parse_json.
namespace sb {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> read_folder(const std::string& name) {
  std::map<std::string, std::string> out;
  for (const auto& entry : fs::directory_iterator(SB_SOURCE_DIR "/tests/corpora/json-parsing/" + name)) {
    std::ifstream file(entry.path(), std::ios::binary);
    out[entry.path().filename()] = std::string(std::istreambuf_iterator<char>(file), {});
  }
  return out;
}

TEST(JsonCorpus, AcceptsWhatIsValidAndRefusesWhatIsNot) {
  const auto files = read_folder("test_parsing");
  ASSERT_GT(files.size(), 150u);
  for (const auto& [name, text] : files) {
    const auto value = parse_json(text);
    if (name.front() == 'y') {
      EXPECT_TRUE(value.has_value()) << name;
    } else if (name.front() == 'n') {
      EXPECT_TRUE(value.has_error()) << name;
    }
    if (value) {
      const auto again = parse_json(to_json_text(*value));
      ASSERT_TRUE(again.has_value()) << name;
      EXPECT_TRUE(json_equal(*value, *again)) << name;
    }
  }
}

TEST(JsonCorpus, ReadsTheSameEveryTime) {
  for (const auto& [name, text] : read_folder("test_transform")) {
    const auto first = parse_json(text), second = parse_json(text);
    ASSERT_EQ(first.has_value(), second.has_value()) << name;
    if (first) {
      EXPECT_EQ(to_json_text(*first), to_json_text(*second)) << name;
    }
  }
}

std::string repeated(std::string_view part, std::size_t count) {
  std::string out;
  out.reserve(part.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += part;
  return out;
}

std::string nested(std::string_view open, std::string_view close, std::size_t depth) {
  return repeated(open, depth) + "0" + repeated(close, depth);
}

struct BombCase {
  std::string_view name;
  std::function<std::string()> text;
  bool accepted;
};
class JsonBombs : public testing::TestWithParam<BombCase> {};
TEST_P(JsonBombs, AreReadOrRefused) {
  const auto text = GetParam().text();
  EXPECT_EQ(parse_json(text).has_value(), GetParam().accepted);
}

// As many as fit into the default limit of request bodies, nearly; without a limit the recipes ask for a
// million.
constexpr std::size_t many = 100'000;

std::string wide_object() {
  std::string out = "{";
  for (std::size_t i = 0; i < many; ++i) out += "\"" + std::to_string(i) + "\":0,";
  out.back() = '}';
  return out;
}

INSTANTIATE_TEST_SUITE_P(
    , JsonBombs,
    testing::Values(BombCase{"depth_64", [] { return nested("[", "]", json_depth_max); }, true},
                    BombCase{"depth_65", [] { return nested("[", "]", json_depth_max + 1); }, false},
                    BombCase{"depth_many", [] { return nested("[", "]", many); }, false},
                    BombCase{"object_depth_many", [] { return nested("{\"a\":", "}", many); }, false},
                    BombCase{"unclosed_many", [] { return repeated("[", many); }, false},
                    BombCase{"width_array", [] { return "[" + repeated("0,", many - 1) + "0]"; }, true},
                    BombCase{"width_object", wide_object, true},
                    BombCase{"dup", [] { return "{" + repeated("\"a\":0,", many - 1) + "\"a\":0}"; }, true},
                    BombCase{"digits", [] { return repeated("9", many); }, false},
                    BombCase{"exponent", [] { return std::string("1e999999999"); }, false},
                    BombCase{"negative_zero", [] { return std::string("-0"); }, true},
                    BombCase{"overflow", [] { return std::string("1E400"); }, false},
                    BombCase{"decimals", [] { return "0." + repeated("1", many); }, true},
                    BombCase{"long_string", [] { return "\"" + repeated("a", many * 10) + "\""; }, true},
                    BombCase{"escaped_nulls", [] { return "\"" + repeated("\\u0000", many) + "\""; }, true},
                    BombCase{"spaces", [] { return repeated(" ", many * 10) + "0"; }, true},
                    BombCase{"two_documents", [] { return std::string("{}{}"); }, false},
                    BombCase{"trailing_garbage", [] { return std::string("{}x"); }, false},
                    BombCase{"utf16", [] { return std::string("\xff\xfe{\0}\0", 6); }, false},
                    BombCase{"utf32", [] { return std::string("\0\0\xfe\xff\0\0\0{\0\0\0}", 12); }, false},
                    BombCase{"utf8_mark", [] { return std::string("\xef\xbb\xbf{}"); }, false}),
    [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace sb
