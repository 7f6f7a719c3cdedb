#include "nlu/feature_dropout.h"

#include <cmath>

namespace sb::nlu {

FeatureDropout::FeatureDropout(float dropout) : scale_(1 / (1 - dropout)) {
  const double keep = 1 - static_cast<double>(dropout);
  for (std::size_t count = 1; count <= stays_.size(); ++count) {
    // The binomial distribution, cut at the middles of the bytes.
    double mass = std::pow(1 - keep, count), below = mass;
    std::size_t stay = 0;
    for (std::size_t draw = 0; draw < draws; ++draw) {
      while (stay < count && (static_cast<double>(draw) + 0.5) / draws > below) {
        mass *= keep / (1 - keep) * static_cast<double>(count - stay) / static_cast<double>(stay + 1);
        ++stay;
        below += mass;
      }
      stays_[count - 1][draw] = static_cast<std::uint8_t>(stay);
    }
  }
}

void FeatureDropout::draw(std::span<const TiedFeatures> text, Rng& random) {
  rows_.resize(std::max(rows_.size(), text.size()));
  steps_.resize(rows_.size());
  count_ = 0;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % sizeof bits == 0) bits = random.next();
    const TiedFeatures& tied = text[i];
    const auto stay = static_cast<float>(stays_[tied.count - 1][bits & 0xFF]);
    bits >>= 8;
    const float value = tied.value * scale_, share = stay / static_cast<float>(tied.count);
    // Written whether something stays or not: a guess of the processor would be wrong half of the time.
    rows_[count_] = {tied.row, value * stay};
    steps_[count_] = {value * share, value * value * share};
    count_ += stay > 0 ? 1 : 0;
  }
}

std::span<const WeightedRow> FeatureDropout::steps(std::vector<float>& squares, float rate, float gradient) {
  for (std::size_t i = 0; i < count_; ++i) {
    float& square = squares[rows_[i].row];
    square += steps_[i].square * gradient;
    rows_[i].weight = -rate * steps_[i].move / std::sqrt(square);
  }
  return kept();
}

}  // namespace sb::nlu
