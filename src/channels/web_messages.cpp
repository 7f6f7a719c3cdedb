#include "channels/web_messages.h"

#include <algorithm>

#include "base/clock.h"
#include "model/interpolate.h"
#include "model/message.h"
#include "model/path.h"
#include "model/user_message.h"

namespace sb::channels {
namespace {

Error bad(std::string message, std::string place) {
  return {ErrorCode::invalid_input, std::move(message), std::move(place)};
}

// --- to the page ---

std::optional<MessageKind> kind_of(std::string_view type, const JsonObject& config) {
  if (type == "JSONTemplate")
    return string_member(config, "__component") == "html" ? MessageKind::html : MessageKind::json_event;
  for (int i = 0; i < message_kind_count; ++i) {
    const auto kind = static_cast<MessageKind>(i);
    if (kind != MessageKind::opaque && format_b_type(kind) == type) return kind;
  }
  return std::nullopt;
}

// The rows of the history hold rendered messages, payload ids and all: no need to read them as a caller's.
std::optional<Json> bot_message(const Json& stored) {
  const JsonObject* object = stored.if_object();
  const JsonObject* config = object ? object_member(*object, "config") : nullptr;
  if (!config) return std::nullopt;
  const auto kind = kind_of(string_member(*object, "type"), *config);
  if (!kind) return std::nullopt;
  if (*kind == MessageKind::json_event && string_member(*config, "___type") != "CL_DISPATCH_EVENT")
    return std::nullopt;
  auto message = for_channel(BotMessage{*kind, *config}, ChannelKind::web, true);
  if (!message) return std::nullopt;
  Json wire = to_format_d(*message, PayloadEncoding::opaque);
  // Both kinds are HTML on the wire; the page builds rich text itself and puts the other one in a frame.
  if (message->kind == MessageKind::rich_text)
    wire.as_object()["attachment"].as_object()["payload"].as_object()["rich"] = true;
  return wire;
}

std::string_view actor_name(store::Actor actor) {
  switch (actor) {
    case store::Actor::user:
      return "user";
    case store::Actor::bot:
      return "bot";
    case store::Actor::agent:
      return "agent";
  }
  return "bot";
}

// --- from the page ---

// UPDATE_SESSION: {namespace, data}, {session: {…}}, {data: {…}}, or values by path. All become session data,
// so that they keep their place among the messages of the session.
Result<JsonObject> session_update(const JsonObject& payload) {
  JsonObject out;
  const auto put = [&out](std::string_view name, const Json& value) -> Ok {
    auto path = parse_path(name);
    Ok written = path.has_error() ? Ok(path.error()) : set_value(out, *path, value);
    if (written.has_error()) return bad(written.error().message, "clApi.payload");  // an index too far, too
    return {};
  };
  const Json* data = find_member(payload, "data");
  if (find_member(payload, "namespace")) {
    const auto name = string_member(payload, "namespace");
    if (name.empty() || !data) return bad("needs a namespace and data", "clApi.payload");
    SB_TRYV(put(name, *data));
  } else if (const JsonObject* session = object_member(payload, "session"); session && payload.size() == 1) {
    for (const auto& member : *session) SB_TRYV(put(view(member.key()), member.value()));
  } else if (data && data->is_object() && payload.size() == 1) {
    for (const auto& member : data->get_object()) SB_TRYV(put(view(member.key()), member.value()));
  } else {
    for (const auto& member : payload) SB_TRYV(put(view(member.key()), member.value()));
  }
  erase_member(out, "internal");
  return out;
}

// GO_TO_DIALOGSTATE in all its spellings, as the postback it is.
Result<UserMessage> go_to_dialog(const Json& payload) {
  JsonObject postback;
  if (payload.is_string()) {
    postback["nextDialogstateId"] = payload;
  } else if (const JsonObject* object = payload.if_object()) {
    for (const std::string_view name :
         {"nextDialogstateId", "nextDialogstate", "dialogstateId", "dialogState", "id"}) {
      const Json* id = find_member(*object, name);
      if (!id || !(id->is_string() || id->is_int64())) continue;
      postback["nextDialogstateId"] = *id;
      break;
    }
    for (const std::string_view name : {"title", "params", "parameters", "sessionDataToSet"}) {
      if (const Json* value = find_member(*object, name)) postback[name] = *value;
    }
  }
  if (!postback.contains("nextDialogstateId")) return bad("names no dialog", "clApi.payload");
  return parse_user_message(JsonObject{{"postbackMessage", std::move(postback)}});
}

Ok read_cl_api(const JsonObject& call, conductor::Inbound& inbound) {
  const auto type = string_member(call, "type");
  const Json* payload = find_member(call, "payload");
  if (!payload) return bad("is required", "clApi.payload");
  if (type == "GO_TO_DIALOGSTATE") {
    SB_TRY(inbound.message, go_to_dialog(*payload));
    return {};
  }
  const JsonObject* object = payload->if_object();
  if (!object) return bad("must be an object", "clApi.payload");
  if (type == "SEND_MESSAGE") {
    SB_TRY(inbound.message, parse_user_message(JsonObject{{"textMessage", *object}}));
    return {};
  }
  if (type != "UPDATE_SESSION") return bad("is unknown", "clApi.type");
  SB_TRY(inbound.session_data, session_update(*object));
  if (inbound.session_data.empty()) return bad("holds nothing to write", "clApi.payload");
  return {};
}

bool is_message_id(std::string_view id) {
  constexpr std::size_t digits = 24;
  return id.size() == digits && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::optional<std::string> web_message_text(const store::ListedMessage& listed, int typing_ms) {
  const auto& row = listed.message;
  auto stored = parse_json(row.original.empty() ? row.body : row.original);
  if (stored.has_error()) return std::nullopt;
  JsonObject out{{"id", row.message_id},
                 {"position", listed.position},
                 {"actor", actor_name(row.actor)},
                 {"timestamp", iso_text(row.at)}};
  if (row.actor == store::Actor::user) {
    out["message"] = std::move(*stored);
  } else {
    auto message = bot_message(*stored);
    if (!message) return std::nullopt;
    out["message"] = std::move(*message);
  }
  if (row.is_intro) out["intro"] = true;
  if (typing_ms > 0) out["typingMs"] = typing_ms;
  return to_json_text(out);
}

Ok read_web_message(const Json& body, conductor::Inbound& inbound) {
  const JsonObject* object = body.if_object();
  if (!object) return bad("the body must be a JSON object", "");
  if (const Json* id = find_member(*object, "id")) {
    if (!id->is_string() || !is_message_id(view(id->get_string()))) return bad("must be 24 hex digits", "id");
    inbound.idempotency_key = inbound.message_id = std::string(view(id->get_string()));
  }
  if (const JsonObject* call = object_member(*object, "clApi")) return read_cl_api(*call, inbound);
  const Json* message = find_member(*object, "message");
  if (!message) return bad("is required", "message");
  SB_TRY(inbound.message, parse_user_message(*message));
  if (inbound.message.kind == UserMessageKind::none) return bad("says nothing", "message");
  return {};
}

Ok check_uploads(const UserMessage& message, std::string_view origin, const UploadName& name_of) {
  constexpr std::string_view uploads_path = "/chatbox/files/";
  for (const auto& url : message.urls) {
    const std::string prefix = std::string(origin) + std::string(uploads_path);
    const auto id_end = url.starts_with(prefix) ? url.find('/', prefix.size()) : std::string::npos;
    const auto name = id_end == std::string::npos
                          ? std::nullopt
                          : name_of(std::string_view(url).substr(prefix.size(), id_end - prefix.size()));
    if (!name || url.substr(id_end + 1) != encode(*name, Encoding::url_component))
      return bad("is no file that was uploaded here", "message.fileUploadMessage.url");
  }
  return {};
}

}  // namespace sb::channels
