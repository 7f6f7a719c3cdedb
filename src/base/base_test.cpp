#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/json.h"
#include "base/random.h"
#include "base/utf8.h"

namespace sb {
namespace {

std::string rewritten(std::string_view text) {
  auto value = parse_json(text);
  return value ? to_json_text(*value) : "refused: " + value.error().message;
}

struct NumberCase {
  std::string_view name, in, out;
};
class Numbers : public testing::TestWithParam<NumberCase> {};
TEST_P(Numbers, ArePrintedAsECMAScriptDoes) {
  EXPECT_EQ(rewritten(GetParam().in), GetParam().out);
}
INSTANTIATE_TEST_SUITE_P(
    , Numbers,
    testing::Values(NumberCase{"fraction", "45.5", "45.5"}, NumberCase{"exponent_unfolds", "4.55E1", "45.5"},
                    NumberCase{"integer", "45", "45"}, NumberCase{"integral_double", "45.0", "45"},
                    NumberCase{"negative", "-0.25", "-0.25"}, NumberCase{"shortest", "0.1", "0.1"},
                    NumberCase{"small", "0.000001", "0.000001"}, NumberCase{"smaller", "0.0000001", "1e-7"},
                    NumberCase{"large", "123456789012345678901.0", "123456789012345680000"},
                    NumberCase{"larger", "1e21", "1e+21"},
                    NumberCase{"int64_max", "9223372036854775807", "9223372036854775807"},
                    NumberCase{"uint64_max", "18446744073709551615", "18446744073709551615"},
                    NumberCase{"tiny", "2.5e-300", "2.5e-300"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Json, KeepsTheOrderOfMembersOnErase) {
  auto value = parse_json(R"({"a":1,"b":2,"c":3})").value();
  EXPECT_TRUE(erase_member(value.as_object(), "a"));
  EXPECT_EQ(to_json_text(value), R"({"b":2,"c":3})");
  EXPECT_FALSE(erase_member(value.as_object(), "a"));
}

TEST(Json, TakesTheLastOfDuplicateKeys) {
  EXPECT_EQ(rewritten(R"({"a":1,"a":2})"), R"({"a":2})");
}

TEST(Json, RefusesWhatTheRulesForbid) {
  for (const std::string_view bad :
       {"", "{", "[1,]", "01", "\"\x80\"", "\"\\ud800\"", "{} x", "nul", "1e999", "\xEF\xBB\xBF{}"}) {
    EXPECT_FALSE(parse_json(bad).has_value()) << bad;
  }
  const std::string deep = std::string(65, '[') + std::string(65, ']');
  EXPECT_FALSE(parse_json(deep).has_value());
  EXPECT_TRUE(parse_json(deep.substr(1, 128)).has_value());
}

// The writer looks at eight bytes at a time: each byte at each of their places, beside the bytes at the
// limits.
TEST(Json, EscapesEveryByteWhereverItStands) {
  for (int byte = 0; byte < 0x80; ++byte) {
    const bool escaped = byte < 0x20 || byte == '"' || byte == '\\';
    for (std::ptrdiff_t at = 2; at <= 20; ++at) {
      std::string text = "é\x7f!#[]~ 0123456789 é";
      text.insert(text.begin() + at, static_cast<char>(byte));
      std::string written;
      append_json_string(written, text);
      EXPECT_EQ(parse_json(written).value(), Json(text)) << byte << " at " << at;
      EXPECT_EQ(written.size() == text.size() + 2, !escaped) << byte << " at " << at;
    }
  }
}

TEST(Json, SizeIsTheSizeOfTheText) {
  const auto value = parse_json(R"({"a":[1,2.5,"x\"\n\u0001é"],"b":{},"c":[],"d":null,"e":true})").value();
  EXPECT_EQ(json_text_size(value), to_json_text(value).size());
}

TEST(Json, EqualityIgnoresNumberKindsAndMemberOrder) {
  EXPECT_TRUE(
      json_equal(parse_json(R"({"a":1,"b":[2.0]})").value(), parse_json(R"({"b":[2],"a":1.0})").value()));
  EXPECT_FALSE(json_equal(parse_json("[1,2]").value(), parse_json("[2,1]").value()));
  EXPECT_FALSE(json_equal(parse_json("-1").value(), parse_json("18446744073709551615").value()));
}

TEST(Clock, IsoRoundTrips) {
  const auto at = parse_iso("2024-01-02T03:04:05.678Z").value();
  EXPECT_EQ(at.value, 1704164645678);
  EXPECT_EQ(iso_text(at), "2024-01-02T03:04:05.678Z");
  EXPECT_EQ(parse_iso("2024-01-02T05:04:05.678+02:00"), at);
  EXPECT_EQ(parse_iso("2024-02-30"), std::nullopt);
  EXPECT_EQ(to_civil(at).day_of_week, 2);
}

TEST(Crypto, MatchesKnownVectors) {
  EXPECT_EQ(hex(sha1("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // RFC 4231, test case 2.
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(from_base64("Zm9vYg"), "foob");
  EXPECT_EQ(from_base64("Zm9v Yg=="), std::nullopt);
}

TEST(Crypto, SealedValuesOpenOnlyWithTheSameKeyAndPurpose) {
  const Sealer sealer({1, 2, 3}), other({4, 5, 6});
  auto sealed = sealer.seal("secret", "session");
  EXPECT_EQ(sealer.open(sealed, "session").value(), "secret");
  EXPECT_FALSE(sealer.open(sealed, "journal").has_value());
  EXPECT_FALSE(other.open(sealed, "session").has_value());
  sealed.back() = static_cast<char>(sealed.back() ^ 1);
  EXPECT_FALSE(sealer.open(sealed, "session").has_value());
  EXPECT_FALSE(sealer.open("", "session").has_value());
}

TEST(Random, IsReproducibleFromSeedAndCount) {
  SeededRandom a("seed"), b("seed");
  EXPECT_EQ(a.hex(24), b.hex(24));
  EXPECT_EQ(a, b);
  SeededRandom resumed("seed", a.drawn());
  EXPECT_EQ(a.hex(40), resumed.hex(40));
  EXPECT_LT(a.below(3), 3u);
}

TEST(Utf8, FoldsWhatPeopleType) {
  EXPECT_EQ(fold_for_match("  Hello,   THERE! "), "hello there");
  EXPECT_EQ(fold_for_match("Héllo — Ünïted"), "hello united");
  EXPECT_EQ(fold_for_match("Straße"), "strasse");
  EXPECT_EQ(trim(" \xE2\x80\x83 x \n"), "x");
  EXPECT_EQ(utf8_prefix("aé", 2), "a");
  EXPECT_FALSE(is_valid_utf8("\xC0\x80"));
  EXPECT_EQ(printable("a\n\x1b\xE2\x80\xAE"), "a\\n\\u{1b}\\u{202e}");
}

}  // namespace
}  // namespace sb
