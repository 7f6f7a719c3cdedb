#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/crypto.h"

namespace sb::channels {

// How long a chat page goes on without starting again; and how long it may take from the page to the start.
inline constexpr std::int64_t ticket_ms = 7 * 24 * 3'600'000LL;
inline constexpr std::int64_t grant_ms = 2 * 3'600'000LL;

// The right of one chat page to one session: sealed with the server's key, so that it needs no table and
// outlives a restart. Bound to the channel.
struct Ticket {
  std::string channel_id;
  std::string session_id;
};
std::string seal_ticket(const Sealer& sealer, const Ticket& ticket, UtcMs expires_at);
// Nullopt when it is not ours, for another channel, or expired.
std::optional<Ticket> open_ticket(const Sealer& sealer, std::string_view text, std::string_view channel_id,
                                  UtcMs now);

// What a chat page shows to start: it was given to a page that the whitelist lets in.
std::string seal_grant(const Sealer& sealer, std::string_view channel_id, UtcMs expires_at);
bool check_grant(const Sealer& sealer, std::string_view text, std::string_view channel_id, UtcMs now);

}  // namespace sb::channels
