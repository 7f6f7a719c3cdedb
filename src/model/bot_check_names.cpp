#include <fmt/format.h>

#include <algorithm>

#include "model/bot_check_parts.h"

namespace sb::checks {
namespace {

bool is_bot_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
  });
}

bool is_hex24(std::string_view id) {
  return id.size() == 24 && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool matches(std::string_view text, std::string_view pattern) {  // '9' is a digit, all else itself
  return text.size() == pattern.size() &&
         std::equal(text.begin(), text.end(), pattern.begin(),
                    [](char c, char p) { return p == '9' ? c >= '0' && c <= '9' : c == p; });
}

// Reports every second appearance of a name, with the place of the first.
class Unique {
 public:
  Unique(Context& context, std::string_view what, Severity severity = Severity::error)
      : context_(context), what_(what), severity_(severity) {}
  void add(const std::string& name, const std::string& pointer) {
    if (name.empty()) return;
    auto [at, fresh] = seen_.emplace(name, pointer);
    if (fresh) return;
    context_.out.add({severity_, pointer,
                      fmt::format("the {} \"{}\" is also at {}: choose another", what_, name,
                                  context_.where(at->second))});
  }

 private:
  Context& context_;
  std::string_view what_;
  Severity severity_;
  std::map<std::string, std::string> seen_;
};

void check_dialog_names(Context& context) {
  const auto& bot = context.bot;
  Unique ids(context, "dialog id"), labels(context, "label"), systems(context, "system dialog");
  std::map<std::string, Unique> names;
  std::set<std::string_view> flows;
  for (const auto& flow : bot.flows) flows.insert(flow.id);
  for (std::size_t i = 0; i < bot.dialogs.size(); ++i) {
    const auto& dialog = bot.dialogs[i];
    auto at = context.dialog_pointer(i);
    if (dialog.id.empty())
      context.out.error(at + "/id", "the id is empty: give the dialog one, a UUID for example");
    if (dialog.name.empty()) context.out.error(at + "/name", "the name is empty: give the dialog one");
    ids.add(dialog.id, at + "/id");
    labels.add(dialog.label, at + "/label");
    names.try_emplace(dialog.flow_id, context, "dialog name").first->second.add(dialog.name, at + "/name");
    if (dialog.system) systems.add(std::string(system_dialog_name(*dialog.system)), at + "/system");
    if (flows.count(dialog.flow_id) == 0)
      context.out.error(at + "/flowId",
                        fmt::format("there is no flow \"{}\"{}", dialog.flow_id,
                                    suggestion(dialog.flow_id, {flows.begin(), flows.end()})));
    if (!dialog.parent_id) continue;
    auto parent = context.dialog_by_id.find(*dialog.parent_id);
    if (parent != context.dialog_by_id.end() && bot.dialogs[parent->second].flow_id != dialog.flow_id)
      context.out.warning(at + "/parentId",
                          fmt::format("the parent \"{}\" is in another flow: choose one in the same",
                                      bot.dialogs[parent->second].name));
  }
}

void check_system_dialogs(Context& context) {
  for (int i = 0; i < system_dialog_count; ++i) {
    auto kind = static_cast<SystemDialog>(i);
    const auto& dialogs = context.bot.dialogs;
    if (std::any_of(dialogs.begin(), dialogs.end(),
                    [&](const Dialog& dialog) { return dialog.system == kind; }))
      continue;
    context.out.warning("/dialogs",
                        fmt::format("no dialog is the system dialog \"{}\": the bot says nothing in that "
                                    "case; add a dialog with `system: {}`",
                                    system_dialog_name(kind), system_dialog_name(kind)));
  }
}

void check_languages(Context& context) {
  const auto& bot = context.bot;
  if (!bot.id.empty() && !is_bot_id(bot.id))
    context.out.error("/bot/id", fmt::format("\"{}\" is no bot id: 1 to 64 of A-Z a-z 0-9 _ -", bot.id));
  if (bot.primary_language.empty())
    context.out.error("/bot/primaryLanguage", "the primary language is empty: give a code such as en");
  Unique languages(context, "language");
  languages.add(bot.primary_language, "/bot/primaryLanguage");
  for (std::size_t i = 0; i < bot.secondary_languages.size(); ++i)
    languages.add(bot.secondary_languages[i], "/bot/secondaryLanguages" + pointer_step(i));
}

void check_opening_hours(Context& context, const OpeningHours& hours, const std::string& pointer) {
  static const std::vector<std::string_view> days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  if (hours.timezone.empty())
    context.out.error(pointer + "/timezone", "the time zone is missing: give one such as Europe/Brussels");
  for (const auto& [day, ranges] : hours.week) {
    auto at = pointer + "/week" + pointer_step(day);
    if (std::find(days.begin(), days.end(), day) == days.end())
      context.out.error(
          at, fmt::format("\"{}\" is no day{}; use mon tue wed thu fri sat sun", day, suggestion(day, days)));
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const auto& [from, to] = ranges[i];
      bool good =
          matches(from, "99:99") && matches(to, "99:99") && from < to && from < "24:00" && to <= "24:00";
      if (!good)
        context.out.error(at + pointer_step(i),
                          fmt::format("\"{}\" to \"{}\" are no opening hours: write two times as in "
                                      "[\"09:00\", \"17:00\"], the earlier first",
                                      from, to));
    }
  }
  for (std::size_t i = 0; i < hours.holidays.size(); ++i)
    if (!matches(hours.holidays[i], "9999-99-99"))
      context.out.error(pointer + "/holidays" + pointer_step(i),
                        fmt::format("\"{}\" is no date: write it as 2024-12-25", hours.holidays[i]));
}

