#include "engine/step.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "engine/testing/bot_sketch.h"
#include "engine/testing/random_events.h"

namespace sb::engine {
namespace {

constexpr UtcMs noon{1'893'499'200'000};
const std::string seed(64, '7');

BotPtr sketched(std::string_view yaml) {
  auto bot = testing::parse_bot_sketch(yaml);
  EXPECT_TRUE(bot) << bot.error().message;
  return std::make_shared<const BotIndex>(std::move(*bot), "hash");
}

struct Played {
  BotPtr bot;
  Conversation conversation;

  explicit Played(std::string_view yaml) : bot(sketched(yaml)) {
    conversation = new_conversation(*bot, {"bot", Version::draft, "session-1"});
  }
  std::vector<Effect> run(decltype(Event::what) what) {
    return step(*bot, conversation, Event{noon, seed, std::move(what)});
  }
  std::vector<Effect> trigger(std::string dialog) {
    Control control;
    control.trigger_dialog_id = std::move(dialog);
    return run(std::move(control));
  }
  std::vector<Effect> answer(int status, std::string body) {
    http::Response response;
    response.status = status;
    response.headers = {{"Content-Type", "application/json"}};
    response.body = std::move(body);
    const std::string call_id = conversation.turn ? conversation.turn->waiting->call_id : "";
    return run(ApiAnswered{call_id, std::move(response), ""});
  }
};

template <typename T>
std::vector<T> all(const std::vector<Effect>& effects) {
  std::vector<T> found;
  for (const auto& effect : effects) {
    if (const auto* one = std::get_if<T>(&effect)) found.push_back(*one);
  }
  return found;
}

TEST(NewConversation, HoldsTheFixedFieldsAndTheDefaults) {
  const auto bot =
      sketched(R"({bot: {primaryLanguage: pt}, variables: [{name: shop, defaultValue: main}, {name: x}]})");
  const auto conversation = new_conversation(*bot, {"b1", Version::live, "s1"});
  EXPECT_EQ(
      to_json_text(conversation.session),
      R"({"internal":{"botId":"b1","sessionId":"s1","version":"LIVE","user":{"firstName":"","lastName":"",)"
      R"("fullName":""},"preferredLanguage":"pt","locale":"pt-br","isPaused":false},"locale":"pt-br",)"
      R"("shop":"main"})");
}

constexpr std::string_view caller = R"(
apiSettings: [{id: signed, name: Signed, type: hmac, key: k, secret: s, header: X-Hash}]
dialogs:
  call:
    do: [{api: {method: POST, url: "https://x.example/p?a=1", settingsId: signed, auth: {type: bearer, token: t0k}, query: {q: "2"}, headers: {X-Plain: seen}, body: {n: "1"}, timeoutMs: 5000}}]
  get: {do: [{api: {url: "https://x.example/"}}]}
  again: {do: [{api: {method: POST, url: "https://x.example/", repeatAfterInterruption: true}}]}
)";

// The entry of the error log shows the whole exchange, but no secret (02 §3).
TEST(ApiAction, ReportsAFailureWithRequestAndResponse) {
  Played played(caller);
  played.trigger("call");
  const auto reports = all<ReportError>(played.answer(500, R"({"why":"down"})"));
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].source, "api");
  EXPECT_EQ(reports[0].dialog_id, "call");
  EXPECT_EQ(reports[0].dialog_name, "call");
  const auto& request = reports[0].request;
  EXPECT_EQ(string_member(request, "method"), "POST");
  EXPECT_EQ(string_member(request, "url"), "https://x.example/p");
  EXPECT_EQ(string_member(request, "query"), "a=1&q=2");
  EXPECT_EQ(to_json_text(*find_member(request, "body")), R"({"n":"1"})");
  const JsonObject& headers = *object_member(request, "headers");
  EXPECT_EQ(string_member(headers, "Authorization"), "***");
  EXPECT_EQ(string_member(headers, "hash"), "***");
  EXPECT_EQ(string_member(headers, "X-Hash"), "***");
  EXPECT_EQ(string_member(headers, "X-Plain"), "seen");
  EXPECT_EQ(to_json_text(reports[0].response),
            R"({"error":"the server answered 500","code":500,"body":{"why":"down"}})");
}

