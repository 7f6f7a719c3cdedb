#include "model/message_faults.h"

#include "model/session_values.h"

namespace sb::reader {

std::string Place::text() const {
  if (!parent_) return {};
  std::string out = parent_->text();
  if (index_) {
    out += '[' + std::to_string(*index_) + ']';
  } else {
    if (!out.empty()) out += '.';
    out += member_;
  }
  return out;
}

void Faults::add(const Place& place, std::string_view problem) {
  if (++count_ <= listed_max) listed_.push_back({place.text(), std::string(problem)});
}

Error Faults::to_error() const {
  std::string message;
  for (const auto& fault : listed_) {
    if (!message.empty()) message += "; ";
    if (!fault.place.empty()) message += fault.place + ": ";
    message += fault.message;
  }
  if (count_ > listed_max) message += "; and " + std::to_string(count_ - listed_max) + " more";
  return {ErrorCode::invalid_input, std::move(message), listed_.empty() ? "" : listed_.front().place};
}

const Json* given_member(const JsonObject& object, std::string_view key) {
  const Json* value = object.if_contains(key);
  return value && !value->is_null() ? value : nullptr;
}

FoundMember first_given(const JsonObject& object, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    if (const Json* value = given_member(object, name)) return {value, name};
  }
  return {};
}

const JsonObject* object_or_fault(const JsonObject& object, std::string_view key, const Place& place,
                                  Faults& faults) {
  const Json* value = given_member(object, key);
  if (!value) return nullptr;
  const JsonObject* inner = value->if_object();
  if (!inner) faults.add(Place(place, key), "must be an object");
  return inner;
}

std::optional<std::string> read_dialog_id(const Json& value, const Place& place, Faults& faults) {
  if (value.is_null()) return std::nullopt;
  if (value.is_number()) return to_json_text(value);
  const auto* text = value.if_string();
  if (!text) {
    faults.add(place, "must be a dialog id: a string or a number");
    return std::nullopt;
  }
  if (text->empty()) return std::nullopt;
  return std::string(view(*text));
}

std::optional<std::string> read_dialog_id(const JsonObject& object, const Place& place, Faults& faults) {
  const auto found = first_given(object, {"nextDialogstateId", "nextDialogstate", "nextDialogStateId"});
  if (!found.value) return std::nullopt;
  return read_dialog_id(*found.value, Place(place, found.name), faults);
}

namespace {

void check_parameter_list(const JsonArray& list, const Place& place, Faults& faults) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Place here(place, i);
    const JsonObject* item = list[i].if_object();
    if (!item) {
      faults.add(here, "must be an object with key and value");
    } else if (const Json* key = item->if_contains("key");
               !key || !key->is_string() || key->get_string().empty()) {
      faults.add(Place(here, "key"), "must be a string that is not empty");
    }
  }
}

}  // namespace

std::vector<ParameterAssignment> read_checked_parameters(const JsonObject& holder, const Place& place,
                                                         Faults& faults) {
  bool any = false;
  for (const std::string_view name : {"params", "parameters", "sessionDataToSet"}) {
    const Json* value = given_member(holder, name);
    if (!value) continue;
    const Place here(place, name);
    any = true;
    const std::size_t count = value->is_array()    ? value->get_array().size()
                              : value->is_object() ? value->get_object().size()
                                                   : 0;
    if (count > parameters_max)
      faults.add(here, "has more than " + std::to_string(parameters_max) + " entries");
    if (const JsonArray* list = value->if_array()) {
      check_parameter_list(*list, here, faults);
    } else if (!value->is_object()) {
      faults.add(here, "must be an array of {key, value} or an object");
    }
  }
  return any && faults.empty() ? read_parameters(holder) : std::vector<ParameterAssignment>{};
}

}  // namespace sb::reader
