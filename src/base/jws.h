#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

// JSON Web Signature in its compact form (RFC 7515), as far as we take it: one signature, nothing in the
// header that a reader would have to obey. The algorithm is the reader's choice, never the token's.
namespace sb {

// Strict: the URL alphabet, no padding, no left-over bits.
std::optional<std::string> from_base64url(std::string_view text);
std::string base64url(std::string_view bytes);

struct Jws {
  std::string algorithm, key_id;  // of the header; the key id may be empty
  std::string_view signed_part;   // header and payload as sent: part of the token, which must live on
  std::string payload, signature;
};
// Takes it apart and trusts nothing. `forbidden`, with what is wrong: not three parts of base64url, a header
// with other parameters than alg, kid, typ and cty, or with values that are no texts.
Result<Jws> parse_jws(std::string_view token, std::size_t bytes_max);

// The digest's name for OpenSSL: "sha256" for "HS256"; empty for algorithms that are no HMAC of ours.
std::string_view hmac_digest_of(std::string_view algorithm);

// Whether the signature over `signed_part` is that of the key. Keys of unusable form verify nothing.
// RSASSA-PKCS1-v1_5 with SHA-256: modulus and exponent as big-endian bytes; at least 2048 bits.
bool verify_rs256(std::string_view modulus, std::string_view exponent, std::string_view signed_part,
                  std::string_view signature);
// ECDSA on P-256 with SHA-256: coordinates and signature (r ‖ s) as 32 bytes each.
bool verify_es256(std::string_view x, std::string_view y, std::string_view signed_part,
                  std::string_view signature);

}  // namespace sb
