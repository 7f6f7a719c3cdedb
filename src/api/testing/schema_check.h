#pragma once
#include <string>
#include <vector>

#include "base/json.h"

namespace sb::api::testing {

// Compares values with the JSON Schemas of an OpenAPI document, more strictly than the standard asks: a
// member that a schema with "properties" does not name is a fault, unless "additionalProperties" allows it or
// the schema says nothing at all. Knows the keywords our documents use.
class SchemaCheck {
 public:
  explicit SchemaCheck(const Json& document) : document_(document) {}
  // What is wrong, as "place: problem"; empty when the value fits.
  std::vector<std::string> faults(const Json& value, const Json& schema) const;

 private:
  void check(const Json& value, const JsonObject& schema, const std::string& place,
             std::vector<std::string>& out) const;
  void check_object(const JsonObject& value, const JsonObject& schema, const std::string& place,
                    std::vector<std::string>& out) const;
  const JsonObject* resolve(const Json& schema) const;

  const Json& document_;
};

}  // namespace sb::api::testing
