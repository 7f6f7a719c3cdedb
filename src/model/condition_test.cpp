#include "model/condition.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace sb {
namespace {

JsonObject session() {
  return parse_json(R"({
    "one": 1, "text1": "1", "text01": "01", "half": 0.5, "yes": true, "name": "Ann", "street": "Straße", "empty": "",
    "nothing": null, "list": ["a", 2, {"x": 1}], "none": [], "object": {"b": 1, "a": [2]}, "hollow": {}, "zero": 0, "no": false,
    "day": "24-12-2030", "iso": "2030-12-24", "moment": "2030-12-24T08:00:00.000Z", "time": "09:30", "short": "9:30", "comma": "1,5",
    "spaced": " 1", "target": "Ann", "score": 0.6, "big": 9007199254740993, "braces": "a{2}", "dots": "a.c", "abc": "abc",
    "flow-id": "x", "other": 1.0
  })")
      .value()
      .as_object();
}

struct ConditionCase {
  std::string_view name, variable;
  Operator op;
  std::string_view value;
  bool truth;
  bool case_sensitive = true;
};
class Conditions : public testing::TestWithParam<ConditionCase> {};
TEST_P(Conditions, Hold) {
  const auto& c = GetParam();
  EXPECT_EQ(holds({std::string(c.variable), c.op, std::string(c.value), c.case_sensitive}, session()),
            c.truth);
}
std::string case_name(const testing::TestParamInfo<ConditionCase>& tested) {
  return std::string(tested.param.name);
}
using enum Operator;

INSTANTIATE_TEST_SUITE_P(
    Equality, Conditions,
    testing::Values(ConditionCase{"number_and_text", "one", equals, "1", true},
                    ConditionCase{"text_and_text", "text1", equals, "1", true},
                    ConditionCase{"number_and_longer_text", "one", equals, "1.0", true},
                    ConditionCase{"number_and_comma_text", "half", equals, "0,5", true},
                    ConditionCase{"texts_are_not_numbers", "text01", equals, "1", false},
                    ConditionCase{"number_and_word", "one", equals, "one", false},
                    ConditionCase{"large_numbers_are_exact", "big", equals, "9007199254740992", false},
                    ConditionCase{"number_kinds", "one", equals, "{other}", true},
                    ConditionCase{"boolean", "yes", equals, "true", true},
                    ConditionCase{"boolean_false", "no", equals, "true", false},
                    ConditionCase{"boolean_is_no_number", "yes", equals, "1", false},
                    ConditionCase{"boolean_case", "yes", equals, "TRUE", false},
                    ConditionCase{"boolean_ignoring_case", "yes", equals, "TRUE", true, false},
                    ConditionCase{"case_sensitive", "name", equals, "ann", false},
                    ConditionCase{"ignoring_case", "name", equals, "aNN", true, false},
                    ConditionCase{"ignoring_case_unicode", "street", equals, "STRASSE", true, false},
                    ConditionCase{"white_space_counts", "spaced", equals, "1", false},
                    ConditionCase{"white_space_in_value_counts", "name", equals, "Ann ", false},
                    ConditionCase{"template", "name", equals, "{target}", true},
                    ConditionCase{"template_in_text", "name", equals, "{target}!", false},
                    ConditionCase{"objects", "object", equals, R"(\{"a":[2],"b":1})", true},
                    ConditionCase{"object_kept_type", "object", equals, "{object}", true},
                    ConditionCase{"object_differs", "object", equals, R"(\{"a":[2]})", false},
                    ConditionCase{"list", "none", equals, "[]", true},
                    ConditionCase{"list_and_no_json", "none", equals, "[", false},
                    ConditionCase{"unset", "x", equals, "1", false},
                    ConditionCase{"unset_is_not_empty_text", "x", equals, "", false},
                    ConditionCase{"unset_is_unset", "x", equals, "{y}", true},
                    ConditionCase{"null_is_unset", "nothing", equals, "{y}", true},
                    ConditionCase{"unset_is_no_word", "x", equals, "undefined", false},
                    ConditionCase{"empty_is_empty", "empty", equals, "", true},
                    ConditionCase{"negated", "name", not_equals, "Bob", true},
                    ConditionCase{"negated_equal", "name", not_equals, "Ann", false},
                    ConditionCase{"negated_unset", "x", not_equals, "1", true},
                    ConditionCase{"dialog_variable", "flow-id", equals, "x", true},
                    ConditionCase{"braces_by_mistake", "{name}", equals, "Ann", true}),
    case_name);

