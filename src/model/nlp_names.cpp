#include "model/nlp_names.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace sb {
namespace {

constexpr std::size_t intent_name_code_points_max = 100;

}  // namespace

std::string fault_of_intent_name(std::string_view name) {
  if (trim(name).empty()) return "the intent has no name: give it one";
  const std::size_t length = code_point_count(name);
  if (length <= intent_name_code_points_max) return {};
  return fmt::format("the name of the intent has {} characters, of at most {}", length,
                     intent_name_code_points_max);
}

std::string fault_of_entity_name(std::string_view name) {
  if (trim(name).empty()) return "the entity has no name: give it one";
  const auto root = name.substr(0, name.find('.'));
  if (root != "sys" && root != "internal") return {};
  return fmt::format("the name \"{}\" is reserved: give the entity another one", name);
}

}  // namespace sb
