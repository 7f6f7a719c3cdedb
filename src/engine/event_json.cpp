#include "engine/event.h"
#include "engine/json_fields.h"

namespace sb::engine {
namespace {

constexpr std::string_view event_names[] = {"user",         "api",     "script",     "handover", "mail",
                                            "availability", "control", "pauseEnded", "aborted"};
constexpr std::string_view status_names[] = {"opened", "closed", "disabled", "failed"};

// Not the form of the wire (user_message_json): this one reads back exactly.
JsonObject message_json(const UserMessage& message) {
  JsonObject out{{"kind", static_cast<int>(message.kind)}};
  if (!message.text.empty()) out["text"] = message.text;
  if (!message.title.empty()) out["title"] = message.title;
  if (message.payload) out["payload"] = *message.payload;
  if (message.next_dialog_id) out["next"] = *message.next_dialog_id;
  if (!message.params.empty()) out["params"] = assignments_json(message.params);
  if (!message.urls.empty()) out["urls"] = strings_json(message.urls);
  if (message.upload_failed) out["uploadFailed"] = true;
  if (message.kind == UserMessageKind::location) {
    out["lat"] = message.latitude;
    out["long"] = message.longitude;
  }
  return out;
}

UserMessage message_from(const JsonObject& object) {
  UserMessage message;
  message.kind = static_cast<UserMessageKind>(int_field(object, "kind"));
  message.text = text_field(object, "text");
  message.title = text_field(object, "title");
  message.payload = optional_text_field(object, "payload");
  message.next_dialog_id = optional_text_field(object, "next");
  message.params = assignments_field(object, "params");
  message.urls = strings_field(object, "urls");
  message.upload_failed = flag_field(object, "uploadFailed");
  message.latitude = number_field(object, "lat");
  message.longitude = number_field(object, "long");
  return message;
}

struct Writer {
  JsonObject& out;