INSTANTIATE_TEST_SUITE_P(Existence, Conditions,
                         testing::Values(ConditionCase{"text", "name", exists, "", true},
                                         ConditionCase{"unset", "x", exists, "", false},
                                         ConditionCase{"null_value", "nothing", exists, "", false},
                                         ConditionCase{"empty_text", "empty", exists, "", false},
                                         ConditionCase{"empty_list", "none", exists, "", false},
                                         ConditionCase{"empty_object", "hollow", exists, "", false},
                                         ConditionCase{"zero", "zero", exists, "", true},
                                         ConditionCase{"false_value", "no", exists, "", true},
                                         ConditionCase{"list", "list", exists, "", true},
                                         ConditionCase{"nested", "object.a[0]", exists, "", true},
                                         ConditionCase{"negated_unset", "x", not_exists, "", true},
                                         ConditionCase{"negated_empty", "empty", not_exists, "", true},
                                         ConditionCase{"negated_set", "name", not_exists, "", false}),
                         case_name);

INSTANTIATE_TEST_SUITE_P(
    Order, Conditions,
    testing::Values(ConditionCase{"greater", "one", greater_than, "0.5", true},
                    ConditionCase{"not_greater", "one", greater_than, "1", false},
                    ConditionCase{"at_least", "score", greater_than_or_equals, "0.60", true},
                    ConditionCase{"lower", "half", lower_than, "1", true},
                    ConditionCase{"at_most", "one", lower_than_or_equals, "1", true},
                    ConditionCase{"not_at_most", "one", lower_than_or_equals, "0", false},
                    ConditionCase{"texts_as_numbers", "text01", greater_than, "0", true},
                    ConditionCase{"by_value_not_by_text", "text1", lower_than, "10", true},
                    ConditionCase{"two_against_ten", "list[1]", lower_than, "10", true},
                    ConditionCase{"comma_decimal", "comma", greater_than, "1,4", true},
                    ConditionCase{"dates", "day", greater_than, "25-11-2030", true},
                    ConditionCase{"date_years_first", "day", lower_than, "01-01-2031", true},
                    ConditionCase{"date_and_iso", "day", greater_than_or_equals, "2030-12-24", true},
                    ConditionCase{"iso_and_moment", "iso", lower_than, "{moment}", true},
                    ConditionCase{"impossible_date", "day", greater_than, "31-02-2030", false},
                    ConditionCase{"times", "time", lower_than, "10:00", true},
                    ConditionCase{"short_time", "short", equals, "09:30", false},
                    ConditionCase{"short_time_at_least", "short", greater_than_or_equals, "09:30", true},
                    ConditionCase{"no_such_time", "time", lower_than, "24:30", false},
                    ConditionCase{"time_and_date", "time", lower_than, "24-12-2030", false},
                    ConditionCase{"words", "name", greater_than, "Aaa", false},
                    ConditionCase{"words_other_way", "name", lower_than, "Zzz", false},
                    ConditionCase{"unset", "x", lower_than, "1", false},
                    ConditionCase{"unset_other_way", "x", greater_than_or_equals, "0", false},
                    ConditionCase{"unset_value", "one", greater_than, "{x}", false},
                    ConditionCase{"boolean", "yes", greater_than, "0", false}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Text, Conditions,
    testing::Values(ConditionCase{"contains", "street", contains, "raß", true},
                    ConditionCase{"contains_not", "name", contains, "nnn", false},
                    ConditionCase{"contains_case", "name", contains, "ANN", false},
                    ConditionCase{"contains_ignoring_case", "name", contains, "NN", true, false},
                    ConditionCase{"contains_element", "list", contains, "a", true},
                    ConditionCase{"contains_number_element", "list", contains, "2", true},
                    ConditionCase{"contains_no_part_of_element", "list", contains, "", false},
                    ConditionCase{"contains_element_ignoring_case", "list", contains, "A", true, false},
                    ConditionCase{"contains_key", "object", contains, "b", true},
                    ConditionCase{"contains_no_value", "object", contains, "1", false},
                    ConditionCase{"contains_key_ignoring_case", "object", contains, "B", true, false},
                    ConditionCase{"contains_in_number", "big", contains, "0719", true},
                    ConditionCase{"contains_unset", "x", contains, "", false},
                    ConditionCase{"lacks", "name", not_contains, "z", true},
                    ConditionCase{"lacks_not", "name", not_contains, "n", false},
                    ConditionCase{"lacks_unset", "x", not_contains, "z", true},
                    ConditionCase{"starts", "name", starts_with, "An", true},
                    ConditionCase{"starts_not", "name", starts_with, "nn", false},
                    ConditionCase{"starts_ignoring_case", "name", starts_with, "aN", true, false},
                    ConditionCase{"starts_template", "name", starts_with, "{target}", true},
                    ConditionCase{"ends", "name", ends_with, "nn", true},
                    ConditionCase{"ends_not", "name", ends_with, "An", false},
                    ConditionCase{"ends_unset", "x", ends_with, "", false}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Patterns, Conditions,
    testing::Values(ConditionCase{"unanchored", "name", regex, "n+", true},
                    ConditionCase{"anchored", "name", regex, "^n", false},
                    ConditionCase{"case_counts", "name", regex, "ann", false},
                    ConditionCase{"ignoring_case", "name", regex, "ann", true, false},
                    ConditionCase{"count_is_no_placeholder", "day", regex, "^[0-9]{2}-[0-9]{2}-[0-9]{4}$",
                                  true},
                    ConditionCase{"count_range", "day", regex, "^[0-9]{1,2}-", true},
                    ConditionCase{"count_is_kept", "name", regex, "n{3}", false},
                    ConditionCase{"placeholder", "name", regex, "^{target}$", true},
                    ConditionCase{"inserted_text_is_literal", "abc", regex, "^{dots}$", false},
                    ConditionCase{"raw_inserts_a_pattern", "abc", regex, "^{dots|raw}$", true},
                    ConditionCase{"escaped_brace", "braces", regex, R"(^a\{2\}$)", true},
                    ConditionCase{"class_name", "street", regex, R"(^\p{Lu}\p{Ll}+$)", true},
                    ConditionCase{"hex_escape", "street", regex, R"(\x{DF})", true},
                    ConditionCase{"escaped_backslash", "name", regex, R"(\\{target})", false},
                    ConditionCase{"whole_characters", "street", regex, "^Stra.e$", true},
                    ConditionCase{"invalid", "name", regex, "(", false},
                    ConditionCase{"look_ahead", "name", regex, "A(?=n)", false},
                    ConditionCase{"back_reference", "name", regex, R"((n)\1)", false},
                    ConditionCase{"unset", "x", regex, ".*", false},
                    ConditionCase{"number", "one", regex, "^1$", true}),
    case_name);

TEST(HasValue, IsExistsOfConditions) {
  EXPECT_FALSE(has_value(nullptr));
  const Json empty_text(""), zero(0), space(" ");
  EXPECT_FALSE(has_value(&empty_text));
  EXPECT_TRUE(has_value(&zero));
  EXPECT_TRUE(has_value(&space));
}

TEST(Operators, HaveNamesBothWays) {
  for (int i = 0; i <= static_cast<int>(regex); ++i) {
    const auto op = static_cast<Operator>(i);
    EXPECT_EQ(parse_operator(name_of(op)), op) << i;
  }
  EXPECT_EQ(name_of(lower_than_or_equals), "lowerThanOrEquals");
  EXPECT_EQ(parse_operator("Greater than or equals"), greater_than_or_equals);
  EXPECT_EQ(parse_operator("does not exist"), not_exists);
  EXPECT_EQ(parse_operator("resembles"), std::nullopt);
}

std::string refusal(std::string_view pattern) {
  const auto checked = check_regex(pattern);
  return checked.has_error() ? checked.error().message : "accepted";
}

TEST(CheckRegex, ExplainsRefusals) {
  EXPECT_EQ(refusal("^[a-z]{5}$"), "accepted");
  EXPECT_EQ(refusal("a(?!b)"), "look-ahead and look-behind are not supported in patterns (RE2 syntax)");
  EXPECT_EQ(refusal("(?<=a)b"), "look-ahead and look-behind are not supported in patterns (RE2 syntax)");
  EXPECT_EQ(refusal("a("), "the pattern is not valid (RE2 syntax): missing ): a(");
  EXPECT_EQ(refusal(std::string(regex_bytes_max + 1, 'a')), "a pattern is at most 1000 bytes long");
  EXPECT_NE(refusal("((a{100}){100}){100}"), "accepted");
  EXPECT_NE(refusal("(\\pL{500}){2}"), "accepted");
}

TEST(CheckCondition, NamesWhatIsWrong) {
  EXPECT_TRUE(check_condition({"a.b", regex, "^{prefix}[0-9]{2}$"}).has_value());
  EXPECT_FALSE(check_condition({"a.b", regex, "[{prefix}"}).has_value());
  EXPECT_FALSE(check_condition({"a b", equals, "1"}).has_value());
  EXPECT_TRUE(check_condition({"a", equals, "["}).has_value());
}

TEST(RegexCache, IsSharedByThreads) {
  const auto values = session();
  const auto use = [&] {
    for (int i = 0; i < 300; ++i) {
      EXPECT_TRUE(holds({"name", regex, "^A|x" + std::to_string(i % 100)}, values));
    }
  };
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(use);
}

}  // namespace
}  // namespace sb
