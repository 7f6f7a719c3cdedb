#include <array>

#include "model/folder_form.h"

namespace sb::folder {
namespace {

using Kind = SourceNode::Kind;

void rename(SourceNode& map, std::string_view from, std::string to) {
  for (auto& key : map.keys)
    if (key == from) key = std::move(to);
}

// A list as it is; a single value as a list of one.
SourceNode as_list(SourceNode node) {
  if (node.kind == Kind::list) return node;
  auto list = node.here(Kind::list);
  if (node.kind != Kind::null) list.items.push_back(std::move(node));
  return list;
}

SourceNode wrapped(std::string key, SourceNode value) {
  auto map = value.here(Kind::map);
  map.put(std::move(key), std::move(value));
  return map;
}

SourceNode typed(const SourceNode& at, std::string type, SourceNode config) {
  auto map = at.here(Kind::map);
  map.put("type", at.text_here(std::move(type)));
  map.put("config", std::move(config));
  return map;
}

// Texts stay texts where the document form would accept any value.
SourceNode as_text(SourceNode node) {
  if (node.kind == Kind::plain) node.kind = Kind::text;
  for (auto& item : node.items)
    if (item.kind == Kind::plain) item.kind = Kind::text;
  return node;
}

// Rows {key, type, value} from a map `name: text`, `name: {variable: path}`, `name: {dialog: name}` or a list
// of rows.
struct RowNames {
  std::string_view key_in;       // the name of the key in a row of the list form
  std::string variable, dialog;  // the types in the document form
};

SourceNode expand_row(SourceNode key, SourceNode value, const RowNames& names) {
  auto row = key.here(Kind::map);
  std::string type = "text";
  if (value.kind == Kind::map) {
    if (auto variable = value.take("variable"))
      type = names.variable, value = std::move(*variable);
    else if (auto dialog = value.take("dialog"))
      type = names.dialog, value = std::move(*dialog);
  }
  if (value.kind == Kind::null) value = value.text_here("");
  row.put("key", std::move(key));
  row.put("type", row.text_here(type));
  row.put("value", std::move(value));
  return row;
}

SourceNode expand_rows(SourceNode node, const RowNames& names) {
  auto list = node.here(Kind::list);
  if (node.kind == Kind::map) {
    for (std::size_t i = 0; i < node.items.size(); ++i)
      list.items.push_back(
          expand_row(node.items[i].text_here(node.keys[i]), std::move(node.items[i]), names));
  } else {
    for (auto& row : node.items) {
      auto key = row.take(names.key_in).value_or(row.text_here(""));
      auto value = row.take("value");
      list.items.push_back(expand_row(std::move(key), value ? std::move(*value) : std::move(row), names));
    }
  }
  return list;
}

SourceNode expand_parameters(SourceNode node) {
  return expand_rows(std::move(node), {"key", "variable", "dialogstate"});
}
SourceNode expand_assignments(SourceNode node) {
  return expand_rows(std::move(node), {"variable", "", "dialog"});
}

void expand_parameters_in(SourceNode& config, std::initializer_list<std::string_view> names) {
  for (auto name : names)
    if (auto* found = config.find(name)) *found = expand_parameters(std::move(*found));
}

// {dialogId, variables} from the members goTo and set of a map, which are taken out.
SourceNode take_target(SourceNode& map) {
  auto target = map.here(Kind::map);
  if (auto dialog = map.take("goTo"); dialog && dialog->kind != Kind::null)
    target.put("dialogId", std::move(*dialog));
  if (auto set = map.take("set")) target.put("variables", expand_assignments(std::move(*set)));
  return target;
}

SourceNode expand_go_to(SourceNode node) {
  if (node.is_scalar()) return wrapped("dialogId", std::move(node));
  return take_target(node);
}

// The params of a button: [{key, value}].
SourceNode expand_button_values(SourceNode node) {
  if (node.kind == Kind::list) return node;
  auto list = node.here(Kind::list);
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    auto row = node.items[i].here(Kind::map);
    row.put("key", row.text_here(node.keys[i]));
    row.put("value", std::move(node.items[i]));
    list.items.push_back(std::move(row));
  }
  return list;
}

void take_payload(SourceNode& map) {
  auto payload = map.here(Kind::map);
  if (auto dialog = map.take("goTo"); dialog && dialog->kind != Kind::null)
    payload.put("nextDialogstateId", as_text(std::move(*dialog)));
  if (auto set = map.take("set")) payload.put("params", expand_button_values(std::move(*set)));
  if (!payload.keys.empty()) map.put("payload", std::move(payload));
}

SourceNode expand_button(SourceNode button) {
  auto type = [&](std::string name) { button.put("type", button.text_here(std::move(name))); };
  if (button.find("url") != nullptr && button.find("type") == nullptr) {
    type("web_url");
  } else if (button.find("phone") != nullptr) {
    rename(button, "phone", "payload");
    type("phone_number");
  } else if (auto share = button.take("share")) {
    type("element_share");
  } else if (button.find("webview") != nullptr) {
    rename(button, "webview", "url");
    if (auto* params = button.find("params")) *params = expand_button_values(std::move(*params));
    type("webview");
  } else if (button.find("type") == nullptr) {
    take_payload(button);
    type("postback");
  }
  for (auto name : {"title", "url", "payload"})
    if (auto* text = button.find(name); text && text->kind != Kind::map)
      *text = as_text(std::move(*text));
    else if (text && std::string_view(name) == "title")
      *text = as_text(std::move(*text));
  return button;
}

SourceNode expand_quick_reply(SourceNode reply) {
  if (auto variable = reply.take("location")) {
    reply.put("type", reply.text_here("location"));
    if (variable->kind != Kind::null) reply.put("variable", as_text(std::move(*variable)));
  } else if (reply.find("type") == nullptr) {
    take_payload(reply);
    reply.put("type", reply.text_here("postback"));
  }
  return reply;
}

void expand_each(SourceNode* list, SourceNode (*expand)(SourceNode)) {
  if (list == nullptr) return;
  for (auto& item : list->items) item = expand(std::move(item));
}

SourceNode expand_element(SourceNode element) {
  if (auto* button = element.find("button")) *button = expand_button(std::move(*button));
  expand_each(element.find("buttons"), expand_button);
  return element;
}

SourceNode text_messages(SourceNode text) {
  auto list = text.here(Kind::list);
  if (text.kind == Kind::list) {
    for (auto& one : text.items) list.items.push_back(wrapped("text", as_text(std::move(one))));
  } else {
    list.items.push_back(wrapped("text", as_text(std::move(text))));
  }
  return list;
}

SourceNode expand_elements(SourceNode node, std::string_view type) {
  auto config = node.here(Kind::map);
  auto elements = *node.take(type);
  expand_each(&elements, expand_element);
  config.put("elements", std::move(elements));
  for (auto name : {"size", "button"}) {
    auto value = node.take(name);
    if (!value) continue;
    config.put(name,
               std::string_view(name) == "button" ? expand_button(std::move(*value)) : std::move(*value));
  }
  return typed(node, std::string(type), std::move(config));
}

SourceNode expand_media(SourceNode node, std::string_view type) {
  auto media = node.here(Kind::map);
  media.put("type", node.text_here(std::string(type)));
  media.put("url", as_text(*node.take(type)));
  if (auto cache = node.take("isCache")) media.put("isCache", std::move(*cache));
  return typed(node, "media", wrapped("media", std::move(media)));
}

SourceNode expand_upload(SourceNode node) {
  auto config = *node.take("fileUpload");
  rename(config, "success", "successDialog");
  rename(config, "failed", "failedDialog");
  return typed(node, "fileUpload", as_text(std::move(config)));
}

SourceNode expand_html(SourceNode node) {
  auto html = as_text(*node.take("html"));
  auto balloon = node.take("withBalloon");
  auto config = node.here(Kind::map);
  config.put("withBalloon", balloon ? std::move(*balloon) : node.flag_here(true));
  config.put("html", std::move(html));
  config.put("type", node.text_here("html"));
  return typed(node, "__raw", std::move(config));
}

SourceNode expand_messages(SourceNode node) {
  auto list = as_list(std::move(node));
  for (auto& item : list.items) item = expand_message(std::move(item));
  return list;
}

SourceNode expand_code(SourceNode config, const ReadScript& read_script) {
  if (auto file = config.take("file")) {
    auto script = read_script(*file);
    // Of a script that is missing nothing more shall be said, such as that it is empty.
    config.put("code", file->text_here(script.value_or("//")));
  }
  expand_parameters_in(config, {"args"});
  return config;
}

SourceNode expand_json_builder(SourceNode config) {
  auto* items = config.find("items");
  if (items == nullptr || items->kind != Kind::map) return config;
  auto list = items->here(Kind::list);
  for (std::size_t i = 0; i < items->items.size(); ++i) {
    auto row = items->items[i].here(Kind::map);
    row.put("key", row.text_here(items->keys[i]));
    auto& value = items->items[i];
    row.put("value", value.kind == Kind::null ? value.text_here("") : std::move(value));
    list.items.push_back(std::move(row));
  }
  *items = std::move(list);
  return config;
}

SourceNode expand_config(std::string_view type, SourceNode config, const ReadScript& read_script) {
  if (type == "clearSession") return wrapped("variables", as_list(std::move(config)));
  if (config.is_scalar()) {
    std::string_view member = type == "pauseBot"                                  ? "minutes"
                              : type == "getTime" || type == "goToVariableDialog" ? "variable"
                                                                                  : type;
    return wrapped(std::string(member), std::move(config));
  }
  if (config.kind == Kind::null) config = config.here(Kind::map);
  if (type == "code") return expand_code(std::move(config), read_script);
  if (type == "jsonBuilder") return expand_json_builder(std::move(config));
  rename(config, "provider", "providerId");
  if (type == "offload" || type == "offloading") {
    expand_parameters_in(config, {"payload"});
  } else if (type == "api" || type == "legacyApi") {
    rename(config, "settings", "settingsId");
    expand_parameters_in(config, {"query", "headers", "body"});
  }
  return config;
}

SourceNode expand_condition(SourceNode condition) {
  auto row = condition.here(Kind::map);
  for (std::size_t i = 0; i < condition.items.size(); ++i) {
    auto& key = condition.keys[i];
    auto& value = condition.items[i];
    if (key == "variable" || key == "caseSensitive") {
      row.put(key, std::move(value));
      continue;
    }
    const bool existence = key == "exists" || key == "notExists";
    const bool opposite = existence && value.scalar == "false";
    row.put("operator", value.text_here(!opposite ? key : key == "exists" ? "notExists" : "exists"));
    row.put("value", existence ? value.text_here("") : std::move(value));
  }
  return row;
}

SourceNode expand_branch(SourceNode branch) {
  auto result = branch.here(Kind::map);
  auto either = branch.find("any") != nullptr;
  for (auto name : {"if", "all", "any"}) {
    auto conditions = branch.take(name);
    if (!conditions) continue;
    auto list = as_list(std::move(*conditions));
    expand_each(&list, expand_condition);
    auto joiners = branch.take("op").value_or(branch.here(Kind::list));
    if (either)
      for (std::size_t i = 1; i < list.items.size(); ++i) joiners.items.push_back(list.text_here("OR"));
    result.put("op", std::move(joiners));
    result.put("conditions", std::move(list));
    break;
  }
  result.put("goTo", take_target(branch));
  return result;
}

SourceNode expand_match(SourceNode match) {
  if (match.is_scalar()) return wrapped("type", std::move(match));
  if (match.kind == Kind::map && match.find("type") == nullptr) match.put("type", match.text_here("entity"));
  return match;
}

SourceNode expand_input(SourceNode& file) {
  auto content = file.here(Kind::map);
  auto block = [&](SourceNode node) { return wrapped("components", expand_messages(std::move(node))); };
  content.put("question", block(*file.take("question")));
  if (auto match = file.take("match"))
    content.put("match", expand_match(std::move(*match)));
  else
    content.put("match", wrapped("type", file.text_here("any")));
  for (auto name : {"variable", "disableNlp"})
    if (auto value = file.take(name)) content.put(name, std::move(*value));
  if (auto invalid = file.take("invalid1")) content.put("invalid1", block(std::move(*invalid)));
  auto invalid2 = file.here(Kind::map);
  if (auto invalid = file.take("invalid2")) invalid2 = block(std::move(*invalid));
  if (auto go_to = file.take("invalid2GoTo"); go_to && go_to->kind != Kind::null)
    invalid2.put("goTo", expand_go_to(std::move(*go_to)));
  content.put("invalid2", std::move(invalid2));
  return content;
}

SourceNode expand_nlp(SourceNode& file) {
  auto nlp = file.here(Kind::map);
  if (auto intent = file.take("intent")) nlp.put("intent", std::move(*intent));
  if (auto contexts = file.take("requires")) nlp.put("requiredContexts", as_list(std::move(*contexts)));
  auto contexts = file.take("contexts");
  if (!contexts) return nlp;
  if (contexts->kind == Kind::map) {
    auto list = contexts->here(Kind::list);
    for (std::size_t i = 0; i < contexts->items.size(); ++i) {
      auto row = contexts->items[i].here(Kind::map);
      row.put("name", row.text_here(contexts->keys[i]));
      if (contexts->items[i].kind != Kind::null) row.put("lifespan", std::move(contexts->items[i]));
      list.items.push_back(std::move(row));
    }
    contexts = std::move(list);
  }
  nlp.put("outputContexts", std::move(*contexts));
  return nlp;
}

}  // namespace

