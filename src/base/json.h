#pragma once
#include <boost/json.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sb {

using Json = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

// One parser and one writer for the whole product, so that no two places disagree about a text.

inline constexpr int json_depth_max = 64;

// Parses one JSON text (RFC 8259, UTF-8). Refused with `invalid_input`, naming the byte offset: invalid UTF-8,
// lone surrogate escapes, numbers outside the range of a double, nesting deeper than `depth_max`, text after the
// value. The last of duplicate keys wins. Size is the caller's business: bound it before.
Result<Json> parse_json(std::string_view text, int depth_max = json_depth_max);

// Compact text. Integers stay integers; a double prints in its shortest form that reads back equal, without an
// exponent between 1e-6 and 1e21 (as ECMAScript does: 45.5, not 4.55E1). Member order is kept.
std::string to_json_text(const Json& value);
void append_json_text(std::string& out, const Json& value);
void append_json_text(std::string& out, const JsonObject& value);
std::string to_json_text(const JsonObject& value);

// The text of a JSON string, quotes included. Escapes only what RFC 8259 demands.
void append_json_string(std::string& out, std::string_view utf8);

// Indented by two spaces, members in their order: for files that people read.
std::string to_pretty_json_text(const Json& value);

// Members sorted by key at every level: for comparing and hashing.
std::string to_canonical_json_text(const Json& value);

// The shortest text of a number, as JSON writes it. NaN and infinities have no JSON form and print as 0.
std::string number_text(double value);

// Equality of JSON values: numbers by value (1 equals 1.0), objects regardless of member order.
bool json_equal(const Json& a, const Json& b);

// Bytes of to_json_text(value), computed without building it.
std::size_t json_text_size(const Json& value);

// Removes a member and keeps the order of the others (boost::json::object::erase does not).
bool erase_member(JsonObject& object, std::string_view key);

// The member, or nullptr. A null member is a member.
const Json* find_member(const JsonObject& object, std::string_view key);
// The string under `key`, or an empty view when it is absent or no string.
std::string_view string_member(const JsonObject& object, std::string_view key);
// The object under `key`, or nullptr.
const JsonObject* object_member(const JsonObject& object, std::string_view key);
// The array under `key`, or nullptr.
const JsonArray* array_member(const JsonObject& object, std::string_view key);

// Views across the two string types.
inline std::string_view view(const boost::json::string& text) { return {text.data(), text.size()}; }
inline std::string_view view(boost::json::string_view text) { return {text.data(), text.size()}; }

}  // namespace sb
