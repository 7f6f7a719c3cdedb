#include "nlu/feature_index.h"

#include <bit>

namespace sb::nlu {

FeatureIndex::FeatureIndex(std::vector<std::uint32_t> keys) : keys_(std::move(keys)) {
  if (keys_.empty()) return;
  slots_.assign(std::bit_ceil(keys_.size() * 2), unknown);
  mask_ = slots_.size() - 1;
  for (std::uint32_t number = 0; number < keys_.size(); ++number) {
    std::size_t at = keys_[number] & mask_;
    while (slots_[at] != unknown) at = (at + 1) & mask_;
    slots_[at] = number;
  }
}

}  // namespace sb::nlu
