#pragma once
#include "base/json.h"

namespace sb {

// Merges `from` into `into` (spec 01 §4, rule 7): two objects merge member by member, at every level;
// anything else is replaced by a copy of `from`. New members come last. The two must not share parts.
void deep_merge(Json& into, const Json& from);

}  // namespace sb
