#pragma once
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"

namespace sb::people {

// How often somebody may try to log in: per account and address together, per address, and per account from
// everywhere, in windows of 15 minutes. The last is wide, so that nobody locks others out easily.
// Threading: any thread.
class LoginLimits final {
 public:
  static constexpr int per_account_and_address = 5, per_address = 30, per_account = 100;
  static constexpr std::int64_t window_ms = 15 * 60'000;

  // Counts an attempt. Set: it may not be made, and not before so many milliseconds have passed.
  std::optional<std::int64_t> attempt(std::string_view login, std::string_view address, UtcMs now);
  // The attempt was no guess: it does not count.
  void succeeded(std::string_view login, std::string_view address);

 private:
  static constexpr std::size_t windows_max = 20'000;
  struct Window {
    UtcMs begin;
    int attempts = 0;
  };
  std::mutex mutex_;
  std::unordered_map<std::string, Window> windows_;
};

// What counts as one address: an IPv4 address, or the first 64 bits of an IPv6 address.
std::string address_key(std::string_view address);

}  // namespace sb::people
