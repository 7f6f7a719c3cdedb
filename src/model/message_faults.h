#pragma once
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "model/input_faults.h"
#include "model/parameter.h"

namespace sb::reader {

// Internal to the message readers: where in a JSON input we are, and what is wrong there.

// A member path that costs nothing until a fault is written down. Lives on the stack of the reader; a place
// must outlive the places below it.
class Place {
 public:
  Place() = default;
  Place(const Place& parent, std::string_view member) : parent_(&parent), member_(member) {}
  Place(const Place& parent, std::size_t index) : parent_(&parent), index_(index) {}

  // "config.buttons[1].title"; empty for the whole input.
  std::string text() const;

 private:
  const Place* parent_ = nullptr;
  std::string_view member_;
  std::optional<std::size_t> index_;
};

// Collects every fault of one input.
class Faults {
 public:
  // More than this many are counted, not listed.
  static constexpr std::size_t listed_max = 20;

  void add(const Place& place, std::string_view problem);
  bool empty() const { return count_ == 0; }
  // `invalid_input` with all faults as "place: problem", separated by "; ", and the place of the first one.
  Error to_error() const;
  // The listed ones.
  const std::vector<InputFault>& all() const { return listed_; }

 private:
  std::size_t count_ = 0;
  std::vector<InputFault> listed_;
};

// The member, or nullptr when it is absent or null: callers leave members out in both ways.
const Json* given_member(const JsonObject& object, std::string_view key);

// The first member that is given, with the name it was found under.
struct FoundMember {
  const Json* value = nullptr;
  std::string_view name;
};
FoundMember first_given(const JsonObject& object, std::initializer_list<std::string_view> names);

// The object under `key`; a fault when it is given as something else.
const JsonObject* object_or_fault(const JsonObject& object, std::string_view key, const Place& place,
                                  Faults& faults);

// `nextDialogstateId` in all its spellings, a string or a number (03 §1); nullopt when absent or empty.
std::optional<std::string> read_dialog_id(const JsonObject& object, const Place& place, Faults& faults);
// A dialog id under any name.
std::optional<std::string> read_dialog_id(const Json& value, const Place& place, Faults& faults);

// More assignments than this in one button or click are a fault.
inline constexpr std::size_t parameters_max = 200;
// The parameters of a button or a click under any of their names (03 §1), with faults for wrong types.
std::vector<ParameterAssignment> read_checked_parameters(const JsonObject& holder, const Place& place,
                                                         Faults& faults);

}  // namespace sb::reader
