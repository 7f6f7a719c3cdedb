#include "model/masking.h"

#include <gtest/gtest.h>

namespace sb {
namespace {

const std::vector<SensitiveValue> secrets = {
    {"bank_account", "BE68 5390"}, {"pin", "42"},       {"city", "Ghent"},
    {"long_city", "Ghent-East"},   {"name", "Zoë/&\""}, {"code", "1234"}};

struct MaskCase {
  std::string_view name, text, masked;
};
class MaskText : public testing::TestWithParam<MaskCase> {};
TEST_P(MaskText, HidesValues) {
  EXPECT_EQ(mask_text(GetParam().text, secrets), GetParam().masked);
}
INSTANTIATE_TEST_SUITE_P(, MaskText,
                         testing::Values(MaskCase{"whole", "BE68 5390", "{bank_account}"},
                                         MaskCase{"inside", "It is BE68 5390.", "It is {bank_account}."},
                                         MaskCase{"every_occurrence", "Ghent Ghent", "{city} {city}"},
                                         MaskCase{"longest_first", "Ghent-East", "{long_city}"},
                                         MaskCase{"short_whole", "42", "{pin}"},
                                         MaskCase{"short_inside", "42 times", "42 times"},
                                         MaskCase{"case_counts", "ghent", "ghent"},
                                         MaskCase{"nothing", "hello", "hello"}, MaskCase{"empty", "", ""},
                                         MaskCase{"in_url", "?a=BE68%205390", "?a={bank_account}"},
                                         MaskCase{"in_html", "<b>Zoë/&amp;&quot;</b>", "<b>{name}</b>"},
                                         MaskCase{"in_json_text", R"({"n":"Zoë/&\""})", R"({"n":"{name}"})"},
                                         MaskCase{"not_the_placeholder", "{city}", "{city}"}),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(Mask, GoesThroughEveryString) {
  const auto value =
      parse_json(R"({"Ghent":["to Ghent",{"a":42,"b":1234,"c":12345,"d":true}],"t":null})").value();
  EXPECT_EQ(to_json_text(mask(value, secrets)),
            R"({"Ghent":["to {city}",{"a":"{pin}","b":"{code}","c":12345,"d":true}],"t":null})");
}

TEST(Mask, DoesNotSearchReplacedText) {
  const std::vector<SensitiveValue> nested = {{"abc", "secret"}, {"x", "abc"}};
  EXPECT_EQ(mask_text("secret abc", nested), "{abc} {x}");
}

TEST(Mask, WithoutValuesChangesNothing) {
  const std::vector<SensitiveValue> empty = {{"a", ""}};
  EXPECT_EQ(mask_text("text", empty), "text");
  EXPECT_EQ(mask_text("", empty), "");
}

TEST(SensitiveValues, AreTheLeaves) {
  std::vector<SensitiveValue> out;
  add_sensitive_values(out, "card", parse_json(R"({"number":"4000","cvc":[123,true,null,""]})").value());
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(out[0].name + out[0].value + out[1].name + out[1].value, "card4000card123");
}

}  // namespace
}  // namespace sb
