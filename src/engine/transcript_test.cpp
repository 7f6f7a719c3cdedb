#include "engine/transcript.h"

#include <gtest/gtest.h>

#include "engine/testing/bot_sketch.h"

namespace sb::engine {
namespace {

BotPtr bot() {
  static const BotPtr shared = [] {
    auto parsed = testing::parse_bot_sketch(R"(
intents: {hello: [hello], code: [code]}
dialogs:
  introduction: {say: Welcome.}
  hello: {intent: hello, say: {any: [Hi there., Good day.]}}
  call: {do: [{api: {url: "https://x.example/"}}], next: done}
  done: {say: {say: "Done {x}.", buttons: {Again: call}}}
  code: {intent: code, do: [{code: {args: {a: "1"}, code: send}}]
}
)");
    EXPECT_TRUE(parsed) << parsed.error().message;
    return std::make_shared<const BotIndex>(std::move(*parsed), "hash");
  }();
  return shared;
}

TranscriptOutcome play(std::string_view text) {
  auto transcript = parse_transcript(text, "t.txt");
  EXPECT_TRUE(transcript) << transcript.error().message;
  const auto understanding = nlu::make_exact_understanding(bot()->bot());
  return run_transcript(*transcript, bot(), *understanding);
}

constexpr std::string_view runs_code =
    "user   code\nscript {\"a\":\"1\"} -> run rows.json\nbot    1 and rows.json\n";

TEST(TranscriptCode, IsExecutedByWhoeverCan) {
  const auto transcript = parse_transcript(runs_code, "t.txt");
  const auto understanding = nlu::make_exact_understanding(bot()->bot());
  const auto outcome =
      run_transcript(*transcript, bot(), *understanding, [](script::Job job, const std::string& recording) {
        EXPECT_EQ(job.code, "send");
        script::Outcome sent;
        sent.ok = true;
        sent.cost.cpu_ms = 5;  // differs from run to run: it must not get into the journal
        const std::string text = std::string(string_member(job.args, "a")) + " and " + recording;
        sent.results = {parse_json(R"({"messages":[{"type":"text","config":{"textMessages":[{"text":")" +
                                   text + R"("}]}}]})")
                            .value()};
        return Result<script::Outcome>(sent);
      });
  EXPECT_TRUE(outcome.passed) << outcome.diff;
  EXPECT_EQ(outcome.problems, std::vector<std::string>());
}

TEST(TranscriptCode, IsAProblemWhereNobodyCan) {
  EXPECT_EQ(play(runs_code).problems,
            std::vector<std::string>{"t.txt:2: code is not executed here: write down what it sends"});
}

