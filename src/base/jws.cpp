#include "base/jws.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <memory>

#include "base/crypto.h"

namespace sb {
namespace {

constexpr std::size_t coordinate_bytes = 32;
constexpr int rsa_bits_min = 2'048, rsa_bits_max = 8'192;

template <auto free>
struct Freed {
  template <typename T>
  void operator()(T* pointer) const {
    free(pointer);
  }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Number number_of(std::string_view bytes) {
  return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

Error refused(std::string why) {
  return {ErrorCode::forbidden, std::move(why), "token"};
}

// Any parameter we do not know could change the meaning of the token.
Ok read_header(std::string_view encoded, Jws& out) {
  const auto text = from_base64url(encoded);
  if (!text) return refused("the header is no base64url");
  auto header = parse_json(*text, 4);
  if (header.has_error() || !header->is_object()) return refused("the header is no JSON object");
  for (const auto& member : header->get_object()) {
    const auto name = view(member.key());
    const auto* value = member.value().if_string();
    if (!value) return refused("a header parameter is no string");
    if (name == "alg") {
      out.algorithm = view(*value);
    } else if (name == "kid") {
      out.key_id = view(*value);
    } else if (name != "typ" && name != "cty") {
      return refused("an unsupported header parameter");
    }
  }
  return {};
}

KeyPtr key_from(const char* kind, OSSL_PARAM_BLD* builder) {
  const Params params(OSSL_PARAM_BLD_to_param(builder));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* key = nullptr;
  if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
    return nullptr;
  return KeyPtr(key);
}

bool verify(EVP_PKEY* key, std::string_view signed_part, std::string_view signature) {
  const DigestContext context(EVP_MD_CTX_new());
  return context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(signed_part),
                          signed_part.size()) == 1;
}

}  // namespace

std::optional<std::string> from_base64url(std::string_view text) {
  std::string standard(text);
  for (char& c : standard) {
    if (c == '+' || c == '/' || c == '=') return std::nullopt;
    if (c == '-') c = '+';
    if (c == '_') c = '/';
  }
  auto bytes = from_base64(standard);
  if (!bytes || base64url(*bytes) != text) return std::nullopt;
  return bytes;
}

std::string base64url(std::string_view bytes) {
  std::string out = base64(bytes);
  while (out.ends_with('=')) out.pop_back();
  for (char& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return out;
}

Result<Jws> parse_jws(std::string_view token, std::size_t bytes_max) {
  if (token.size() > bytes_max) return refused("too long");
  const auto first = token.find('.');
  const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos)
    return refused("not three parts");
  Jws out;
  SB_TRYV(read_header(token.substr(0, first), out));
  auto payload = from_base64url(token.substr(first + 1, second - first - 1));
  if (!payload) return refused("the payload is no base64url");
  auto signature = from_base64url(token.substr(second + 1));
  if (!signature) return refused("the signature is wrong");
  out.signed_part = token.substr(0, second);
  out.payload = std::move(*payload);
  out.signature = std::move(*signature);
  return out;
}

std::string_view hmac_digest_of(std::string_view algorithm) {
  if (algorithm == "HS256") return "sha256";
  if (algorithm == "HS384") return "sha384";
  if (algorithm == "HS512") return "sha512";
  return {};
}

bool verify_rs256(std::string_view modulus, std::string_view exponent, std::string_view signed_part,
                  std::string_view signature) {
  const Number n = number_of(modulus), e = number_of(exponent);
  if (!n || !e || BN_num_bits(n.get()) < rsa_bits_min || BN_num_bits(n.get()) > rsa_bits_max) return false;
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
    return false;
  const KeyPtr key = key_from("RSA", builder.get());
  return key && verify(key.get(), signed_part, signature);
}

bool verify_es256(std::string_view x, std::string_view y, std::string_view signed_part,
                  std::string_view signature) {
  if (x.size() != coordinate_bytes || y.size() != coordinate_bytes ||
      signature.size() != 2 * coordinate_bytes)
    return false;
  const std::string point = '\x04' + std::string(x) + std::string(y);  // uncompressed
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  if (!builder ||
      OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) !=
          1)
    return false;
  const KeyPtr key = key_from("EC", builder.get());
  // OpenSSL wants the two numbers in DER.
  const EcdsaSignature numbers(ECDSA_SIG_new());
  if (!key || !numbers) return false;
  Number r = number_of(signature.substr(0, coordinate_bytes)),
         s = number_of(signature.substr(coordinate_bytes));
  if (!r || !s || ECDSA_SIG_set0(numbers.get(), r.get(), s.get()) != 1) return false;
  (void)r.release(), (void)s.release();
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(numbers.get(), &der);
  if (size <= 0) return false;
  const std::string encoded(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return verify(key.get(), signed_part, encoded);
}

}  // namespace sb
