#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "channels/multipart.h"
#include "channels/web_uploads.h"

// A form's file lies inside the body that was sent, and its name is text without directories.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto line = text.find('\n');
  const auto type = line == std::string_view::npos ? std::string_view("multipart/form-data; boundary=b")
                                                   : text.substr(0, line);
  const auto body = line == std::string_view::npos ? text : text.substr(line + 1);
  const auto file = sb::channels::read_form_file(type, body);
  if (file.has_error()) return 0;
  if (file->bytes.data() < body.data() || file->bytes.data() + file->bytes.size() > body.data() + body.size())
    std::abort();
  if (!sb::is_valid_utf8(file->name) || file->name.find_first_of("/\\") != std::string::npos) std::abort();
  if (sb::channels::serving_of(file->name, file->bytes).content_type.empty()) std::abort();
  return 0;
}
