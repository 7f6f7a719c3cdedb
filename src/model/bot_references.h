#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "model/bot.h"

namespace sb {

// Every place in a bot that names a dialog.
enum class ReferenceKind {
  jump,      // a way a turn can take: go to, buttons, upload outcomes
  value,     // the id as a value: assignments, dialogstate parameters, defaults of variables
  parent,    // the visual tree only
  entrance,  // events and settings
};
struct DialogReference {
  std::string_view id;  // as written: an id, or in a folder a label or name
  std::string pointer;  // its place in the document form
  ReferenceKind kind;
  const Dialog* owner;  // the dialog it is in, or nullptr
};

void visit_dialog_references(const Bot& bot, const std::function<void(const DialogReference&)>& visit);

// Replaces each reference for which `replacement` returns a text.
void replace_dialog_references(
    Bot& bot, const std::function<std::optional<std::string>(const DialogReference&)>& replacement);

}  // namespace sb
