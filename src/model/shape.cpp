#include "model/shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

namespace sb {
namespace shapes {
namespace {
template <typename Fill>
ShapePtr make(Shape::Kind kind, std::string_view expected, Fill&& fill) {
  auto shape = std::make_shared<Shape>();
  shape->kind = kind;
  shape->expected = expected;
  fill(*shape);
  return shape;
}
ShapePtr make(Shape::Kind kind, std::string_view expected) {
  return make(kind, expected, [](Shape&) {});
}
}  // namespace

ShapePtr any() {
  return make(Shape::Kind::any, "any value");
}
ShapePtr text() {
  return make(Shape::Kind::text, "a text");
}
ShapePtr text_or_scalar() {
  return make(Shape::Kind::text, "a text", [](Shape& shape) { shape.scalars_too = true; });
}
ShapePtr one_of(std::vector<std::string_view> values) {
  return make(Shape::Kind::text, "one of the known names",
              [&](Shape& shape) { shape.values = std::move(values); });
}
ShapePtr integer(std::int64_t min, std::int64_t max) {
  return make(Shape::Kind::integer, "a whole number",
              [&](Shape& shape) { shape.min = min, shape.max = max; });
}
ShapePtr boolean() {
  return make(Shape::Kind::boolean, "true or false");
}
ShapePtr null() {
  return make(Shape::Kind::null, "nothing");
}
ShapePtr list(ShapePtr item) {
  return make(Shape::Kind::list, "a list", [&](Shape& shape) { shape.item = std::move(item); });
}
ShapePtr map(ShapePtr item) {
  return make(Shape::Kind::map, "an object", [&](Shape& shape) { shape.item = std::move(item); });
}
ShapePtr object(std::vector<ShapeMember> members, Others others) {
  return make(Shape::Kind::object, "an object",
              [&](Shape& shape) { shape.members = std::move(members), shape.others = others; });
}
ShapePtr either(std::string_view expected, std::vector<ShapePtr> options) {
  return make(Shape::Kind::either, expected, [&](Shape& shape) { shape.options = std::move(options); });
}
ShapePtr tagged(std::string_view tag, std::vector<std::pair<std::string_view, ShapePtr>> cases,
                ShapePtr otherwise) {
  return make(Shape::Kind::tagged, "an object", [&](Shape& shape) {
    shape.tag = tag;
    shape.cases = std::move(cases);
    shape.otherwise = std::move(otherwise);
  });
}
ShapePtr keyed(std::string_view expected, std::vector<std::pair<std::string_view, ShapePtr>> cases) {
  return make(Shape::Kind::keyed, expected, [&](Shape& shape) { shape.cases = std::move(cases); });
}
}  // namespace shapes

namespace {

std::string_view kind_text(const Json& value) {
  switch (value.kind()) {
    case boost::json::kind::null:
      return "nothing";
    case boost::json::kind::bool_:
      return "true or false";
    case boost::json::kind::string:
      return "a text";
    case boost::json::kind::array:
      return "a list";
    case boost::json::kind::object:
      return "an object";
    default:
      return "a number";
  }
}

bool kind_fits(const Json& value, const Shape& shape) {
  switch (shape.kind) {
    case Shape::Kind::any:
      return true;
    case Shape::Kind::text:
      return value.is_string() || (shape.scalars_too && (value.is_number() || value.is_bool()));
    case Shape::Kind::integer:
      return value.is_int64() || value.is_uint64() || value.is_double();
    case Shape::Kind::number:
      return value.is_number();
    case Shape::Kind::boolean:
      return value.is_bool();
    case Shape::Kind::null:
      return value.is_null();
    case Shape::Kind::list:
      return value.is_array();
    case Shape::Kind::map:
    case Shape::Kind::object:
    case Shape::Kind::tagged:
    case Shape::Kind::keyed:
      return value.is_object();
    case Shape::Kind::either:
      return std::any_of(shape.options.begin(), shape.options.end(),
                         [&](const ShapePtr& option) { return kind_fits(value, *option); });
  }
  return false;
}

std::string quoted_list(const std::vector<std::string_view>& names) {
  constexpr std::size_t shown_max = 16;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < shown_max; ++i)
    text += (i ? ", " : "") + std::string(names[i]);
  return names.size() > shown_max ? text + ", …" : text;
}

class Checker {
 public:
  explicit Checker(Diagnostics& out) : out_(out) {}

