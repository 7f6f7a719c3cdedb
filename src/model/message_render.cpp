#include <string>

#include "model/interpolate.h"
#include "model/message.h"

// From a template to the message that one user gets (spec 03 §1, 07 §2, §6, §8).

namespace sb {
namespace {

// What a member of a canonical config holds, by its name.
enum class Role { data, text, url, html, parameters, payload, part };
struct NamedRole {
  std::string_view name;
  Role role;
};
constexpr NamedRole roles[] = {
    {"title", Role::text},      {"subTitle", Role::text},     {"text", Role::text},
    {"caption", Role::text},    {"url", Role::url},           {"imageUrl", Role::url},
    {"webUrl", Role::url},      {"html", Role::html},         {"params", Role::parameters},
    {"payload", Role::payload}, {"buttons", Role::part},      {"button", Role::part},
    {"elements", Role::part},   {"quickReplies", Role::part}, {"media", Role::part},
};

Role role_of(std::string_view name) {
  for (const auto& known : roles) {
    if (known.name == name) return known.role;
  }
  return Role::data;
}

class Renderer {
 public:
  explicit Renderer(const RenderContext& context) : context_(context) {}

  JsonObject config(const JsonObject& from) const {
    JsonObject out;
    out.reserve(from.size());
    for (const auto& member : from) {
      if (view(member.key()) == "textMessages") {
        out.emplace("textMessages", texts(member.value()));
      } else {
        out.emplace(member.key(), rendered(view(member.key()), member.value(), from));
      }
    }
    return out;
  }

 private:
  Json rendered(std::string_view name, const Json& value, const JsonObject& holder) const {
    switch (role_of(name)) {
      case Role::data:
        return value;
      case Role::text:
        return text(value, Encoding::none);
      case Role::html:
        return text(value, Encoding::html);
      case Role::url:
        return Json(interpolate_url(in_language(value), context_.session));
      case Role::parameters:
        return parameters(value);
      case Role::part:
        return part(value);
      case Role::payload:
        // The number of a call button is a text; other payloads say what a click does.
        return string_member(holder, "type") == "phone_number" ? text(value, Encoding::none) : part(value);
    }
    return value;
  }

  Json part(const Json& value) const {
    if (const JsonObject* object = value.if_object()) return config(*object);
    const JsonArray* list = value.if_array();
    if (!list) return value;
    JsonArray out;
    out.reserve(list->size());
    for (const auto& item : *list) out.push_back(part(item));
    return out;
  }

  // The text in the user's language; missing translations show the primary language, else any.
  std::string_view in_language(const Json& value) const {
    if (const auto* text = value.if_string()) return view(*text);
    const JsonObject* by_language = value.if_object();
    if (!by_language) return {};
    for (const auto language : {context_.language, context_.primary_language}) {
      const auto text = string_member(*by_language, language);
      if (!text.empty()) return text;
    }
    for (const auto& member : *by_language) {
      if (member.value().is_string() && !member.value().get_string().empty())
        return view(member.value().get_string());
    }
    return {};
  }

  Json text(const Json& value, Encoding encoding) const {
    return Json(interpolate(in_language(value), context_.session, encoding));
  }

  Json parameters(const Json& value) const {
    const JsonArray* list = value.if_array();
    if (!list) return value;
    JsonArray out;
    out.reserve(list->size());
    for (const auto& item : *list) {
      const JsonObject* parameter = item.if_object();
      const Json* given = parameter ? parameter->if_contains("value") : nullptr;
      if (!given || !given->is_string()) {
        out.push_back(item);
        continue;
      }
      JsonObject filled;
      filled.emplace("key", parameter->at("key"));
      filled.emplace("value", interpolate_typed(view(given->get_string()), context_.session));
      out.push_back(std::move(filled));
    }
    return out;
  }

  std::size_t pick(std::size_t count) const {
    if (count < 2) return 0;
    const int last = context_.last_pick ? *context_.last_pick : -1;
    std::size_t choice;
    if (last >= 0 && static_cast<std::size_t>(last) < count) {
      choice = context_.random.below(count - 1);
      if (choice >= static_cast<std::size_t>(last)) ++choice;
    } else {
      choice = context_.random.below(count);
    }
    if (context_.last_pick) *context_.last_pick = static_cast<int>(choice);
    return choice;
  }

  Json texts(const Json& value) const {
    const JsonArray* list = value.if_array();
    if (!list || list->empty()) return value;
    return JsonArray{part((*list)[pick(list->size())])};
  }

  const RenderContext& context_;
};

}  // namespace

BotMessage render(const BotMessage& message, const RenderContext& context) {
  if (message.kind == MessageKind::json_event || message.kind == MessageKind::opaque) return message;
  return {message.kind, Renderer(context).config(message.config)};
}

}  // namespace sb
