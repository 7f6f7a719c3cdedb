#include "base/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <cstring>
#include <vector>

#include "base/utf8.h"

namespace sb {
namespace {

namespace json = boost::json;

// Builds the value while Boost.JSON parses. Numbers are read again from their text with std::from_chars: the
// parser of Boost 1.81 may be off by one unit in the last place, and turns what is out of range into
// infinity.
struct ExactHandler {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return true; }
  bool on_object_end(std::size_t count, json::error_code&) { return stack.push_object(count), true; }
  bool on_array_begin(json::error_code&) { return true; }
  bool on_array_end(std::size_t count, json::error_code&) { return stack.push_array(count), true; }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    return stack.push_chars(part), true;
  }
  bool on_key(json::string_view part, std::size_t, json::error_code&) { return stack.push_key(part), true; }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    return stack.push_chars(part), true;
  }
  bool on_string(json::string_view part, std::size_t, json::error_code&) {
    return stack.push_string(part), true;
  }
  bool on_number_part(json::string_view part, json::error_code&) { return number.append(part), true; }
  bool on_int64(std::int64_t value, json::string_view, json::error_code&) {
    number.clear();
    return stack.push_int64(value), true;
  }
  bool on_uint64(std::uint64_t value, json::string_view, json::error_code&) {
    number.clear();
    return stack.push_uint64(value), true;
  }
  bool on_double(double, json::string_view part, json::error_code& failure) {
    number.append(part);
    double value = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
    // Too small to represent reads as zero; too large is refused.
    if (read.ec == std::errc::result_out_of_range && number.find("e-") == std::string::npos &&
        number.find("E-") == std::string::npos) {
      failure = json::error::exponent_overflow;
      return false;
    }
    number.clear();
    return stack.push_double(value), true;
  }
  bool on_bool(bool value, json::error_code&) { return stack.push_bool(value), true; }
  bool on_null(json::error_code&) { return stack.push_null(), true; }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

  json::value_stack stack;
  std::string number;
};

template <typename Integer>
void append_integer(std::string& out, Integer value) {
  char digits[24];
  auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

// ECMAScript Number::toString, radix 10 (ECMA-262 §6.1.6.1.20), from the shortest digits of std::to_chars.
void append_double(std::string& out, double value) {
  if (!std::isfinite(value) || value == 0) {
    out += '0';
    return;
  }
  char text[32];
  auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
  std::string_view shortest(text, static_cast<std::size_t>(end - text));
  if (shortest.front() == '-') {
    out += '-';
    shortest.remove_prefix(1);
  }
  const auto e = shortest.find('e');
  std::string digits(1, shortest[0]);
  if (e > 2) digits += shortest.substr(2, e - 2);
  int exponent = 0;
  const char* exponent_text = shortest.data() + e + 1;
  if (*exponent_text == '+') ++exponent_text;
  std::from_chars(exponent_text, shortest.data() + shortest.size(), exponent);
  const int point = exponent + 1;  // position of the decimal point relative to the first digit
  const int count = static_cast<int>(digits.size());
  if (count <= point && point <= 21) {
    out += digits;
    out.append(static_cast<std::size_t>(point - count), '0');
  } else if (0 < point && point <= 21) {
    out.append(digits, 0, static_cast<std::size_t>(point));
    out += '.';
    out.append(digits, static_cast<std::size_t>(point));
  } else if (-6 < point && point <= 0) {
    out += "0.";
    out.append(static_cast<std::size_t>(-point), '0');
    out += digits;
  } else {
    out += digits[0];
    if (count > 1) {
      out += '.';
      out.append(digits, 1);
    }
    out += exponent < 0 ? "e-" : "e+";
    append_integer(out, std::abs(exponent));
  }
}

void append_pretty(std::string& out, const Json& value, std::size_t indent) {
  const auto line = [&](std::size_t depth) {
    out += '\n';
    out.append(depth * 2, ' ');
  };
  if (value.is_object() && !value.get_object().empty()) {
    out += '{';
    bool first = true;
    for (const auto& member : value.get_object()) {
      if (!first) out += ',';
      first = false;
      line(indent + 1);
      append_json_string(out, view(member.key()));
      out += ": ";
      append_pretty(out, member.value(), indent + 1);
    }
    line(indent);
    out += '}';
  } else if (value.is_array() && !value.get_array().empty()) {
    out += '[';
    bool first = true;
    for (const auto& item : value.get_array()) {
      if (!first) out += ',';
      first = false;
      line(indent + 1);
      append_pretty(out, item, indent + 1);
    }
    line(indent);
    out += ']';
  } else {
    append_json_text(out, value);
  }
}

void append_canonical(std::string& out, const Json& value) {
  if (value.is_array()) {
    out += '[';
    bool first = true;
    for (const auto& item : value.get_array()) {
      if (!first) out += ',';
      first = false;
      append_canonical(out, item);
    }
    out += ']';
  } else if (value.is_object()) {
    std::vector<const json::key_value_pair*> members;
    for (const auto& member : value.get_object()) members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](const auto* a, const auto* b) { return a->key() < b->key(); });
    out += '{';
    bool first = true;
    for (const auto* member : members) {
      if (!first) out += ',';
      first = false;
      append_json_string(out, view(member->key()));
      out += ':';
      append_canonical(out, member->value());
    }
    out += '}';
  } else {
    append_json_text(out, value);
  }
}

