#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "http/headers.h"
#include "model/parameter.h"

namespace sb::engine {

// Reading our own JSON back (states, events, effects): absent members mean the default.

inline std::string text_field(const JsonObject& object, std::string_view key) {
  return std::string(string_member(object, key));
}
inline std::optional<std::string> optional_text_field(const JsonObject& object, std::string_view key) {
  const Json* value = find_member(object, key);
  if (!value || !value->is_string()) return std::nullopt;
  return std::string(view(value->get_string()));
}
inline bool flag_field(const JsonObject& object, std::string_view key) {
  const Json* value = find_member(object, key);
  return value && value->is_bool() && value->get_bool();
}
inline std::int64_t int_field(const JsonObject& object, std::string_view key, std::int64_t otherwise = 0) {
  const Json* value = find_member(object, key);
  if (!value) return otherwise;
  if (value->is_int64()) return value->get_int64();
  if (value->is_uint64()) return static_cast<std::int64_t>(value->get_uint64());
  return otherwise;
}
inline double number_field(const JsonObject& object, std::string_view key) {
  const Json* value = find_member(object, key);
  return value && value->is_number() ? value->to_number<double>() : 0;
}
inline JsonObject object_field(const JsonObject& object, std::string_view key) {
  const JsonObject* value = object_member(object, key);
  return value ? *value : JsonObject{};
}
inline std::optional<UtcMs> time_field(const JsonObject& object, std::string_view key) {
  const Json* value = find_member(object, key);
  if (!value || !value->is_number()) return std::nullopt;
  return UtcMs{int_field(object, key)};
}

JsonArray strings_json(const std::vector<std::string>& texts);
std::vector<std::string> strings_field(const JsonObject& object, std::string_view key);
JsonArray assignments_json(const std::vector<ParameterAssignment>& assignments);
std::vector<ParameterAssignment> assignments_field(const JsonObject& object, std::string_view key);
JsonArray headers_json(const std::vector<http::Header>& headers);  // [[name, value], …]
std::vector<http::Header> headers_field(const JsonObject& object, std::string_view key);
Json intent_json(const std::optional<std::pair<std::string, double>>& intent);
std::optional<std::pair<std::string, double>> intent_field(const JsonObject& object, std::string_view key);

}  // namespace sb::engine
