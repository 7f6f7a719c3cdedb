#include "server/response_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/log.h"
#include "base/utf8.h"

namespace sb::server {
namespace {

void append_number(std::string& out, std::size_t value) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

bool is_owned_by_server(std::string_view name) {
  static constexpr std::array<std::string_view, 6> owned{
      "Content-Length", "Transfer-Encoding", "Connection", "Date", "X-Content-Type-Options", "Keep-Alive"};
  return std::any_of(owned.begin(), owned.end(), [&](std::string_view o) { return iequals_ascii(o, name); });
}

bool breaks_line(std::string_view text) {
  constexpr std::string_view breaking("\r\n\0", 3);
  return text.find_first_of(breaking) != std::string_view::npos;
}

bool is_field_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c > 0x20 && c < 0x7f && std::string_view("()<>@,;:\\\"/[]?={}").find(c) == std::string_view::npos;
  });
}

}  // namespace

bool may_have_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

void append_response_head(std::string& out, const http::OutboundResponse& response,
                          const ResponseFrame& frame) {
  out += "HTTP/1.1 ";
  append_number(out, static_cast<std::size_t>(response.status));
  out += ' ';
  out += http::reason_phrase(response.status);
  out += "\r\nDate: ";
  out += frame.date;
  out += frame.keep_alive ? "\r\nConnection: keep-alive\r\n" : "\r\nConnection: close\r\n";
  out += "X-Content-Type-Options: nosniff\r\n";
  if (frame.body == BodyKind::chunked) {
    out += "Transfer-Encoding: chunked\r\n";
  } else if (frame.body == BodyKind::sized && may_have_body(response.status)) {
    out += "Content-Length: ";
    append_number(out, response.body.size());
    out += "\r\n";
  }
  out += frame.extra_head;
  for (const auto& [name, value] : response.headers) {
    if (is_owned_by_server(name)) continue;
    if (!is_field_name(name) || breaks_line(value)) {
      log_error("response.bad_field", {{"name", printable(name).c_str()}});
      continue;
    }
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
  }
  out += "\r\n";
}

std::string http_date(UtcMs at) {
  static constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto time = to_civil(at);
  return fmt::format(
      "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[static_cast<std::size_t>(time.day_of_week)], time.day,
      months[static_cast<std::size_t>(time.month - 1)], time.year, time.hour, time.minute, time.second);
}

}  // namespace sb::server