bool stands_as_it_is(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

// The first byte from `at` on that JSON escapes, or the size. Eight bytes at a time: a byte below 0x20, or
// one that is equal to another, shows in its highest bit (with a borrow also in the next, which the slow loop
// sorts out).
std::size_t next_escaped(std::string_view text, std::size_t at) {
  constexpr std::uint64_t each = 0x0101010101010101, highest = each * 0x80;
  const auto below = [](std::uint64_t eight, std::uint64_t limit) {
    return (eight - each * limit) & ~eight & highest;
  };
  for (std::uint64_t eight = 0; at + sizeof(eight) <= text.size(); at += sizeof(eight)) {
    std::memcpy(&eight, text.data() + at, sizeof(eight));
    if ((below(eight, 0x20) | below(eight ^ (each * '"'), 1) | below(eight ^ (each * '\\'), 1)) != 0) break;
  }
  while (at < text.size() && stands_as_it_is(text[at])) ++at;
  return at;
}

std::size_t string_text_size(std::string_view text) {
  std::size_t size = 2;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\' || c == '\b' || c == '\f' || c == '\n' || c == '\r' || c == '\t') {
      size += 2;
    } else {
      size += byte < 0x20 ? 6 : 1;
    }
  }
  return size;
}

}  // namespace

Result<Json> parse_json(std::string_view text, int depth_max) {
  json::parse_options options;
  options.max_depth = static_cast<std::size_t>(depth_max);
  json::basic_parser<ExactHandler> parser(options);
  parser.handler().stack.reset();
  json::error_code failure;
  std::size_t used = parser.write_some(false, text.data(), text.size(), failure);
  if (!failure && text.find_first_not_of(" \t\r\n", used) != std::string_view::npos) {
    failure = json::error::extra_data;
  }
  if (failure) {
    return Error{ErrorCode::invalid_input,
                 "not valid JSON: " + failure.message() + " at byte " + std::to_string(used)};
  }
  return parser.handler().stack.release();
}

void append_json_string(std::string& out, std::string_view utf8) {
  out += '"';
  for (std::size_t at = 0;;) {
    const std::size_t escaped = next_escaped(utf8, at);
    out.append(utf8, at, escaped - at);
    if (escaped == utf8.size()) break;
    at = escaped + 1;
    const auto byte = static_cast<unsigned char>(utf8[escaped]);
    switch (byte) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default: {
        constexpr char hex[] = "0123456789abcdef";
        out += "\\u00";
        out += hex[byte >> 4];
        out += hex[byte & 15];
      }
    }
  }
  out += '"';
}

void append_json_text(std::string& out, const JsonObject& object) {
  out += '{';
  bool first = true;
  for (const auto& member : object) {
    if (!first) out += ',';
    first = false;
    append_json_string(out, view(member.key()));
    out += ':';
    append_json_text(out, member.value());
  }
  out += '}';
}