SourceNode expand_message(SourceNode node) {
  if (node.is_scalar()) node = wrapped("text", std::move(node));
  if (node.kind != Kind::map || node.find("type") != nullptr) return node;
  for (auto [member, expand] :
       {std::pair("quickReplies", &expand_quick_reply), std::pair("buttons", &expand_button)}) {
    auto list = node.take(member);
    if (!list) continue;
    expand_each(&*list, expand);
    auto config = wrapped("textMessages", text_messages(*node.take("text")));
    config.put(member, std::move(*list));
    return typed(node, member, std::move(config));
  }
  if (auto text = node.take("text"))
    return typed(node, "text", wrapped("textMessages", text_messages(std::move(*text))));
  for (auto type : {"carousel", "list"})
    if (node.find(type) != nullptr) return expand_elements(std::move(node), type);
  for (auto type : {"image", "video", "audio", "file"})
    if (node.find(type) != nullptr) return expand_media(std::move(node), type);
  if (node.find("fileUpload") != nullptr) return expand_upload(std::move(node));
  if (auto html = node.take("richText"))
    return typed(node, "richText", wrapped("html", as_text(std::move(*html))));
  if (node.find("html") != nullptr) return expand_html(std::move(node));
  return node;
}

SourceNode expand_action(SourceNode node, const ReadScript& read_script) {
  if (node.kind != Kind::map || node.find("type") != nullptr || node.items.empty()) return node;
  auto type = node.keys.front();
  auto config = std::move(node.items.front());
  return typed(node, type, expand_config(type, std::move(config), read_script));
}

