#include "engine/conversation.h"

#include <algorithm>

#include "engine/json_fields.h"

namespace sb::engine {
namespace {

constexpr std::string_view wait_kind_names[] = {"api", "script", "handover", "mail", "availability"};

JsonObject waiting_json(const Waiting& waiting) {
  return {{"kind", wait_kind_name(waiting.kind)},
          {"callId", waiting.call_id},
          {"dialogId", waiting.dialog_id},
          {"action", waiting.action_index},
          {"request", waiting.request}};
}

Waiting waiting_from(const JsonObject& object) {
  Waiting waiting;
  const auto kind = string_member(object, "kind");
  for (std::size_t i = 0; i < std::size(wait_kind_names); ++i) {
    if (kind == wait_kind_names[i]) waiting.kind = static_cast<WaitKind>(i);
  }
  waiting.call_id = text_field(object, "callId");
  waiting.dialog_id = text_field(object, "dialogId");
  waiting.action_index = static_cast<int>(int_field(object, "action"));
  waiting.request = object_field(object, "request");
  return waiting;
}

JsonObject turn_json(const Turn& turn) {
  JsonObject out{{"id", turn.id},
                 {"seed", turn.random.seed()},
                 {"drawn", turn.random.drawn()},
                 {"startedAt", turn.started_at.value},
                 {"dialogs", turn.dialogs_run},
                 {"messages", turn.messages_said}};
  if (turn.web_only_said) out["webOnly"] = turn.web_only_said;
  if (turn.opening) out["opening"] = true;
  if (turn.error_shown) out["errorShown"] = true;
  if (turn.pause_at_end) out["pauseAtEnd"] = true;
  if (turn.pause_until) out["pauseUntil"] = turn.pause_until->value;
  if (turn.intent) out["intent"] = intent_json(turn.intent);
  if (!turn.fired_events.empty()) out["fired"] = strings_json(turn.fired_events);
  if (!turn.queued_events.empty()) out["queued"] = strings_json(turn.queued_events);
  if (!turn.resume.empty()) out["resume"] = strings_json(turn.resume);
  if (turn.in_event) out["inEvent"] = true;
  if (turn.waiting) out["waiting"] = waiting_json(*turn.waiting);
  return out;
}

Turn turn_from(const JsonObject& object) {
  Turn turn;
  turn.id = text_field(object, "id");
  turn.random =
      SeededRandom(text_field(object, "seed"), static_cast<std::uint64_t>(int_field(object, "drawn")));
  turn.started_at = UtcMs{int_field(object, "startedAt")};
  turn.dialogs_run = static_cast<int>(int_field(object, "dialogs"));
  turn.messages_said = static_cast<int>(int_field(object, "messages"));
  turn.web_only_said = static_cast<int>(int_field(object, "webOnly"));
  turn.opening = flag_field(object, "opening");
  turn.error_shown = flag_field(object, "errorShown");
  turn.pause_at_end = flag_field(object, "pauseAtEnd");
  turn.pause_until = time_field(object, "pauseUntil");
  turn.intent = intent_field(object, "intent");
  turn.fired_events = strings_field(object, "fired");
  turn.queued_events = strings_field(object, "queued");
  turn.resume = strings_field(object, "resume");
  turn.in_event = flag_field(object, "inEvent");
  if (const JsonObject* waiting = object_member(object, "waiting")) turn.waiting = waiting_from(*waiting);
  return turn;
}

JsonArray payloads_json(const std::vector<IdentifiedPostback>& payloads) {
  JsonArray array;
  array.reserve(payloads.size());
  for (const auto& payload : payloads) {
    JsonObject out{{"id", payload.id}, {"title", payload.postback.title}};
    if (payload.postback.quick_reply) out["quickReply"] = true;
    if (payload.postback.next_dialog_id) out["next"] = *payload.postback.next_dialog_id;
    if (!payload.postback.params.empty()) out["params"] = assignments_json(payload.postback.params);
    if (payload.postback.location_variable) out["location"] = *payload.postback.location_variable;
    array.push_back(std::move(out));
  }
  return array;
}

std::vector<IdentifiedPostback> payloads_from(const JsonObject& object) {
  std::vector<IdentifiedPostback> payloads;
  const JsonArray* array = array_member(object, "payloads");
  if (!array) return payloads;
  for (const auto& item : *array) {
    if (!item.is_object()) continue;
    const JsonObject& entry = item.get_object();
    payloads.push_back({text_field(entry, "id"),
                        Postback{text_field(entry, "title"), flag_field(entry, "quickReply"),
                                 optional_text_field(entry, "next"), assignments_field(entry, "params"),
                                 optional_text_field(entry, "location")}});
  }
  return payloads;
}

JsonObject offload_json(const ActiveOffload& offload) {
  JsonObject out{{"provider", offload.provider_id}, {"startedAt", offload.started_at.value}};
  if (!offload.id.empty()) out["id"] = offload.id;
  if (!offload.fields.empty()) out["fields"] = offload.fields;
  if (offload.return_after_minutes) out["returnAfterMinutes"] = *offload.return_after_minutes;
  return out;
}

ActiveOffload offload_from(const JsonObject& object) {
  ActiveOffload offload{text_field(object, "provider"), UtcMs{int_field(object, "startedAt")}};
  offload.id = text_field(object, "id");
  offload.fields = object_field(object, "fields");
  if (const auto minutes = int_field(object, "returnAfterMinutes"); minutes > 0) {
    offload.return_after_minutes = static_cast<int>(minutes);
  }
  return offload;
}

}  // namespace

std::string_view wait_kind_name(WaitKind kind) {
  return wait_kind_names[static_cast<std::size_t>(kind)];
}

UserMessage meant_by(UserMessage message, const std::vector<IdentifiedPostback>& shown) {
  if (!message.payload || !is_opaque_payload(*message.payload)) return message;
  const auto known = std::find_if(shown.rbegin(), shown.rend(),
                                  [&](const auto& candidate) { return candidate.id == *message.payload; });
  if (known == shown.rend()) return message;
  if (message.title.empty()) message.title = known->postback.title;
  message.next_dialog_id = known->postback.next_dialog_id;
  message.params = known->postback.params;
  return message;
}

std::optional<HandoverState> handover_state(const Conversation& c) {
  if (!c.offload) return std::nullopt;
  return c.paused ? HandoverState::active : HandoverState::opened;
}

JsonObject to_json(const Conversation& c) {
  JsonObject out{{"session", c.session}};
  for (auto& member : to_json_without_session(c)) out[member.key()] = std::move(member.value());
  return out;
}

JsonObject to_json_without_session(const Conversation& c) {
  JsonObject out;
  if (!c.contexts.empty()) {
    JsonArray contexts;
    for (const auto& context : c.contexts) {
      contexts.push_back(JsonObject{{"name", context.name}, {"lifespan", context.lifespan}});
    }
    out["contexts"] = std::move(contexts);
  }
  if (c.pending)
    out["pending"] = JsonObject{{"dialogId", c.pending->dialog_id}, {"attempts", c.pending->attempts}};
  if (c.paused) out["paused"] = true;
  if (c.paused_until) out["pausedUntil"] = c.paused_until->value;
  if (c.offload) out["offload"] = offload_json(*c.offload);
  if (c.offer) out["offer"] = offload_json(*c.offer);
  if (c.offer_failed) out["offerFailed"] = true;
  if (c.interrupted_dialog_id) out["interrupted"] = *c.interrupted_dialog_id;
  if (c.location_variable) out["locationVariable"] = *c.location_variable;
  if (c.upload) {
    JsonObject upload;
    if (c.upload->success_dialog_id) upload["success"] = *c.upload->success_dialog_id;
    if (c.upload->failure_dialog_id) upload["failure"] = *c.upload->failure_dialog_id;
    out["upload"] = std::move(upload);
  }
  if (!c.payloads.empty()) out["payloads"] = payloads_json(c.payloads);
  if (!c.last_picks.empty()) {
    JsonObject picks;
    for (const auto& [key, index] : c.last_picks) picks[key] = index;
    out["picks"] = std::move(picks);
  }
  if (c.had_user_message) out["hadUserMessage"] = true;
  if (c.turn) out["turn"] = turn_json(*c.turn);
  return out;
}

Result<Conversation> conversation_from_json(const Json& value) {
  const JsonObject* object = value.if_object();
  const JsonObject* session = object ? object_member(*object, "session") : nullptr;
  if (!session) return Error{ErrorCode::invalid_input, "not the state of a conversation"};
  Conversation c;
  c.session = *session;
  if (const JsonArray* contexts = array_member(*object, "contexts")) {
    for (const auto& item : *contexts) {
      if (!item.is_object()) continue;
      c.contexts.push_back({text_field(item.get_object(), "name"),
                            static_cast<int>(int_field(item.get_object(), "lifespan"))});
    }
  }
  if (const JsonObject* pending = object_member(*object, "pending")) {
    c.pending =
        PendingInput{text_field(*pending, "dialogId"), static_cast<int>(int_field(*pending, "attempts"))};
  }
  c.paused = flag_field(*object, "paused");
  c.paused_until = time_field(*object, "pausedUntil");
  if (const JsonObject* offload = object_member(*object, "offload")) {
    c.offload = offload_from(*offload);
  }
  if (const JsonObject* offer = object_member(*object, "offer")) c.offer = offload_from(*offer);
  c.offer_failed = flag_field(*object, "offerFailed");
  c.interrupted_dialog_id = optional_text_field(*object, "interrupted");
  c.location_variable = optional_text_field(*object, "locationVariable");
  if (const JsonObject* upload = object_member(*object, "upload")) {
    c.upload =
        UploadTargets{optional_text_field(*upload, "success"), optional_text_field(*upload, "failure")};
  }
  c.payloads = payloads_from(*object);
  if (const JsonObject* picks = object_member(*object, "picks")) {
    for (const auto& pick : *picks) {
      if (pick.value().is_int64()) c.last_picks[pick.key()] = static_cast<int>(pick.value().get_int64());
    }
  }
  c.had_user_message = flag_field(*object, "hadUserMessage");
  if (const JsonObject* turn = object_member(*object, "turn")) c.turn = turn_from(*turn);
  return c;
}

}  // namespace sb::engine
