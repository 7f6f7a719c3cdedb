#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "model/yaml_source.h"
#include "model/yaml_writer.h"

namespace sb {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Read {
  std::optional<SourceNode> node;
  std::vector<std::string> complaints;
};
Read read(std::string_view text) {
  SourceMap map;
  auto file = map.add_file("a.yaml");
  Diagnostics diagnostics;
  Read result;
  result.node = read_yaml(text, file, map, diagnostics);
  for (const auto& one : diagnostics.all()) result.complaints.push_back(to_text(one));
  return result;
}

Json as_any(const SourceNode& node) {
  return to_json(node, *shapes::any());
}

TEST(Yaml, ReadsTypesByWhatIsExpected) {
  auto result = read("a: 1\nb: no\nc: \"1\"\nd: true\ne: 1.50\nf:\n");
  ASSERT_TRUE(result.node);
  EXPECT_EQ(to_json_text(as_any(*result.node)), R"({"a":1,"b":"no","c":"1","d":true,"e":1.5,"f":null})");
  auto texts = shapes::map(shapes::text());
  EXPECT_EQ(to_json_text(to_json(*result.node, *texts)),
            R"({"a":"1","b":"no","c":"1","d":"true","e":"1.50","f":null})");
}

TEST(Yaml, ReadsEscapesAsWholeCharacters) {
  auto result = read("\"é\\_\\N😀\\N\": \"\\_a\\x85\\u20AC\\L\"\n");
  ASSERT_TRUE(result.node);
  EXPECT_EQ(as_any(*result.node), Json(JsonObject{{"é\xC2\xA0\xC2\x85😀\xC2\x85",
                                                   "\xC2\xA0"
                                                   "a\xC2\x85€\xE2\x80\xA8"}}));
}

TEST(Yaml, KnowsTheLineOfEverything) {
  auto result = read("a:\n  - x\n  - y: 1\n    z:\n      deep: 2\n");
  ASSERT_TRUE(result.node);
  EXPECT_EQ(nearest_node(*result.node, "/a/1/z/deep").line, 5u);
  EXPECT_EQ(nearest_node(*result.node, "/a/0").line, 2u);
  EXPECT_EQ(nearest_node(*result.node, "/a/1/nothing").line, 3u);
}

struct Refusal {
  std::string_view name, text, complaint;
};
class YamlRefuses : public testing::TestWithParam<Refusal> {};
TEST_P(YamlRefuses, NamingThePlace) {
  auto result = read(GetParam().text);
  EXPECT_FALSE(result.node);
  EXPECT_THAT(result.complaints, ElementsAre(HasSubstr(GetParam().complaint)));
}
INSTANTIATE_TEST_SUITE_P(
    , YamlRefuses,
    testing::Values(Refusal{"duplicate_key", "a: 1\nb: 2\na: 3\n",
                            "a.yaml:3: error: \"a\" is here a second time; the first is in line 1"},
                    Refusal{"alias", "a: &x 1\nb: *x\n", "a.yaml:1: error: anchors"},
                    Refusal{"tag", "a: !!str 1\n", "a.yaml:1: error: tags"},
                    Refusal{"syntax", "a: 1\n  b: 2\n", "a.yaml:2: error: not valid YAML"},
                    Refusal{"unclosed", "a: [1, 2\n", "error: not valid YAML"},
                    Refusal{"two_documents", "a: 1\n---\nb: 2\n", "several documents"},
                    Refusal{"bad_utf8", "a: \xFF\n", "not UTF-8"},
                    Refusal{"complex_key", "? [a, b]\n: 1\n", "the name of a member must be a text"}),
    [](const auto& param_info) { return std::string(param_info.param.name); });

TEST(Yaml, RefusesDeepNesting) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "- ";
  auto result = read(text + "x");
  EXPECT_FALSE(result.node);
  EXPECT_THAT(result.complaints, ElementsAre(HasSubstr("nested deeper than 64 levels")));
  EXPECT_FALSE(read("a: " + std::string(2000, '[')).node);
}

TEST(Yaml, WritesForPeople) {
  auto value =
      parse_json(R"({"name":"Choo Choo","languages":["en","nl"],"empty":[],"none":{},"n":1.5,"yes":"yes",
    "text":"two\nlines\n","open":"two\nlines","code":"if (x) {\n  y();\n}\n","colon":"a: b","at":"@class","brace":"{a}",
    "list":[{"text":"Hello","goTo":"x"},["09:00","17:00"],"plain"],"arg":{"variable":"a.b"}})");
  EXPECT_EQ(to_yaml(value->get_object(), {{"languages"}, {}, {"variable"}}),
            R"(name: Choo Choo
languages: [en, nl]
empty: []
none: {}
n: 1.5
"yes": "yes"
text: |
  two
  lines
open: |-
  two
  lines
code: |
  if (x) {
    y();
  }
colon: "a: b"
at: "@class"
brace: "{a}"
list:
  - text: Hello
    goTo: x
  - ["09:00", "17:00"]
  - plain
arg: {variable: a.b}
)");
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : random_(seed) {}
  Json value(int depth) {
    switch (random_() % (depth > 3 ? 4 : 7)) {
      case 0:
        return Json(static_cast<std::int64_t>(random_() % 1000) - 500);
      case 1:
        return Json(random_() % 2 == 0);
      case 4: {
        JsonArray array;
        for (auto i = random_() % 4; i > 0; --i) array.push_back(value(depth + 1));
        return array;
      }
      case 5:
      case 6:
        return object(depth);
      default:
        return Json(text());
    }
  }
  JsonObject object(int depth) {
    JsonObject object;
    for (auto i = random_() % 4; i > 0; --i) object[text()] = value(depth + 1);
    return object;
  }

 private:
  std::string text() {
    constexpr std::string_view pieces[] = {"a",
                                           "b c",
                                           " ",
                                           "\n",
                                           ":",
                                           "#",
                                           "-",
                                           "'",
                                           "\"",
                                           "\\",
                                           "{",
                                           "}",
                                           "[",
                                           "]",
                                           ",",
                                           "&",
                                           "*",
                                           "!",
                                           "|",
                                           ">",
                                           "%",
                                           "@",
                                           "`",
                                           "?",
                                           "1",
                                           "0x1F",
                                           "\t",
                                           "é",
                                           "日",
                                           "🚂",
                                           "~",
                                           "=",
                                           ".",
                                           "\r",
                                           "\xC2\x85",
                                           "\xEF\xBB\xBF",
                                           "null",
                                           "\x01",
                                           "\xE2\x80\xA8",
                                           "\xE2\x80\x93",
                                           "\xE2\x80\x8B",
                                           "\xEF\xBF\xBF",
                                           "\xEF\xBC\xA1"};
    std::string text;
    for (auto i = random_() % 6; i > 0; --i) text += pieces[random_() % std::size(pieces)];
    return text;
  }
  std::mt19937_64 random_;
};

TEST(Yaml, ReadsBackWhatItWrites) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    auto value = Random(seed).object(0);
    auto text = to_yaml(value, {{"a"}, {"b c"}, {"b c"}});
    auto result = read(text);
    ASSERT_TRUE(result.node) << "seed " << seed << "\n"
                             << text << "\n"
                             << testing::PrintToString(result.complaints);
    ASSERT_EQ(as_any(*result.node), Json(value)) << "seed " << seed << "\n" << text;
  }
}

}  // namespace
}  // namespace sb
