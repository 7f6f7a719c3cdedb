#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "model/bot_check_parts.h"
#include "model/bot_shapes.h"
#include "model/interpolate.h"
#include "model/path.h"
#include "model/session_values.h"

namespace sb::checks {
namespace {

bool is_template(std::string_view text) {
  return text.find('{') != std::string_view::npos;
}

bool is_locale(std::string_view text) {
  auto dash = text.find('-');
  if (dash == std::string_view::npos) return false;
  auto letters = [](std::string_view part) {
    return part.size() >= 2 && part.size() <= 3 && std::all_of(part.begin(), part.end(), [](char c) {
             return std::isalpha(static_cast<unsigned char>(c)) != 0;
           });
  };
  return letters(text.substr(0, dash)) && letters(text.substr(dash + 1));
}

class DialogCheck {
 public:
  explicit DialogCheck(Context& context) : context_(context), bot_(context.bot), out_(context.out) {
    for (const auto& intent : bot_.nlp.intents) intents_.push_back(intent.name);
    for (const auto& entity : bot_.nlp.entities) entities_.push_back(entity.name);
    for (const auto& provider : bot_.offload_providers) providers_.push_back(provider.id);
    for (const auto& setting : bot_.api_settings) settings_.push_back(setting.id);
    languages_.push_back(bot_.primary_language);
    languages_.insert(languages_.end(), bot_.secondary_languages.begin(), bot_.secondary_languages.end());
    for (const auto& dialog : bot_.dialogs)
      for (const auto& output : dialog.nlp.output_contexts) contexts_.push_back(output.name);
  }

  void run() {
    for (std::size_t i = 0; i < bot_.dialogs.size(); ++i) dialog(bot_.dialogs[i], context_.dialog_pointer(i));
  }

 private:
  using Names = std::vector<std::string_view>;

  static bool has(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }
  void must_know(const Names& names, std::string_view name, std::string_view what, const std::string& at,
                 Severity severity = Severity::error) {
    if (!has(names, name))
      out_.add({severity, at, fmt::format("there is no {} \"{}\"{}", what, name, suggestion(name, names))});
  }
  void must_hold(std::string_view text, const std::string& at, std::string_view what) {
    if (trim_ascii(text).empty()) out_.error(at, fmt::format("{} is empty: fill it in", what));
  }

  void dialog(const Dialog& dialog, const std::string& at) {
    if (dialog.nlp.intent) must_know(intents_, *dialog.nlp.intent, "intent", at + "/nlp/intent");
    for (std::size_t i = 0; i < dialog.nlp.required_contexts.size(); ++i) {
      const auto& name = dialog.nlp.required_contexts[i];
      if (!has(contexts_, name))
        out_.warning(at + "/nlp/requiredContexts" + pointer_step(i),
                     fmt::format("no dialog sets the context \"{}\"{}: the intent can never lead here", name,
                                 suggestion(name, contexts_)));
    }
    auto inside = at + "/content";
    if (const auto* message = std::get_if<MessageContent>(&dialog.content)) {
      if (message->components.empty() && !dialog.go_to.dialog_id)
        out_.warning(at, fmt::format("the dialog \"{}\" says nothing and leads nowhere: give it a message",
                                     dialog.name));
      messages(message->components, inside);
    } else if (const auto* choice = std::get_if<GoToContent>(&dialog.content)) {
      branches(*choice, inside);
    } else if (const auto* list = std::get_if<ActionContent>(&dialog.content)) {
      for (std::size_t i = 0; i < list->actions.size(); ++i)
        action(list->actions[i], inside + "/actions" + pointer_step(i));
    } else {
      input(std::get<InputContent>(dialog.content), inside);
    }
  }

