#include <fmt/format.h>

#include <algorithm>

#include "model/bot_check_parts.h"
#include "model/bot_references.h"

namespace sb::checks {
namespace {

// Names, labels and ids: what an author may have meant by a reference.
std::vector<std::string_view> dialog_names(const Bot& bot) {
  std::vector<std::string_view> names;
  for (const auto& dialog : bot.dialogs) {
    names.push_back(dialog.name);
    if (!dialog.label.empty()) names.push_back(dialog.label);
    if (dialog.id.size() < 24) names.push_back(dialog.id);
  }
  return names;
}

std::string path_text(const Bot& bot, const std::vector<std::size_t>& path) {
  std::string text;
  for (auto index : path) text += fmt::format("\"{}\" → ", bot.dialogs[index].name);
  return text + fmt::format("\"{}\"", bot.dialogs[path.front()].name);
}

// Where a turn can certainly be next, or nothing when the dialog may end, wait or leave for elsewhere.
std::vector<std::size_t> certain_targets(const Context& context, const Dialog& dialog) {
  std::vector<const GoTo*> ways;
  if (const auto* choice = std::get_if<GoToContent>(&dialog.content)) {
    if (!choice->otherwise) return {};
    for (const auto& branch : choice->branches) ways.push_back(&branch.go_to);
    ways.push_back(&*choice->otherwise);
  } else if (const auto* list = std::get_if<ActionContent>(&dialog.content)) {
    for (const auto& action : list->actions) {
      bool goes_elsewhere = std::holds_alternative<action::Api>(action.config) ||
                            std::holds_alternative<action::Code>(action.config) ||
                            std::holds_alternative<action::Offload>(action.config) ||
                            std::holds_alternative<action::PauseBot>(action.config) ||
                            std::holds_alternative<action::GoToVariableDialog>(action.config);
      if (goes_elsewhere) return {};
    }
    ways.push_back(&dialog.go_to);
  } else if (dialog.type() == DialogType::message) {
    ways.push_back(&dialog.go_to);
  }
  std::vector<std::size_t> targets;
  for (const auto* way : ways) {
    auto found = way->dialog_id ? context.dialog_by_id.find(*way->dialog_id) : context.dialog_by_id.end();
    if (found == context.dialog_by_id.end()) return {};
    targets.push_back(found->second);
  }
  return targets;
}

// The dialogs from which every way goes on for ever: the largest set in which each member has targets, all of
// them inside.
std::vector<bool> endless(const std::vector<std::vector<std::size_t>>& targets) {
  std::vector<bool> inside(targets.size(), true);
  std::vector<std::vector<std::size_t>> sources(targets.size());
  std::vector<std::size_t> leaving;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    for (auto target : targets[i]) sources[target].push_back(i);
    if (targets[i].empty()) inside[i] = false, leaving.push_back(i);
  }
  while (!leaving.empty()) {
    auto dialog = leaving.back();
    leaving.pop_back();
    for (auto source : sources[dialog])
      if (inside[source]) inside[source] = false, leaving.push_back(source);
  }
  return inside;
}

}  // namespace

void loops(Context& context) {
  const auto& bot = context.bot;
  std::vector<std::vector<std::size_t>> targets;
  for (const auto& dialog : bot.dialogs) targets.push_back(certain_targets(context, dialog));
  auto inside = endless(targets);
  std::vector<int> visited(bot.dialogs.size(), 0);
  for (std::size_t start = 0; start < bot.dialogs.size(); ++start) {
    if (!inside[start] || visited[start] != 0) continue;
    // Follow the first way out until a dialog comes again; a loop reached from an earlier start is known
    // already.
    std::vector<std::size_t> path;
    auto at = start;
    while (visited[at] == 0) {
      visited[at] = static_cast<int>(start) + 1;
      path.push_back(at);
      at = targets[at].front();
    }
    if (visited[at] != static_cast<int>(start) + 1) continue;
    path.erase(path.begin(), std::find(path.begin(), path.end(), at));
    context.out.error(
        context.dialog_pointer(at),
        fmt::format("this loop never waits for the user: {}; put an input validation into it, or let one "
                    "of its dialogs end",
                    path_text(bot, path)));
  }
}

void references(Context& context) {
  const auto& bot = context.bot;
  auto names = dialog_names(bot);
  std::vector<std::vector<std::size_t>> ways(bot.dialogs.size());
  std::vector<bool> reached(bot.dialogs.size(), false);
  std::vector<std::size_t> queue;
  auto reach = [&](std::size_t index) {
    if (!reached[index]) reached[index] = true, queue.push_back(index);
  };
  visit_dialog_references(bot, [&](const DialogReference& reference) {
    auto found = context.dialog_by_id.find(reference.id);
    if (found == context.dialog_by_id.end()) {
      auto severity = reference.kind == ReferenceKind::parent ? Severity::warning : Severity::error;
      context.out.add(
          {severity, reference.pointer,
           fmt::format("there is no dialog \"{}\"{}", reference.id, suggestion(reference.id, names))});
    } else if (reference.kind != ReferenceKind::parent) {
      if (reference.owner == nullptr)
        reach(found->second);
      else
        ways[static_cast<std::size_t>(reference.owner - bot.dialogs.data())].push_back(found->second);
    }
  });
  // Labels are how other systems name a dialog, so a labelled one can be reached from outside.
  for (std::size_t i = 0; i < bot.dialogs.size(); ++i)
    if (bot.dialogs[i].system || bot.dialogs[i].nlp.intent || !bot.dialogs[i].label.empty()) reach(i);
  while (!queue.empty()) {
    auto index = queue.back();
    queue.pop_back();
    for (auto target : ways[index]) reach(target);
  }
  for (std::size_t i = 0; i < bot.dialogs.size(); ++i)
    if (!reached[i])
      context.out.warning(
          context.dialog_pointer(i),
          fmt::format("nothing leads to the dialog \"{}\": link it from another dialog, give it an intent, "
                      "or a label when another system starts it",
                      bot.dialogs[i].name));
}

}  // namespace sb::checks
