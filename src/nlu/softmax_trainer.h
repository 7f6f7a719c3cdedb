#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "nlu/feature_dropout.h"

namespace sb::nlu {

// Texts by their features, packed.
struct SparseTexts {
  std::vector<std::uint32_t> begin{0};  // of text i; one more than texts
  std::vector<TiedFeatures> items;
  void add(std::span<const TiedFeatures> text) {
    items.insert(items.end(), text.begin(), text.end());
    begin.push_back(static_cast<std::uint32_t>(items.size()));
  }
  std::span<const TiedFeatures> text(std::size_t i) const {
    return std::span(items).subspan(begin[i], begin[i + 1] - begin[i]);
  }
  std::size_t size() const { return begin.size() - 1; }
};

// What to learn from: example i is seen as text examples[i], examples[i]+1, … examples[i]+counts[i]-1 in
// turn.
struct SoftmaxProblem {
  SparseTexts texts;
  std::vector<std::uint32_t> examples;  // their first texts
  std::vector<std::uint32_t> counts;    // how many texts each has
  std::vector<std::uint32_t> classes;   // of each example
  std::size_t class_count = 0, row_count = 0;
};

struct SoftmaxOptions {
  int epochs = 30;
  float dropout = 0.6f;  // share of the features of an example left out of each step
  float rate = 0.5f;
  float rate_decay = 0;  // share of the rate that is gone in the last epoch
  int runs = 1;          // with other draws; the weights are the mean of theirs
  std::uint64_t seed = 1;
};

// Rows of weights, each of padded(class_count) floats.
struct SoftmaxWeights {
  std::size_t class_count = 0, stride = 0;
  std::vector<float> rows, bias;
  const float* row(std::size_t i) const { return rows.data() + i * stride; }
};

// Multinomial logistic regression by AdaGrad with one step size for each row. The same input gives the same
// weights. `keep_going` is asked now and then; once it says no, the weights so far come back.
SoftmaxWeights train_softmax(const SoftmaxProblem& problem, const SoftmaxOptions& options,
                             const std::function<bool()>& keep_going);

}  // namespace sb::nlu
