#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sb {

// Thin wrappers over OpenSSL 3. Digests come as raw bytes; `hex` makes them text. All are safe to call from any thread.

std::string random_bytes(std::size_t count);

std::string sha1(std::string_view data);
std::string sha256(std::string_view data);
std::string hmac_sha256(std::string_view key, std::string_view data);
// HMAC by digest name ("sha256", "sha512", "sha1"); nullopt for a name OpenSSL does not know.
std::optional<std::string> hmac(std::string_view digest, std::string_view key, std::string_view data);

std::string hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);
std::string base64(std::string_view bytes);
// Standard alphabet, padding optional.
std::optional<std::string> from_base64(std::string_view text);

// Equal in time that depends only on the lengths.
bool constant_time_equal(std::string_view a, std::string_view b);

// AES-256-GCM with a random 96-bit nonce. Sealed bytes = version byte 1, nonce (12), tag (16), ciphertext.
// `purpose` is associated data: a value sealed for one purpose does not open for another.
class Sealer final {
 public:
  // `key` has 32 bytes.
  explicit Sealer(std::array<unsigned char, 32> key) : key_(key) {}

  std::string seal(std::string_view plain, std::string_view purpose) const;
  // Fails with `invalid_input` when the bytes were changed, cut, or sealed with another key or purpose.
  Result<std::string> open(std::string_view sealed, std::string_view purpose) const;

 private:
  std::array<unsigned char, 32> key_;
};

// Reads a 32-byte key from `path` (raw or 64 hex digits), or creates the file with a new key, mode 0600.
Result<Sealer> load_or_create_sealer(const std::string& path);

}  // namespace sb
