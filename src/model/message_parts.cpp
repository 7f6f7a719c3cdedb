#include <string>

#include "base/utf8.h"
#include "model/message_reader.h"
#include "model/user_message.h"

// The parts that all formats share: texts, buttons, quick replies, elements (spec 03 §1).

namespace sb::reader {
namespace {

bool is_opaque_id(const Json& value) {
  const auto* text = value.if_string();
  return text && is_opaque_payload(view(*text));
}

// The one member of a Format C button: {"urlButton":{…}}.
struct WrappedButton {
  std::string_view name, type;
};
constexpr WrappedButton wrapped_buttons[] = {
    {"postBackButton", "postback"},
    {"urlButton", "web_url"},
    {"phoneNumberButton", "phone_number"},
    {"shareButton", "element_share"},
};

std::string_view canonical_button_type(std::string_view type) {
  if (type == "call") return "phone_number";
  if (type == "element share") return "element_share";
  for (const std::string_view known : {"postback", "web_url", "phone_number", "element_share", "webview"}) {
    if (type == known) return known;
  }
  return {};
}

JsonArray parameters_json(std::vector<ParameterAssignment> parameters) {
  JsonArray out;
  out.reserve(parameters.size());
  for (auto& parameter : parameters) {
    out.push_back(JsonObject{{"key", parameter.key}, {"value", std::move(parameter.value)}});
  }
  return out;
}

// One level of nested arrays is flattened: a published sample nests them by accident (02 §4.2).
JsonArray flattened(const JsonArray& list) {
  JsonArray out;
  out.reserve(list.size());
  for (const auto& item : list) {
    if (const JsonArray* inner = item.if_array()) {
      out.insert(out.end(), inner->begin(), inner->end());
    } else {
      out.push_back(item);
    }
  }
  return out;
}

}  // namespace

bool MessageReader::check_text(const Json& value, const Place& place) {
  if (value.is_string()) return true;
  const JsonObject* by_language = value.if_object();
  if (!by_language) {
    faults_.add(place, "must be a string or an object of strings by language");
    return false;
  }
  bool good = true;
  for (const auto& [language, text] : *by_language) {
    if (text.is_string()) continue;
    faults_.add(Place(place, view(language)), "must be a string");
    good = false;
  }
  return good;
}

void MessageReader::read_text(const JsonObject& from, std::initializer_list<std::string_view> names,
                              JsonObject& to, std::string_view to_name, Must must, const Place& place) {
  const auto found = first_given(from, names);
  if (!found.value) {
    if (must == Must::be_given) faults_.add(Place(place, *names.begin()), "is required");
    return;
  }
  if (check_text(*found.value, Place(place, found.name))) to.emplace(to_name, *found.value);
}

const JsonArray* MessageReader::array_or_fault(const JsonObject& from, std::string_view name,
                                               std::size_t count_max, Must must, const Place& place) {
  const Json* value = given_member(from, name);
  if (!value) {
    if (must == Must::be_given) faults_.add(Place(place, name), "is required");
    return nullptr;
  }
  const JsonArray* list = value->if_array();
  if (!list) {
    faults_.add(Place(place, name), "must be an array");
    return nullptr;
  }
  if (list->size() > count_max) {
    faults_.add(Place(place, name), "has more than " + std::to_string(count_max) + " entries");
    return nullptr;
  }
  return list;
}

void MessageReader::read_texts(const JsonObject& from, JsonObject& to, const Place& place) {
  constexpr std::string_view name = "textMessages";
  const JsonArray* list = array_or_fault(from, name, message_alternatives_max, Must::be_given, place);
  if (!list) return;
  const Place here(place, name);
  if (list->empty()) return faults_.add(here, "must not be empty");
  JsonArray texts;
  texts.reserve(list->size());
  for (std::size_t i = 0; i < list->size(); ++i) {
    const JsonObject* item = (*list)[i].if_object();
    if (!item) {
      faults_.add(Place(here, i), "must be an object with a text");
      continue;
    }
    JsonObject text;
    read_text(*item, {"text"}, text, "text", Must::be_given, Place(here, i));
    texts.push_back(std::move(text));
  }
  to.emplace(name, std::move(texts));
}

void MessageReader::read_identifier(const JsonObject& from, std::string_view name, JsonObject& to) {
  const Json* value = from.if_contains(name);
  if (value && is_opaque_id(*value)) to.emplace(name, *value);
}

void MessageReader::read_postback(const JsonObject& from, JsonObject& to, Format format, const Place& place) {
  const Place here(place, "payload");
  const Json* value = given_member(from, "payload");
  std::optional<std::string> dialog;
  std::vector<ParameterAssignment> params;
  if (!value) {
    if (format == Format::c) faults_.add(here, "is required");
  } else if (const JsonObject* object = value->if_object()) {
    dialog = read_dialog_id(*object, here, faults_);
    params = read_checked_parameters(*object, here, faults_);
    if (format == Format::c && !dialog) faults_.add(Place(here, "nextDialogstateId"), "is required");
  } else if (const auto* text = value->if_string()) {
    // What an opaque payload stood for is known to the session that sent it only.
    if (auto decoded = decode_json_payload(view(*text))) {
      dialog = std::move(decoded->next_dialog_id);
      params = std::move(decoded->params);
    } else if (format != Format::d) {
      faults_.add(here, "must be an object, or the JSON text of one");
    }
  } else {
    faults_.add(here, "must be an object");
  }
  if (dialog || !params.empty()) {
    JsonObject payload;
    if (dialog) payload.emplace("nextDialogstateId", *dialog);
    if (!params.empty()) payload.emplace("params", parameters_json(std::move(params)));
    to.emplace("payload", std::move(payload));
  }
  read_identifier(from, "payloadId", to);
}

Json MessageReader::read_typed_button(const JsonObject& button, std::string_view type, Format format,
                                      const Place& place) {
  JsonObject out;
  out.emplace("type", type);
  if (type == "element_share") return out;
  read_text(button, {"title"}, out, "title", Must::be_given, place);
  if (type == "postback") {
    read_postback(button, out, format, place);
  } else if (type == "phone_number") {
    if (format == Format::c) {
      read_text(button, {"phoneNumber", "payload"}, out, "payload", Must::be_given, place);
    } else {
      read_text(button, {"payload", "phoneNumber"}, out, "payload", Must::be_given, place);
    }
  } else {
    read_text(button, {"url"}, out, "url", Must::be_given, place);
    if (type == "webview") {
      auto params = read_checked_parameters(button, place, faults_);
      if (!params.empty()) out.emplace("params", parameters_json(std::move(params)));
    }
  }
  return out;
}

Json MessageReader::read_button(const Json& value, Format format, const Place& place) {
  const JsonObject* button = value.if_object();
  if (!button) {
    faults_.add(place, "must be an object");
    return nullptr;
  }
  for (const auto& wrapped : wrapped_buttons) {
    if (!button->contains(wrapped.name)) continue;
    const JsonObject* inner = object_or_fault(*button, wrapped.name, place, faults_);
    return inner ? read_typed_button(*inner, wrapped.type, Format::c, Place(place, wrapped.name)) : Json();
  }
  const Json* type_value = given_member(*button, "type");
  if (!type_value) {
    return read_typed_button(*button, given_member(*button, "url") ? "web_url" : "postback", format, place);
  }
  std::string_view type =
      type_value->is_string() ? canonical_button_type(view(type_value->get_string())) : "";
  if (type.empty()) {
    faults_.add(Place(place, "type"), "must be postback, web_url, phone_number, element_share or webview");
    return nullptr;
  }
  // On the wire a webview is a URL button with extensions; its parameters are part of the URL already.
  const Json* extensions = button->if_contains("messenger_extensions");
  if (type == "web_url" && extensions && extensions->is_bool() && extensions->get_bool()) type = "webview";
  return read_typed_button(*button, type, format, place);
}

void MessageReader::read_buttons(const JsonObject& from, JsonObject& to, Format format, Must must,
                                 const Place& place) {
  const JsonArray* list = array_or_fault(from, "buttons", message_buttons_max, must, place);
  if (!list || (list->empty() && must == Must::may_be_absent)) return;
  const Place here(place, "buttons");
  JsonArray buttons;
  buttons.reserve(list->size());
  for (std::size_t i = 0; i < list->size(); ++i)
    buttons.push_back(read_button((*list)[i], format, Place(here, i)));
  to.emplace("buttons", std::move(buttons));
}

void MessageReader::read_single_button(const JsonObject& from, JsonObject& to, Format format,
                                       const Place& place) {
  if (const Json* button = given_member(from, "button")) {
    to.emplace("button", read_button(*button, format, Place(place, "button")));
    return;
  }
  const JsonArray* list = array_or_fault(from, "buttons", 1, Must::may_be_absent, place);
  if (!list || list->empty()) return;
  const Place here(place, "buttons");
  to.emplace("button", read_button(list->front(), format, Place(here, std::size_t{0})));
}

Json MessageReader::read_quick_reply(const Json& value, Format format, const Place& place) {
  const JsonObject* reply = value.if_object();
  if (!reply) {
    faults_.add(place, "must be an object");
    return nullptr;
  }
  JsonObject out;
  read_text(*reply, {"title"}, out, "title", Must::be_given, place);
  const auto type = first_given(*reply, {"type", "content_type"});
  const std::string_view name = type.value && type.value->is_string() ? view(type.value->get_string()) : "";
  if (type.value && name != "postback" && name != "text" && name != "location") {
    faults_.add(Place(place, type.name), "must be postback or location");
  }
  const bool location = name == "location";
  out.emplace("type", location ? "location" : "postback");
  read_text(*reply, {"imageUrl", "image_url"}, out, "imageUrl", Must::may_be_absent, place);
  if (location) {
    if (const Json* variable = given_member(*reply, "variable")) {
      if (variable->is_string()) {
        out.emplace("variable", *variable);
      } else {
        faults_.add(Place(place, "variable"), "must be a string");
      }
    }
  }
  // A location needs no target: what it does is to fill a variable.
  read_postback(*reply, out, location && format == Format::c ? Format::b : format, place);
  return out;
}

void MessageReader::read_quick_replies(const JsonObject& from, JsonObject& to, Format format,
                                       const Place& place) {
  const std::string_view name = format == Format::d ? "quick_replies" : "quickReplies";
  const JsonArray* list = array_or_fault(from, name, message_quick_replies_max, Must::be_given, place);
  if (!list) return;
  const JsonArray flat = flattened(*list);
  if (flat.size() > message_quick_replies_max) {
    faults_.add(Place(place, name),
                "has more than " + std::to_string(message_quick_replies_max) + " entries");
    return;
  }
  const Place here(place, name);
  JsonArray replies;
  replies.reserve(flat.size());
  for (std::size_t i = 0; i < flat.size(); ++i)
    replies.push_back(read_quick_reply(flat[i], format, Place(here, i)));
  to.emplace("quickReplies", std::move(replies));
}

Json MessageReader::read_element(const Json& value, Format format, MessageKind kind, const Place& place) {
  const JsonObject* element = value.if_object();
  if (!element) {
    faults_.add(place, "must be an object");
    return nullptr;
  }
  JsonObject out;
  read_text(*element, {"title"}, out, "title", Must::be_given, place);
  read_text(*element, {"subTitle", "subtitle"}, out, "subTitle", Must::may_be_absent, place);
  read_text(*element, {"imageUrl", "image_url"}, out, "imageUrl", Must::may_be_absent, place);
  read_text(*element, {"webUrl", "item_url"}, out, "webUrl", Must::may_be_absent, place);
  if (!out.contains("webUrl")) {
    if (const JsonObject* action = object_or_fault(*element, "default_action", place, faults_)) {
      read_text(*action, {"url"}, out, "webUrl", Must::may_be_absent, Place(place, "default_action"));
    }
  }
  if (kind == MessageKind::list) {
    read_single_button(*element, out, format, place);
  } else {
    read_buttons(*element, out, format, Must::may_be_absent, place);
  }
  return out;
}

JsonArray MessageReader::read_elements(const JsonObject& from, Format format, MessageKind kind,
                                       std::size_t count_max, const Place& place) {
  JsonArray elements;
  const JsonArray* list = array_or_fault(from, "elements", count_max, Must::be_given, place);
  if (!list) return elements;
  const Place here(place, "elements");
  if (list->empty()) faults_.add(here, "must not be empty");
  elements.reserve(list->size());
  for (std::size_t i = 0; i < list->size(); ++i) {
    elements.push_back(read_element((*list)[i], format, kind, Place(here, i)));
  }
  return elements;
}

}  // namespace sb::reader
