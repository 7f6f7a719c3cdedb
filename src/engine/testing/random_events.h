#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "engine/step.h"

namespace sb::engine::testing {

// Draws a number below the bound; 0 for the bound 0.
using Draw = std::function<std::uint64_t(std::uint64_t)>;

// A bot that has every kind of dialog and action, cycles, and events that set each other off.
BotPtr busy_bot();

// Any event at all, often one that fits the state: the answer waited for, a button that was shown.
Event random_event(const BotIndex& bot, const Conversation& conversation, UtcMs now, const Draw& draw);

// Executes the step and checks what holds for every step: the turn is over or waits for the last effect,
// state and event survive being stored, the step comes out the same from what was stored, the bounds are
// kept. Returns what is wrong, or an empty text.
std::string checked_step(const BotIndex& bot, Conversation& conversation, const Event& event);

}  // namespace sb::engine::testing
