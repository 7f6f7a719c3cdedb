#pragma once
#include "base/clock.h"
#include "model/bot.h"

namespace sb::offload {

// Whether `hours` are open at that moment, on the wall clock of their time zone (IANA name; ICU's data). A
// range holds from its first minute up to but not including its last; "24:00" is the end of the day. No week
// at all means open every day; a holiday is closed from midnight to midnight.
// Fails with `invalid_input` for a time zone nobody knows.
Result<bool> is_open(const OpeningHours& hours, UtcMs at);

}  // namespace sb::offload
