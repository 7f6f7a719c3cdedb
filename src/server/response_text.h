#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/exchange.h"

namespace sb::server {

enum class BodyKind {
  sized,        // Content-Length
  chunked,      // a stream to HTTP/1.1
  until_close,  // a stream to HTTP/1.0
};

// What the connection adds to an answer.
struct ResponseFrame {
  bool keep_alive = true;
  bool head_only = false;  // the request was HEAD: no body, but its length
  BodyKind body = BodyKind::sized;
  std::string_view date;        // http_date
  std::string_view extra_head;  // finished header lines
};

// Appends status line and header of `response` to `out`, up to the empty line. Fields of the response that
// the server owns (Content-Length, Connection, …), and fields whose name or value could break out of their
// line, are left out.
void append_response_head(std::string& out, const http::OutboundResponse& response,
                          const ResponseFrame& frame);

// False for the statuses that have no body by definition: 1xx, 204, 304.
bool may_have_body(int status);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7).
std::string http_date(UtcMs at);

}  // namespace sb::server
