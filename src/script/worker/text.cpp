#include "script/worker/text.h"

#include <algorithm>
#include <cstdint>

namespace sb::script::worker {
namespace {

constexpr char32_t replacement = 0xfffd;

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

void append_utf16(std::u16string& out, char32_t c) {
  if (c < 0x10000) {
    out += static_cast<char16_t>(c);
    return;
  }
  c -= 0x10000;
  out += static_cast<char16_t>(0xd800 + (c >> 10));
  out += static_cast<char16_t>(0xdc00 + (c & 0x3ff));
}

// Decodes the character at `at` and moves behind it.
char32_t next_of(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(at++);
  if (first < 0x80) return first;
  const int more = first >= 0xf0 && first < 0xf5   ? 3
                   : first >= 0xe0 && first < 0xf0 ? 2
                   : first >= 0xc2 && first < 0xe0 ? 1
                                                   : 0;
  if (more == 0 || at + static_cast<std::size_t>(more) > text.size()) return replacement;
  char32_t c = first & (more == 1 ? 0x1f : more == 2 ? 0x0f : 0x07);
  for (int i = 0; i < more; ++i) {
    if ((byte(at + static_cast<std::size_t>(i)) & 0xc0) != 0x80) return replacement;
    c = c << 6 | (byte(at + static_cast<std::size_t>(i)) & 0x3f);
  }
  at += static_cast<std::size_t>(more);
  const char32_t least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
  return c < least || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ? replacement : c;
}

bool is_high(char16_t c) {
  return c >= 0xd800 && c < 0xdc00;
}
bool is_low(char16_t c) {
  return c >= 0xdc00 && c < 0xe000;
}

}  // namespace

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0; });
}

std::u16string utf16_from(std::string_view utf8) {
  std::u16string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) append_utf16(out, next_of(utf8, at));
  return out;
}

std::string utf8_from(std::u16string_view utf16) {
  std::string out;
  out.reserve(utf16.size());
  for (std::size_t i = 0; i < utf16.size(); ++i) {
    const char16_t c = utf16[i];
    if (is_high(c) && i + 1 < utf16.size() && is_low(utf16[i + 1])) {
      append_utf8(out, 0x10000 + (static_cast<char32_t>(c & 0x3ff) << 10 | (utf16[++i] & 0x3ff)));
    } else {
      append_utf8(out, is_high(c) || is_low(c) ? replacement : c);
    }
  }
  return out;
}

std::string without_lone_surrogate_escapes(std::string json) {
  // Pairs are never written as escapes by JSON.stringify, so every escape of a surrogate is a lone one.
  for (std::size_t at = json.find('\\'); at != std::string::npos && at + 1 < json.size();
       at = json.find('\\', at + 2)) {
    if (json[at + 1] != 'u' || at + 6 > json.size()) continue;
    if (json[at + 2] == 'd' && json[at + 3] >= '8') json.replace(at + 2, 4, "fffd");
  }
  return json;
}

std::string cut(std::string text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  while (bytes_max > 0 && (static_cast<std::uint8_t>(text[bytes_max]) & 0xc0) == 0x80) --bytes_max;
  text.resize(bytes_max);
  return text;
}

}  // namespace sb::script::worker
