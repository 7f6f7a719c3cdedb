// A dialog file of arbitrary bytes. Laws: whatever loads is written and loads again as the same bot, and what
// was written is written the same way again.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "model/bot_folder.h"

namespace {

using namespace sb;
namespace fs = std::filesystem;

void put(const fs::path& path, std::string_view content) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fs::path root = fs::temp_directory_path() / ("sb-fuzz-folder-" + std::to_string(getpid()));
  fs::remove_all(root);
  put(root / "bot.yaml", "id: fuzz\nname: Fuzz\nlanguages: [en, nl]\nflows: [General]\n");
  put(root / "flows/general/other.yaml", "id: d-other\nmessages: Other\n");
  put(root / "flows/general/fuzz.yaml", {reinterpret_cast<const char*>(data), size});
  Diagnostics diagnostics;
  auto loaded = load_bot_folder(root, diagnostics);
  if (loaded.has_value() == diagnostics.has_errors()) std::abort();
  if (!loaded) return 0;
  auto files = bot_folder_files(loaded->bot);
  if (!files) std::abort();
  fs::remove_all(root);
  for (const auto& [name, content] : *files) put(root / name, content);
  Diagnostics none;
  auto again = load_bot_folder(root, none);
  if (!again || again->bot != loaded->bot) std::abort();
  if (bot_folder_files(again->bot).value() != *files) std::abort();
  return 0;
}