// Where the messages of a webhook channel go, and what signs them.
void check_webhook(Context& context, const JsonObject& config, const std::string& pointer) {
  const Json* url = find_member(config, "url");
  if (url && !url->is_null()) {
    const std::string text = url->is_string() ? std::string(view(url->get_string())) : "";
    const bool web = text.starts_with("http://") || text.starts_with("https://");
    const bool filled_later = text.find("${") != std::string::npos;
    if (!url->is_string() || !(text.empty() || web || filled_later))
      context.out.error(pointer + "/url", "this must begin with http:// or https://");
  }
  const Json* token = find_member(config, "verifyToken");
  if (token && !token->is_null() && !token->is_string())
    context.out.error(pointer + "/verifyToken", "this must be a text");
}

void check_connections(Context& context) {
  const auto& bot = context.bot;
  Unique channels(context, "channel id"), providers(context, "provider id"),
      settings(context, "api setting id");
  for (std::size_t i = 0; i < bot.channels.size(); ++i) {
    auto at = "/channels" + pointer_step(i);
    channels.add(bot.channels[i].id, at + "/id");
    if (!is_hex24(bot.channels[i].id))
      context.out.error(at + "/id",
                        fmt::format("\"{}\" is no channel id: 24 digits of 0-9 and a-f", bot.channels[i].id));
    if (bot.channels[i].type == "webHook") check_webhook(context, bot.channels[i].config, at + "/config");
  }
  for (std::size_t i = 0; i < bot.offload_providers.size(); ++i) {
    auto at = "/offloadProviders" + pointer_step(i);
    providers.add(bot.offload_providers[i].id, at + "/id");
    if (bot.offload_providers[i].id.empty())
      context.out.error(at + "/id", "the id is empty: give the provider one");
    if (bot.offload_providers[i].opening_hours)
      check_opening_hours(context, *bot.offload_providers[i].opening_hours, at + "/openingHours");
  }
  for (std::size_t i = 0; i < bot.api_settings.size(); ++i)
    settings.add(bot.api_settings[i].id, "/apiSettings" + pointer_step(i) + "/id");
}

}  // namespace

void names_and_settings(Context& context) {
  const auto& bot = context.bot;
  check_languages(context);
  Unique variables(context, "variable"), flow_ids(context, "flow id"),
      events(context, "event", Severity::warning);
  Unique flow_names(context, "flow name", Severity::warning);
  for (std::size_t i = 0; i < bot.variables.size(); ++i) {
    auto at = "/variables" + pointer_step(i) + "/name";
    variables.add(bot.variables[i].name, at);
    if (bot.variables[i].name.empty()) context.out.error(at, "the name of a variable is empty: give it one");
    if (bot.variables[i].name == "internal")
      context.out.error(at, "\"internal\" belongs to the platform: choose another name");
  }
  for (std::size_t i = 0; i < bot.flows.size(); ++i) {
    flow_ids.add(bot.flows[i].id, "/flows" + pointer_step(i) + "/id");
    flow_names.add(bot.flows[i].name, "/flows" + pointer_step(i) + "/name");
  }
  for (std::size_t i = 0; i < bot.events.size(); ++i) {
    events.add(bot.events[i].name, "/events" + pointer_step(i) + "/name");
    if (bot.events[i].type == "variablesChanged" && bot.events[i].variables.empty())
      context.out.warning("/events" + pointer_step(i),
                          fmt::format("the event \"{}\" watches no variable and never "
                                      "happens: name one under variables",
                                      bot.events[i].name));
  }
  check_dialog_names(context);
  check_system_dialogs(context);
  check_connections(context);
  if (bot.settings.message_length_max && !bot.settings.message_length_dialog_id)
    context.out.warning("/settings/messageLength",
                        "there is a maximum message length but no dialog for longer messages: "
                        "name one");
}

}  // namespace sb::checks
