#include "http/trace_context.h"

#include <gtest/gtest.h>

namespace sb::http {
namespace {

constexpr std::string_view trace_id = "4bf92f3577b34da6a3ce929d0e0e4736", span_id = "00f067aa0ba902b7";

struct ParentCase {
  const char* name;
  std::string text;
  bool valid, sampled = false;
};

class Traceparent : public ::testing::TestWithParam<ParentCase> {};

TEST_P(Traceparent, IsReadStrictly) {
  const auto read = parse_traceparent(GetParam().text);
  ASSERT_EQ(read.has_value(), GetParam().valid);
  if (!read) return;
  EXPECT_EQ(read->trace_id, trace_id);
  EXPECT_EQ(read->parent_id, span_id);
  EXPECT_EQ(read->sampled, GetParam().sampled);
}

std::string parent(std::string_view version, std::string_view flags, std::string_view tail = "") {
  std::string out(version);
  return out.append("-").append(trace_id).append("-").append(span_id).append("-").append(flags).append(tail);
}

INSTANTIATE_TEST_SUITE_P(
    , Traceparent,
    ::testing::Values(
        ParentCase{"sampled", parent("00", "01"), true, true},
        ParentCase{"not_sampled", parent("00", "00"), true},
        ParentCase{"other_flags", parent("00", "fe"), true},
        ParentCase{"later_version", parent("cc", "03"), true, true},
        ParentCase{"later_version_with_more", parent("01", "01", "-more"), true, true},
        ParentCase{"later_version_with_a_tail", parent("01", "01", "more"), false},
        ParentCase{"this_version_with_more", parent("00", "01", "-more"), false},
        ParentCase{"forbidden_version", parent("ff", "01"), false},
        ParentCase{"upper_case_version", parent("0A", "01"), false},
        ParentCase{"upper_case_id", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", false},
        ParentCase{"zero_trace", "00-00000000000000000000000000000000-00f067aa0ba902b7-01", false},
        ParentCase{"zero_span", "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", false},
        ParentCase{"short", "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01", false},
        ParentCase{"wrong_separator", "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", false},
        ParentCase{"flags_no_hex", parent("00", "0x"), false},
        ParentCase{"blank_in_front", " " + parent("00", "01"), false}, ParentCase{"empty", "", false}),
    [](const auto& tested) { return std::string(tested.param.name); });

struct StateCase {
  const char* name;
  std::vector<std::string_view> fields;
  std::string expected;
};

class Tracestate : public ::testing::TestWithParam<StateCase> {};

TEST_P(Tracestate, IsKeptOrDropped) {
  EXPECT_EQ(parse_tracestate(GetParam().fields), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    , Tracestate,
    ::testing::Values(StateCase{"one", {"rojo=00f067aa0ba902b7"}, "rojo=00f067aa0ba902b7"},
                      StateCase{"two_fields", {"a=1 , b@c= 2", "d/e=3"}, "a=1,b@c= 2,d/e=3"},
                      StateCase{"empty_members", {",a=1,, ", ""}, "a=1"},
                      StateCase{"tenant", {"0t@v=1"}, "0t@v=1"}, StateCase{"none", {}, ""},
                      StateCase{"twice", {"a=1,a=2"}, ""}, StateCase{"digit_first", {"0a=1"}, ""},
                      StateCase{"upper_case", {"A=1"}, ""}, StateCase{"no_value", {"a="}, ""},
                      StateCase{"no_equals", {"a"}, ""}, StateCase{"equals_in_value", {"a=b=c"}, ""},
                      StateCase{"not_ascii", {"a=\xc3\xa9"}, ""},
                      StateCase{"long_system", {"t@abcdefghijklmno=1"}, ""},
                      StateCase{"control", {"a=b\x01"}, ""}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Trace, KeepsItsStateShort) {
  std::string many, longest = "long=" + std::string(200, 'v');
  for (int i = 0; i < 33; ++i) many += "k" + std::to_string(i) + "=v,";
  EXPECT_EQ(parse_tracestate({many}), "");
  const std::string filler = "f=" + std::string(120, 'x');
  std::string full;
  for (char key = 'a'; key < 'f'; ++key) full += std::string(1, key) + filler + ",";
  const auto kept = parse_tracestate({longest, full});
  EXPECT_LE(kept.size(), 512u);
  EXPECT_EQ(kept.substr(0, 4), "af=x");
}

TEST(Trace, GoesOnUnderANewSpan) {
  const auto trace =
      trace_of({{"Traceparent", parent("00", "01")}, {"tracestate", "a=1"}, {"TraceState", "b=2"}});
  std::vector<Header> headers = {{"Accept", "*/*"}};
  add_trace(headers, trace);
  ASSERT_EQ(headers.size(), 3u);
  const auto sent = parse_traceparent(headers[1].value);
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->trace_id, trace_id);
  EXPECT_NE(sent->parent_id, span_id);
  EXPECT_TRUE(sent->sampled);
  EXPECT_EQ(headers[2], (Header{"tracestate", "a=1,b=2"}));
  const auto before = headers;
  add_trace(headers, trace);  // there already
  EXPECT_EQ(headers, before);
}

TEST(Trace, IsCurrentWithinItsScope) {
  EXPECT_TRUE(current_trace().empty());
  {
    const TraceScope outer(*parse_traceparent(parent("00", "01")));
    {
      const TraceScope inner{TraceContext{}};
      EXPECT_TRUE(current_trace().empty());
    }
    EXPECT_EQ(current_trace().trace_id, trace_id);
  }
  EXPECT_TRUE(current_trace().empty());
}

TEST(Trace, OfAnUnclearRequestIsNone) {
  EXPECT_TRUE(trace_of({{"tracestate", "a=1"}}).empty());
  EXPECT_TRUE(trace_of({{"traceparent", parent("00", "01")}, {"traceparent", parent("00", "01")}}).empty());
  std::vector<Header> headers;
  add_trace(headers, {});
  EXPECT_TRUE(headers.empty());
}

}  // namespace
}  // namespace sb::http
