#include "nlu/feature_groups.h"

#include <algorithm>

namespace sb::nlu {
namespace {

constexpr std::size_t slots_min = 1024;

std::uint64_t hash_of(std::uint32_t text) {
  std::uint64_t x = (text + 1) * 0x9E3779B97F4A7C15ULL;
  x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93ULL;
  return x ^ (x >> 32);
}

}  // namespace

std::size_t FeatureGroups::slot_of(std::uint32_t key) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = key & mask;
  while (slots_[at] != 0 && seen_[slots_[at] - 1].key != key) at = (at + 1) & mask;
  return at;
}

void FeatureGroups::grow() {
  slots_.assign(std::max(slots_min, slots_.size() * 2), 0);
  for (std::uint32_t i = 0; i < seen_.size(); ++i) slots_[slot_of(seen_[i].key)] = i + 1;
}

void FeatureGroups::add(std::uint32_t key, std::uint32_t text, std::uint32_t example) {
  if (seen_.size() * 2 >= slots_.size()) grow();
  std::uint32_t& slot = slots_[slot_of(key)];
  if (slot == 0) {
    seen_.push_back({.key = key});
    slot = static_cast<std::uint32_t>(seen_.size());
  }
  Seen& seen = seen_[slot - 1];
  seen.texts += hash_of(text);
  if (seen.examples > 0 && seen.last_example == example) return;
  seen.last_example = example;
  ++seen.examples;
}

FeatureIndex FeatureGroups::index(std::uint32_t examples_min) const {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;  // hash of the texts, key
  for (const Seen& seen : seen_) {
    if (seen.examples >= examples_min) order.emplace_back(seen.texts, seen.key);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> keys;
  std::vector<std::uint8_t> sizes;
  keys.reserve(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool joins = i > 0 && order[i].first == order[i - 1].first && sizes.back() < members_max;
    if (!joins && sizes.size() == rows_max) break;
    if (!joins) sizes.push_back(0);
    ++sizes.back();
    keys.push_back(order[i].second);
  }
  return FeatureIndex(std::move(keys), std::move(sizes));
}

}  // namespace sb::nlu
