#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace sb {

// Conditions of Go To dialogs (spec 07 §3). Safe from any thread.

enum class Operator {
  equals,
  not_equals,
  exists,
  not_exists,
  greater_than,
  greater_than_or_equals,
  lower_than,
  lower_than_or_equals,
  contains,
  not_contains,
  starts_with,
  ends_with,
  regex,
};
// The name in bot files: "equals", "notEquals", "exists", "notExists", "greaterThan", "greaterThanOrEquals",
// "lowerThan", "lowerThanOrEquals", "contains", "notContains", "startsWith", "endsWith", "regex".
std::string_view name_of(Operator op);
// Reads these names, and the words of the user interface ("does not equal", "greater than or equals"), in any
// case.
std::optional<Operator> parse_operator(std::string_view name);

struct Condition {
  std::string variable;  // a path
  Operator op = Operator::equals;
  std::string value;  // a template; a single placeholder keeps its JSON type
  bool case_sensitive = true;

  friend bool operator==(const Condition&, const Condition&) = default;
};

bool holds(const Condition& condition, const JsonObject& session);

// "exists": present and not null, "", [] or {} (07 §3). Also decides whether an input validation asks (07
// §4).
bool has_value(const Json* value);

inline constexpr std::size_t regex_bytes_max = 1000;
inline constexpr std::int64_t regex_memory_bytes_max = 1 << 20;

// Whether `regex` can use the pattern (RE2 syntax, spec 07 §3): refused with `invalid_input` and the reason.
// For a condition, check the value without its placeholders: check_condition does that.
Ok check_regex(std::string_view pattern);

// What `check` of a bot file asks: a variable that is a path, a pattern that compiles.
Ok check_condition(const Condition& condition);

}  // namespace sb
