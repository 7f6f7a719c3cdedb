#pragma once
#include <string_view>
#include <vector>

namespace sb {

// The modifiers of placeholders that change something (interpolate.h says what), in the order of the
// documentation.
const std::vector<std::string_view>& modifier_names();

}  // namespace sb
