#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/bot.h"
#include "nlu/match_words.h"

namespace sb::nlu {

// A value of a list entity found in a text.
struct ValueHit {
  std::size_t entity = 0;          // as numbered by add()
  std::string value;               // canonical
  double score = 1;                // below 1: fuzzy
  std::size_t first = 0, end = 0;  // words of the text
};

// Finds the values and synonyms of many entities in one pass over the words of a text.
class ValueIndex final {
 public:
  void add(std::size_t entity, const Entity& definition);

  // Every occurrence, also those inside longer ones.
  std::vector<ValueHit> find(const std::vector<MatchWord>& words) const;

 private:
  struct Entry {
    std::size_t entity = 0;
    std::string value;
  };
  struct Node {
    std::unordered_map<std::string, std::size_t> next;
    std::vector<Entry> entries;
  };
  struct FuzzyEntry {
    std::size_t entity = 0;
    std::string value;
    std::u32string folded;
    std::size_t words = 0;
  };

  void add_spelling(std::size_t entity, const std::string& value, std::string_view spelling,
                    Apostrophes apostrophes);
  void add_fuzzy(std::size_t entity, const std::string& value, std::string_view spelling);
  void find_literal(const std::vector<MatchWord>& words, std::vector<ValueHit>& hits) const;
  void find_fuzzy(const std::vector<MatchWord>& words, std::vector<ValueHit>& hits) const;

  std::vector<Node> nodes_{1};
  std::vector<std::vector<FuzzyEntry>> fuzzy_by_length_;  // code points of `folded`
  std::size_t fuzzy_words_max_ = 0;
};

}  // namespace sb::nlu
