#include "script/pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "script/testing/script_bench.h"

namespace sb::script {
namespace {

using testing::Bench;

TEST(Pool, RunsAScriptAndReturnsNothing) {
  Bench bench;
  const auto outcome = bench.run("const { month } = args;\nreturn month;", {{"month", "may"}});
  EXPECT_TRUE(outcome.ok) << outcome.error;
  EXPECT_TRUE(outcome.results.empty());
}

TEST(Pool, SaysWhichLayersOfTheSandboxAreOn) {
  Bench bench;
  const auto state = bench.pool().wait_until_started(10'000);
  EXPECT_THAT(state.layers, ::testing::HasSubstr("system call filter"));
  EXPECT_THAT(state.layers, ::testing::HasSubstr("no new privileges"));
  EXPECT_EQ(state.fault, "");
}

struct Failing {
  std::string name, code, error;
  int line, column;
};
class Failures : public ::testing::TestWithParam<Failing> {};
TEST_P(Failures, NameThePlaceInTheAuthorsSource) {
  Bench bench;
  const auto outcome = bench.run(GetParam().code);
  EXPECT_FALSE(outcome.ok);
  EXPECT_EQ(outcome.error, GetParam().error);
  EXPECT_EQ(outcome.line, GetParam().line);
  EXPECT_EQ(outcome.column, GetParam().column);
}
INSTANTIATE_TEST_SUITE_P(
    , Failures,
    ::testing::Values(
        Failing{"first_line", "throw new Error('no');", "no", 1, 16},
        Failing{"third_line", "const a = 1;\n\n  nothing.here();", "Can't find variable: nothing", 3, 10},
        Failing{"after_a_wait", "await null;\nthrow new TypeError('late')", "late", 2, 20},
        Failing{"syntax", "const a = 1;\nlet let = 1;",
                "Unexpected keyword 'let'. Cannot use 'let' as an identifier name for a LexicalDeclaration.",
                2, 0},
        Failing{"text", "throw 'plain'", "plain", 0, 0}, Failing{"null", "throw null", "null", 0, 0},
        Failing{"endless", "for (;;);", "timeout", 0, 0}),
    [](const auto& tested) { return tested.param.name; });

TEST(Pool, TimersWaitOutsideTheRun) {
  Bench bench;
  const auto outcome = bench.run(
      "const order = [0];\nawait new Promise(resolve => setImmediate(() => {\n  order.push(1);\n"
      "  setTimeout(() => { order.push(2); resolve(); }, 5);\n}));\nthrow order.join();");
  EXPECT_EQ(outcome.error, "0,1,2");
}

}  // namespace
}  // namespace sb::script
