#pragma once
#include <span>
#include <string_view>

namespace sb {

// A file that the build put into the binary (cmake/Web.cmake). Lives as long as the process; a zero byte
// follows.
struct EmbeddedFile {
  std::string_view name;
  std::string_view bytes;
};
using EmbeddedFiles = std::span<const EmbeddedFile>;

// nullptr when there is no file of that name.
inline const EmbeddedFile* find_embedded(EmbeddedFiles files, std::string_view name) {
  for (const auto& file : files) {
    if (file.name == name) return &file;
  }
  return nullptr;
}

}  // namespace sb
