#pragma once
#include <string>
#include <vector>

#include "base/json.h"

namespace sb {

// One session write asked for by a button, a quick reply or a caller: `key` is a path (spec 01 §4.3); a string `value` is
// a template, any other JSON value is stored as it is (spec 03 §1).
struct ParameterAssignment {
  std::string key;
  Json value;

  friend bool operator==(const ParameterAssignment&, const ParameterAssignment&) = default;
};

}  // namespace sb
