#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nlu/crf.h"
#include "nlu/feature_index.h"
#include "nlu/gazetteer.h"
#include "nlu/slot_features.h"
#include "nlu/training_set.h"

namespace sb::nlu {

// A piece of a text that an entity was trained to be in.
struct FoundSlot {
  std::size_t entity = 0;          // number of SlotModel::entities()
  std::size_t first = 0, end = 0;  // words
  double score = 0;                // P(every word of it is in the entity)
};

// Finds contextual entities. Immutable; any thread.
class SlotModel final {
 public:
  const std::vector<std::string>& entities() const { return entities_; }

  // How likely each word begins each entity or goes on with it.
  class Reading {
   public:
    const std::vector<FoundSlot>& slots() const { return slots_; }
    // P(the words are in the entity), also where it is not the likeliest.
    double probability(std::size_t entity, std::size_t first, std::size_t end) const;

   private:
    friend class SlotModel;
    std::vector<FoundSlot> slots_;
    std::vector<float> marginals_;
    std::size_t stride_ = 0;
  };
  // `topic` is the intent that the intent model guesses (IntentGuess::best), or `no_topic`.
  Reading read_text(const std::vector<TextWord>& words, std::uint32_t topic) const;

  void write(BlobWriter& blob) const;
  static std::optional<SlotModel> read(BlobReader& blob);

 private:
  friend class SlotTrainer;

  std::vector<std::string> entities_;
  Gazetteer gazetteer_;
  FeatureIndex features_;
  // Row f holds the weights weights_[row_begin_[f]] … of the tags tags_[…], times scales_[f].
  std::vector<std::uint32_t> row_begin_{0};
  std::vector<std::uint16_t> tags_;
  std::vector<std::int8_t> weights_;
  std::vector<float> scales_;
  std::vector<float> moves_;  // tags x stride
};

}  // namespace sb::nlu
