#include "base/crypto.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

namespace sb {
namespace {

constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;
constexpr char sealed_version = 1;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// `kind` is fetched once and the context kept per thread: OpenSSL 3 otherwise looks the digest up at every
// call, which costs more than hashing the few hundred bytes of a step.
std::string digest(const EVP_MD* kind, std::string_view data) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
  std::string out(static_cast<std::size_t>(EVP_MD_get_size(kind)), '\0');
  unsigned int size = 0;
  const bool ok = EVP_DigestInit_ex2(context.get(), kind, nullptr) == 1 &&
                  EVP_DigestUpdate(context.get(), data.data(), data.size()) == 1 &&
                  EVP_DigestFinal_ex(context.get(), bytes_of(out), &size) == 1;
  if (!ok) throw std::runtime_error("OpenSSL digest failed");
  return out;
}

// Lives as long as the process.
const EVP_MD* fetch_digest(const char* name) {
  const EVP_MD* kind = EVP_MD_fetch(nullptr, name, nullptr);
  if (!kind) throw std::runtime_error("OpenSSL has no such digest");
  return kind;
}

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

// Asking OpenSSL for random bytes costs more than what they are needed for (an id, a nonce), so every thread keeps
// a stock. A forked child must not repeat its parent's bytes: the stock belongs to one process. What was drawn is
// wiped.
class RandomStock {
 public:
  void draw(unsigned char* out, std::size_t count) {
    if (count > bytes_.size() / 4) return fetch(out, count);
    if (const pid_t own = ::getpid(); used_ + count > bytes_.size() || process_ != own) {
      fetch(bytes_.data(), bytes_.size());
      used_ = 0;
      process_ = own;
    }
    std::memcpy(out, bytes_.data() + used_, count);
    OPENSSL_cleanse(bytes_.data() + used_, count);
    used_ += count;
  }

 private:
  static void fetch(unsigned char* out, std::size_t count) {
    if (RAND_bytes(out, static_cast<int>(count)) != 1) throw std::runtime_error("no random bytes");
  }

  std::array<unsigned char, 2048> bytes_{};
  std::size_t used_ = sizeof bytes_;
  pid_t process_ = 0;
};

thread_local RandomStock random_stock;

// Setting up a cipher costs more than encrypting a conversation state, so every thread keeps one that already
// knows the key.
class ThreadSealer {
 public:
  // A cipher ready to encrypt with `key` and `nonce`; nullptr when OpenSSL fails.
  EVP_CIPHER_CTX* start(const std::array<unsigned char, 32>& key, const unsigned char* nonce) {
    if (context_ && key_ == key) {
      return EVP_EncryptInit_ex(context_.get(), nullptr, nullptr, nullptr, nonce) == 1 ? context_.get()
                                                                                       : nullptr;
    }
    context_.reset(EVP_CIPHER_CTX_new());
    if (EVP_EncryptInit_ex(context_.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce) != 1) {
      context_.reset();
      return nullptr;
    }
    key_ = key;
    return context_.get();
  }

  ~ThreadSealer() { OPENSSL_cleanse(key_.data(), key_.size()); }

