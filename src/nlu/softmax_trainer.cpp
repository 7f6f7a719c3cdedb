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
  Descent(const SoftmaxProblem& problem, const SoftmaxOptions& options, std::uint64_t seed)
      : problem_(problem), options_(options), random_(seed), dropout_(options.dropout) {
    weights_.class_count = problem.class_count;
    weights_.stride = padded(problem.class_count);
    weights_.rows.assign(problem.row_count * weights_.stride, 0);
    weights_.bias.assign(weights_.stride, 0);
    squares_.assign(problem.row_count, 0);
    scores_.resize(weights_.stride);
  }

  SoftmaxWeights run(const std::function<bool()>& keep_going) {
    std::vector<std::uint32_t> order(problem_.examples.size());
    std::iota(order.begin(), order.end(), 0);
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      rate_ = options_.rate *
              (1 - options_.rate_decay * static_cast<float>(epoch) / static_cast<float>(options_.epochs));
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
      for (std::size_t i = 0; i < order.size(); ++i) {
        if (i % examples_between_questions == 0 && !keep_going()) return std::move(weights_);
        step(order[i], static_cast<std::uint32_t>(epoch));
      }
    }
    return std::move(weights_);
  }

 private:
  void step(std::uint32_t example, std::uint32_t epoch) {
    const std::uint32_t variant = (epoch + example) % problem_.counts[example];
    dropout_.draw(problem_.texts.text(problem_.examples[example] + variant), random_);
    const std::size_t stride = weights_.stride;
    std::copy(weights_.bias.begin(), weights_.bias.end(), scores_.begin());
    add_rows(scores_.data(), weights_.rows.data(), dropout_.kept(), stride);
    softmax(scores_.data(), weights_.class_count, stride);
    scores_[problem_.classes[example]] -= 1;
    const float gradient = sum_of_squares(scores_.data(), stride);
    if (gradient < gradient_min) return;
    find_active();
    const auto steps = dropout_.steps(squares_, rate_, gradient);
    if (sparse_) {
      for (const WeightedRow& step : steps)
        move_active(weights_.rows.data() + step.row * stride, step.weight);
    } else {
      add_to_rows(weights_.rows.data(), scores_.data(), steps, stride);
    }
    bias_square_ += gradient;
    add_scaled(weights_.bias.data(), scores_.data(), -bias_rate * rate_ / std::sqrt(bias_square_), stride);
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
  void move_active(float* row, float size) {
    for (const auto c : active_) row[c] += size * scores_[c];
  }

  const SoftmaxProblem& problem_;
  const SoftmaxOptions& options_;
  Rng random_;
  FeatureDropout dropout_;
  SoftmaxWeights weights_;
  std::vector<float> squares_, scores_;
  std::vector<std::uint32_t> active_;  // classes with a gradient
  bool sparse_ = false;
  float rate_ = 0, bias_square_ = 0;
};

}  // namespace

SoftmaxWeights train_softmax(const SoftmaxProblem& problem, const SoftmaxOptions& options,
                             const std::function<bool()>& keep_going) {
  SoftmaxWeights mean = Descent(problem, options, seed_of_run(options.seed, 0)).run(keep_going);
  if (options.runs <= 1) return mean;
  for (int run = 1; run < options.runs; ++run) {
    const SoftmaxWeights other = Descent(problem, options, seed_of_run(options.seed, run)).run(keep_going);
    std::transform(mean.rows.begin(), mean.rows.end(), other.rows.begin(), mean.rows.begin(), std::plus<>());
    std::transform(mean.bias.begin(), mean.bias.end(), other.bias.begin(), mean.bias.begin(), std::plus<>());
  }
  const float share = 1 / static_cast<float>(options.runs);
  for (float& weight : mean.rows) weight *= share;
  for (float& weight : mean.bias) weight *= share;
  return mean;
}

}  // namespace sb::nlu
