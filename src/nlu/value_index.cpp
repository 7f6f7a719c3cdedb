#include "nlu/value_index.h"

#include <unicode/unistr.h>

#include <algorithm>

namespace sb::nlu {
namespace {

constexpr std::size_t fuzzy_length_max = 100;  // code points; longer values are only found literally

// "Less than 20 % of the characters different" (spec 08 §3).
constexpr std::size_t edits_max(std::size_t length) {
  return length == 0 ? 0 : (length - 1) / 5;
}
constexpr std::size_t fuzzy_length_min = 6;  // the shortest length that allows an edit
static_assert(edits_max(fuzzy_length_min) == 1 && edits_max(fuzzy_length_min - 1) == 0);

void append_code_points(std::u32string& out, const std::string& utf8) {
  const auto text = icu::UnicodeString::fromUTF8(utf8);
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    out += static_cast<char32_t>(text.char32At(i));
  }
}

// Levenshtein distance, or more than `limit` as soon as it is known to be more.
std::size_t distance(const std::u32string& a, const std::u32string& b, std::size_t limit) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0], best = row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
      best = std::min(best, row[j]);
    }
    if (best > limit) return best;
  }
  return row.back();
}

}  // namespace

void ValueIndex::add(std::size_t entity, const Entity& definition) {
  for (const EntityValue& value : definition.values) {
    auto spellings = value.synonyms;
    spellings.insert(spellings.begin(), value.value);
    for (const auto& spelling : spellings) {
      add_spelling(entity, value.value, spelling, Apostrophes::split);
      add_spelling(entity, value.value, spelling, Apostrophes::joined);
      if (definition.fuzzy) add_fuzzy(entity, value.value, spelling);
    }
  }
}

void ValueIndex::add_spelling(std::size_t entity, const std::string& value, std::string_view spelling,
                              Apostrophes apostrophes) {
  std::size_t node = 0;
  for (const MatchWord& word : match_words(spelling, apostrophes)) {
    const auto [at, is_new] = nodes_[node].next.try_emplace(word.folded, nodes_.size());
    node = at->second;
    if (is_new) nodes_.emplace_back();
  }
  if (node == 0) return;
  auto& entries = nodes_[node].entries;
  const bool known =
      std::any_of(entries.begin(), entries.end(), [&](const Entry& e) { return e.entity == entity; });
  if (!known) entries.push_back({entity, value});  // of equal spellings the first value wins
}

void ValueIndex::add_fuzzy(std::size_t entity, const std::string& value, std::string_view spelling) {
  const auto words = match_words(spelling, Apostrophes::split);
  std::u32string folded;
  for (const MatchWord& word : words) {
    if (!folded.empty()) folded += U' ';
    append_code_points(folded, word.folded);
  }
  if (folded.size() < fuzzy_length_min || folded.size() > fuzzy_length_max) return;
  if (fuzzy_by_length_.size() <= folded.size()) fuzzy_by_length_.resize(folded.size() + 1);
  fuzzy_words_max_ = std::max(fuzzy_words_max_, words.size());
  fuzzy_by_length_[folded.size()].push_back({entity, value, folded, words.size()});
}

std::vector<ValueHit> ValueIndex::find(const std::vector<MatchWord>& words) const {
  std::vector<ValueHit> hits;
  find_literal(words, hits);
  if (fuzzy_words_max_ > 0) find_fuzzy(words, hits);
  return hits;
}

void ValueIndex::find_literal(const std::vector<MatchWord>& words, std::vector<ValueHit>& hits) const {
  for (std::size_t first = 0; first < words.size(); ++first) {
    std::size_t node = 0;
    for (std::size_t at = first; at < words.size(); ++at) {
      const auto next = nodes_[node].next.find(words[at].folded);
      if (next == nodes_[node].next.end()) break;
      node = next->second;
      for (const Entry& entry : nodes_[node].entries)
        hits.push_back({entry.entity, entry.value, 1, first, at + 1});
    }
  }
}

void ValueIndex::find_fuzzy(const std::vector<MatchWord>& words, std::vector<ValueHit>& hits) const {
  for (std::size_t first = 0; first < words.size(); ++first) {
    std::u32string window;
    for (std::size_t end = first + 1; end <= words.size() && end - first <= fuzzy_words_max_ + 1; ++end) {
      if (!window.empty()) window += U' ';
      append_code_points(window, words[end - 1].folded);
      if (window.size() > fuzzy_length_max + edits_max(fuzzy_length_max)) break;
      const std::size_t low =
          window.size() - std::min(window.size(), edits_max(window.size() + fuzzy_length_max));
      for (std::size_t length = low; length < fuzzy_by_length_.size(); ++length) {
        const std::size_t limit = edits_max(length);
        if (length > window.size() + limit) break;
        if (window.size() > length + limit) continue;
        for (const FuzzyEntry& entry : fuzzy_by_length_[length]) {
          if (entry.words > end - first + 1 || end - first > entry.words + 1) continue;
          const std::size_t edits = distance(entry.folded, window, limit);
          if (edits == 0 || edits > limit) continue;
          const double score = 1 - static_cast<double>(edits) / static_cast<double>(length);
          hits.push_back({entry.entity, entry.value, score, first, end});
        }
      }
    }
  }
}

}  // namespace sb::nlu
