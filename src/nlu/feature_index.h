#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace sb::nlu {

// Numbers the keys a model knows; keys of one group share a number. Open addressing over a power of two, at
// most half full.
class FeatureIndex final {
 public:
  static constexpr std::uint32_t unknown = 0xFFFFFFFF;

  FeatureIndex() = default;
  // Keys without repetition; the number of `keys[i]` is i.
  explicit FeatureIndex(std::vector<std::uint32_t> keys);
  // Keys without repetition, those of a group next to each other. `group_sizes` add up to their count; keys
  // of the first group have the number 0.
  FeatureIndex(std::vector<std::uint32_t> keys, std::vector<std::uint8_t> group_sizes);

  std::uint32_t find(std::uint32_t key) const {
    if (slots_.empty()) return unknown;
    for (std::size_t at = key & mask_;; at = (at + 1) & mask_) {
      const Slot& slot = slots_[at];
      if (slot.number == unknown || slot.key == key) return slot.number;
    }
  }
  const std::vector<std::uint32_t>& keys() const { return keys_; }
  // Empty when each key has a number of its own.
  const std::vector<std::uint8_t>& group_sizes() const { return group_sizes_; }
  // How many numbers there are.
  std::size_t size() const { return group_sizes_.empty() ? keys_.size() : group_sizes_.size(); }

 private:
  struct Slot {
    std::uint32_t key = 0, number = unknown;
  };

  std::vector<std::uint32_t> keys_;
  std::vector<std::uint8_t> group_sizes_;
  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
};

}  // namespace sb::nlu
