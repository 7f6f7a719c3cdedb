#pragma once
#include <cstdint>
#include <vector>

#include "nlu/gazetteer.h"
#include "nlu/text_words.h"

namespace sb::nlu {

// What the slot model sees of a word: feature keys, all of weight 1.
struct SlotFeatures {
  std::vector<std::uint32_t> keys;   // of all words, one after the other
  std::vector<std::uint32_t> begin;  // of word i; one more than words
};

// What is hidden from the model in training, so that it learns to do without: values nobody listed.
struct Hidden {
  bool gazetteer = false;
  std::vector<bool> words = {};  // their own spelling; empty: none
};

SlotFeatures slot_features(const std::vector<TextWord>& words, const std::vector<Gazetteer::Hit>& hits,
                           const Hidden& hidden);

}  // namespace sb::nlu