// A body that is no UTF-8 arrives with U+FFFD for the log and with the reason why it is no JSON.
TEST(ApiAction, RefusesAnswersThatAreNotUtf8) {
  for (const auto& [type, status, error] : {std::tuple{"application/json", 200, "not UTF-8"},
                                            {"text/plain", 200, ""},
                                            {"text/plain", 404, "the server answered 404"}}) {
    Played played(caller);
    played.trigger("get");
    http::Response response;
    response.status = status;
    response.headers = {{"Content-Type", type}};
    response.body = "{\"session\":{\"namespace\":\"z\",\"data\":\"\xef\xbf\xbd\"}}";
    const auto reports = all<ReportError>(
        played.run(ApiAnswered{played.conversation.turn->waiting->call_id, response, "not UTF-8"}));
    EXPECT_EQ(find_member(played.conversation.session, "z"), nullptr) << type;
    ASSERT_EQ(reports.size(), *error ? 1u : 0u) << type;
    if (!*error) continue;
    EXPECT_EQ(reports[0].error, error);
    EXPECT_EQ(to_json_text(*find_member(reports[0].response, "body")), response.body);
  }
}

TEST(ApiAction, ReadsJsonAfterAByteOrderMark) {
  Played played(caller);
  played.trigger("get");
  EXPECT_TRUE(
      all<ReportError>(played.answer(200, "\xef\xbb\xbf{\"session\":{\"namespace\":\"z\",\"data\":1}}"))
          .empty());
  EXPECT_EQ(to_json_text(*find_member(played.conversation.session, "z")), "1");
}

TEST(ApiAction, OnlyRepeatableCallsCarryAnIdempotencyKey) {
  for (const auto& [dialog, repeatable] : {std::pair{"call", false}, {"get", true}, {"again", true}}) {
    Played played(caller);
    const auto calls = all<CallApi>(played.trigger(dialog));
    ASSERT_EQ(calls.size(), 1u) << dialog;
    EXPECT_EQ(calls[0].repeatable, repeatable) << dialog;
    bool sent = false;
    for (const auto& header : calls[0].request.headers) {
      sent = sent || (header.name == "Idempotency-Key" && header.value == calls[0].idempotency_key);
    }
    EXPECT_EQ(sent, repeatable) << dialog;
    EXPECT_EQ(calls[0].request.isolation_key, "bot");
  }
}

TEST(ApiAction, TakesItsOwnTimeLimit) {
  Played played(caller);
  EXPECT_EQ(all<CallApi>(played.trigger("call")).at(0).request.timeout_ms, 5000);
}

TEST(CodeAction, HasTheLimitsOfTheBot) {
  Played usual("{dialogs: {run: {do: [{code: {code: x}}]}}}");
  EXPECT_EQ(all<RunScript>(usual.trigger("run")).at(0).job.cpu_ms_max, 0);
  Played strict(
      R"({settings: {code: {cpuMs: 50, wallMs: 60, heapBytes: 7000000, resultBytes: 80, fetches: 9}},
                    dialogs: {run: {do: [{code: {code: x}}]}}})");
  const script::Job job = all<RunScript>(strict.trigger("run")).at(0).job;
  EXPECT_EQ(job.cpu_ms_max, 50);
  EXPECT_EQ(job.wall_ms_max, 60);
  EXPECT_EQ(job.heap_bytes_max, 7'000'000);
  EXPECT_EQ(job.result_bytes_max, 80);
  EXPECT_EQ(job.fetches_max, 9);
}

