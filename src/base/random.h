#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace sb {

// A deterministic stream of random values from a secret seed: SHA-256(seed ‖ counter). The engine draws every id and
// every choice from it, so a replayed turn makes the same ones, and nobody without the seed can guess the next.
// A value: copy it, compare it, store it (seed and counter) between two steps.
class SeededRandom {
 public:
  SeededRandom() = default;
  // `seed` should hold at least 128 bits of entropy when the draws must not be guessable.
  explicit SeededRandom(std::string seed, std::uint64_t drawn = 0) : seed_(std::move(seed)), drawn_(drawn) {}

  // `count` lower-case hex digits, at most 64.
  std::string hex(std::size_t count);
  // Uniform in 0 … bound-1; 0 for bound 0.
  std::uint64_t below(std::uint64_t bound);

  const std::string& seed() const { return seed_; }
  std::uint64_t drawn() const { return drawn_; }
  friend bool operator==(const SeededRandom&, const SeededRandom&) = default;

 private:
  std::string block();

  std::string seed_;
  std::uint64_t drawn_ = 0;
};

// Fresh identifiers from the system's random source; only outermost layers use them.
std::string new_id24();  // 24 hex digits, 96 bits
std::string new_uuid();  // random UUID, version 4 (RFC 9562)

}  // namespace sb
