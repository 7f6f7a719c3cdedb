#include "model/message.h"

#include <array>

#include "model/user_message.h"

namespace sb {
namespace {

constexpr std::array<std::string_view, message_kind_count> type_names = {
    "text",       "buttons",  "quickReplies", "carousel",     "list", "media",
    "fileUpload", "richText", "__raw",        "JSONTemplate", "",
};

// Draws ids for the buttons of one message and notes what they mean.
class PayloadAssigner {
 public:
  PayloadAssigner(std::vector<IdentifiedPostback>& out, SeededRandom& random) : out_(out), random_(random) {}

  void assign_all(JsonObject& holder, std::string_view list_name, bool quick_replies) {
    Json* list = holder.if_contains(list_name);
    if (!list || !list->is_array()) return;
    for (auto& item : list->get_array()) {
      if (auto* button = item.if_object()) assign(*button, quick_replies);
    }
  }

  void assign_one(JsonObject& holder) {
    Json* button = holder.if_contains("button");
    if (button && button->is_object()) assign(button->get_object(), false);
  }

  void assign_outcome(JsonObject& upload, std::string_view target_name, std::string_view id_name) {
    const auto dialog = string_member(upload, target_name);
    if (dialog.empty()) return;
    Postback postback;
    postback.title = string_member(upload, "caption");
    postback.next_dialog_id = std::string(dialog);
    store(upload, id_name, std::move(postback));
  }

 private:
  void assign(JsonObject& button, bool quick_reply) {
    const auto type = string_member(button, "type");
    if (!quick_reply && type != "postback") return;
    Postback postback;
    postback.title = string_member(button, "title");
    postback.quick_reply = quick_reply;
    if (const JsonObject* target = object_member(button, "payload")) {
      const auto dialog = string_member(*target, "nextDialogstateId");
      if (!dialog.empty()) postback.next_dialog_id = std::string(dialog);
      add_parameters(*target, postback);
    }
    const auto variable = string_member(button, "variable");
    if (type == "location" && !variable.empty()) postback.location_variable = std::string(variable);
    store(button, "payloadId", std::move(postback));
  }

  static void add_parameters(const JsonObject& target, Postback& postback) {
    const JsonArray* list = array_member(target, "params");
    if (!list) return;
    for (const auto& item : *list) {
      const JsonObject* parameter = item.if_object();
      const Json* value = parameter ? parameter->if_contains("value") : nullptr;
      if (value) postback.params.push_back({std::string(string_member(*parameter, "key")), *value});
    }
  }

  void store(JsonObject& holder, std::string_view name, Postback postback) {
    std::string id = random_.hex(opaque_payload_digits);
    holder[name] = id;
    out_.push_back({std::move(id), std::move(postback)});
  }

  std::vector<IdentifiedPostback>& out_;
  SeededRandom& random_;
};

}  // namespace

std::string_view format_b_type(MessageKind kind) {
  return type_names[static_cast<std::size_t>(kind)];
}

Json to_format_b(const BotMessage& message) {
  if (message.kind == MessageKind::opaque) return message.config;
  JsonObject out;
  out.reserve(2);
  out.emplace("type", format_b_type(message.kind));
  out.emplace("config", message.config);
  return out;
}

std::vector<IdentifiedPostback> assign_payloads(BotMessage& message, SeededRandom& random) {
  std::vector<IdentifiedPostback> out;
  PayloadAssigner assigner(out, random);
  JsonObject& config = message.config;
  switch (message.kind) {
    case MessageKind::buttons:
      assigner.assign_all(config, "buttons", false);
      break;
    case MessageKind::quick_replies:
      assigner.assign_all(config, "quickReplies", true);
      break;
    case MessageKind::carousel:
    case MessageKind::list:
      if (Json* elements = config.if_contains("elements"); elements && elements->is_array()) {
        for (auto& element : elements->get_array()) {
          auto* object = element.if_object();
          if (!object) continue;
          assigner.assign_all(*object, "buttons", false);
          assigner.assign_one(*object);
        }
      }
      assigner.assign_one(config);
      break;
    case MessageKind::file_upload:
      assigner.assign_outcome(config, "successDialog", "successPayloadId");
      assigner.assign_outcome(config, "failedDialog", "failurePayloadId");
      break;
    default:
      break;
  }
  return out;
}

}  // namespace sb
