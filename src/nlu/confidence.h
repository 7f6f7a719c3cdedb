#pragma once
#include <array>
#include <span>
#include <vector>

#include "nlu/blob.h"

namespace sb::nlu {

// What is known about the best guess for a text, as inputs of the confidence model.
inline constexpr std::size_t confidence_input_count = 6;
using ConfidenceInputs = std::array<double, confidence_input_count>;

struct ConfidenceExample {
  ConfidenceInputs inputs{};
  bool right = false;  // false: another intent is right, or none is
  bool in_scope = true;
  double weight = 1;
};

// P(the best guess is right) by logistic regression over the inputs, and the score that goes out on the wire:
// a monotone map of it that passes 0.8, the usual threshold, at the operating point.
class Confidence final {
 public:
  Confidence();

  // Learns from guesses about texts the guessing model had not seen.
  void fit(std::span<const ConfidenceExample> examples);

  double probability(const ConfidenceInputs& inputs) const;
  double score(double probability) const;

  void write(BlobWriter& blob) const;
  void read(BlobReader& blob);

 private:
  void fit_regression(std::span<const ConfidenceExample> examples);
  void choose_operating_point(std::span<const ConfidenceExample> examples);

  std::array<double, confidence_input_count + 1> weights_;  // the last one is the constant
  double operating_point_ = 0.5;
};

}  // namespace sb::nlu
