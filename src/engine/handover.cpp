#include "engine/handover.h"

#include <array>

namespace sb::engine {
namespace {

constexpr std::array<std::string_view, 5> names = {"offered", "opened", "active", "returned", "failed"};

}  // namespace

Owner owner_of(HandoverState state) {
  return state == HandoverState::active ? Owner::agent : Owner::bot;
}

bool is_over(HandoverState state) {
  return state == HandoverState::returned || state == HandoverState::failed;
}

std::optional<HandoverState> after(HandoverState state, HandoverMove move) {
  using State = HandoverState;
  const bool held = state == State::opened || state == State::active;
  switch (move) {
    case HandoverMove::accepted:
      return state == State::offered || state == State::failed ? std::optional(State::opened) : std::nullopt;
    case HandoverMove::refused:
      return state == State::offered ? std::optional(State::failed) : std::nullopt;
    case HandoverMove::taken:
      return state == State::opened ? std::optional(State::active) : std::nullopt;
    case HandoverMove::released:
      return state == State::active ? std::optional(State::opened) : std::nullopt;
    case HandoverMove::ended:
      return held ? std::optional(State::returned) : std::nullopt;
  }
  return std::nullopt;
}

std::string_view handover_state_name(HandoverState state) {
  return names[static_cast<std::size_t>(state)];
}

std::optional<HandoverState> parse_handover_state(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<HandoverState>(i);
  }
  return std::nullopt;
}

}  // namespace sb::engine