  void operator()(const UserSaid& said) const {
    out["messageId"] = said.message_id;
    out["channelId"] = said.channel_id;
    out["channelType"] = said.channel_type;
    if (said.bot_initiated) out["botInitiated"] = true;
    out["message"] = message_json(said.message);
    if (!said.user.empty()) out["user"] = said.user;
    if (!said.session_data.empty()) out["sessionData"] = said.session_data;
    if (said.nlp) out["nlp"] = nlu::to_json(*said.nlp);
  }
  void operator()(const ApiAnswered& answered) const {
    out["callId"] = answered.call_id;
    if (!answered.response || !answered.failure.empty()) out["failure"] = answered.failure;
    if (!answered.response) return;
    out["status"] = answered.response->status;
    out["headers"] = headers_json(answered.response->headers);
    out["body"] = answered.response->body;
    out["url"] = answered.response->url;
    out["elapsedMs"] = answered.response->elapsed_ms;
  }
  void operator()(const ScriptFinished& finished) const {
    const auto& outcome = finished.outcome;
    out["callId"] = finished.call_id;
    out["ok"] = outcome.ok;
    if (outcome.ok) out["results"] = JsonArray(outcome.results.begin(), outcome.results.end());
    if (!outcome.error.empty()) out["error"] = outcome.error;
    if (outcome.line) out["line"] = outcome.line;
    if (outcome.column) out["column"] = outcome.column;
    JsonArray console;
    for (const auto& line : outcome.console) console.push_back(JsonArray{line.level, line.text, line.line});
    if (!console.empty()) out["console"] = std::move(console);
  }
  void operator()(const HandoverAnswered& answered) const {
    out["callId"] = answered.call_id;
    out["status"] = status_names[static_cast<std::size_t>(answered.status)];
    out["pauseBot"] = answered.pause_bot;
    out["provider"] = answered.provider_id;
    out["error"] = answered.error;
    out["request"] = answered.request;
    out["response"] = answered.response;
    if (answered.return_after_minutes) out["returnAfterMinutes"] = *answered.return_after_minutes;
  }
  void operator()(const MailSent& sent) const {
    out["callId"] = sent.call_id;
    out["error"] = sent.error;
  }
  void operator()(const AvailabilityAnswered& answered) const {
    out["callId"] = answered.call_id;
    out["available"] = answered.available;
  }
  void operator()(const Control& control) const {
    if (control.unpause) out["unpause"] = true;
    if (control.end_offload) out["endOffload"] = true;
    if (control.offload_id) out["offloadId"] = *control.offload_id;
    if (control.replace_session) out["replaceSession"] = true;
    JsonArray writes;
    for (const auto& write : control.writes) {
      writes.push_back(JsonObject{{"namespace", write.name_space}, {"data", write.data}});
    }
    if (!writes.empty()) out["writes"] = std::move(writes);
    if (!control.assignments.empty()) out["assignments"] = assignments_json(control.assignments);
    JsonArray messages;
    for (const auto& message : control.messages) messages.push_back(to_format_b(message));
    if (!messages.empty()) out["messages"] = std::move(messages);
    if (control.trigger_dialog_id) out["dialogId"] = *control.trigger_dialog_id;
    if (control.pause) {
      JsonObject pause;
      if (control.pause->minutes) pause["minutes"] = *control.pause->minutes;
      out["pause"] = std::move(pause);
    }
  }
  void operator()(const PauseEnded&) const {}
  void operator()(const TurnAborted& aborted) const { out["reason"] = aborted.reason; }
};

UserSaid user_said_from(const JsonObject& object) {
  UserSaid said;
  said.message_id = text_field(object, "messageId");
  said.channel_id = text_field(object, "channelId");
  said.channel_type = text_field(object, "channelType");
  said.bot_initiated = flag_field(object, "botInitiated");
  said.message = message_from(object_field(object, "message"));
  said.user = object_field(object, "user");
  said.session_data = object_field(object, "sessionData");
  if (const JsonObject* nlp = object_member(object, "nlp")) said.nlp = nlu::nlp_result_from_json(*nlp);
  return said;
}

ApiAnswered api_answered_from(const JsonObject& object) {
  ApiAnswered answered;
  answered.call_id = text_field(object, "callId");
  answered.failure = text_field(object, "failure");
  if (find_member(object, "status")) {
    http::Response response;
    response.status = static_cast<int>(int_field(object, "status"));
    response.headers = headers_field(object, "headers");
    response.body = text_field(object, "body");
    response.url = text_field(object, "url");
    response.elapsed_ms = int_field(object, "elapsedMs");
    answered.response = std::move(response);
  }
  return answered;
}

ScriptFinished script_finished_from(const JsonObject& object) {
  ScriptFinished finished;
  finished.call_id = text_field(object, "callId");
  auto& outcome = finished.outcome;
  outcome.ok = flag_field(object, "ok");
  if (const JsonArray* results = array_member(object, "results"))
    outcome.results.assign(results->begin(), results->end());
  outcome.error = text_field(object, "error");
  outcome.line = static_cast<int>(int_field(object, "line"));
  outcome.column = static_cast<int>(int_field(object, "column"));
  if (const JsonArray* console = array_member(object, "console")) {
    for (const auto& item : *console) {
      const JsonArray* line = item.if_array();
      if (!line || line->size() != 3 || !(*line)[0].is_string() || !(*line)[1].is_string() ||
          !(*line)[2].is_int64()) {
        continue;
      }
      outcome.console.push_back({std::string(view((*line)[0].get_string())),
                                 std::string(view((*line)[1].get_string())),
                                 static_cast<int>((*line)[2].get_int64())});
    }
  }
  return finished;
}

HandoverAnswered handover_from(const JsonObject& object) {
  HandoverAnswered answered;
  answered.call_id = text_field(object, "callId");
  const auto status = string_member(object, "status");
  for (std::size_t i = 0; i < std::size(status_names); ++i) {
    if (status == status_names[i]) answered.status = static_cast<HandoverAnswered::Status>(i);
  }
  answered.pause_bot = flag_field(object, "pauseBot");
  answered.provider_id = text_field(object, "provider");
  answered.error = text_field(object, "error");
  answered.request = object_field(object, "request");
  answered.response = object_field(object, "response");
  if (const auto minutes = int_field(object, "returnAfterMinutes"); minutes > 0) {
    answered.return_after_minutes = static_cast<int>(minutes);
  }
  return answered;
}

Result<Control> control_from(const JsonObject& object) {
  Control control;
  control.unpause = flag_field(object, "unpause");
  control.end_offload = flag_field(object, "endOffload");
  control.offload_id = optional_text_field(object, "offloadId");
  control.replace_session = flag_field(object, "replaceSession");
  if (const JsonArray* writes = array_member(object, "writes")) {
    for (const auto& item : *writes) {
      if (!item.is_object()) continue;
      const Json* data = find_member(item.get_object(), "data");
      control.writes.push_back({text_field(item.get_object(), "namespace"), data ? *data : Json()});
    }
  }
  control.assignments = assignments_field(object, "assignments");
  if (const Json* messages = find_member(object, "messages")) {
    SB_TRY(control.messages, parse_bot_messages(*messages));
  }
  control.trigger_dialog_id = optional_text_field(object, "dialogId");
  if (const JsonObject* pause = object_member(object, "pause")) {
    control.pause = PauseRequest{};
    if (find_member(*pause, "minutes"))
      control.pause->minutes = static_cast<int>(int_field(*pause, "minutes"));
  }
  return control;
}

}  // namespace

std::string_view event_kind(const Event& event) {
  return event_names[event.what.index()];
}

JsonObject to_json(const Event& event) {
  JsonObject out{{"kind", event_kind(event)}, {"now", event.now.value}};
  if (!event.seed.empty()) out["seed"] = event.seed;
  std::visit(Writer{out}, event.what);
  return out;
}

Result<Event> event_from_json(const Json& value) {
  const JsonObject* object = value.if_object();
  if (!object) return Error{ErrorCode::invalid_input, "not an event"};
  Event event;
  event.now = UtcMs{int_field(*object, "now")};
  event.seed = text_field(*object, "seed");
  const auto kind = string_member(*object, "kind");
  if (kind == "user") {
    event.what = user_said_from(*object);
  } else if (kind == "api") {
    event.what = api_answered_from(*object);
  } else if (kind == "script") {
    event.what = script_finished_from(*object);
  } else if (kind == "handover") {
    event.what = handover_from(*object);
  } else if (kind == "mail") {
    event.what = MailSent{text_field(*object, "callId"), text_field(*object, "error")};
  } else if (kind == "availability") {
    event.what = AvailabilityAnswered{text_field(*object, "callId"), flag_field(*object, "available")};
  } else if (kind == "control") {
    SB_TRY(auto control, control_from(*object));
    event.what = std::move(control);
  } else if (kind == "pauseEnded") {
    event.what = PauseEnded{};
  } else if (kind == "aborted") {
    event.what = TurnAborted{text_field(*object, "reason")};
  } else {
    return Error{ErrorCode::invalid_input, "unknown kind of event: '" + std::string(kind) + "'"};
  }
  return event;
}

}  // namespace sb::engine