  void check(const Json& value, const Shape& shape, const std::string& pointer) {
    if (!kind_fits(value, shape)) {
      out_.error(pointer, fmt::format("this must be {}, not {}", shape.expected, kind_text(value)));
      return;
    }
    switch (shape.kind) {
      case Shape::Kind::text:
        return check_values(value, shape, pointer);
      case Shape::Kind::integer:
        return check_range(value, shape, pointer);
      case Shape::Kind::list: {
        const auto& items = value.get_array();
        for (std::size_t i = 0; i < items.size(); ++i)
          check(items[i], *shape.item, pointer + pointer_step(i));
        return;
      }
      case Shape::Kind::map:
        for (const auto& [key, item] : value.get_object())
          check(item, *shape.item, pointer + pointer_step(view(key)));
        return;
      case Shape::Kind::object:
        return check_members(value.get_object(), shape, pointer);
      case Shape::Kind::either:
        return check(value, option_for(shape, value), pointer);
      case Shape::Kind::tagged:
        return check_case(value.get_object(), shape, pointer);
      case Shape::Kind::keyed:
        return check_keyed(value.get_object(), shape, pointer);
      default:
        return;
    }
  }

 private:
  void check_values(const Json& value, const Shape& shape, const std::string& pointer) {
    if (shape.values.empty() || !value.is_string()) return;
    auto text = view(value.get_string());
    if (std::find(shape.values.begin(), shape.values.end(), text) != shape.values.end()) return;
    out_.error(pointer, fmt::format("\"{}\" is not known here{}; use one of: {}", text,
                                    suggestion(text, shape.values), quoted_list(shape.values)));
  }

  void check_range(const Json& value, const Shape& shape, const std::string& pointer) {
    auto number = value.to_number<double>();
    if (number >= static_cast<double>(shape.min) && number <= static_cast<double>(shape.max) &&
        number == static_cast<double>(static_cast<std::int64_t>(number)))
      return;
    out_.error(pointer, fmt::format("this must be a whole number from {} to {}", shape.min, shape.max));
  }

  // `family` is the keyed shape this object is a case of, for its names may have been meant.
  void check_members(const JsonObject& object, const Shape& shape, const std::string& pointer,
                     const Shape* family = nullptr) {
    for (const auto& [key, item] : object) {
      const auto* member = find(shape, view(key));
      if (member == nullptr) {
        if (shape.others != Others::kept) report_unknown(view(key), shape, family, pointer);
      } else if (!item.is_null() || member->need == Need::required) {
        check(item, *member->shape, pointer + pointer_step(view(key)));
      }
    }
    for (const auto& member : shape.members) {
      if (member.need == Need::required && object.if_contains(member.name) == nullptr)
        out_.error(pointer, fmt::format("member \"{}\" is missing: {}", member.name, member.shape->expected));
    }
  }

  void check_case(const JsonObject& object, const Shape& shape, const std::string& pointer) {
    const auto* tag = find_member(object, shape.tag);
    if (tag == nullptr || !tag->is_string()) {
      out_.error(pointer,
                 fmt::format("member \"{}\" is missing: one of {}", shape.tag, quoted_list(names(shape))));
      return;
    }
    if (const auto* chosen = case_of(shape, view(tag->get_string())))
      return check_members(object, *chosen, pointer);
    auto known = names(shape);
    auto message = fmt::format("\"{}\" is not a known {}{}", view(tag->get_string()), shape.tag,
                               suggestion(view(tag->get_string()), known));
    if (shape.otherwise) return;
    out_.error(pointer + pointer_step(shape.tag), message + "; use one of: " + quoted_list(known));
  }

