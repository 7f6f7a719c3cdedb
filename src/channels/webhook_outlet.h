#pragma once
#include <memory>
#include <string>

#include "conductor/outlet.h"
#include "http/client.h"
#include "model/message.h"

namespace sb::channels {

// What a webhook channel is configured with (spec 04 §2.1).
struct WebhookConfig {
  std::string url;  // empty: not configured, nothing is sent
  std::string verify_token;
  PayloadEncoding payload_encoding = PayloadEncoding::opaque;
  bool send_web_only_messages = false;
  bool typing_events = false;
  bool pause_events = false;
  bool sign = false;  // header X-Signature-256
  std::int64_t timeout_ms = 10'000;
  std::int64_t delivery_age_ms_max = 3'600'000;
};
WebhookConfig webhook_config(const JsonObject& config);

// The POST body of one bot message (04 §2.3, the superset of the documented bodies).
std::string webhook_body(const WebhookConfig& config, const std::string& channel_id,
                         const store::SessionKey& key, const engine::Say& say, const BotMessage& message);

// Pushes the bot's messages to the client of a webhook channel.
class WebhookOutlet final : public conductor::Outlet {
 public:
  WebhookOutlet(std::string bot_id, std::string channel_id, WebhookConfig config, http::Client& client);

  std::vector<conductor::Outgoing> outgoing(const conductor::StepRecord& step) const override;
  void deliver(const store::OutboxRow& row, std::function<void(conductor::DeliveryResult)> done) override;
  conductor::RetryPolicy retry_policy() const override;
  std::string error_source() const override { return "webhook"; }
  std::string url() const override { return config_.url; }

 private:
  conductor::Outgoing event_message(const conductor::StepRecord& step, const JsonObject& event) const;

  std::string bot_id_, channel_id_;
  WebhookConfig config_;
  http::Client& client_;
};

}  // namespace sb::channels
