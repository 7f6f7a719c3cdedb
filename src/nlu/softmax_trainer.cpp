#include "nlu/softmax_trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "nlu/kernels.h"
#include "nlu/rng.h"

namespace sb::nlu {
namespace {

constexpr std::size_t examples_between_questions = 256;
constexpr float gradient_min = 1e-4f;  // squared length; smaller steps change nothing
constexpr float class_gradient_min = 1e-3f;
constexpr float bias_rate =
    0.1f;  // of the rate of features: a class is not likelier for having more examples

class Descent {
 public:
  Descent(const SoftmaxProblem& problem, const SoftmaxOptions& options)
      : problem_(problem), options_(options), random_(options.seed) {
    weights_.class_count = problem.class_count;
    weights_.stride = padded(problem.class_count);
    weights_.rows.assign(problem.feature_count * weights_.stride, 0);
    weights_.bias.assign(weights_.stride, 0);
    squares_.assign(problem.feature_count, 0);
    scores_.resize(weights_.stride);
  }

  SoftmaxWeights run(const std::function<bool()>& keep_going) {
    std::vector<std::uint32_t> order(problem_.examples.size());
    std::iota(order.begin(), order.end(), 0);
    const auto keep_below = static_cast<std::uint32_t>((1 - options_.dropout) * 65536);
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      rate_ = options_.rate *
              (1 - options_.rate_decay * static_cast<float>(epoch) / static_cast<float>(options_.epochs));
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
      for (std::size_t i = 0; i < order.size(); ++i) {
        if (i % examples_between_questions == 0 && !keep_going()) return std::move(weights_);
        step(order[i], static_cast<std::uint32_t>(epoch), keep_below);
      }
    }
    return std::move(weights_);
  }

 private:
  void step(std::uint32_t example, std::uint32_t epoch, std::uint32_t keep_below) {
    const std::uint32_t variant = (epoch + example) % problem_.counts[example];
    keep_some(problem_.rows->row(problem_.examples[example] + variant), keep_below);
    const std::size_t stride = weights_.stride;
    std::copy(weights_.bias.begin(), weights_.bias.end(), scores_.begin());
    for (const Feature& f : kept_) add_scaled(scores_.data(), weights_.row(f.key), f.value, stride);
    softmax(scores_.data(), weights_.class_count, stride);
    scores_[problem_.classes[example]] -= 1;
    const float gradient = sum_of_squares(scores_.data(), stride);
    if (gradient < gradient_min) return;
    find_active();
    for (const Feature& f : kept_) {
      float& square = squares_[f.key];
      square += f.value * f.value * gradient;
      move(weights_.rows.data() + f.key * stride, -rate_ * f.value / std::sqrt(square));
    }
    bias_square_ += gradient;
    move(weights_.bias.data(), -bias_rate * rate_ / std::sqrt(bias_square_));
  }

  // Once a model knows its way most classes of a step have next to no gradient: then only the others are
  // moved.
  void find_active() {
    active_.clear();
    for (std::uint32_t c = 0; c < weights_.class_count; ++c) {
      if (std::abs(scores_[c]) > class_gradient_min) active_.push_back(c);
    }
    sparse_ = active_.size() * 8 < weights_.class_count;
  }
  void move(float* row, float size) {
    if (!sparse_) return add_scaled(row, scores_.data(), size, weights_.stride);
    for (const auto c : active_) row[c] += size * scores_[c];
  }

  // Features that survive are scaled up, so that the expected score stays.
  void keep_some(std::span<const Feature> row, std::uint32_t keep_below) {
    kept_.clear();
    const float scale = 65536.0f / static_cast<float>(keep_below);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i % 4 == 0) bits = random_.next();
      if ((bits & 0xFFFF) < keep_below) kept_.push_back({row[i].key, row[i].value * scale});
      bits >>= 16;
    }
  }

  const SoftmaxProblem& problem_;
  const SoftmaxOptions& options_;
  Rng random_;
  SoftmaxWeights weights_;
  std::vector<float> squares_, scores_;
  std::vector<Feature> kept_;
  std::vector<std::uint32_t> active_;  // classes with a gradient
  bool sparse_ = false;
  float rate_ = 0, bias_square_ = 0;
};

}  // namespace

SoftmaxWeights train_softmax(const SoftmaxProblem& problem, const SoftmaxOptions& options,
                             const std::function<bool()>& keep_going) {
  return Descent(problem, options).run(keep_going);
}

}  // namespace sb::nlu
