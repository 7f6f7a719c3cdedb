#include <algorithm>
#include <string>

#include "base/crypto.h"
#include "model/message.h"

// Format D, the wire form to clients (spec 03 §2, 04 §2.4).

namespace sb {
namespace {

// A rendered text; of a template, its first language.
const Json* plain(const JsonObject& from, std::string_view name) {
  const Json* value = from.if_contains(name);
  if (value && value->is_object()) {
    const auto& by_language = value->get_object();
    value = by_language.empty() ? nullptr : &by_language.begin()->value();
  }
  return value && value->is_string() ? value : nullptr;
}

void copy(const JsonObject& from, std::string_view name, JsonObject& to, std::string_view to_name) {
  if (const Json* value = plain(from, name)) to.emplace(to_name, *value);
}

void copy_filled(const JsonObject& from, std::string_view name, JsonObject& to, std::string_view to_name) {
  const Json* value = plain(from, name);
  if (value && !value->get_string().empty()) to.emplace(to_name, *value);
}

void copy_first_text(const JsonObject& config, JsonObject& to) {
  const JsonArray* texts = array_member(config, "textMessages");
  const JsonObject* first = texts && !texts->empty() ? texts->front().if_object() : nullptr;
  const Json* text = first ? plain(*first, "text") : nullptr;
  if (text) {
    to.emplace("text", *text);
  } else {
    to.emplace("text", "");
  }
}

class FormatD {
 public:
  explicit FormatD(PayloadEncoding encoding) : encoding_(encoding) {}

  Json message(const BotMessage& message) const {
    const JsonObject& config = message.config;
    switch (message.kind) {
      case MessageKind::text:
        return text(config);
      case MessageKind::quick_replies:
        return quick_replies(config);
      case MessageKind::buttons:
        return attachment_template(buttons_template(config));
      case MessageKind::carousel:
        return attachment_template(carousel(config));
      case MessageKind::list:
        return attachment_template(list(config));
      case MessageKind::media:
        return media(config);
      case MessageKind::file_upload:
        return attachment_template(file_upload(config));
      case MessageKind::rich_text:
      case MessageKind::html:
        return attachment_template(html(config));
      case MessageKind::json_event:
        return event(config);
      case MessageKind::opaque:
        break;
    }
    return nullptr;
  }

 private:
  static Json attachment(std::string_view type, JsonObject payload) {
    JsonObject inner, out;
    inner.reserve(2);
    inner.emplace("type", type);
    inner.emplace("payload", std::move(payload));
    out.emplace("attachment", std::move(inner));
    return out;
  }
  static Json attachment_template(JsonObject payload) { return attachment("template", std::move(payload)); }

  static JsonObject text(const JsonObject& config) {
    JsonObject out;
    copy_first_text(config, out);
    return out;
  }

  JsonObject quick_replies(const JsonObject& config) const {
    JsonObject out = text(config);
    JsonArray replies;
    if (const JsonArray* list = array_member(config, "quickReplies")) {
      replies.reserve(list->size());
      for (const auto& item : *list) {
        if (const JsonObject* reply = item.if_object()) replies.push_back(quick_reply(*reply));
      }
    }
    if (!replies.empty()) out.emplace("quick_replies", std::move(replies));
    return out;
  }

  JsonObject quick_reply(const JsonObject& reply) const {
    JsonObject out;
    out.reserve(4);
    out.emplace("content_type", string_member(reply, "type") == "location" ? "location" : "text");
    copy(reply, "title", out, "title");
    out.emplace("payload", payload(reply, "payloadId", "quickreply", plain(reply, "title")));
    copy_filled(reply, "imageUrl", out, "image_url");
    return out;
  }

  JsonObject buttons_template(const JsonObject& config) const {
    JsonObject out;
    out.emplace("template_type", "button");
    copy_first_text(config, out);
    out.emplace("buttons", buttons(config));
    return out;
  }

  JsonArray buttons(const JsonObject& holder) const {
    JsonArray out;
    const JsonArray* list = array_member(holder, "buttons");
    if (!list) return out;
    out.reserve(list->size());
    for (const auto& item : *list) {
      if (const JsonObject* one = item.if_object()) out.push_back(button(*one));
    }
    return out;
  }

  JsonObject button(const JsonObject& from) const {
    const auto type = string_member(from, "type");
    JsonObject out;
    out.emplace("type", type == "webview" ? std::string_view("web_url") : type);
    copy(from, "title", out, "title");
    if (type == "postback") {
      out.emplace("payload", payload(from, "payloadId", "button", plain(from, "title")));
    } else if (type == "phone_number") {
      copy(from, "payload", out, "payload");
    } else if (type == "web_url") {
      copy(from, "url", out, "url");
    } else if (type == "webview") {
      const Json* url = plain(from, "url");
      const JsonArray* params = array_member(from, "params");
      const std::string_view base = url ? view(url->get_string()) : "";
      out.emplace("url", params ? webview_url(base, *params) : std::string(base));
      out.emplace("webview_height_ratio", "tall");
      out.emplace("messenger_extensions", true);
    }
    return out;
  }

  JsonObject carousel(const JsonObject& config) const {
    JsonObject out;
    out.emplace("template_type", "generic");
    out.emplace("elements", elements(config, [this](const JsonObject& from) {
                  JsonObject to;
                  copy(from, "title", to, "title");
                  copy_filled(from, "imageUrl", to, "image_url");
                  copy_filled(from, "subTitle", to, "subtitle");
                  if (JsonArray own = buttons(from); !own.empty()) to.emplace("buttons", std::move(own));
                  // Published schema and captured traffic disagree about the name: both are sent.
                  copy_filled(from, "webUrl", to, "item_url");
                  add_default_action(from, to);
                  return to;
                }));
    return out;
  }

