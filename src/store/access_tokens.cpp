#include "store/access_tokens.h"

#include "base/crypto.h"
#include "base/random.h"

namespace sb::store {

Ok AccessTokens::load() {
  SB_TRY(auto rows, store_.tokens());
  std::lock_guard lock(mutex_);
  for (auto& row : rows) tokens_[row.id] = std::move(row);
  return {};
}

Ok AccessTokens::accept(std::string_view token) {
  const auto colon = token.find(':');
  if (colon == std::string_view::npos || colon == 0 || token.size() - colon < 17) {
    return Error{ErrorCode::invalid_input, "must be id:secret with a secret of at least 16 characters"};
  }
  TokenRow row;
  row.id = token.substr(0, colon);
  row.name = "from the environment";
  row.secret_hash = hex(sha256(token.substr(colon + 1)));
  std::lock_guard lock(mutex_);
  tokens_[row.id] = std::move(row);
  return {};
}

Result<std::string> AccessTokens::create(std::string name, UtcMs now) {
  TokenRow row;
  row.name = std::move(name);
  row.created_at = now;
  return create(std::move(row));
}

Ok AccessTokens::remove(const std::string& id) {
  {
    std::lock_guard lock(mutex_);
    const auto found = tokens_.find(id);
    if (found == tokens_.end()) return Error{ErrorCode::not_found, "there is no such token"};
    if (found->second.created_at.value == 0)
      return Error{ErrorCode::conflict, "this token comes from the environment of the server"};
  }
  SB_TRYV(store_.submit_and_wait({RemoveToken{id}}));
  std::lock_guard lock(mutex_);
  tokens_.erase(id);
  return {};
}

std::vector<TokenRow> AccessTokens::list() const {
  std::lock_guard lock(mutex_);
  std::vector<TokenRow> out;
  for (const auto& [id, row] : tokens_) out.push_back(row);
  return out;
}

Result<std::string> AccessTokens::create(TokenRow row) {
  const std::string secret = hex(random_bytes(16));
  row.id = new_id24();
  row.secret_hash = hex(sha256(secret));
  SB_TRYV(store_.submit_and_wait({PutToken{row}}));
  std::lock_guard lock(mutex_);
  const std::string token = row.id + ':' + secret;
  tokens_[row.id] = std::move(row);
  return token;
}

std::optional<TokenRow> AccessTokens::check(std::string_view id, std::string_view secret, UtcMs now) const {
  const std::string hash = hex(sha256(secret));
  std::lock_guard lock(mutex_);
  const auto found = tokens_.find(id);
  // An unknown id costs the same comparison.
  const bool equal =
      constant_time_equal(hash, found == tokens_.end() ? hex(sha256("")) : found->second.secret_hash);
  if (found == tokens_.end() || !equal) return std::nullopt;
  if (found->second.expires_at && *found->second.expires_at <= now) return std::nullopt;
  return found->second;
}

}  // namespace sb::store
