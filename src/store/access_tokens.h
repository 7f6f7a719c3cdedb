#pragma once
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace sb::store {

// The access tokens programs call with (spec 05 §1). Secrets are kept as SHA-256 hashes: they have 128 bits
// of their own entropy, so a slow hash would add nothing. Threading: any thread.
class AccessTokens final {
 public:
  explicit AccessTokens(Store& store) : store_(store) {}

  Ok load();
  // Accepted for the life of the process, stored nowhere: SIGNALBOX_TOKEN, `id:secret`.
  Ok accept(std::string_view token);
  // The token `id:secret`, shown this once. Fails when it cannot be stored.
  Result<std::string> create(std::string name, UtcMs now);
  // The same with scope and expiry; id and secret are made here, whatever the row holds.
  Result<std::string> create(TokenRow row);
  // Refused from now on. `not_found`; `conflict` for the one of the environment, which would be back after a
  // start.
  Ok remove(const std::string& id);
  // All of them, by id.
  std::vector<TokenRow> list() const;

  // Nullopt for an unknown id, a wrong secret, or a token past its end: one answer for all three.
  std::optional<TokenRow> check(std::string_view id, std::string_view secret, UtcMs now) const;

 private:
  Store& store_;
  mutable std::mutex mutex_;
  std::map<std::string, TokenRow, std::less<>> tokens_;
};

}  // namespace sb::store
