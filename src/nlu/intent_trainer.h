#pragma once
#include "nlu/cross_validation.h"
#include "nlu/entity_finder.h"
#include "nlu/intent_model.h"
#include "nlu/training_set.h"

namespace sb::nlu {

struct TrainedIntents {
  IntentModel model;
  CrossValidation validation;
  // Of each example of the set the intent guessed by a model that had not seen it.
  std::vector<std::uint32_t> guesses;
};

// Learns the intents of a set. Fails with `unavailable` when it was cancelled. `entities` is the finder of
// the set's entities.
Result<TrainedIntents> train_intents(const TrainingSet& set, const EntityFinder& entities,
                                     const TrainingOptions& options);

}  // namespace sb::nlu
