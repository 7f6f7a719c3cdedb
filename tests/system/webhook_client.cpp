#include "webhook_client.h"

#include <chrono>
#include <future>
#include <set>
#include <stdexcept>

#include "server_process.h"

namespace sb::testing {

BlockingHttp::BlockingHttp() {
  auto policy = http::EgressPolicy::parse("127.0.0.1");
  http::ClientOptions options;
  options.connections_per_host_max = 128;
  auto client = http::make_curl_client(std::move(policy).value(), std::move(options));
  if (client.has_error()) throw std::runtime_error(client.error().message);
  client_ = std::move(*client);
}

http::Response BlockingHttp::send(http::Request request) {
  request.redirects_max = 0;
  std::promise<http::Response> answer;
  client_->send(std::move(request), [&answer](http::Outcome outcome) {
    answer.set_value(outcome.has_error() ? http::Response{} : std::move(*outcome));
  });
  return answer.get_future().get();
}

http::Response BlockingHttp::get(const std::string& url) {
  http::Request request;
  request.url = url;
  return send(std::move(request));
}

http::Response BlockingHttp::post(const std::string& url, const std::string& body,
                                  std::vector<http::Header> headers) {
  http::Request request;
  request.method = "POST";
  request.url = url;
  request.body = body;
  request.headers = std::move(headers);
  request.headers.push_back({"Content-Type", "application/json"});
  return send(std::move(request));
}

WebhookReceiver::WebhookReceiver() : sink_([this](const auto& request) { return receive(request); }) {}

void WebhookReceiver::answer_with(std::function<int(const JsonObject&)> status) {
  std::lock_guard lock(mutex_);
  status_ = std::move(status);
}

http::testing::SinkAnswer WebhookReceiver::receive(const http::testing::SunkRequest& request) {
  http::testing::SinkAnswer answer;
  auto body = parse_json(request.body);
  if (body.has_error() || !body->is_object()) {
    answer.status = 400;
    return answer;
  }
  std::lock_guard lock(mutex_);
  if (status_) answer.status = status_(body->get_object());
  if (answer.status / 100 != 2) return answer;
  const JsonObject& object = body->get_object();
  const std::string session(string_member(object, "senderId"));
  by_session_[session].push_back({session, std::string(string_member(object, "messageId")), object});
  arrived_.notify_all();
  return answer;
}

std::vector<Delivered> WebhookReceiver::all(const std::string& session_id) const {
  std::lock_guard lock(mutex_);
  const auto found = by_session_.find(session_id);
  return found == by_session_.end() ? std::vector<Delivered>{} : found->second;
}

std::vector<Delivered> WebhookReceiver::distinct(const std::string& session_id) const {
  std::vector<Delivered> out;
  std::set<std::string> seen;
  const auto found = by_session_.find(session_id);
  if (found == by_session_.end()) return out;
  for (const auto& delivered : found->second) {
    if (delivered.message_id.empty() || seen.insert(delivered.message_id).second) out.push_back(delivered);
  }
  return out;
}

std::vector<Delivered> WebhookReceiver::wait_for(const std::string& session_id, std::size_t count,
                                                 std::int64_t timeout_ms) const {
  std::unique_lock lock(mutex_);
  arrived_.wait_for(lock, std::chrono::milliseconds(timeout_ms),
                    [&] { return distinct(session_id).size() >= count; });
  return distinct(session_id);
}

std::string text_of_delivery(const Delivered& delivered) {
  const JsonObject* message = object_member(delivered.body, "message");
  if (!message) return "";
  if (const auto text = string_member(*message, "text"); !text.empty()) return std::string(text);
  if (string_member(*message, "type") == "event") {
    const Json* payload = find_member(*message, "payload");
    return "event " + (payload ? to_json_text(*payload) : "");
  }
  const JsonObject* attachment = object_member(*message, "attachment");
  const JsonObject* payload = attachment ? object_member(*attachment, "payload") : nullptr;
  if (!payload) return to_json_text(*message);
  const auto text = string_member(*payload, "text");
  return text.empty() ? std::string(string_member(*payload, "template_type")) : std::string(text);
}

}  // namespace sb::testing
