#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace sb {

// Writes a JSON value as YAML for people: block style, two spaces, members in their order, texts unquoted
// where no reader could take them for something else, several lines as a literal block. The same value always
// gives the same bytes, and read_yaml reads it back.
//
// Written on one line while short: lists of texts under the names in `inline_lists` or under any name inside
// a map named in `inline_lists_within`, and maps whose only member is in `inline_maps`.
struct YamlStyle {
  std::vector<std::string_view> inline_lists;
  std::vector<std::string_view> inline_lists_within;
  std::vector<std::string_view> inline_maps;
};
std::string to_yaml(const JsonObject& value, const YamlStyle& style);

}  // namespace sb
