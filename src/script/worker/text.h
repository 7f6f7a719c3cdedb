#pragma once
#include <string>
#include <string_view>

namespace sb::script::worker {

// What one fetch may carry out.
inline constexpr std::size_t request_bytes_max = 10 * 1024 * 1024;

// True when all bytes are 1 to 127.
bool is_plain_ascii(std::string_view text);
// Malformed input becomes U+FFFD, both ways.
std::u16string utf16_from(std::string_view utf8);
std::string utf8_from(std::u16string_view utf16);
// JSON.stringify writes a lone surrogate as an escape that is no character; JSON of this product holds
// characters only.
std::string without_lone_surrogate_escapes(std::string json);
// At most `bytes_max`, whole characters.
std::string cut(std::string text, std::size_t bytes_max);

}  // namespace sb::script::worker
