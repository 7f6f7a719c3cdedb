#include "conductor/conductor.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <future>

#include "base/testing/manual_executor.h"
#include "conductor/maintenance.h"
#include "conductor/replay.h"
#include "http/testing/scripted_client.h"
#include "model/bot_json.h"

namespace sb::conductor {
namespace {

constexpr UtcMs start_of_time{1'900'000'000'000};

class InPlace final : public BlockingPool {
 public:
  void run(std::function<void()> work) override { work(); }
};

// Collects what the conductor delivers, and answers as the test wants.
class RecordingOutlet final : public Outlet {
 public:
  std::vector<Outgoing> outgoing(const StepRecord& step) const override {
    std::vector<Outgoing> out;
    for (const auto& effect : step.effects) {
      if (const auto* say = std::get_if<engine::Say>(&effect)) {
        out.push_back({say->message_id, plain_text(say->message)});
      }
    }
    return out;
  }
  void deliver(const store::OutboxRow& row, std::function<void(DeliveryResult)> done) override {
    attempts.push_back(row.body);
    ids.push_back(row.message_id);
    if (hold) {
      held.push_back(std::move(done));
      return;
    }
    done({working, working ? 200 : 500, "", ""});
  }
  std::string error_source() const override { return "webhook"; }
  std::string url() const override { return "http://receiver.example/"; }

  std::vector<std::string> attempts, ids;
  std::vector<std::function<void(DeliveryResult)>> held;
  bool working = true, hold = false;
};

class OneOutlet final : public OutletDirectory {
 public:
  explicit OneOutlet(std::shared_ptr<RecordingOutlet> outlet) : outlet_(std::move(outlet)) {}
  std::shared_ptr<Outlet> find(const std::string&) override { return outlet_; }
  std::vector<std::string> targets(const StepRecord&) override { return {"channel"}; }

 private:
  std::shared_ptr<RecordingOutlet> outlet_;
};

// "count" counts; "call" calls a back end and then says the session variable `answer`; "once" the same by
// POST.
Bot test_bot() {
  Bot bot = new_bot("tester", "Tester", "en");
  const auto add = [&](std::string id, std::string intent, auto content, std::optional<std::string> next) {
    Dialog dialog;
    dialog.id = dialog.name = std::move(id);
    dialog.flow_id = bot.flows.front().id;
    if (!intent.empty()) dialog.nlp.intent = intent;
    dialog.content = std::move(content);
    dialog.go_to.dialog_id = std::move(next);
    bot.dialogs.push_back(std::move(dialog));
  };
  const auto text = [](const char* words) {
    BotMessage message;
    message.config = JsonObject{{"textMessages", JsonArray{JsonObject{{"text", words}}}}};
    return MessageContent{{message}};
  };
  const auto call = [](const char* method) {
    action::Api api;
    api.method = method;
    api.url = "https://back.example/x";
    return ActionContent{{Action{"api", api}}};
  };
  GoToContent count;
  count.otherwise = GoTo{"counted", {{Assignment::Type::text, "n", "{n|increment}"}}};
  add("count", "count", count, std::nullopt);
  add("counted", "", text("n is {n}"), std::nullopt);
  add("call", "call", call("GET"), "called");
  add("once", "once", call("POST"), "called");
  add("called", "", text("answer is {answer}"), std::nullopt);
  for (const auto* name : {"count", "call", "once"}) {
    Intent intent{name, {}};
    intent.expressions["en"] = {{name}};
    bot.nlp.intents.push_back(intent);
  }
  return bot;
}

class ConductorTest : public ::testing::Test {
 protected:
  ConductorTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "conductor-test-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
    open();
  }
  ~ConductorTest() override {
    close();
    std::filesystem::remove_all(directory_);
  }

