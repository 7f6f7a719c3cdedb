#include "nlu/slot_trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "nlu/kernels.h"
#include "nlu/rng.h"

namespace sb::nlu {
namespace {

constexpr std::size_t large_set = 5'000, middle_set = 1'000;  // texts
constexpr float rate_first = 0.25f;
constexpr std::size_t steps_between_moves = 8;  // the sums over transitions lag so far behind
constexpr float weight_min = 0.02f;             // smaller ones are dropped at the end

// What a set of some size is learned with, as measured by leaving out parts of training files: few texts need
// to be learned from without the values they mention more often, many want smaller steps towards the end.
struct Recipe {
  int epochs;
  float rate_decay;  // share of the rate that is gone in the last epoch
  // Per mille of the texts that are learned from without their lists, and of the mentions without their
  // words.
  std::uint64_t hidden;
};

Recipe recipe_for(std::size_t texts) {
  if (texts <= middle_set) return {30, 0, 150};
  return {texts > large_set ? 10 : 20, 0.9f, 50};
}

}  // namespace

class SlotTrainer {
 public:
  SlotTrainer(const TrainingSet& set, std::span<const std::uint32_t> topics, const TrainingOptions& options)
      : set_(set), topics_(topics), options_(options), random_(options.seed) {}

  Result<std::optional<SlotModel>> run() {
    collect_entities();
    if (model_.entities_.empty()) return std::optional<SlotModel>();
    collect_texts();
    recipe_ = recipe_for(texts_.size());
    if (!mentioned_) return std::optional<SlotModel>();
    index_features();
    if (!descend()) return Error{ErrorCode::unavailable, "the training was cancelled"};
    keep_weights();
    return std::optional<SlotModel>(std::move(model_));
  }

 private:
  struct Text {
    std::vector<TextWord> words;
    std::vector<std::uint16_t> tags;
    std::vector<Gazetteer::Hit> own;
    std::uint32_t topic = no_topic;
  };

  void collect_entities() {
    for (const Entity& entity : set_.entities) {
      if (entity.type == Entity::Type::contextual) model_.entities_.push_back(entity.name);
    }
    for (std::uint16_t number = 0; number < model_.entities_.size(); ++number) {
      for (const Entity& entity : set_.entities) {
        if (entity.name == model_.entities_[number]) add_values(entity, number);
      }
    }
  }

  void add_values(const Entity& entity, std::uint16_t number) {
    const auto add = [&](const std::string& spelling) {
      const auto words = text_words(spelling, set_.language);
      model_.gazetteer_.add(words.data(), words.data() + words.size(), number, Gazetteer::Source::list);
    };
    for (const auto& value : entity.values) {
      add(value.value);
      for (const auto& synonym : value.synonyms) add(synonym);
    }
  }

  void collect_texts() {
    const bool by_topic = topics_differ();
    for (std::size_t i = 0; i < set_.examples.size(); ++i) {
      for (const TrainingText& variant : set_.examples[i].variants)
        add_text(variant, by_topic ? topics_[i] : no_topic);
    }
    for (const Text& text : texts_) {
      for (const auto& hit : text.own)
        model_.gazetteer_.add(text.words.data() + hit.first, text.words.data() + hit.end, hit.entity,
                              Gazetteer::Source::example);
    }
  }

  // Where all mentions are of one intent, which it is tells nothing.
  bool topics_differ() const {
    std::uint32_t first = no_topic;
    for (const TrainingExample& example : set_.examples) {
      if (example.variants.front().mentions.empty()) continue;
      if (first == no_topic) first = example.intent;
      if (example.intent != first) return true;
    }
    return false;
  }

  void add_text(const TrainingText& variant, std::uint32_t topic) {
    Text text{.words = text_words(variant.text, set_.language), .tags = {}, .own = {}, .topic = topic};
    if (text.words.empty()) return;
    text.tags.assign(text.words.size(), 0);
    for (const Mention& mention : variant.mentions) {
      const auto known = std::find(model_.entities_.begin(), model_.entities_.end(), mention.entity);
      if (known == model_.entities_.end()) continue;
      tag(text, mention, static_cast<std::uint16_t>(known - model_.entities_.begin()));
    }
    texts_.push_back(std::move(text));
  }

  void tag(Text& text, const Mention& mention, std::uint16_t entity) {
    std::uint32_t first = 0;
    while (first < text.words.size() && text.words[first].end <= mention.start) ++first;
    std::uint32_t end = first;
    while (end < text.words.size() && text.words[end].start < mention.end) ++end;
    if (first == end) return;
    mentioned_ = true;
    text.own.push_back({entity, first, end});
    for (std::uint32_t w = first; w < end; ++w)
      text.tags[w] = static_cast<std::uint16_t>((w == first ? 1 : 2) + 2 * entity);
  }

  SlotFeatures features_of(const Text& text, const Hidden& hidden) const {
    return slot_features(text.words, model_.gazetteer_.find(text.words, text.own), text.topic, hidden);
  }

  void index_features() {
    const std::size_t frequency_min = texts_.size() > middle_set ? 2 : 1;
    std::unordered_map<std::uint32_t, std::uint32_t> seen;
    std::vector<std::uint32_t> keys;
    for (const Text& text : texts_) {
      for (const auto key : features_of(text, {}).keys) {
        if (++seen[key] == frequency_min) keys.push_back(key);
      }
    }
    model_.features_ = FeatureIndex(std::move(keys));
  }

