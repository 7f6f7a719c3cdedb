#include "offload/webhook_provider.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/random.h"
#include "base/utf8.h"
#include "http/trace_context.h"
#include "offload/settings.h"
#include "offload/wire.h"

namespace sb::offload {
namespace {

constexpr int status_ok = 200;  // exactly, for every call (spec 06 §4)
constexpr std::size_t response_bytes_max = 64 * 1024;
constexpr std::size_t kept_response_bytes_max = 4'096;
constexpr std::size_t id_digits = 32;

std::string kept(const std::string& body) {
  return is_valid_utf8(body) ? std::string(utf8_prefix(body, kept_response_bytes_max)) : std::string();
}

}  // namespace

WebhookSettings webhook_settings(const JsonObject& config) {
  WebhookSettings out;
  out.url = string_member(config, "url");
  out.verify_token = string_member(config, "verifyToken");
  out.timeout_ms =
      std::clamp<std::int64_t>(number_setting(config, "timeoutMs", out.timeout_ms), 100, 120'000);
  out.delivery_age_ms_max = number_setting(config, "deliveryMaxAgeMinutes", 60) * ms_per_minute;
  out.return_after_minutes = minutes_setting(config, "returnAfterMinutes");
  return out;
}

WebhookProvider::WebhookProvider(WebhookSettings settings, std::string isolation_key, http::Client& client)
    : settings_(std::move(settings)), isolation_key_(std::move(isolation_key)), client_(client) {}

std::string WebhookProvider::url() const {
  return shown_url(settings_.url);
}

http::Request WebhookProvider::request(const char* method, std::string id, std::string body) const {
  http::Request out;
  out.method = method;
  out.url = call_url(settings_.url, settings_.verify_token);
  out.headers = signature_headers(settings_.verify_token, id, utc_now(), body);
  out.headers.push_back({"Accept", "application/json"});
  if (!body.empty()) out.headers.push_back({"Content-Type", "application/json; charset=utf-8"});
  http::add_trace(out.headers, http::current_trace());
  out.body = std::move(body);
  out.timeout_ms = settings_.timeout_ms;
  out.response_bytes_max = response_bytes_max;
  out.redirects_max = 0;
  out.isolation_key = isolation_key_;
  return out;
}

void WebhookProvider::check_health(std::function<void(Ok)> done) {
  if (!configured()) return done(Error{ErrorCode::not_found, "the provider has no address"});
  client_.send(request("GET", "health_" + new_id24(), ""), [done = std::move(done)](http::Outcome outcome) {
    if (outcome.has_error()) {
      return done(Error{ErrorCode::upstream_failed, "the health check failed: " + outcome.error().message});
    }
    done(read_health_answer(outcome->status, outcome->body));
  });
}

void WebhookProvider::ask_availability(std::function<void(bool)> done) {
  check_health([done = std::move(done)](const Ok& healthy) { done(healthy.has_value()); });
}

void WebhookProvider::take_over(Offer offer, std::function<void(OfferAnswer)> done) {
  auto call = request("POST", "offload_" + offer.id, offload_body(offer));
  JsonObject shown{
      {"method", "POST"},
      {"url", url()},
      {"body", JsonObject{{"event", "offload"}, {"offloadId", offer.id}, {"payload", offer.payload}}}};
  client_.send(std::move(call), [done = std::move(done), shown = std::move(shown),
                                 return_after = settings_.return_after_minutes](http::Outcome outcome) {
    OfferAnswer answer;
    if (outcome.has_error()) {
      const bool late = outcome.error().kind == http::FailureKind::timed_out;
      answer.error = late ? "the offload provider did not answer in time" : outcome.error().message;
    } else {
      answer = read_offload_answer(outcome->status, outcome->body);
      answer.response = {{"code", outcome->status}, {"body", kept(outcome->body)}};
    }
    if (!answer.error.empty()) answer.response["error"] = answer.error;
    answer.request = shown;
    answer.return_after_minutes = return_after;
    done(std::move(answer));
  });
}

std::vector<conductor::Outgoing> WebhookProvider::outgoing(const conductor::StepRecord& step) const {
  std::vector<conductor::Outgoing> out;
  for (auto& body : messages_bodies(step)) out.push_back({"", std::move(body)});
  return out;
}

// The id is that of the stored delivery: the same over every attempt and after a crash.
void WebhookProvider::deliver(const store::OutboxRow& row,
                              std::function<void(conductor::DeliveryResult)> done) {
  const std::string id =
      "messages_" + hex(sha256(std::to_string(row.row) + '.' + row.body)).substr(0, id_digits);
  client_.send(request("POST", id, row.body), [done = std::move(done)](http::Outcome outcome) {
    conductor::DeliveryResult result;
    if (outcome.has_error()) {
      result.error = outcome.error().message;
    } else {
      result.status = outcome->status;
      result.delivered = outcome->status == status_ok;
      if (!result.delivered) result.response = kept(outcome->body);
    }
    done(std::move(result));
  });
}

conductor::RetryPolicy WebhookProvider::retry_policy() const {
  conductor::RetryPolicy policy;
  policy.age_ms_max = settings_.delivery_age_ms_max;
  return policy;
}

}  // namespace sb::offload