  void open(Limits limits = {}) {
    store_ = std::move(store::open_sqlite_store({directory_}, Sealer({1, 2, 3}))).value();
    bots_ = std::make_unique<BotRegistry>(*store_);
    ASSERT_FALSE(bots_->load_all().has_error());
    ASSERT_FALSE(bots_->put(test_bot(), Version::draft).has_error());
    http_ = std::make_unique<http::testing::ScriptedClient>();
    outlet_ = std::make_shared<RecordingOutlet>();
    outlets_ = std::make_unique<OneOutlet>(outlet_);
    Conductor::Wiring wiring{{executor_}, *store_, *bots_, readers_, *outlets_, {*http_}};
    wiring.limits = limits;
    conductor_ = std::make_unique<Conductor>(std::move(wiring));
    ASSERT_FALSE(conductor_->start().has_error());
  }
  // As a kill would: nothing is finished.
  void close() {
    http_.reset();
    conductor_.reset();
    bots_.reset();
    store_.reset();
    const UtcMs now = executor_->now();
    executor_->drop();
    executor_ = std::make_shared<sb::testing::ManualExecutor>(now);
  }
  void restart() {
    close();
    open();
  }

  // The outcome of a message: "ok", "repeated" or the error's text.
  std::shared_ptr<std::string> say(const std::string& text, const std::string& session = "s",
                                   std::optional<std::string> key = std::nullopt) {
    Inbound inbound;
    inbound.key = {"tester", Version::draft, session};
    inbound.channel_id = "channel";
    inbound.channel_type = "webHook";
    inbound.message.kind = UserMessageKind::text;
    inbound.message.text = text;
    inbound.idempotency_key = std::move(key);
    inbound.request_digest = text;
    auto outcome = std::make_shared<std::string>();
    conductor_->accept(std::move(inbound), [outcome](Result<Accepted> result) {
      *outcome = result.has_error() ? result.error().message : result->repeated ? "repeated" : "ok";
    });
    return outcome;
  }
  std::string said(const std::string& text, const std::string& session = "s",
                   std::optional<std::string> key = std::nullopt) {
    const auto outcome = say(text, session, std::move(key));
    EXPECT_TRUE(executor_->run_until([&] { return !outcome->empty(); }));
    return *outcome;
  }
  bool delivered(std::size_t count) {
    return executor_->run_until([&] { return outlet_->attempts.size() >= count; });
  }
  bool calls(std::size_t count) {
    return executor_->run_until([&] { return http_->requests().size() >= count; });
  }
  std::int64_t session_row(const std::string& session = "s") {
    return store_->find_session({"tester", Version::draft, session}).value().value().row;
  }
  void expect_journal_reproduces() {
    const auto report = replay_session(*store_, *bots_, session_row()).value();
    EXPECT_GT(report.steps, 0);
    EXPECT_EQ(report.differences.size(), 0u);
    EXPECT_EQ(report.skipped_turns, 0);
  }
  static http::Outcome answer(const char* value) {
    return http::testing::json_answer(
        200, std::string(R"({"session":{"namespace":"answer","data":")") + value + "\"}}");
  }

  std::string directory_;
  std::shared_ptr<sb::testing::ManualExecutor> executor_ =
      std::make_shared<sb::testing::ManualExecutor>(start_of_time);
  InPlace readers_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<BotRegistry> bots_;
  std::unique_ptr<http::testing::ScriptedClient> http_;
  std::shared_ptr<RecordingOutlet> outlet_;
  std::unique_ptr<OneOutlet> outlets_;
  std::unique_ptr<Conductor> conductor_;
};

using Texts = std::vector<std::string>;

// A bot whose variable `answer` is sensitive, and which calls again after an error.
class ConductorSecrets : public ConductorTest {
 protected:
  using Bodies = std::vector<std::pair<std::string, std::string>>;

