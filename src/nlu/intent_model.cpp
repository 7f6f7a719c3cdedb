#include "nlu/intent_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "nlu/kernels.h"

namespace sb::nlu {
namespace {

constexpr std::size_t classes_max = 20'000;  // of a model on disk
constexpr float byte_max = 127;
constexpr double probability_min = 1e-9;

double logit(double p) {
  p = std::clamp(p, probability_min, 1 - probability_min);
  return std::log(p / (1 - p));
}

}  // namespace

void IntentModel::set_weights(const SoftmaxWeights& weights) {
  stride_ = weights.stride;
  bias_ = weights.bias;
  const std::size_t count = weights.rows.size() / stride_;
  rows_.assign(weights.rows.size(), 0);
  scales_.assign(count, 0);
  for (std::size_t f = 0; f < count; ++f) {
    const float* row = weights.row(f);
    float largest = 0;
    for (std::size_t c = 0; c < stride_; ++c) largest = std::max(largest, std::abs(row[c]));
    if (largest == 0) continue;
    scales_[f] = largest / byte_max;
    for (std::size_t c = 0; c < stride_; ++c)
      rows_[f * stride_ + c] = static_cast<std::int8_t>(std::lround(row[c] / scales_[f]));
  }
}

// Raw scores of all classes; of the inputs those that tell how much of the text is known.
ConfidenceInputs IntentModel::score_classes(const std::vector<TextWord>& words,
                                            std::span<const std::string> entities,
                                            std::vector<float>& scores) const {
  thread_local IntentFeatures extractor;
  thread_local std::vector<Feature> features;
  extractor.extract(words, entities, features);
  thread_local std::vector<WeightedRow> rows;
  rows.clear();
  scores.assign(bias_.begin(), bias_.end());
  float known = 0, all = 0;
  for (const Feature& feature : features) {
    const float mass = feature.value * feature.value;
    all += mass;
    const std::uint32_t number = features_.find(feature.key);
    if (number == FeatureIndex::unknown) continue;
    known += mass;
    // Features of one row often come one after the other: sequences of characters of a word.
    if (!rows.empty() && rows.back().row == number) {
      rows.back().weight += feature.value;
    } else {
      rows.push_back({number, feature.value});
    }
  }
  for (const auto& [row, value] : rows)
    add_scaled(scores.data(), rows_.data() + row * stride_, value * scales_[row], stride_);
  const auto& keys = extractor.word_keys();
  const auto known_words = std::count_if(keys.begin(), keys.end(), [&](std::uint32_t key) {
    return features_.find(key) != FeatureIndex::unknown;
  });
  ConfidenceInputs inputs{};
  inputs[2] = keys.empty() ? 0 : static_cast<double>(known_words) / static_cast<double>(keys.size());
  inputs[3] = all > 0 ? known / all : 0;
  inputs[4] =
      *std::max_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(class_count())) / 10;
  hidden_.mix_into(scores, rows);
  return inputs;
}

// Completes the inputs with what the probabilities tell.
IntentGuess IntentModel::judge(std::vector<float> scores, ConfidenceInputs inputs) const {
  for (float& score : scores) score /= temperature_;
  softmax(scores.data(), class_count(), stride_);
  IntentGuess guess;
  if (has_out_of_scope_) guess.out_of_scope = scores[intents_.size()];
  scores.resize(intents_.size());
  guess.probabilities = std::move(scores);
  const auto& p = guess.probabilities;
  guess.best = static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
  double second = guess.out_of_scope;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (i != guess.best) second = std::max<double>(second, p[i]);
  }
  const double best = p[guess.best];
  inputs[0] = logit(best);
  inputs[1] = std::log(std::max(best, probability_min) / std::max(second, probability_min));
  inputs[5] = best * inputs[3];
  guess.confidence = confidence_.probability(inputs);
  guess.score = confidence_.score(guess.confidence);
  guess.inputs = inputs;
  return guess;
}

IntentGuess IntentModel::guess(const std::vector<TextWord>& words,
                               std::span<const std::string> entities) const {
  std::vector<float> scores;
  const ConfidenceInputs inputs = score_classes(words, entities, scores);
  return judge(std::move(scores), inputs);
}

void IntentModel::write(BlobWriter& blob) const {
  blob.add(static_cast<std::uint32_t>(intents_.size()));
  for (const auto& name : intents_) blob.add_text(name);
  blob.add(static_cast<std::uint8_t>(has_out_of_scope_ ? 1 : 0));
  blob.add(temperature_);
  confidence_.write(blob);
  blob.add_all(std::span(features_.keys()));
  blob.add_all(std::span(features_.group_sizes()));
  blob.add_all(std::span<const float>(scales_));
  const std::size_t classes = class_count();
  blob.add_all(std::span<const float>(bias_).first(classes));
  std::vector<std::int8_t> packed;
  packed.reserve(features_.size() * classes);
  for (std::size_t f = 0; f < features_.size(); ++f) {
    const auto row = std::span<const std::int8_t>(rows_).subspan(f * stride_, classes);
    packed.insert(packed.end(), row.begin(), row.end());
  }
  blob.add_all(std::span<const std::int8_t>(packed));
  hidden_.write(blob);
}

std::optional<IntentModel> IntentModel::read(BlobReader& blob) {
  IntentModel model;
  const auto count = blob.get<std::uint32_t>();
  if (count == 0 || count > classes_max) return std::nullopt;
  for (std::uint32_t i = 0; i < count && !blob.failed(); ++i) model.intents_.push_back(blob.text());
  model.has_out_of_scope_ = blob.get<std::uint8_t>() == 1;
  model.temperature_ = blob.get<float>();
  model.confidence_.read(blob);
  auto keys = blob.all<std::uint32_t>();
  auto group_sizes = blob.all<std::uint8_t>();
  const std::size_t row_count = group_sizes.size();
  const bool grouped = std::find(group_sizes.begin(), group_sizes.end(), 0) == group_sizes.end() &&
                       std::accumulate(group_sizes.begin(), group_sizes.end(), std::size_t{0}) == keys.size();
  model.scales_ = blob.all<float>();
  model.bias_ = blob.all<float>();
  const auto packed = blob.all<std::int8_t>();
  const std::size_t classes = model.class_count();
  const bool fits = grouped && model.scales_.size() == row_count && model.bias_.size() == classes &&
                    packed.size() == row_count * classes && std::isfinite(model.temperature_) &&
                    model.temperature_ > 0;
  if (blob.failed() || !fits) return std::nullopt;
  const auto finite = [](float value) { return std::isfinite(value); };
  if (!std::all_of(model.scales_.begin(), model.scales_.end(), finite)) return std::nullopt;
  if (!std::all_of(model.bias_.begin(), model.bias_.end(), finite)) return std::nullopt;
  auto hidden = HiddenLayer::read(blob, row_count, classes);
  if (!hidden) return std::nullopt;
  model.hidden_ = std::move(*hidden);
  model.stride_ = padded(classes);
  model.bias_.resize(model.stride_, 0);
  model.rows_.assign(row_count * model.stride_, 0);
  for (std::size_t f = 0; f < row_count; ++f) {
    std::copy_n(packed.begin() + static_cast<std::ptrdiff_t>(f * classes), classes,
                model.rows_.begin() + static_cast<std::ptrdiff_t>(f * model.stride_));
  }
  model.features_ = FeatureIndex(std::move(keys), std::move(group_sizes));
  return model;
}

}  // namespace sb::nlu
