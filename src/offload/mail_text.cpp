#include "offload/mail_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/crypto.h"
#include "base/utf8.h"

namespace sb::offload {
namespace {

constexpr std::size_t base64_line = 76;              // RFC 2045 §6.8
constexpr std::size_t encoded_word_bytes_max = 45;   // of text; 60 digits and the frame stay below 75
constexpr std::size_t plain_header_bytes_max = 900;  // RFC 5322 §2.1.1: a line has at most 998
constexpr const char* day_names[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr const char* month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string base64_lines(std::string_view text) {
  const std::string all = base64(text);
  std::string out;
  for (std::size_t at = 0; at < all.size(); at += base64_line) out += all.substr(at, base64_line) + "\r\n";
  return out;
}

std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

std::string part(std::string_view type, std::string_view text, std::string_view more = "") {
  return fmt::format("Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n{}\r\n{}", type,
                     more, base64_lines(with_crlf(text)));
}

std::string multipart(std::string_view kind, const std::string& boundary,
                      const std::vector<std::string>& parts) {
  std::string out = fmt::format("Content-Type: multipart/{}; boundary=\"{}\"\r\n\r\n", kind, boundary);
  for (const auto& inner : parts) out += "--" + boundary + "\r\n" + inner;
  return out + "--" + boundary + "--\r\n";
}

// "Name <address>" with the name written as a header must have it.
std::string sender_text(const std::string& from) {
  const auto open = from.rfind('<');
  if (open == std::string::npos || open == 0) return from;
  return header_text(trim(std::string_view(from).substr(0, open))) + " " + from.substr(open);
}

}  // namespace

std::string header_text(std::string_view text) {
  std::string clean(text);
  for (char& c : clean) {
    if (static_cast<unsigned char>(c) < ' ' || c == 127) c = ' ';
  }
  const bool ascii = std::all_of(clean.begin(), clean.end(), [](char c) { return c > 0; });
  if (ascii && clean.size() <= plain_header_bytes_max && clean.find("=?") == std::string::npos) return clean;
  std::string out;
  for (std::string_view left = clean; !left.empty();) {
    const auto word = utf8_prefix(left, encoded_word_bytes_max);
    if (word.empty()) break;
    if (!out.empty()) out += "\r\n ";
    out += "=?utf-8?B?" + base64(word) + "?=";
    left.remove_prefix(word.size());
  }
  return out;
}

std::string mail_date(UtcMs at) {
  const CivilTime t = to_civil(at);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000", day_names[t.day_of_week], t.day,
                     month_names[t.month - 1], t.year, t.hour, t.minute, t.second);
}

std::string mail_message(const MailContent& content) {
  std::string to;
  for (const auto& address : content.to) to += (to.empty() ? "" : ",\r\n ") + address;
  std::string out = "From: " + sender_text(content.from) + "\r\nTo: " + to + "\r\n";
  if (!content.reply_to.empty()) out += "Reply-To: " + content.reply_to + "\r\n";
  out += "Subject: " + header_text(content.subject) + "\r\nDate: " + mail_date(content.date) + "\r\n";
  out += "Message-ID: <" + content.message_id + ">\r\n";
  if (!content.in_reply_to.empty()) {
    out += "In-Reply-To: <" + content.in_reply_to + ">\r\nReferences: <" + content.in_reply_to + ">\r\n";
  }
  // So that vacation notices do not answer a machine (RFC 3834).
  out += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
  // Bodies are base64, which has no dash: a boundary cannot occur in them.
  const std::string boundary = "sb-" + hex(sha256(content.message_id)).substr(0, 24);
  std::string body = part("text/plain", content.text);
  if (!content.html.empty()) {
    body = multipart("alternative", boundary + "-a", {body, part("text/html", content.html)});
  }
  if (content.attachment) {
    const auto disposition =
        fmt::format("Content-Disposition: attachment; filename=\"{}\"\r\n", content.attachment->name);
    body = multipart("mixed", boundary, {body, part("text/plain", content.attachment->text, disposition)});
  }
  return out + body;
}

}  // namespace sb::offload
