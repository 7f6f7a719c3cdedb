#include "model/mention.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sb {
namespace {

struct MentionCase {
  std::string_view name, text;
  std::vector<std::string> mentions;  // "city", or "?town" when nobody knows it
};
class Mentions : public testing::TestWithParam<MentionCase> {};

TEST_P(Mentions, AreFound) {
  const auto knows = [](std::string_view name) {
    return name == "city" || name == "city-2" || name == "sys.number" || name == "城市" || name == "城市名";
  };
  std::vector<std::string> found;
  for (auto mention = next_mention(GetParam().text, 0, knows); mention;
       mention = next_mention(GetParam().text, mention->end(), knows))
    found.push_back((mention->known ? "" : "?") + std::string(mention->name));
  EXPECT_EQ(found, GetParam().mentions);
}

INSTANTIATE_TEST_SUITE_P(
    , Mentions,
    testing::Values(MentionCase{"words", "from @city to (@city-2).", {"city", "city-2"}},
                    MentionCase{"ends", "@city. @city-, @sys.number.", {"city", "city", "sys.number"}},
                    MentionCase{"unknown", "@town. and @cityx", {"?town", "?cityx"}},
                    MentionCase{"address", "me@city.com or é@city", {}},
                    MentionCase{"chinese", "买一张去@city的票", {"city"}},
                    MentionCase{"japanese", "@cityまでの切符、@cityへ", {"city", "city"}},
                    MentionCase{"thai", "ไป@cityครับ", {"city"}},
                    MentionCase{"longest", "去@城市名的票和@城市的票", {"城市名", "城市"}},
                    MentionCase{"two", "从@city到@city-2去", {"city", "city-2"}},
                    MentionCase{"chinese_address", "联系@example.com", {}},
                    MentionCase{"chinese_unknown", "去 @town的票", {"?town的票"}},
                    MentionCase{"accent_is_no_end", "@cityé", {"?cityé"}},
                    MentionCase{"malformed", "\xe4\xb8@city\xe4\xb8", {"?city\xe4\xb8"}},
                    MentionCase{"bare", "@ @. a@", {"?."}}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace sb
