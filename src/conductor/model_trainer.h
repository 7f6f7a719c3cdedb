#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "conductor/bot_registry.h"

namespace sb::conductor {

// One training of one language of a bot's content, as the builder watches it.
struct TrainingStatus {
  enum class Phase { queued, running, done, failed, cancelled };
  std::string bot_id;
  Version version = Version::draft;
  std::string language;
  Phase phase = Phase::queued;
  double progress = 0;  // 0 to 1
  std::string error;
  double seconds = 0;  // it took, once done
};
std::string_view phase_name(TrainingStatus::Phase phase);

// Trains models in the background, on threads that only run when nothing else wants the processor, each on a
// snapshot of the bot's content. A finished model goes to the registry, which swaps it in between two turns.
// Threading: any thread.
class ModelTrainer final {
 public:
  explicit ModelTrainer(BotRegistry& bots, int threads = 1);
  // Cancels what runs.
  ~ModelTrainer();
  ModelTrainer(const ModelTrainer&) = delete;

  enum class Pace {
    background,  // behind everything else on the machine
    start,       // nobody is served yet: as fast as it goes
  };
  // Trains the languages of the current content that have no model of it, or the only one that is asked for;
  // the languages that were queued. `not_found` for an unknown bot, `invalid_input` when no language, or not
  // the one, has enough expressions. What is queued for an older content of the same bot, version and
  // language is cancelled.
  Result<std::vector<std::string>> train(std::string_view bot_id, Version version,
                                         Pace pace = Pace::background, std::string_view only_language = {});
  // The last status of each language of the bot.
  std::vector<TrainingStatus> status(std::string_view bot_id, Version version) const;
  void cancel(std::string_view bot_id, Version version);
  // True while something is queued or running for a LIVE version.
  bool is_training_live() const;
  // Blocks until nothing is queued or running.
  void wait_until_idle();

 private:
  struct Job {
    TrainingStatus status;
    std::string hash;
    BotPtr bot;
    Pace pace = Pace::background;
    std::atomic<bool> cancelled{false};
  };
  using JobPtr = std::shared_ptr<Job>;  // co-owned by the list and the thread that works on it

  void work();
  void run(const JobPtr& job);
  void finish(const JobPtr& job, TrainingStatus::Phase phase, std::string error, double seconds);
  static bool is_open(const Job& job);

  BotRegistry& bots_;
  mutable std::mutex mutex_;
  std::condition_variable wake_, idle_;
  std::deque<JobPtr> queue_;
  std::vector<JobPtr> jobs_;  // the last one of each bot, version and language
  bool stopping_ = false;
  std::vector<std::thread> threads_;  // last: they use everything above
};

}  // namespace sb::conductor
