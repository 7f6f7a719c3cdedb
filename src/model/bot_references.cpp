#include "model/bot_references.h"

#include "model/diagnostic.h"

namespace sb {
namespace {

// Walks a bot; `B` is Bot or const Bot, so that looking and replacing share one list of places.
template <typename B, typename Found>
class Walker {
 public:
  explicit Walker(Found found) : found_(std::move(found)) {}

  void bot(B& bot) {
    for (std::size_t i = 0; i < bot.dialogs.size(); ++i) dialog(bot.dialogs[i], "/dialogs" + pointer_step(i));
    owner_ = nullptr;
    for (std::size_t i = 0; i < bot.variables.size(); ++i) {
      auto& variable = bot.variables[i];
      if (variable.dialog && variable.default_value && !variable.default_value->empty())
        text(*variable.default_value, "/variables" + pointer_step(i) + "/defaultValue", ReferenceKind::value);
    }
    for (std::size_t i = 0; i < bot.events.size(); ++i)
      text(bot.events[i].dialog_id, "/events" + pointer_step(i) + "/dialogId", ReferenceKind::entrance);
    optional(bot.settings.message_length_dialog_id, "/settings/messageLength/dialogId",
             ReferenceKind::entrance);
    optional(bot.settings.language_detection_dialog_id, "/settings/languageDetection/dialogId",
             ReferenceKind::entrance);
  }

 private:
  template <typename Text>
  void text(Text& id, const std::string& pointer, ReferenceKind kind) {
    found_(id, DialogReference{std::string_view(id.data(), id.size()), pointer, kind, owner_});
  }
  template <typename Optional>
  void optional(Optional& id, const std::string& pointer, ReferenceKind kind) {
    if (id) text(*id, pointer, kind);
  }

  template <typename D>
  void dialog(D& dialog, const std::string& pointer) {
    owner_ = &dialog;
    optional(dialog.parent_id, pointer + "/parentId", ReferenceKind::parent);
    auto inside = pointer + "/content";
    std::visit([&](auto& content) { this->content(content, inside); }, dialog.content);
    go_to(dialog.go_to, dialog.type() == DialogType::input ? inside + "/goTo" : pointer + "/goTo");
  }

  template <typename G>
  void go_to(G& go_to, const std::string& pointer) {
    optional(go_to.dialog_id, pointer + "/dialogId", ReferenceKind::jump);
    for (std::size_t i = 0; i < go_to.variables.size(); ++i) {
      auto& assignment = go_to.variables[i];
      if (assignment.type == Assignment::Type::dialog && !assignment.value.empty())
        text(assignment.value, pointer + "/variables" + pointer_step(i) + "/value", ReferenceKind::value);
    }
  }

  template <typename Messages>
  void messages(Messages& messages, const std::string& pointer) {
    for (std::size_t i = 0; i < messages.size(); ++i)
      if (messages[i].kind != MessageKind::json_event)
        members(messages[i].config, pointer + "/components" + pointer_step(i) + "/config");
  }

  template <typename Object>
  void members(Object& object, const std::string& pointer) {
    for (auto& [key, value] : object) {
      auto name = view(key);
      if (value.is_string()) {
        if (name == "nextDialogstateId" || name == "successDialog" || name == "failedDialog")
          text(value.get_string(), pointer + pointer_step(name), ReferenceKind::jump);
      } else if (value.is_object()) {
        members(value.get_object(), pointer + pointer_step(name));
      } else if (value.is_array() && name != "params") {
        items(value.get_array(), pointer + pointer_step(name));
      }
    }
  }
  template <typename Array>
  void items(Array& array, const std::string& pointer) {
    for (std::size_t i = 0; i < array.size(); ++i) {
      if (array[i].is_object())
        members(array[i].get_object(), pointer + pointer_step(i));
      else if (array[i].is_array())
        items(array[i].get_array(), pointer + pointer_step(i));
    }
  }

  template <typename Parameters>
  void parameters(Parameters& parameters, const std::string& pointer) {
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (parameters[i].type == TypedParameter::Type::dialogstate)
        text(parameters[i].value, pointer + pointer_step(i) + "/value", ReferenceKind::value);
  }

  template <typename Content>
  void content(Content& content, const std::string& at) {
    using Plain = std::remove_const_t<Content>;
    if constexpr (std::is_same_v<Plain, MessageContent>) {
      messages(content.components, at);
    } else if constexpr (std::is_same_v<Plain, GoToContent>) {
      for (std::size_t i = 0; i < content.branches.size(); ++i)
        go_to(content.branches[i].go_to, at + "/branches" + pointer_step(i) + "/goTo");
      if (content.otherwise) go_to(*content.otherwise, at + "/else");
    } else if constexpr (std::is_same_v<Plain, ActionContent>) {
      for (std::size_t i = 0; i < content.actions.size(); ++i)
        action(content.actions[i], at + "/actions" + pointer_step(i) + "/config");
    } else {
      messages(content.question, at + "/question");
      messages(content.invalid1, at + "/invalid1");
      messages(content.invalid2, at + "/invalid2");
      if (content.invalid2_go_to) go_to(*content.invalid2_go_to, at + "/invalid2/goTo");
    }
  }

  template <typename A>
  void action(A& action, const std::string& at) {
    if (auto* api = std::get_if<action::Api>(&action.config)) {
      parameters(api->query, at + "/query");
      parameters(api->headers, at + "/headers");
      parameters(api->body, at + "/body");
    } else if (auto* code = std::get_if<action::Code>(&action.config)) {
      parameters(code->args, at + "/args");
    } else if (auto* offload = std::get_if<action::Offload>(&action.config)) {
      parameters(offload->payload, at + "/payload");
    }
  }

  Found found_;
  const Dialog* owner_ = nullptr;
};

}  // namespace

void visit_dialog_references(const Bot& bot, const std::function<void(const DialogReference&)>& visit) {
  auto found = [&](const auto&, const DialogReference& reference) { visit(reference); };
  Walker<const Bot, decltype(found)>(found).bot(bot);
}

void replace_dialog_references(
    Bot& bot, const std::function<std::optional<std::string>(const DialogReference&)>& replacement) {
  auto found = [&](auto& id, const DialogReference& reference) {
    auto text = replacement(reference);
    if (text) id = *text;
  };
  Walker<Bot, decltype(found)>(found).bot(bot);
}

}  // namespace sb
