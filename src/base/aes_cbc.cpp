#include "base/aes_cbc.h"

#include <openssl/evp.h>

#include <limits>
#include <memory>

namespace sb {
namespace {

constexpr std::size_t key_bytes = 32, block_bytes = 16;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::optional<std::string> aes_256_cbc_decrypt(std::string_view key, std::string_view iv,
                                               std::string_view ciphertext) {
  if (key.size() != key_bytes || iv.size() != block_bytes || ciphertext.empty() ||
      ciphertext.size() % block_bytes != 0 ||
      ciphertext.size() > std::numeric_limits<int>::max() - block_bytes)
    return std::nullopt;
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                &EVP_CIPHER_CTX_free);
  if (!context ||
      EVP_DecryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, bytes_of(key), bytes_of(iv)) != 1)
    return std::nullopt;
  std::string out(ciphertext.size() + block_bytes, '\0');
  auto* to = reinterpret_cast<unsigned char*>(out.data());
  int first = 0, last = 0;
  if (EVP_DecryptUpdate(context.get(), to, &first, bytes_of(ciphertext),
                        static_cast<int>(ciphertext.size())) != 1 ||
      EVP_DecryptFinal_ex(context.get(), to + first, &last) != 1)
    return std::nullopt;
  out.resize(static_cast<std::size_t>(first + last));
  return out;
}

}  // namespace sb
