#include "conductor/environment.h"

#include <cstdlib>

#include "model/environment.h"

namespace sb::conductor {
namespace {

std::optional<std::string> process_environment(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  if (!value) return std::nullopt;
  return std::string(value);
}

}  // namespace

Result<Bot> with_environment(const Bot& bot) {
  Diagnostics diagnostics;
  Bot filled = resolve_environment(bot, process_environment, diagnostics);
  if (diagnostics.has_errors()) return Error{ErrorCode::invalid_input, diagnostics.summary()};
  return filled;
}

}  // namespace sb::conductor
