#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/jws.h"
#include "base/result.h"

namespace sb::people {

// The keys with which a provider signs (RFC 7517): those of RSA for RS256 and of P-256 for ES256. Each is for
// one algorithm, whatever a token says. A value.
class OpenIdKeys final {
 public:
  // Keys of other kinds are passed over. `upstream_failed` when it is no key set.
  static Result<OpenIdKeys> parse(std::string_view text);

  bool empty() const { return keys_.empty(); }
  // Whether a key of this id (or any, when the token names none) is for this algorithm.
  bool knows(const Jws& jws) const;
  bool verify(const Jws& jws) const;

 private:
  struct Key {
    std::string id, algorithm, first, second;  // modulus and exponent, or the coordinates
  };
  bool fits(const Key& key, const Jws& jws) const;
  std::vector<Key> keys_;
};

// What an ID token must say (OpenID Connect Core §3.1.3.7).
struct ExpectedToken {
  std::string issuer, client_id, nonce;
  UtcMs now;
};
// The claims. `forbidden` with what is wrong.
Result<JsonObject> read_id_token(std::string_view payload, const ExpectedToken& expected);

}  // namespace sb::people
