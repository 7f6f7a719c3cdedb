#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "nlu/blob.h"
#include "nlu/kernels.h"
#include "nlu/softmax_trainer.h"

namespace sb::nlu {

// Small nets over the features of the intents: features become places in a room of few dimensions, so that
// words used alike count alike. Weaker than the linear model by themselves; they err elsewhere, so that all
// together are better than any. The nets lie side by side, as one of so many more dimensions whose scores are
// the mean of theirs. Immutable; any thread.
class HiddenLayer final {
 public:
  static constexpr std::size_t net_width_max = 32;  // dimensions of a net
  static constexpr std::size_t nets_max = 4;

  // Replaces its share of the raw scores of the linear model by its own. `rows` are the rows of the
  // text's features with their values, `scores` has padded(class_count) members.
  void mix_into(std::span<float> scores, std::span<const WeightedRow> rows) const;

  void write(BlobWriter& blob) const;
  // Nullopt when what is there is not of so many rows and classes.
  static std::optional<HiddenLayer> read(BlobReader& blob, std::size_t row_count, std::size_t class_count);

 private:
  friend class HiddenLayerBuilder;

  std::size_t width() const { return hidden_bias_.size(); }

  std::size_t stride_ = 0;
  float share_ = 0;
  std::vector<std::int8_t> places_;  // rows x width
  std::vector<float> scales_;        // of a row's place
  std::vector<float> hidden_bias_;   // width
  std::vector<float> out_;           // width x stride
  std::vector<float> bias_;          // stride
};

struct HiddenOptions {
  int nets = 1;            // up to HiddenLayer::nets_max
  std::size_t width = 32;  // of a net: a multiple of lane_count, up to HiddenLayer::net_width_max
  int epochs = 16;
  float dropout = 0.6f;  // share of the features of an example left out of each step
  float share = 0.4f;    // of the scores, beside the linear model
  std::uint64_t seed = 1;
};

// AdaGrad with dropout of features and of dimensions. The same input gives the same weights. `keep_going` is
// asked now and then; once it says no, what was learned so far comes back.
HiddenLayer train_hidden_layer(const SoftmaxProblem& problem, const HiddenOptions& options,
                               const std::function<bool()>& keep_going);

}  // namespace sb::nlu
