#include <algorithm>
#include <set>

#include "model/bot_decode.h"
#include "model/bot_shapes.h"
#include "model/folder_form.h"

namespace sb::folder {
namespace {

// What was written in a short form, read back: to know that nothing got lost.
SourceNode as_source(const Json& value) {
  SourceNode node;
  node.line = 1;
  if (value.is_string()) {
    node.kind = SourceNode::Kind::text;
    node.scalar = std::string(view(value.get_string()));
  } else if (value.is_array()) {
    node.kind = SourceNode::Kind::list;
    for (const auto& item : value.get_array()) node.items.push_back(as_source(item));
  } else if (value.is_object()) {
    node.kind = SourceNode::Kind::map;
    for (const auto& [key, item] : value.get_object()) node.put(std::string(view(key)), as_source(item));
  } else if (!value.is_null()) {
    node.kind = SourceNode::Kind::plain;
    node.scalar = to_json_text(value);
  }
  return node;
}

bool has_only(const JsonObject& object, std::initializer_list<std::string_view> names) {
  return std::all_of(object.begin(), object.end(), [&](const auto& member) {
    return std::find(names.begin(), names.end(), view(member.key())) != names.end();
  });
}

bool is_empty(const Json& value) {
  return value.is_null() || (value.is_string() && value.get_string().empty()) ||
         (value.is_array() && value.get_array().empty()) || (value.is_object() && value.get_object().empty());
}

void put_unless_empty(JsonObject& out, std::string_view name, const Json* value) {
  if (value != nullptr && !is_empty(*value)) out[name] = *value;
}

bool keys_differ(const JsonArray& rows) {
  std::set<std::string_view> seen;
  return std::all_of(rows.begin(), rows.end(), [&](const Json& row) {
    return seen.insert(string_member(row.get_object(), "key")).second;
  });
}

// A row's value in the short form: the text itself, {variable: path} or {dialog: reference}.
Json row_value(const JsonObject& row) {
  auto type = string_member(row, "type");
  const auto& value = row.at("value");
  if (type == "variable") return JsonObject{{"variable", value}};
  if (type == "dialog" || type == "dialogstate") return JsonObject{{"dialog", value}};
  return value;
}

// Inverse of expand_rows; `key_out` names the key in the list form.
Json shorten_rows(const JsonArray& rows, std::string_view key_out) {
  if (keys_differ(rows)) {
    JsonObject map;
    for (const auto& row : rows) map[string_member(row.get_object(), "key")] = row_value(row.get_object());
    return map;
  }
  JsonArray list;
  for (const auto& row : rows) {
    JsonObject item;
    item[key_out] = row.get_object().at("key");
    auto value = row_value(row.get_object());
    if (value.is_object())
      item.insert(value.get_object().begin(), value.get_object().end());
    else
      item["value"] = std::move(value);
    list.push_back(std::move(item));
  }
  return list;
}

void put_rows(JsonObject& out, std::string_view name, const JsonObject& from,
              std::string_view key_out = "key") {
  const auto* rows = array_member(from, name);
  if (rows != nullptr && !rows->empty()) out[name] = shorten_rows(*rows, key_out);
}

void put_target(JsonObject& out, const JsonObject* go_to) {
  if (go_to == nullptr) return;
  if (const auto* dialog = find_member(*go_to, "dialogId")) out["goTo"] = *dialog;
  const auto* rows = array_member(*go_to, "variables");
  if (rows != nullptr && !rows->empty()) out["set"] = shorten_rows(*rows, "variable");
}

Json shorten_go_to(const JsonObject& go_to) {
  JsonObject target;
  put_target(target, &go_to);
  if (target.size() == 1 && target.contains("goTo")) return target.at("goTo");
  return target;
}

Json shorten_button_values(const JsonArray& rows) {
  if (!keys_differ(rows)) return rows;
  JsonObject map;
  for (const auto& row : rows) map[string_member(row.get_object(), "key")] = row.get_object().at("value");
  return map;
}

void put_payload(JsonObject& out, const JsonObject& button) {
  const auto* payload = object_member(button, "payload");
  if (payload == nullptr) return;
  if (const auto* dialog = find_member(*payload, "nextDialogstateId")) out["goTo"] = *dialog;
  if (const auto* params = array_member(*payload, "params")) out["set"] = shorten_button_values(*params);
}

Json shorten_button(const Json& value) {
  const auto& button = value.get_object();
  auto type = string_member(button, "type");
  JsonObject out;
  if (const auto* title = find_member(button, "title")) out["title"] = *title;
  if (type == "element_share") {
    out["share"] = true;
  } else if (type == "web_url") {
    out["url"] = button.at("url");
  } else if (type == "phone_number") {
    out["phone"] = button.at("payload");
  } else if (type == "webview") {
    out["webview"] = button.at("url");
    if (const auto* params = array_member(button, "params")) out["params"] = shorten_button_values(*params);
  } else {
    put_payload(out, button);
  }
  return out;
}

Json shorten_quick_reply(const Json& value) {
  const auto& reply = value.get_object();
  JsonObject out;
  for (auto name : {"title", "imageUrl"})
    if (const auto* member = find_member(reply, name)) out[name] = *member;
  if (string_member(reply, "type") == "location") {
    const auto* variable = find_member(reply, "variable");
    out["location"] = variable ? *variable : Json(nullptr);
  } else {
    put_payload(out, reply);
  }
  return out;
}

JsonArray each(const JsonArray& items, Json (*shorten)(const Json&)) {
  JsonArray out;
  for (const auto& item : items) out.push_back(shorten(item));
  return out;
}

Json shorten_element(const Json& value) {
  auto element = value.get_object();
  if (const auto* button = find_member(element, "button")) element["button"] = shorten_button(*button);
  if (const auto* buttons = array_member(element, "buttons"))
    element["buttons"] = each(*buttons, shorten_button);
  return element;
}

Json shorten_texts(const JsonArray& messages) {
  if (messages.size() == 1) return messages[0].get_object().at("text");
  JsonArray texts;
  for (const auto& one : messages) texts.push_back(one.get_object().at("text"));
  return texts;
}

// The short form by type, without regard to what it may leave out.
JsonObject short_message(std::string_view type, const JsonObject& config) {
  JsonObject out;
  if (const auto* texts = array_member(config, "textMessages")) out["text"] = shorten_texts(*texts);
  if (type == "buttons") {
    out["buttons"] = each(config.at("buttons").get_array(), shorten_button);
  } else if (type == "quickReplies") {
    out["quickReplies"] = each(config.at("quickReplies").get_array(), shorten_quick_reply);
  } else if (type == "carousel" || type == "list") {
    out[type] = each(config.at("elements").get_array(), shorten_element);
    if (const auto* size = find_member(config, "size")) out["size"] = *size;
    if (const auto* button = find_member(config, "button")) out["button"] = shorten_button(*button);
  } else if (type == "media") {
    const auto& media = config.at("media").get_object();
    out[string_member(media, "type")] = media.at("url");
    if (const auto* cache = find_member(media, "isCache")) out["isCache"] = *cache;
  } else if (type == "fileUpload") {
    JsonObject upload;
    put_unless_empty(upload, "caption", find_member(config, "caption"));
    put_unless_empty(upload, "success", find_member(config, "successDialog"));
    put_unless_empty(upload, "failed", find_member(config, "failedDialog"));
    out[type] = std::move(upload);
  } else if (type == "richText") {
    out[type] = config.at("html");
  } else if (type == "__raw") {
    out["html"] = config.at("html");
    if (const auto* balloon = find_member(config, "withBalloon"); balloon && !balloon->get_bool())
      out["withBalloon"] = false;
  }
  return out;
}

JsonObject short_api(const JsonObject& config) {
  JsonObject out{{"method", config.at("method")}, {"url", config.at("url")}};
  put_unless_empty(out, "settings", find_member(config, "settingsId"));
  if (const auto* auth = object_member(config, "auth");
      auth && (string_member(*auth, "type") != "none" || auth->size() > 1))
    out["auth"] = *auth;
  for (auto name : {"query", "headers", "body"}) put_rows(out, name, config);
  if (config.at("repeatAfterInterruption").get_bool()) out["repeatAfterInterruption"] = true;
  if (config.at("timeoutMs").get_int64() != 20'000) out["timeoutMs"] = config.at("timeoutMs");
  return out;
}

Json short_config(std::string_view type, const JsonObject& config) {
  if (type == "clearSession") return config.at("variables");
  if (type == "api" || type == "legacyApi") return short_api(config);
  if (type == "language" || type == "locale") return config.at(type);
  if (type == "goToVariableDialog") return config.at("variable");
  if (type == "getTime" && string_member(config, "offset").empty()) return config.at("variable");
  if (type == "pauseBot") return config.at("minutes").is_null() ? Json(JsonObject()) : config.at("minutes");
  JsonObject out;
  if (type == "offload" || type == "offloading" || type == "contactCenterAvailability")
    put_unless_empty(out, "provider", find_member(config, "providerId"));
  for (const auto& [key, value] : config) {
    auto name = view(key);
    if (name == "providerId") continue;
    if (name == "payload" || name == "args")
      put_rows(out, name, config);
    else if (type == "jsonBuilder" && name == "items")
      out[name] = keys_differ(value.get_array()) ? shorten_button_values(value.get_array()) : value;
    else if ((name == "dispatch" || name == "withBalloon") && value == Json(false))
      continue;
    else
      out[name] = value;
  }
  return out;
}

Json shorten_condition(const Json& value) {
  const auto& condition = value.get_object();
  auto op = string_member(condition, "operator");
  JsonObject out{{"variable", condition.at("variable")}};
  // These two compare with nothing: a value that an editor has left is not kept.
  const bool existence = op == "exists" || op == "notExists";
  out[op] = existence ? Json(true) : condition.at("value");
  if (condition.at("caseSensitive") == Json(false)) out["caseSensitive"] = false;
  return out;
}

Json shorten_branch(const Json& value) {
  const auto& branch = value.get_object();
  auto conditions = each(branch.at("conditions").get_array(), shorten_condition);
  const auto& joiners = branch.at("op").get_array();
  auto are_all = [&](std::string_view name) {
    return std::all_of(joiners.begin(), joiners.end(),
                       [&](const Json& joiner) { return joiner == Json(name); });
  };
  JsonObject out;
  if (conditions.size() == 1) {
    out["if"] = std::move(conditions[0]);
  } else if (are_all("AND")) {
    out["all"] = std::move(conditions);
  } else if (are_all("OR")) {
    out["any"] = std::move(conditions);
  } else {
    out["if"] = std::move(conditions);
    out["op"] = joiners;
  }
  put_target(out, object_member(branch, "goTo"));
  return out;
}

JsonArray shorten_components(const JsonObject& block) {
  JsonArray out;
  for (const auto& component : block.at("components").get_array()) out.push_back(shorten_message(component));
  return out;
}

void put_input(JsonObject& out, const JsonObject& content) {
  out["question"] = shorten_components(content.at("question").get_object());
  const auto& match = content.at("match").get_object();
  if (match.size() == 1) {
    if (match.at("type") != Json("any")) out["match"] = match.at("type");
  } else {
    JsonObject rest = match;
    if (match.at("type") == Json("entity") && match.contains("entity")) erase_member(rest, "type");
    out["match"] = std::move(rest);
  }
  put_unless_empty(out, "variable", find_member(content, "variable"));
  if (content.at("disableNlp").get_bool()) out["disableNlp"] = true;
  auto invalid1 = shorten_components(content.at("invalid1").get_object());
  auto invalid2 = shorten_components(content.at("invalid2").get_object());
  if (!invalid1.empty()) out["invalid1"] = std::move(invalid1);
  if (!invalid2.empty()) out["invalid2"] = std::move(invalid2);
  if (const auto* go_to = object_member(content.at("invalid2").get_object(), "goTo"))
    out["invalid2GoTo"] = shorten_go_to(*go_to);
}

void put_nlp(JsonObject& out, const JsonObject& nlp) {
  put_unless_empty(out, "intent", find_member(nlp, "intent"));
  put_unless_empty(out, "requires", find_member(nlp, "requiredContexts"));
  const auto& contexts = nlp.at("outputContexts").get_array();
  if (contexts.empty()) return;
  std::set<std::string_view> names;
  JsonObject map;
  for (const auto& context : contexts) {
    auto name = string_member(context.get_object(), "name");
    names.insert(name);
    map[name] = context.get_object().at("lifespan");
  }
  out["contexts"] = names.size() == contexts.size() ? Json(std::move(map)) : Json(contexts);
}

}  // namespace

JsonObject shorten_message(const Json& component) {
  const auto& message = component.get_object();
  const auto* config = object_member(message, "config");
  if (config == nullptr || !has_only(message, {"type", "config"})) return message;
  JsonObject out;
  try {
    out = short_message(string_member(message, "type"), *config);
  } catch (const std::exception&) {
    return message;  // a member has another type than its short form has
  }
  if (out.empty()) return message;
  auto again = to_json(expand_message(as_source(out)), *document::component());
  return again == component ? out : message;
}

JsonObject shorten_action(const Json& value) {
  const auto& action = value.get_object();
  auto type = string_member(action, "type");
  if (case_of(*document::action(), type) == nullptr) return action;
  JsonObject out;
  out[type] = short_config(type, action.at("config").get_object());
  auto script = [](const SourceNode&) { return std::optional<std::string>(); };
  auto again = to_json(expand_action(as_source(out), script), *document::action());
  // Defaults may be missing from the short form, so what is compared is their meaning, not the texts.
  return decode_action(again.get_object()) == decode_action(action) ? out : action;
}

JsonObject shorten_dialog(const JsonObject& dialog) {
  JsonObject out{{"id", dialog.at("id")}, {"name", dialog.at("name")}};
  put_unless_empty(out, "label", find_member(dialog, "label"));
  put_unless_empty(out, "system", find_member(dialog, "system"));
  put_unless_empty(out, "parent", find_member(dialog, "parentId"));
  put_nlp(out, dialog.at("nlp").get_object());
  const auto& content = dialog.at("content").get_object();
  auto type = string_member(dialog, "type");
  if (type == "MESSAGE") {
    out["messages"] = shorten_components(content);
  } else if (type == "GO_TO") {
    out["branches"] = each(content.at("branches").get_array(), shorten_branch);
    if (const auto* otherwise = object_member(content, "else")) out["else"] = shorten_go_to(*otherwise);
  } else if (type == "ACTION") {
    JsonArray actions;
    for (const auto& action : content.at("actions").get_array()) actions.push_back(shorten_action(action));
    out["actions"] = std::move(actions);
  } else {
    put_input(out, content);
  }
  put_target(out, object_member(type == "USER_INPUT" ? content : dialog, "goTo"));
  return out;
}

JsonObject shorten_settings(const JsonObject& settings) {
  auto out = settings;
  for (auto name : {"messageLength", "languageDetection"}) {
    const auto* inner = object_member(settings, name);
    if (inner == nullptr) continue;
    JsonObject renamed;
    for (const auto& [key, value] : *inner)
      renamed[key == "dialogId" ? std::string_view("dialog") : view(key)] = value;
    out[name] = std::move(renamed);
  }
  return out;
}

Json shorten_variable(const JsonObject& variable) {
  JsonObject out{{"name", variable.at("name")}};
  put_unless_empty(out, "description", find_member(variable, "description"));
  for (auto name : {"sensitive", "dialog"})
    if (const auto* flag = find_member(variable, name); flag && flag->get_bool()) out[name] = true;
  if (const auto* value = find_member(variable, "defaultValue")) out["default"] = *value;
  if (out.size() == 1) return variable.at("name");
  return out;
}

JsonObject shorten_event(const JsonObject& event) {
  JsonObject out{{"name", event.at("name")}};
  if (event.at("type") != Json("variablesChanged")) out["type"] = event.at("type");
  put_unless_empty(out, "variables", find_member(event, "variables"));
  out["dialog"] = event.at("dialogId");
  return out;
}

JsonObject shorten_entity(const JsonObject& entity) {
  JsonObject out;
  for (const auto& [key, value] : entity) {
    auto name = view(key);
    if (name == "type" && string_member(entity, "matchType") == "pattern")
      out[name] = "pattern";
    else if (name != "matchType" && name != "values")
      out[name] = value;
  }
  const auto* values = array_member(entity, "values");
  if (values == nullptr) return out;
  std::set<std::string_view> names;
  JsonObject map;
  for (const auto& value : *values) {
    auto name = string_member(value.get_object(), "value");
    names.insert(name);
    map[name] = value.get_object().at("synonyms");
  }
  out["values"] = names.size() == values->size() ? Json(std::move(map)) : Json(*values);
  return out;
}

}  // namespace sb::folder