struct Refused {
  std::string_view name, text, place, message;
};
class BadTranscript : public ::testing::TestWithParam<Refused> {};
TEST_P(BadTranscript, IsRefusedWithItsLine) {
  const auto parsed = parse_transcript(GetParam().text, "t.txt");
  ASSERT_TRUE(parsed.has_error());
  EXPECT_EQ(parsed.error().place, GetParam().place);
  EXPECT_EQ(parsed.error().message, GetParam().message);
}
INSTANTIATE_TEST_SUITE_P(
    , BadTranscript,
    ::testing::Values(
        Refused{"unknown_word", "intro\nusr    hello\n", "t.txt:2",
                "'usr' is no kind of line (did you mean \"user\"?)"},
        Refused{"nothing_to_continue", "# a\n  b\n", "t.txt:2",
                "an indented line continues the line above it, but there is none"},
        Refused{"late_given", "intro\ngiven  channel=web\n", "t.txt:2",
                "'given' has to come before anything happens"},
        Refused{"unknown_given", "given  chanel=web\n", "t.txt:1",
                "given: 'chanel' is none of channel, now, seed, sessionId, version, show, user.…, session.…"},
        Refused{"bad_time", "given  now=noon\n", "t.txt:1",
                "now: 'noon' is no time such as 2030-01-01T12:00:00Z"},
        Refused{"no_arrow", "http   GET https://x/\n", "t.txt:1",
                "http: after the call, ' -> ' and the answer to it"},
        Refused{"bad_answer", "mail   -> done\n", "t.txt:1", "mail: 'sent', or 'failed' and its text"},
        Refused{"bad_clock", "clock  5m\n", "t.txt:1",
                "clock: how far time moves, as in +90s, +5m, +2h or +3d"},
        Refused{"bad_score", "nlu    0.5\n", "t.txt:1",
                "nlu: '0.5' is no score, and nothing of the form intent=… or entity.name=…"},
        Refused{"open_value", "given  user.x={\"a\":1\n", "t.txt:1", "the value {\"a\":1 does not end"},
        Refused{
            "bad_location", "location here\n", "t.txt:1",
            "location: latitude and longitude, as in 50.85,4.35; then perhaps a quick reply, as in [Here]"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Transcript, PassesWhenAllIsAsWritten) {
  const auto outcome = play("# comment\n\ngiven  channel=web\nintro\nbot    Welcome.\n");
  EXPECT_EQ(outcome.diff, "");
  EXPECT_TRUE(outcome.passed);
}

TEST(Transcript, ShowsTheWholeDifference) {
  const auto outcome = play("given channel=web\nintro\nbot   Wellcome.\nstate x=1\n");
  EXPECT_FALSE(outcome.passed);
  EXPECT_EQ(outcome.diff,
            "  given  channel=web\n"
            "  intro\n"
            "- bot    Wellcome.\n"
            "- state  x=1\n"
            "+ bot    Welcome.\n"
            "+ state  x=unset\n");
}

TEST(Transcript, IsFilledInAroundTheWordsOfItsAuthor) {
  const auto outcome = play(
      "# First\n"
      "intro\n"
      "# after the welcome\n"
      "\n"
      "rest {\"triggerDialog\":\"call\"}\n"
      "http GET -> 200\n"
      "         {\"session\":{\"namespace\":\"x\",\"data\":7}}\n"
      "state @dialog=? x=?\n");
  EXPECT_EQ(outcome.actual,
            "# First\n"
            "intro\n"
            "bot    Welcome.\n"
            "# after the welcome\n"
            "\n"
            "rest   {\"triggerDialog\":\"call\"}\n"
            "http   GET https://x.example/ -> 200\n"
            "         {\"session\":{\"namespace\":\"x\",\"data\":7}}\n"
            "bot    Done 7.\n"
            "       [Again]\n"
            "state  @dialog=done  x=7\n");
  EXPECT_TRUE(outcome.problems.empty());
}

TEST(Transcript, WhatItWritesPasses) {
  const auto first = play("intro\nuser hello\nrest {\"triggerDialog\":\"call\"}\nhttp -> timeout\n");
  const auto second = play(first.actual);
  EXPECT_TRUE(second.passed) << second.diff;
  EXPECT_EQ(second.actual, first.actual);
}

TEST(Transcript, AnUnlistedCallFails) {
  const auto outcome = play("rest   {\"triggerDialog\":\"call\"}\n");
  EXPECT_FALSE(outcome.passed);
  EXPECT_EQ(outcome.actual,
            "rest   {\"triggerDialog\":\"call\"}\nhttp   GET https://x.example/ -> unanswered\n");
}

TEST(Transcript, NothingCanBeSaidWhileACallWaits) {
  const auto outcome = play("rest   {\"triggerDialog\":\"call\"}\nuser   hello\nbot    Hi there.\n");
  EXPECT_FALSE(outcome.passed);
  ASSERT_EQ(outcome.problems.size(), 1u);
  EXPECT_EQ(outcome.problems[0],
            "t.txt:2: the turn before this line still waits: add the answer to its call");
  EXPECT_EQ(outcome.actual,
            "rest   {\"triggerDialog\":\"call\"}\n"
            "http   GET https://x.example/ -> unanswered\n"
            "user   hello\n"
            "bot    Hi there.\n");
}

TEST(Transcript, ASuperfluousAnswerFails) {
  const auto outcome = play("intro\nbot    Welcome.\nhttp   GET https://x.example/ -> 200\n");
  EXPECT_FALSE(outcome.passed);
  ASSERT_EQ(outcome.problems.size(), 1u);
  EXPECT_EQ(outcome.problems[0], "t.txt:3: the bot makes no such call here: http");
}

TEST(Transcript, AButtonHasToBeThereToBePressed) {
  const auto outcome = play("user   [Again]\nbot    (notUnderstood)\n");
  ASSERT_EQ(outcome.problems.size(), 1u);
  EXPECT_EQ(outcome.problems[0], "t.txt:1: no button or quick reply [Again] has been shown");
}

TEST(Transcript, OneOfSeveralTextsWillDo) {
  EXPECT_TRUE(play("user   hello\nbot    one of\n       - Hi there.\n       - Good day.\n").passed);
  EXPECT_FALSE(play("user   hello\nbot    one of\n       - Howdy.\n").passed);
}

TEST(Transcript, TheSeedDecidesWhatIsRandom) {
  const std::string_view text = "given  seed=4\nuser   hello\nuser   hello\n";
  EXPECT_EQ(play(text).actual, play(text).actual);
}

TEST(LineDiff, MarksWhatDiffers) {
  EXPECT_EQ(line_diff("a\nb\nc\n", "a\nb\nc\n"), "");
  EXPECT_EQ(line_diff("a\nb\nc\n", "a\nc\nd\n"), "  a\n- b\n  c\n+ d\n");
  EXPECT_EQ(line_diff("", "a\n"), "+ a\n");
  EXPECT_EQ(line_diff("a\n", ""), "- a\n");
}

}  // namespace
}  // namespace sb::engine
