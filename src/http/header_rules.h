#pragma once
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace sb::http {

inline constexpr std::size_t request_header_bytes_max = 32 * 1024;
inline constexpr std::size_t request_headers_max = 100;

// RFC 9110 token: what header names and methods are made of.
bool is_token(std::string_view text);

// Headers about the connection or the framing of the message, which only the client sets.
bool is_reserved_header(std::string_view name);

// Fails with `invalid_input`, `place` naming the header: a name that is no token, a value with control
// characters other than tab, a reserved name, more than request_headers_max or request_header_bytes_max.
Ok check_headers(const std::vector<Header>& headers);

// Fails with `invalid_input`: no token, longer than 20 bytes, or CONNECT, TRACE, TRACK.
Ok check_method(std::string_view method);

}  // namespace sb::http