  void SetUp() override {
    Bot bot = test_bot();
    Variable secret;
    secret.name = "answer";
    secret.sensitive = true;
    bot.variables.push_back(secret);
    const auto named = [&](auto wanted) {
      return std::find_if(bot.dialogs.begin(), bot.dialogs.end(), wanted);
    };
    const auto error =
        named([](const Dialog& dialog) { return dialog.system == SystemDialog::error_occurred; });
    error->content = named([](const Dialog& dialog) { return dialog.id == "call"; })->content;
    error->go_to.dialog_id = "called";
    ASSERT_FALSE(bots_->put(bot, Version::draft).has_error());
  }
  // Of the messages: as people read them, and the originals.
  Bodies bodies() {
    Bodies out;
    for (const auto& listed : store_->messages(session_row(), 0, 10).value())
      out.emplace_back(listed.message.body, listed.message.original);
    return out;
  }
  // The error's dialog calls again.
  void fail_the_first_call() {
    EXPECT_EQ(said("call"), "ok");
    ASSERT_TRUE(calls(1));
    http_->finish_next(http::testing::json_answer(500, R"({"reason":"no call"})"));
    ASSERT_TRUE(calls(2));
  }
  std::string logged_response() {
    const auto errors = store_->errors("tester", Version::draft, 10).value();
    return errors.size() == 1 ? errors[0].response : std::to_string(errors.size()) + " errors";
  }
};

TEST_F(ConductorSecrets, WhatALaterStepMakesSensitiveIsHiddenInWhatWasSaidBefore) {
  EXPECT_EQ(said("call"), "ok");
  ASSERT_TRUE(calls(1));
  const std::string plain = R"({"messageType":"text","text":"call"})";
  EXPECT_EQ(bodies(), (Bodies{{plain, ""}}));
  http_->finish_next(answer("call"));
  ASSERT_TRUE(delivered(1));
  EXPECT_EQ(bodies(), (Bodies{{R"({"messageType":"text","text":"{answer}"})", plain},
                              {R"({"type":"text","config":{"textMessages":[{"text":"answer is {answer}"}]}})",
                               R"({"type":"text","config":{"textMessages":[{"text":"answer is call"}]}})"}}));
  expect_journal_reproduces();
}

// Also in what was logged.
TEST_F(ConductorSecrets, WhatALaterStepMakesSensitiveIsHiddenInWhatWasLogged) {
  ASSERT_NO_FATAL_FAILURE(fail_the_first_call());
  EXPECT_EQ(logged_response(),
            R"({"error":"the server answered 500","code":500,"body":{"reason":"no call"}})");
  http_->finish_next(answer("call"));
  ASSERT_TRUE(delivered(1));
  EXPECT_EQ(logged_response(),
            R"({"error":"the server answered 500","code":500,"body":{"reason":"no {answer}"}})");
  expect_journal_reproduces();
}

// All of it after a kill in between.
TEST_F(ConductorSecrets, AreHiddenInWhatWasSaidAndLoggedBeforeARestart) {
  ASSERT_NO_FATAL_FAILURE(fail_the_first_call());
  restart();
  ASSERT_TRUE(calls(1));
  http_->finish_next(answer("call"));
  ASSERT_TRUE(delivered(1));
  EXPECT_EQ(bodies().front(), Bodies::value_type(R"({"messageType":"text","text":"{answer}"})",
                                                 R"({"messageType":"text","text":"call"})"));
  EXPECT_EQ(logged_response(),
            R"({"error":"the server answered 500","code":500,"body":{"reason":"no {answer}"}})");
  expect_journal_reproduces();
}

TEST_F(ConductorTest, RunsTheTurnsOfASessionInOrder) {
  const auto first = say("count"), second = say("count"), other = say("count", "t");
  ASSERT_TRUE(delivered(3));
  EXPECT_EQ(*first, "ok");
  EXPECT_EQ(*second, "ok");
  EXPECT_EQ(*other, "ok");
  Texts texts = outlet_->attempts;
  std::sort(texts.begin(), texts.end());
  EXPECT_EQ(texts, (Texts{"n is 1", "n is 1", "n is 2"}));
  expect_journal_reproduces();
}

TEST_F(ConductorTest, ContinuesASessionAfterARestart) {
  EXPECT_EQ(said("count"), "ok");
  ASSERT_TRUE(delivered(1));
  executor_->run_posted();
  restart();
  EXPECT_EQ(said("count"), "ok");
  ASSERT_TRUE(delivered(1));
  EXPECT_EQ(outlet_->attempts, (Texts{"n is 2"}));
  expect_journal_reproduces();
}

TEST_F(ConductorTest, AcknowledgesAMessageBehindAWaitingTurnAndRunsItLater) {
  EXPECT_EQ(said("call"), "ok");
  ASSERT_TRUE(calls(1));
  EXPECT_EQ(said("count"), "ok");
  EXPECT_TRUE(outlet_->attempts.empty());
  EXPECT_EQ(store_->inbox().value().size(), 1u);
  http_->finish_next(answer("yes"));
  ASSERT_TRUE(delivered(2));
  EXPECT_EQ(outlet_->attempts, (Texts{"answer is yes", "n is 1"}));
  ASSERT_TRUE(executor_->run_until([&] { return store_->inbox().value().empty(); }));
  expect_journal_reproduces();
}

TEST_F(ConductorTest, RepeatsAnInterruptedCallWithTheSameKeyAndThenTakesTheQueuedMessage) {
  EXPECT_EQ(said("call"), "ok");
  ASSERT_TRUE(calls(1));
  const auto key = http_->requests()[0].headers;
  EXPECT_EQ(said("count"), "ok");
  restart();
  ASSERT_TRUE(calls(1));
  EXPECT_EQ(http_->requests()[0].headers, key);
  http_->finish_next(answer("again"));
  ASSERT_TRUE(delivered(2));
  EXPECT_EQ(outlet_->attempts, (Texts{"answer is again", "n is 1"}));
  expect_journal_reproduces();
}

TEST_F(ConductorTest, ReportsAnInterruptedPostInsteadOfRepeatingIt) {
  EXPECT_EQ(said("once"), "ok");
  ASSERT_TRUE(calls(1));
  restart();
  ASSERT_TRUE(delivered(1));
  EXPECT_TRUE(http_->requests().empty());
  const auto errors = store_->errors("tester", Version::draft, 10).value();
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].error, "interrupted");
  EXPECT_EQ(errors[0].source, "api");
}

