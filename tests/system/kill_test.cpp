#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "base/random.h"
#include "server_process.h"
#include "webhook_client.h"

// kill -9 at random moments while conversations run (architecture §4, security note E1): every accepted
// message is answered once in effect, the values are those of an undisturbed run, nothing is said again under
// a new id.

namespace sb::testing {
namespace {

constexpr int sessions = 12;
constexpr int rounds = 10;  // of count, add, chain; then sum
constexpr std::size_t messages_per_round = 5;

int kills_wanted() {
  const char* text = std::getenv("SIGNALBOX_KILLS");
  return text ? std::atoi(text) : 40;
}

// Decides when the server dies: at the n-th time one of three places is passed. A place that is hit holds its
// caller until the server is dead, so that the kill meets exactly that state.
class Executioner {
 public:
  enum class Place { accepted, back_end, delivery };

  // Called by drivers, back end and receiver; blocks while the server is being killed here.
  void pass(Place place) {
    std::unique_lock lock(mutex_);
    if (finished_ || !armed_ || place != place_ || --countdown_ > 0) return;
    armed_ = false;
    const int round = round_;
    due_ = true;
    changed_.notify_all();
    changed_.wait(lock, [&] { return round_ != round || finished_; });
  }
  // Waits until the next kill is due; false when the load is over first.
  bool wait_due() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return due_ || finished_; });
    return due_;
  }
  void arm(Place place, int countdown) {
    std::lock_guard lock(mutex_);
    place_ = place;
    countdown_ = countdown;
    armed_ = true;
  }
  void done() {
    std::lock_guard lock(mutex_);
    due_ = false;
    ++round_;
    changed_.notify_all();
  }
  void finish() {
    std::lock_guard lock(mutex_);
    finished_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  Place place_ = Place::accepted;
  int countdown_ = 0, round_ = 0;
  bool armed_ = false, due_ = false, finished_ = false;
};

// The ledger's back end: adds up, rings; the same Idempotency-Key gets the same answer.
class BackEnd {
 public:
  explicit BackEnd(Executioner& executioner)
      : executioner_(executioner), sink_([this](const auto& request) { return answer(request); }) {}
  std::string url() const { return sink_.url(""); }

 private:
  http::testing::SinkAnswer answer(const http::testing::SunkRequest& request) {
    http::testing::SinkAnswer out;
    out.headers = {{"Content-Type", "application/json"}};
    {
      std::lock_guard lock(mutex_);
      auto& known = answers_[std::string(request.header("idempotency-key"))];
      if (known.empty()) known = compute(request);
      out.body = known;
    }
    executioner_.pass(Executioner::Place::back_end);
    return out;
  }
  std::string compute(const http::testing::SunkRequest& request) {
    const JsonObject body = parse_json(request.body).value().as_object();
    const std::string session(string_member(body, "session"));
    const bool add = request.target == "/add";
    std::int64_t& value = add ? totals_[session] : rings_[session];
    value += add ? body.at("amount").to_number<std::int64_t>() : 1;
    return to_json_text(
        JsonObject{{"session", JsonObject{{"namespace", add ? "total" : "rings"}, {"data", value}}}});
  }

  Executioner& executioner_;
  std::mutex mutex_;
  std::map<std::string, std::string> answers_;
  std::map<std::string, std::int64_t> totals_, rings_;
  http::testing::HttpSink sink_;  // last: its threads use the members above
};