  JsonObject list(const JsonObject& config) const {
    JsonObject out;
    out.emplace("template_type", "list");
    const auto size = string_member(config, "size");
    if (!size.empty()) out.emplace("top_element_style", size == "LARGE" ? "large" : "compact");
    out.emplace("elements", elements(config, [this](const JsonObject& from) {
                  JsonObject to;
                  copy(from, "title", to, "title");
                  copy_filled(from, "subTitle", to, "subtitle");
                  copy_filled(from, "imageUrl", to, "image_url");
                  add_default_action(from, to);
                  add_single_button(from, to);
                  return to;
                }));
    add_single_button(config, out);
    return out;
  }

  template <typename Write>
  static JsonArray elements(const JsonObject& config, Write write) {
    JsonArray out;
    const JsonArray* list = array_member(config, "elements");
    if (!list) return out;
    out.reserve(list->size());
    for (const auto& item : *list) {
      if (const JsonObject* element = item.if_object()) out.push_back(write(*element));
    }
    return out;
  }

  static void add_default_action(const JsonObject& from, JsonObject& to) {
    const Json* url = plain(from, "webUrl");
    if (!url || url->get_string().empty()) return;
    JsonObject action;
    action.emplace("type", "web_url");
    action.emplace("url", *url);
    to.emplace("default_action", std::move(action));
  }

  void add_single_button(const JsonObject& from, JsonObject& to) const {
    const JsonObject* one = object_member(from, "button");
    if (!one) return;
    JsonArray list;
    list.push_back(button(*one));
    to.emplace("buttons", std::move(list));
  }

  static Json media(const JsonObject& config) {
    const JsonObject* from = object_member(config, "media");
    JsonObject payload;
    if (!from) return attachment("file", std::move(payload));
    copy(*from, "url", payload, "url");
    const Json* cached = from->if_contains("isCache");
    payload.emplace("is_reusable", cached && cached->is_bool() && cached->get_bool());
    return attachment(string_member(*from, "type"), std::move(payload));
  }

  JsonObject file_upload(const JsonObject& config) const {
    JsonObject out;
    out.emplace("template_type", "file_upload");
    copy(config, "caption", out, "text");
    add_outcome(config, "successDialog", "successPayloadId", out, "success_payload");
    add_outcome(config, "failedDialog", "failurePayloadId", out, "failure_payload");
    return out;
  }

  void add_outcome(const JsonObject& config, std::string_view target_name, std::string_view id_name,
                   JsonObject& to, std::string_view to_name) const {
    const Json* dialog = config.if_contains(target_name);
    if (!dialog) return;
    JsonObject as_button, target;
    target.emplace("nextDialogstateId", *dialog);
    as_button.emplace("payload", std::move(target));
    if (const Json* id = config.if_contains(id_name)) as_button.emplace("payloadId", *id);
    to.emplace(to_name, payload(as_button, "payloadId", "button", plain(config, "caption")));
  }

  static JsonObject html(const JsonObject& config) {
    JsonObject out;
    out.emplace("template_type", "html");
    copy(config, "html", out, "html");
    const Json* balloon = config.if_contains("withBalloon");
    out.emplace("withBalloon", !balloon || !balloon->is_bool() || balloon->get_bool());
    return out;
  }

  static JsonObject event(const JsonObject& config) {
    JsonObject out, payload;
    out.emplace("type", "event");
    out.emplace("event", "json");
    payload.reserve(config.size());
    for (const auto& member : config) {
      if (view(member.key()) != "___type") payload.emplace(member.key(), member.value());
    }
    out.emplace("payload", payload);
    // Clients read either place. `emplace` keeps the three members above when the payload has keys of their
    // names.
    for (auto& member : payload) out.emplace(member.key(), std::move(member.value()));
    return out;
  }

  // What a click sends back: an id, or the meaning itself.
  std::string payload(const JsonObject& button, std::string_view id_name, std::string_view type,
                      const Json* title) const {
    if (encoding_ == PayloadEncoding::opaque) {
      const auto id = string_member(button, id_name);
      if (!id.empty()) return std::string(id);
    }
    const std::string_view shown = title ? view(title->get_string()) : "";
    JsonObject out;
    out.reserve(6);
    out.emplace("title", shown);
    out.emplace("caption", shown);
    out.emplace("type", type);
    out.emplace("originalTitle", shown);
    const JsonObject* target = object_member(button, "payload");
    const Json* dialog = target ? target->if_contains("nextDialogstateId") : nullptr;
    if (dialog) out.emplace("nextDialogstateId", *dialog);
    const JsonArray* params = target ? array_member(*target, "params") : nullptr;
    out.emplace("parameters", params ? *params : JsonArray());
    return to_json_text(out);
  }

  PayloadEncoding encoding_;
};

}  // namespace

Json to_format_d(const BotMessage& message, PayloadEncoding encoding) {
  return FormatD(encoding).message(message);
}

std::string webview_url(std::string_view url, const JsonArray& params) {
  JsonObject values;
  for (const auto& item : params) {
    const JsonObject* parameter = item.if_object();
    const Json* value = parameter ? parameter->if_contains("value") : nullptr;
    if (value) values[string_member(*parameter, "key")] = *value;
  }
  if (values.empty()) return std::string(url);
  const std::size_t fragment = std::min(url.find('#'), url.size());
  std::string out(url.substr(0, fragment));
  out += out.find('?') == std::string::npos ? '?' : '&';
  for (const char c : base64(to_json_text(values))) {
    switch (c) {
      case '+':
        out += "%2B";
        break;
      case '/':
        out += "%2F";
        break;
      case '=':
        out += "%3D";
        break;
      default:
        out += c;
    }
  }
  out += url.substr(fragment);
  return out;
}

}  // namespace sb
