#include "engine/effect.h"
#include "engine/json_fields.h"

namespace sb::engine {
namespace {

constexpr std::string_view masked = "********";

JsonArray shown_headers(const http::Request& request) {
  auto headers = request.headers;
  for (auto& header : headers) {
    if (http::is_secret_header(request, header.name)) header.value = masked;
  }
  return headers_json(headers);
}

struct Writer {
  JsonObject operator()(const Say& say) const {
    JsonObject out{{"kind", "say"},
                   {"messageId", say.message_id},
                   {"at", say.at.value},
                   {"counter", say.counter},
                   {"message", to_format_b(say.message)}};
    if (say.web_only_before) out["webOnlyBefore"] = say.web_only_before;
    if (say.by_agent) out["agent"] = true;
    if (!say.dialog_id.empty()) {
      out["dialog"] =
          JsonObject{{"id", say.dialog_id}, {"name", say.dialog_name}, {"label", say.dialog_label}};
    }
    if (say.intent) out["intent"] = intent_json(say.intent);
    if (say.typing_ms) out["typingMs"] = say.typing_ms;
    if (say.intro) out["intro"] = true;
    return out;
  }
  JsonObject operator()(const CallApi& call) const {
    JsonObject out{{"kind", "api"},
                   {"callId", call.call_id},
                   {"method", call.request.method},
                   {"url", call.request.url},
                   {"headers", headers_json(call.request.headers)},
                   {"body", call.request.body},
                   {"timeoutMs", call.request.timeout_ms},
                   {"idempotencyKey", call.idempotency_key},
                   {"repeatable", call.repeatable},
                   {"isolation", call.request.isolation_key}};
    if (call.settings_id) out["settings"] = *call.settings_id;
    if (!call.request.secret_headers.empty())
      out["secretHeaders"] = strings_json(call.request.secret_headers);
    return out;
  }
  JsonObject operator()(const RunScript& run) const {
    JsonObject out{{"kind", "script"},       {"callId", run.call_id}, {"code", run.job.code},
                   {"args", run.job.args},   {"seed", run.job.seed},  {"now", run.job.now.value},
                   {"botId", run.job.bot_id}};
    const auto put = [&](std::string_view name, std::int64_t limit) {
      if (limit != 0) out[name] = limit;
    };
    put("wallMs", run.job.wall_ms_max);
    put("cpuMs", run.job.cpu_ms_max);
    put("heapBytes", run.job.heap_bytes_max);
    put("resultBytes", run.job.result_bytes_max);
    put("fetches", run.job.fetches_max);
    return out;
  }
  JsonObject operator()(const HandOver& call) const {
    JsonObject out{
        {"kind", "handover"}, {"callId", call.call_id}, {"payload", call.payload}, {"extra", call.extra}};
    if (call.provider_id) out["provider"] = *call.provider_id;
    return out;
  }
  JsonObject operator()(const SendMail& mail) const {
    return {{"kind", "mail"},          {"callId", mail.call_id},
            {"subject", mail.subject}, {"recipients", mail.recipients},
            {"body", mail.body},       {"transcript", mail.with_transcript}};
  }
  JsonObject operator()(const AskAvailability& call) const {
    JsonObject out{{"kind", "availability"}, {"callId", call.call_id}};
    if (call.provider_id) out["provider"] = *call.provider_id;
    return out;
  }
  JsonObject operator()(const ReportError& report) const {
    return {{"kind", "error"},
            {"source", report.source},
            {"error", report.error},
            {"dialog", JsonObject{{"id", report.dialog_id}, {"name", report.dialog_name}}},
            {"request", report.request},
            {"response", report.response}};
  }
  JsonObject operator()(const Note& note) const {
    return {{"kind", "note"}, {"about", note.kind}, {"text", note.text}};
  }
  JsonObject operator()(const PauseChanged& pause) const {
    JsonObject out{{"kind", "pause"}, {"paused", pause.paused}};
    if (pause.until) out["until"] = pause.until->value;
    return out;
  }
  JsonObject operator()(const HandedOver& handed) const {
    return {{"kind", "handedOver"}, {"provider", handed.provider_id}};
  }
  JsonObject operator()(const HandoverMoved& moved) const {
    JsonObject out{{"kind", "handoverMoved"}, {"id", moved.id}, {"provider", moved.provider_id}};
    if (moved.from) out["from"] = handover_state_name(*moved.from);
    out["to"] = handover_state_name(moved.to);
    if (!moved.reason.empty()) out["reason"] = moved.reason;
    return out;
  }
};

CallApi call_api_from(const JsonObject& object) {
  CallApi call;
  call.call_id = text_field(object, "callId");
  call.request.method = text_field(object, "method");
  call.request.url = text_field(object, "url");
  call.request.headers = headers_field(object, "headers");
  call.request.body = text_field(object, "body");
  call.request.timeout_ms = int_field(object, "timeoutMs");
  call.request.isolation_key = text_field(object, "isolation");
  call.request.secret_headers = strings_field(object, "secretHeaders");
  call.settings_id = optional_text_field(object, "settings");
  call.idempotency_key = text_field(object, "idempotencyKey");
  call.repeatable = flag_field(object, "repeatable");
  return call;
}

RunScript run_script_from(const JsonObject& object) {
  RunScript run;
  run.call_id = text_field(object, "callId");
  run.job.run_id = run.call_id;
  run.job.bot_id = text_field(object, "botId");
  run.job.code = text_field(object, "code");
  run.job.args = object_field(object, "args");
  run.job.seed = text_field(object, "seed");
  run.job.now = UtcMs{int_field(object, "now")};
  run.job.wall_ms_max = int_field(object, "wallMs");
  run.job.cpu_ms_max = int_field(object, "cpuMs");
  run.job.heap_bytes_max = int_field(object, "heapBytes");
  run.job.result_bytes_max = int_field(object, "resultBytes");
  run.job.fetches_max = static_cast<int>(int_field(object, "fetches"));
  return run;
}

}  // namespace

JsonObject to_json(const Effect& effect) {
  return std::visit(Writer{}, effect);
}

JsonObject shown_json(const Effect& effect) {
  JsonObject out = to_json(effect);
  if (const auto* call = std::get_if<CallApi>(&effect)) out["headers"] = shown_headers(call->request);
  return out;
}

std::string_view effect_kind(const Effect& effect) {
  constexpr std::string_view names[] = {"say",   "api",          "script",       "handover",
                                        "mail",  "availability", "error",        "note",
                                        "pause", "handedOver",   "handoverMoved"};
  return names[effect.index()];
}

bool needs_answer(const Effect& effect) {
  return std::holds_alternative<CallApi>(effect) || std::holds_alternative<RunScript>(effect) ||
         std::holds_alternative<HandOver>(effect) || std::holds_alternative<SendMail>(effect) ||
         std::holds_alternative<AskAvailability>(effect);
}

Result<Effect> effect_from_json(const JsonObject& object) {
  const auto kind = string_member(object, "kind");
  if (kind == "api") return Effect(call_api_from(object));
  if (kind == "script") return Effect(run_script_from(object));
  if (kind == "handover") {
    return Effect(HandOver{text_field(object, "callId"), optional_text_field(object, "provider"),
                           object_field(object, "payload"), object_field(object, "extra")});
  }
  if (kind == "mail") {
    return Effect(SendMail{text_field(object, "callId"), text_field(object, "subject"),
                           text_field(object, "recipients"), text_field(object, "body"),
                           flag_field(object, "transcript")});
  }
  if (kind == "availability") {
    return Effect(AskAvailability{text_field(object, "callId"), optional_text_field(object, "provider")});
  }
  return Error{ErrorCode::invalid_input, "not a call that waits for an answer: '" + std::string(kind) + "'"};
}

}  // namespace sb::engine
