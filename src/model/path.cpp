#include "model/path.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/utf8.h"

namespace sb {
namespace {

constexpr std::array<bool, 256> make_name_bytes() {
  std::array<bool, 256> table{};
  for (int byte = 0; byte < 256; ++byte) {
    const auto c = static_cast<char>(byte);
    const bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    table[static_cast<std::size_t>(byte)] =
        alphanumeric || byte >= 0x80 || std::string_view("_-$@#%").find(c) != std::string_view::npos;
  }
  return table;
}
constexpr auto name_bytes = make_name_bytes();

bool is_name_byte(char c) {
  return name_bytes[static_cast<unsigned char>(c)];
}

bool is_plain_name(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), is_name_byte);
}

// A key of digits is an index where it meets an array.
std::optional<std::size_t> as_index(std::string_view digits) {
  std::size_t index = 0;
  const auto end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, index);
  if (digits.empty() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return index;
}

const Json* element(const JsonArray& array, std::size_t index) {
  return index < array.size() ? &array[index] : nullptr;
}

const Json* step(const Json& container, std::string_view key) {
  if (const auto* object = container.if_object()) return object->if_contains(key);
  const auto* array = container.if_array();
  const auto index = array ? as_index(key) : std::nullopt;
  return index ? element(*array, *index) : nullptr;
}

const Json* step_segment(const Json& container, const PathSegment& segment) {
  if (const auto* key = std::get_if<std::string>(&segment)) return step(container, *key);
  const auto index = std::get<std::size_t>(segment);
  if (const auto* array = container.if_array()) return element(*array, index);
  return step(container, std::to_string(index));
}

std::string segment_key(const PathSegment& segment) {
  if (const auto* key = std::get_if<std::string>(&segment)) return *key;
  return std::to_string(std::get<std::size_t>(segment));
}

std::optional<std::size_t> segment_index(const PathSegment& segment) {
  if (const auto* index = std::get_if<std::size_t>(&segment)) return *index;
  return as_index(std::get<std::string>(segment));
}

// The slot for `segment` inside `container`, which is replaced by a fitting container when it cannot hold it.
Json& ensure_slot(Json& container, const PathSegment& segment) {
  const bool wants_array = std::holds_alternative<std::size_t>(segment);
  const auto index = segment_index(segment);
  if (container.is_array() && !index) container = JsonObject();
  if (!container.is_array() && !container.is_object()) {
    container = wants_array ? Json(JsonArray()) : Json(JsonObject());
  }
  if (auto* object = container.if_object()) return (*object)[segment_key(segment)];
  auto& array = container.get_array();
  if (*index >= array.size()) array.resize(*index + 1);
  return array[*index];
}

// Before anything is written: no index too far beyond the array it will meet.
Ok check_gaps(const JsonObject& root, const Path& path) {
  const Json* at = root.if_contains(std::get<std::string>(path.segments.front()));
  for (std::size_t i = 1; i < path.segments.size(); ++i) {
    const auto& segment = path.segments[i];
    const bool new_array =
        (!at || !(at->is_object() || at->is_array())) && std::holds_alternative<std::size_t>(segment);
    if (new_array || (at && at->is_array())) {
      const std::size_t size = new_array ? 0 : at->get_array().size();
      const auto index = segment_index(segment);
      if (index && *index > size && *index - size > array_gap_max) {
        return Error{
            ErrorCode::limit_exceeded,
            fmt::format("index {} is more than {} beyond the end of the array", *index, array_gap_max),
            path_text(path)};
      }
    }
    at = at ? step_segment(*at, segment) : nullptr;
  }
  return {};
}

void append_quoted(std::string& out, std::string_view key) {
  out += "[\"";
  for (const char c : key) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += "\"]";
}

Error path_error(std::string_view text, std::size_t offset) {
  const auto shown = printable(utf8_prefix(text, 100));
  return {
      ErrorCode::invalid_input,
      fmt::format("'{}' is not a variable path (fault at byte {}); a key with other characters is written "
                  "[\"like this\"]",
                  shown, offset),
      shown};
}

}  // namespace

bool PathScanner::fail() {
  failed_ = true;
  return false;
}

bool PathScanner::next() {
  if (failed_) return false;
  const bool first = at_ == 0;
  if (!stop_.empty() && text_.substr(at_).starts_with(stop_)) return first ? fail() : false;
  if (at_ >= text_.size()) return first ? fail() : false;
  if (text_[at_] == '[') {
    if (!read_brackets()) return false;
    return first && kind_ == Kind::index ? fail() : true;
  }
  if (first) return read_name();
  if (text_[at_] != '.') return false;
  ++at_;
  return read_name();
}

bool PathScanner::read_name() {
  const auto begin = at_;
  while (at_ < text_.size() && is_name_byte(text_[at_]) &&
         (stop_.empty() || !text_.substr(at_).starts_with(stop_))) {
    ++at_;
  }
  kind_ = Kind::name;
  escaped_ = false;
  key_ = text_.substr(begin, at_ - begin);
  return key_.empty() ? fail() : true;
}

