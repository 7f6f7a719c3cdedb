#include "model/message_reader.h"
#include "model/user_message.h"

// Format D, the Messenger-shaped wire form, read back (spec 03 §2, 04 §2.4).

namespace sb::reader {

std::optional<BotMessage> MessageReader::read_d(const JsonObject& message, const Place& place) {
  const JsonArray* replies = array_member(message, "quick_replies");
  const bool has_replies = given_member(message, "quick_replies") && !(replies && replies->empty());
  if (given_member(message, "attachment")) {
    if (has_replies) faults_.add(Place(place, "quick_replies"), "cannot come with an attachment");
    const JsonObject* attachment = object_or_fault(message, "attachment", place, faults_);
    return attachment ? read_d_attachment(*attachment, Place(place, "attachment")) : std::nullopt;
  }
  JsonObject text;
  read_text(message, {"text"}, text, "text", Must::be_given, place);
  BotMessage out;
  out.config.emplace("textMessages", JsonArray{std::move(text)});
  if (has_replies) {
    out.kind = MessageKind::quick_replies;
    read_quick_replies(message, out.config, Format::d, place);
  }
  return out;
}

std::optional<BotMessage> MessageReader::read_d_event(const JsonObject& message, const Place& place) {
  if (string_member(message, "event") != "json") {
    faults_.add(Place(place, "event"), "must be json");
    return std::nullopt;
  }
  const JsonObject* payload = object_or_fault(message, "payload", place, faults_);
  return BotMessage{MessageKind::json_event, payload ? *payload : JsonObject()};
}

std::optional<BotMessage> MessageReader::read_d_attachment(const JsonObject& attachment, const Place& place) {
  const Place here(place, "payload");
  const JsonObject* payload = object_or_fault(attachment, "payload", place, faults_);
  if (!payload) {
    if (!given_member(attachment, "payload")) faults_.add(here, "is required");
    return std::nullopt;
  }
  const Json* type = given_member(attachment, "type");
  if (type && type->is_string() && view(type->get_string()) == "template")
    return read_d_template(*payload, here);

  JsonObject media;
  if (type) media.emplace("type", *type);
  if (const Json* url = given_member(*payload, "url")) media.emplace("url", *url);
  const Json* reusable = payload->if_contains("is_reusable");
  if (reusable && reusable->is_bool() && reusable->get_bool()) media.emplace("isCache", true);
  return BotMessage{MessageKind::media, read_media(JsonObject{{"media", std::move(media)}}, place)};
}

std::optional<BotMessage> MessageReader::read_d_template(const JsonObject& payload, const Place& place) {
  const std::string_view type = string_member(payload, "template_type");
  if (type == "button") {
    JsonObject text;
    read_text(payload, {"text"}, text, "text", Must::be_given, place);
    BotMessage out{MessageKind::buttons, {}};
    out.config.emplace("textMessages", JsonArray{std::move(text)});
    read_buttons(payload, out.config, Format::d, Must::be_given, place);
    return out;
  }
  if (type == "generic") {
    return BotMessage{MessageKind::carousel, read_config(MessageKind::carousel, payload, Format::d, place)};
  }
  if (type == "list") return BotMessage{MessageKind::list, read_list(payload, Format::d, place)};
  if (type == "html") return BotMessage{MessageKind::html, read_html(payload, place)};
  if (type == "file_upload") return BotMessage{MessageKind::file_upload, read_d_file_upload(payload, place)};
  faults_.add(Place(place, "template_type"), "must be button, generic, list, html or file_upload");
  return std::nullopt;
}

JsonObject MessageReader::read_d_file_upload(const JsonObject& payload, const Place& place) {
  JsonObject out;
  read_text(payload, {"text"}, out, "caption", Must::be_given, place);
  const auto read_target = [&](std::string_view from, std::string_view to) {
    const auto decoded = decode_json_payload(string_member(payload, from));
    if (decoded && decoded->next_dialog_id) out.emplace(to, *decoded->next_dialog_id);
  };
  read_target("success_payload", "successDialog");
  read_target("failure_payload", "failedDialog");
  return out;
}

}  // namespace sb::reader