  void branches(const GoToContent& choice, const std::string& at) {
    if (choice.branches.empty() && !choice.otherwise) out_.warning(at, "this Go To has no branches: add one");
    for (std::size_t i = 0; i < choice.branches.size(); ++i) {
      const auto& branch = choice.branches[i];
      auto inside = at + "/branches" + pointer_step(i);
      for (std::size_t k = 0; k < branch.conditions.size(); ++k) {
        auto good = check_condition(branch.conditions[k]);
        if (!good) out_.error(inside + "/conditions" + pointer_step(k), good.error().message);
      }
      if (!branch.go_to.dialog_id && branch.go_to.variables.empty())
        out_.warning(inside, "this branch does nothing: give it a dialog to go to");
    }
  }

  void input(const InputContent& input, const std::string& at) {
    if (input.match == MatchType::entity) {
      if (input.entity.substr(0, 4) != "sys.")
        must_know(entities_, input.entity, "entity", at + "/match/entity");
    } else {
      must_hold(input.variable, at + "/variable", "the variable that gets the answer");
    }
    if (input.question.empty())
      out_.warning(at + "/question", "the question is empty: the user is not told what to answer");
    if (input.past && input.future)
      out_.error(at + "/match", "a date cannot be always past and always future: choose one");
    messages(input.question, at + "/question");
    messages(input.invalid1, at + "/invalid1");
    messages(input.invalid2, at + "/invalid2");
  }

  // --- messages ---

  void messages(const std::vector<BotMessage>& messages, const std::string& at) {
    for (std::size_t i = 0; i < messages.size(); ++i) {
      auto inside = at + "/components" + pointer_step(i);
      if (messages[i].kind == MessageKind::opaque)
        out_.warning(inside, "this kind of message is not known: it is kept but never sent");
      missing_.clear();
      members(messages[i].config, inside + "/config");
      for (const auto& [language, pointer] : missing_)
        out_.warning(pointer, fmt::format("not translated to {}: users of that language get the text in {}",
                                          language, bot_.primary_language));
    }
  }

  void members(const JsonObject& object, const std::string& at) {
    if (string_member(object, "type") == "postback" && !object.contains("payload") &&
        object.contains("title"))
      out_.warning(at, "this button has no effect: give it a dialog to go to or a variable to set");
    for (const auto& [key, value] : object) {
      auto name = view(key);
      auto inside = at + pointer_step(name);
      if (name == "text" || name == "title" || name == "caption" || name == "html")
        text(value, inside, name);
      else if (value.is_object())
        members(value.get_object(), inside);
      else if (value.is_array())
        items(value.get_array(), inside);
    }
  }
  void items(const JsonArray& array, const std::string& at) {
    for (std::size_t i = 0; i < array.size(); ++i)
      if (array[i].is_object()) members(array[i].get_object(), at + pointer_step(i));
  }

  // One translatable text.
  void text(const Json& value, const std::string& at, std::string_view name) {
    if (value.is_string()) {
      if ((name == "text" || name == "title") && trim(view(value.get_string())).empty())
        out_.warning(at, fmt::format("the {} is empty: fill it in", name));
      for (const auto& language : bot_.secondary_languages) miss(language, view(value.get_string()), at);
    } else if (value.is_object()) {
      const auto& translations = value.get_object();
      auto primary = string_member(translations, bot_.primary_language);
      if (primary.empty())
        out_.error(
            at, fmt::format("the text in the primary language {} is missing: add it", bot_.primary_language));
      for (const auto& [language, unused] : translations)
        must_know(languages_, view(language), "language of the bot", at + pointer_step(view(language)),
                  Severity::warning);
      for (const auto& language : bot_.secondary_languages)
        if (string_member(translations, language).empty()) miss(language, primary, at);
    }
  }
  // One report a message and language is enough; a text without letters needs no translation.
  void miss(const std::string& language, std::string_view text, const std::string& at) {
    bool letters = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (auto size = text[i] == '{' ? placeholder_size(text.substr(i)) : 0)
        i += size - 1;
      else
        letters = letters || static_cast<unsigned char>(text[i]) >= 0x80 ||
                  std::isalpha(static_cast<unsigned char>(text[i]));
    }
    if (letters) missing_.emplace(language, at);
  }

  // --- actions ---

