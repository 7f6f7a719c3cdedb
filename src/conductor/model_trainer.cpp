#include "conductor/model_trainer.h"

#include <sched.h>
#include <sys/resource.h>

#include <algorithm>

#include "base/log.h"
#include "nlu/language_model.h"

namespace sb::conductor {
namespace {

constexpr std::uint64_t training_seed = 1;  // models of equal content are equal

// Conversations come first: while it lives the thread gets what they leave over. Nicer threads still take a
// slice at times, idle ones next to none; where the policy is refused, the greatest niceness has to do.
class BehindEverybody {
 public:
  BehindEverybody() {
    sched_param parameter{};
    if (::sched_setscheduler(0, SCHED_IDLE, &parameter) != 0) ::setpriority(PRIO_PROCESS, 0, 19);
  }
  ~BehindEverybody() {
    sched_param parameter{};
    ::sched_setscheduler(0, SCHED_OTHER, &parameter);
  }
  BehindEverybody(const BehindEverybody&) = delete;
};

}  // namespace

std::string_view phase_name(TrainingStatus::Phase phase) {
  switch (phase) {
    case TrainingStatus::Phase::queued:
      return "queued";
    case TrainingStatus::Phase::running:
      return "running";
    case TrainingStatus::Phase::done:
      return "done";
    case TrainingStatus::Phase::failed:
      return "failed";
    case TrainingStatus::Phase::cancelled:
      return "cancelled";
  }
  return "";
}

ModelTrainer::ModelTrainer(BotRegistry& bots, int threads) : bots_(bots) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

ModelTrainer::~ModelTrainer() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const auto& job : jobs_) job->cancelled = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
}

bool ModelTrainer::is_open(const Job& job) {
  return job.status.phase == TrainingStatus::Phase::queued ||
         job.status.phase == TrainingStatus::Phase::running;
}

Result<std::vector<std::string>> ModelTrainer::train(std::string_view bot_id, Version version, Pace pace,
                                                     std::string_view only_language) {
  const RunnableBotPtr bot = bots_.find(bot_id, version);
  if (!bot) return Error{ErrorCode::not_found, "there is no bot '" + std::string(bot_id) + "'"};
  const auto trainable = nlu::trainable_languages(bot->index->bot());
  if (trainable.empty()) {
    return Error{ErrorCode::invalid_input,
                 "training needs at least 2 intents with at least 5 expressions each in one language"};
  }
  if (!only_language.empty() &&
      std::find(trainable.begin(), trainable.end(), only_language) == trainable.end()) {
    return Error{ErrorCode::invalid_input,
                 "training '" + std::string(only_language) +
                     "' needs at least 2 intents with at least 5 expressions each in it"};
  }
  std::vector<std::string> queued;
  std::lock_guard lock(mutex_);
  for (const auto& language : bot->untrained) {
    if (!only_language.empty() && language != only_language) continue;
    auto job = std::make_shared<Job>();
    job->status = {.bot_id = std::string(bot_id), .version = version, .language = language, .error = {}};
    job->hash = nlu::training_hash(bot->index->bot(), language);
    job->bot = bot->index;
    job->pace = pace;
    const auto same = std::find_if(jobs_.begin(), jobs_.end(), [&](const JobPtr& other) {
      return other->status.bot_id == bot_id && other->status.version == version &&
             other->status.language == language;
    });
    if (same != jobs_.end() && is_open(**same) && (*same)->hash == job->hash) continue;
    if (same != jobs_.end()) {
      (*same)->cancelled = true;
      *same = job;
    } else {
      jobs_.push_back(job);
    }
    queue_.push_back(std::move(job));
    queued.push_back(language);
  }
  wake_.notify_all();
  return queued;
}

std::vector<TrainingStatus> ModelTrainer::status(std::string_view bot_id, Version version) const {
  std::lock_guard lock(mutex_);
  std::vector<TrainingStatus> found;
  for (const auto& job : jobs_) {
    if (job->status.bot_id == bot_id && job->status.version == version) found.push_back(job->status);
  }
  return found;
}

void ModelTrainer::cancel(std::string_view bot_id, Version version) {
  std::lock_guard lock(mutex_);
  for (const auto& job : jobs_) {
    if (job->status.bot_id != bot_id || job->status.version != version) continue;
    job->cancelled = true;
    if (job->status.phase == TrainingStatus::Phase::queued)
      job->status.phase = TrainingStatus::Phase::cancelled;
  }
  std::erase_if(queue_, [](const JobPtr& job) { return job->cancelled.load(); });
  idle_.notify_all();
}

bool ModelTrainer::is_training_live() const {
  std::lock_guard lock(mutex_);
  return std::any_of(jobs_.begin(), jobs_.end(),
                     [](const JobPtr& job) { return job->status.version == Version::live && is_open(*job); });
}

void ModelTrainer::wait_until_idle() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] {
    return stopping_ || (queue_.empty() && std::none_of(jobs_.begin(), jobs_.end(),
                                                        [](const JobPtr& job) { return is_open(*job); }));
  });
}

void ModelTrainer::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;
    const JobPtr job = std::move(queue_.front());
    queue_.pop_front();
    job->status.phase = TrainingStatus::Phase::running;
    lock.unlock();
    run(job);
    lock.lock();
    idle_.notify_all();
  }
}

void ModelTrainer::run(const JobPtr& job) {
  const std::int64_t begun_ms = monotonic_ms();
  nlu::TrainingOptions options;
  options.seed = training_seed;
  options.progress = [&](double done) {
    std::lock_guard lock(mutex_);
    job->status.progress = done;
    return !job->cancelled;
  };
  if (bots_.has_model(job->hash, job->status.language))
    return finish(job, TrainingStatus::Phase::done, {}, 0);
  auto model = [&] {
    // Back to normal before the registry's lock is taken: whoever waits for that must not wait for an idle
    // thread.
    std::optional<BehindEverybody> behind;
    if (job->pace == Pace::background) behind.emplace();
    const nlu::TrainingSet set = nlu::training_set(job->bot->bot(), job->status.language, training_seed);
    return nlu::train_language_model(set, options);
  }();
  const double seconds = static_cast<double>(monotonic_ms() - begun_ms) / 1000;
  if (model.has_error()) {
    const auto phase = job->cancelled ? TrainingStatus::Phase::cancelled : TrainingStatus::Phase::failed;
    return finish(job, phase, model.error().message, seconds);
  }
  const auto kept =
      bots_.add_model(job->hash, std::make_shared<const nlu::LanguageModel>(std::move(model).value()));
  if (kept.has_error()) return finish(job, TrainingStatus::Phase::failed, kept.error().message, seconds);
  finish(job, TrainingStatus::Phase::done, {}, seconds);
}

void ModelTrainer::finish(const JobPtr& job, TrainingStatus::Phase phase, std::string error, double seconds) {
  const auto level = phase == TrainingStatus::Phase::failed ? LogLevel::error : LogLevel::info;
  log(level, "training",
      {{"botId", job->status.bot_id},
       {"language", job->status.language},
       {"outcome", phase_name(phase)},
       {"seconds", seconds},
       {"error", error}});
  std::lock_guard lock(mutex_);
  job->status.phase = phase;
  job->status.error = std::move(error);
  job->status.seconds = seconds;
  if (phase == TrainingStatus::Phase::done) job->status.progress = 1;
}

}  // namespace sb::conductor
