#include "api/openapi.h"

#include <map>
#include <set>

#include "api/shapes.h"
#include "base/utf8.h"
#include "model/interpolate.h"

namespace sb::api {
namespace {

constexpr std::string_view component_path = "#/components/schemas/";
constexpr std::string_view definition_path = "#/$defs/";

// Schemas refer to each other from the root of the document, where shapes know only their own root.
class Components {
 public:
  Json schema_of(const Shape& shape) {
    JsonObject schema = json_schema(shape);
    std::map<std::string, std::string> names;
    JsonObject definitions;
    if (const JsonObject* found = object_member(schema, "$defs")) definitions = *found;
    erase_member(schema, "$defs");
    for (const auto& entry : definitions) names[std::string(entry.key())] = fresh_name(view(entry.key()));
    for (auto& entry : definitions) {
      Json inner = entry.value();
      point(inner, names);
      schemas_[names[std::string(entry.key())]] = std::move(inner);
    }
    Json out = std::move(schema);
    point(out, names);
    return out;
  }
  Json reference(std::string_view name, const Shape& shape) {
    if (!schemas_.contains(name)) schemas_[name] = schema_of(shape);
    return JsonObject{{"$ref", std::string(component_path) + std::string(name)}};
  }
  JsonObject take() { return std::move(schemas_); }

 private:
  std::string fresh_name(std::string_view wanted) const {
    std::string name(wanted);
    for (int i = 2; schemas_.contains(name); ++i) name = std::string(wanted) + "." + std::to_string(i);
    return name;
  }
  static void point(Json& value, const std::map<std::string, std::string>& names) {
    if (auto* list = value.if_array()) {
      for (auto& item : *list) point(item, names);
    } else if (auto* object = value.if_object()) {
      for (auto& member : *object) {
        if (member.key() == "$ref" && member.value().is_string()) {
          const std::string target(view(member.value().get_string()));
          if (!target.starts_with(definition_path)) continue;
          member.value() = std::string(component_path) + names.at(target.substr(definition_path.size()));
        } else {
          point(member.value(), names);
        }
      }
    }
  }

