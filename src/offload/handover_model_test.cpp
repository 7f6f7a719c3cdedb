#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <random>
#include <set>

#include "base/testing/manual_executor.h"
#include "conductor/conductor.h"
#include "conductor/recording.h"
#include "conductor/replay.h"
#include "engine/testing/bot_sketch.h"
#include "http/testing/scripted_client.h"
#include "offload/humans.h"

// Random sequences of what users, agents, a provider, the clock and kill -9 do to handovers (security note
// E13), on the real conductor, store and provider. At every moment each conversation has one owner; nothing
// is lost or said twice.
//
// SIGNALBOX_SEQUENCES sets how many sequences are played, SIGNALBOX_SEED repeats a run.

namespace sb::offload {
namespace {

constexpr int sessions_per_world = 40;
constexpr int rounds = 18;
constexpr int settle_rounds = 8;  // a message, its turn, an offer, its answer, deliveries: each is one commit
constexpr std::int64_t minute_ms = 60'000;
constexpr int return_after_minutes = 30;

constexpr const char* sketch = R"(
offloadProviders:
  - {id: desk, name: Desk, config: {url: "https://desk.example/", verifyToken: secret, returnAfterMinutes: 30, deliveryMaxAgeMinutes: 100000}}
intents: {hello: [hello], human: [human]}
dialogs:
  introduction: {say: "Welcome."}
  notUnderstood: {say: "Pardon?"}
  offloadingOpened: {say: Somebody comes.}
  offloadingClosed: {say: Nobody is here.}
  hi: {intent: hello, say: Hi.}
  person: {intent: human, do: [{offload: {providerId: desk}}]}
)";

int number_from_environment(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text ? std::atoi(text) : otherwise;
}

class InPlace final : public BlockingPool {
 public:
  void run(std::function<void()> work) override { work(); }
};

struct Spoken {
  std::string text;
  bool by_agent = false;
};

// The user's screen: what reached the channel, repeated deliveries once.
class Channel final : public conductor::Outlet, public conductor::OutletDirectory {
 public:
  std::vector<conductor::Outgoing> outgoing(const conductor::StepRecord& step) const override {
    std::vector<conductor::Outgoing> out;
    for (const auto& effect : step.effects) {
      const auto* say = std::get_if<engine::Say>(&effect);
      if (!say) continue;
      out.push_back({say->message_id, to_json_text(JsonObject{{"session", step.key.session_id},
                                                              {"text", plain_text(say->message)},
                                                              {"agent", say->by_agent}})});
    }
    return out;
  }
  void deliver(const store::OutboxRow& row, std::function<void(conductor::DeliveryResult)> done) override {
    const JsonObject body = parse_json(row.body)->get_object();
    if (seen_.insert(row.message_id).second) {
      spoken[std::string(string_member(body, "session"))].push_back(
          {std::string(string_member(body, "text")), body.at("agent").get_bool()});
    }
    done({true, 200, "", ""});
  }
  std::string error_source() const override { return "webhook"; }
  std::string url() const override { return "channel"; }
  std::shared_ptr<conductor::Outlet> find(const std::string& target) override {
    if (target != "channel") return nullptr;
    return {std::shared_ptr<void>(), this};
  }
  std::vector<std::string> targets(const conductor::StepRecord&) override { return {"channel"}; }

  std::map<std::string, std::vector<Spoken>> spoken;

 private:
  std::set<std::string> seen_;
};

// What has been going on in one session, as its user and its agent know it.
struct Player {
  std::string session;
  int number = 0;                     // of the next user message
  std::vector<std::string> accepted;  // texts, in order
  std::optional<std::pair<std::string, std::string>>
      unanswered;                        // text and key of a message to be sent again
  std::shared_ptr<std::string> outcome;  // of that message
  bool paused_before = false, only_user_acted = false;
  std::size_t spoken_before = 0;
};

class World {
 public:
  World(unsigned seed, std::string directory) : random_(seed), directory_(std::move(directory)) {
    bot_ = engine::testing::parse_bot_sketch(sketch).value();
    for (int i = 0; i < sessions_per_world; ++i)
      players_.emplace_back().session = "user-" + std::to_string(i);
    open();
  }
  ~World() { close(); }

  void play() {
    for (int round = 0; round < rounds && !::testing::Test::HasFailure(); ++round) play_round();
    if (!::testing::Test::HasFailure()) finish();
  }
  int kills() const { return kills_; }
  int offers() const { return static_cast<int>(offers_.size()); }
  int returned_by_time() const { return returned_by_time_; }

