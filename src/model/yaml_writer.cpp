#include "model/yaml_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace sb {
namespace {

constexpr std::size_t inline_bytes_max = 90;

bool is_word_for_something(std::string_view text) {
  // YAML 1.1 readers, which other tools use, take these for booleans and nothing.
  constexpr std::array<std::string_view, 9> words{"null", "true", "false", "yes", "no",
                                                  "on",   "off",  "~",     "nan"};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return iequals_ascii(word, text); });
}

bool looks_like_a_number(std::string_view text) {
  // Also dates, times and hexadecimal: anything that starts like a number and has no other letters.
  if (text.find_first_of("0123456789") == std::string_view::npos) return iequals_ascii(text, ".inf");
  return text.find_first_not_of("0123456789+-.:_abcdefxoABCDEFXOTZ ") == std::string_view::npos &&
         std::string_view("0123456789+-.").find(text[0]) != std::string_view::npos;
}

// The character at `at`, when it would be invisible or a line break for some reader: control characters,
// no-break space, zero-width and bidirectional marks, line separators, byte order mark. 0 for all others.
std::uint32_t hidden_character(std::string_view text, std::size_t at) {
  auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  if (byte(0) < 0x20 || byte(0) == 0x7F) return byte(0) == '\n' ? 0 : byte(0);
  if (byte(0) == 0xC2 && byte(1) <= 0xA0) return byte(1);
  if (byte(0) == 0xE2 && byte(1) == 0x80 &&
      ((byte(2) >= 0x8B && byte(2) <= 0x8F) || (byte(2) >= 0xA8 && byte(2) <= 0xAE)))
    return 0x2000 + (byte(2) & 0x3F);
  if (byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA0 && byte(2) <= 0xAF)
    return 0x2040 + (byte(2) & 0x3F);
  if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) return 0xFEFF;
  if (byte(0) == 0xEF && byte(1) == 0xBF && byte(2) >= 0xB0) return 0xFFC0 + (byte(2) & 0x3F);
  return 0;
}
std::size_t utf8_size(std::uint32_t character) {
  return character < 0x80 ? 1 : character < 0x800 ? 2 : 3;
}

bool needs_escapes(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return true;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (hidden_character(text, i) != 0) return true;
  return false;
}

bool is_plain(std::string_view text) {
  if (text.empty() || is_word_for_something(text) || looks_like_a_number(text)) return false;
  auto first = static_cast<unsigned char>(text.front());
  bool starts_well = first >= 0x80 || std::isalnum(first) ||
                     std::string_view("/(._+$^<;=").find(text.front()) != std::string_view::npos;
  if (!starts_well || text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
  if (text.substr(0, 3) == "..." || text == "=" || text == "<<") return false;
  if (text.find('\n') != std::string_view::npos || needs_escapes(text)) return false;
  return text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos;
}

bool is_plain_inline(std::string_view text) {
  return is_plain(text) && text.find_first_of(",[]{}?:\"'") == std::string_view::npos;
}

std::string quoted(std::string_view text) {
  if (text.find_first_of("\\\"\n") == std::string_view::npos && !needs_escapes(text))
    return fmt::format("\"{}\"", text);
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto hidden = hidden_character(text, i);
    if (text[i] == '"' || text[i] == '\\')
      out += '\\', out += text[i];
    else if (text[i] == '\n')
      out += "\\n";
    else if (text[i] == '\t')
      out += "\\t";
    else if (text[i] == '\r')
      out += "\\r";
    else if (text[i] == '\0')
      out += "\\0";
    else if (hidden == 0)
      out += text[i];
    else
      out += fmt::format("\\u{:04X}", hidden), i += utf8_size(hidden) - 1;
  }
  return out + '"';
}

// Texts that a literal block can hold without indentation or chomping tricks.
bool is_block(std::string_view text) {
  if (text.find('\n') == std::string_view::npos || text.find('\n') == text.size() - 1 || needs_escapes(text))
    return false;
  if (text.front() == ' ' || text.front() == '\n' || text.size() < 2) return false;
  if (text.substr(text.size() - 2) == "\n\n" || text.back() == ' ') return false;
  for (std::size_t start = 0; start < text.size();) {
    auto end = std::min(text.find('\n', start), text.size());
    auto line = text.substr(start, end - start);
    if (!line.empty() && line.find_first_not_of(' ') == std::string_view::npos) return false;
    start = end + 1;
  }
  return true;
}

