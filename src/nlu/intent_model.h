#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nlu/blob.h"
#include "nlu/confidence.h"
#include "nlu/feature_index.h"
#include "nlu/hidden_layer.h"
#include "nlu/intent_features.h"
#include "nlu/softmax_trainer.h"
#include "nlu/text_words.h"

namespace sb::nlu {

// A guess about a text. `probabilities` are over the intents in their order; with `out_of_scope` they sum
// to 1.
struct IntentGuess {
  std::vector<float> probabilities;
  float out_of_scope = 0;
  std::size_t best = 0;   // the likeliest intent
  double confidence = 0;  // P(the likeliest intent is right), for texts of which some are out of scope
  double score = 0;       // its map for the wire, see Confidence
  ConfidenceInputs inputs{};
};

// Classifies texts of one language. Immutable; any thread.
class IntentModel final {
 public:
  const std::vector<std::string>& intents() const { return intents_; }

  IntentGuess guess(const std::vector<TextWord>& words, std::span<const std::string> entities) const;

  void write(BlobWriter& blob) const;
  static std::optional<IntentModel> read(BlobReader& blob);

 private:
  friend class IntentTrainer;

  ConfidenceInputs score_classes(const std::vector<TextWord>& words, std::span<const std::string> entities,
                                 std::vector<float>& scores) const;
  IntentGuess judge(std::vector<float> scores, ConfidenceInputs inputs) const;
  std::size_t class_count() const { return intents_.size() + (has_out_of_scope_ ? 1 : 0); }
  void set_weights(const SoftmaxWeights& weights);

  std::vector<std::string> intents_;
  bool has_out_of_scope_ = false;  // then it is the last class
  FeatureIndex features_;
  std::size_t stride_ = 0;
  std::vector<std::int8_t> rows_;  // rows x stride
  std::vector<float> scales_;      // of rows
  std::vector<float> bias_;
  HiddenLayer hidden_;  // a second opinion
  float temperature_ = 1;
  Confidence confidence_;
};

}  // namespace sb::nlu
