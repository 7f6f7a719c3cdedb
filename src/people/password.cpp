#include "people/password.h"

#include <argon2.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/crypto.h"
#include "base/utf8.h"

namespace sb::people {
namespace {

// OWASP's smallest recommended setting; what a hash was made with stands in the hash.
constexpr std::uint32_t passes = 2, memory_kib = 19 * 1024, lanes = 1;
constexpr std::size_t salt_bytes = 16, hash_bytes = 32;

std::string argon2id(std::string_view password, std::string_view salt) {
  std::string out(argon2_encodedlen(passes, memory_kib, lanes, salt_bytes, hash_bytes, Argon2_id), '\0');
  const int failure = argon2id_hash_encoded(passes, memory_kib, lanes, password.data(), password.size(),
                                            salt.data(), salt.size(), hash_bytes, out.data(), out.size());
  if (failure != ARGON2_OK) throw std::runtime_error(argon2_error_message(failure));
  out.resize(out.find('\0'));
  return out;
}

}  // namespace

std::optional<std::string> password_fault(std::string_view password, std::string_view login) {
  const auto characters = std::count_if(password.begin(), password.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // not within a character
  });
  if (static_cast<std::size_t>(characters) < password_characters_min)
    return "a password has at least " + std::to_string(password_characters_min) + " characters";
  if (password.size() > password_bytes_max)
    return "a password has at most " + std::to_string(password_bytes_max) + " bytes";
  if (iequals_ascii(password, login)) return "the password must not be the login";
  if (std::all_of(password.begin(), password.end(), [&](char c) { return c == password.front(); }))
    return "the password must not be one character repeated";
  return std::nullopt;
}

std::string hash_password(std::string_view password) {
  return argon2id(password, random_bytes(salt_bytes));
}

bool password_matches(const std::string& hash, std::string_view password) {
  static const std::string nobody = argon2id("", random_bytes(salt_bytes));
  if (password.size() > password_bytes_max) return false;
  const std::string& compared = hash.empty() ? nobody : hash;
  const bool equal = argon2id_verify(compared.c_str(), password.data(), password.size()) == ARGON2_OK;
  return equal && !hash.empty();
}

}  // namespace sb::people
