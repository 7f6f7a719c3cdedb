#include "engine/testing/bot_sketch.h"

#include <yaml-cpp/yaml.h>

#include <fstream>
#include <sstream>

#include "base/json.h"
#include "model/bot_json.h"
#include "model/interpolate.h"

namespace sb::engine::testing {
namespace {

Json json_of(const YAML::Node& node) {
  switch (node.Type()) {
    case YAML::NodeType::Sequence: {
      JsonArray array;
      for (const auto& item : node) array.push_back(json_of(item));
      return array;
    }
    case YAML::NodeType::Map: {
      JsonObject object;
      for (const auto& item : node) object[item.first.as<std::string>()] = json_of(item.second);
      return object;
    }
    case YAML::NodeType::Scalar: {
      const auto text = node.as<std::string>();
      if (node.Tag() == "!") return Json(text);
      auto value = parse_json(text);
      return value && !value->is_string() ? *value : Json(text);
    }
    default:
      return nullptr;
  }
}

std::string text_in(const Json& value) {
  return text_of(&value);
}

JsonArray list_of(const Json& value) {
  return value.is_array() ? value.get_array() : JsonArray{value};
}

// {variable: value} or {variable: {dialog: id}}
JsonArray assignments(const JsonObject& holder) {
  JsonArray out;
  const JsonObject* set = object_member(holder, "set");
  for (const auto& item : set ? *set : JsonObject{}) {
    const JsonObject* object = item.value().if_object();
    const Json* dialog = object ? find_member(*object, "dialog") : nullptr;
    out.push_back(JsonObject{{"type", dialog ? "dialog" : "text"},
                             {"key", item.key()},
                             {"value", text_in(dialog ? *dialog : item.value())}});
  }
  return out;
}

JsonObject go_to(const JsonObject& holder) {
  JsonObject out;
  if (const Json* next = find_member(holder, "next")) out["dialogId"] = text_in(*next);
  if (auto variables = assignments(holder); !variables.empty()) out["variables"] = std::move(variables);
  return out;
}

JsonObject target_of(const Json& value) {
  JsonObject payload;
  JsonArray params;
  if (const JsonObject* object = value.if_object()) {
    if (const Json* next = find_member(*object, "next")) payload["nextDialogstateId"] = text_in(*next);
    const JsonObject* set = object_member(*object, "set");
    for (const auto& item : set ? *set : JsonObject{}) {
      params.push_back(JsonObject{{"key", item.key()}, {"value", item.value()}});
    }
  } else if (!value.is_null()) {
    payload["nextDialogstateId"] = text_in(value);
  }
  payload["params"] = std::move(params);
  return payload;
}

Json button(std::string_view title, const Json& value) {
  const std::string target = value.is_string() ? text_in(value) : "";
  if (target.starts_with("http")) return JsonObject{{"type", "web_url"}, {"title", title}, {"url", target}};
  if (target.starts_with("tel:")) {
    return JsonObject{{"type", "phone_number"}, {"title", title}, {"payload", target.substr(4)}};
  }
  return JsonObject{{"type", "postback"}, {"title", title}, {"payload", target_of(value)}};
}

Json reply(std::string_view title, const Json& value) {
  if (const JsonObject* object = value.if_object(); object && find_member(*object, "location")) {
    return JsonObject{
        {"type", "location"}, {"title", title}, {"variable", *find_member(*object, "location")}};
  }
  return JsonObject{{"type", "postback"}, {"title", title}, {"payload", target_of(value)}};
}

Json text_messages(const Json& value) {
  JsonArray out;
  for (const auto& text : list_of(value)) {
    out.push_back(JsonObject{{"text", text.is_object() ? text : Json(text_in(text))}});
  }
  return out;
}

Json component(const Json& value) {
  const auto with_text = [](std::string_view type, const Json& text) {
    return JsonObject{{"type", type}, {"config", JsonObject{{"textMessages", text_messages(text)}}}};
  };
  const JsonObject* object = value.if_object();
  if (!object) return with_text("text", value);
  if (find_member(*object, "type")) return value;
  if (const Json* any = find_member(*object, "any")) return with_text("text", *any);
  const Json* said = find_member(*object, "say");
  if (!said) return with_text("text", value);
  for (const auto& [name, type, list] :
       {std::tuple{"buttons", "buttons", "buttons"}, std::tuple{"replies", "quickReplies", "quickReplies"}}) {
    const JsonObject* items = object_member(*object, name);
    if (!items) continue;
    JsonObject message = with_text(type, *said);
    JsonArray out;
    for (const auto& item : *items) {
      const auto title = view(item.key());
      out.push_back(type == std::string_view("buttons") ? button(title, item.value())
                                                        : reply(title, item.value()));
    }
    message["config"].as_object()[list] = std::move(out);
    return message;
  }
  return with_text("text", *said);
}

JsonArray components(const Json& value) {
  JsonArray out;
  for (const auto& item : list_of(value)) out.push_back(component(item));
  return out;
}

Json parameters(const JsonObject& named) {
  JsonArray out;
  for (const auto& item : named) {
    const std::string text = text_in(item.value());
    const bool variable = text.starts_with("$"), dialog = text.starts_with("@");
    out.push_back(JsonObject{{"key", item.key()},
                             {"type", variable ? "variable"
                                      : dialog ? "dialogstate"
                                               : "text"},
                             {"value", variable || dialog ? text.substr(1) : text}});
  }
  return out;
}

Json action(const Json& value) {
  const JsonObject* object = value.if_object();
  if (!object) return JsonObject{{"type", text_in(value)}, {"config", JsonObject{}}};
  const auto& member = *object->begin();
  JsonObject config = member.value().is_object() ? member.value().get_object() : JsonObject{};
  for (const auto key : {"query", "headers", "body", "args", "payload"}) {
    if (const JsonObject* named = object_member(config, key)) config[key] = parameters(JsonObject(*named));
  }
  return JsonObject{{"type", member.key()}, {"config", std::move(config)}};
}

Json branch(const JsonObject& sketch) {
  JsonArray conditions, joiners;
  const JsonArray* when = array_member(sketch, "when");
  for (const auto& item : when ? *when : JsonArray{}) {
    const JsonArray* parts = item.if_array();
    if (!parts) {
      joiners.push_back(item);
      continue;
    }
    JsonObject condition{{"variable", text_in((*parts)[0])}, {"operator", text_in((*parts)[1])}};
    if (parts->size() > 2) condition["value"] = text_in((*parts)[2]);
    if (parts->size() > 3) condition["caseSensitive"] = false;
    conditions.push_back(std::move(condition));
  }
  return JsonObject{
      {"op", std::move(joiners)}, {"conditions", std::move(conditions)}, {"goTo", go_to(sketch)}};
}

JsonObject input_content(const JsonObject& sketch, const Json& question) {
  JsonObject content{{"question", JsonObject{{"components", components(question)}}}};
  const Json* match = find_member(sketch, "match");
  content["match"] = !match               ? Json(JsonObject{{"type", "any"}})
                     : match->is_object() ? *match
                                          : Json(JsonObject{{"type", text_in(*match)}});
  if (const Json* variable = find_member(sketch, "save")) content["variable"] = text_in(*variable);
  if (const Json* disabled = find_member(sketch, "disableNlp")) content["disableNlp"] = *disabled;
  if (const Json* invalid = find_member(sketch, "invalid")) {
    content["invalid1"] = JsonObject{{"components", components(*invalid)}};
  }
  JsonObject late;
  if (const Json* invalid = find_member(sketch, "invalid2")) late["components"] = components(*invalid);
  if (const JsonObject* out = object_member(sketch, "invalid2GoTo")) late["goTo"] = go_to(*out);
  if (!late.empty()) content["invalid2"] = std::move(late);
  return content;
}

void add_content(JsonObject& dialog, const JsonObject& sketch) {
  JsonObject content;
  if (const Json* question = find_member(sketch, "ask")) {
    dialog["type"] = "USER_INPUT";
    content = input_content(sketch, *question);
  } else if (const Json* actions = find_member(sketch, "do")) {
    dialog["type"] = "ACTION";
    JsonArray list;
    for (const auto& item : list_of(*actions)) list.push_back(action(item));
    content["actions"] = std::move(list);
  } else if (const JsonArray* branches = array_member(sketch, "if")) {
    dialog["type"] = "GO_TO";
    JsonArray list;
    for (const auto& item : *branches) list.push_back(branch(item.as_object()));
    content["branches"] = std::move(list);
    if (const JsonObject* otherwise = object_member(sketch, "else")) content["else"] = go_to(*otherwise);
  } else {
    dialog["type"] = "MESSAGE";
    const Json* said = find_member(sketch, "say");
    content["components"] = said ? components(*said) : JsonArray{};
  }
  dialog["content"] = std::move(content);
}

JsonObject dialog(std::string_view name, const JsonObject& sketch) {
  JsonObject out{{"id", name}, {"name", name}, {"flowId", "f"}};
  if (const Json* label = find_member(sketch, "label")) out["label"] = *label;
  if (parse_system_dialog(name)) out["system"] = name;
  JsonObject nlp;
  if (const Json* intent = find_member(sketch, "intent")) nlp["intent"] = text_in(*intent);
  if (const Json* required = find_member(sketch, "requires")) nlp["requiredContexts"] = list_of(*required);
  if (const JsonObject* given = object_member(sketch, "gives")) {
    JsonArray contexts;
    for (const auto& item : *given)
      contexts.push_back(JsonObject{{"name", item.key()}, {"lifespan", item.value()}});
    nlp["outputContexts"] = std::move(contexts);
  }
  if (!nlp.empty()) out["nlp"] = std::move(nlp);
  add_content(out, sketch);
  out["goTo"] = go_to(sketch);
  return out;
}

JsonArray dialogs(const JsonObject& sketch) {
  JsonArray out;
  const JsonObject* named = object_member(sketch, "dialogs");
  for (const auto& item : named ? *named : JsonObject{}) {
    out.push_back(
        dialog(view(item.key()), item.value().is_object() ? item.value().get_object() : JsonObject{}));
  }
  for (int i = 0; i < system_dialog_count; ++i) {
    const std::string name(system_dialog_name(static_cast<SystemDialog>(i)));
    if (!named || !find_member(*named, name))
      out.push_back(dialog(name, JsonObject{{"say", "(" + name + ")"}}));
  }
  return out;
}

JsonArray events(const JsonObject& sketch) {
  JsonArray out;
  const JsonObject* named = object_member(sketch, "events");
  for (const auto& item : named ? *named : JsonObject{}) {
    const JsonObject& event = item.value().as_object();
    out.push_back(JsonObject{{"name", item.key()},
                             {"variables", list_of(*find_member(event, "watch"))},
                             {"dialogId", *find_member(event, "dialog")}});
  }
  return out;
}

JsonObject nlp(const JsonObject& sketch) {
  JsonArray intents;
  const JsonObject* named = object_member(sketch, "intents");
  for (const auto& item : named ? *named : JsonObject{}) {
    Json expressions = item.value();
    if (!expressions.is_object()) expressions = JsonObject{{"en", list_of(item.value())}};
    intents.push_back(JsonObject{{"name", item.key()}, {"expressions", std::move(expressions)}});
  }
  JsonObject out{{"intents", std::move(intents)}};
  for (const auto key : {"entities", "thresholds"}) {
    if (const Json* value = find_member(sketch, key)) out[key] = *value;
  }
  return out;
}

}  // namespace

Result<Bot> parse_bot_sketch(std::string_view yaml) {
  JsonObject sketch;
  try {
    Json value = json_of(YAML::Load(std::string(yaml)));
    if (!value.is_object()) return Error{ErrorCode::invalid_input, "a sketch is a YAML map"};
    sketch = std::move(value.as_object());
    JsonObject about{{"id", "bot"}, {"name", "bot"}, {"primaryLanguage", "en"}};
    const JsonObject* own = object_member(sketch, "bot");
    for (const auto& member : own ? *own : JsonObject{}) about[member.key()] = member.value();
    JsonObject document{
        {"format", "bot-full"},       {"formatVersion", 1},
        {"bot", std::move(about)},    {"flows", JsonArray{JsonObject{{"id", "f"}, {"name", "General"}}}},
        {"dialogs", dialogs(sketch)}, {"events", events(sketch)},
        {"nlp", nlp(sketch)}};
    for (const auto key : {"variables", "settings", "apiSettings", "offloadProviders"}) {
      if (const Json* part = find_member(sketch, key)) document[key] = *part;
    }
    Diagnostics diagnostics;
    return parse_bot(document, diagnostics);
  } catch (const std::exception& fault) {
    return Error{ErrorCode::invalid_input, fault.what()};
  }
}

Result<BotPtr> load_bot_sketch(const std::string& path) {
  std::ifstream file(path);
  if (!file) return Error{ErrorCode::not_found, "cannot read " + path};
  std::ostringstream text;
  text << file.rdbuf();
  SB_TRY(auto bot, parse_bot_sketch(text.str()));
  std::string hash = content_hash(bot);
  return BotPtr(std::make_shared<const BotIndex>(std::move(bot), std::move(hash)));
}

}  // namespace sb::engine::testing
