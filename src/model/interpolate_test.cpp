#include "model/interpolate.h"

#include <gtest/gtest.h>

#include "model/modifiers.h"

namespace sb {
namespace {

JsonObject session() {
  return parse_json(R"({
    "firstname": "ann", "empty": "", "nothing": null, "n": 1, "price": 12.5, "whole": 3.0, "yes": true, "text5": "5",
    "comma": "1,5", "word": "abc", "big": 9223372036854775807, "departure-date": "24-12-2030", "list": [1, "a"],
    "none": [], "users": [{"firstname": "Bo"}], "order": {"food": "fries", "sys": {"number": "3"}},
    "a.b": "whole key", "evil": "{firstname}", "html": "<b title=\"x\">'&</b>", "url": "a b&c=/é",
    "spaces": "  x  ", "ıstanbul": "ok", "sharp": "straße", "e": "élan", "lines": "a\r\nb", "__proto__": "plain"
  })")
      .value()
      .as_object();
}

struct TextCase {
  std::string_view name, text, result;
};
std::string case_name(const testing::TestParamInfo<TextCase>& tested) {
  return std::string(tested.param.name);
}

class Interpolation : public testing::TestWithParam<TextCase> {};
TEST_P(Interpolation, FillsPlaceholders) {
  EXPECT_EQ(interpolate(GetParam().text, session()), GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    Grammar, Interpolation,
    testing::Values(
        TextCase{"plain_text", "no placeholders", "no placeholders"}, TextCase{"empty_text", "", ""},
        TextCase{"value", "Hi {firstname}, how", "Hi ann, how"},
        TextCase{"unset", "Hi {lastname}, how", "Hi , how"}, TextCase{"null_value", "<{nothing}>", "<>"},
        TextCase{"every_occurrence", "{n}{n} {n}", "11 1"},
        TextCase{"white_space", "{ firstname }{\tfirstname\n}", "annann"},
        TextCase{"dash", "{departure-date}", "24-12-2030"},
        TextCase{"path", "{users[0].firstname}, {order.sys.number}", "Bo, 3"},
        TextCase{"root_key_with_dot", "{a.b}", "whole key"},
        TextCase{"quoted_key", R"({["a.b"]})", "whole key"}, TextCase{"unicode_name", "{ıstanbul}", "ok"},
        TextCase{"proto_is_a_key", "{__proto__}{constructor}", "plain"},
        TextCase{"unclosed", "a {firstname", "a {firstname"},
        TextCase{"unclosed_then_closed", "{firstname {n}", "{firstname 1"}, TextCase{"only_open", "{", "{"},
        TextCase{"empty_braces", "{}", "{}"}, TextCase{"blank_braces", "{ }", "{ }"},
        TextCase{"json", R"({ "a": 1 })", R"({ "a": 1 })"}, TextCase{"css", "p{color:red}", "p{color:red}"},
        TextCase{"prose", "{Hello world}", "{Hello world}"},
        TextCase{"code", "f(){return 1;}", "f(){return 1;}"},
        TextCase{"json_around", R"({"a":"{n}"})", R"({"a":"1"})"},
        TextCase{"doubled_braces", "{{firstname}}", "{ann}"}, TextCase{"dollar", "${firstname}", "$ann"},
        TextCase{"escaped", R"(\{firstname})", "{firstname}"},
        TextCase{"escaped_then_value", R"(\{{n})", "{1"},
        TextCase{"escaped_non_placeholder", R"(\{ x: 1 })", "{ x: 1 }"},
        TextCase{"backslash_elsewhere", R"(a\b {n}\n)", R"(a\b 1\n)"},
        TextCase{"inserted_text_is_not_read_again", "{evil}", "{firstname}"},
        TextCase{"inserted_parts_do_not_join", "{evil}}", "{firstname}}"},
        TextCase{"negative_index", "{users[-1]}", "{users[-1]}"}, TextCase{"closing_only", "a}", "a}"}),
    case_name);
INSTANTIATE_TEST_SUITE_P(
    Types, Interpolation,
    testing::Values(TextCase{"integer", "{n}", "1"}, TextCase{"fraction", "{price}", "12.5"},
                    TextCase{"integral_double", "{whole}", "3"}, TextCase{"boolean", "{yes}", "true"},
                    TextCase{"list", "{list}", R"([1,"a"])"},
                    TextCase{"object", "{order}", R"({"food":"fries","sys":{"number":"3"}})"}),
    case_name);
INSTANTIATE_TEST_SUITE_P(
    Modifiers, Interpolation,
    testing::Values(
        TextCase{"upper", "{firstname|toUpperCase}", "ANN"},
        TextCase{"upper_unicode", "{sharp|toUpperCase}", "STRASSE"},
        TextCase{"lower", "{order.food | toUpperCase | toLowerCase}", "fries"},
        TextCase{"capitalize", "{firstname|capitalize}", "Ann"},
        TextCase{"capitalize_unicode", "{e|capitalize}", "Élan"},
        TextCase{"capitalize_unset", "{x|capitalize}", ""}, TextCase{"increment", "{n|increment}", "2"},
        TextCase{"increment_text", "{text5|increment}", "6"},
        TextCase{"increment_comma", "{comma|increment}", "2.5"},
        TextCase{"increment_unset", "{x|increment}", "1"},
        TextCase{"increment_word", "{word|increment}", "1"},
        TextCase{"increment_null", "{nothing|increment}", "1"},
        TextCase{"increment_fraction", "{price|increment}", "13.5"},
        TextCase{"increment_twice", "{n|increment|increment}", "3"},
        TextCase{"increment_largest", "{big|increment}", "9223372036854776000"},
        TextCase{"decrement", "{n|decrement}", "0"}, TextCase{"decrement_unset", "{x|decrement}", "-1"},
        TextCase{"trim", "<{spaces|trim}>", "<x>"},
        TextCase{"url_encode", "{url|urlEncode}", "a%20b%26c%3D%2F%C3%A9"},
        TextCase{"json_text", "{firstname|json}", R"("ann")"}, TextCase{"json_number", "{n|json}", "1"},
        TextCase{"json_unset", "{x|json}", "null"}, TextCase{"length_text", "{sharp|length}", "6"},
        TextCase{"length_list", "{list|length}", "2"}, TextCase{"length_object", "{order|length}", "2"},
        TextCase{"length_unset", "{x|length}", "0"}, TextCase{"length_number", "{price|length}", "4"},
        TextCase{"default_unset", "{x|default:there}", "there"},
        TextCase{"default_empty", "{empty|default:there}", "there"},
        TextCase{"default_empty_list", "{none|default:no one}", "no one"},
        TextCase{"default_unused", "{firstname|default:there}", "ann"},
        TextCase{"default_trimmed", "{x | default: a b: c }", "a b: c"},
        TextCase{"default_then_modifier", "{x|default:you|capitalize}", "You"},
        TextCase{"default_without_text", "{x|default}", ""},
        TextCase{"default_open_brace_is_no_placeholder", "{x|default:{n}}", "{x|default:1}"},
        TextCase{"raw", "{html|raw}", R"(<b title="x">'&</b>)"},
        TextCase{"unknown_is_ignored", "{firstname|shout|toUpperCase}", "ANN"},
        TextCase{"unknown_with_argument", "{firstname|pad:3}", "ann"},
        TextCase{"names_are_case_sensitive", "{firstname|TOUPPERCASE}", "ann"},
        TextCase{"spaces_around", "{ firstname | toUpperCase }", "ANN"},
        TextCase{"empty_modifier", "{firstname|}", "{firstname|}"},
        TextCase{"two_bars", "{firstname||trim}", "{firstname||trim}"},
        TextCase{"two_words", "{firstname|to upper}", "{firstname|to upper}"}),
    case_name);

class HtmlInterpolation : public testing::TestWithParam<TextCase> {};
TEST_P(HtmlInterpolation, EscapesValues) {
  EXPECT_EQ(interpolate(GetParam().text, session(), Encoding::html), GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(, HtmlInterpolation,
                         testing::Values(TextCase{"escaped", "<i>{html}</i>",
                                                  "<i>&lt;b title=&quot;x&quot;&gt;&#39;&amp;&lt;/b&gt;</i>"},
                                         TextCase{"raw", "<i>{html|raw}</i>",
                                                  R"(<i><b title="x">'&</b></i>)"},
                                         TextCase{"list", "{list}", "[1,&quot;a&quot;]"},
                                         TextCase{"text_around_untouched", "<b>&{n}", "<b>&1"}),
                         case_name);

TEST(HeaderInterpolation, CannotAddLines) {
  EXPECT_EQ(interpolate("v={lines}", session(), Encoding::header_value), "v=a%0D%0Ab");
  EXPECT_EQ(interpolate("v={lines|raw}", session(), Encoding::header_value), "v=a%0D%0Ab");
  EXPECT_EQ(interpolate("v={url}", session(), Encoding::header_value), "v=a b&c=/é");
}

JsonObject url_session() {
  return parse_json(R"({
    "base": "http://127.0.0.1:8081", "baseWithPath": "https://h.example/v1?k=1", "host": "h.example:8080", "tenant": "evil.com/",
    "at": "x@evil.com", "q": "a b&c=d/é?#", "lines": "a\r\nHost: x", "phone": "+32 2", "mail": "a+b@c.be", "n": 5, "tab": "h\\t",
    "padded": " http://h ", "list": ["a"]
  })")
      .value()
      .as_object();
}
class UrlInterpolation : public testing::TestWithParam<TextCase> {};
TEST_P(UrlInterpolation, EncodesByPlace) {
  EXPECT_EQ(interpolate_url(GetParam().text, url_session()), GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    , UrlInterpolation,
    testing::Values(
        TextCase{"no_placeholder", "https://h/a b?c={", "https://h/a b?c={"},
        TextCase{"base", "{base}/bookings", "http://127.0.0.1:8081/bookings"},
        TextCase{"whole", "{baseWithPath}", "https://h.example/v1?k=1"},
        TextCase{"base_then_query", "{base}/map?station={q}",
                 "http://127.0.0.1:8081/map?station=a%20b%26c%3Dd%2F%C3%A9%3F%23"},
        TextCase{"base_trimmed", "{padded}/x", "http://h/x"},
        TextCase{"base_cannot_add_lines", "{lines}/x", "a%0D%0AHost:%20x/x"},
        TextCase{"base_cannot_add_backslash", "{tab}", "h%5Ct"}, TextCase{"unset_base", "{none}/x", "/x"},
        TextCase{"authority", "https://{host}/x", "https://h.example:8080/x"},
        TextCase{"authority_at_end", "https://{host}", "https://h.example:8080"},
        TextCase{"network_path", "//{host}?x", "//h.example:8080?x"},
        TextCase{"part_of_host", "https://{tenant}.example.com/", "https://evil.com%2F.example.com/"},
        TextCase{"end_of_host", "https://example.com{at}/", "https://example.comx%40evil.com/"},
        TextCase{"port", "https://h:{n}/", "https://h:5/"},
        TextCase{"after_base", "{base}{at}", "http://127.0.0.1:8081x%40evil.com"},
        TextCase{"path", "https://h/{q}/y", "https://h/a%20b%26c%3Dd%2F%C3%A9%3F%23/y"},
        TextCase{"path_raw", "https://h/{q|raw}", "https://h/a%20b&c=d/é?#"},
        TextCase{"raw_cannot_add_lines", "https://h/{lines|raw}", "https://h/a%0D%0AHost:%20x"},
        TextCase{"encoded_once", "https://h/?q={q|urlEncode}", "https://h/?q=a%20b%26c%3Dd%2F%C3%A9%3F%23"},
        TextCase{"relative", "/x/{q}", "/x/a%20b%26c%3Dd%2F%C3%A9%3F%23"},
        TextCase{"fragment", "https://h#{at}", "https://h#x%40evil.com"},
        TextCase{"list", "https://h/?q={list}", "https://h/?q=%5B%22a%22%5D"},
        TextCase{"phone", "tel:{phone}", "tel:+32%202"},
        TextCase{"mail", "mailto:{mail}?subject={mail}", "mailto:a+b@c.be?subject=a%2Bb%40c.be"},
        TextCase{"script", "javascript:{q}", "javascript:a%20b%26c%3Dd%2F%C3%A9%3F%23"},
        TextCase{"scheme", "http{n}://h/", "http5://h/"}),
    case_name);

class Typed : public testing::TestWithParam<TextCase> {};
TEST_P(Typed, KeepsTheTypeOfASinglePlaceholder) {
  EXPECT_EQ(to_json_text(interpolate_typed(GetParam().text, session())), GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    , Typed,
    testing::Values(TextCase{"number", "{n}", "1"}, TextCase{"list", "{list}", R"([1,"a"])"},
                    TextCase{"boolean", "{ yes }", "true"}, TextCase{"null_stays", "{nothing}", "null"},
                    TextCase{"unset", "{x}", R"("")"}, TextCase{"text", "{firstname}", R"("ann")"},
                    TextCase{"two", "{n}{n}", R"("11")"}, TextCase{"space_before", " {n}", R"(" 1")"},
                    TextCase{"escaped", R"(\{n})", R"("{n}")"},
                    TextCase{"increment", "{counter|increment}", "1"},
                    TextCase{"length", "{list|length}", "2"},
                    TextCase{"json", "{list|json}", R"("[1,\"a\"]")"},
                    TextCase{"default", "{x|default:5}", R"("5")"}, TextCase{"no_placeholder", "5", R"("5")"},
                    TextCase{"value_is_not_read_again", "{evil}", R"("{firstname}")"}),
    case_name);

TEST(InterpolateJson, FillsEveryStringAndNoKey) {
  const auto tmpl = parse_json(R"({"{n}":["{n}",{"a":"x{list}"},1,null]})").value();
  EXPECT_EQ(to_json_text(interpolate_json(tmpl, session())), R"({"{n}":["1",{"a":"x[1,\"a\"]"},1,null]})");
  EXPECT_EQ(to_json_text(interpolate_json_typed(tmpl, session())),
            R"({"{n}":[1,{"a":"x[1,\"a\"]"},1,null]})");
}

TEST(Delimiters, AreAParameter) {
  EXPECT_EQ(interpolate("a @@firstname|toUpperCase@@ {n} @@", session(), Encoding::none, {"@@", "@@"}),
            "a ANN {n} @@");
  EXPECT_EQ(interpolate("<%= n %>{n}", session(), Encoding::none, {"<%=", "%>"}), "1{n}");
  EXPECT_EQ(interpolate("{n}", session(), Encoding::none, {"", ""}), "{n}");
}

TEST(Placeholders, HaveABound) {
  const auto with_default = [](std::size_t size) { return "{x|default:" + std::string(size, 'd') + "}"; };
  EXPECT_EQ(interpolate(with_default(1000), {}), std::string(1000, 'd'));
  EXPECT_EQ(interpolate(with_default(2000), {}), with_default(2000));
}

TEST(UnwrapVariable, AcceptsBracesByMistake) {
  EXPECT_EQ(unwrap_variable("users[0].firstname"), "users[0].firstname");
  EXPECT_EQ(unwrap_variable(" { a.b } "), "a.b");
  EXPECT_EQ(unwrap_variable("{a|trim}"), "{a|trim}");
}

struct NumberTextCase {
  std::string_view name, text, number;
};
class NumberTexts : public testing::TestWithParam<NumberTextCase> {};
TEST_P(NumberTexts, AreRead) {
  const auto number = parse_number(GetParam().text);
  EXPECT_EQ(number ? to_json_text(*number) : "none", GetParam().number);
}
INSTANTIATE_TEST_SUITE_P(
    , NumberTexts,
    testing::Values(NumberTextCase{"integer", "12", "12"}, NumberTextCase{"sign", "-3", "-3"},
                    NumberTextCase{"plus", "+3", "3"}, NumberTextCase{"leading_zeros", "007", "7"},
                    NumberTextCase{"point", "1.50", "1.5"}, NumberTextCase{"comma", "1,5", "1.5"},
                    NumberTextCase{"no_whole_part", ".5", "0.5"}, NumberTextCase{"exponent", "2e3", "2000"},
                    NumberTextCase{"exact", "9007199254740993", "9007199254740993"},
                    NumberTextCase{"unsigned", "18446744073709551615", "18446744073709551615"},
                    NumberTextCase{"thousands", "1,000,000", "none"}, NumberTextCase{"space", " 1", "none"},
                    NumberTextCase{"empty", "", "none"}, NumberTextCase{"sign_only", "-", "none"},
                    NumberTextCase{"two_signs", "+-1", "none"}, NumberTextCase{"hex", "0x10", "none"},
                    NumberTextCase{"infinity", "inf", "none"}, NumberTextCase{"too_large", "1e999", "none"},
                    NumberTextCase{"trailing_point", "1.", "none"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Interpolate, EveryNamedModifierChangesSomething) {
  const JsonObject session{{"text", "a <B> "}, {"number", 1}};
  for (const auto name : modifier_names()) {
    std::string changed;
    for (const std::string path : {"text", "number", "missing"}) {
      for (const auto place : {Encoding::none, Encoding::html}) {
        const auto with = interpolate("{" + path + "|" + std::string(name) + ":x}", session, place);
        if (with != interpolate("{" + path + "}", session, place)) changed += with;
      }
    }
    EXPECT_NE(changed, "") << name;
  }
  EXPECT_EQ(interpolate("{text|upper}", session), "a <B> ");
}

}  // namespace
}  // namespace sb
