#include <string>

#include "base/utf8.h"
#include "model/message.h"
#include "model/message_reader.h"

// Detection of the format, and the envelopes of Formats B and C (spec 03 §2 to §4).

namespace sb {
namespace reader {
namespace {

constexpr std::string_view template_suffix = "Template";
// How much of a name that a caller made up is repeated in a fault.
constexpr std::size_t name_bytes_shown_max = 40;

struct TemplateName {
  std::string_view name;
  MessageKind kind;
};
constexpr TemplateName template_names[] = {
    {"textMessageTemplate", MessageKind::text},
    {"buttonTemplate", MessageKind::buttons},
    {"quickReplyTemplate", MessageKind::quick_replies},
    {"carouselTemplate", MessageKind::carousel},
    {"listTemplate", MessageKind::list},
    {"attachmentTemplate", MessageKind::media},
};

std::optional<MessageKind> kind_of_type(std::string_view type) {
  for (int i = 0; i < message_kind_count; ++i) {
    const auto kind = static_cast<MessageKind>(i);
    if (kind != MessageKind::opaque && format_b_type(kind) == type) return kind;
  }
  return std::nullopt;
}

std::string_view media_type(std::string_view type) {
  if (type == "attachment") return "file";
  for (const std::string_view known : {"image", "video", "audio", "file"}) {
    if (type == known) return known;
  }
  return {};
}

}  // namespace

std::optional<BotMessage> MessageReader::read(const Json& value, const Place& place) {
  const JsonObject* message = value.if_object();
  if (!message) {
    faults_.add(place, "must be an object");
    return std::nullopt;
  }
  const Json* type = given_member(*message, "type");
  if (type && given_member(*message, "config")) return read_b(*message, place);
  std::string_view template_name;
  std::size_t templates = 0;
  for (const auto& member : *message) {
    if (!view(member.key()).ends_with(template_suffix)) continue;
    template_name = view(member.key());
    ++templates;
  }
  if (templates > 1) {
    faults_.add(place, "must have one template only");
    return std::nullopt;
  }
  if (templates == 1) return read_c(*message, template_name, place);
  for (const std::string_view name : {"text", "attachment", "quick_replies"}) {
    if (given_member(*message, name)) return read_d(*message, place);
  }
  if (type && type->is_string() && view(type->get_string()) == "event") return read_d_event(*message, place);
  if (type) {
    const bool known = !type->is_string() || kind_of_type(view(type->get_string()));
    if (!known) return read_unknown(*message, Place(place, "config"), "is required");
    faults_.add(Place(place, "config"), "is required");
  } else {
    faults_.add(place,
                "is no bot message: it has neither type and config, nor a template, nor text or attachment");
  }
  return std::nullopt;
}

std::optional<BotMessage> MessageReader::read_b(const JsonObject& message, const Place& place) {
  const Json& type = message.at("type");
  if (!type.is_string()) {
    faults_.add(Place(place, "type"), "must be a string");
    return std::nullopt;
  }
  const JsonObject* config = object_or_fault(message, "config", place, faults_);
  if (!config) return std::nullopt;
  const auto kind = kind_of_type(view(type.get_string()));
  if (!kind) {
    const std::string name = printable(utf8_prefix(view(type.get_string()), name_bytes_shown_max));
    return read_unknown(message, Place(place, "type"), "\"" + name + "\" is no kind of message");
  }
  const Place here(place, "config");
  if (*kind == MessageKind::json_event) return read_json_template(message, *config, here);
  return BotMessage{*kind, read_config(*kind, *config, Format::b, here)};
}

std::optional<BotMessage> MessageReader::read_unknown(const JsonObject& message, const Place& place,
                                                      std::string_view fault) {
  if (unknown_ == UnknownKinds::refused) {
    faults_.add(place, fault);
    return std::nullopt;
  }
  return BotMessage{MessageKind::opaque, message};
}

std::optional<BotMessage> MessageReader::read_json_template(const JsonObject& message,
                                                            const JsonObject& config, const Place& place) {
  const Json* component = given_member(config, "__component");
  if (!component) return BotMessage{MessageKind::json_event, config};
  if (component->is_string() && view(component->get_string()) == "html") {
    return BotMessage{MessageKind::html, read_html(config, place)};
  }
  return read_unknown(message, Place(place, "__component"), "must be html");
}

std::optional<BotMessage> MessageReader::read_c(const JsonObject& message, std::string_view name,
                                                const Place& place) {
  for (const auto& known : template_names) {
    if (known.name != name) continue;
    const JsonObject* config = object_or_fault(message, name, place, faults_);
    if (!config) {
      if (!given_member(message, name)) faults_.add(Place(place, name), "must be an object");
      return std::nullopt;
    }
    return BotMessage{known.kind, read_config(known.kind, *config, Format::c, Place(place, known.name))};
  }
  faults_.add(place, "\"" + printable(utf8_prefix(name, name_bytes_shown_max)) + "\" is no known template");
  return std::nullopt;
}

JsonObject MessageReader::read_config(MessageKind kind, const JsonObject& config, Format format,
                                      const Place& place) {
  JsonObject out;
  switch (kind) {
    case MessageKind::text:
      read_texts(config, out, place);
      break;
    case MessageKind::buttons:
      read_texts(config, out, place);
      read_buttons(config, out, format, Must::be_given, place);
      break;
    case MessageKind::quick_replies:
      read_texts(config, out, place);
      read_quick_replies(config, out, format, place);
      break;
    case MessageKind::carousel:
      out.emplace("elements", read_elements(config, format, kind, carousel_elements_max, place));
      break;
    case MessageKind::list:
      out = read_list(config, format, place);
      break;
    case MessageKind::media:
      out = read_media(config, place);
      break;
    case MessageKind::file_upload:
      out = read_file_upload(config, place);
      break;
    case MessageKind::rich_text:
      read_text(config, {"html"}, out, "html", Must::be_given, place);
      break;
    case MessageKind::html:
      out = read_html(config, place);
      break;
    case MessageKind::json_event:
    case MessageKind::opaque:
      out = config;
      break;
  }
  return out;
}

JsonObject MessageReader::read_list(const JsonObject& config, Format format, const Place& place) {
  JsonObject out;
  const auto size = first_given(config, {"size", "top_element_style"});
  if (size.value) {
    const std::string_view name = size.value->is_string() ? view(size.value->get_string()) : "";
    if (iequals_ascii(name, "LARGE")) {
      out.emplace("size", "LARGE");
    } else if (iequals_ascii(name, "COMPACT")) {
      out.emplace("size", "COMPACT");
    } else {
      faults_.add(Place(place, size.name), "must be LARGE or COMPACT");
    }
  }
  out.emplace("elements", read_elements(config, format, MessageKind::list, list_elements_max, place));
  read_single_button(config, out, format, place);
  return out;
}

JsonObject MessageReader::read_media(const JsonObject& config, const Place& place) {
  JsonObject out;
  const Place here(place, "media");
  const JsonObject* media = object_or_fault(config, "media", place, faults_);
  if (!media) {
    if (!given_member(config, "media")) faults_.add(here, "is required");
    return out;
  }
  JsonObject canonical;
  const Json* type = given_member(*media, "type");
  const std::string_view name = type && type->is_string() ? media_type(view(type->get_string())) : "";
  if (name.empty()) {
    faults_.add(Place(here, "type"), "must be image, video, audio or file");
  } else {
    canonical.emplace("type", name);
  }
  read_text(*media, {"url"}, canonical, "url", Must::be_given, here);
  if (const Json* cached = given_member(*media, "isCache")) {
    if (!cached->is_bool()) faults_.add(Place(here, "isCache"), "must be true or false");
    canonical.emplace("isCache", *cached);
  }
  out.emplace("media", std::move(canonical));
  return out;
}

JsonObject MessageReader::read_file_upload(const JsonObject& config, const Place& place) {
  JsonObject out;
  read_text(config, {"caption"}, out, "caption", Must::be_given, place);
  for (const std::string_view name : {"successDialog", "failedDialog"}) {
    const Json* value = config.if_contains(name);
    if (!value) continue;
    if (auto id = read_dialog_id(*value, Place(place, name), faults_)) out.emplace(name, *id);
  }
  read_identifier(config, "successPayloadId", out);
  read_identifier(config, "failurePayloadId", out);
  return out;
}

JsonObject MessageReader::read_html(const JsonObject& config, const Place& place) {
  JsonObject out;
  const Json* balloon = given_member(config, "withBalloon");
  if (balloon && !balloon->is_bool()) faults_.add(Place(place, "withBalloon"), "must be true or false");
  out.emplace("withBalloon", balloon && balloon->is_bool() ? balloon->get_bool() : true);
  read_text(config, {"html"}, out, "html", Must::be_given, place);
  out.emplace("type", "html");
  return out;
}

}  // namespace reader

Result<BotMessage> parse_bot_message(const Json& value, UnknownKinds unknown) {
  reader::Faults faults;
  auto message = reader::MessageReader(faults, unknown).read(value, {});
  if (!faults.empty()) return faults.to_error();
  return std::move(*message);
}

namespace {

std::vector<BotMessage> read_all(const Json& array, UnknownKinds unknown, reader::Faults& faults) {
  std::vector<BotMessage> messages;
  const reader::Place root;
  const JsonArray* list = array.if_array();
  if (!list) {
    faults.add(root, "must be an array of messages");
    return messages;
  }
  messages.reserve(list->size());
  reader::MessageReader message_reader(faults, unknown);
  for (std::size_t i = 0; i < list->size(); ++i) {
    if (auto message = message_reader.read((*list)[i], {root, i})) messages.push_back(std::move(*message));
  }
  return messages;
}

}  // namespace

Result<std::vector<BotMessage>> parse_bot_messages(const Json& array, UnknownKinds unknown) {
  reader::Faults faults;
  auto messages = read_all(array, unknown, faults);
  if (!faults.empty()) return faults.to_error();
  return messages;
}

std::vector<InputFault> faults_of_bot_messages(const Json& array) {
  reader::Faults faults;
  (void)read_all(array, UnknownKinds::refused, faults);
  return faults.all();
}

}  // namespace sb
