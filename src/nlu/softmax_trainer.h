#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "nlu/intent_features.h"

namespace sb::nlu {

// Examples as rows of (feature number, value), packed.
struct SparseRows {
  std::vector<std::uint32_t> begin{0};  // of row i; one more than rows
  std::vector<Feature> items;           // `key` is a feature number
  void add(std::span<const Feature> row) {
    items.insert(items.end(), row.begin(), row.end());
    begin.push_back(static_cast<std::uint32_t>(items.size()));
  }
  std::span<const Feature> row(std::size_t i) const {
    return std::span(items).subspan(begin[i], begin[i + 1] - begin[i]);
  }
  std::size_t size() const { return begin.size() - 1; }
};

// What to learn from: example i is drawn from rows variants[i], variants[i]+1, … variants[i+1]-1 in turn.
struct SoftmaxProblem {
  const SparseRows* rows = nullptr;
  std::vector<std::uint32_t> examples;  // indices of first rows
  std::vector<std::uint32_t> counts;    // variants of each example
  std::vector<std::uint32_t> classes;   // of each example
  std::size_t class_count = 0, feature_count = 0;
};

struct SoftmaxOptions {
  int epochs = 30;
  float dropout = 0.6f;  // share of the features of an example left out of each step
  float rate = 0.5f;
  float rate_decay = 0;  // share of the rate that is gone in the last epoch
  std::uint64_t seed = 1;
};

// A row of weights for each feature; rows have padded(class_count) floats.
struct SoftmaxWeights {
  std::size_t class_count = 0, stride = 0;
  std::vector<float> rows, bias;
  const float* row(std::size_t feature) const { return rows.data() + feature * stride; }
};

// Multinomial logistic regression by AdaGrad with one step size per feature. The same input gives the same
// weights. `keep_going` is asked now and then; once it says no, the weights so far come back.
SoftmaxWeights train_softmax(const SoftmaxProblem& problem, const SoftmaxOptions& options,
                             const std::function<bool()>& keep_going);

}  // namespace sb::nlu
