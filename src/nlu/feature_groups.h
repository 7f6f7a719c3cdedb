#pragma once
#include <cstdint>
#include <vector>

#include "nlu/feature_index.h"

namespace sb::nlu {

// Finds features that occur in exactly the same texts, such as a rare word, its pairs and its sequences of
// characters. Nothing in the texts tells them apart, so they learn the same: they become a group, and a model
// keeps one row of weights for it. Two thirds of the features of a small bot go into the rows of others.
class FeatureGroups final {
 public:
  // More share the next row, so that a row never stands for more than this.
  static constexpr std::size_t members_max = 16;
  // Features that would need more rows are left out.
  static constexpr std::size_t rows_max = 1u << 24;

  // A feature occurs in a text of an example. Examples come one after the other, as do their texts.
  void add(std::uint32_t key, std::uint32_t text, std::uint32_t example);

  // The features of at least so many examples, in their groups.
  FeatureIndex index(std::uint32_t examples_min) const;

 private:
  struct Seen {
    std::uint64_t texts = 0;  // sum of the hashes of the texts, a text as often as the feature is in it
    std::uint32_t key = 0, last_example = 0, examples = 0;
  };
  void grow();
  std::size_t slot_of(std::uint32_t key) const;

  std::vector<Seen> seen_;
  std::vector<std::uint32_t> slots_;  // open addressing: numbers of `seen_`, from 1; 0 is empty
};

}  // namespace sb::nlu
