#pragma once
#include <cstddef>
#include <string_view>

#include "model/bot.h"
#include "model/diagnostic.h"

namespace sb::api {

// What is wrong with one item of a list of a bot ("intents", "entities", …) and must not be saved; the rest
// of the bot may have its faults until it is published. Pointers are into the whole document.
Diagnostics faults_of_part(const Bot& bot, std::string_view list, std::size_t place);

}  // namespace sb::api
