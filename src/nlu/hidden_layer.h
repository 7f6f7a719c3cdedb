#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "nlu/blob.h"
#include "nlu/softmax_trainer.h"

namespace sb::nlu {

// A small net over the features of the intents: features become places in a room of few dimensions, so that
// words used alike count alike. Weaker than the linear model by itself; it errs elsewhere, so that the two
// together are better than either. Immutable; any thread.
class HiddenLayer final {
 public:
  static constexpr std::size_t width = 32;

  // Replaces its share of the raw scores of the linear model by its own. `features` are numbers of the
  // model's features with their values, `scores` has padded(class_count) members.
  void mix_into(std::span<float> scores, std::span<const Feature> features) const;

  void write(BlobWriter& blob) const;
  // Nullopt when what is there is not of so many features and classes.
  static std::optional<HiddenLayer> read(BlobReader& blob, std::size_t feature_count,
                                         std::size_t class_count);

 private:
  friend class HiddenTrainer;

  std::size_t stride_ = 0;
  float share_ = 0;
  std::vector<std::int8_t> places_;  // features x width
  std::vector<float> scales_;        // of a feature's place
  std::vector<float> hidden_bias_;   // width
  std::vector<float> out_;           // width x stride
  std::vector<float> bias_;          // stride
};

struct HiddenOptions {
  int epochs = 16;
  float share = 0.4f;  // of the scores, beside the linear model
  std::uint64_t seed = 1;
};

// AdaGrad with dropout of features and of dimensions. The same input gives the same weights. `keep_going` is
// asked now and then; once it says no, what was learned so far comes back.
HiddenLayer train_hidden_layer(const SoftmaxProblem& problem, const HiddenOptions& options,
                               const std::function<bool()>& keep_going);

}  // namespace sb::nlu
