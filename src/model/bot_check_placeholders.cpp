#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/utf8.h"
#include "model/bot_check_parts.h"
#include "model/bot_json.h"
#include "model/interpolate.h"
#include "model/modifiers.h"
#include "model/path.h"

namespace sb::checks {
namespace {

constexpr std::size_t name_bytes_min = 4;  // shorter names are near to everything

std::string root_of(std::string_view path) {
  auto parsed = parse_path(trim_ascii(path));
  if (!parsed) return {};
  const auto* name = std::get_if<std::string>(&parsed->segments.front());
  return name ? *name : std::string();
}

// Collects the roots a bot writes to, then looks at every placeholder of every dialog.
class PlaceholderCheck {
 public:
  explicit PlaceholderCheck(Context& context) : context_(context) {
    for (const auto& variable : context.bot.variables) {
      declared_.push_back(variable.name);
      known_.insert(variable.name);
    }
    for (const auto& entity : context.bot.nlp.entities) known_.insert(entity.name);
    for (auto name : {"internal", "sys", "events", "session", "firstname", "lastname", "locale",
                      "preferredLanguage", "uploadedFileUrl"})
      known_.insert(name);
  }

  void run() {
    const auto document = bot_to_json(context_.bot, DocumentKind::export_document);
    const auto& dialogs = document.at("dialogs");
    collect(dialogs, "");
    look(dialogs, "/dialogs");
  }

 private:
  // Every member that names a variable to be written: assignments, parameters of buttons, answers, results.
  void collect(const Json& value, std::string_view key) {
    if (value.is_string()) {
      if (key == "variable" || key == "key" || key == "namespace")
        known_.insert(root_of(view(value.get_string())));
    } else if (value.is_array()) {
      for (const auto& item : value.get_array()) collect(item, key);
    } else if (value.is_object()) {
      for (const auto& [name, item] : value.get_object()) collect(item, view(name));
    }
  }

  void look(const Json& value, const std::string& at) {
    if (value.is_string()) {
      text(view(value.get_string()), at);
    } else if (value.is_array()) {
      for (std::size_t i = 0; i < value.get_array().size(); ++i)
        look(value.get_array()[i], at + pointer_step(i));
    } else if (value.is_object()) {
      for (const auto& [name, item] : value.get_object())
        if (name != "code")
          look(item, at + pointer_step(view(name)));  // braces of scripts are no placeholders
    }
  }

  void text(std::string_view text, const std::string& at) {
    for (auto brace = text.find('{'); brace != std::string_view::npos; brace = text.find('{', brace + 1)) {
      auto size = placeholder_size(text.substr(brace));
      auto placeholder = size == 0 ? std::nullopt : single_placeholder(text.substr(brace, size));
      if (!placeholder) continue;
      modifiers(placeholder->modifiers, at);
      auto root = root_of(placeholder->path);
      if (root.size() < name_bytes_min || known_.count(root) > 0) continue;
      auto near = nearest_name(root, declared_);
      if (!near.empty())
        context_.out.warning(
            at, fmt::format("nothing in this bot sets \"{}\" (did you mean \"{}\"?)", root, near));
    }
  }

  // One that is not known changes nothing when the bot runs.
  void modifiers(std::string_view chain, const std::string& at) {
    while (!chain.empty()) {
      chain.remove_prefix(1);  // "|"
      const auto end = std::min(chain.find('|'), chain.size());
      const auto modifier = chain.substr(0, end);
      chain.remove_prefix(end);
      const auto name = trim_ascii(modifier.substr(0, modifier.find(':')));
      const auto& known = modifier_names();
      if (std::find(known.begin(), known.end(), name) == known.end())
        context_.out.warning(at, fmt::format("\"{}\" is no modifier of a placeholder{}; use one of: {}", name,
                                             suggestion(name, known), fmt::join(known, " ")));
    }
  }

  Context& context_;
  std::vector<std::string_view> declared_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace

void placeholders(Context& context) {
  PlaceholderCheck(context).run();
}

}  // namespace sb::checks