bool PathScanner::read_brackets() {
  ++at_;
  if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) return read_quoted(text_[at_]);
  const auto begin = at_;
  while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
  key_ = text_.substr(begin, at_ - begin);
  const auto index = as_index(key_);
  if (!index || at_ >= text_.size() || text_[at_] != ']') return fail();
  ++at_;
  // The key of an object that the index means: [05] is [5] there too.
  key_.remove_prefix(std::min(key_.find_first_not_of('0'), key_.size() - 1));
  kind_ = Kind::index;
  escaped_ = false;
  index_ = *index;
  return true;
}

bool PathScanner::read_quoted(char quote) {
  const auto begin = ++at_;
  escaped_ = false;
  while (at_ < text_.size() && text_[at_] != quote) {
    const bool escape = text_[at_] == '\\';
    if (escape && !escaped_) {
      escaped_ = true;
      unescaped_.assign(text_.substr(begin, at_ - begin));
    }
    if (escape) ++at_;
    if (at_ >= text_.size()) return fail();
    if (escaped_) unescaped_ += text_[at_];
    ++at_;
  }
  key_ = text_.substr(begin, at_ - begin);
  if (!text_.substr(at_).starts_with(std::string{quote, ']'})) return fail();
  at_ += 2;
  kind_ = Kind::quoted;
  return true;
}

Result<Path> parse_path(std::string_view text) {
  if (text.size() > path_bytes_max) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("a variable path is at most {} bytes long", path_bytes_max),
                 printable(utf8_prefix(text, 100))};
  }
  if (!is_valid_utf8(text)) return path_error(text, 0);
  Path path;
  PathScanner scanner(text);
  while (scanner.next()) {
    if (path.segments.size() == path_segments_max) {
      return Error{ErrorCode::invalid_input,
                   fmt::format("a variable path has at most {} steps", path_segments_max), std::string(text)};
    }
    if (scanner.kind() == PathScanner::Kind::index) {
      path.segments.emplace_back(scanner.index());
    } else {
      path.segments.emplace_back(std::string(scanner.key()));
    }
  }
  if (scanner.failed() || scanner.position() != text.size()) return path_error(text, scanner.position());
  return path;
}

std::string key_path_text(std::string_view key) {
  if (is_plain_name(key)) return std::string(key);
  std::string out;
  append_quoted(out, key);
  return out;
}

std::string path_text(const Path& path) {
  std::string out;
  for (const auto& segment : path.segments) {
    if (const auto* index = std::get_if<std::size_t>(&segment)) {
      out += fmt::format("[{}]", *index);
    } else if (const auto& key = std::get<std::string>(segment); is_plain_name(key)) {
      if (!out.empty()) out += '.';
      out += key;
    } else {
      append_quoted(out, key);
    }
  }
  return out;
}

const Json* find_value(const JsonObject& root, const Path& path) {
  const Json* at = nullptr;
  for (const auto& segment : path.segments) {
    at = at ? step_segment(*at, segment) : root.if_contains(segment_key(segment));
    if (!at) return nullptr;
  }
  return at;
}

const Json* find_value(const JsonObject& root, std::string_view path) {
  // The usual case: one name.
  if (is_plain_name(path)) return root.if_contains(path);
  const Json* at = nullptr;
  bool missing = false;
  PathScanner scanner(path);
  for (bool first = true; !missing && scanner.next(); first = false) {
    if (first) {
      at = root.if_contains(scanner.key());
    } else if (scanner.kind() == PathScanner::Kind::index && at->is_array()) {
      at = element(at->get_array(), scanner.index());
    } else {
      at = step(*at, scanner.key());
    }
    missing = at == nullptr;
  }
  if (!missing && !scanner.failed() && scanner.position() == path.size()) return at;
  return root.if_contains(path);
}

Ok set_value(JsonObject& root, const Path& path, Json value) {
  if (path.segments.empty() || !std::holds_alternative<std::string>(path.segments.front())) {
    return Error{ErrorCode::invalid_input, "a variable path starts with a name", path_text(path)};
  }
  SB_TRYV(check_gaps(root, path));
  Json* slot = &root[std::get<std::string>(path.segments.front())];
  for (std::size_t i = 1; i < path.segments.size(); ++i) slot = &ensure_slot(*slot, path.segments[i]);
  *slot = std::move(value);
  return {};
}

bool erase_value(JsonObject& root, const Path& path) {
  if (path.segments.empty()) return false;
  if (path.segments.size() == 1) return erase_member(root, segment_key(path.segments.front()));
  Path parent{{path.segments.begin(), path.segments.end() - 1}};
  auto* holder = const_cast<Json*>(find_value(root, parent));
  if (!holder) return false;
  if (auto* object = holder->if_object()) return erase_member(*object, segment_key(path.segments.back()));
  auto* array = holder->if_array();
  const auto index = segment_index(path.segments.back());
  if (!array || !index || *index >= array->size()) return false;
  array->erase(array->begin() + static_cast<std::ptrdiff_t>(*index));
  return true;
}

}  // namespace sb
