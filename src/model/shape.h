#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "model/diagnostic.h"

namespace sb {

// The shape of a JSON or YAML value: one table of members per object, from which the diagnostics, the types
// of YAML scalars and the published JSON Schemas all derive, so that they cannot disagree.
struct Shape;
using ShapePtr = std::shared_ptr<const Shape>;  // shared by every shape it is part of; immutable

enum class Need { optional, required };
// Members that are not in the table: a warning, part of the value, or an error.
enum class Others { refused, kept, forbidden };

struct ShapeMember {
  std::string_view name;
  ShapePtr shape;
  Need need = Need::optional;
};
struct Shape {
  enum class Kind {
    any,
    text,
    integer,
    number,
    boolean,
    null,
    list,
    map,     // any keys, values of one shape
    object,  // the members of the table
    either,  // the first option that fits the kind of the value
    tagged,  // an object whose member `tag` chooses the case
    keyed,   // an object whose members choose the case: the first whose name is there
  };
  Kind kind = Kind::any;
  std::string_view expected;             // what would be right, for messages: "a text", "a list of messages"
  std::vector<std::string_view> values;  // text: the only ones allowed, when not empty
  bool scalars_too = false;              // text: numbers and booleans are taken as their text
  std::int64_t min = INT64_MIN, max = INT64_MAX;  // integer
  ShapePtr item;                                  // list, map
  std::vector<ShapeMember> members;               // object, tagged (those every case has, the tag included)
  Others others = Others::refused;                // object
  std::vector<ShapePtr> options;                  // either
  std::string_view tag;
  std::vector<std::pair<std::string_view, ShapePtr>> cases;  // tagged, keyed: whole objects
  ShapePtr otherwise;                                        // tagged: unknown tags; null: refused
};

namespace shapes {
ShapePtr any();
ShapePtr text();
ShapePtr text_or_scalar();  // identifiers and values that imports write as numbers
ShapePtr one_of(std::vector<std::string_view> values);
ShapePtr integer(std::int64_t min, std::int64_t max);
ShapePtr boolean();
ShapePtr null();
ShapePtr list(ShapePtr item);
ShapePtr map(ShapePtr item);
ShapePtr object(std::vector<ShapeMember> members, Others others = Others::refused);
ShapePtr either(std::string_view expected, std::vector<ShapePtr> options);
ShapePtr tagged(std::string_view tag, std::vector<std::pair<std::string_view, ShapePtr>> cases,
                ShapePtr otherwise);
ShapePtr keyed(std::string_view expected, std::vector<std::pair<std::string_view, ShapePtr>> cases);
}  // namespace shapes

// Reports every place where `value` does not have the shape: wrong types, missing members, unknown names
// (with the nearest known one). Null stands for an absent optional member. `pointer` is where `value` sits.
void check_shape(const Json& value, const Shape& shape, const std::string& pointer, Diagnostics& out);

// The shape of the case of a tagged object, or nullptr.
const Shape* case_of(const Shape& shape, std::string_view tag_value);
// The first option of an `either` that could hold the value; the shape itself for other kinds.
const Shape& option_for(const Shape& shape, const Json& value);

// JSON Schema (draft 2020-12) of the shape, without "$schema" and "$id".
JsonObject json_schema(const Shape& shape);

}  // namespace sb