void append_json_text(std::string& out, const Json& value) {
  switch (value.kind()) {
    case json::kind::null:
      out += "null";
      break;
    case json::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      break;
    case json::kind::int64:
      append_integer(out, value.get_int64());
      break;
    case json::kind::uint64:
      append_integer(out, value.get_uint64());
      break;
    case json::kind::double_:
      append_double(out, value.get_double());
      break;
    case json::kind::string:
      append_json_string(out, view(value.get_string()));
      break;
    case json::kind::array: {
      out += '[';
      bool first = true;
      for (const auto& item : value.get_array()) {
        if (!first) out += ',';
        first = false;
        append_json_text(out, item);
      }
      out += ']';
      break;
    }
    case json::kind::object:
      append_json_text(out, value.get_object());
      break;
  }
}

std::string to_json_text(const Json& value) {
  std::string out;
  append_json_text(out, value);
  return out;
}

std::string to_json_text(const JsonObject& value) {
  std::string out;
  append_json_text(out, value);
  return out;
}

std::string to_pretty_json_text(const Json& value) {
  std::string out;
  append_pretty(out, value, 0);
  out += '\n';
  return out;
}

std::string to_canonical_json_text(const Json& value) {
  std::string out;
  append_canonical(out, value);
  return out;
}

std::string number_text(double value) {
  std::string out;
  append_double(out, value);
  return out;
}

bool json_equal(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) {
    if (a.is_double() || b.is_double()) return a.to_number<double>() == b.to_number<double>();
    if (a.is_int64() && b.is_int64()) return a.get_int64() == b.get_int64();
    if (a.is_uint64() && b.is_uint64()) return a.get_uint64() == b.get_uint64();
    const auto& sign = a.is_int64() ? a : b;
    const auto& plain = a.is_int64() ? b : a;
    return sign.get_int64() >= 0 && static_cast<std::uint64_t>(sign.get_int64()) == plain.get_uint64();
  }
  if (a.kind() != b.kind()) return false;
  if (a.is_array()) {
    return std::equal(a.get_array().begin(), a.get_array().end(), b.get_array().begin(), b.get_array().end(),
                      json_equal);
  }
  if (a.is_object()) {
    const auto& left = a.get_object();
    const auto& right = b.get_object();
    if (left.size() != right.size()) return false;
    return std::all_of(left.begin(), left.end(), [&](const auto& member) {
      const Json* other = right.if_contains(member.key());
      return other && json_equal(member.value(), *other);
    });
  }
  return a == b;
}

std::size_t json_text_size(const Json& value) {
  switch (value.kind()) {
    case json::kind::string:
      return string_text_size(view(value.get_string()));
    case json::kind::array: {
      std::size_t size = 2 + (value.get_array().empty() ? 0 : value.get_array().size() - 1);
      for (const auto& item : value.get_array()) size += json_text_size(item);
      return size;
    }
    case json::kind::object: {
      std::size_t size = 2 + (value.get_object().empty() ? 0 : value.get_object().size() - 1);
      for (const auto& member : value.get_object()) {
        size += string_text_size(view(member.key())) + 1 + json_text_size(member.value());
      }
      return size;
    }
    default: {
      std::string text;
      append_json_text(text, value);
      return text.size();
    }
  }
}

bool erase_member(JsonObject& object, std::string_view key) {
  const auto found = object.find(key);
  if (found == object.end()) return false;
  object.stable_erase(found);
  return true;
}

const Json* find_member(const JsonObject& object, std::string_view key) {
  return object.if_contains(key);
}

std::string_view string_member(const JsonObject& object, std::string_view key) {
  const Json* value = object.if_contains(key);
  return value && value->is_string() ? view(value->get_string()) : std::string_view{};
}

const JsonObject* object_member(const JsonObject& object, std::string_view key) {
  const Json* value = object.if_contains(key);
  return value ? value->if_object() : nullptr;
}

const JsonArray* array_member(const JsonObject& object, std::string_view key) {
  const Json* value = object.if_contains(key);
  return value ? value->if_array() : nullptr;
}

}  // namespace sb