SourceNode expand_dialog(SourceNode file, const ReadScript& read_script) {
  auto dialog = file.here(Kind::map);
  for (auto name : {"id", "name", "label", "system"})
    if (auto value = file.take(name)) dialog.put(name, std::move(*value));
  if (auto parent = file.take("parent")) dialog.put("parentId", std::move(*parent));
  dialog.put("nlp", expand_nlp(file));
  std::string type = "MESSAGE";
  auto content = file.here(Kind::map);
  if (auto branches = file.take("branches")) {
    type = "GO_TO";
    expand_each(&*branches, expand_branch);
    content.put("branches", std::move(*branches));
    if (auto otherwise = file.take("else"); otherwise && otherwise->kind != Kind::null)
      content.put("else", expand_go_to(std::move(*otherwise)));
  } else if (auto actions = file.take("actions")) {
    type = "ACTION";
    for (auto& action : actions->items) action = expand_action(std::move(action), read_script);
    content.put("actions", std::move(*actions));
  } else if (file.find("question") != nullptr) {
    type = "USER_INPUT";
    content = expand_input(file);
  } else if (auto messages = file.take("messages")) {
    content.put("components", expand_messages(std::move(*messages)));
  }
  auto target = take_target(file);
  if (type == "USER_INPUT")
    content.put("goTo", std::move(target));
  else if (!target.keys.empty())
    dialog.put("goTo", std::move(target));
  dialog.put("type", file.text_here(type));
  dialog.put("content", std::move(content));
  return dialog;
}

