#include "channels/webhook_outlet.h"

#include <algorithm>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/utf8.h"
#include "http/trace_context.h"

namespace sb::channels {
namespace {

constexpr std::int64_t ms_per_minute = 60'000;
constexpr std::size_t response_bytes_max = 64 * 1024;
constexpr std::size_t kept_response_bytes_max = 4'096;

bool flag(const JsonObject& config, std::string_view key) {
  const Json* value = find_member(config, key);
  return value && value->is_bool() && value->get_bool();
}

std::int64_t number(const JsonObject& config, std::string_view key, std::int64_t otherwise) {
  const Json* value = find_member(config, key);
  return value && value->is_int64() && value->get_int64() >= 0 ? value->get_int64() : otherwise;
}

JsonObject envelope(const WebhookConfig& config, const std::string& channel_id,
                    const store::SessionKey& key) {
  return {{"senderId", key.session_id},
          {"recipient", JsonObject{{"id", key.session_id}}},
          {"conversationId", key.session_id},
          {"verifyToken", config.verify_token},
          {"botId", key.bot_id},
          {"version", version_name(key.version)},
          {"channelId", channel_id}};
}

}  // namespace

WebhookConfig webhook_config(const JsonObject& config) {
  WebhookConfig out;
  out.url = string_member(config, "url");
  out.verify_token = string_member(config, "verifyToken");
  if (string_member(config, "payloadEncoding") == "json") out.payload_encoding = PayloadEncoding::json;
  out.send_web_only_messages = flag(config, "sendWebOnlyMessages");
  out.typing_events = flag(config, "typingEvents");
  out.pause_events = flag(config, "pauseEvents");
  out.sign = flag(config, "sign");
  out.timeout_ms = std::clamp<std::int64_t>(number(config, "timeoutMs", out.timeout_ms), 100, 120'000);
  out.delivery_age_ms_max = number(config, "deliveryMaxAgeMinutes", 60) * ms_per_minute;
  return out;
}

std::string webhook_body(const WebhookConfig& config, const std::string& channel_id,
                         const store::SessionKey& key, const engine::Say& say, const BotMessage& message) {
  JsonObject body = envelope(config, channel_id, key);
  // Without gaps where this channel is not sent a message (04 §2.3).
  body["messageCounter"] = say.counter - (config.send_web_only_messages ? 0 : say.web_only_before);
  body["message"] = to_format_d(message, config.payload_encoding);
  if (say.intent) {
    body["nlp"] =
        JsonObject{{"intent", JsonObject{{"name", say.intent->first}, {"score", say.intent->second}}}};
  }
  body["actor"] = say.by_agent ? "agent" : "bot";
  if (!say.dialog_id.empty()) {
    JsonObject dialog{{"id", say.dialog_id}, {"name", say.dialog_name}};
    if (!say.dialog_label.empty()) dialog["label"] = say.dialog_label;
    body["dialogstate"] = std::move(dialog);
  }
  body["messageId"] = say.message_id;
  body["timestamp"] = iso_text(say.at);
  return to_json_text(body);
}

WebhookOutlet::WebhookOutlet(std::string bot_id, std::string channel_id, WebhookConfig config,
                             http::Client& client)
    : bot_id_(std::move(bot_id)),
      channel_id_(std::move(channel_id)),
      config_(std::move(config)),
      client_(client) {}

conductor::Outgoing WebhookOutlet::event_message(const conductor::StepRecord& step,
                                                 const JsonObject& event) const {
  JsonObject body = envelope(config_, channel_id_, step.key);
  JsonObject message{{"type", "event"}};
  for (const auto& member : event) message[member.key()] = member.value();
  body["message"] = std::move(message);
  body["actor"] = "bot";
  body["timestamp"] = iso_text(step.event.now);
  return {"", to_json_text(body)};
}

std::vector<conductor::Outgoing> WebhookOutlet::outgoing(const conductor::StepRecord& step) const {
  std::vector<conductor::Outgoing> out;
  if (config_.url.empty()) return out;
  for (const auto& effect : step.effects) {
    if (const auto* say = std::get_if<engine::Say>(&effect)) {
      const auto message = for_channel(say->message, ChannelKind::webhook, config_.send_web_only_messages);
      if (!message) continue;
      if (config_.typing_events && out.empty()) out.push_back(event_message(step, {{"event", "typing_on"}}));
      out.push_back({say->message_id, webhook_body(config_, channel_id_, step.key, *say, *message)});
    } else if (const auto* pause = std::get_if<engine::PauseChanged>(&effect);
               pause && config_.pause_events) {
      out.push_back(event_message(step, {{"event", pause->paused ? "bot_paused" : "bot_resumed"}}));
    }
  }
  if (config_.typing_events && !out.empty()) out.push_back(event_message(step, {{"event", "typing_off"}}));
  return out;
}

void WebhookOutlet::deliver(const store::OutboxRow& row,
                            std::function<void(conductor::DeliveryResult)> done) {
  http::Request request;
  request.method = "POST";
  request.url = config_.url;
  request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
  if (config_.sign) {
    request.headers.push_back(
        {"X-Signature-256", "sha256=" + hex(hmac_sha256(config_.verify_token, row.body))});
  }
  http::add_trace(request.headers, http::current_trace());
  request.body = row.body;
  request.timeout_ms = config_.timeout_ms;
  request.response_bytes_max = response_bytes_max;
  request.redirects_max = 0;
  request.isolation_key = bot_id_;
  client_.send(std::move(request), [done = std::move(done)](http::Outcome outcome) {
    conductor::DeliveryResult result;
    if (outcome.has_error()) {
      result.error = outcome.error().message;
    } else {
      result.status = outcome->status;
      result.delivered = outcome->status >= 200 && outcome->status <= 299;
      if (!result.delivered && is_valid_utf8(outcome->body)) {
        result.response = utf8_prefix(outcome->body, kept_response_bytes_max);
      }
    }
    done(std::move(result));
  });
}

conductor::RetryPolicy WebhookOutlet::retry_policy() const {
  conductor::RetryPolicy policy;
  policy.age_ms_max = config_.delivery_age_ms_max;
  return policy;
}

}  // namespace sb::channels
