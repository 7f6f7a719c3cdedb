#include "api/testing/schema_check.h"

#include <algorithm>

namespace sb::api::testing {
namespace {

bool has_type(const Json& value, std::string_view type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_bool();
  if (type == "null") return value.is_null();
  if (type == "number") return value.is_number();
  return type == "integer" && (value.is_int64() || value.is_uint64());
}

bool fits_type(const Json& value, const Json& type) {
  if (type.is_string()) return has_type(value, view(type.get_string()));
  const auto& types = type.get_array();
  return std::any_of(types.begin(), types.end(),
                     [&](const Json& one) { return has_type(value, view(one.get_string())); });
}

}  // namespace

const JsonObject* SchemaCheck::resolve(const Json& schema) const {
  const JsonObject* object = schema.if_object();
  while (object && object->contains("$ref")) {
    std::string_view path = string_member(*object, "$ref");
    if (!path.starts_with("#/components/schemas/")) return nullptr;
    const JsonObject* components = object_member(document_.get_object(), "components");
    const JsonObject* schemas = components ? object_member(*components, "schemas") : nullptr;
    const Json* target = schemas ? find_member(*schemas, path.substr(path.rfind('/') + 1)) : nullptr;
    object = target ? target->if_object() : nullptr;
  }
  return object;
}

std::vector<std::string> SchemaCheck::faults(const Json& value, const Json& schema) const {
  std::vector<std::string> out;
  const JsonObject* root = resolve(schema);
  if (!root) return {"the schema cannot be found"};
  check(value, *root, "", out);
  return out;
}

void SchemaCheck::check(const Json& value, const JsonObject& schema, const std::string& place,
                        std::vector<std::string>& out) const {
  if (const Json* type = find_member(schema, "type"); type && !fits_type(value, *type)) {
    out.push_back(place + ": is not of type " + to_json_text(*type));
    return;
  }
  if (const JsonArray* values = array_member(schema, "enum")) {
    if (std::none_of(values->begin(), values->end(), [&](const Json& one) { return json_equal(one, value); }))
      out.push_back(place + ": " + to_json_text(value) + " is none of " + to_json_text(*values));
  }
  if (const Json* constant = find_member(schema, "const"); constant && !json_equal(*constant, value))
    out.push_back(place + ": is not " + to_json_text(*constant));
  if (const Json* excluded = find_member(schema, "not")) {
    if (faults(value, *excluded).empty()) out.push_back(place + ": is what it must not be");
  }
  if (value.is_number()) {
    const Json* least = find_member(schema, "minimum");
    const Json* most = find_member(schema, "maximum");
    if (least && value.to_number<double>() < least->to_number<double>()) out.push_back(place + ": too small");
    if (most && value.to_number<double>() > most->to_number<double>()) out.push_back(place + ": too large");
  }
  if (const JsonArray* options = array_member(schema, "anyOf")) {
    std::vector<std::string> nearest;
    for (const Json& option : *options) {
      std::vector<std::string> found;
      const JsonObject* resolved = resolve(option);
      if (resolved) check(value, *resolved, place, found);
      if (resolved && found.empty()) {
        nearest.clear();
        break;
      }
      if (nearest.empty() || found.size() < nearest.size() || found.front().size() > nearest.front().size())
        nearest = std::move(found);
    }
    out.insert(out.end(), nearest.begin(), nearest.end());
  }
  if (const Json* items = find_member(schema, "items"); items && value.is_array()) {
    const JsonObject* item = resolve(*items);
    for (std::size_t i = 0; item && i < value.get_array().size(); ++i)
      check(value.get_array()[i], *item, place + "/" + std::to_string(i), out);
  }
  if (value.is_object()) check_object(value.get_object(), schema, place, out);
}

void SchemaCheck::check_object(const JsonObject& value, const JsonObject& schema, const std::string& place,
                               std::vector<std::string>& out) const {
  if (const JsonArray* required = array_member(schema, "required")) {
    for (const Json& name : *required) {
      if (!value.contains(name.get_string())) out.push_back(place + ": lacks " + to_json_text(name));
    }
  }
  const JsonObject* properties = object_member(schema, "properties");
  const Json* others = find_member(schema, "additionalProperties");
  for (const auto& member : value) {
    const std::string below = place + "/" + std::string(member.key());
    const Json* known = properties ? find_member(*properties, view(member.key())) : nullptr;
    const JsonObject* resolved = known ? resolve(*known) : nullptr;
    if (known && resolved) {
      check(member.value(), *resolved, below, out);
    } else if (others && others->is_object()) {
      check(member.value(), *resolve(*others), below, out);
    } else if (properties && others && others->is_bool() && !others->get_bool()) {
      out.push_back(below + ": is not documented");
    }
  }
}

}  // namespace sb::api::testing
