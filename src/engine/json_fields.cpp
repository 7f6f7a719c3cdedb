#include "engine/json_fields.h"

namespace sb::engine {

JsonArray strings_json(const std::vector<std::string>& texts) {
  JsonArray array;
  for (const auto& text : texts) array.emplace_back(text);
  return array;
}

std::vector<std::string> strings_field(const JsonObject& object, std::string_view key) {
  std::vector<std::string> texts;
  if (const JsonArray* array = array_member(object, key)) {
    for (const auto& item : *array) {
      if (item.is_string()) texts.emplace_back(view(item.get_string()));
    }
  }
  return texts;
}

JsonArray assignments_json(const std::vector<ParameterAssignment>& assignments) {
  JsonArray array;
  for (const auto& assignment : assignments) {
    array.push_back(JsonObject{{"key", assignment.key}, {"value", assignment.value}});
  }
  return array;
}

std::vector<ParameterAssignment> assignments_field(const JsonObject& object, std::string_view key) {
  std::vector<ParameterAssignment> assignments;
  if (const JsonArray* array = array_member(object, key)) {
    for (const auto& item : *array) {
      if (!item.is_object()) continue;
      const Json* value = find_member(item.get_object(), "value");
      assignments.push_back({text_field(item.get_object(), "key"), value ? *value : Json()});
    }
  }
  return assignments;
}

JsonArray headers_json(const std::vector<http::Header>& headers) {
  JsonArray array;
  for (const auto& header : headers) array.push_back(JsonArray{header.name, header.value});
  return array;
}

std::vector<http::Header> headers_field(const JsonObject& object, std::string_view key) {
  std::vector<http::Header> headers;
  if (const JsonArray* array = array_member(object, key)) {
    for (const auto& item : *array) {
      const JsonArray* pair = item.if_array();
      if (!pair || pair->size() != 2 || !(*pair)[0].is_string() || !(*pair)[1].is_string()) continue;
      headers.push_back(
          {std::string(view((*pair)[0].get_string())), std::string(view((*pair)[1].get_string()))});
    }
  }
  return headers;
}

Json intent_json(const std::optional<std::pair<std::string, double>>& intent) {
  if (!intent) return nullptr;
  return JsonObject{{"name", intent->first}, {"score", intent->second}};
}

std::optional<std::pair<std::string, double>> intent_field(const JsonObject& object, std::string_view key) {
  const JsonObject* intent = object_member(object, key);
  if (!intent) return std::nullopt;
  return std::pair{text_field(*intent, "name"), number_field(*intent, "score")};
}

}  // namespace sb::engine
