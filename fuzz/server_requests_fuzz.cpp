#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "server/request_parser.h"

// The bytes of one connection through framing and parser. Laws: how the bytes are cut into pieces changes
// nothing; unread bytes stay bounded; bodies keep to their limit.
namespace {

using sb::server::RequestParser;
using Progress = RequestParser::Progress;

constexpr std::size_t body_bytes_max = 300;

void take_request(RequestParser& parser, std::string& out) {
  const auto& request = parser.request();
  if (request.body.size() > body_bytes_max) std::abort();
  if (request.target != "*" && request.segments.empty()) std::abort();
  out += request.method + ' ' + request.target + ' ' + request.body +
         (parser.keep_alive() ? " keep " : " close ");
  for (const auto& [name, value] : request.headers) out += name + ':' + value + ' ';
  parser.reset();
}

std::string outcome(std::string_view bytes, std::size_t piece) {
  RequestParser parser;
  std::string out, unread;
  while (!bytes.empty()) {
    const auto next = bytes.substr(0, piece);
    bytes.remove_prefix(next.size());
    unread += next;
    for (bool more = true; more;) {
      std::size_t used = 0;
      const auto progress = parser.advance(unread, used);
      if (used > unread.size()) std::abort();
      unread.erase(0, used);
      if (progress == Progress::refused) return out + std::to_string(parser.refusal().status);
      if (progress == Progress::head) parser.set_body_bytes_max(body_bytes_max);
      if (progress == Progress::complete) take_request(parser, out);
      more = progress == Progress::head || (progress == Progress::complete && !unread.empty());
    }
    if (unread.size() > sb::server::header_bytes_max_default) std::abort();
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto whole = outcome(bytes, std::max<std::size_t>(size, 1));
  if (outcome(bytes, 1) != whole) std::abort();
  if (outcome(bytes, 7) != whole) std::abort();
  return 0;
}