TEST_F(ConductorTest, AnswersARepeatedKeyWithoutDoingItAgain) {
  EXPECT_EQ(said("count", "s", "k1"), "ok");
  EXPECT_EQ(said("count", "s", "k1"), "repeated");
  EXPECT_EQ(said("count", "s", "k2"), "ok");
  restart();
  EXPECT_EQ(said("count", "s", "k2"), "repeated");
  EXPECT_EQ(said("call", "s", "k2"), "this idempotency key came with another body");
  EXPECT_EQ(said("count", "other session", "k2"), "ok");
}

TEST_F(ConductorTest, RefusesAKeyThatIsBeingWorkedOn) {
  const auto first = say("count", "s", "k"), second = say("count", "s", "k");
  ASSERT_TRUE(executor_->run_until([&] { return !first->empty() && !second->empty(); }));
  EXPECT_EQ(*first, "ok");
  EXPECT_EQ(*second, "a request with this idempotency key is being worked on");
}

TEST_F(ConductorTest, BoundsTheQueueOfASession) {
  close();
  Limits limits;
  limits.queued_per_session_max = 2;
  open(limits);
  EXPECT_EQ(said("call"), "ok");
  ASSERT_TRUE(calls(1));
  EXPECT_EQ(said("count"), "ok");
  EXPECT_EQ(said("count"), "ok");
  EXPECT_EQ(said("count"), "more than 2 messages of this session are waiting");
  EXPECT_EQ(said("count", "t"), "ok");
}

