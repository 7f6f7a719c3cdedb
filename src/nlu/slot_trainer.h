#pragma once
#include <span>

#include "nlu/intent_trainer.h"
#include "nlu/slot_model.h"

namespace sb::nlu {

// Learns where the contextual entities of a set stand in its expressions; nullopt when none mentions one.
// `topics` are the intents that the examples of the set would be guessed to have had they not been learned
// from (TrainedIntents::guesses), so that the model learns how far to trust such guesses. Fails with
// `unavailable` when it was cancelled.
Result<std::optional<SlotModel>> train_slots(const TrainingSet& set, std::span<const std::uint32_t> topics,
                                             const TrainingOptions& options);

}  // namespace sb::nlu
