// Law: headers that pass, written to the wire, are read back as the same headers: nobody smuggles a line.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "http/header_rules.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sb::http;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  // Parts are separated by 0xFF, which no text holds: name, value, name, value …
  std::vector<Header> headers;
  while (!text.empty()) {
    Header header;
    for (auto* part : {&header.name, &header.value}) {
      const auto end = text.find('\xFF');
      *part = text.substr(0, end);
      text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    headers.push_back(std::move(header));
  }
  if (!check_headers(headers)) return 0;
  std::string wire;
  for (const auto& header : headers) wire += header.name + ": " + header.value + "\r\n";
  std::string_view rest = wire;
  for (const auto& header : headers) {
    const auto end = rest.find_first_of("\r\n");
    const auto line = rest.substr(0, end);
    if (end == std::string_view::npos || line.substr(0, line.find(':')) != header.name) std::abort();
    if (sb::trim_ascii(line.substr(line.find(':') + 1)) != sb::trim_ascii(header.value)) std::abort();
    if (is_reserved_header(header.name)) std::abort();
    rest.remove_prefix(end + 2);
  }
  if (!rest.empty()) std::abort();
  return 0;
}
