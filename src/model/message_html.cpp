#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "model/message.h"

// Plain text from HTML: for reading only, never for deciding what is safe.

namespace sb {
namespace {

constexpr std::string_view white_space = " \t\r\n\f";

bool is_block(std::string_view tag) {
  for (const std::string_view name :
       {"p",  "div", "h1",    "h2",         "h3",  "h4",      "h5",      "h6",     "ul",     "ol", "li",
        "br", "tr",  "table", "blockquote", "pre", "section", "article", "header", "footer", "hr"}) {
    if (tag == name) return true;
  }
  return false;
}

void append_code_point(std::string& out, std::uint32_t code) {
  if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) code = 0xfffd;
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | code >> 18);
    out += static_cast<char>(0x80 | (code >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  }
}

// "#233", "#xe9": nullopt-like 0xffffffff when it is no number.
constexpr std::uint32_t no_number = 0xffffffff;
std::uint32_t numeric_entity(std::string_view name) {
  name.remove_prefix(1);
  const bool hexadecimal = !name.empty() && (name[0] == 'x' || name[0] == 'X');
  if (hexadecimal) name.remove_prefix(1);
  if (name.empty() || name.size() > 8) return no_number;
  std::uint64_t code = 0;
  for (const char c : name) {
    int digit = -1;
    if (c >= '0' && c <= '9') digit = c - '0';
    if (hexadecimal && c >= 'a' && c <= 'f') digit = c - 'a' + 10;
    if (hexadecimal && c >= 'A' && c <= 'F') digit = c - 'A' + 10;
    if (digit < 0) return no_number;
    code = code * (hexadecimal ? 16 : 10) + static_cast<std::uint64_t>(digit);
  }
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(code, 0x110000));
}

// Decodes the entity at the front of `text` ("&…"); returns the bytes used, 0 when it is just an ampersand.
std::size_t decode_entity(std::string_view text, std::string& out) {
  constexpr std::size_t name_bytes_max = 12;
  const std::size_t end = text.substr(0, name_bytes_max).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const std::string_view name = text.substr(1, end - 1);
  constexpr std::pair<std::string_view, std::string_view> named[] = {
      {"amp", "&"},  {"lt", "<"},   {"gt", ">"},     {"quot", "\""}, {"apos", "'"},  {"nbsp", " "},
      {"euro", "€"}, {"copy", "©"}, {"hellip", "…"}, {"ndash", "–"}, {"mdash", "—"},
  };
  for (const auto& [known, replacement] : named) {
    if (name != known) continue;
    out += replacement;
    return end + 1;
  }
  if (name[0] != '#') return 0;
  const std::uint32_t code = numeric_entity(name);
  if (code == no_number) return 0;
  append_code_point(out, code);
  return end + 1;
}

std::string decode_entities(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t used = text[i] == '&' ? decode_entity(text.substr(i), out) : 0;
    if (used == 0) out += text[i];
    i += used ? used : 1;
  }
  return out;
}

class HtmlReader {
 public:
  explicit HtmlReader(std::string_view html) : html_(html) {}

  std::string text() {
    while (at_ < html_.size()) {
      if (html_[at_] == '<' && starts_tag()) {
        read_tag();
      } else {
        read_character();
      }
    }
    return std::move(out_);
  }

 private:
  bool starts_tag() const {
    if (at_ + 1 >= html_.size()) return false;
    const char c = html_[at_ + 1];
    return c == '/' || c == '!' || c == '?' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  // The end of the tag at `at_`; quoted attributes may hold ">".
  std::size_t tag_end() const {
    char quote = 0;
    for (std::size_t i = at_ + 1; i < html_.size(); ++i) {
      const char c = html_[i];
      if (quote) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i;
      }
    }
    return html_.size();
  }

  void read_tag() {
    if (html_.substr(at_).starts_with("<!--")) {
      const std::size_t end = html_.find("-->", at_ + 4);
      at_ = end == std::string_view::npos ? html_.size() : end + 3;
      return;
    }
    const std::size_t end = tag_end();
    std::string_view body = html_.substr(at_ + 1, end - at_ - 1);
    at_ = std::min(end + 1, html_.size());
    const bool closing = body.starts_with('/');
    if (closing) body.remove_prefix(1);
    const std::string tag = lower_ascii(body.substr(0, body.find_first_of(" \t\r\n\f/")));
    if (tag == "a") {
      closing ? close_link() : open_link(body);
    } else if (!closing && (tag == "script" || tag == "style" || tag == "title")) {
      skip_to_end_of(tag);
    } else if (is_block(tag)) {
      break_line();
      if (tag == "li" && !closing) put("- ");
    }
  }

  // The content of these elements is no text.
  void skip_to_end_of(const std::string& tag) {
    const std::string close = "</" + tag;
    for (; at_ < html_.size(); ++at_) {
      if (html_[at_] == '<' && iequals_ascii(html_.substr(at_, close.size()), close)) return;
    }
  }

  void open_link(std::string_view body) {
    link_.clear();
    const std::string lower = lower_ascii(body);
    std::size_t at = lower.find("href");
    if (at == std::string::npos) return;
    at = lower.find_first_not_of(white_space, at + 4);
    if (at == std::string::npos || lower[at] != '=') return;
    at = lower.find_first_not_of(white_space, at + 1);
    if (at == std::string::npos) return;
    const char quote = body[at];
    std::string_view value = body.substr(at);
    if (quote == '"' || quote == '\'') {
      value.remove_prefix(1);
      value = value.substr(0, value.find(quote));
    } else {
      value = value.substr(0, value.find_first_of(white_space));
    }
    link_ = decode_entities(value);
    link_text_ = out_.size();
  }

  void close_link() {
    const std::string link = std::exchange(link_, {});
    const bool web = link.starts_with("http://") || link.starts_with("https://");
    if (!web || std::string_view(out_).substr(std::min(link_text_, out_.size())).find(link) !=
                    std::string_view::npos) {
      return;
    }
    put(" (" + link + ")");
  }

  void read_character() {
    const char c = html_[at_];
    if (white_space.find(c) != std::string_view::npos) {
      space_ = true;
      ++at_;
      return;
    }
    std::string decoded;
    const std::size_t used = c == '&' ? decode_entity(html_.substr(at_), decoded) : 0;
    put(used ? std::string_view(decoded) : html_.substr(at_, 1));
    at_ += used ? used : 1;
  }

  // White space and line breaks are written only before something that follows.
  void put(std::string_view text) {
    if (line_break_ && !out_.empty()) {
      out_ += '\n';
    } else if (space_ && !out_.empty() && out_.back() != ' ' && out_.back() != '\n') {
      out_ += ' ';
    }
    line_break_ = space_ = false;
    out_ += text;
  }

  void break_line() { line_break_ = true; }

  std::string_view html_;
  std::size_t at_ = 0;
  std::string out_;
  bool space_ = false, line_break_ = false;
  std::string link_;
  std::size_t link_text_ = 0;
};

}  // namespace

std::string html_to_text(std::string_view html) {
  return HtmlReader(html).text();
}

}  // namespace sb
