#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/bot.h"
#include "model/diagnostic.h"

// Internal to the reader of bot documents: taking members out of JSON whose shape was checked before. A
// member that is missing or of a wrong kind reads as its default; the fault was reported by check_shape.
namespace sb::decode {

// A string as it is, a number or boolean as its text, anything else as nothing.
std::string scalar_text(const Json& value);
std::string text(const JsonObject& object, std::string_view key);
std::optional<std::string> optional_text(const JsonObject& object, std::string_view key);
std::vector<std::string> text_list(const JsonObject& object, std::string_view key);
bool flag(const JsonObject& object, std::string_view key, bool otherwise);
std::optional<int> optional_whole(const JsonObject& object, std::string_view key);
int whole(const JsonObject& object, std::string_view key, int otherwise);

// Calls `visit(object, index)` for the objects of the array under `key`.
template <typename Visit>
void each(const JsonObject& object, std::string_view key, Visit&& visit) {
  const auto* array = array_member(object, key);
  if (array == nullptr) return;
  for (std::size_t i = 0; i < array->size(); ++i)
    if ((*array)[i].is_object()) visit((*array)[i].get_object(), i);
}

}  // namespace sb::decode

namespace sb {

// `pointer` is where the value sits in the document, for faults the shape cannot express.
Dialog decode_dialog(const JsonObject& object, const std::string& pointer, Diagnostics& diagnostics);
Action decode_action(const JsonObject& object);
GoTo decode_go_to(const JsonObject& object);
std::vector<TypedParameter> decode_parameters(const JsonObject& object, std::string_view key);

}  // namespace sb
