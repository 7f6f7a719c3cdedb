#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "nlu/text_words.h"

namespace sb::nlu {

// A feature of a text by its hash, with its weight in the text.
struct Feature {
  std::uint32_t key = 0;
  float value = 0;
};

// Words, pairs of words and character sequences of a text, as the intent model sees them; each of the three
// blocks has a fixed length whatever the length of the text, then the whole is normalised. A feature may
// occur twice.
class IntentFeatures final {
 public:
  // Replaces `out`. `entities` are the names of the entities found in the text.
  void extract(const std::vector<TextWord>& words, std::span<const std::string> entities,
               std::vector<Feature>& out);

  // Keys of the words of the last text: what the share of known words is counted over.
  const std::vector<std::uint32_t>& word_keys() const { return word_keys_; }

 private:
  void add_words(const std::vector<TextWord>& words, std::vector<Feature>& out);
  void add_characters(const std::vector<TextWord>& words, std::vector<Feature>& out);

  std::vector<std::uint64_t> hashes_;  // of the words that count
  std::vector<std::uint32_t> word_keys_;
  std::vector<std::uint32_t> code_points_;
};

}  // namespace sb::nlu
