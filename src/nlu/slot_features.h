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

// The intent a text is guessed to have, as the number of an intent model: what a word is may depend on what
// the text is about.
constexpr std::uint32_t no_topic = 0xFFFFFFFF;

// What is hidden from the model in training, so that it learns to do without: values nobody listed.
struct Hidden {
  bool gazetteer = false;
  std::vector<bool> words = {};  // their own spelling; empty: none
};

SlotFeatures slot_features(const std::vector<TextWord>& words, const std::vector<Gazetteer::Hit>& hits,
                           std::uint32_t topic, const Hidden& hidden);

}  // namespace sb::nlu
