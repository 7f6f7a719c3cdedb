#include <gtest/gtest.h>

#include "engine/conversation.h"
#include "engine/effect.h"
#include "engine/event.h"
#include "engine/step.h"

// What is stored between two steps reads back as it was written.

namespace sb::engine {
namespace {

TEST(ConversationJson, KeepsEveryMember) {
  Conversation c;
  c.session = {{"internal", JsonObject{{"botId", "b"}}}, {"x", 1.5}};
  c.contexts = {{"train", 2}};
  c.pending = PendingInput{"d1", 3};
  c.paused = true;
  c.paused_until = UtcMs{17};
  c.offload = ActiveOffload{"desk", UtcMs{16}};
  c.interrupted_dialog_id = "d2";
  c.location_variable = "place";
  c.upload = UploadTargets{"yes", std::nullopt};
  c.payloads = {{std::string(40, 'a'), Postback{"Title", true, "d3", {{"k", Json(JsonArray{1})}}, "where"}}};
  c.last_picks = {{"d/components/0", 2}};
  c.had_user_message = true;
  Turn turn;
  turn.id = std::string(24, '1');
  turn.random = SeededRandom("seed", 5);
  turn.started_at = UtcMs{15};
  turn.dialogs_run = 7;
  turn.messages_said = 8;
  turn.web_only_said = 3;
  turn.opening = turn.error_shown = turn.pause_at_end = turn.in_event = true;
  turn.pause_until = UtcMs{99};
  turn.intent = {"hello", 0.5};
  turn.fired_events = {"e1", "e2"};
  turn.queued_events = {"e2"};
  turn.resume = {"d4"};
  turn.waiting = Waiting{WaitKind::mail, "call", "d5", 2, {{"kind", "mail"}}};
  c.turn = turn;

  const auto text = to_json_text(to_json(c));
  const auto read = conversation_from_json(*parse_json(text));
  ASSERT_TRUE(read);
  EXPECT_EQ(to_json_text(to_json(*read)), text);
  EXPECT_EQ(read->turn, c.turn);
  EXPECT_EQ(read->contexts, c.contexts);
  EXPECT_EQ(read->pending, c.pending);
  EXPECT_EQ(read->paused_until, c.paused_until);
  EXPECT_EQ(read->offload, c.offload);
  EXPECT_EQ(read->upload, c.upload);
  ASSERT_EQ(read->payloads.size(), 1u);
  EXPECT_EQ(read->payloads[0].postback, c.payloads[0].postback);
  EXPECT_EQ(read->last_picks, c.last_picks);
  EXPECT_TRUE(read->had_user_message && read->paused);
  EXPECT_EQ(read->interrupted_dialog_id, c.interrupted_dialog_id);
  EXPECT_EQ(read->location_variable, c.location_variable);
}

TEST(ConversationJson, RefusesWhatIsNone) {
  for (const auto* text : {"null", "[]", "{}", R"({"session":1})"}) {
    EXPECT_TRUE(conversation_from_json(*parse_json(text)).has_error()) << text;
  }
}

TEST(ConversationJson, LeavesOutWhatIsNotThere) {
  Conversation c;
  EXPECT_EQ(to_json_text(to_json(c)), R"({"session":{}})");
}

Event event_of(decltype(Event::what) what) {
  return Event{UtcMs{12}, "ab", std::move(what)};
}

std::vector<Event> events() {
  UserSaid said;
  said.message_id = "m";
  said.channel_id = "c";
  said.channel_type = "web";
  said.bot_initiated = true;
  said.message.kind = UserMessageKind::location;
  said.message.title = "t";
  said.message.payload = "";
  said.message.next_dialog_id = "d";
  said.message.params = {{"k", nullptr}};
  said.message.latitude = 50.25;
  said.message.longitude = -4;
  said.user = {{"firstName", "Ann"}};
  said.session_data = {{"x", 1}};
  nlu::FoundEntity entity;
  entity.name = "size";
  entity.value = "large";
  entity.score = 0.75;
  entity.start = 1;
  entity.end = 3;
  said.nlp = nlu::NlpResult{"text", {{"i", 0.5}}, "i", {entity}};
  UserSaid upload;
  upload.message.kind = UserMessageKind::upload;
  upload.message.urls = {"https://a/"};
  upload.message.upload_failed = true;
  http::Response response;
  response.status = 204;
  response.headers = {{"A", "b"}, {"a", "c"}};
  response.body = "body \xC3\xA9";
  response.url = "https://x/";
  response.elapsed_ms = 9;
  ScriptFinished finished{"id", {}};
  finished.outcome.ok = true;
  finished.outcome.results = {JsonObject{{"messages", JsonArray{}}}};
  finished.outcome.console = {{"warn", "careful", 4}};
  ScriptFinished failed{"id", {}};
  failed.outcome.error = "timeout";
  failed.outcome.line = 3;
  failed.outcome.column = 9;
  HandoverAnswered handover{"id",      HandoverAnswered::Status::opened, true, "desk", "e", {{"a", 1}},
                            {{"b", 2}}};
  Control control;
  control.unpause = control.end_offload = control.replace_session = true;
  control.writes = {{"a.b", Json(JsonObject{{"c", nullptr}})}, {"", Json(1)}};
  control.assignments = {{"k", "v"}};
  control.messages = {*parse_bot_message(JsonObject{{"text", "hi"}})};
  control.trigger_dialog_id = "d";
  control.pause = PauseRequest{5};
  Control forever;
  forever.pause = PauseRequest{};
  return {event_of(said),
          event_of(upload),
          event_of(ApiAnswered{"id", response, ""}),
          event_of(ApiAnswered{"id", response, "not UTF-8"}),
          event_of(ApiAnswered{"id", std::nullopt, "timeout"}),
          event_of(finished),
          event_of(failed),
          event_of(handover),
          event_of(MailSent{"id", "no"}),
          event_of(AvailabilityAnswered{"id", true}),
          event_of(control),
          event_of(forever),
          event_of(PauseEnded{}),
          event_of(TurnAborted{"why"})};
}

TEST(EventJson, ReadsBackAsItWasWritten) {
  for (const auto& event : events()) {
    const auto text = to_json_text(to_json(event));
    const auto read = event_from_json(*parse_json(text));
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(to_json_text(to_json(*read)), text);
    EXPECT_EQ(read->what.index(), event.what.index());
    EXPECT_EQ(read->now, event.now);
    EXPECT_EQ(read->seed, event.seed);
  }
}

TEST(EventJson, KeepsTheMembersOfAMessage) {
  const Event event = events().front();
  const auto read = event_from_json(*parse_json(to_json_text(to_json(event))));
  ASSERT_TRUE(read);
  const auto& before = std::get<UserSaid>(event.what);
  const auto& after = std::get<UserSaid>(read->what);
  EXPECT_EQ(after.message, before.message);
  EXPECT_EQ(after.nlp, before.nlp);
  EXPECT_TRUE(after.bot_initiated);
  EXPECT_EQ(to_json_text(after.session_data), to_json_text(before.session_data));
}

TEST(EventJson, RefusesWhatIsNone) {
  for (const auto* text :
       {"null", "{}", R"({"kind":"dance"})", R"({"kind":"control","messages":[{"type":"?"}]})"}) {
    EXPECT_TRUE(event_from_json(*parse_json(text)).has_error()) << text;
  }
}

TEST(EffectJson, ShownToPeopleKeepsSecretHeaders) {
  CallApi call;
  call.request.headers = {{"AUTHORIZATION", "a"}, {"hash", "b"}, {"X-Plain", "c"}};
  call.request.secret_headers = {"Hash"};
  EXPECT_EQ(to_json_text(shown_json(call).at("headers")),
            R"([["AUTHORIZATION","********"],["hash","********"],["X-Plain","c"]])");
  EXPECT_EQ(to_json_text(to_json(Effect{call}).at("headers")),
            R"([["AUTHORIZATION","a"],["hash","b"],["X-Plain","c"]])");
}

TEST(EffectJson, CallsReadBackAsTheyWereWritten) {
  CallApi call;
  call.call_id = "id";
  call.request.method = "PATCH";
  call.request.url = "https://x/?a=1";
  call.request.headers = {{"A", "b"}};
  call.request.body = "{}";
  call.request.timeout_ms = 7;
  call.request.isolation_key = "bot";
  call.request.secret_headers = {"hash"};
  call.settings_id = "s";
  call.idempotency_key = "k";
  call.repeatable = true;
  RunScript run;
  run.call_id = "id";
  run.job.run_id = "id";
  run.job.bot_id = "bot";
  run.job.code = "return;";
  run.job.args = {{"a", 1}};
  run.job.seed = "s";
  run.job.now = UtcMs{5};
  run.job.wall_ms_max = 6;
  run.job.cpu_ms_max = 7;
  run.job.heap_bytes_max = 8;
  run.job.result_bytes_max = 9;
  run.job.fetches_max = 10;
  const std::vector<Effect> calls = {call,
                                     run,
                                     HandOver{"id", "desk", {{"a", 1}}, {{"q", "x"}}},
                                     HandOver{"id", std::nullopt, {}, {}},
                                     SendMail{"id", "s", "r", "b", true},
                                     AskAvailability{"id", "desk"},
                                     AskAvailability{"id", std::nullopt}};
  for (const auto& effect : calls) {
    EXPECT_TRUE(needs_answer(effect));
    const auto object = to_json(effect);
    EXPECT_EQ(string_member(object, "kind"), effect_kind(effect));
    const auto read = effect_from_json(object);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->index(), effect.index());
    EXPECT_EQ(to_json_text(to_json(*read)), to_json_text(object));
  }
}

TEST(EffectJson, OthersAreNotRepeated) {
  const std::vector<Effect> others = {Say{}, ReportError{}, Note{}, PauseChanged{}, HandedOver{}};
  for (const auto& effect : others) {
    EXPECT_FALSE(needs_answer(effect));
    EXPECT_TRUE(effect_from_json(to_json(effect)).has_error());
    EXPECT_EQ(string_member(to_json(effect), "kind"), effect_kind(effect));
  }
}

TEST(StepDigest, CoversStateAndEffects) {
  Conversation c, d;
  d.paused = true;
  EXPECT_EQ(step_digest(c, {}), step_digest(Conversation{}, {}));
  EXPECT_NE(step_digest(c, {}), step_digest(d, {}));
  EXPECT_NE(step_digest(c, {}), step_digest(c, {Effect(Note{"a", "b"})}));
}

}  // namespace
}  // namespace sb::engine
