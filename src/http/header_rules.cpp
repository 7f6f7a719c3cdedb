#include "http/header_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace sb::http {
namespace {

constexpr std::size_t method_bytes_max = 20;

// Hop-by-hop fields (RFC 9110 §7.6.1) and those that say where the message goes or where it ends.
constexpr std::array<std::string_view, 13> reserved = {"connection",
                                                       "content-length",
                                                       "expect",
                                                       "host",
                                                       "http2-settings",
                                                       "keep-alive",
                                                       "proxy-connection",
                                                       "proxy-authenticate",
                                                       "proxy-authorization",
                                                       "te",
                                                       "trailer",
                                                       "transfer-encoding",
                                                       "upgrade"};

bool is_token_char(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_value_char(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

Error bad_header(const Header& header, std::string_view why) {
  return Error{ErrorCode::invalid_input, fmt::format("header \"{}\" {}", printable(header.name), why),
               header.name};
}

}  // namespace

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

bool is_reserved_header(std::string_view name) {
  return std::any_of(reserved.begin(), reserved.end(),
                     [&](std::string_view other) { return iequals_ascii(name, other); });
}

Ok check_headers(const std::vector<Header>& headers) {
  if (headers.size() > request_headers_max) {
    return Error{ErrorCode::invalid_input, fmt::format("more than {} headers", request_headers_max)};
  }
  std::size_t bytes = 0;
  for (const auto& header : headers) {
    bytes += header.name.size() + header.value.size() + 4;
    if (!is_token(header.name)) return bad_header(header, "is no valid name");
    if (is_reserved_header(header.name))
      return bad_header(header, "is set by the client and cannot be given");
    if (!std::all_of(header.value.begin(), header.value.end(), is_value_char)) {
      return bad_header(header, "has a control character in its value");
    }
  }
  if (bytes > request_header_bytes_max) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("more than {} bytes of headers", request_header_bytes_max)};
  }
  return {};
}

Ok check_method(std::string_view method) {
  if (!is_token(method) || method.size() > method_bytes_max) {
    return Error{ErrorCode::invalid_input, fmt::format("\"{}\" is no method", printable(method))};
  }
  for (const auto* other : {"CONNECT", "TRACE", "TRACK"}) {
    if (iequals_ascii(method, other)) {
      return Error{ErrorCode::invalid_input, fmt::format("the method {} is not allowed", other)};
    }
  }
  return {};
}

}  // namespace sb::http