TEST(CodeAction, ReportsAFailureAsTheOriginalDoes) {
  Played played(R"({dialogs: {run: {do: [{code: {args: {a: "1"}, code: "x"}}]}}})");
  const auto runs = all<RunScript>(played.trigger("run"));
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs[0].job.run_id, runs[0].call_id);
  EXPECT_EQ(runs[0].job.bot_id, "bot");
  EXPECT_EQ(runs[0].job.now, noon);
  ScriptFinished finished;
  finished.call_id = runs[0].call_id;
  finished.outcome.error = "timeout";
  finished.outcome.line = 3;
  const auto reports = all<ReportError>(played.run(finished));
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(to_json_text(reports[0].request),
            R"({"method":"POST","url":"http://functions/js/eval","body":{"args":{"a":"1"}}})");
  EXPECT_EQ(to_json_text(reports[0].response), R"({"code":500,"error":"timeout","line":3})");
}

TEST(Messages, AreNumberedAndTimedWithinTheTurn) {
  Played played(R"({dialogs: {introduction: {say: [One., Two.], next: more}, more: {say: Three.}}})");
  UserSaid said;
  said.message.kind = UserMessageKind::intro;
  said.channel_type = "web";
  const auto says = all<Say>(played.run(said));
  ASSERT_EQ(says.size(), 3u);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(says[static_cast<std::size_t>(i)].counter, i + 1);
    EXPECT_EQ(says[static_cast<std::size_t>(i)].at.value, noon.value + i);
    EXPECT_TRUE(says[static_cast<std::size_t>(i)].intro);
  }
  // No typing delay before the first message after opening (07 §9).
  EXPECT_EQ(says[0].typing_ms, 0);
  EXPECT_EQ(says[1].typing_ms, 1500);
  EXPECT_EQ(says[2].dialog_name, "more");
  EXPECT_NE(says[0].message_id, says[1].message_id);
}

TEST(Messages, CountThoseBeforeThemThatOnlyTheWebShows) {
  Played played(
      R"({dialogs: {a: {do: [{iframe: {source: "HTTPS://a.example/"}}, {api: {url: "https://x.example/"}}], next: b},
                    b: {say: [One., Two.]}}})");
  EXPECT_EQ(all<Say>(played.trigger("a")).at(0).web_only_before, 0);
  const auto says = all<Say>(played.answer(200, R"({"messages":[{"type":"__raw","config":{"html":"x"}}]})"));
  std::string counts;
  for (const auto& say : says) counts += fmt::format("{}-{} ", say.counter, say.web_only_before);
  EXPECT_EQ(counts, "2-1 3-2 4-2 ");
}

// The values of a JSON message are templates, whoever sends it; what they are filled with is none.
TEST(Messages, OfJsonAreFilledOnce) {
  const auto message = *parse_json(
      R"({"type":"JSONTemplate","config":{"o":"{order}","list":["n={order.n}",{"t":"{text}"}],"unset":"{x}","___type":"CL_DISPATCH_EVENT"}})");
  constexpr auto expected =
      R"({"o":{"n":2},"list":["n=2",{"t":"{order}"}],"unset":"","___type":"CL_DISPATCH_EVENT"})";
  Played played(
      "{dialogs: {run: {do: [{code: {code: x}}]}, build: {do: [{jsonBuilder: {items: [{key: t, value: "
      "\"{text}\"}]}}]}}}");
  played.conversation.session["order"] = JsonObject{{"n", 2}};
  played.conversation.session["text"] = "{order}";
  ScriptFinished finished;
  finished.call_id = all<RunScript>(played.trigger("run")).at(0).call_id;
  finished.outcome.ok = true;
  finished.outcome.results = {JsonObject{{"messages", JsonArray{message}}}};
  EXPECT_EQ(to_json_text(all<Say>(played.run(finished)).at(0).message.config), expected);
  Control control;
  control.messages = {*parse_bot_message(message)};
  EXPECT_EQ(to_json_text(all<Say>(played.run(control)).at(0).message.config), expected);
  EXPECT_EQ(to_json_text(all<Say>(played.trigger("build")).at(0).message.config), R"({"t":"{order}"})");
}

