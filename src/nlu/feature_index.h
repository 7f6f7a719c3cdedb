#pragma once
#include <cstdint>
#include <optional>
#include <vector>

namespace sb::nlu {

// Numbers the keys a model knows. Open addressing over a power of two, at most half full.
class FeatureIndex final {
 public:
  static constexpr std::uint32_t unknown = 0xFFFFFFFF;

  FeatureIndex() = default;
  // Keys without repetition; key number i is `keys[i]`.
  explicit FeatureIndex(std::vector<std::uint32_t> keys);

  std::uint32_t find(std::uint32_t key) const {
    if (slots_.empty()) return unknown;
    for (std::size_t at = key & mask_;; at = (at + 1) & mask_) {
      const std::uint32_t number = slots_[at];
      if (number == unknown || keys_[number] == key) return number;
    }
  }
  const std::vector<std::uint32_t>& keys() const { return keys_; }
  std::size_t size() const { return keys_.size(); }

 private:
  std::vector<std::uint32_t> keys_, slots_;
  std::size_t mask_ = 0;
};

}  // namespace sb::nlu
