#include "model/path.h"

#include <gtest/gtest.h>

namespace sb {
namespace {

JsonObject object(std::string_view json) {
  return parse_json(json).value().as_object();
}

std::string at(std::string_view json, std::string_view path) {
  const auto root = object(json);
  const Json* found = find_value(root, path);
  return found ? to_json_text(*found) : "undefined";
}

std::string after_set(std::string_view json, std::string_view path, std::string_view value) {
  auto root = object(json);
  const auto done = set_value(root, parse_path(path).value(), parse_json(value).value());
  return done.has_error() ? "refused: " + done.error().message : to_json_text(root);
}

std::string after_erase(std::string_view json, std::string_view path) {
  auto root = object(json);
  const bool erased = erase_value(root, parse_path(path).value());
  return (erased ? "" : "nothing: ") + to_json_text(root);
}

struct PathCase {
  std::string_view name, text, canonical;  // canonical: "" when refused
};
class Paths : public testing::TestWithParam<PathCase> {};
TEST_P(Paths, ParseToTheirCanonicalText) {
  const auto path = parse_path(GetParam().text);
  EXPECT_EQ(path.has_value() ? path_text(*path) : "", GetParam().canonical);
}
INSTANTIATE_TEST_SUITE_P(
    , Paths,
    testing::Values(
        PathCase{"one_name", "firstname", "firstname"}, PathCase{"dash", "departure-date", "departure-date"},
        PathCase{"digits", "0", "0"}, PathCase{"nested", "a.b[0].c", "a.b[0].c"},
        PathCase{"two_indexes", "a[1][2]", "a[1][2]"}, PathCase{"unicode", "prénom.名", "prénom.名"},
        PathCase{"quoted_plain", R"(["ab"]["c"])", "ab.c"}, PathCase{"single_quotes", "a['b']", "a.b"},
        PathCase{"quoted_dot", R"(["a.b"].c)", R"(["a.b"].c)"},
        PathCase{"quoted_escapes", R"(["a\"\\b"])", R"(["a\"\\b"])"},
        PathCase{"quoted_empty", R"([""])", R"([""])"}, PathCase{"proto", "__proto__.x", "__proto__.x"},
        PathCase{"empty", "", ""}, PathCase{"space", "first name", ""}, PathCase{"leading_space", " a", ""},
        PathCase{"leading_dot", ".a", ""}, PathCase{"trailing_dot", "a.", ""},
        PathCase{"two_dots", "a..b", ""}, PathCase{"index_first", "[0]", ""},
        PathCase{"negative_index", "a[-1]", ""}, PathCase{"name_as_index", "a[b]", ""},
        PathCase{"no_dot_after_index", "a[0]b", ""}, PathCase{"unclosed", "a[0", ""},
        PathCase{"unclosed_quote", "a[\"b]", ""}, PathCase{"index_too_large", "a[99999999999999999999]", ""},
        PathCase{"braces", "{x}", ""}, PathCase{"bar", "a|b", ""}, PathCase{"colon", "color:red", ""},
        PathCase{"bad_utf8", "a\x80", ""}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Path, IndexWithZerosInFrontMeansTheSameEverywhere) {
  JsonObject root = {{"o", {{"0", 1}}}, {"a", {1, 2}}};
  ASSERT_FALSE(set_value(root, parse_path("o[05]").value(), "five").has_error());
  ASSERT_FALSE(set_value(root, parse_path("o[00]").value(), "none").has_error());
  EXPECT_EQ(to_json_text(root), R"({"o":{"0":"none","5":"five"},"a":[1,2]})");
  EXPECT_EQ(*find_value(root, std::string_view("o[05]")), Json("five"));
  EXPECT_EQ(*find_value(root, std::string_view("o[000]")), Json("none"));
  EXPECT_EQ(*find_value(root, std::string_view("a[01]")), Json(2));
}

TEST(ParsePath, HaveBounds) {
  EXPECT_FALSE(parse_path(std::string(path_bytes_max + 1, 'a')).has_value());
  std::string deep = "a";
  for (std::size_t i = 1; i < path_segments_max; ++i) deep += ".a";
  EXPECT_TRUE(parse_path(deep).has_value());
  EXPECT_FALSE(parse_path(deep + ".a").has_value());
}

TEST(ParsePath, RefusalNamesTheTextAndOffset) {
  const auto refused = parse_path("order.food item");
  EXPECT_EQ(
      refused.error().message,
      "'order.food item' is not a variable path (fault at byte 10); a key with other characters is written "
      "[\"like this\"]");
  EXPECT_EQ(refused.error().place, "order.food item");
}

struct FindCase {
  std::string_view name, json, path, value;
};
class Find : public testing::TestWithParam<FindCase> {};
TEST_P(Find, ReadsByPath) {
  EXPECT_EQ(at(GetParam().json, GetParam().path), GetParam().value);
}
INSTANTIATE_TEST_SUITE_P(
    , Find,
    testing::Values(FindCase{"root", R"({"a":1})", "a", "1"},
                    FindCase{"case_sensitive", R"({"a":1})", "A", "undefined"},
                    FindCase{"nested", R"({"users":[{"firstname":"Ann"}]})", "users[0].firstname",
                             R"("Ann")"},
                    FindCase{"past_the_end", R"({"a":[1]})", "a[1]", "undefined"},
                    FindCase{"through_scalar", R"({"a":1})", "a.b", "undefined"},
                    FindCase{"through_null", R"({"a":null})", "a.b", "undefined"},
                    FindCase{"null_is_a_value", R"({"a":null})", "a", "null"},
                    FindCase{"digits_into_list", R"({"a":[5,6]})", "a.1", "6"},
                    FindCase{"index_into_object", R"({"a":{"1":6}})", "a[1]", "6"},
                    FindCase{"no_list_members", R"({"a":[5]})", "a.length", "undefined"},
                    FindCase{"whole_root_key", R"({"a.b":7})", "a.b", "7"},
                    FindCase{"path_before_root_key", R"({"a.b":7,"a":{"b":8}})", "a.b", "8"},
                    FindCase{"null_on_path_is_present", R"({"a.b":7,"a":{"b":null}})", "a.b", "null"},
                    FindCase{"root_key_that_is_no_path", R"({"first name":7})", "first name", "7"},
                    FindCase{"quoted", R"({"x":{"a.b":7}})", R"(x["a.b"])", "7"},
                    FindCase{"unknown_proto", R"({})", "__proto__", "undefined"},
                    FindCase{"unknown_toString", R"({"a":{}})", "a.toString", "undefined"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST_P(Find, AgreesWithTheParsedPath) {
  const auto path = parse_path(GetParam().path);
  const auto root = object(GetParam().json);
  if (!path.has_value() || !find_value(root, *path)) return;
  EXPECT_EQ(find_value(root, *path), find_value(root, GetParam().path));
}

struct SetCase {
  std::string_view name, json, path, value, result;
};
class Set : public testing::TestWithParam<SetCase> {};
TEST_P(Set, Writes) {
  EXPECT_EQ(after_set(GetParam().json, GetParam().path, GetParam().value), GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    , Set,
    testing::Values(
        SetCase{"new_root", "{}", "a", "1", R"({"a":1})"},
        SetCase{"makes_containers", "{}", "a.b[0].c", "1", R"({"a":{"b":[{"c":1}]}})"},
        SetCase{"fills_gaps", "{}", "a[2]", "1", R"({"a":[null,null,1]})"},
        SetCase{"replaces_scalar", R"({"a":5})", "a.b", "1", R"({"a":{"b":1}})"},
        SetCase{"replaces_scalar_by_list", R"({"a":"x"})", "a[0]", "1", R"({"a":[1]})"},
        SetCase{"replaces_null", R"({"a":null})", "a.b", "1", R"({"a":{"b":1}})"},
        SetCase{"replaces_list_by_object", R"({"a":[]})", "a.b", "1", R"({"a":{"b":1}})"},
        SetCase{"index_into_object", R"({"a":{"x":1}})", "a[0]", "1", R"({"a":{"x":1,"0":1}})"},
        SetCase{"digits_into_list", R"({"a":[1,2]})", "a.1", "9", R"({"a":[1,9]})"},
        SetCase{"keeps_neighbours", R"({"a":{"x":1,"y":2}})", "a.x", "3", R"({"a":{"x":3,"y":2}})"},
        SetCase{"any_type", "{}", "a", R"({"b":[true,null]})", R"({"a":{"b":[true,null]}})"},
        SetCase{"proto_is_a_key", "{}", "__proto__.isAdmin", "true", R"({"__proto__":{"isAdmin":true}})"},
        SetCase{"too_far", R"({"a":[1]})", "a[1002]", "1",
                "refused: index 1002 is more than 1000 beyond the end of the array"},
        SetCase{"too_far_in_new_list", "{}", "a.b[1001]", "1",
                "refused: index 1001 is more than 1000 beyond the end of the array"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(SetValue, ReachesTheGapLimit) {
  auto root = object(R"({"a":[1]})");
  ASSERT_TRUE(set_value(root, parse_path("a[1001]").value(), 2).has_value());
  EXPECT_EQ(root["a"].as_array().size(), 1002u);
}

TEST(SetValue, ChangesNothingWhenRefused) {
  EXPECT_EQ(after_set(R"({"a":5})", "a.b[5000].c", "1").substr(0, 7), "refused");
  auto root = object(R"({"a":5})");
  EXPECT_FALSE(set_value(root, parse_path("a.b[5000].c").value(), 1).has_value());
  EXPECT_EQ(to_json_text(root), R"({"a":5})");
  EXPECT_FALSE(set_value(root, Path{}, 1).has_value());
}

struct EraseCase {
  std::string_view name, json, path, result;
};
class Erase : public testing::TestWithParam<EraseCase> {};
TEST_P(Erase, Removes) {
  EXPECT_EQ(after_erase(GetParam().json, GetParam().path), GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    , Erase,
    testing::Values(EraseCase{"root", R"({"a":1,"b":2})", "a", R"({"b":2})"},
                    EraseCase{"whole_object", R"({"order":{"food":1}})", "order", "{}"},
                    EraseCase{"member_leaves_parent", R"({"order":{"food":1}})", "order.food",
                              R"({"order":{}})"},
                    EraseCase{"no_hole_in_list", R"({"users":[1,2,3]})", "users[0]", R"({"users":[2,3]})"},
                    EraseCase{"nested_in_list", R"({"a":[{"x":1,"y":2}]})", "a[0].x", R"({"a":[{"y":2}]})"},
                    EraseCase{"missing", R"({"a":1})", "b", R"(nothing: {"a":1})"},
                    EraseCase{"missing_index", R"({"a":[1]})", "a[1]", R"(nothing: {"a":[1]})"},
                    EraseCase{"below_scalar", R"({"a":1})", "a.b", R"(nothing: {"a":1})"}),
    [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace sb
