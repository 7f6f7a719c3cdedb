#pragma once
#include <string>

#include "http/client.h"
#include "offload/provider.h"

namespace sb::offload {

// What a webhook provider is configured with (spec 06 §3).
struct WebhookSettings {
  std::string url;  // "Offloading Webhook API URL"; empty: not configured
  std::string verify_token;
  std::int64_t timeout_ms = 10'000;
  std::int64_t delivery_age_ms_max = 3'600'000;
  std::optional<int> return_after_minutes;
};
WebhookSettings webhook_settings(const JsonObject& config);

// Any live-chat platform behind one URL (spec 06 §4).
class WebhookProvider final : public Provider {
 public:
  // `isolation_key`: connections are shared with nobody else.
  WebhookProvider(WebhookSettings settings, std::string isolation_key, http::Client& client);

  bool configured() const override { return !settings_.url.empty(); }
  void check_health(std::function<void(Ok)> done) override;
  void take_over(Offer offer, std::function<void(OfferAnswer)> done) override;
  // The protocol has no such question: whoever is in good health is available.
  void ask_availability(std::function<void(bool)> done) override;
  bool follows_all_conversations() const override { return true; }

  std::vector<conductor::Outgoing> outgoing(const conductor::StepRecord& step) const override;
  void deliver(const store::OutboxRow& row, std::function<void(conductor::DeliveryResult)> done) override;
  conductor::RetryPolicy retry_policy() const override;
  std::string error_source() const override { return "offload"; }
  std::string url() const override;

 private:
  http::Request request(const char* method, std::string id, std::string body) const;

  WebhookSettings settings_;
  std::string isolation_key_;
  http::Client& client_;
};

}  // namespace sb::offload