class Writer {
 public:
  explicit Writer(const YamlStyle& style) : style_(style) {}

  void members(const JsonObject& object, int indent, std::string_view name = {}) {
    bool first = true;
    for (const auto& [key, value] : object) {
      if (!first) pad(indent);
      first = false;
      out_ += is_plain(view(key)) && view(key).size() < 100 ? std::string(view(key)) : quoted(view(key));
      out_ += ':';
      member_value(contains(style_.inline_lists_within, name) ? std::string_view() : view(key), value,
                   indent);
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void pad(int indent) { out_.append(static_cast<std::size_t>(indent), ' '); }

  void member_value(std::string_view key, const Json& value, int indent) {
    if (write_inline(key, value)) return;
    if (value.is_object()) {
      out_ += '\n';
      pad(indent + 2);
      members(value.get_object(), indent + 2, key);
    } else if (value.is_array()) {
      out_ += '\n';
      list(value.get_array(), indent + 2);
    } else {
      out_ += ' ';
      scalar(value, indent + 2);
    }
  }

  void list(const JsonArray& array, int indent) {
    for (const auto& item : array) {
      pad(indent);
      out_ += '-';
      if (write_inline("", item)) continue;
      if (item.is_object()) {
        out_ += ' ';
        members(item.get_object(), indent + 2);
      } else if (item.is_array()) {
        out_ += '\n';
        list(item.get_array(), indent + 2);
      } else {
        out_ += ' ';
        scalar(item, indent + 2);
      }
    }
  }

  void scalar(const Json& value, int indent) {
    if (!value.is_string()) {
      out_ += to_json_text(value);
    } else if (auto text = view(value.get_string()); is_plain(text)) {
      out_ += text;
    } else if (is_block(text)) {
      block(text, indent);
      return;
    } else {
      out_ += quoted(text);
    }
    out_ += '\n';
  }

  void block(std::string_view text, int indent) {
    out_ += text.back() == '\n' ? "|\n" : "|-\n";
    if (text.back() == '\n') text.remove_suffix(1);
    for (std::size_t start = 0; start <= text.size();) {
      auto end = std::min(text.find('\n', start), text.size());
      if (end > start) pad(indent);
      out_ += text.substr(start, end - start);
      out_ += '\n';
      start = end + 1;
    }
  }

  static bool contains(const std::vector<std::string_view>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }
  static std::string inline_scalar(const Json& value) {
    if (!value.is_string()) return to_json_text(value);
    auto text = view(value.get_string());
    return is_plain_inline(text) ? std::string(text) : quoted(text);
  }

  // Empty values, and short ones where the style asks for it, follow on the same line. Lists without a name
  // are items of lists, or where the style says that any name will do.
  bool write_inline(std::string_view key, const Json& value) {
    std::string text;
    if (value.is_object() && value.get_object().empty()) {
      text = "{}";
    } else if (value.is_array() && value.get_array().empty()) {
      text = "[]";
    } else if (value.is_array() && (key.empty() || contains(style_.inline_lists, key))) {
      for (const auto& item : value.get_array()) {
        if (item.is_structured()) return false;
        text += (text.empty() ? "[" : ", ") + inline_scalar(item);
      }
      text += "]";
    } else if (value.is_object() && value.get_object().size() == 1) {
      const auto& [name, item] = *value.get_object().begin();
      if (!contains(style_.inline_maps, view(name)) || item.is_structured()) return false;
      text = fmt::format("{{{}: {}}}", view(name), inline_scalar(item));
    } else {
      return false;
    }
    if (text.size() > inline_bytes_max) return false;
    out_ += " " + text + "\n";
    return true;
  }

  const YamlStyle& style_;
  std::string out_;
};

}  // namespace

std::string to_yaml(const JsonObject& value, const YamlStyle& style) {
  if (value.empty()) return "{}\n";
  Writer writer(style);
  writer.members(value, 0);
  return writer.take();
}

}  // namespace sb
