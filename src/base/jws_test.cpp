#include "base/jws.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace sb {
namespace {

std::string file_text(const std::string& path) {
  std::ifstream file(SB_SOURCE_DIR "/tests/corpora/" + path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

bool accepted(const JsonObject& key, std::string_view token) {
  const auto jws = parse_jws(token, 64 * 1024);
  if (jws.has_error()) return false;
  const auto part = [&](std::string_view name) {
    return from_base64url(string_member(key, name)).value_or("");
  };
  const auto kind = string_member(key, "kty"), algorithm = string_member(key, "alg");
  if (kind == "RSA" && algorithm == "RS256" && jws->algorithm == "RS256")
    return verify_rs256(part("n"), part("e"), jws->signed_part, jws->signature);
  if (kind == "EC" && string_member(key, "crv") == "P-256" && jws->algorithm == "ES256")
    return verify_es256(part("x"), part("y"), jws->signed_part, jws->signature);
  return false;
}

// Of the groups with keys of the two kinds; what our other tokens are tested with is in channels.
TEST(Jws, WycheproofSignatures) {
  const Json all = parse_json(file_text("crypto-vectors/json_web_signature_test.json")).value();
  int valid = 0, invalid = 0;
  for (const auto& group : all.at("testGroups").as_array()) {
    const JsonObject* key = object_member(group.as_object(), "public");
    if (!key || (string_member(*key, "alg") != "RS256" && string_member(*key, "alg") != "ES256")) continue;
    for (const auto& test : group.at("tests").as_array()) {
      const bool wanted = string_member(test.as_object(), "result") == "valid";
      const bool got = accepted(*key, string_member(test.as_object(), "jws"));
      ++(wanted ? valid : invalid);
      EXPECT_EQ(got, wanted) << test.at("tcId").as_int64() << " "
                             << string_member(test.as_object(), "comment");
    }
  }
  EXPECT_GT(valid, 1);
  EXPECT_GT(invalid, 20);
}

TEST(Jws, KeysOfUnusableFormVerifyNothing) {
  EXPECT_FALSE(verify_rs256("", "", "x", "y"));
  EXPECT_FALSE(verify_rs256(std::string(128, '\xFF'), "\x03", "x", std::string(128, 'y'))) << "1024 bits";
  EXPECT_FALSE(verify_es256("", "", "x", std::string(64, 'y')));
  EXPECT_FALSE(verify_es256(std::string(32, 'x'), std::string(32, 'y'), "x", std::string(64, 'y')))
      << "no point";
}

}  // namespace
}  // namespace sb