 private:
  CipherContext context_;
  std::array<unsigned char, 32> key_{};
};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Result<Sealer> sealer_from_text(std::string text, const std::string& path) {
  while (text.size() > 32 && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  if (text.size() == 64) {
    if (auto raw = from_hex(text)) text = *raw;
  }
  if (text.size() != 32) {
    return Error{ErrorCode::invalid_input, "the key file must hold 32 bytes or 64 hex digits", path};
  }
  std::array<unsigned char, 32> key{};
  std::memcpy(key.data(), text.data(), key.size());
  return Sealer(key);
}

}  // namespace

std::string random_bytes(std::size_t count) {
  std::string out(count, '\0');
  random_stock.draw(bytes_of(out), count);
  return out;
}

std::string sha1(std::string_view data) {
  static const EVP_MD* const kind = fetch_digest("SHA1");
  return digest(kind, data);
}

std::string sha256(std::string_view data) {
  static const EVP_MD* const kind = fetch_digest("SHA256");
  return digest(kind, data);
}

std::optional<std::string> hmac(std::string_view name, std::string_view key, std::string_view data) {
  const EVP_MD* kind = EVP_get_digestbyname(std::string(name).c_str());
  if (!kind) return std::nullopt;
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  if (!HMAC(kind, key.data(), static_cast<int>(key.size()), bytes_of(data), data.size(), bytes_of(out),
            &size)) {
    throw std::runtime_error("OpenSSL HMAC failed");
  }
  out.resize(size);
  return out;
}

std::string hmac_sha256(std::string_view key, std::string_view data) {
  return hmac("sha256", key, data).value();
}

std::string hex(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(bytes_of(out), bytes_of(bytes), static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string padded(text);
  while (!padded.empty() && padded.back() == '=') padded.pop_back();
  if (padded.size() % 4 == 1 || padded.find('=') != std::string::npos) return std::nullopt;
  // EVP_DecodeBlock skips white space at the ends; RFC 4648 does not.
  if (padded.find_first_of(" \t\r\n-") != std::string::npos) return std::nullopt;
  const std::size_t missing = (4 - padded.size() % 4) % 4;
  padded.append(missing, '=');
  std::string out(padded.size() / 4 * 3 + 1, '\0');
  const int size = EVP_DecodeBlock(bytes_of(out), bytes_of(padded), static_cast<int>(padded.size()));
  if (size < 0) return std::nullopt;
  out.resize(static_cast<std::size_t>(size) - missing);
  return out;
}

bool constant_time_equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string Sealer::seal(std::string_view plain, std::string_view purpose) const {
  std::string out(1 + nonce_bytes + tag_bytes + plain.size(), '\0');
  out[0] = sealed_version;
  unsigned char* nonce = bytes_of(out) + 1;
  unsigned char* tag = nonce + nonce_bytes;
  unsigned char* body = tag + tag_bytes;
  thread_local ThreadSealer thread_sealer;
  random_stock.draw(nonce, nonce_bytes);
  EVP_CIPHER_CTX* const context = thread_sealer.start(key_, nonce);
  int size = 0;
  const bool ok =
      context &&
      EVP_EncryptUpdate(context, nullptr, &size, bytes_of(purpose), static_cast<int>(purpose.size())) == 1 &&
      EVP_EncryptUpdate(context, body, &size, bytes_of(plain), static_cast<int>(plain.size())) == 1 &&
      EVP_EncryptFinal_ex(context, body + size, &size) == 1 &&
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, tag_bytes, tag) == 1;
  if (!ok) throw std::runtime_error("AES-256-GCM encryption failed");
  return out;
}

Result<std::string> Sealer::open(std::string_view sealed, std::string_view purpose) const {
  const Error refused{ErrorCode::invalid_input, "a sealed value does not open with this key"};
  constexpr std::size_t head = 1 + nonce_bytes + tag_bytes;
  if (sealed.size() < head || sealed[0] != sealed_version) return refused;
  const unsigned char* nonce = bytes_of(sealed) + 1;
  std::string tag(sealed.substr(1 + nonce_bytes, tag_bytes));
  const auto body = sealed.substr(head);
  std::string out(body.size(), '\0');
  CipherContext context(EVP_CIPHER_CTX_new());
  int size = 0;
  const bool ok = EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key_.data(), nonce) == 1 &&
                  EVP_DecryptUpdate(context.get(), nullptr, &size, bytes_of(purpose),
                                    static_cast<int>(purpose.size())) == 1 &&
                  EVP_DecryptUpdate(context.get(), bytes_of(out), &size, bytes_of(body),
                                    static_cast<int>(body.size())) == 1 &&
                  EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, tag.data()) == 1 &&
                  EVP_DecryptFinal_ex(context.get(), bytes_of(out) + size, &size) == 1;
  if (!ok) return refused;
  return out;
}

Result<Sealer> load_or_create_sealer(const std::string& path) {
  if (std::ifstream file(path, std::ios::binary); file) {
    return sealer_from_text(std::string(std::istreambuf_iterator<char>(file), {}), path);
  }
  const std::string key = random_bytes(32);
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return Error{ErrorCode::unavailable, std::string("cannot create the key file: ") + std::strerror(errno),
                 path};
  }
  const bool written = ::write(descriptor, key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
                       ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (!written) {
    ::unlink(path.c_str());
    return Error{ErrorCode::unavailable, "cannot write the key file", path};
  }
  return sealer_from_text(key, path);
}

}  // namespace sb