TEST(Messages, CarryTheIntentOfTheTurn) {
  Played played(R"({intents: {hello: [hello]}, dialogs: {greet: {intent: hello, say: Hi.}}})");
  UserSaid said;
  said.message.kind = UserMessageKind::text;
  said.message.text = "hello";
  said.nlp = nlu::NlpResult{"hello", {{"hello", 0.9}}, {}, {}};
  const auto says = all<Say>(played.run(said));
  ASSERT_EQ(says.size(), 1u);
  ASSERT_TRUE(says[0].intent);
  EXPECT_EQ(says[0].intent->first, "hello");
  EXPECT_EQ(says[0].intent->second, 0.9);
}

TEST(Messages, HaveABoundPerTurn) {
  Played played(R"({dialogs: {call: {do: [{api: {url: "https://x.example/"}}]}}})");
  played.trigger("call");
  std::string body = R"({"messages":[)";
  for (int i = 0; i < 700; ++i) body += std::string(i ? "," : "") + R"({"text":"again"})";
  const auto effects = played.answer(200, body + "]}");
  EXPECT_EQ(all<Say>(effects).size(), 500u);
  ASSERT_GE(all<ReportError>(effects).size(), 1u);
  EXPECT_EQ(all<ReportError>(effects)[0].error, "more than 500 messages in one turn");
  EXPECT_FALSE(played.conversation.turn);
}

TEST(Messages, OfAnEndlessCycleStopWithIt) {
  Played played(
      R"({dialogs: {a: {say: Again., next: b}, b: {say: And again., next: a}, errorOccurred: {say: Stop., next: a}}})");
  const auto effects = played.trigger("a");
  // 100 dialogs, then the error dialog and what little may still follow it.
  EXPECT_EQ(all<Say>(effects).size(), 110u);
  const auto reports = all<ReportError>(effects);
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[0].error, "EXECUTOR_INFINITE_LOOP");
  EXPECT_FALSE(played.conversation.turn);
}

TEST(Messages, RememberOnlyTheNewestButtons) {
  Played played(R"({dialogs: {a: {say: {say: Pick, buttons: {One: a, Two: a}}}}})");
  for (int i = 0; i < 600; ++i) played.trigger("a");
  EXPECT_EQ(played.conversation.payloads.size(), 1000u);
}

// Only the data of a webhook is mirrored (01 §4): `session` is where a widget's page puts its own.
TEST(Session, HoldsWhatChannelsHandOver) {
  for (const auto& [channel, data, expected] :
       {std::tuple{"web", R"({"session":{"firstName":"Ann","x":1}})",
                   R"({"session":{"firstName":"Ann","x":1}})"},
        {"web", R"({"cart":{"n":1}})", R"({"cart":{"n":1}})"},
        {"webHook", R"({"cart":{"n":1}})", R"({"cart":{"n":1},"session":{"cart":{"n":1}}})"},
        {"webHook", R"({"session":{"a":1},"b":2})", R"({"session":{"a":1,"b":2},"b":2})"},
        {"webHook", R"({"session":{"a":1}})", R"({"session":{"a":1}})"}}) {
    Played played("{dialogs: {}}");
    UserSaid said;
    said.channel_type = channel;
    said.session_data = parse_json(data)->as_object();
    played.run(said);
    JsonObject left = played.conversation.session;
    for (const auto* root : {"internal", "locale", "events"}) erase_member(left, root);
    EXPECT_EQ(to_json_text(left), expected) << channel << ' ' << data;
  }
}

