#pragma once
#include <string>
#include <string_view>

#include "http/exchange.h"

namespace sb::tickets {

// Safe between tags and inside quoted attributes.
std::string html_escape(std::string_view text);

// A page that loads nothing from elsewhere: style and script are in it, allowed by their hashes and nothing
// else is. `body` is HTML; `title` is text. The page may be framed: it is made for the IFrame action.
struct Page {
  std::string_view language;
  std::string_view title;
  std::string_view style;
  std::string_view body;
  std::string_view script = {};
  std::string_view chat_origin = {};  // whose script and frame the page may load; then it tells who it is
};
http::OutboundResponse page_response(int status, const Page& page);

}  // namespace sb::tickets