  bool descend() {
    const std::size_t tags = tag_count(model_.entities_.size());
    Chain chain(tags);
    stride_ = chain.stride();
    rows_.assign(model_.features_.size() * stride_, 0);
    squares_.assign(model_.features_.size(), 0);
    model_.moves_.assign(tags * stride_, 0);
    move_squares_.assign(tags, 0);
    std::vector<std::uint32_t> order(texts_.size());
    std::iota(order.begin(), order.end(), 0);
    const int epochs = recipe_.epochs;
    for (int epoch = 0; epoch < epochs; ++epoch) {
      rate_ = rate_first * (1 - recipe_.rate_decay * static_cast<float>(epoch) / static_cast<float>(epochs));
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
      for (std::size_t i = 0; i < order.size(); ++i) {
        if (i % 64 == 0 &&
            !options_.progress((epoch + static_cast<double>(i) / static_cast<double>(order.size())) / epochs))
          return false;
        if (i % steps_between_moves == 0) chain.set_moves(model_.moves_);
        step(texts_[order[i]], chain);
      }
    }
    return true;
  }

  Hidden draw_hidden(const Text& text) {
    Hidden hidden;
    if (text.own.empty()) return hidden;
    hidden.gazetteer = random_.below(1000) < recipe_.hidden;
    for (const auto& mention : text.own) {
      if (random_.below(1000) >= recipe_.hidden) continue;
      hidden.words.resize(text.words.size());
      for (std::uint32_t w = mention.first; w < mention.end; ++w) hidden.words[w] = true;
      hidden.gazetteer = true;
    }
    return hidden;
  }

  void step(const Text& text, Chain& chain) {
    const std::size_t words = text.words.size();
    const SlotFeatures features = features_of(text, draw_hidden(text));
    states_.assign(words * stride_, 0);
    numbers_.resize(features.keys.size());
    for (std::size_t w = 0; w < words; ++w) {
      for (std::uint32_t i = features.begin[w]; i < features.begin[w + 1]; ++i) {
        numbers_[i] = model_.features_.find(features.keys[i]);
        if (numbers_[i] != FeatureIndex::unknown)
          add_scaled(states_.data() + w * stride_, rows_.data() + numbers_[i] * stride_, 1, stride_);
      }
    }
    chain.marginals(states_, words, slope_);
    for (std::size_t w = 0; w < words; ++w) slope_[w * stride_ + text.tags[w]] -= 1;
    for (std::size_t w = 0; w < words; ++w) {
      const float* slope = slope_.data() + w * stride_;
      const float length = sum_of_squares(slope, stride_);
      if (length < 1e-5f) continue;
      for (std::uint32_t i = features.begin[w]; i < features.begin[w + 1]; ++i) {
        if (numbers_[i] == FeatureIndex::unknown) continue;
        float& square = squares_[numbers_[i]];
        square += length;
        add_scaled(rows_.data() + numbers_[i] * stride_, slope, -rate_ / std::sqrt(square), stride_);
      }
    }
    step_moves(text, chain);
  }

  void step_moves(const Text& text, Chain& chain) {
    const std::size_t tags = move_squares_.size();
    move_slope_.assign(tags * stride_, 0);
    chain.add_expected_moves(1, move_slope_);
    for (std::size_t w = 0; w + 1 < text.tags.size(); ++w)
      move_slope_[text.tags[w] * stride_ + text.tags[w + 1]] -= 1;
    for (std::size_t t = 0; t < tags; ++t) {
      const float* slope = move_slope_.data() + t * stride_;
      const float length = sum_of_squares(slope, stride_);
      if (length < 1e-6f) continue;
      move_squares_[t] += length;
      add_scaled(model_.moves_.data() + t * stride_, slope, -rate_ / std::sqrt(move_squares_[t]), stride_);
    }
  }

  // Only the weights that matter stay, each row in bytes of its own scale.
  void keep_weights() {
    std::vector<std::uint32_t> keys;
    model_.row_begin_ = {0};
    const std::size_t tags = move_squares_.size();
    for (std::size_t f = 0; f < model_.features_.size(); ++f) {
      const float* row = rows_.data() + f * stride_;
      float largest = 0;
      for (std::size_t t = 0; t < tags; ++t) largest = std::max(largest, std::abs(row[t]));
      if (largest < 2 * weight_min) continue;
      const float scale = largest / 127, least = std::max(weight_min, largest / 20);
      for (std::size_t t = 0; t < tags; ++t) {
        if (std::abs(row[t]) < least) continue;
        model_.tags_.push_back(static_cast<std::uint16_t>(t));
        model_.weights_.push_back(static_cast<std::int8_t>(std::lround(row[t] / scale)));
      }
      keys.push_back(model_.features_.keys()[f]);
      model_.scales_.push_back(scale);
      model_.row_begin_.push_back(static_cast<std::uint32_t>(model_.tags_.size()));
    }
    model_.features_ = FeatureIndex(std::move(keys));
  }

  const TrainingSet& set_;
  std::span<const std::uint32_t> topics_;
  const TrainingOptions& options_;
  Rng random_;
  SlotModel model_;
  std::vector<Text> texts_;
  Recipe recipe_{};
  float rate_ = 0;
  bool mentioned_ = false;
  std::size_t stride_ = 0;
  std::vector<float> rows_, squares_, move_squares_, states_, slope_, move_slope_;
  std::vector<std::uint32_t> numbers_;
};

Result<std::optional<SlotModel>> train_slots(const TrainingSet& set, std::span<const std::uint32_t> topics,
                                             const TrainingOptions& options) {
  return SlotTrainer(set, topics, options).run();
}

}  // namespace sb::nlu
