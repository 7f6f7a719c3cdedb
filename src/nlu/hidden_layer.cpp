#include "nlu/hidden_layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "nlu/kernels.h"
#include "nlu/rng.h"

namespace sb::nlu {
namespace {

constexpr std::size_t width_max = HiddenLayer::net_width_max;
constexpr std::size_t examples_between_questions = 256;
constexpr float byte_max = 127;
constexpr float dimension_dropout = 0.2f;
constexpr float rate_first = 0.15f, rate_decay = 0.9f;  // the last epoch has a tenth of the rate
constexpr float bias_rate = 0.1f;
constexpr float place_span = 0.07f;    // of the first, random places
constexpr float square_start = 1e-3f;  // keeps the first steps short
constexpr float gradient_min = 1e-4f;

bool all_finite(const std::vector<float>& values) {
  return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

struct Net {
  std::vector<float> places;       // rows x width
  std::vector<float> hidden_bias;  // width
  std::vector<float> out;          // width x stride
  std::vector<float> bias;         // stride
};

class NetTrainer {
 public:
  NetTrainer(const SoftmaxProblem& problem, const HiddenOptions& options, std::uint64_t seed)
      : problem_(problem),
        options_(options),
        random_(seed),
        dropout_(options.dropout),
        width_(options.width),
        stride_(padded(problem.class_count)) {
    net_.hidden_bias.assign(width_, 0);
    net_.places.resize(problem.row_count * width_);
    for (float& value : net_.places) value = place_span * uniform();
    net_.out.resize(width_ * stride_);
    const float out_span = std::sqrt(6.0f / static_cast<float>(width_ + problem.class_count));
    for (std::size_t d = 0; d < width_; ++d) {
      for (std::size_t c = 0; c < problem.class_count; ++c) net_.out[d * stride_ + c] = out_span * uniform();
    }
    net_.bias.assign(stride_, 0);
    scores_.assign(stride_, 0);
    place_squares_.assign(problem.row_count, square_start);
    out_squares_.fill(square_start);
  }

  Net run(const std::function<bool()>& keep_going) {
    std::vector<std::uint32_t> order(problem_.examples.size());
    std::iota(order.begin(), order.end(), 0);
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      rate_ = rate_first * (1 - rate_decay * static_cast<float>(epoch) / static_cast<float>(options_.epochs));
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
      for (std::size_t i = 0; i < order.size(); ++i) {
        if (i % examples_between_questions == 0 && !keep_going()) return std::move(net_);
        step(order[i], static_cast<std::uint32_t>(epoch));
      }
    }
    return std::move(net_);
  }

 private:
  float uniform() { return static_cast<float>(random_.next() >> 40) / static_cast<float>(1 << 23) - 1; }

  void step(std::uint32_t example, std::uint32_t epoch) {
    const std::uint32_t variant = (epoch + example) % problem_.counts[example];
    dropout_.draw(problem_.texts.text(problem_.examples[example] + variant), random_);
    look();
    std::copy(net_.bias.begin(), net_.bias.end(), scores_.begin());
    for (std::size_t d = 0; d < width_; ++d) {
      if (hidden_[d] > 0) add_scaled(scores_.data(), net_.out.data() + d * stride_, hidden_[d], stride_);
    }
    softmax(scores_.data(), problem_.class_count, stride_);
    scores_[problem_.classes[example]] -= 1;
    const float gradient = sum_of_squares(scores_.data(), stride_);
    if (gradient < gradient_min) return;
    learn(gradient / static_cast<float>(stride_));
  }

  void look() {
    std::copy(net_.hidden_bias.begin(), net_.hidden_bias.end(), hidden_.begin());
    add_rows(hidden_.data(), net_.places.data(), dropout_.kept(), width_);
    constexpr auto keep_below = static_cast<std::uint32_t>((1 - dimension_dropout) * 65536);
    std::uint64_t bits = 0;
    for (std::size_t d = 0; d < width_; ++d) {
      if (d % 4 == 0) bits = random_.next();
      const bool keep = (bits & 0xFFFF) < keep_below;
      hidden_[d] = keep && hidden_[d] > 0 ? hidden_[d] / (1 - dimension_dropout) : 0;
      bits >>= 16;
    }
  }

  void learn(float gradient) {
    std::array<float, width_max> back{};
    for (std::size_t d = 0; d < width_; ++d) {
      if (hidden_[d] <= 0) continue;
      float* row = net_.out.data() + d * stride_;
      back[d] = dot(scores_.data(), row, stride_) / (1 - dimension_dropout);
      out_squares_[d] += hidden_[d] * hidden_[d] * gradient;
      add_scaled(row, scores_.data(), -rate_ * hidden_[d] / std::sqrt(out_squares_[d]), stride_);
    }
    bias_square_ += gradient;
    add_scaled(net_.bias.data(), scores_.data(), -bias_rate * rate_ / std::sqrt(bias_square_), stride_);
    const float back_gradient = sum_of_squares(back.data(), width_) / static_cast<float>(width_);
    hidden_square_ += back_gradient;
    add_scaled(net_.hidden_bias.data(), back.data(), -bias_rate * rate_ / std::sqrt(hidden_square_), width_);
    add_to_rows(net_.places.data(), back.data(), dropout_.steps(place_squares_, rate_, back_gradient),
                width_);
  }

  const SoftmaxProblem& problem_;
  const HiddenOptions& options_;
  Rng random_;
  FeatureDropout dropout_;
  std::size_t width_, stride_;
  Net net_;
  std::vector<float> scores_, place_squares_;
  std::array<float, width_max> hidden_{}, out_squares_{};
  float rate_ = 0, bias_square_ = square_start, hidden_square_ = square_start;
};

}  // namespace

// Puts nets side by side.
class HiddenLayerBuilder {
 public:
  explicit HiddenLayerBuilder(std::vector<Net> nets)
      : nets_(std::move(nets)), width_(nets_[0].hidden_bias.size()) {}

