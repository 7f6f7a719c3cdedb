#include "people/login_limits.h"

#include <algorithm>
#include <array>

#include "base/crypto.h"
#include "http/address.h"

namespace sb::people {
namespace {

struct Limit {
  std::string key;
  int most;
};

// Hashed: a login may be as long as a request.
std::array<Limit, 3> limits_of(std::string_view login, std::string_view address) {
  const std::string who = sha256(login), where = address_key(address);
  return {{{"b" + who + where, LoginLimits::per_account_and_address},
           {"a" + where, LoginLimits::per_address},
           {"l" + who, LoginLimits::per_account}}};
}

}  // namespace

std::string address_key(std::string_view address) {
  auto parsed = http::Address::parse(address);
  if (!parsed) return std::string(address.substr(0, 64));
  if (!parsed->is_v4()) std::fill(parsed->bytes.begin() + 8, parsed->bytes.end(), std::uint8_t{0});
  return parsed->text();
}

std::optional<std::int64_t> LoginLimits::attempt(std::string_view login, std::string_view address,
                                                 UtcMs now) {
  const auto limits = limits_of(login, address);
  std::lock_guard lock(mutex_);
  const auto over = [&](const Window& window) {
    return now - window.begin >= window_ms || now < window.begin;
  };
  if (windows_.size() >= windows_max)
    std::erase_if(windows_, [&](const auto& entry) { return over(entry.second); });
  // Under an attack from everywhere the oldest knowledge is not worth more than the memory.
  if (windows_.size() >= windows_max * 2) windows_.clear();
  for (const auto& limit : limits) {
    const auto found = windows_.find(limit.key);
    if (found == windows_.end() || over(found->second)) continue;
    if (found->second.attempts >= limit.most) return found->second.begin + window_ms - now;
  }
  for (const auto& limit : limits) {
    Window& window = windows_.try_emplace(limit.key, Window{now, 0}).first->second;
    if (over(window)) window = {now, 0};
    ++window.attempts;
  }
  return std::nullopt;
}

void LoginLimits::succeeded(std::string_view login, std::string_view address) {
  const auto limits = limits_of(login, address);
  std::lock_guard lock(mutex_);
  windows_.erase(limits[0].key);
  for (std::size_t i = 1; i < limits.size(); ++i) {
    const auto found = windows_.find(limits[i].key);
    if (found != windows_.end() && found->second.attempts > 0) --found->second.attempts;
  }
}

}  // namespace sb::people
