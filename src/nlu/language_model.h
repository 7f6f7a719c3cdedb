#pragma once
#include <string>
#include <string_view>

#include "nlu/cross_validation.h"
#include "nlu/intent_model.h"
#include "nlu/slot_model.h"
#include "nlu/training_set.h"

namespace sb::nlu {

// Everything learned from one bot in one language. Immutable; any thread.
class LanguageModel final {
 public:
  LanguageModel(std::string language, IntentModel intents, CrossValidation validation,
                std::optional<SlotModel> slots);

  const std::string& language() const { return language_; }
  const IntentModel& intents() const { return intents_; }
  // Of contextual entities; null when no expression mentions one.
  const SlotModel* slots() const { return slots_ ? &*slots_ : nullptr; }
  const CrossValidation& validation() const { return validation_; }

  // A versioned blob with a checksum. from_bytes refuses anything to_bytes did not write, with
  // `invalid_input`.
  std::string to_bytes() const;
  static Result<LanguageModel> from_bytes(std::string_view bytes);

 private:
  std::string language_;
  IntentModel intents_;
  std::optional<SlotModel> slots_;
  CrossValidation validation_;
};

// What stands behind the checksum; for the fuzzer, which cannot guess one.
Result<LanguageModel> read_model_body(std::string_view body);

// Deterministic: the same set and seed give the same bytes.
Result<LanguageModel> train_language_model(const TrainingSet& set, const TrainingOptions& options);

}  // namespace sb::nlu