  HiddenLayer layer(float share) {
    const std::size_t rows = nets_[0].places.size() / width_;
    const std::size_t stride = nets_[0].bias.size();
    HiddenLayer made;
    made.share_ = share;
    made.stride_ = stride;
    made.places_.assign(rows * nets_.size() * width_, 0);
    made.scales_.assign(rows, 0);
    for (std::size_t row = 0; row < rows; ++row) pack_place(row, made);
    made.bias_.assign(stride, 0);
    const float part = 1 / static_cast<float>(nets_.size());
    for (Net& net : nets_) {
      made.hidden_bias_.insert(made.hidden_bias_.end(), net.hidden_bias.begin(), net.hidden_bias.end());
      for (const float weight : net.out) made.out_.push_back(weight * part);
      add_scaled(made.bias_.data(), net.bias.data(), part, stride);
    }
    return made;
  }

 private:
  void pack_place(std::size_t row, HiddenLayer& made) const {
    float largest = 0;
    for (const Net& net : nets_) {
      for (std::size_t d = 0; d < width_; ++d)
        largest = std::max(largest, std::abs(net.places[row * width_ + d]));
    }
    if (largest == 0) return;
    const float scale = largest / byte_max;
    made.scales_[row] = scale;
    std::int8_t* packed = made.places_.data() + row * nets_.size() * width_;
    for (const Net& net : nets_) {
      for (std::size_t d = 0; d < width_; ++d)
        *packed++ = static_cast<std::int8_t>(std::lround(net.places[row * width_ + d] / scale));
    }
  }

  std::vector<Net> nets_;
  std::size_t width_;
};

void HiddenLayer::mix_into(std::span<float> scores, std::span<const WeightedRow> rows) const {
  std::array<float, net_width_max * nets_max> hidden;
  std::copy(hidden_bias_.begin(), hidden_bias_.end(), hidden.begin());
  for (const auto& [row, value] : rows)
    add_scaled(hidden.data(), places_.data() + row * width(), value * scales_[row], width());
  for (float& score : scores) score *= 1 - share_;
  for (std::size_t d = 0; d < width(); ++d) {
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

std::optional<HiddenLayer> HiddenLayer::read(BlobReader& blob, std::size_t row_count,
                                             std::size_t class_count) {
  HiddenLayer layer;
  layer.share_ = blob.get<float>();
  layer.stride_ = padded(class_count);
  layer.places_ = blob.all<std::int8_t>();
  layer.scales_ = blob.all<float>();
  layer.hidden_bias_ = blob.all<float>();
  layer.out_ = blob.all<float>();
  layer.bias_ = blob.all<float>();
  const std::size_t width = layer.width();
  const bool fits = width > 0 && width % lane_count == 0 && width <= net_width_max * nets_max &&
                    layer.places_.size() == row_count * width && layer.scales_.size() == row_count &&
                    layer.out_.size() == width * layer.stride_ && layer.bias_.size() == layer.stride_;
  if (blob.failed() || !fits || !std::isfinite(layer.share_)) return std::nullopt;
  for (const auto* values : {&layer.scales_, &layer.hidden_bias_, &layer.out_, &layer.bias_}) {
    if (!all_finite(*values)) return std::nullopt;
  }
  return layer;
}

HiddenLayer train_hidden_layer(const SoftmaxProblem& problem, const HiddenOptions& options,
                               const std::function<bool()>& keep_going) {
  std::vector<Net> nets;
  for (int net = 0; net < options.nets; ++net)
    nets.push_back(NetTrainer(problem, options, seed_of_run(options.seed, net)).run(keep_going));
  return HiddenLayerBuilder(std::move(nets)).layer(options.share);
}

}  // namespace sb::nlu
