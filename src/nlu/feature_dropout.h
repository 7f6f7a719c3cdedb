#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "nlu/feature_groups.h"
#include "nlu/kernels.h"
#include "nlu/rng.h"

namespace sb::nlu {

// The features of a text that share a row of weights.
struct TiedFeatures {
  std::uint32_t row : 24 = 0, count : 8 = 0;
  float value = 0;  // the mean of theirs
};
static_assert(FeatureGroups::rows_max <= 1u << 24 && FeatureGroups::members_max <= 0xFF);

// Leaves some features of a text out of a step of training, each by itself, and says how far the rows of the
// others move in that step: by AdaGrad, with one step size for each row, as far as the features would on
// average if each had a row of its own.
class FeatureDropout final {
 public:
  // `dropout`: the share of features left out, between 0 and 1, both excluded.
  explicit FeatureDropout(float dropout);

  void draw(std::span<const TiedFeatures> text, Rng& random);

  // The rows of what was kept, with the sums of its values, scaled up so that the expected sum stays.
  // Until the next call.
  std::span<const WeightedRow> kept() const { return {rows_.data(), count_}; }

  // How far each of them moves against a gradient of this squared length. `squares`: of each row what it has
  // seen, which this adds to. Replaces what `kept` gave.
  std::span<const WeightedRow> steps(std::vector<float>& squares, float rate, float gradient);

 private:
  static constexpr std::size_t draws = 256;
  struct Step {
    float move, square;
  };

  float scale_;
  // Of 1 … members_max features: how many stay, for each value of a random byte.
  std::array<std::array<std::uint8_t, draws>, FeatureGroups::members_max> stays_{};
  std::vector<WeightedRow> rows_;
  std::vector<Step> steps_;
  std::size_t count_ = 0;
};

}  // namespace sb::nlu
