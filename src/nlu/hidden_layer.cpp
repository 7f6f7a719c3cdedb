#include "nlu/hidden_layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "nlu/kernels.h"
#include "nlu/rng.h"

namespace sb::nlu {
namespace {

constexpr std::size_t width = HiddenLayer::width;
constexpr std::size_t examples_between_questions = 256;
constexpr float byte_max = 127;
constexpr float feature_dropout = 0.6f, dimension_dropout = 0.2f;
constexpr float rate_first = 0.15f, rate_decay = 0.9f;  // the last epoch has a tenth of the rate
constexpr float bias_rate = 0.1f;
constexpr float place_span = 0.3f;     // of the first, random places
constexpr float square_start = 1e-3f;  // keeps the first steps short
constexpr float gradient_min = 1e-4f;

bool all_finite(const std::vector<float>& values) {
  return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

}  // namespace

class HiddenTrainer {
 public:
  HiddenTrainer(const SoftmaxProblem& problem, const HiddenOptions& options)
      : problem_(problem), options_(options), random_(options.seed), stride_(padded(problem.class_count)) {
    places_.resize(problem.feature_count * width);
    for (float& value : places_) value = place_span * uniform();
    out_.resize(width * stride_);
    const float out_span = std::sqrt(6.0f / static_cast<float>(width + problem.class_count));
    for (std::size_t d = 0; d < width; ++d) {
      for (std::size_t c = 0; c < problem.class_count; ++c) out_[d * stride_ + c] = out_span * uniform();
    }
    bias_.assign(stride_, 0);
    scores_.assign(stride_, 0);
    place_squares_.assign(problem.feature_count, square_start);
    out_squares_.fill(square_start);
  }

  HiddenLayer run(const std::function<bool()>& keep_going) {
    std::vector<std::uint32_t> order(problem_.examples.size());
    std::iota(order.begin(), order.end(), 0);
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      rate_ = rate_first * (1 - rate_decay * static_cast<float>(epoch) / static_cast<float>(options_.epochs));
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
      for (std::size_t i = 0; i < order.size(); ++i) {
        if (i % examples_between_questions == 0 && !keep_going()) return packed();
        step(order[i], static_cast<std::uint32_t>(epoch));
      }
    }
    return packed();
  }

 private:
  float uniform() { return static_cast<float>(random_.next() >> 40) / static_cast<float>(1 << 23) - 1; }

  void step(std::uint32_t example, std::uint32_t epoch) {
    const std::uint32_t variant = (epoch + example) % problem_.counts[example];
    keep_some(problem_.rows->row(problem_.examples[example] + variant));
    look();
    std::copy(bias_.begin(), bias_.end(), scores_.begin());
    for (std::size_t d = 0; d < width; ++d) {
      if (hidden_[d] > 0) add_scaled(scores_.data(), out_.data() + d * stride_, hidden_[d], stride_);
    }
    softmax(scores_.data(), problem_.class_count, stride_);
    scores_[problem_.classes[example]] -= 1;
    const float gradient = sum_of_squares(scores_.data(), stride_);
    if (gradient < gradient_min) return;
    learn(gradient / static_cast<float>(stride_));
  }