  void action(const Action& action, const std::string& at) {
    auto inside = at + "/config";
    if (std::holds_alternative<action::Unknown>(action.config)) {
      out_.warning(at + "/type", fmt::format("\"{}\" is not a known action{}: it is kept but does nothing",
                                             action.type, suggestion(action.type, action_type_names())));
    } else if (const auto* clear = std::get_if<action::ClearSession>(&action.config)) {
      for (std::size_t i = 0; i < clear->variables.size(); ++i)
        check_cleared(clear->variables[i], inside + "/variables" + pointer_step(i));
    } else if (const auto* api = std::get_if<action::Api>(&action.config)) {
      must_hold(api->url, inside + "/url", "the URL");
      if (api->settings_id) must_know(settings_, *api->settings_id, "API setting", inside + "/settingsId");
      if (api->method == "GET" && !api->body.empty())
        out_.warning(inside + "/body", "a GET request sends no body: use query, or another method");
    } else if (const auto* code = std::get_if<action::Code>(&action.config)) {
      if (trim_ascii(code->code).empty())
        out_.warning(inside + "/code", "the script is empty: it does nothing");
    } else if (const auto* iframe = std::get_if<action::Iframe>(&action.config)) {
      check_iframe(iframe->source, inside + "/source");
    } else if (const auto* language = std::get_if<action::Language>(&action.config)) {
      if (!is_template(language->language))
        must_know(languages_, language->language, "language of the bot", inside + "/language");
    } else if (const auto* locale = std::get_if<action::Locale>(&action.config)) {
      if (!is_template(locale->locale) && !is_locale(locale->locale))
        out_.error(
            inside + "/locale",
            fmt::format("\"{}\" is no locale: write language and region, as in en-us", locale->locale));
    } else if (const auto* offload = std::get_if<action::Offload>(&action.config)) {
      check_provider(offload->provider_id, inside);
    } else if (const auto* availability = std::get_if<action::ContactCenterAvailability>(&action.config)) {
      check_provider(availability->provider_id, inside);
      must_hold(availability->variable, inside + "/variable", "the variable");
    } else if (const auto* variable = std::get_if<action::GoToVariableDialog>(&action.config)) {
      must_hold(variable->variable, inside + "/variable", "the variable");
    } else if (const auto* time = std::get_if<action::GetTime>(&action.config)) {
      must_hold(time->variable, inside + "/variable", "the variable");
    } else if (const auto* mail = std::get_if<action::Mail>(&action.config)) {
      must_hold(mail->recipients, inside + "/recipients", "the list of recipients");
    }
  }

  void check_cleared(std::string_view variable, const std::string& at) {
    const auto path = unwrap_variable(variable);
    if (auto parsed = parse_path(path); parsed.has_error())
      out_.error(at, fmt::format("\"{}\" is no variable that could be cleared: {}", printable(variable),
                                 parsed.error().message));
    else if (is_internal_path(path))
      out_.warning(at, fmt::format("\"{}\" belongs to the platform and is never cleared: remove it", path));
  }

  void check_iframe(const std::string& source, const std::string& at) {
    must_hold(source, at, "the source");
    auto lower = lower_ascii(source);
    bool http = lower.substr(0, 7) == "http://" || lower.substr(0, 8) == "https://";
    if (!source.empty() && source.front() != '{' && !http)
      out_.error(at, fmt::format("\"{}\" is no web address: start it with https://", source));
  }

  // A warning only: without the provider the action has a defined end, the dialog "offloading disabled".
  void check_provider(const std::optional<std::string>& id, const std::string& at) {
    if (id && !bot_.offload_providers.empty())
      must_know(providers_, *id, "offload provider", at + "/providerId", Severity::warning);
  }

  Context& context_;
  const Bot& bot_;
  Diagnostics& out_;
  Names intents_, entities_, providers_, settings_, languages_, contexts_;
  std::map<std::string, std::string> missing_;  // language → first place in this message
};

}  // namespace

void dialogs(Context& context) {
  DialogCheck(context).run();
}

}  // namespace sb::checks
