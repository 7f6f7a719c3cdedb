#include <cstdint>
#include <cstdlib>

#include "base/utf8.h"
#include "model/path.h"

// Laws of paths: what parses prints to a text that parses to the same; a value written is read back from the
// same place, by the path and by its text; erasing it leaves nothing at that place.
namespace {

void demand(bool law) {
  if (!law) std::abort();
}

void check_key(std::string_view key) {
  if (!sb::is_valid_utf8(key) || key.size() > sb::path_bytes_max / 2 - 4) return;
  const auto path = sb::parse_path(sb::key_path_text(key));
  demand(path.has_value() && path->segments == std::vector<sb::PathSegment>{std::string(key)});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_key(text);
  sb::JsonObject root = {{"a", {1, {{"b", 2}}}}, {"o", {{"0", 1}, {"x.y", nullptr}}}};
  (void)sb::find_value(root, text);
  const auto path = sb::parse_path(text);
  if (path.has_error()) return 0;

  const auto printed = sb::path_text(*path);
  const auto again = sb::parse_path(printed);
  // Quoting may make a text longer than a path may be.
  demand(printed.size() > sb::path_bytes_max || (again.has_value() && *again == *path));

  if (sb::set_value(root, *path, "written").has_error()) return 0;
  const auto* by_path = sb::find_value(root, *path);
  demand(by_path && *by_path == sb::Json("written") && sb::find_value(root, text) == by_path);
  demand(sb::erase_value(root, *path));
  const auto* left = sb::find_value(root, *path);
  demand(!left || *left != sb::Json("written"));
  return 0;
}
