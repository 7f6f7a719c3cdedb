#pragma once
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "nlu/blob.h"
#include "nlu/text_words.h"

namespace sb::nlu {

// Values that entities have been seen with, as sequences of words.
class Gazetteer final {
 public:
  static constexpr std::size_t phrase_words_max = 8;

  // `trusted` values come from the bot's own lists; others count once for each time they are added.
  enum class Source { list, example };
  void add(const TextWord* first, const TextWord* end, std::uint16_t entity, Source source);

  struct Hit {
    std::uint16_t entity = 0;
    std::uint32_t first = 0, end = 0;  // words
  };
  // Of each entity the longest phrase at each word. `own` are the phrases of a training example, which do not
  // count as seen by themselves.
  std::vector<Hit> find(const std::vector<TextWord>& words, const std::vector<Hit>& own) const;

  void write(BlobWriter& blob) const;
  void read(BlobReader& blob, std::size_t entity_count);

 private:
  struct Entry {
    std::uint16_t entity = 0;
    std::uint16_t count = 0;
  };
  std::unordered_map<std::uint64_t, std::vector<Entry>> phrases_;  // by hash of the words
};

}  // namespace sb::nlu