// Lets drivers wait while the server is down.
class UpSignal {
 public:
  void set(bool up) {
    std::lock_guard lock(mutex_);
    up_ = up;
    changed_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return up_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool up_ = true;
};

struct World {
  Executioner executioner;
  BackEnd back_end{executioner};
  WebhookReceiver receiver;
  UpSignal up;
  ServerProcess server{{{SB_SOURCE_DIR "/tests/system/bots/ledger"},
                        {},
                        {{"LEDGER_BACKEND_URL", back_end.url()}, {"LEDGER_WEBHOOK_URL", receiver.url()}}}};
};

// Sends one message until it is accepted, always under the same id.
void send(World& world, BlockingHttp& http, const std::string& session, const std::string& text,
          const std::string& id) {
  const std::string body = to_json_text(
      JsonObject{{"conversationId", session},
                 {"message", JsonObject{{"id", id}, {"textMessage", JsonObject{{"text", text}}}}}});
  const std::string authorization = std::string("Bearer ") + test_token;
  for (;;) {
    world.up.wait();
    const auto response =
        http.post(world.server.url("/v1/channels/webhook/aaaaaaaaaaaaaaaaaaaaaaaa/messages"), body,
                  {{"Authorization", authorization}});
    ASSERT_LT(response.status, 500 + 4) << response.body;
    if (response.status == 200) break;
    // 0: the server died; 409: the first attempt is still being worked on; 503: it is stopping. All are tried
    // again.
    ASSERT_TRUE(response.status == 0 || response.status == 409 || response.status == 503)
        << response.status << ' ' << response.body;
  }
  world.executioner.pass(Executioner::Place::accepted);
}

void converse(World& world, BlockingHttp& http, const std::string& session) {
  int number = 0;
  const auto say = [&](const std::string& text) {
    send(world, http, session, text, session + "-" + std::to_string(number++));
  };
  for (int round = 0; round < rounds; ++round) {
    for (const auto* text : {"count", "add", "chain"}) say(text);
  }
  say("sum");
}

std::vector<std::string> answers(const World& world, const std::string& session) {
  std::vector<std::string> texts;
  for (const auto& delivered : world.receiver.wait_for(session, rounds * messages_per_round + 1, 60'000)) {
    texts.push_back(text_of_delivery(delivered));
  }
  return texts;
}

int count_of(const std::string& text, const std::string& what) {
  int count = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

// The JSON object a command prints last.
JsonObject output_of(const std::string& command) {
  FILE* pipe = ::popen(command.c_str(), "r");
  std::string text;
  for (char buffer[4096]; std::size_t count = ::fread(buffer, 1, sizeof buffer, pipe);)
    text.append(buffer, count);
  ::pclose(pipe);
  const auto value = parse_json(text);
  return value.has_error() || !value->is_object() ? JsonObject{{"output", text}} : value->get_object();
}

TEST(KillNine, LosesNothingAndRepeatsNothing) {
  World world;
  BlockingHttp http;
  world.receiver.answer_with([&](const JsonObject&) {
    world.executioner.pass(Executioner::Place::delivery);
    return 200;
  });
  world.server.start();
  const std::string quiet = "undisturbed-0000000000000000";
  converse(world, http, quiet);
  const auto expected = answers(world, quiet);
  ASSERT_EQ(expected.size(), rounds * messages_per_round + 1);
  ASSERT_EQ(expected.back(), "Counter 10, amount 10, total 55, bell 10, rings 10.");

  const char* seed_text = std::getenv("SIGNALBOX_SEED");
  const unsigned seed = seed_text ? static_cast<unsigned>(std::atoi(seed_text)) : std::random_device()();
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  const int wanted = kills_wanted();
  std::atomic<int> kills{0};
  std::atomic<bool> enough{false};
  std::vector<std::string> names;
  std::mutex names_mutex;

  std::vector<std::thread> drivers;
  for (int i = 0; i < sessions; ++i) {
    drivers.emplace_back([&, i] {
      BlockingHttp own;
      // At least one conversation each, and on until the kills have been had.
      for (int turn = 0; turn == 0 || !enough; ++turn) {
        const std::string session =
            "killed-" + std::to_string(i) + "-" + std::to_string(turn) + "-0000000000000000";
        {
          std::lock_guard lock(names_mutex);
          names.push_back(session);
        }
        converse(world, own, session);
      }
    });
  }
  const auto arm = [&] {
    const auto place = static_cast<Executioner::Place>(random() % 3);
    world.executioner.arm(place, 1 + static_cast<int>(random() % 40));
  };
  arm();
  while (kills < wanted && world.executioner.wait_due()) {
    world.up.set(false);
    world.server.kill_hard();
    ++kills;
    world.server.start();
    world.up.set(true);
    if (kills < wanted) arm();
    world.executioner.done();
  }
  enough = true;
  world.executioner.finish();
  for (auto& driver : drivers) driver.join();

  for (const auto& session : names) {
    EXPECT_EQ(answers(world, session), expected) << session;
  }
  EXPECT_EQ(world.server.terminate(), 0);
  const std::string log = world.server.log();
  std::cout << "kills " << kills << ", conversations " << names.size()
            << "; hit: turns waiting on an API call " << count_of(log, "\"event\":\"turn resumed\"") << " ("
            << count_of(log, "\"inEvent\":true")
            << " of them in an event chain), starts with deliveries in the outbox "
            << count_of(log, "\"deliveries\":") - count_of(log, "\"deliveries\":0}") << '\n';
  EXPECT_EQ(kills, wanted);
  EXPECT_GT(count_of(log, "\"event\":\"turn resumed\""), 0);
  EXPECT_GT(count_of(log, "\"inEvent\":true"), 0);
  EXPECT_GT(count_of(log, "\"deliveries\":") - count_of(log, "\"deliveries\":0}"), 0);

  ::setenv("LEDGER_BACKEND_URL", world.back_end.url().c_str(), 1);
  ::setenv("LEDGER_WEBHOOK_URL", world.receiver.url().c_str(), 1);
  const JsonObject replayed =
      output_of(std::string(SB_BINARY) + " replay --data " + world.server.data_directory());
  EXPECT_EQ(replayed.at("differences"), 0) << "the journal does not reproduce its turns";
  EXPECT_EQ(replayed.at("skippedTurns"), 0);
  EXPECT_EQ(replayed.at("turns").to_number<std::size_t>(), (names.size() + 1) * (rounds * 3 + 1));
}

}  // namespace
}  // namespace sb::testing
