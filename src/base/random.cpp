#include "base/random.h"

#include <cstring>

#include "base/crypto.h"

namespace sb {

std::string SeededRandom::block() {
  std::string input = seed_;
  for (int shift = 0; shift < 64; shift += 8) input += static_cast<char>(drawn_ >> shift & 0xff);
  ++drawn_;
  return sha256(input);
}

std::string SeededRandom::hex(std::size_t count) { return sb::hex(block()).substr(0, count); }

std::uint64_t SeededRandom::below(std::uint64_t bound) {
  if (bound <= 1) return 0;
  // Rejection keeps the choice uniform.
  const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
  for (;;) {
    const std::string bytes = block();
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data(), sizeof value);
    if (value < limit) return value % bound;
  }
}

std::string new_id24() { return hex(random_bytes(12)); }

std::string new_uuid() {
  std::string bytes = random_bytes(16);
  bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
  const std::string digits = hex(bytes);
  return digits.substr(0, 8) + '-' + digits.substr(8, 4) + '-' + digits.substr(12, 4) + '-' +
         digits.substr(16, 4) + '-' + digits.substr(20);
}

}  // namespace sb
