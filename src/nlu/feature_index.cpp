#include "nlu/feature_index.h"

#include <bit>

namespace sb::nlu {

FeatureIndex::FeatureIndex(std::vector<std::uint32_t> keys) : FeatureIndex(std::move(keys), {}) {}

FeatureIndex::FeatureIndex(std::vector<std::uint32_t> keys, std::vector<std::uint8_t> group_sizes)
    : keys_(std::move(keys)), group_sizes_(std::move(group_sizes)) {
  if (keys_.empty()) return;
  slots_.assign(std::bit_ceil(keys_.size() * 2), {});
  mask_ = slots_.size() - 1;
  std::uint32_t number = 0, members = 0;
  for (const auto key : keys_) {
    std::size_t at = key & mask_;
    while (slots_[at].number != unknown) at = (at + 1) & mask_;
    slots_[at] = {key, number};
    const std::uint32_t group_size = group_sizes_.empty() ? 1 : group_sizes_[number];
    if (++members < group_size) continue;
    ++number;
    members = 0;
  }
}

}  // namespace sb::nlu
