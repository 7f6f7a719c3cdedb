// Law: reading what was written gives the same bot, and neither reading nor checking fails in any other way
// than by diagnostics.
#include <cstdint>
#include <cstdlib>

#include "model/bot_check.h"
#include "model/bot_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sb;
  auto document = parse_json({reinterpret_cast<const char*>(data), size});
  if (!document) return 0;
  Diagnostics diagnostics;
  auto bot = parse_bot(*document, diagnostics);
  if (bot.has_value() == diagnostics.has_errors()) std::abort();
  if (!bot) return 0;
  Diagnostics none;
  auto again = parse_bot(bot_to_json(*bot, DocumentKind::full), none);
  if (!again || *again != *bot) std::abort();
  if (check_bot(*bot).size() > diagnostics_max) std::abort();
  return 0;
}
