#pragma once
#include "base/result.h"
#include "model/bot.h"

namespace sb::conductor {

// The bot as it runs: its references to this process's environment filled in, in memory only; what is stored
// and exported keeps them. `invalid_input` when a variable without default is not set.
Result<Bot> with_environment(const Bot& bot);

}  // namespace sb::conductor
