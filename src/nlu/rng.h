#pragma once
#include <cstdint>

namespace sb::nlu {

// Seeds for what is done several times with other draws; the first is `seed`.
constexpr std::uint64_t seed_of_run(std::uint64_t seed, int run) {
  return seed ^ (static_cast<std::uint64_t>(run) * 0xA0761D6478BD642FULL);
}

// A fast deterministic stream of bits for training (SplitMix64); not for secrets.
class Rng final {
 public:
  explicit Rng(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
  }
  // 0 … bound-1; the bias is far below what training notices.
  std::uint64_t below(std::uint64_t bound) {
    return static_cast<std::uint64_t>((__extension__ static_cast<unsigned __int128>(next()) * bound) >> 64);
  }

 private:
  std::uint64_t state_;
};

}  // namespace sb::nlu
