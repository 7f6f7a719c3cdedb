#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace sb {

// Paths into a session or another JSON object (spec 01 §4, rules 2 and 3). Pure functions: any thread.
//
//   path    = ( name | quoted ) ( "." name | "[" digits "]" | quoted )*
//   name    = one or more of: letters, digits, "_", "-", "$", "@", "#", "%", and everything outside ASCII
//   quoted  = '["' any text '"]' or "['" any text "']", where a backslash keeps the next character as it is
//
// A name holds no other ASCII character, so that CSS, JSON and prose between braces are no placeholders (07
// §6); a key with such characters is written quoted: ["first name"]. No key has a special meaning:
// "__proto__" is a key like any other.

inline constexpr std::size_t path_bytes_max = 1024;
inline constexpr std::size_t path_segments_max = 32;
// How far beyond the end of an array a write may go; the gap is filled with null.
inline constexpr std::size_t array_gap_max = 1000;

using PathSegment = std::variant<std::string, std::size_t>;

struct Path {
  std::vector<PathSegment> segments;  // never empty when it comes from parse_path

  friend bool operator==(const Path&, const Path&) = default;
};

// Refused with `invalid_input`, naming the text and the offset at fault. Text is taken as it is: no trimming.
Result<Path> parse_path(std::string_view text);

// The canonical text: dots and indexes, quotes only where a key needs them. parse_path reads it back.
std::string path_text(const Path& path);
// One key as a path of one segment: as it is, or quoted.
std::string key_path_text(std::string_view key);

// The value there, or nullptr when a step is missing. An index into an object reads the member of that name,
// and a key of digits reads an array element (`a.0`), as the original platform's accessors do.
const Json* find_value(const JsonObject& root, const Path& path);
// The same for a text; when nothing is there, or the text is no path, the root member named exactly so.
const Json* find_value(const JsonObject& root, std::string_view path);

// Writes the value, making objects and arrays on the way (an array when the next step is an index). Whatever
// is in the way and cannot hold the next step is replaced. On failure (`invalid_input` for an empty path,
// `limit_exceeded` for an index more than array_gap_max beyond the end) nothing is changed.
Ok set_value(JsonObject& root, const Path& path, Json value);

// Removes the member, or the array element so that no hole is left; containers that become empty stay. False
// when nothing was there.
bool erase_value(JsonObject& root, const Path& path);

// --- for other parsers of texts that hold paths ---

// Reads a path step by step without allocating.
class PathScanner {
 public:
  enum class Kind { name, quoted, index };

  // Reading ends before `stop` (a closing delimiter that may consist of name characters); empty: none.
  explicit PathScanner(std::string_view text, std::string_view stop = {}) : text_(text), stop_(stop) {}

  // Moves to the next segment. False at the end of the path, and at a fault: then failed() is true.
  bool next();

  Kind kind() const { return kind_; }
  // The key of a name or quoted segment; for an index its digits. A quoted key with backslashes is unescaped.
  std::string_view key() const { return escaped_ ? std::string_view(unescaped_) : key_; }
  std::size_t index() const { return index_; }

  bool failed() const { return failed_; }
  // Offset of the first byte not read: after the path, or at the fault.
  std::size_t position() const { return at_; }

 private:
  bool fail();
  bool read_name();
  bool read_brackets();
  bool read_quoted(char quote);

  std::string_view text_, stop_;
  std::size_t at_ = 0;
  std::size_t index_ = 0;
  std::string_view key_;
  std::string unescaped_;
  Kind kind_ = Kind::name;
  bool escaped_ = false;
  bool failed_ = false;
};

}  // namespace sb
