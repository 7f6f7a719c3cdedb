#pragma once
#include <functional>

#include "nlu/cross_validation.h"
#include "nlu/entity_finder.h"
#include "nlu/intent_model.h"
#include "nlu/training_set.h"

namespace sb::nlu {

struct TrainingOptions {
  std::uint64_t seed = 1;
  // Told how far it is, 0 to 1, every few milliseconds; false cancels.
  std::function<bool(double)> progress = [](double) { return true; };
};

struct TrainedIntents {
  IntentModel model;
  CrossValidation validation;
};

// Learns the intents of a set. Fails with `unavailable` when it was cancelled. `entities` is the finder of
// the set's entities.
Result<TrainedIntents> train_intents(const TrainingSet& set, const EntityFinder& entities,
                                     const TrainingOptions& options);

}  // namespace sb::nlu
