#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace sb {

// True for well-formed UTF-8 (no surrogates, no overlong forms, nothing above U+10FFFF).
bool is_valid_utf8(std::string_view text);

// Number of code points of well-formed UTF-8.
std::size_t code_point_count(std::string_view text);

// The longest prefix of at most `bytes_max` bytes that does not cut a code point.
std::string_view utf8_prefix(std::string_view text, std::size_t bytes_max);

// Without leading and trailing white space (Unicode White_Space).
std::string_view trim(std::string_view text);
// Without leading and trailing ASCII white space.
std::string_view trim_ascii(std::string_view text);

// Full Unicode case mapping, independent of any locale.
std::string to_upper(std::string_view text);
std::string to_lower(std::string_view text);

// For comparing what people type: NFKC, case folded, marks removed, punctuation and symbols dropped, runs of white
// space reduced to one space, trimmed. "  Héllo, there! " becomes "hello there".
std::string fold_for_match(std::string_view text);

// Case folded only: for comparisons that ignore case and nothing else.
std::string fold_case(std::string_view text);

// Control characters, bidirectional overrides and invalid bytes replaced by visible escapes: for logs and terminals.
std::string printable(std::string_view text);

bool iequals_ascii(std::string_view a, std::string_view b);
std::string lower_ascii(std::string_view text);

}  // namespace sb
