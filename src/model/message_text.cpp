#include <string>

#include "model/message.h"

// What a message says, and which channel gets it (spec 03 §7).

namespace sb {
namespace {

std::string_view text_member(const JsonObject& object, std::string_view name) {
  const Json* value = object.if_contains(name);
  if (value && value->is_object() && !value->get_object().empty())
    value = &value->get_object().begin()->value();
  return value && value->is_string() ? view(value->get_string()) : std::string_view{};
}

void add_line(std::string& out, std::string_view line) {
  if (line.empty()) return;
  if (!out.empty()) out += '\n';
  out += line;
}

void add_button(std::string& out, const Json& value) {
  const JsonObject* button = value.if_object();
  if (!button) return;
  const auto title = text_member(*button, "title");
  if (title.empty()) return;
  std::string line = "[" + std::string(title) + "]";
  const auto type = string_member(*button, "type");
  const auto target = type == "phone_number" ? text_member(*button, "payload") : text_member(*button, "url");
  if (!target.empty()) line += " " + std::string(target);
  add_line(out, line);
}

void add_buttons(std::string& out, const JsonObject& holder, std::string_view name) {
  const JsonArray* list = array_member(holder, name);
  if (!list) return;
  for (const auto& button : *list) add_button(out, button);
}

void add_element(std::string& out, const JsonObject& element) {
  for (const std::string_view name : {"title", "subTitle", "webUrl"})
    add_line(out, text_member(element, name));
  add_buttons(out, element, "buttons");
  if (const Json* button = element.if_contains("button")) add_button(out, *button);
}

std::string elements_text(const JsonObject& config) {
  std::string out;
  if (const JsonArray* elements = array_member(config, "elements")) {
    for (const auto& element : *elements) {
      if (const JsonObject* object = element.if_object()) add_element(out, *object);
    }
  }
  if (const Json* button = config.if_contains("button")) add_button(out, *button);
  return out;
}

std::string first_text(const JsonObject& config) {
  const JsonArray* texts = array_member(config, "textMessages");
  const JsonObject* first = texts && !texts->empty() ? texts->front().if_object() : nullptr;
  return first ? std::string(text_member(*first, "text")) : std::string();
}

void make_plain_link(Json& value) {
  JsonObject* button = value.if_object();
  if (!button || string_member(*button, "type") != "webview") return;
  const JsonArray* params = array_member(*button, "params");
  std::string url(text_member(*button, "url"));
  if (params) url = webview_url(url, *params);
  (*button)["type"] = "web_url";
  (*button)["url"] = url;
  erase_member(*button, "params");
}

void make_plain_links(JsonObject& holder) {
  if (Json* list = holder.if_contains("buttons"); list && list->is_array()) {
    for (auto& button : list->get_array()) make_plain_link(button);
  }
  if (Json* button = holder.if_contains("button")) make_plain_link(*button);
  if (Json* list = holder.if_contains("elements"); list && list->is_array()) {
    for (auto& element : list->get_array()) {
      if (auto* object = element.if_object()) make_plain_links(*object);
    }
  }
}

BotMessage text_message(std::string text) {
  JsonObject item;
  item.emplace("text", std::move(text));
  BotMessage out;
  out.config.emplace("textMessages", JsonArray{std::move(item)});
  return out;
}

}  // namespace

std::string plain_text(const BotMessage& message) {
  const JsonObject& config = message.config;
  switch (message.kind) {
    case MessageKind::text:
      return first_text(config);
    case MessageKind::buttons:
    case MessageKind::quick_replies: {
      std::string out = first_text(config);
      add_buttons(out, config, message.kind == MessageKind::buttons ? "buttons" : "quickReplies");
      return out;
    }
    case MessageKind::carousel:
    case MessageKind::list:
      return elements_text(config);
    case MessageKind::media: {
      const JsonObject* media = object_member(config, "media");
      return media ? std::string(text_member(*media, "url")) : std::string();
    }
    case MessageKind::file_upload:
      return std::string(text_member(config, "caption"));
    case MessageKind::rich_text:
    case MessageKind::html:
      return html_to_text(text_member(config, "html"));
    case MessageKind::json_event:
    case MessageKind::opaque:
      break;
  }
  return {};
}

bool is_web_only(MessageKind kind) {
  return kind == MessageKind::file_upload || kind == MessageKind::html || kind == MessageKind::opaque;
}

std::optional<BotMessage> for_channel(BotMessage message, ChannelKind kind, bool send_web_only_messages) {
  const bool web_messages = kind == ChannelKind::web || send_web_only_messages;
  if (is_web_only(message.kind) && !web_messages) return std::nullopt;
  switch (message.kind) {
    case MessageKind::opaque:
      return std::nullopt;
    case MessageKind::json_event:
      if (kind == ChannelKind::offload) return std::nullopt;
      break;
    case MessageKind::rich_text:
      if (!web_messages) return text_message(plain_text(message));
      break;
    default:
      if (kind == ChannelKind::web) make_plain_links(message.config);
      break;
  }
  return message;
}

}  // namespace sb
