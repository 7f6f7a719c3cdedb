#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "model/bot.h"
#include "model/diagnostic.h"

namespace sb {

// References to the environment in the values of a bot: "${NAME}" and "${NAME:-default}" (architecture §2,
// bot folder). They may stand in the configuration of channels and offload providers, in API settings and in
// default values of variables, anywhere in a text and several times. "$${" stands for a literal "${". A
// default ends at the first "}".

using EnvironmentLookup = std::function<std::optional<std::string>(std::string_view name)>;

// One text with its references filled; a variable that is not set and has no default is an error at
// `pointer`. What is filled in is not looked at again. An empty value counts as set, except before ":-".
std::string resolve_environment(std::string_view text, const EnvironmentLookup& lookup,
                                const std::string& pointer, Diagnostics& diagnostics);

// The bot with every such value filled. What is saved and exported is the bot before: references stay
// references.
Bot resolve_environment(const Bot& bot, const EnvironmentLookup& lookup, Diagnostics& diagnostics);

}  // namespace sb
