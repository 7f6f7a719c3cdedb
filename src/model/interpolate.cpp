#include "model/interpolate.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/utf8.h"
#include "model/condition.h"
#include "model/modifiers.h"
#include "model/path.h"

namespace sb {
namespace {

constexpr std::string_view space_chars = " \t\r\n";

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 3986, section 2.3.
bool is_unreserved(char c) {
  return is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

void append_percent(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

template <typename Keep>
void append_percent_encoded(std::string& out, std::string_view text, Keep keep) {
  for (const char c : text) {
    if (keep(c)) {
      out += c;
    } else {
      append_percent(out, c);
    }
  }
}

// What may stand in a URL as it is, whatever it means there.
void append_url_raw(std::string& out, std::string_view text) {
  append_percent_encoded(out, text, [](char c) { return !is_control(c) && c != ' ' && c != '\\'; });
}

void append_html(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
}

void append_regex(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '\0') {
      out += "\\x00";
      continue;
    }
    if (std::string_view("\\^$.|?*+()[]{}-").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
}

void append_encoded(std::string& out, std::string_view text, Encoding encoding) {
  switch (encoding) {
    case Encoding::none:
      out += text;
      break;
    case Encoding::url_component:
      append_percent_encoded(out, text, is_unreserved);
      break;
    case Encoding::html:
      append_html(out, text);
      break;
    case Encoding::header_value:
      append_percent_encoded(out, text, [](char c) { return !is_control(c); });
      break;
    case Encoding::regex:
      append_regex(out, text);
      break;
  }
}

std::optional<Json> number_of(const Json* value) {
  if (!value) return std::nullopt;
  if (value->is_number()) return *value;
  return value->is_string() ? parse_number(trim_ascii(view(value->get_string()))) : std::nullopt;
}

Json number_plus(const Json* value, int delta) {
  const auto number = number_of(value).value_or(Json(0));
  if (const auto* whole = number.if_int64()) {
    std::int64_t sum = 0;
    if (!__builtin_add_overflow(*whole, delta, &sum)) return sum;
  }
  const double sum = number.to_number<double>() + delta;
  return std::isfinite(sum) ? Json(sum) : number;
}

std::string capitalized(std::string_view text) {
  if (text.empty()) return {};
  std::size_t first = 1;
  while (first < text.size() && (static_cast<unsigned char>(text[first]) & 0xC0) == 0x80) ++first;
  return to_upper(text.substr(0, first)) + std::string(text.substr(first));
}

std::size_t length_of(const Json* value) {
  if (value && value->is_array()) return value->get_array().size();
  if (value && value->is_object()) return value->get_object().size();
  return code_point_count(text_of(value));
}

// The value of a placeholder on its way through the modifiers.
class Value {
 public:
  explicit Value(const Json* stored) : current_(stored) {}
  Value(const Value&) = delete;
  Value& operator=(const Value&) = delete;

  const Json* get() const { return current_; }
  bool raw() const { return raw_; }
  bool url_encoded() const { return url_encoded_; }

  void apply(std::string_view modifier, std::string_view argument) {
    if (modifier == "toUpperCase") {
      set(to_upper(text_of(current_)));
    } else if (modifier == "toLowerCase") {
      set(to_lower(text_of(current_)));
    } else if (modifier == "capitalize") {
      set(capitalized(text_of(current_)));
    } else if (modifier == "trim") {
      set(trim(text_of(current_)));
    } else if (modifier == "increment") {
      set(number_plus(current_, 1));
    } else if (modifier == "decrement") {
      set(number_plus(current_, -1));
    } else if (modifier == "length") {
      set(length_of(current_));
    } else if (modifier == "json") {
      set(current_ ? to_json_text(*current_) : "null");
    } else if (modifier == "urlEncode") {
      set(encode(text_of(current_), Encoding::url_component));
      url_encoded_ = true;
    } else if (modifier == "default") {
      if (!has_value(current_)) set(argument);
    } else if (modifier == "raw") {
      raw_ = true;
    }
  }

 private:
  // `value` may have been computed from the current one, so it is complete before that goes.
  void set(Json value) {
    made_ = std::move(value);
    current_ = &made_;
  }
  void set(const std::string& text) { set(Json(text)); }
  void set(std::string_view text) { set(Json(boost::json::string_view(text.data(), text.size()))); }
  void set(const char* text) { set(Json(text)); }
  void set(std::size_t number) { set(Json(static_cast<std::int64_t>(number))); }

  const Json* current_;
  Json made_;
  bool raw_ = false;
  bool url_encoded_ = false;
};

void apply_modifiers(Value& value, std::string_view modifiers) {
  while (!modifiers.empty()) {
    modifiers.remove_prefix(1);  // "|"
    const auto end = std::min(modifiers.find('|'), modifiers.size());
    const auto modifier = trim_ascii(modifiers.substr(0, end));
    modifiers.remove_prefix(end);
    const auto colon = modifier.find(':');
    const auto argument = colon == std::string_view::npos ? std::string_view{} : modifier.substr(colon + 1);
    value.apply(trim_ascii(modifier.substr(0, colon)), trim_ascii(argument));
  }
}

// Reads the placeholder whose text begins at the start of `text`, after the left delimiter.
class PlaceholderReader {
 public:
  PlaceholderReader(std::string_view text, std::string_view left, std::string_view right)
      : text_(text.substr(0, placeholder_bytes_max)), left_(left), right_(right) {}

  bool read(Placeholder& found) {
    skip_space();
    PathScanner path(text_.substr(at_), right_);
    while (path.next()) continue;
    if (path.failed()) return false;
    found.path = text_.substr(at_, path.position());
    at_ += path.position();
    skip_space();
    const auto modifiers = at_;
    while (!at_right()) {
      if (!read_modifier()) return false;
      skip_space();
    }
    found.modifiers = text_.substr(modifiers, at_ - modifiers);
    at_ += right_.size();
    return true;
  }

  // After a successful read: the length of the placeholder, right delimiter included.
  std::size_t size() const { return at_; }

 private:
  bool at_right() const { return text_.substr(at_).starts_with(right_); }
  void skip_space() { at_ = std::min(text_.find_first_not_of(space_chars, at_), text_.size()); }

  bool read_modifier() {
    if (at_ >= text_.size() || text_[at_] != '|') return false;
    ++at_;
    skip_space();
    const auto name = at_;
    while (at_ < text_.size() && (is_alphanumeric(text_[at_]) || text_[at_] == '_' || text_[at_] == '-') &&
           !at_right()) {
      ++at_;
    }
    if (at_ == name) return false;
    if (at_ >= text_.size() || text_[at_] != ':') return true;
    while (at_ < text_.size() && text_[at_] != '|' && !at_right()) {
      if (text_.substr(at_).starts_with(left_)) return false;
      ++at_;
    }
    return at_ < text_.size();
  }

  std::string_view text_, left_, right_;
  std::size_t at_ = 0;
};

// Calls `literal(piece)` and `placeholder(found, text after it)` in the order of the text.
template <typename Literal, typename Insert>
void for_each_piece(std::string_view text, const Delimiters& delimiters, Literal literal, Insert insert) {
  const std::string_view left = delimiters.left, right = delimiters.right;
  std::size_t written = 0;
  for (std::size_t at = 0; (at = text.find(left, at)) != std::string_view::npos;) {
    if (at > written && text[at - 1] == '\\') {
      literal(text.substr(written, at - 1 - written));
      literal(left);
      written = at += left.size();
      continue;
    }
    Placeholder found;
    PlaceholderReader reader(text.substr(at + left.size()), left, right);
    if (!reader.read(found)) {
      // Not past the whole delimiter: in "{{x}}" the placeholder begins at the second brace.
      ++at;
      continue;
    }
    literal(text.substr(written, at - written));
    written = at += left.size() + reader.size();
    insert(found, text.substr(at));
  }
  literal(text.substr(written));
}

bool may_hold_placeholders(std::string_view text, const Delimiters& delimiters) {
  return !delimiters.left.empty() && !delimiters.right.empty() &&
         text.find(delimiters.left) != std::string_view::npos;
}

void append_text(std::string& out, const Json* value, bool encode_it, Encoding encoding) {
  const bool is_string = value && value->is_string();
  const std::string printed = is_string ? std::string() : text_of(value);
  const std::string_view text = is_string ? view(value->get_string()) : std::string_view(printed);
  append_encoded(out, text, encode_it ? encoding : Encoding::none);
}

void append_inserted(std::string& out, const Value& value, Encoding encoding) {
  if (value.raw() && encoding == Encoding::url_component) {
    append_url_raw(out, text_of(value.get()));
    return;
  }
  const bool keep = (value.raw() && encoding != Encoding::header_value) ||
                    (value.url_encoded() && encoding == Encoding::url_component);
  append_text(out, value.get(), !keep, encoding);
}

enum class UrlPlace { base, authority_start, opaque, component };

// The place that comes next in a URL of which `url` is written.
UrlPlace url_place(std::string_view url) {
  if (url.empty()) return UrlPlace::base;
  const auto colon =
      url.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
  const bool has_scheme = colon != std::string_view::npos && colon > 0 && url[colon] == ':';
  const auto rest = has_scheme ? url.substr(colon + 1) : url;
  if (rest == "//") return UrlPlace::authority_start;
  if (has_scheme && rest.find_first_of("/?#") == std::string_view::npos) return UrlPlace::opaque;
  return UrlPlace::component;
}

void append_url_part(std::string& out, const Value& value, std::string_view after) {
  auto place = url_place(out);
  const bool whole_authority =
      after.empty() || std::string_view("/?#").find(after.front()) != std::string_view::npos;
  if (place == UrlPlace::authority_start && !whole_authority) place = UrlPlace::component;
  const auto text = text_of(value.get());
  switch (place) {
    case UrlPlace::base:
      append_url_raw(out, trim_ascii(text));
      break;
    case UrlPlace::authority_start:
      append_url_raw(out, text);
      break;
    case UrlPlace::opaque:
      if (value.raw() || value.url_encoded()) {
        append_url_raw(out, text);
      } else {
        append_percent_encoded(out, text, [](char c) { return is_unreserved(c) || c == '@' || c == '+'; });
      }
      break;
    case UrlPlace::component:
      append_inserted(out, value, Encoding::url_component);
      break;
  }
}

template <typename Text>
Json map_strings(const Json& value, const Text& text) {
  if (value.is_string()) return text(view(value.get_string()));
  if (const auto* array = value.if_array()) {
    JsonArray out;
    out.reserve(array->size());
    for (const auto& item : *array) out.push_back(map_strings(item, text));
    return out;
  }
  if (const auto* object = value.if_object()) {
    JsonObject out;
    out.reserve(object->size());
    for (const auto& member : *object) out.emplace(member.key(), map_strings(member.value(), text));
    return out;
  }
  return value;
}

}  // namespace

const std::vector<std::string_view>& modifier_names() {
  static const std::vector<std::string_view> names = {"toUpperCase", "toLowerCase", "capitalize", "trim",
                                                      "increment",   "decrement",   "length",     "json",
                                                      "urlEncode",   "default",     "raw"};
  return names;
}

std::string encode(std::string_view text, Encoding encoding) {
  std::string out;
  out.reserve(text.size());
  append_encoded(out, text, encoding);
  return out;
}

std::string interpolate(std::string_view text, const JsonObject& session, Encoding encoding,
                        const Delimiters& delimiters) {
  if (!may_hold_placeholders(text, delimiters)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for_each_piece(
      text, delimiters, [&](std::string_view piece) { out += piece; },
      [&](const Placeholder& found, std::string_view) {
        Value value(find_value(session, found.path));
        apply_modifiers(value, found.modifiers);
        append_inserted(out, value, encoding);
      });
  return out;
}

Json interpolate_typed(std::string_view text, const JsonObject& session) {
  if (const auto placeholder = single_placeholder(text)) {
    return placeholder_value(*placeholder, session).value_or(Json(""));
  }
  return Json(interpolate(text, session));
}

Json interpolate_json(const Json& tmpl, const JsonObject& session, Encoding encoding) {
  return map_strings(tmpl, [&](std::string_view text) { return Json(interpolate(text, session, encoding)); });
}

Json interpolate_json_typed(const Json& tmpl, const JsonObject& session) {
  return map_strings(tmpl, [&](std::string_view text) { return interpolate_typed(text, session); });
}

std::string interpolate_url(std::string_view url_template, const JsonObject& session) {
  const Delimiters delimiters;
  if (!may_hold_placeholders(url_template, delimiters)) return std::string(url_template);
  std::string out;
  for_each_piece(
      url_template, delimiters, [&](std::string_view piece) { out += piece; },
      [&](const Placeholder& found, std::string_view after) {
        Value value(find_value(session, found.path));
        apply_modifiers(value, found.modifiers);
        append_url_part(out, value, after);
      });
  return out;
}

std::size_t placeholder_size(std::string_view text) {
  if (!text.starts_with('{')) return 0;
  Placeholder found;
  PlaceholderReader reader(text.substr(1), "{", "}");
  return reader.read(found) ? reader.size() + 1 : 0;
}

std::optional<Placeholder> single_placeholder(std::string_view text) {
  if (!text.starts_with('{') || !text.ends_with('}')) return std::nullopt;
  Placeholder found;
  PlaceholderReader reader(text.substr(1), "{", "}");
  if (!reader.read(found) || reader.size() != text.size() - 1) return std::nullopt;
  return found;
}

std::optional<Json> placeholder_value(const Placeholder& placeholder, const JsonObject& session) {
  Value value(find_value(session, placeholder.path));
  apply_modifiers(value, placeholder.modifiers);
  if (!value.get()) return std::nullopt;
  return *value.get();
}

std::string_view unwrap_variable(std::string_view text) {
  text = trim_ascii(text);
  const auto placeholder = single_placeholder(text);
  return placeholder && placeholder->modifiers.empty() ? placeholder->path : text;
}

std::string text_of(const Json* value) {
  if (!value || value->is_null()) return {};
  if (value->is_string()) return std::string(view(value->get_string()));
  return to_json_text(*value);
}

std::optional<Json> parse_number(std::string_view text) {
  // from_chars takes no plus sign.
  const bool plus = text.starts_with('+');
  std::string plain(plus ? text.substr(1) : text);
  std::size_t at = !plus && plain.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const auto begin = at;
    while (at < plain.size() && plain[at] >= '0' && plain[at] <= '9') ++at;
    return at - begin;
  };
  auto count = digits();
  const bool whole = count > 0 && at == plain.size();
  if (at < plain.size() && (plain[at] == '.' || plain[at] == ',')) {
    plain[at++] = '.';
    const auto fraction = digits();
    if (fraction == 0) return std::nullopt;
    count += fraction;
  }
  if (count == 0) return std::nullopt;
  if (at < plain.size() && (plain[at] == 'e' || plain[at] == 'E')) {
    ++at;
    if (at < plain.size() && (plain[at] == '+' || plain[at] == '-')) ++at;
    if (digits() == 0) return std::nullopt;
  }
  if (at != plain.size()) return std::nullopt;
  const char* end = plain.data() + plain.size();
  std::int64_t integer = 0;
  if (whole && std::from_chars(plain.data(), end, integer).ec == std::errc()) return Json(integer);
  std::uint64_t large = 0;
  if (whole && !plain.starts_with('-') && std::from_chars(plain.data(), end, large).ec == std::errc())
    return Json(large);
  double real = 0;
  if (std::from_chars(plain.data(), end, real).ec != std::errc() || !std::isfinite(real)) return std::nullopt;
  return Json(real);
}

}  // namespace sb