  // Features that survive are scaled up, so that the expected place stays.
  void keep_some(std::span<const Feature> row) {
    kept_.clear();
    constexpr auto keep_below = static_cast<std::uint32_t>((1 - feature_dropout) * 65536);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i % 4 == 0) bits = random_.next();
      if ((bits & 0xFFFF) < keep_below) kept_.push_back({row[i].key, row[i].value / (1 - feature_dropout)});
      bits >>= 16;
    }
  }

  void look() {
    hidden_ = hidden_bias_;
    for (const Feature& f : kept_) add_scaled(hidden_.data(), places_.data() + f.key * width, f.value, width);
    constexpr auto keep_below = static_cast<std::uint32_t>((1 - dimension_dropout) * 65536);
    std::uint64_t bits = 0;
    for (std::size_t d = 0; d < width; ++d) {
      if (d % 4 == 0) bits = random_.next();
      const bool keep = (bits & 0xFFFF) < keep_below;
      hidden_[d] = keep && hidden_[d] > 0 ? hidden_[d] / (1 - dimension_dropout) : 0;
      bits >>= 16;
    }
  }

  void learn(float gradient) {
    std::array<float, width> back{};
    for (std::size_t d = 0; d < width; ++d) {
      if (hidden_[d] <= 0) continue;
      float* row = out_.data() + d * stride_;
      back[d] = dot(scores_.data(), row, stride_) / (1 - dimension_dropout);
      out_squares_[d] += hidden_[d] * hidden_[d] * gradient;
      add_scaled(row, scores_.data(), -rate_ * hidden_[d] / std::sqrt(out_squares_[d]), stride_);
    }
    bias_square_ += gradient;
    add_scaled(bias_.data(), scores_.data(), -bias_rate * rate_ / std::sqrt(bias_square_), stride_);
    const float back_gradient = sum_of_squares(back.data(), width) / static_cast<float>(width);
    hidden_square_ += back_gradient;
    add_scaled(hidden_bias_.data(), back.data(), -bias_rate * rate_ / std::sqrt(hidden_square_), width);
    for (const Feature& f : kept_) {
      float& square = place_squares_[f.key];
      square += f.value * f.value * back_gradient;
      add_scaled(places_.data() + f.key * width, back.data(), -rate_ * f.value / std::sqrt(square), width);
    }
  }

  HiddenLayer packed() {
    HiddenLayer layer;
    layer.share_ = options_.share;
    layer.stride_ = stride_;
    layer.places_.assign(places_.size(), 0);
    layer.scales_.assign(problem_.feature_count, 0);
    for (std::size_t f = 0; f < problem_.feature_count; ++f) {
      const auto place = std::span<const float>(places_).subspan(f * width, width);
      float largest = 0;
      for (const float value : place) largest = std::max(largest, std::abs(value));
      if (largest == 0) continue;
      layer.scales_[f] = largest / byte_max;
      for (std::size_t d = 0; d < width; ++d)
        layer.places_[f * width + d] = static_cast<std::int8_t>(std::lround(place[d] / layer.scales_[f]));
    }
    layer.hidden_bias_.assign(hidden_bias_.begin(), hidden_bias_.end());
    layer.out_ = std::move(out_);
    layer.bias_ = std::move(bias_);
    return layer;
  }

  const SoftmaxProblem& problem_;
  const HiddenOptions& options_;
  Rng random_;
  std::size_t stride_;
  std::vector<float> places_, out_, bias_, scores_, place_squares_;
  std::array<float, width> hidden_{}, hidden_bias_{}, out_squares_{};
  std::vector<Feature> kept_;
  float rate_ = 0, bias_square_ = square_start, hidden_square_ = square_start;
};

void HiddenLayer::mix_into(std::span<float> scores, std::span<const Feature> features) const {
  std::array<float, width> hidden;
  std::copy(hidden_bias_.begin(), hidden_bias_.end(), hidden.begin());
  for (const Feature& f : features)
    add_scaled(hidden.data(), places_.data() + f.key * width, f.value * scales_[f.key], width);
  for (float& score : scores) score *= 1 - share_;
  for (std::size_t d = 0; d < width; ++d) {
    if (hidden[d] > 0) add_scaled(scores.data(), out_.data() + d * stride_, share_ * hidden[d], stride_);
  }
  add_scaled(scores.data(), bias_.data(), share_, stride_);
}

void HiddenLayer::write(BlobWriter& blob) const {
  blob.add(share_);
  blob.add_all(std::span<const std::int8_t>(places_));
  blob.add_all(std::span<const float>(scales_));
  blob.add_all(std::span<const float>(hidden_bias_));
  blob.add_all(std::span<const float>(out_));
  blob.add_all(std::span<const float>(bias_));
}

std::optional<HiddenLayer> HiddenLayer::read(BlobReader& blob, std::size_t feature_count,
                                             std::size_t class_count) {
  HiddenLayer layer;
  layer.share_ = blob.get<float>();
  layer.stride_ = padded(class_count);
  layer.places_ = blob.all<std::int8_t>();
  layer.scales_ = blob.all<float>();
  layer.hidden_bias_ = blob.all<float>();
  layer.out_ = blob.all<float>();
  layer.bias_ = blob.all<float>();
  const bool fits = layer.places_.size() == feature_count * width && layer.scales_.size() == feature_count &&
                    layer.hidden_bias_.size() == width && layer.out_.size() == width * layer.stride_ &&
                    layer.bias_.size() == layer.stride_;
  if (blob.failed() || !fits || !std::isfinite(layer.share_)) return std::nullopt;
  for (const auto* values : {&layer.scales_, &layer.hidden_bias_, &layer.out_, &layer.bias_}) {
    if (!all_finite(*values)) return std::nullopt;
  }
  return layer;
}

HiddenLayer train_hidden_layer(const SoftmaxProblem& problem, const HiddenOptions& options,
                               const std::function<bool()>& keep_going) {
  return HiddenTrainer(problem, options).run(keep_going);
}

}  // namespace sb::nlu
