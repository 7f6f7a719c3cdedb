#pragma once
#include <optional>
#include <string_view>

namespace sb::engine {

// Where a handover stands (spec 06 §1). Every handover has one owner at any moment: who may answer the user.
//
//   offered ── accepted ──► opened ── taken ──► active
//      │                      ▲ ▲                 │
//      │ refused              │ └──── released ───┘
//      ▼                      │
//    failed ── accepted ──────┘      opened, active ── ended ──► returned
//
// `failed` can still be accepted: a provider whose answer was lost may have opened its ticket, which shows
// when an agent writes.
enum class HandoverState {
  offered,   // the provider is being asked
  opened,    // it has accepted; the bot goes on answering until an agent takes over
  active,    // an agent has the conversation; the bot is silent
  returned,  // over: given back, timed out, replaced by another one
  failed,    // refused, or nobody knows
};
enum class HandoverMove { accepted, refused, taken, released, ended };
enum class Owner { bot, agent };

Owner owner_of(HandoverState state);
// Nullopt: the move is not possible from there, nothing changes.
std::optional<HandoverState> after(HandoverState state, HandoverMove move);
bool is_over(HandoverState state);

std::string_view handover_state_name(HandoverState state);  // "offered", …
std::optional<HandoverState> parse_handover_state(std::string_view name);

}  // namespace sb::engine
