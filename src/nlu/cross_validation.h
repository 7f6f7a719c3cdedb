#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"

namespace sb::nlu {

// How well a bot's expressions are told apart when each is judged by a model that has not seen it. What the
// builder shows under "Improve"; a by-product of training.
struct IntentQuality {
  std::string intent;
  std::size_t expressions = 0;
  double precision = 0, recall = 0;  // shares; 0 when there is nothing to count
};
struct Confusion {
  std::string intent, taken_for;
  std::size_t count = 0;
};
struct SuspiciousExpression {
  std::string expression, intent, taken_for;
  double probability = 0;  // of `taken_for`
};
struct CrossValidation {
  std::size_t judged = 0;  // expressions
  double accuracy = 0;
  std::vector<IntentQuality> intents;
  std::vector<Confusion> confusions;             // most frequent first
  std::vector<SuspiciousExpression> suspicious;  // the likeliest mislabelled first
};
inline constexpr std::size_t confusions_max = 100, suspicious_max = 100;

JsonObject to_json(const CrossValidation& report);
CrossValidation cross_validation_from_json(const JsonObject& object);

}  // namespace sb::nlu