 private:
  int draw(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
  store::SessionKey key(const Player& player) const { return {bot_.id, Version::draft, player.session}; }

  void open() {
    store_ = std::move(store::open_sqlite_store({directory_}, Sealer({1, 2, 3}))).value();
    bots_ = std::make_unique<conductor::BotRegistry>(*store_);
    ASSERT_FALSE(bots_->load_all().has_error());
    ASSERT_FALSE(bots_->put(bot_, Version::draft).has_error());
    http_ = std::make_unique<http::testing::ScriptedClient>();
    providers_ = std::make_unique<ProviderDirectory>(*bots_, *http_);
    outlets_ = std::make_unique<conductor::OutletGroup>(
        std::vector<conductor::OutletDirectory*>{&channel_, providers_.get()});
    humans_ = std::make_unique<Humans>(
        Humans::Wiring{*providers_, *store_, readers_, nullptr, [this] { return executor_->now(); }});
    conductor::Services services{*http_};
    services.humans = humans_.get();
    conductor_ = std::make_unique<conductor::Conductor>(
        conductor::Conductor::Wiring{{executor_}, *store_, *bots_, readers_, *outlets_, services});
    ASSERT_FALSE(conductor_->start().has_error());
  }
  void close() {
    waiting_offers_.clear();
    seen_requests_ = 0;
    http_.reset();
    conductor_.reset();
    humans_.reset();
    outlets_.reset();
    providers_.reset();
    bots_.reset();
    store_.reset();
    const UtcMs now = executor_->now();
    executor_->drop();
    executor_ = std::make_shared<sb::testing::ManualExecutor>(now);
  }
  void kill() {
    ++kills_;
    close();
    open();
  }

  // Everything that can happen without the clock or a new input happens.
  void settle() {
    for (int i = 0; i < settle_rounds; ++i) {
      executor_->run_posted();
      answer_messages();
      ASSERT_FALSE(store_->submit_and_wait({}).has_error());
    }
    executor_->run_posted();
  }

  // Takes down what the desk is told; offers wait until their provider makes up its mind.
  void answer_messages() {
    const auto open_calls = http_->open_calls();
    const auto& requests = http_->requests();
    for (; seen_requests_ < requests.size(); ++seen_requests_) {
      const auto call = http::CallId{seen_requests_ + 1};  // calls are numbered from 1 in their order
      const auto& request = requests[seen_requests_];
      const auto body = parse_json(request.body);
      if (body.has_error()) continue;
      const JsonObject& object = body->get_object();
      if (string_member(object, "event") == "offload") {
        const std::string id(string_member(object, "offloadId"));
        EXPECT_TRUE(offers_.insert(id).second) << "a second ticket for " << id;
        waiting_offers_.push_back(call);
      } else {
        take_down(request, object);
        if (std::find(open_calls.begin(), open_calls.end(), call) != open_calls.end()) {
          http_->finish(call, http::testing::json_answer(desk_works_ ? 200 : 503, "{}"));
        }
      }
    }
  }
  void take_down(const http::Request& request, const JsonObject& body) {
    if (!desk_works_) return;
    for (const auto& header : request.headers) {
      if (header.name == "webhook-id" && !told_ids_.insert(header.value).second) return;
    }
    for (const auto& item : body.at("messages").as_array()) {
      const JsonObject& said = item.as_object();
      if (string_member(said, "actor") != "user") continue;
      told_[std::string(string_member(body, "sessionId"))].push_back(
          std::string(string_member(said.at("message").as_object(), "text")));
    }
  }

  void say(Player& player, const std::string& text) {
    if (!player.unanswered) {
      player.unanswered = {text, player.session + '/' + std::to_string(player.number++)};
    }
    conductor::Inbound inbound;
    inbound.key = key(player);
    inbound.channel_id = "channel";
    inbound.channel_type = "webHook";
    inbound.message.kind = UserMessageKind::text;
    inbound.message.text = player.unanswered->first;
    inbound.idempotency_key = player.unanswered->second;
    inbound.request_digest = player.unanswered->first;
    player.outcome = std::make_shared<std::string>();
    conductor_->accept(std::move(inbound), [outcome = player.outcome](Result<conductor::Accepted> result) {
      *outcome = result.has_error() ? result.error().message : "ok";
    });
  }
  void control(Player& player, engine::Control wanted) {
    player.only_user_acted = false;
    conductor_->control(key(player), std::move(wanted), conductor::Conductor::Create::no, [](const Ok&) {});
  }
  void decide_offer() {
    if (waiting_offers_.empty()) return;
    const auto at = waiting_offers_.begin() + draw(static_cast<int>(waiting_offers_.size()));
    const http::CallId call = *at;
    waiting_offers_.erase(at);
    using http::testing::json_answer;
    switch (draw(6)) {
      case 0:
        http_->finish(call, json_answer(200, R"({"offloadSuccess":true})"));
        break;
      case 1:
        http_->finish(call, json_answer(200, R"({"offloadSuccess":false})"));
        break;
      case 2:
        http_->finish(call, http::Failure{http::FailureKind::timed_out, "too late"});
        break;
      default:
        http_->finish(call, json_answer(200, R"({"offloadSuccess":true,"pauseBot":true})"));
    }
  }

  void act(Player& player) {
    player.only_user_acted = true;
    if (player.unanswered) return say(player, "");
    engine::Control wanted;
    switch (draw(12)) {
      case 0:
      case 1:
        return say(player, "hello");
      case 2:
        return say(player, "gibberish");
      case 3:
      case 4:
        return say(player, "human");
      case 5: {
        BotMessage message;
        message.config = JsonObject{{"textMessages", JsonArray{JsonObject{{"text", "Ann here."}}}}};
        wanted.messages = {message};
        return control(player, std::move(wanted));
      }
      case 6:
        wanted.pause = engine::PauseRequest{};
        return control(player, std::move(wanted));
      case 7:
        wanted.unpause = true;
        return control(player, std::move(wanted));
      case 8:
        wanted.end_offload = true;
        return control(player, std::move(wanted));
      case 9:
        wanted.trigger_dialog_id = "hi";
        return control(player, std::move(wanted));
      default:
        return;  // silence
    }
  }

  void play_round() {
    for (auto& player : players_) {
      const auto row = store_->find_session(key(player)).value();
      player.paused_before = row && state_of(*row).paused;
      player.spoken_before = channel_.spoken[player.session].size();
      act(player);
    }
    const int decisions = draw(sessions_per_world / 2);
    if (draw(4) == 0) kill();  // in the middle of everything
    settle();
    for (int i = 0; i < decisions; ++i) {
      decide_offer();
      if (draw(12) == 0) kill();
      settle();
    }
    const bool long_wait = draw(6) == 0;
    if (draw(5) == 0) desk_works_ = !desk_works_;
    executor_->advance(long_wait ? (return_after_minutes + 1) * minute_ms : minute_ms);
    settle();
    for (auto& player : players_) {
      take_outcome(player);
      check(player, long_wait);
    }
  }

  void take_outcome(Player& player) {
    if (!player.unanswered || !player.outcome || player.outcome->empty()) return;
    if (*player.outcome == "ok") {
      player.accepted.push_back(player.unanswered->first);
      player.unanswered.reset();
    }
    player.outcome.reset();
  }

  static engine::Conversation state_of(const store::SessionRow& row) {
    return conductor::parse_stored_state(row.state).value().conversation;
  }

  void check(Player& player, bool long_wait) {
    const auto row = store_->find_session(key(player)).value();
    if (!row) return;
    const auto state = state_of(*row);
    const auto handovers = store_->handovers(row->row).value();
    int held = 0, offered = 0;
    for (const auto& handover : handovers) {
      const auto at = static_cast<engine::HandoverState>(handover.state);
      EXPECT_EQ(static_cast<int>(handover.owner), static_cast<int>(engine::owner_of(at)));
      offered += at == engine::HandoverState::offered;
      EXPECT_EQ(engine::parse_handover_state(engine::handover_state_name(at)), at);
      if (engine::is_over(at) || at == engine::HandoverState::offered) continue;
      ++held;
      ASSERT_TRUE(state.offload.has_value());
      EXPECT_EQ(handover.id, state.offload->id);
      EXPECT_EQ(handover.owner == store::HandoverOwner::agent, state.paused) << player.session;
    }
    EXPECT_EQ(held, state.offload ? 1 : 0) << player.session;
    EXPECT_EQ(offered, state.offer && !state.offer_failed ? 1 : 0) << player.session;
    const auto& spoken = channel_.spoken[player.session];
    if (player.paused_before && player.only_user_acted && !long_wait) {
      for (std::size_t i = player.spoken_before; i < spoken.size(); ++i) {
        EXPECT_TRUE(spoken[i].by_agent)
            << player.session << ": the bot spoke beside an agent: " << spoken[i].text;
      }
    }
    if (long_wait && state.offload && state.offload->return_after_minutes) {
      EXPECT_FALSE(state.paused) << player.session << ": nobody came back";
    }
    if (long_wait && player.paused_before && !state.paused) ++returned_by_time_;
  }

  // The world becomes quiet: everybody has answered, everything has arrived, the bot goes on.
  void finish() {
    desk_works_ = true;
    for (int i = 0; i < 80; ++i) {
      while (!waiting_offers_.empty()) decide_offer();
      for (auto& player : players_) {
        if (player.unanswered) say(player, "");
      }
      executor_->advance(minute_ms);
      settle();
      for (auto& player : players_) take_outcome(player);
    }
    for (auto& player : players_) {
      engine::Control end;
      end.unpause = end.end_offload = true;
      control(player, std::move(end));
      settle();
      player.spoken_before = channel_.spoken[player.session].size();
      say(player, "hello");
    }
    settle();
    executor_->advance(minute_ms);
    settle();
    for (auto& player : players_) {
      take_outcome(player);
      EXPECT_FALSE(player.unanswered.has_value()) << player.session;
      const auto& spoken = channel_.spoken[player.session];
      ASSERT_GT(spoken.size(), player.spoken_before) << player.session << ": the bot is silent";
      EXPECT_EQ(spoken.back().text, "Hi.");
      EXPECT_FALSE(spoken.back().by_agent);
      EXPECT_EQ(told_[player.session], player.accepted) << player.session << ": what the desk was told";
      const auto row = store_->find_session(key(player)).value().value();
      EXPECT_FALSE(row.in_turn);
      EXPECT_FALSE(state_of(row).offload.has_value());
    }
    EXPECT_TRUE(store_->sessions_in_turn().value().empty());
    EXPECT_TRUE(store_->outbox(0, 10).value().empty());
    const auto row = store_->find_session(key(players_.front())).value().value();
    EXPECT_TRUE(conductor::replay_session(*store_, *bots_, row.row).value().differences.empty());
  }

  std::mt19937 random_;
  std::string directory_;
  Bot bot_;
  std::shared_ptr<sb::testing::ManualExecutor> executor_ =
      std::make_shared<sb::testing::ManualExecutor>(UtcMs{1'900'000'000'000});
  InPlace readers_;
  Channel channel_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<conductor::BotRegistry> bots_;
  std::unique_ptr<http::testing::ScriptedClient> http_;
  std::unique_ptr<ProviderDirectory> providers_;
  std::unique_ptr<conductor::OutletGroup> outlets_;
  std::unique_ptr<Humans> humans_;
  std::unique_ptr<conductor::Conductor> conductor_;
  std::vector<Player> players_;
  std::vector<http::CallId> waiting_offers_;
  std::size_t seen_requests_ = 0;
  bool desk_works_ = true;
  std::set<std::string> offers_, told_ids_;
  std::map<std::string, std::vector<std::string>> told_;
  int kills_ = 0, returned_by_time_ = 0;
};

TEST(HandoverModel, EveryConversationHasOneOwnerAtAnyTime) {
  const int sequences = number_from_environment("SIGNALBOX_SEQUENCES", 120);
  const unsigned seed = static_cast<unsigned>(
      number_from_environment("SIGNALBOX_SEED", static_cast<int>(std::random_device()() >> 1)));
  std::cout << "seed " << seed << '\n';
  const std::filesystem::path memory = "/dev/shm";
  const auto base = std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
  int kills = 0, offers = 0, returned = 0, played = 0;
  for (unsigned world = 0; played < sequences && !HasFailure(); ++world) {
    std::string pattern = (base / "handover-model-XXXXXX").string();
    const std::string directory = ::mkdtemp(pattern.data());
    {
      World played_world(seed + world, directory);
      played_world.play();
      kills += played_world.kills();
      offers += played_world.offers();
      returned += played_world.returned_by_time();
    }
    std::filesystem::remove_all(directory);
    played += sessions_per_world;
    if (HasFailure()) std::cout << "failed with SIGNALBOX_SEED=" << seed + world << '\n';
  }
  std::cout << played << " sequences, " << kills << " kills, " << offers << " offers, " << returned
            << " conversations returned by time\n";
  EXPECT_GT(kills, 0);
  EXPECT_GT(offers, 0);
}

}  // namespace
}  // namespace sb::offload