  void check_keyed(const JsonObject& object, const Shape& shape, const std::string& pointer) {
    for (const auto& [name, inner] : shape.cases)
      if (object.contains(name)) return check_chosen(object, shape, name, *inner, pointer);
    auto known = names(shape);
    std::string hint;
    for (const auto& [key, unused] : object)
      if (hint.empty()) hint = suggestion(view(key), known);
    out_.error(pointer,
               fmt::format("this must be {}{}: give one of {}", shape.expected, hint, quoted_list(known)));
  }

  // Members that choose different cases contradict each other: half of what is written would be lost.
  void check_chosen(const JsonObject& object, const Shape& shape, std::string_view chosen, const Shape& inner,
                    const std::string& pointer) {
    bool contradicts = false;
    for (const auto& [name, unused] : shape.cases) {
      if (inner.others == Others::kept || !object.contains(name) || find(inner, name) != nullptr) continue;
      contradicts = true;
      out_.error(pointer + pointer_step(name),
                 fmt::format("\"{}\" and \"{}\" cannot stand together in {}: keep one", chosen, name,
                             shape.expected));
    }
    if (!contradicts) check_members(object, inner, pointer, &shape);
  }

  void report_unknown(std::string_view key, const Shape& shape, const Shape* family,
                      const std::string& pointer) {
    std::vector<std::string_view> known;
    if (family != nullptr) known = names(*family);
    for (const auto& member : shape.members)
      if (std::find(known.begin(), known.end(), member.name) == known.end()) known.push_back(member.name);
    const auto severity = shape.others == Others::forbidden ? Severity::error : Severity::warning;
    out_.add({severity, pointer + pointer_step(key),
              fmt::format("\"{}\" is not known here{}; known: {}", key, suggestion(key, known),
                          quoted_list(known))});
  }

  static std::vector<std::string_view> names(const Shape& shape) {
    std::vector<std::string_view> names;
    for (const auto& [name, unused] : shape.cases) names.push_back(name);
    return names;
  }
  static const ShapeMember* find(const Shape& shape, std::string_view name) {
    for (const auto& member : shape.members)
      if (member.name == name) return &member;
    return nullptr;
  }

  Diagnostics& out_;
};

// Writes JSON Schema. Alternatives come under "$defs" under the name of what they expect, for many places
// share them.
class SchemaWriter {
 public:
  JsonObject write(const Shape& shape) {
    switch (shape.kind) {
      case Shape::Kind::any:
        return {};
      case Shape::Kind::text:
        return text(shape);
      case Shape::Kind::integer:
        return {{"type", "integer"}, {"minimum", shape.min}, {"maximum", shape.max}};
      case Shape::Kind::number:
        return type("number");
      case Shape::Kind::boolean:
        return type("boolean");
      case Shape::Kind::null:
        return type("null");
      case Shape::Kind::list:
        return {{"type", "array"}, {"items", write(*shape.item)}};
      case Shape::Kind::map:
        return {{"type", "object"}, {"additionalProperties", write(*shape.item)}};
      case Shape::Kind::object:
        return members(shape);
      default:
        return shared(shape);
    }
  }
  JsonObject take_definitions() { return std::move(definitions_); }

 private:
  static JsonObject type(std::string_view name) {
    JsonObject schema;
    schema["type"] = name;
    return schema;
  }

  static JsonObject text(const Shape& shape) {
    auto schema = type("string");
    if (shape.scalars_too) schema["type"] = JsonArray{"string", "number", "boolean"};
    if (!shape.values.empty()) {
      JsonArray values;
      for (auto value : shape.values) values.emplace_back(value);
      schema["enum"] = std::move(values);
    }
    return schema;
  }

  // An optional member may be null, as check_shape has it.
  JsonObject optional(const Shape& shape) {
    auto schema = write(shape);
    if (schema.empty()) return schema;
    JsonArray options;
    options.push_back(std::move(schema));
    options.push_back(type("null"));
    JsonObject either;
    either["anyOf"] = std::move(options);
    return either;
  }

