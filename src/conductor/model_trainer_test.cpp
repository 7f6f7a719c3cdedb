#include "conductor/model_trainer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

#include "model/bot_folder.h"

namespace sb::conductor {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr UtcMs now{1'900'000'000'000};

class ModelTraining : public testing::Test {
 protected:
  ModelTraining() {
    std::string pattern = (fs::temp_directory_path() / "signalbox-training-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
    Diagnostics diagnostics;
    bot_ = load_bot_folder(std::string(SB_SOURCE_DIR) + "/examples/choochoo", diagnostics).value().bot;
    open();
  }
  ~ModelTraining() override {
    bots_.reset();
    store_.reset();
    fs::remove_all(directory_);
  }

  void open() {
    bots_.reset();
    store_.reset();
    store_ = store::open_sqlite_store({directory_}, Sealer({})).value();
    bots_ = std::make_unique<BotRegistry>(*store_, directory_ + "/models");
    ASSERT_FALSE(bots_->load_all().has_error());
  }
  void train() {
    ModelTrainer trainer(*bots_);
    ASSERT_FALSE(trainer.train(bot_.id, Version::draft, ModelTrainer::Pace::start).has_error());
    trainer.wait_until_idle();
  }
  std::string best_intent(Version version, const char* text) const {
    const auto result = bots_->find(bot_.id, version)->understanding->extract(text, "en", now);
    return result.intents.empty() ? "" : result.intents.front().name;
  }

  std::string directory_;
  Bot bot_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<BotRegistry> bots_;
};

TEST_F(ModelTraining, SwapsTheModelsIn) {
  ASSERT_TRUE(bots_->put(bot_, Version::draft).value());
  EXPECT_THAT(bots_->find(bot_.id, Version::draft)->untrained, ElementsAre("en", "nl"));
  EXPECT_EQ(best_intent(Version::draft, "I want a ticket"), "");
  ModelTrainer trainer(*bots_);
  EXPECT_TRUE(trainer.train(bot_.id, Version::draft, ModelTrainer::Pace::start, "fr").has_error());
  EXPECT_THAT(trainer.train(bot_.id, Version::draft, ModelTrainer::Pace::start, "nl").value(),
              ElementsAre("nl"));
  trainer.wait_until_idle();
  EXPECT_THAT(bots_->find(bot_.id, Version::draft)->untrained, ElementsAre("en"));
  EXPECT_THAT(trainer.train(bot_.id, Version::draft, ModelTrainer::Pace::start).value(), ElementsAre("en"));
  trainer.wait_until_idle();
  for (const auto& status : trainer.status(bot_.id, Version::draft)) {
    EXPECT_EQ(status.phase, TrainingStatus::Phase::done) << status.error;
    EXPECT_EQ(status.progress, 1);
  }
  EXPECT_THAT(bots_->find(bot_.id, Version::draft)->untrained, IsEmpty());
  EXPECT_EQ(best_intent(Version::draft, "I want a ticket"), "book train ticket");
  EXPECT_THAT(trainer.train(bot_.id, Version::draft).value(), IsEmpty());
}

TEST_F(ModelTraining, PublishingCarriesTheModels) {
  ASSERT_TRUE(bots_->put(bot_, Version::draft).value());
  train();
  ASSERT_FALSE(bots_->publish(bot_.id, "test", "", now).has_error());
  EXPECT_EQ(best_intent(Version::live, "I want a ticket"), "book train ticket");
}

TEST_F(ModelTraining, TrainingDataAloneCanBePublished) {
  ASSERT_TRUE(bots_->put(bot_, Version::draft).value());
  const BotRegistry::Publishing nlp_only{"test", "", now, true, {}};
  const auto refusal = [&] { return std::string(bots_->publish(bot_.id, nlp_only).error().message); };
  EXPECT_EQ(refusal(), "there is no LIVE version yet: publish the whole bot");
  EXPECT_EQ(bots_->publish(bot_.id, "test", "", now).value(), 1);
  EXPECT_EQ(refusal(), "train 'en' first: its NLP data has changed");
  train();
  EXPECT_EQ(refusal(), "the NLP data has not changed since the last publish");
  bot_.name = "Renamed";
  bot_.nlp.intents.front().expressions["en"].push_back({"ahoy there"});
  ASSERT_TRUE(bots_->put(bot_, Version::draft).value());
  train();
  EXPECT_EQ(bots_->publish(bot_.id, nlp_only).value(), 2);
  const Bot& live = bots_->find(bot_.id, Version::live)->index->bot();
  EXPECT_EQ(live.nlp, bot_.nlp);
  EXPECT_NE(live.name, "Renamed");
  const std::string removed = bot_.nlp.intents.back().name;
  bot_.nlp.intents.pop_back();
  ASSERT_TRUE(bots_->put(bot_, Version::draft).value());
  train();
  EXPECT_EQ(refusal(), "the intent '" + removed + "' was removed: publish the whole bot");
}

TEST_F(ModelTraining, ModelsAreThereAfterAStart) {
  ASSERT_TRUE(bots_->put(bot_, Version::draft).value());
  train();
  open();
  EXPECT_THAT(bots_->find(bot_.id, Version::draft)->untrained, IsEmpty());
  EXPECT_EQ(best_intent(Version::draft, "I want a ticket"), "book train ticket");
}

TEST_F(ModelTraining, ADamagedModelIsTrainedAgain) {
  ASSERT_TRUE(bots_->put(bot_, Version::draft).value());
  train();
  for (const auto& file : fs::directory_iterator(directory_ + "/models")) fs::resize_file(file.path(), 100);
  open();
  EXPECT_THAT(bots_->find(bot_.id, Version::draft)->untrained, ElementsAre("en", "nl"));
}

TEST_F(ModelTraining, ChangedExpressionsKeepTheEarlierModelUntilTrained) {
  ASSERT_TRUE(bots_->put(bot_, Version::draft).value());
  train();
  bot_.nlp.intents.front().expressions["en"].push_back({"ahoy there"});
  ASSERT_TRUE(bots_->put(bot_, Version::draft).value());
  EXPECT_THAT(bots_->find(bot_.id, Version::draft)->untrained, ElementsAre("en"));
  EXPECT_EQ(best_intent(Version::draft, "I want a ticket"), "book train ticket");
}

// Spec 08 §1: neither added nor removed expressions, intents and entities.
TEST_F(ModelTraining, ChangedTrainingDataHasNoEffectUntilTrained) {
  const auto extract = [&](const std::string& text) {
    return bots_->find(bot_.id, Version::draft)->understanding->extract(text, "en", now);
  };
  const auto names = [](const nlu::NlpResult& result) {
    std::vector<std::string> found;
    for (const auto& entity : result.entities) found.push_back(entity.name);
    return found;
  };
  ASSERT_TRUE(bots_->put(bot_, Version::draft).value());
  train();
  std::erase_if(bot_.nlp.intents, [](const Intent& intent) { return intent.name == "goodbye"; });
  bot_.nlp.intents.front().expressions["en"].push_back({"quux xyzzy"});
  Entity plate;
  plate.name = "plate";
  plate.type = Entity::Type::match_pattern;
  plate.pattern = "[0-9]{4} [a-z]{2}";
  bot_.nlp.entities.push_back(plate);
  for (int i = 0; i < 2; ++i) {  // a second change keeps what was taught before the first
    bot_.nlp.intents.front().expressions["en"].push_back({"quux " + std::to_string(i)});
    ASSERT_TRUE(bots_->put(bot_, Version::draft).value());
    EXPECT_EQ(extract("quux xyzzy").exact_intent, std::nullopt);
    EXPECT_EQ(extract("close the chat").exact_intent, "goodbye");
    EXPECT_THAT(names(extract("it is 1234 AB")), Not(Contains("plate")));
  }
  train();
  EXPECT_EQ(extract("quux xyzzy").exact_intent, bot_.nlp.intents.front().name);
  EXPECT_EQ(extract("close the chat").exact_intent, std::nullopt);
  EXPECT_THAT(names(extract("it is 1234 AB")), Contains("plate"));
}

TEST_F(ModelTraining, CanBeCancelled) {
  ASSERT_TRUE(bots_->put(bot_, Version::draft).value());
  ModelTrainer trainer(*bots_, 0);  // nobody works on the queue
  ASSERT_FALSE(trainer.train(bot_.id, Version::draft).has_error());
  trainer.cancel(bot_.id, Version::draft);
  for (const auto& status : trainer.status(bot_.id, Version::draft))
    EXPECT_EQ(status.phase, TrainingStatus::Phase::cancelled);
  EXPECT_FALSE(trainer.is_training_live());
}

TEST_F(ModelTraining, UnknownBotsAndBotsWithoutExpressionsAreRefused) {
  ModelTrainer trainer(*bots_);
  EXPECT_EQ(trainer.train("nobody", Version::draft).error().code, ErrorCode::not_found);
  bot_.nlp.intents.clear();
  ASSERT_TRUE(bots_->put(bot_, Version::draft).value());
  EXPECT_EQ(trainer.train(bot_.id, Version::draft).error().code, ErrorCode::invalid_input);
}

}  // namespace
}  // namespace sb::conductor
