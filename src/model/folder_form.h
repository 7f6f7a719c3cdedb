#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "model/yaml_source.h"

// Internal to bot folders: between the short forms authors write (folder_shapes.h) and the document form
// (bot_shapes.h). `expand_…` takes nodes that have the shape of their file; `shorten_…` is its inverse and
// keeps the document form of a message or action (`type` and `config`) whenever the short form could not say
// everything.
namespace sb::folder {

// The text of a script under code/, or nullopt after reporting why there is none.
using ReadScript = std::function<std::optional<std::string>(const SourceNode& file)>;

// A dialog without flowId; ids of dialogs are still references.
SourceNode expand_dialog(SourceNode file, const ReadScript& read_script);
SourceNode expand_message(SourceNode node);
SourceNode expand_action(SourceNode node, const ReadScript& read_script);
SourceNode expand_settings(SourceNode node);
SourceNode expand_variable(SourceNode node);
SourceNode expand_event(SourceNode node);
SourceNode expand_entity(SourceNode node);

JsonObject shorten_dialog(const JsonObject& dialog);
JsonObject shorten_message(const Json& component);
JsonObject shorten_action(const Json& action);
JsonObject shorten_settings(const JsonObject& settings);
Json shorten_variable(const JsonObject& variable);
JsonObject shorten_event(const JsonObject& event);
JsonObject shorten_entity(const JsonObject& entity);

}  // namespace sb::folder
