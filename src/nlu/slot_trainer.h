#pragma once
#include "nlu/intent_trainer.h"
#include "nlu/slot_model.h"

namespace sb::nlu {

// Learns where the contextual entities of a set stand in its expressions; nullopt when none mentions one.
// Fails with `unavailable` when it was cancelled.
Result<std::optional<SlotModel>> train_slots(const TrainingSet& set, const TrainingOptions& options);

}  // namespace sb::nlu
