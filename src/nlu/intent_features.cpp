#include "nlu/intent_features.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>

namespace sb::nlu {
namespace {

// Shares of the blocks, measured (docs/nlu.md).
constexpr float word_weight = 1.0f, pair_weight = 0.7f, character_weight = 1.0f, entity_weight = 0.5f;
constexpr std::size_t sequence_min = 3, sequence_max = 4;  // characters
constexpr std::size_t unspaced_sequence_min = 1, unspaced_sequence_max = 2;

enum class Block : std::uint64_t { word = 1, pair = 2, characters = 3, entity = 4 };

constexpr std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ULL;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93ULL;
  return x ^ (x >> 32);
}

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

std::uint32_t key_of(Block block, std::uint64_t hash) {
  return static_cast<std::uint32_t>(mix(hash + static_cast<std::uint64_t>(block) * 0x9E3779B97F4A7C15ULL) >>
                                    32);
}

// The features added since `first` get the length `weight` together.
void scale_block(std::vector<Feature>& features, std::size_t first, float weight) {
  if (features.size() == first) return;
  const float value = weight / std::sqrt(static_cast<float>(features.size() - first));
  for (std::size_t i = first; i < features.size(); ++i) features[i].value = value;
}

}  // namespace

void IntentFeatures::extract(const std::vector<TextWord>& words, std::span<const std::string> entities,
                             std::vector<Feature>& out) {
  out.clear();
  add_words(words, out);
  add_characters(words, out);
  const std::size_t first_entity = out.size();
  for (const auto& name : entities) out.push_back({key_of(Block::entity, hash_of(name)), 1});
  scale_block(out, first_entity, entity_weight);
  float squares = 0;
  for (const Feature& feature : out) squares += feature.value * feature.value;
  const float factor = squares > 0 ? 1 / std::sqrt(squares) : 0;
  for (Feature& feature : out) feature.value *= factor;
}

void IntentFeatures::add_words(const std::vector<TextWord>& words, std::vector<Feature>& out) {
  constexpr std::uint64_t first_mark = 0x51ED270B, last_mark = 0x2545F491, digits_mark = 0x1B873593;
  hashes_.clear();
  word_keys_.clear();
  for (const TextWord& word : words) {
    if (word.kind == TextWord::Kind::mark && word.folded != "?") continue;
    hashes_.push_back(word.kind == TextWord::Kind::digits ? digits_mark + word.folded.size()
                                                          : hash_of(word.stem));
  }
  for (const auto hash : hashes_) word_keys_.push_back(key_of(Block::word, hash));
  for (const auto key : word_keys_) out.push_back({key, 1});
  scale_block(out, 0, word_weight);
  const std::size_t first_pair = out.size();
  for (std::size_t i = 0; !hashes_.empty() && i <= hashes_.size(); ++i) {
    const std::uint64_t left = i == 0 ? first_mark : hashes_[i - 1];
    const std::uint64_t right = i == hashes_.size() ? last_mark : hashes_[i];
    out.push_back({key_of(Block::pair, mix(left) * 3 + right), 1});
  }
  scale_block(out, first_pair, pair_weight);
}

void IntentFeatures::add_characters(const std::vector<TextWord>& words, std::vector<Feature>& out) {
  const std::size_t first = out.size();
  for (const TextWord& word : words) {
    const bool unspaced = word.kind == TextWord::Kind::unspaced;
    if (word.kind != TextWord::Kind::letters && !unspaced) continue;
    code_points_.clear();
    if (!unspaced) code_points_.push_back('<');
    const auto* bytes = reinterpret_cast<const uint8_t*>(word.folded.data());
    for (int32_t at = 0; at < static_cast<int32_t>(word.folded.size());) {
      UChar32 code = 0;
      U8_NEXT_UNSAFE(bytes, at, code);
      code_points_.push_back(static_cast<std::uint32_t>(code));
    }
    if (!unspaced) code_points_.push_back('>');
    const std::size_t low = unspaced ? unspaced_sequence_min : sequence_min;
    const std::size_t high = unspaced ? unspaced_sequence_max : sequence_max;
    for (std::size_t begin = 0; begin < code_points_.size(); ++begin) {
      std::uint64_t hash = 0xCBF29CE484222325ULL;
      for (std::size_t length = 1; length <= high && begin + length <= code_points_.size(); ++length) {
        hash = (hash ^ code_points_[begin + length - 1]) * 0x100000001B3ULL;
        if (length >= low) out.push_back({key_of(Block::characters, hash + length), 1});
      }
    }
  }
  scale_block(out, first, character_weight);
}

}  // namespace sb::nlu
