#pragma once
#include <cstdint>

#include "model/bot.h"

// Bots for tests, fuzzers and benchmarks; not part of the library.
namespace sb {

// A small bot with one of everything: dialog types, actions, components, settings.
Bot sample_bot();

// A bot drawn from a seed, with texts that are hard to write down: line breaks, leading spaces, colons,
// braces, emoji.
Bot generated_bot(std::uint64_t seed);

// A sound bot of `count` dialogs in a chain of everyday content.
Bot large_bot(int count);

}  // namespace sb
