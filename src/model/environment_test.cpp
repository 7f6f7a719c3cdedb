#include "model/environment.h"

#include <gtest/gtest.h>

namespace sb {
namespace {

std::optional<std::string> lookup(std::string_view name) {
  if (name == "HOST") return "example.org";
  if (name == "EMPTY") return "";
  if (name == "NESTED") return "${HOST}";
  return std::nullopt;
}

struct ReferenceCase {
  std::string_view name, in, out;
};
class References : public testing::TestWithParam<ReferenceCase> {};
TEST_P(References, AreFilled) {
  Diagnostics diagnostics;
  EXPECT_EQ(resolve_environment(GetParam().in, lookup, "", diagnostics), GetParam().out);
  EXPECT_FALSE(diagnostics.has_errors());
}
INSTANTIATE_TEST_SUITE_P(
    , References,
    testing::Values(ReferenceCase{"none", "plain $HOME {x}", "plain $HOME {x}"},
                    ReferenceCase{"in_the_middle", "https://${HOST}/x", "https://example.org/x"},
                    ReferenceCase{"twice", "${HOST} ${HOST}", "example.org example.org"},
                    ReferenceCase{"default_unused", "${HOST:-other}", "example.org"},
                    ReferenceCase{"default_used", "${NONE:-http://127.0.0.1:8081}", "http://127.0.0.1:8081"},
                    ReferenceCase{"default_empty", "${NONE:-}", ""},
                    ReferenceCase{"empty_value_takes_default", "${EMPTY:-x}", "x"},
                    ReferenceCase{"empty_value_without_default", "[${EMPTY}]", "[]"},
                    ReferenceCase{"escaped", "$${HOST}", "${HOST}"},
                    ReferenceCase{"no_name", "${} ${1A} ${a b}", "${} ${1A} ${a b}"},
                    ReferenceCase{"unclosed", "${HOST", "${HOST"},
                    ReferenceCase{"value_is_not_read_again", "${NESTED}", "${HOST}"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Environment, AnUnsetVariableIsAnErrorAtItsPlace) {
  Bot bot;
  Channel channel;
  channel.config = {{"url", "${NONE}"}, {"list", JsonArray{"${HOST}"}}};
  bot.channels.push_back(channel);
  Diagnostics diagnostics;
  const Bot resolved = resolve_environment(bot, lookup, diagnostics);
  ASSERT_EQ(diagnostics.error_count(), 1u);
  EXPECT_EQ(diagnostics.all()[0].pointer, "/channels/0/config/url");
  EXPECT_EQ(to_json_text(resolved.channels[0].config.at("list")), R"(["example.org"])");
}

}  // namespace
}  // namespace sb
