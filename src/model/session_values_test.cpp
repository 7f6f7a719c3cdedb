#include "model/session_values.h"

#include <gtest/gtest.h>

#include "model/merge.h"

namespace sb {
namespace {

Json json(std::string_view text) {
  return parse_json(text).value();
}

// A session, a writer on it, and what was noted.
struct Written {
  explicit Written(std::string_view text) : session(json(text).as_object()) {}

  std::string text() const { return to_json_text(session); }
  std::string noted() const {
    std::string out;
    for (const auto& change : changes) {
      out += (out.empty() ? "" : " ") + change.path + ":" + std::string(change_type_name(change.type));
    }
    return out;
  }

  JsonObject session;
  std::vector<Change> changes;
  SessionWriter writer{session, changes};
};

struct MergeCase {
  std::string_view name, into, from, result;
};
class DeepMerge : public testing::TestWithParam<MergeCase> {};
TEST_P(DeepMerge, MergesObjectsAndReplacesTheRest) {
  auto into = json(GetParam().into);
  deep_merge(into, json(GetParam().from));
  EXPECT_EQ(to_json_text(into), GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    , DeepMerge,
    testing::Values(
        MergeCase{"objects", R"({"a":{"x":1}})", R"({"a":{"y":2},"b":3})", R"({"a":{"x":1,"y":2},"b":3})"},
        MergeCase{"lists_replace", R"({"a":[1,2]})", R"({"a":[3]})", R"({"a":[3]})"},
        MergeCase{"scalar_by_object", R"({"a":1})", R"({"a":{"b":1}})", R"({"a":{"b":1}})"},
        MergeCase{"object_by_scalar", R"({"a":{"b":1}})", R"({"a":null})", R"({"a":null})"},
        MergeCase{"empty_object_changes_nothing", R"({"a":{"b":1}})", R"({"a":{}})", R"({"a":{"b":1}})"},
        MergeCase{"proto_is_a_key", "{}", R"({"__proto__":{"isAdmin":true}})",
                  R"({"__proto__":{"isAdmin":true}})"}),
    [](const auto& tested) { return std::string(tested.param.name); });

struct AssignCase {
  std::string_view name, before, path, value, after, noted;
};
class Assign : public testing::TestWithParam<AssignCase> {};
TEST_P(Assign, WritesAndNotes) {
  Written w(GetParam().before);
  ASSERT_TRUE(w.writer.assign(GetParam().path, json(GetParam().value)).has_value());
  EXPECT_EQ(w.text(), GetParam().after);
  EXPECT_EQ(w.noted(), GetParam().noted);
}
INSTANTIATE_TEST_SUITE_P(
    , Assign,
    testing::Values(
        AssignCase{"added", "{}", "a", "1", R"({"a":1})", "a:ADDED"},
        AssignCase{"changed", R"({"a":1})", "a", "2", R"({"a":2})", "a:CHANGED"},
        AssignCase{"same_value", R"({"a":1})", "a", "1", R"({"a":1})", ""},
        AssignCase{"same_number", R"({"a":1})", "a", "1.0", R"({"a":1})", ""},
        AssignCase{"same_object", R"({"a":{"x":1,"y":2}})", "a", R"({"y":2,"x":1})", R"({"a":{"x":1,"y":2}})",
                   ""},
        AssignCase{"type_matters", R"({"a":1})", "a", R"("1")", R"({"a":"1"})", "a:CHANGED"},
        AssignCase{"null_was_there", R"({"a":null})", "a", "1", R"({"a":1})", "a:CHANGED"},
        AssignCase{"empty_text_is_stored", R"({"a":1})", "a", R"("")", R"({"a":""})", "a:CHANGED"},
        AssignCase{"nested", "{}", "a.b[0].c", "1", R"({"a":{"b":[{"c":1}]}})", "a.b[0].c:ADDED"},
        AssignCase{"replaces_object", R"({"a":{"x":1}})", "a", R"({"y":1})", R"({"a":{"y":1}})", "a:CHANGED"},
        AssignCase{"sys_is_allowed", "{}", "sys.number", R"("3")", R"({"sys":{"number":"3"}})",
                   "sys.number:ADDED"},
        AssignCase{"internal_is_dropped", R"({"internal":{"x":1}})", "internal.x", "2",
                   R"({"internal":{"x":1}})", ""},
        AssignCase{"internal_quoted_is_dropped", "{}", R"(["internal"])", "2", "{}", ""},
        AssignCase{"internal_elsewhere_is_a_name", "{}", "a.internal", "2", R"({"a":{"internal":2}})",
                   "a.internal:ADDED"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(SessionWriter, ListsWhatItDropped) {
  Written w("{}");
  ASSERT_TRUE(w.writer.assign("internal.user", 1).has_value());
  ASSERT_TRUE(w.writer.merge("internal", json("{}")).has_value());
  ASSERT_TRUE(w.writer.merge("", json(R"({"internal":{},"a":1})")).has_value());
  EXPECT_EQ(w.writer.dropped(), (std::vector<std::string>{"internal.user", "internal", "internal"}));
  EXPECT_EQ(w.text(), R"({"a":1})");
}

TEST(SessionWriter, RefusesWhatIsNoPath) {
  Written w("{}");
  EXPECT_EQ(w.writer.assign("first name", 1).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(w.writer.assign("", 1).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(w.writer.merge("a..b", json("{}")).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(w.writer.merge("", json("[1]")).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(w.text(), "{}");
  EXPECT_EQ(w.noted(), "");
}

TEST(SessionWriter, AssignsTemplatesInOrder) {
  Written w(R"({"n":1})");
  const std::vector<ParameterAssignment> rows = {{"n", "{n|increment}"},
                                                 {"copy", "{n}"},
                                                 {"text", "n={n}"},
                                                 {"list", json(R"(["{n}"])")},
                                                 {"gone", "{unset}"}};
  ASSERT_TRUE(w.writer.assign_all(rows).has_value());
  EXPECT_EQ(w.text(), R"({"n":2,"copy":2,"text":"n=2","list":["{n}"],"gone":""})");
}

struct MergeWriteCase {
  std::string_view name, before, name_space, data, after, noted;
};
class Merge : public testing::TestWithParam<MergeWriteCase> {};
TEST_P(Merge, MergesIntoTheNamespace) {
  Written w(GetParam().before);
  ASSERT_TRUE(w.writer.merge(GetParam().name_space, json(GetParam().data)).has_value());
  EXPECT_EQ(w.text(), GetParam().after);
  EXPECT_EQ(w.noted(), GetParam().noted);
}
INSTANTIATE_TEST_SUITE_P(
    , Merge,
    testing::Values(MergeWriteCase{"new", "{}", "account", R"({"limit":100})", R"({"account":{"limit":100}})",
                                   "account:ADDED"},
                    MergeWriteCase{"object_into_object", R"({"user":{"name":"A"}})", "user", R"({"age":3})",
                                   R"({"user":{"name":"A","age":3}})", "user:CHANGED"},
                    MergeWriteCase{"list_replaces", R"({"a":[1]})", "a", "[2]", R"({"a":[2]})", "a:CHANGED"},
                    MergeWriteCase{"object_replaces_scalar", R"({"a":1})", "a", R"({"b":1})",
                                   R"({"a":{"b":1}})", "a:CHANGED"},
                    MergeWriteCase{"dotted_namespace", R"({"a":{"x":1}})", "a.b", R"({"c":1})",
                                   R"({"a":{"x":1,"b":{"c":1}}})", "a.b:ADDED"},
                    MergeWriteCase{"namespace_trimmed", "{}", " a ", "1", R"({"a":1})", "a:ADDED"},
                    MergeWriteCase{"nothing_new", R"({"a":{"x":1}})", "a", R"({"x":1})", R"({"a":{"x":1}})",
                                   ""},
                    MergeWriteCase{"root", R"({"a":{"x":1},"b":1})", "", R"({"a":{"y":2},"c":3,"b":1})",
                                   R"({"a":{"x":1,"y":2},"b":1,"c":3})", "a:CHANGED c:ADDED"},
                    MergeWriteCase{"root_keys_are_no_paths", "{}", " ", R"({"a.b":1,"first name":2})",
                                   R"({"a.b":1,"first name":2})", R"(["a.b"]:ADDED ["first name"]:ADDED)"}),
    [](const auto& tested) { return std::string(tested.param.name); });

struct ClearCase {
  std::string_view name, before, path, after, noted;
};
class Clear : public testing::TestWithParam<ClearCase> {};
TEST_P(Clear, RemovesAndNotes) {
  Written w(GetParam().before);
  const auto cleared = w.writer.clear(GetParam().path);
  ASSERT_TRUE(cleared.has_value());
  EXPECT_EQ(*cleared, !GetParam().noted.empty());
  EXPECT_EQ(w.text(), GetParam().after);
  EXPECT_EQ(w.noted(), GetParam().noted);
}
INSTANTIATE_TEST_SUITE_P(
    , Clear,
    testing::Values(
        ClearCase{"root", R"({"a":1,"b":2})", "a", R"({"b":2})", "a:REMOVED"},
        ClearCase{"member", R"({"order":{"food":1}})", "order.food", R"({"order":{}})", "order.food:REMOVED"},
        ClearCase{"element", R"({"users":[1,2]})", "users[0]", R"({"users":[2]})", "users[0]:REMOVED"},
        ClearCase{"missing", R"({"a":1})", "b", R"({"a":1})", ""},
        ClearCase{"no_path", R"({"a":1})", "b c", R"({"a":1})", ""},
        ClearCase{"root_key_with_dot", R"({"a.b":1})", "a.b", "{}", R"(["a.b"]:REMOVED)"},
        ClearCase{"internal", R"({"internal":{"x":1}})", "internal.x", R"({"internal":{"x":1}})", ""},
        ClearCase{"sys", R"({"sys":{"number":"3"}})", "sys.number", R"({"sys":{}})", "sys.number:REMOVED"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(SessionWriterClear, ResetsToTheDefault) {
  Written w(R"({"a":1})");
  const Json fallback("x");
  EXPECT_TRUE(w.writer.clear("a", &fallback).value());
  EXPECT_EQ(w.text(), R"({"a":"x"})");
  EXPECT_EQ(w.noted(), "a:CHANGED");
  EXPECT_FALSE(w.writer.clear("a", &fallback).value());
}

TEST(SessionWriterClear, AllKeepsInternalAndResetsDefaults) {
  Written w(R"({"internal":{"x":1},"events":{"variablesChanged":[]},"a":1,"sys":{"n":1},"b":2})");
  ASSERT_TRUE(w.writer.clear_all(json(R"({"b":"dflt","unused":"x"})").as_object()).has_value());
  EXPECT_EQ(w.text(), R"({"internal":{"x":1},"events":{"variablesChanged":[]},"b":"dflt"})");
  EXPECT_EQ(w.noted(), "a:REMOVED sys:REMOVED b:CHANGED");
}

TEST(SessionSize, IsBoundedAndRefusalChangesNothing) {
  Written w(R"({"a":1})");
  EXPECT_TRUE(w.writer.assign("big", Json(std::string(6'000'000, 'x'))).has_value());
  const auto before = w.text();
  const auto refused = w.writer.assign("more", Json(std::string(6'000'000, 'x')));
  EXPECT_EQ(refused.error().code, ErrorCode::limit_exceeded);
  EXPECT_EQ(refused.error().place, "more");
  EXPECT_EQ(w.text(), before);
  EXPECT_EQ(w.noted(), "big:ADDED");
  EXPECT_TRUE(w.writer.assign("big", Json(std::string(9'000'000, 'y'))).has_value())
      << "replacing makes room";
  EXPECT_FALSE(
      w.writer.merge("", JsonObject{{"x", 1}, {"y", Json(std::string(2'000'000, 'x'))}}).has_value());
  EXPECT_EQ(w.session.contains("x"), false);
}

TEST(SessionSize, IsExactAtTheLimit) {
  const std::size_t around = std::string_view(R"({"a":""})").size();
  Written fits("{}"), exceeds("{}");
  EXPECT_TRUE(fits.writer.assign("a", Json(std::string(session_bytes_max - around, 'x'))).has_value());
  EXPECT_FALSE(
      exceeds.writer.assign("a", Json(std::string(session_bytes_max - around + 1, 'x'))).has_value());
}

TEST(SessionDepth, IsBounded) {
  const auto nested = [](int levels) {
    return json(std::string(static_cast<std::size_t>(levels), '[') +
                std::string(static_cast<std::size_t>(levels), ']'));
  };
  Written w("{}");
  EXPECT_TRUE(w.writer.assign("a", nested(session_depth_max - 1)).has_value());
  EXPECT_TRUE(parse_json("[" + w.text() + "]").has_value());
  EXPECT_EQ(w.writer.assign("a", nested(session_depth_max)).error().code, ErrorCode::limit_exceeded);
  EXPECT_EQ(w.writer.assign("a.b", nested(session_depth_max - 1)).error().code, ErrorCode::limit_exceeded);
}

struct WatchCase {
  std::string_view name, before, path, value, watched;  // value: "" clears
  bool fires;
};
class Watches : public testing::TestWithParam<WatchCase> {};
TEST_P(Watches, Fire) {
  Written w(GetParam().before);
  if (GetParam().value.empty()) {
    ASSERT_TRUE(w.writer.clear(GetParam().path).has_value());
  } else {
    ASSERT_TRUE(w.writer.assign(GetParam().path, json(GetParam().value)).has_value());
  }
  bool fires = false;
  for (const auto& change : w.changes) fires = fires || watches(GetParam().watched, change);
  EXPECT_EQ(fires, GetParam().fires);
}
INSTANTIATE_TEST_SUITE_P(
    , Watches,
    testing::Values(WatchCase{"same_path", "{}", "a", "1", "a", true},
                    WatchCase{"other_path", "{}", "a", "1", "b", false},
                    WatchCase{"prefix_of_a_name", "{}", "ab", "1", "a", false},
                    WatchCase{"name_is_longer", "{}", "a", "1", "ab", false},
                    WatchCase{"change_below", "{}", "a.b", "1", "a", true},
                    WatchCase{"change_deep_below", "{}", "a[0].b", "1", "a", true},
                    WatchCase{"write_above_that_reaches_it", R"({"a":{"b":1,"c":2}})", "a",
                              R"({"b":5,"c":2})", "a.b", true},
                    WatchCase{"write_above_that_does_not", R"({"a":{"b":1,"c":2}})", "a", R"({"b":5,"c":2})",
                              "a.c", false},
                    WatchCase{"added_above", "{}", "a", R"({"b":{"c":1}})", "a.b", true},
                    WatchCase{"added_above_without_it", "{}", "a", R"({"b":1})", "a.c", false},
                    WatchCase{"scalar_to_object", R"({"a":1})", "a", R"({"b":1})", "a.b", true},
                    WatchCase{"object_to_scalar", R"({"a":{"b":1}})", "a", "1", "a.b", true},
                    WatchCase{"removed_above", R"({"a":{"b":1}})", "a", "", "a.b", true},
                    WatchCase{"empty_object_appears", "{}", "a", R"({"b":{}})", "a.b", true},
                    WatchCase{"list_element", R"({"a":[1,2]})", "a", "[1,3]", "a[1]", true},
                    WatchCase{"other_list_element", R"({"a":[1,2]})", "a", "[1,3]", "a[0]", false},
                    WatchCase{"element_as_digits", R"({"a":[1,2]})", "a.1", "3", "a[1]", true},
                    WatchCase{"digits_as_element", R"({"a":[1,2]})", "a", "[1,3]", "a.1", true},
                    WatchCase{"element_moves_up", R"({"a":[1,2]})", "a[0]", "", "a[1]", true},
                    WatchCase{"element_before_stays", R"({"a":[1,2]})", "a[1]", "", "a[0]", false},
                    WatchCase{"quoted", "{}", R"(x["a.b"])", "1", R"(x["a.b"])", true},
                    WatchCase{"quoted_is_one_step", "{}", R"(["a.b"])", "1", "a", false},
                    WatchCase{"same_value", R"({"a":1})", "a", "1", "a", false}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(WatchesOf, TakeEverythingBelowAChangeTooLargeToList) {
  JsonArray many(inner_changes_max + 1);
  Written w("{}");
  ASSERT_TRUE(w.writer.assign("a", many).has_value());
  EXPECT_EQ(w.changes.front().inner, std::vector<std::string>{"a"});
  EXPECT_TRUE(watches("a[1000]", w.changes.front()));
  EXPECT_FALSE(watches("b", w.changes.front()));
}

TEST(Change, IsAnEventEntry) {
  EXPECT_EQ(to_json_text(change_json({"eventvar", ChangeType::added, {}})),
            R"({"path":"eventvar","type":"ADDED"})");
}

TEST(InternalPath, IsTheFirstStep) {
  EXPECT_TRUE(is_internal_path("internal"));
  EXPECT_TRUE(is_internal_path("internal.user.firstName"));
  EXPECT_TRUE(is_internal_path(R"(["internal"].x)"));
  EXPECT_FALSE(is_internal_path("internals"));
  EXPECT_FALSE(is_internal_path("a.internal"));
  EXPECT_FALSE(is_internal_path(""));
}

struct ParameterCase {
  std::string_view name, holder, read;
};
class Parameters : public testing::TestWithParam<ParameterCase> {};
TEST_P(Parameters, AreReadInAnySpelling) {
  std::string order;
  for (const auto& parameter : read_parameters(json(GetParam().holder).as_object())) {
    order += parameter.key + "=" + to_json_text(parameter.value) + ";";
  }
  EXPECT_EQ(order, GetParam().read);
}
INSTANTIATE_TEST_SUITE_P(
    , Parameters,
    testing::Values(
        ParameterCase{"none", "{}", ""},
        ParameterCase{"params", R"({"params":[{"key":"a","value":"1"}]})", R"(a="1";)"},
        ParameterCase{"parameters", R"({"parameters":[{"key":"a","value":1,"order":0,"__typename":"P"}]})",
                      "a=1;"},
        ParameterCase{"session_data", R"({"sessionDataToSet":[{"key":"a.b","value":null}]})", "a.b=null;"},
        ParameterCase{"object_map", R"({"params":{"a":1,"b":[2]}})", "a=1;b=[2];"},
        ParameterCase{"fixed_order", R"({"sessionDataToSet":{"c":3},"parameters":{"b":2},"params":{"a":1}})",
                      "a=1;b=2;c=3;"},
        ParameterCase{
            "incomplete_entries",
            R"({"params":[{"key":"a"},{"value":1},{"key":5,"value":1},"x",null,{"key":"","value":1},{"key":"b","value":2}]})",
            "b=2;"},
        ParameterCase{"other_types", R"({"params":"x","parameters":null})", ""}),
    [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace sb