  JsonObject members(const Shape& shape) {
    auto schema = type("object");
    JsonObject properties;
    JsonArray required;
    for (const auto& member : shape.members) {
      bool needed = member.need == Need::required;
      properties[member.name] = needed ? write(*member.shape) : optional(*member.shape);
      if (needed) required.emplace_back(member.name);
    }
    schema["properties"] = std::move(properties);
    if (!required.empty()) schema["required"] = std::move(required);
    if (shape.others != Others::kept) schema["additionalProperties"] = false;
    return schema;
  }

  JsonObject shared(const Shape& shape) {
    auto [at, fresh] = names_.emplace(&shape, "");
    if (fresh) {
      at->second = unique_name(shape.expected);
      definitions_[at->second] = JsonObject();  // holds the name while the inside is written
      auto schema = alternatives(shape);
      definitions_[names_.at(&shape)] = std::move(schema);
    }
    JsonObject reference;
    reference["$ref"] = "#/$defs/" + names_.at(&shape);
    return reference;
  }

  // "a text, or a text for each language" becomes "a-text".
  std::string unique_name(std::string_view expected) const {
    std::string base;
    for (char c : expected.substr(0, expected.find(',')))
      base += std::isalnum(static_cast<unsigned char>(c)) ? c : '-';
    auto name = base;
    for (int i = 2; definitions_.contains(name); ++i) name = fmt::format("{}-{}", base, i);
    return name;
  }

  JsonObject alternatives(const Shape& shape) {
    JsonArray options;
    if (shape.kind == Shape::Kind::either) {
      for (const auto& option : shape.options) options.push_back(write(*option));
    } else {
      for (const auto& [name, inner] : shape.cases) options.push_back(one_case(shape, name, *inner));
      if (shape.otherwise) options.push_back(other_case(shape));
    }
    JsonObject schema;
    schema["anyOf"] = std::move(options);
    return schema;
  }

  JsonObject one_case(const Shape& shape, std::string_view name, const Shape& inner) {
    auto option = members(inner);
    if (shape.kind == Shape::Kind::tagged) {
      JsonObject constant;
      constant["const"] = name;
      option["properties"].get_object()[shape.tag] = std::move(constant);
      return option;
    }
    auto& required = option["required"];
    if (!required.is_array()) required = JsonArray();
    auto& list = required.get_array();
    if (std::find(list.begin(), list.end(), Json(name)) == list.end()) list.emplace_back(name);
    return option;
  }

  // What has a tag that no case has.
  JsonObject other_case(const Shape& shape) {
    JsonArray known;
    for (const auto& [name, inner] : shape.cases) known.emplace_back(name);
    JsonObject among;
    among["enum"] = std::move(known);
    auto tag = type("string");
    tag["not"] = std::move(among);
    auto option = members(*shape.otherwise);
    option["properties"].get_object()[shape.tag] = std::move(tag);
    return option;
  }

  std::map<const Shape*, std::string> names_;
  JsonObject definitions_;
};

}  // namespace

void check_shape(const Json& value, const Shape& shape, const std::string& pointer, Diagnostics& out) {
  Checker(out).check(value, shape, pointer);
}

const Shape* case_of(const Shape& shape, std::string_view tag_value) {
  for (const auto& [name, inner] : shape.cases)
    if (name == tag_value) return inner.get();
  return nullptr;
}

const Shape& option_for(const Shape& shape, const Json& value) {
  if (shape.kind != Shape::Kind::either) return shape;
  for (const auto& option : shape.options)
    if (kind_fits(value, *option)) return option_for(*option, value);
  return *shape.options.front();
}

JsonObject json_schema(const Shape& shape) {
  SchemaWriter writer;
  auto schema = writer.write(shape);
  auto definitions = writer.take_definitions();
  if (!definitions.empty()) schema["$defs"] = std::move(definitions);
  return schema;
}

}  // namespace sb