  JsonObject schemas_;
};

JsonObject param_schema(const Param& param) {
  switch (param.type) {
    case Param::Type::integer:
      return {{"type", "integer"}, {"minimum", param.min}, {"maximum", param.max}};
    case Param::Type::boolean:
      return {{"type", "boolean"}};
    case Param::Type::time:
      return {{"type", "string"}, {"format", "date-time"}};
    case Param::Type::text:
      break;
  }
  JsonObject schema{{"type", "string"}};
  if (!param.values.empty()) {
    JsonArray values;
    for (const auto value : param.values) values.emplace_back(value);
    schema["enum"] = std::move(values);
  }
  return schema;
}

JsonArray parameters(const Endpoint& endpoint) {
  JsonArray out;
  for (const auto name : path_params(endpoint.path)) {
    out.push_back(JsonObject{{"name", name},
                             {"in", "path"},
                             {"required", true},
                             {"description", path_param_about(name)},
                             {"schema", JsonObject{{"type", "string"}}}});
  }
  for (const Param& param : endpoint.params) {
    out.push_back(JsonObject{{"name", param.name},
                             {"in", param.in == Param::In::header ? "header" : "query"},
                             {"required", false},
                             {"description", param.about},
                             {"schema", param_schema(param)}});
  }
  return out;
}

JsonObject content(std::string_view type, Json schema) {
  JsonObject media;
  media["schema"] = std::move(schema);
  JsonObject by_type;
  by_type[type] = std::move(media);
  return by_type;
}

JsonObject answers(const Endpoint& endpoint, Components& components) {
  JsonObject out;
  for (const Answer& answer : endpoint.answers) {
    JsonObject described{{"description", answer.about}};
    if (answer.body) {
      described["content"] = content(answer.content_type, components.schema_of(*answer.body));
    } else if (answer.content_type != "application/json") {
      described["content"] = content(answer.content_type, JsonObject{{"type", "string"}});
    }
    out[std::to_string(answer.status)] = std::move(described);
  }
  for (const int status : common_errors(endpoint)) {
    const std::string key = std::to_string(status);
    if (out.contains(key)) continue;
    out[key] = JsonObject{
        {"description", http::reason_phrase(status)},
        {"content", content("application/json", components.reference("Error", *shape::error_body()))}};
  }
  return out;
}

JsonObject operation(const Endpoint& endpoint, Components& components) {
  JsonObject out{{"operationId", endpoint.id}, {"summary", endpoint.summary}};
  if (endpoint.family == Family::legacy) out["deprecated"] = true;
  if (endpoint.open) out["security"] = JsonArray{};
  out["parameters"] = parameters(endpoint);
  if (endpoint.body) {
    out["requestBody"] =
        JsonObject{{"required", !may_be_left_out(endpoint)},
                   {"content", content(endpoint.body_type, components.schema_of(*endpoint.body))}};
  } else if (endpoint.body_type != "application/json") {
    out["requestBody"] = JsonObject{{"required", true},
                                    {"content", content(endpoint.body_type, JsonObject{{"type", "string"}})}};
  }
  out["responses"] = answers(endpoint, components);
  return out;
}

std::string element(std::string_view name, std::string_view text) {
  std::string out = "<" + std::string(name) + ">";
  out += encode(text, Encoding::html);
  return out + "</" + std::string(name) + ">\n";
}

void append_shape(std::string& out, std::string_view title, const ShapePtr& shape) {
  if (!shape) return;
  out += "<details><summary>" + std::string(title) + "</summary><pre tabindex=\"0\">";
  out += encode(to_pretty_json_text(json_schema(*shape)), Encoding::html);
  out += "</pre></details>\n";
}

}  // namespace

Json openapi_document(const std::vector<const Endpoint*>& endpoints, const DocumentInfo& info) {
  Components components;
  JsonObject paths;
  for (const Endpoint* endpoint : endpoints) {
    Json& path = paths[endpoint->path];
    if (!path.is_object()) path = JsonObject{};
    path.get_object()[lower_ascii(endpoint->method)] = operation(*endpoint, components);
  }
  JsonObject schemes{
      {"token",
       JsonObject{{"type", "http"}, {"scheme", "bearer"}, {"description", "An access token: id:secret."}}}};
  JsonObject parts{{"schemas", components.take()}, {"securitySchemes", std::move(schemes)}};
  return JsonObject{
      {"openapi", "3.1.0"},
      {"info", JsonObject{{"title", info.title}, {"version", "1"}, {"description", info.description}}},
      {"security", JsonArray{JsonObject{{"token", JsonArray{}}}}},
      {"paths", std::move(paths)},
      {"components", std::move(parts)}};
}

std::string openapi_page(const std::vector<const Endpoint*>& endpoints, const DocumentInfo& info,
                         std::string_view document_path) {
  std::string out =
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + std::string(info.title) +
      "</title><meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\"><style>:root{color-scheme:light "
      "dark;background:#fff;color:#131a2b}a{color:#1d47c4}body{font:16px/1.5 "
      "system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 "
      "1rem}"
      "code,pre{font:14px/1.4 ui-monospace,monospace}pre{overflow:auto;background:#f0f2f8;padding:.5rem}"
      "section{border-top:1px solid #8888;padding:.5rem "
      "0}table{border-collapse:collapse}td,th{text-align:left;"
      "padding:.1rem 1rem .1rem "
      "0;vertical-align:top}h2{overflow-wrap:anywhere;font-size:1.2rem}@media(prefers-color-scheme:dark){:"
      "root{background:#10141f;"
      "color:#e9edf7}a{color:#9db8ff}pre{background:#1e2536}}</style></head><body><main>\n";
  out += element("h1", info.title) + element("p", info.description);
  out += "<p>For programs: <a href=\"" + std::string(document_path) + "\">" + std::string(document_path) +
         "</a> (OpenAPI 3.1)</p>\n";
  for (const Endpoint* endpoint : endpoints) {
    out += "<section id=\"" + std::string(endpoint->id) + "\">";
    out += element("h2", std::string(endpoint->method) + " " + std::string(endpoint->path));
    out += element("p", endpoint->summary);
    if (!endpoint->params.empty()) {
      out += "<table>";
      for (const Param& param : endpoint->params) {
        out += "<tr>" + element("th", param.name) + element("td", param.about) + "</tr>";
      }
      out += "</table>";
    }
    append_shape(out, "Body", endpoint->body);
    for (const Answer& answer : endpoint->answers) {
      out += element("p", std::to_string(answer.status) + " " + std::string(answer.about));
      append_shape(out, "Answer", answer.body);
    }
    out += "</section>\n";
  }
  return out + "</main></body></html>\n";
}

}  // namespace sb::api