SourceNode expand_settings(SourceNode node) {
  for (auto name : {"messageLength", "languageDetection"})
    if (auto* inner = node.find(name)) rename(*inner, "dialog", "dialogId");
  return node;
}

SourceNode expand_variable(SourceNode node) {
  if (node.is_scalar()) return wrapped("name", std::move(node));
  rename(node, "default", "defaultValue");
  return node;
}

SourceNode expand_event(SourceNode node) {
  rename(node, "dialog", "dialogId");
  if (auto* variables = node.find("variables")) *variables = as_list(std::move(*variables));
  return node;
}

SourceNode expand_entity(SourceNode node) {
  auto* type = node.find("type");
  if (type != nullptr && (type->scalar == "match" || type->scalar == "pattern")) {
    auto match_type = type->text_here(type->scalar == "match" ? "text" : "pattern");
    type->scalar = "match";
    node.put("matchType", std::move(match_type));
  }
  if (auto* parts = node.find("parts")) *parts = as_list(std::move(*parts));
  auto* values = node.find("values");
  if (values == nullptr) return node;
  if (values->kind == Kind::map) {
    auto list = values->here(Kind::list);
    for (std::size_t i = 0; i < values->items.size(); ++i) {
      auto row = values->items[i].here(Kind::map);
      row.put("value", row.text_here(values->keys[i]));
      row.put("synonyms", as_list(std::move(values->items[i])));
      list.items.push_back(std::move(row));
    }
    *values = std::move(list);
  } else {
    for (auto& item : values->items)
      if (item.is_scalar()) item = wrapped("value", std::move(item));
  }
  return node;
}

}  // namespace sb::folder
