#pragma once
#include <string_view>

namespace sb::script::worker {

// What an attacker who has taken over the engine might try next. Compiled into the worker that the tests
// start instead of the real one (misdeeds.cpp); the real one has none (misdeeds_none.cpp). True when `code`
// named one and was not run as a script.
bool misdeed(std::string_view code);

}  // namespace sb::script::worker
