#include "nlu/slot_features.h"

#include <algorithm>
#include <string>

namespace sb::nlu {
namespace {

// Kinds of features; the number is part of the hash.
enum Kind : std::uint64_t {
  bias,
  word_here,
  shape_here,
  prefix,
  suffix,
  word_near,
  pair_near,
  triple,
  shape_near,
  gazetteer_here,
  gazetteer_near,
  affix_near,
  pair_shape,
  topic_here,
  topic_word,
  topic_gazetteer,
};
constexpr std::size_t affix_max = 5, near_affix_max = 3;
constexpr std::uint64_t edge = 0x7A5C, unknown_word = 0x11D3;

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
std::uint32_t key_of(Kind kind, std::int64_t offset, std::uint64_t a, std::uint64_t b = 0,
                     std::uint64_t c = 0) {
  const std::uint64_t head = kind * 64 + static_cast<std::uint64_t>(offset + 16);
  return static_cast<std::uint32_t>(mix(mix(mix(a + head * 0x9E3779B97F4A7C15ULL) + b) + c) >> 32);
}

// "Paris" Xx, "NYC" XX, "9" d1, "2024" d4.
std::uint64_t shape_of(const TextWord& word) {
  const auto kind = static_cast<std::uint64_t>(word.kind) * 1000;
  if (word.kind == TextWord::Kind::digits) return kind + std::min<std::size_t>(word.folded.size(), 5);
  if (word.kind == TextWord::Kind::mark) return kind + static_cast<unsigned char>(word.folded[0]);
  return kind + (word.all_upper ? 2 : 0) + (word.first_upper ? 1 : 0) + (word.folded.size() <= 2 ? 4 : 0);
}

class Collector {
 public:
  Collector(const std::vector<TextWord>& words, const std::vector<Gazetteer::Hit>& hits, std::uint32_t topic,
            const Hidden& hidden)
      : words_(words), topic_(topic), gazetteer_(words.size()) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool hide = !hidden.words.empty() && hidden.words[i];
      hashes_.push_back(hide ? unknown_word : hash_of(words[i].folded));
      shapes_.push_back(shape_of(words[i]));
    }
    if (hidden.gazetteer) return;
    for (const auto& hit : hits) {
      for (std::uint32_t at = hit.first; at < hit.end; ++at) {
        const std::uint64_t part = at == hit.first ? 1 : 2, last = at + 1 == hit.end ? 4 : 0;
        gazetteer_[at].push_back(hit.entity * 8ULL + part + last);
      }
    }
  }

  SlotFeatures run() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      out_.begin.push_back(static_cast<std::uint32_t>(out_.keys.size()));
      add_word(static_cast<std::int64_t>(i));
    }
    out_.begin.push_back(static_cast<std::uint32_t>(out_.keys.size()));
    return std::move(out_);
  }

 private:
  bool inside(std::int64_t at) const { return at >= 0 && at < static_cast<std::int64_t>(words_.size()); }
  std::uint64_t hash(std::int64_t at) const {
    return inside(at) ? hashes_[static_cast<std::size_t>(at)] : edge;
  }
  std::uint64_t shape(std::int64_t at) const {
    return inside(at) ? shapes_[static_cast<std::size_t>(at)] : edge;
  }
  bool is_hidden(std::int64_t at) const { return inside(at) && hash(at) == unknown_word; }
  void add(Kind kind, std::int64_t offset, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
    out_.keys.push_back(key_of(kind, offset, a, b, c));
  }

  void add_word(std::int64_t at) {
    add(bias, 0, 0);
    add(shape_here, 0, shape(at));
    if (!is_hidden(at)) {
      add(word_here, 0, hash(at));
      add_affixes(at, 0, affix_max);
    }
    for (const std::int64_t offset : {-3, -2, -1, 1, 2, 3}) add(word_near, offset, hash(at + offset));
    for (const std::int64_t offset : {-2, -1, 1, 2}) add(shape_near, offset, shape(at + offset));
    for (const std::int64_t offset : {-3, -2, -1, 0, 1, 2}) {
      const bool own = offset == -1 || offset == 0;
      if (own && is_hidden(at)) continue;
      add(pair_near, offset, hash(at + offset), hash(at + offset + 1));
    }
    add(triple, 0, hash(at - 2), hash(at - 1), 0);
    if (!is_hidden(at)) add(triple, 1, hash(at - 1), hash(at), hash(at + 1));
    add(triple, 2, hash(at - 1), hash(at + 1), 1);
    add(pair_shape, 0, shape(at - 1), shape(at), shape(at + 1));
    for (const std::int64_t offset : {-1, 1}) {
      if (inside(at + offset) && !is_hidden(at + offset)) add_affixes(at + offset, offset, near_affix_max);
    }
    for (const std::int64_t offset : {-2, -1, 0, 1, 2}) {
      if (!inside(at + offset)) continue;
      for (const auto mark : gazetteer_[static_cast<std::size_t>(at + offset)])
        add(offset == 0 ? gazetteer_here : gazetteer_near, offset, mark);
    }
    if (topic_ != no_topic) add_topic(at);
  }

  void add_topic(std::int64_t at) {
    add(topic_here, 0, topic_);
    for (const std::int64_t offset : {-1, 0, 1}) {
      if (offset != 0 || !is_hidden(at)) add(topic_word, offset, topic_, hash(at + offset));
    }
    for (const auto mark : gazetteer_[static_cast<std::size_t>(at)]) add(topic_gazetteer, 0, topic_, mark);
  }

  // Beginnings and ends, in bytes: parts of letters tell as much as letters.
  void add_affixes(std::int64_t at, std::int64_t offset, std::size_t length_max) {
    const TextWord& word = words_[static_cast<std::size_t>(at)];
    if (word.kind != TextWord::Kind::letters) return;
    const std::string_view text = word.folded;
    const std::size_t low = offset == 0 ? 1 : length_max;
    for (std::size_t length = low; length <= length_max && length < text.size(); ++length) {
      add(offset == 0 ? prefix : affix_near, offset, hash_of(text.substr(0, length)), length);
      add(offset == 0 ? suffix : affix_near, offset, hash_of(text.substr(text.size() - length)), length + 16);
    }
  }

  const std::vector<TextWord>& words_;
  std::uint32_t topic_;
  std::vector<std::uint64_t> hashes_, shapes_;
  std::vector<std::vector<std::uint64_t>> gazetteer_;
  SlotFeatures out_;
};

}  // namespace

SlotFeatures slot_features(const std::vector<TextWord>& words, const std::vector<Gazetteer::Hit>& hits,
                           std::uint32_t topic, const Hidden& hidden) {
  return Collector(words, hits, topic, hidden).run();
}

}  // namespace sb::nlu
