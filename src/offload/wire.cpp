#include "offload/wire.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/utf8.h"
#include "model/interpolate.h"
#include "model/message.h"

namespace sb::offload {
namespace {

constexpr std::string_view emulator_prefix = "emulator-";
constexpr std::string_view secret_prefix = "whsec_";
constexpr std::size_t quoted_bytes_max = 200;

std::string_view without_fragment(std::string_view url) {
  return url.substr(0, url.find('#'));
}

std::string signing_key(std::string_view token) {
  if (token.starts_with(secret_prefix)) {
    if (auto key = from_base64(token.substr(secret_prefix.size())); key && !key->empty()) return *key;
  }
  return std::string(token);
}

JsonObject item(std::string_view actor, Json message, UtcMs at) {
  return {{"actor", actor}, {"message", std::move(message)}, {"timestamp", iso_text(at)}};
}

JsonObject agent_item(Json message, UtcMs at) {
  JsonObject out = item("bot", std::move(message), at);
  out["sentBy"] = "agent";
  return out;
}

JsonObject event_head(const store::SessionKey& key, std::string_view channel, std::string_view event) {
  return {{"botId", key.bot_id},
          {"version", version_name(key.version)},
          {"sessionId", key.session_id},
          {"channel", channel},
          {"event", event},
          {"type", event}};
}

std::string messages_body(const conductor::StepRecord& step, JsonArray items) {
  const JsonObject* internal = object_member(step.conversation.session, "internal");
  const std::string_view channel = internal ? string_member(*internal, "channel") : std::string_view();
  JsonObject body = event_head(step.key, channel, "messages");
  body["messages"] = std::move(items);
  body["timestamp"] = iso_text(step.event.now);
  return to_json_text(body);
}

// True, or the text "true" in any case.
bool is_true(const JsonObject& object, std::string_view key) {
  const Json* value = find_member(object, key);
  if (!value) return false;
  if (value->is_bool()) return value->get_bool();
  return value->is_string() && iequals_ascii(view(value->get_string()), "true");
}

OfferAnswer failed_answer(std::string error) {
  OfferAnswer answer;
  answer.error = std::move(error);
  return answer;
}

}  // namespace

std::string call_url(std::string_view url, std::string_view token) {
  std::string out(without_fragment(url));
  const auto query = out.find('?');
  const bool empty_query = query != std::string::npos && (query + 1 == out.size() || out.back() == '&');
  if (query == std::string::npos) {
    out += '?';
  } else if (!empty_query) {
    out += '&';
  }
  return out + "challenge.verifyToken=" + encode(token, Encoding::url_component);
}

// Builders put secrets into queries too: only what stands before it is shown.
std::string shown_url(std::string_view url) {
  const auto end = url.find_first_of("?#");
  return std::string(url.substr(0, end)) + (end == std::string_view::npos ? "" : "?…");
}

std::vector<http::Header> signature_headers(std::string_view token, std::string_view id, UtcMs at,
                                            std::string_view body) {
  const std::string seconds = std::to_string(at.value / 1'000);
  std::string signed_text(id);
  signed_text += '.';
  signed_text += seconds;
  signed_text += '.';
  signed_text += body;
  return {{"webhook-id", std::string(id)},
          {"webhook-timestamp", seconds},
          {"webhook-signature", "v1," + base64(hmac_sha256(signing_key(token), signed_text))}};
}

JsonObject with_sender(JsonObject out, const store::SessionKey& key, const std::string& channel_type,
                       const JsonObject& internal, const std::string& message_id, UtcMs at) {
  const bool emulator = key.session_id.starts_with(emulator_prefix);
  out["channelType"] = emulator ? std::string("emulator") : channel_type;
  JsonObject sender{{"id", key.session_id},
                    {"botId", key.bot_id},
                    {"botType", channel_type},
                    {"preferredLanguage", string_member(internal, "preferredLanguage")}};
  const JsonObject* user = object_member(internal, "user");
  if (user && !string_member(*user, "firstName").empty()) {
    sender["firstname"] = string_member(*user, "firstName");
  }
  if (emulator) sender["isEmulator"] = "true";
  out["sender"] = std::move(sender);
  out["timestamp"] = iso_text(at);
  if (!message_id.empty()) out["id"] = message_id;
  return out;
}

std::vector<std::string> messages_bodies(const conductor::StepRecord& step) {
  std::vector<std::string> bodies;
  UtcMs last{step.event.now.value - 1};
  const auto* said = std::get_if<engine::UserSaid>(&step.event.what);
  const bool speaks =
      said && said->message.kind != UserMessageKind::none && said->message.kind != UserMessageKind::intro;
  if (speaks) {
    const auto& internal = step.conversation.session.at("internal").as_object();
    JsonObject meant = user_message_json(engine::meant_by(said->message, step.conversation.payloads));
    last = step.event.now;
    meant = with_sender(std::move(meant), step.key, said->channel_type, internal, said->message_id, last);
    bodies.push_back(messages_body(step, {item("user", std::move(meant), last)}));
  }
  JsonArray items;
  for (const auto& effect : step.effects) {
    const auto* say = std::get_if<engine::Say>(&effect);
    if (!say) continue;
    const auto shown = for_channel(say->message, ChannelKind::offload, false);
    if (!shown) continue;
    last = std::max(say->at, last + 1);
    Json message = to_format_d(*shown, PayloadEncoding::json);
    items.push_back(say->by_agent ? agent_item(std::move(message), last)
                                  : item("bot", std::move(message), last));
  }
  if (!items.empty()) bodies.push_back(messages_body(step, std::move(items)));
  return bodies;
}

std::string offload_body(const Offer& offer) {
  JsonObject body = event_head(offer.key, offer.channel, "offload");
  body["timestamp"] = iso_text(offer.at);
  body["payload"] = offer.payload;
  JsonArray transcript;
  for (const auto& said : offer.transcript) {
    if (said.actor == store::Actor::agent) {
      transcript.push_back(agent_item(said.message, said.at));
    } else {
      transcript.push_back(item(said.actor == store::Actor::user ? "user" : "bot", said.message, said.at));
    }
  }
  body["transcript"] = std::move(transcript);
  body["offloadId"] = offer.id;
  body["session"] = offer.session;
  body["user"] = offer.user;
  body["language"] = offer.language;
  return to_json_text(body);
}

OfferAnswer read_offload_answer(int status, std::string_view body) {
  if (status != 200) return failed_answer("the offload provider answered " + std::to_string(status));
  const auto parsed = parse_json(body);
  const JsonObject* object = parsed.has_error() ? nullptr : parsed->if_object();
  if (!object) return failed_answer("the offload provider did not answer with a JSON object");
  OfferAnswer answer;
  const bool accepted = is_true(*object, "offloadSuccess");
  answer.status = accepted ? OfferAnswer::Status::accepted : OfferAnswer::Status::refused;
  answer.pause_bot = accepted && is_true(*object, "pauseBot");
  return answer;
}

Ok read_health_answer(int status, std::string_view body) {
  if (status != 200) {
    return Error{ErrorCode::upstream_failed,
                 "the health check must answer 200, it answered " + std::to_string(status)};
  }
  const auto parsed = parse_json(body);
  const JsonObject* object = parsed.has_error() ? nullptr : parsed->if_object();
  if (object && string_member(*object, "status") == "ok") return {};
  return Error{ErrorCode::upstream_failed, R"(the health check must answer {"status":"ok"}, it answered )" +
                                               printable(utf8_prefix(body, quoted_bytes_max))};
}

}  // namespace sb::offload
