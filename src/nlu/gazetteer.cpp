#include "nlu/gazetteer.h"

#include <algorithm>
#include <limits>

namespace sb::nlu {
namespace {

constexpr std::uint16_t count_max = std::numeric_limits<std::uint16_t>::max();

std::uint64_t extended(std::uint64_t hash, std::string_view word) {
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return (hash ^ 0xFF) * 0x100000001B3ULL;
}
constexpr std::uint64_t no_words = 0xCBF29CE484222325ULL;

}  // namespace

void Gazetteer::add(const TextWord* first, const TextWord* end, std::uint16_t entity, Source source) {
  if (first == end || static_cast<std::size_t>(end - first) > phrase_words_max) return;
  std::uint64_t hash = no_words;
  for (const TextWord* word = first; word != end; ++word) hash = extended(hash, word->folded);
  auto& entries = phrases_[hash];
  auto found =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.entity == entity; });
  if (found == entries.end()) found = entries.insert(entries.end(), {entity, 0});
  if (source == Source::list) found->count = count_max;
  if (found->count < count_max) ++found->count;
}

std::vector<Gazetteer::Hit> Gazetteer::find(const std::vector<TextWord>& words,
                                            const std::vector<Hit>& own) const {
  std::vector<Hit> hits;
  if (phrases_.empty()) return hits;
  for (std::uint32_t first = 0; first < words.size(); ++first) {
    const std::size_t first_hit = hits.size();
    std::uint64_t hash = no_words;
    for (std::uint32_t end = first + 1; end <= words.size() && end - first <= phrase_words_max; ++end) {
      hash = extended(hash, words[end - 1].folded);
      const auto found = phrases_.find(hash);
      if (found == phrases_.end()) continue;
      for (const Entry& entry : found->second) {
        const auto itself = std::count_if(own.begin(), own.end(), [&](const Hit& hit) {
          return hit.entity == entry.entity && hit.first == first && hit.end == end;
        });
        if (entry.count <= itself) continue;
        const auto longer = std::find_if(hits.begin() + static_cast<std::ptrdiff_t>(first_hit), hits.end(),
                                         [&](const Hit& hit) { return hit.entity == entry.entity; });
        if (longer != hits.end()) {
          longer->end = end;
        } else {
          hits.push_back({entry.entity, first, end});
        }
      }
    }
  }
  return hits;
}

void Gazetteer::write(BlobWriter& blob) const {
  std::vector<std::pair<std::uint64_t, std::uint16_t>> flat;
  for (const auto& [hash, entries] : phrases_) {
    for (const Entry& entry : entries) flat.emplace_back(hash, entry.entity);
  }
  std::sort(flat.begin(), flat.end());
  blob.add(static_cast<std::uint32_t>(flat.size()));
  for (const auto& [hash, entity] : flat) {
    blob.add(hash);
    blob.add(entity);
  }
}

void Gazetteer::read(BlobReader& blob, std::size_t entity_count) {
  const auto count = blob.get<std::uint32_t>();
  for (std::uint32_t i = 0; i < count && !blob.failed(); ++i) {
    const auto hash = blob.get<std::uint64_t>();
    const auto entity = blob.get<std::uint16_t>();
    if (entity >= entity_count) return blob.fail();
    phrases_[hash].push_back({entity, count_max});
  }
}

}  // namespace sb::nlu