TEST_F(ConductorTest, RetriesADeliveryWithTheSameIdOnTheScheduleAndThenGivesUp) {
  outlet_->working = false;
  EXPECT_EQ(said("count"), "ok");
  ASSERT_TRUE(delivered(1));
  std::size_t attempts = 1;
  for (const std::int64_t delay_ms : {1'000, 5'000, 25'000, 60'000}) {
    executor_->run_posted();
    EXPECT_EQ(executor_->next_timer_ms(), delay_ms);
    executor_->advance(delay_ms);
    ASSERT_TRUE(delivered(++attempts));
  }
  for (int minutes = 0; minutes < 62; ++minutes) {
    executor_->run_posted();
    executor_->advance(60'000);
  }
  ASSERT_TRUE(executor_->run_until([&] { return conductor_->load().deliveries_dropped == 1; }));
  for (const auto& id : outlet_->ids) EXPECT_EQ(id, outlet_->ids[0]);
  ASSERT_TRUE(executor_->run_until([&] { return store_->outbox(0, 10).value().empty(); }) ||
              store_->outbox(0, 10).value().empty());
  EXPECT_EQ(store_->errors("tester", Version::draft, 10).value().size(), 1u);
}

TEST_F(ConductorTest, KeepsTheOrderOfDeliveriesBehindOneThatFails) {
  outlet_->hold = true;
  EXPECT_EQ(said("count"), "ok");
  EXPECT_EQ(said("count"), "ok");
  ASSERT_TRUE(delivered(1));
  executor_->run_posted();
  EXPECT_EQ(outlet_->attempts, (Texts{"n is 1"}));
  outlet_->hold = false;
  outlet_->held[0]({false, 503, "", ""});
  executor_->run_posted();
  executor_->advance(1'000);
  ASSERT_TRUE(delivered(3));
  EXPECT_EQ(outlet_->attempts, (Texts{"n is 1", "n is 1", "n is 2"}));
}

TEST_F(ConductorTest, DeliversAgainWhatWasNotAcknowledgedBeforeARestart) {
  outlet_->hold = true;
  EXPECT_EQ(said("count"), "ok");
  ASSERT_TRUE(delivered(1));
  const std::string id = outlet_->ids[0];
  restart();
  ASSERT_TRUE(delivered(1));
  EXPECT_EQ(outlet_->ids[0], id);
}

TEST_F(ConductorTest, RemovingASessionCancelsItsTurnAndForgetsItsQueue) {
  EXPECT_EQ(said("count"), "ok");
  EXPECT_EQ(said("call"), "ok");
  ASSERT_TRUE(calls(1));
  EXPECT_EQ(said("count"), "ok");
  std::optional<Ok> removed;
  conductor_->remove({"tester", Version::draft, "s"}, [&](Ok outcome) { removed = outcome; });
  ASSERT_TRUE(executor_->run_until([&] { return removed.has_value(); }));
  EXPECT_FALSE(removed->has_error());
  http_->finish_next(answer("late"));
  executor_->run_posted();
  EXPECT_EQ(said("count"), "ok");
  ASSERT_TRUE(executor_->run_until([&] { return outlet_->attempts.size() >= 2; }));
  EXPECT_EQ(outlet_->attempts.back(), "n is 1");
  EXPECT_TRUE(store_->inbox().value().empty());
}

TEST_F(ConductorTest, ControlRunsAtTheEffectBoundaryAndAPauseEndsTheTurn) {
  EXPECT_EQ(said("call"), "ok");
  ASSERT_TRUE(calls(1));
  engine::Control control;
  control.pause = engine::PauseRequest{5};
  std::optional<Ok> paused;
  conductor_->control({"tester", Version::draft, "s"}, control, Conductor::Create::no,
                      [&](Ok outcome) { paused = outcome; });
  ASSERT_TRUE(executor_->run_until([&] { return paused.has_value(); }));
  http_->finish_next(answer("late"));
  executor_->run_posted();
  EXPECT_EQ(said("count"), "ok");
  executor_->run_posted();
  EXPECT_TRUE(outlet_->attempts.empty());
  restart();  // the end of the pause survives
  executor_->run_posted();
  executor_->advance(5 * 60'000);
  executor_->run_until([&] {
    const auto state = parse_json(store_->find_session(session_row()).value()->state).value();
    return !state.at("conversation").as_object().contains("paused");
  });
  EXPECT_EQ(said("count"), "ok");
  ASSERT_TRUE(delivered(1));
  EXPECT_EQ(outlet_->attempts, (Texts{"n is 1"}));
}

TEST_F(ConductorTest, UnknownSessionsAndDialogsAreNotFound) {
  std::optional<Ok> outcome;
  conductor_->control({"tester", Version::draft, "nobody"}, {}, Conductor::Create::no,
                      [&](Ok o) { outcome = o; });
  ASSERT_TRUE(executor_->run_until([&] { return outcome.has_value(); }));
  EXPECT_EQ(outcome->error().code, ErrorCode::not_found);
  EXPECT_EQ(said("count"), "ok");
  outcome.reset();
  engine::Control control;
  control.trigger_dialog_id = "nowhere";
  conductor_->control({"tester", Version::draft, "s"}, control, Conductor::Create::no,
                      [&](Ok o) { outcome = o; });
  ASSERT_TRUE(executor_->run_until([&] { return outcome.has_value(); }));
  EXPECT_EQ(outcome->error().code, ErrorCode::not_found);
}

TEST_F(ConductorTest, ARunningTurnKeepsTheContentItBeganWith) {
  EXPECT_EQ(said("call"), "ok");
  ASSERT_TRUE(calls(1));
  Bot changed = test_bot();
  for (auto& dialog : changed.dialogs) {
    if (dialog.id != "called") continue;
    auto& message = std::get<MessageContent>(dialog.content).components[0];
    message.config = JsonObject{{"textMessages", JsonArray{JsonObject{{"text", "new content {answer}"}}}}};
  }
  ASSERT_TRUE(bots_->put(changed, Version::draft).value());
  http_->finish_next(answer("a"));
  ASSERT_TRUE(delivered(1));
  EXPECT_EQ(said("call"), "ok");
  ASSERT_TRUE(calls(2));
  http_->finish_next(answer("b"));
  ASSERT_TRUE(delivered(2));
  EXPECT_EQ(outlet_->attempts, (Texts{"answer is a", "new content b"}));
}

TEST_F(ConductorTest, StopsGracefully) {
  EXPECT_EQ(said("call"), "ok");
  ASSERT_TRUE(calls(1));
  bool stopped = false;
  conductor_->stop(60'000, [&] { stopped = true; });
  executor_->run_posted();
  EXPECT_FALSE(stopped);
  EXPECT_EQ(said("count"), "the server is stopping");
  http_->finish_next(answer("done"));
  ASSERT_TRUE(delivered(1));  // the clock stands still until the writer's thread has done its part
  EXPECT_FALSE(stopped);
  ASSERT_TRUE(executor_->run_until([&] {
    executor_->advance(10);
    return stopped;
  }));
  EXPECT_EQ(outlet_->attempts, (Texts{"answer is done"}));
}

TEST_F(ConductorTest, RetentionForgetsWhatIsPastItsTimeAndNothingInUse) {
  EXPECT_EQ(said("count", "old"), "ok");
  EXPECT_EQ(said("call", "waiting"), "ok");
  ASSERT_TRUE(calls(1));
  ASSERT_TRUE(delivered(1));
  Maintenance maintenance(*store_, *bots_, *conductor_);
  const auto sweep = [&](UtcMs now) {
    auto removed = std::async(std::launch::async, [&maintenance, now] { return maintenance.sweep(now); });
    while (removed.wait_for(std::chrono::milliseconds(0)) != std::future_status::ready)
      executor_->run_posted();
    return removed.get();
  };
  const auto exists = [&](const char* session) {
    return store_->find_session({"tester", Version::draft, session}).value().has_value();
  };
  EXPECT_EQ(sweep(executor_->now()), 0);

  const auto& settings = bots_->find("tester", Version::draft)->index->bot().settings;
  const std::int64_t ms_per_day = 86'400'000;
  EXPECT_GT(sweep(executor_->now() + (settings.retention_sessions_days + 1) * ms_per_day), 0);
  EXPECT_FALSE(exists("old"));
  EXPECT_TRUE(exists("waiting"));

  http_->finish_next(answer("late"));  // the turn that waited goes on as if nothing had happened
  ASSERT_TRUE(delivered(2));
  EXPECT_EQ(outlet_->attempts.back(), "answer is late");
  EXPECT_EQ(said("count", "old"), "ok");  // and who was forgotten begins anew
  ASSERT_TRUE(delivered(3));
  EXPECT_EQ(outlet_->attempts.back(), "n is 1");
}

}  // namespace
}  // namespace sb::conductor
