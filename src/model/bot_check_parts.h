#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/bot.h"
#include "model/diagnostic.h"
#include "model/yaml_source.h"

// Internal to check_bot: the passes and what they share.
namespace sb::checks {

struct Context {
  const Bot& bot;
  const SourceMap& sources;
  Diagnostics& out;
  std::unordered_map<std::string_view, std::size_t> dialog_by_id = {};

  std::string dialog_pointer(std::size_t index) const { return "/dialogs" + pointer_step(index); }
  // "flows/x/y.yaml:3" or the pointer when there are no files.
  std::string where(const std::string& pointer) const {
    auto place = sources.place(pointer);
    return place.empty() ? pointer : place;
  }
};

void names_and_settings(Context& context);  // duplicates, unknown flows, languages, channels, providers
void nlp(Context& context);                 // intents, entities, expressions
void references(Context& context);          // unknown targets, unreachable dialogs
void loops(Context& context);               // chains that never wait
void dialogs(Context& context);             // content: messages, conditions, actions, inputs
void placeholders(Context& context);        // names of variables that look mistyped

}  // namespace sb::checks
