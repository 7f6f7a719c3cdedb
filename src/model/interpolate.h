#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace sb {

// Placeholders in texts (spec 07 §6): "{" ws? path ( ws? "|" ws? modifier )* ws? "}". Pure functions: any
// thread.
//
// One pass: inserted text is never read again. Whatever does not match the grammar (an unclosed brace, "{}",
// CSS, JSON) stays as it is; "\{" gives "{". A missing or null value inserts nothing. A placeholder is at
// most placeholder_bytes_max long, longer ones stay as they are.
//
// Modifiers, applied from left to right; a name we do not know changes nothing:
//   toUpperCase toLowerCase capitalize trim   text, Unicode-correct
//   increment decrement                       number ± 1; what is not a number counts as 0
//   length                                    of a list or an object: members; else code points of the text
//   json                                      compact JSON text of the value (null when missing)
//   urlEncode                                 percent-encoded; is not encoded a second time by
//   Encoding::url_component default:text                              the text (trimmed) when there is no
//   value (has_value of condition.h) raw                                       switches the encoding of the
//   place off, except that control characters
//                                             never get into URLs and header values

inline constexpr std::size_t placeholder_bytes_max = 1024;

struct Delimiters {
  std::string left = "{", right = "}";
};

// What a place demands of an inserted value. The text around it is never touched.
enum class Encoding {
  none,
  url_component,  // everything but unreserved characters is percent-encoded (RFC 3986)
  html,           // & < > " ' as entities
  header_value,   // control characters percent-encoded
  regex,          // characters with a meaning in patterns escaped: the value matches literally
};

// A text as the place wants it.
std::string encode(std::string_view text, Encoding encoding);

std::string interpolate(std::string_view text, const JsonObject& session, Encoding encoding = Encoding::none,
                        const Delimiters& delimiters = {});

// A text that is exactly one placeholder gives the value with its JSON type (null stays null; missing gives
// ""); any other text a string.
Json interpolate_typed(std::string_view text, const JsonObject& session);

// Every string in the value (not the keys) through `interpolate`.
Json interpolate_json(const Json& tmpl, const JsonObject& session, Encoding encoding = Encoding::none);
// Every string through `interpolate_typed`.
Json interpolate_json_typed(const Json& tmpl, const JsonObject& session);

// A URL with placeholders (spec 02 §3). How a value is inserted depends on the URL written so far:
//   nothing yet ("{bookingApi}/bookings")                  as it is: the value is the base of the URL
//   just after "scheme://" or "//", and "/", "?", "#" or   as it is: the value is the whole authority
//     the end follows ("https://{host}/x")
//   anywhere else: part of the authority, path, query,     percent-encoded, unless `raw`; after an opaque
//   scheme
//     fragment                                             ("tel:{phone}", "mailto:{mail}") "@" and "+" stay
// Control characters, white space and "\" are percent-encoded in every case, so a value cannot add lines or
// switch the host by a trick of parsing. A "?" or "/" in a base value is the author's business.
std::string interpolate_url(std::string_view url_template, const JsonObject& session);

// One placeholder as written: views into its text.
struct Placeholder {
  std::string_view path;
  std::string_view modifiers;  // from the first "|" on, as written; empty when there are none
};

// The placeholder when the text is exactly one and nothing else.
std::optional<Placeholder> single_placeholder(std::string_view text);

// The length of the placeholder that `text` starts with, braces included; 0 when it starts with none.
std::size_t placeholder_size(std::string_view text);

// The value of a placeholder with its modifiers applied, or nullopt when the variable is not set and no
// modifier made a value.
std::optional<Json> placeholder_value(const Placeholder& placeholder, const JsonObject& session);

// A variable name as builders type it: white space around it dropped, braces around it ("{x}") unwrapped (02
// §0).
std::string_view unwrap_variable(std::string_view text);

// How a value appears in a text: missing and null as nothing, strings as they are, numbers in their shortest
// form, true and false, lists and objects as compact JSON.
std::string text_of(const Json* value);

// The text of a number that a person or a program wrote ("3", "-0.5", "1,5", "2e3"), as a JSON number;
// nullopt for anything else, for white space around it and for what a double cannot hold.
std::optional<Json> parse_number(std::string_view text);

}  // namespace sb
