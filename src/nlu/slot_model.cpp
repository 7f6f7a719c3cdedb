#include "nlu/slot_model.h"

#include <algorithm>
#include <cmath>

#include "nlu/kernels.h"

namespace sb::nlu {
namespace {

constexpr std::size_t entities_max = 2'000;  // of a model on disk

bool all_finite(const std::vector<float>& values) {
  return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

}  // namespace

double SlotModel::Reading::probability(std::size_t entity, std::size_t first, std::size_t end) const {
  double least = 1;
  for (std::size_t w = first; w < end; ++w) {
    const float* word = marginals_.data() + w * stride_;
    least = std::min(least,
                     static_cast<double>(word[1 + 2 * entity]) + (w > first ? word[2 + 2 * entity] : 0.0f));
  }
  return end > first ? least : 0;
}

SlotModel::Reading SlotModel::read_text(const std::vector<TextWord>& words, std::uint32_t topic) const {
  Reading reading;
  if (words.empty()) return reading;
  const std::size_t tags = tag_count(entities_.size());
  Chain chain(tags);
  reading.stride_ = chain.stride();
  const auto features = slot_features(words, gazetteer_.find(words, {}), topic, {});
  std::vector<float> states(words.size() * chain.stride(), 0);
  for (std::size_t w = 0; w < words.size(); ++w) {
    float* state = states.data() + w * chain.stride();
    for (std::uint32_t i = features.begin[w]; i < features.begin[w + 1]; ++i) {
      const std::uint32_t row = features_.find(features.keys[i]);
      if (row == FeatureIndex::unknown) continue;
      for (std::uint32_t at = row_begin_[row]; at < row_begin_[row + 1]; ++at)
        state[tags_[at]] += scales_[row] * static_cast<float>(weights_[at]);
    }
  }
  chain.set_moves(moves_);
  chain.marginals(states, words.size(), reading.marginals_);
  const auto path = chain.best_path(states, moves_, words.size());
  for (std::size_t w = 0; w < path.size();) {
    const std::size_t first = w++;
    if (path[first] == 0) continue;
    const std::size_t entity = (path[first] - 1) / 2;
    while (w < path.size() && path[w] == 2 + 2 * entity) ++w;
    reading.slots_.push_back({entity, first, w, reading.probability(entity, first, w)});
  }
  return reading;
}

void SlotModel::write(BlobWriter& blob) const {
  blob.add(static_cast<std::uint32_t>(entities_.size()));
  for (const auto& name : entities_) blob.add_text(name);
  gazetteer_.write(blob);
  blob.add_all(std::span(features_.keys()));
  blob.add_all(std::span<const std::uint32_t>(row_begin_));
  blob.add_all(std::span<const std::uint16_t>(tags_));
  blob.add_all(std::span<const std::int8_t>(weights_));
  blob.add_all(std::span<const float>(scales_));
  blob.add_all(std::span<const float>(moves_));
}

std::optional<SlotModel> SlotModel::read(BlobReader& blob) {
  SlotModel model;
  const auto count = blob.get<std::uint32_t>();
  if (count == 0 || count > entities_max) return std::nullopt;
  for (std::uint32_t i = 0; i < count && !blob.failed(); ++i) model.entities_.push_back(blob.text());
  model.gazetteer_.read(blob, count);
  auto keys = blob.all<std::uint32_t>();
  model.row_begin_ = blob.all<std::uint32_t>();
  model.tags_ = blob.all<std::uint16_t>();
  model.weights_ = blob.all<std::int8_t>();
  model.scales_ = blob.all<float>();
  model.moves_ = blob.all<float>();
  const std::size_t tags = tag_count(count);
  const auto& begin = model.row_begin_;
  const bool fits =
      !blob.failed() && begin.size() == keys.size() + 1 && model.scales_.size() == keys.size() &&
      begin.front() == 0 && begin.back() == model.tags_.size() &&
      std::is_sorted(begin.begin(), begin.end()) && model.weights_.size() == model.tags_.size() &&
      model.moves_.size() == tags * padded(tags) && all_finite(model.scales_) && all_finite(model.moves_) &&
      std::all_of(model.tags_.begin(), model.tags_.end(), [&](auto tag) { return tag < tags; });
  if (!fits) return std::nullopt;
  model.features_ = FeatureIndex(std::move(keys));
  return model;
}

}  // namespace sb::nlu
