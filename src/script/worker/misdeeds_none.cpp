#include "script/worker/misdeeds.h"

namespace sb::script::worker {

bool misdeed(std::string_view) {
  return false;
}

}  // namespace sb::script::worker
