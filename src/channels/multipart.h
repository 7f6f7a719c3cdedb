#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace sb::channels {

// A file as a browser's form sends it. Views into the body.
struct FormFile {
  std::string name;  // as the user's machine calls it, UTF-8; no directory, may be empty
  std::string_view content_type;
  std::string_view bytes;
};

// The first part with a file name of a multipart/form-data body (RFC 7578); other parts are skipped.
Result<FormFile> read_form_file(std::string_view content_type, std::string_view body);

}  // namespace sb::channels
