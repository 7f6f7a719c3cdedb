#include "offload/humans.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

#include "engine/testing/bot_sketch.h"
#include "http/testing/scripted_client.h"

namespace sb::offload {
namespace {

class InPlace final : public BlockingPool {
 public:
  void run(std::function<void()> work) override { work(); }
};

// Tuesday, 09:30 in Brussels.
constexpr const char* now_text = "2024-07-16T07:30:00.000Z";

class HumansTest : public ::testing::Test {
 protected:
  HumansTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "humans-test-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
    store_ = std::move(store::open_sqlite_store({directory_}, Sealer({1, 2, 3}))).value();
    bots_ = std::make_unique<conductor::BotRegistry>(*store_);
    providers_ = std::make_unique<ProviderDirectory>(*bots_, http_);
    humans_ = std::make_unique<Humans>(
        Humans::Wiring{*providers_, *store_, readers_, nullptr, [] { return *parse_iso(now_text); }});
  }
  ~HumansTest() override {
    humans_.reset();
    store_.reset();
    std::filesystem::remove_all(directory_);
  }

  static OffloadProvider webhook(const std::string& url, std::optional<OpeningHours> hours = std::nullopt) {
    OffloadProvider out;
    out.id = "desk";
    out.config = {{"url", url}};
    out.opening_hours = std::move(hours);
    return out;
  }
  void have(OffloadProvider provider, bool offloading_enabled = true) {
    Bot bot = engine::testing::parse_bot_sketch("dialogs:\n  introduction: {say: Hi.}\n").value();
    bot.settings.offloading_enabled = offloading_enabled;
    bot.offload_providers = {std::move(provider)};
    bot_id_ = bot.id;
    ASSERT_FALSE(bots_->put(bot, Version::draft).has_error());
  }
  // What is answered when the health check, should there be one, gets this status.
  std::optional<bool> available(int status) {
    std::optional<bool> out;
    humans_->ask_availability({"call", "desk"}, {bot_id_, Version::draft, "ann"},
                              [&](const engine::AvailabilityAnswered& answer) { out = answer.available; });
    http_.finish_next(http::testing::json_answer(status, R"({"status":"ok"})"));
    return out;
  }
  std::optional<Ok> saved(const OffloadProvider& provider, int status = 200) {
    std::optional<Ok> out;
    humans_->check_before_save(provider, "bot", [&](Ok outcome) { out = std::move(outcome); });
    http_.finish_next(http::testing::json_answer(status, R"({"status":"ok"})"));
    return out;
  }

  std::string directory_, bot_id_;
  InPlace readers_;
  http::testing::ScriptedClient http_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<conductor::BotRegistry> bots_;
  std::unique_ptr<ProviderDirectory> providers_;
  std::unique_ptr<Humans> humans_;
};

const OpeningHours open_now{"Europe/Brussels", {{"tue", {{"09:00", "10:00"}}}}, {}};
const OpeningHours holiday{"Europe/Brussels", {}, {"2024-07-16"}};
// In New York it is half past three.
const OpeningHours elsewhere{"America/New_York", {{"tue", {{"09:00", "10:00"}}}}, {}};

TEST_F(HumansTest, AreAvailableWhenSwitchedOnOpenAndHealthy) {
  have(webhook("https://desk.example/", open_now));
  EXPECT_EQ(available(200), true);
  EXPECT_EQ(available(500), false);
  EXPECT_EQ(http_.requests().size(), 2u);
}

TEST_F(HumansTest, AreNotAskedWhenTheyCannotBeThere) {
  for (const auto& hours : {holiday, elsewhere}) {
    have(webhook("https://desk.example/", hours));
    EXPECT_EQ(available(200), false) << hours.timezone;
  }
  have(webhook(""));
  EXPECT_EQ(available(200), false) << "no address";
  have(webhook("https://desk.example/"), false);
  EXPECT_EQ(available(200), false) << "the master switch";
  auto off = webhook("https://desk.example/");
  off.enabled = false;
  have(off);
  EXPECT_EQ(available(200), false) << "switched off";
  EXPECT_TRUE(http_.requests().empty());
}

TEST_F(HumansTest, AreNotOfferedAConversationOutsideTheirHours) {
  using Status = engine::HandoverAnswered::Status;
  for (const auto& hours : {holiday, elsewhere}) {
    have(webhook("https://desk.example/", hours));
    engine::HandOver call;
    call.call_id = "call";
    call.provider_id = "desk";
    std::optional<Status> status;
    humans_->hand_over(call, {bot_id_, Version::draft, "ann"}, 1,
                       [&](const engine::HandoverAnswered& answer) { status = answer.status; });
    EXPECT_EQ(status, Status::closed) << hours.timezone;
  }
  EXPECT_TRUE(http_.requests().empty());
}

TEST_F(HumansTest, AreSavedWhenTheHealthCheckSucceeds) {
  EXPECT_FALSE(saved(webhook("https://desk.example/"))->has_error());
  EXPECT_EQ(saved(webhook("https://desk.example/"), 500)->error().code, ErrorCode::upstream_failed);
  EXPECT_FALSE(saved(webhook("")).value().has_error());
  auto off = webhook("https://desk.example/");
  off.enabled = false;
  EXPECT_FALSE(saved(off).value().has_error());
  EXPECT_EQ(http_.requests().size(), 2u);
}

TEST_F(HumansTest, AreRefusedForWhatNoHealthCheckWouldMend) {
  auto unknown = webhook("https://desk.example/");
  unknown.type = "pigeon";
  EXPECT_EQ(saved(unknown)->error().code, ErrorCode::invalid_input);
  auto nowhere = webhook("https://desk.example/", OpeningHours{"Europe/Bruxelles-sur-Mer", {}, {}});
  nowhere.enabled = false;
  EXPECT_EQ(saved(nowhere)->error().code, ErrorCode::invalid_input);
  OffloadProvider mail;
  mail.type = "mail";
  mail.config = {{"to", "desk@shop.example"}};
  // As long as there is no mail server it is not configured; asked on demand it says so.
  EXPECT_FALSE(saved(mail)->has_error());
  std::string why;
  humans_->check_health(mail, "bot", [&](const Ok& healthy) { why = healthy.error().message; });
  EXPECT_EQ(why, "this server has no mail server (SIGNALBOX_SMTP_URL)");
  EXPECT_TRUE(http_.requests().empty());
}

TEST_F(HumansTest, AnswerNobodyOnceClosed) {
  have(webhook("https://desk.example/"));
  humans_->close();
  EXPECT_EQ(available(200), std::nullopt);
  EXPECT_FALSE(saved(webhook("https://desk.example/")).has_value());
  EXPECT_TRUE(http_.requests().empty());
}

}  // namespace
}  // namespace sb::offload