TEST(Session, LosesTheListedElementsWhateverTheirOrder) {
  for (const auto& [names, expected] : {std::pair{R"("list[0]", "list[1]")", "[3]"},
                                        {R"("list[0]", x, "list.1", "list[0]")", "[3]"},
                                        {R"("list[2]", "list[1]")", "[1]"},
                                        {R"("list[0]", "list[0].a", "list[9]")", "[2,3]"}}) {
    Played played("{dialogs: {clear: {do: [{clearSession: {variables: [" + std::string(names) + "]}}]}}}");
    played.conversation.session["list"] = JsonArray{1, 2, 3};
    played.trigger("clear");
    EXPECT_EQ(to_json_text(played.conversation.session.at("list")), expected) << names;
  }
}

TEST(Session, ThatGrowsTooLargeIsAnError) {
  Played played(R"({dialogs: {call: {do: [{api: {url: "https://x.example/"}}], next: call}}})");
  played.trigger("call");
  const std::string body =
      R"({"session":{"namespace":"big","data":")" + std::string(9'000'000, 'x') + R"("}})";
  EXPECT_TRUE(all<ReportError>(played.answer(200, body)).empty());
  const std::string more =
      R"({"session":{"namespace":"more","data":")" + std::string(2'000'000, 'x') + R"("}})";
  EXPECT_EQ(all<ReportError>(played.answer(200, more)).size(), 1u);
  EXPECT_EQ(find_member(played.conversation.session, "more"), nullptr);
  EXPECT_FALSE(played.conversation.turn);
}

TEST(Step, DropsAnswersNobodyWaitsFor) {
  Played played(caller);
  const std::string idle = to_json_text(to_json(played.conversation));
  EXPECT_TRUE(played.answer(200, "{}").empty());
  EXPECT_TRUE(played.run(MailSent{"x", ""}).empty());
  EXPECT_TRUE(played.run(PauseEnded{}).empty());
  EXPECT_TRUE(played.run(TurnAborted{"x"}).empty());
  EXPECT_EQ(to_json_text(to_json(played.conversation)), idle);
  played.trigger("get");
  const std::string waiting = to_json_text(to_json(played.conversation));
  EXPECT_TRUE(played.run(ApiAnswered{"other", std::nullopt, "timeout"}).empty());
  EXPECT_TRUE(played.run(ScriptFinished{played.conversation.turn->waiting->call_id, {}}).empty());
  EXPECT_EQ(to_json_text(to_json(played.conversation)), waiting);
}

TEST(Step, MarksTheConversationAsHandedOver) {
  Played played(R"(
offloadProviders: [{id: desk, name: Desk, config: {url: "https://desk.example/"}}]
dialogs: {go: {do: [{offload: {providerId: desk, queue: q1}}]}})");
  const auto effects = played.trigger("go");
  EXPECT_EQ(all<HandedOver>(effects).size(), 1u);
  const auto calls = all<HandOver>(effects);
  ASSERT_EQ(calls.size(), 1u);
  EXPECT_EQ(to_json_text(calls[0].extra), R"({"queue":"q1"})");
}

// Long conversations of random events: every step keeps the laws of checked_step.
class RandomConversation : public ::testing::TestWithParam<unsigned> {};
TEST_P(RandomConversation, KeepsTheLaws) {
  std::mt19937 generator(GetParam());
  const auto draw = [&](std::uint64_t bound) -> std::uint64_t { return bound ? generator() % bound : 0; };
  const auto bot = testing::busy_bot();
  auto conversation = new_conversation(*bot, {"busy", Version::draft, "session"});
  UtcMs now = noon;
  for (int i = 0; i < 120; ++i) {
    now = now + static_cast<std::int64_t>(draw(200'000));
    const auto event = testing::random_event(*bot, conversation, now, draw);
    const auto fault = testing::checked_step(*bot, conversation, event);
    ASSERT_EQ(fault, "") << "seed " << GetParam() << ", step " << i << ": " << to_json_text(to_json(event));
  }
}
INSTANTIATE_TEST_SUITE_P(, RandomConversation, ::testing::Range(1u, 6u));

}  // namespace
}  // namespace sb::engine
