#pragma once
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/json.h"
#include "http/curl_client.h"
#include "http/testing/http_sink.h"

namespace sb::testing {

// Blocking calls for tests, over the product's own client.
class BlockingHttp final {
 public:
  BlockingHttp();
  // Status 0 when there was no answer.
  http::Response send(http::Request request);
  http::Response get(const std::string& url);
  http::Response post(const std::string& url, const std::string& body,
                      std::vector<http::Header> headers = {});

 private:
  std::unique_ptr<http::Client> client_;
};

// One delivery of the webhook channel.
struct Delivered {
  std::string session_id, message_id;
  JsonObject body;
};

// Receives what the server pushes. `answer_status` decides what it answers, 200 at first.
class WebhookReceiver final {
 public:
  WebhookReceiver();
  std::string url() const { return sink_.url("/hook"); }
  void answer_with(std::function<int(const JsonObject& body)> status);

  // In the order of arrival, repeated deliveries included.
  std::vector<Delivered> all(const std::string& session_id) const;
  // Distinct by message id (bodies without one count each), in the order of first arrival; waits until there
  // are at least `count` of them and returns what has come when `timeout_ms` is over.
  std::vector<Delivered> wait_for(const std::string& session_id, std::size_t count,
                                  std::int64_t timeout_ms = 20'000) const;

 private:
  http::testing::SinkAnswer receive(const http::testing::SunkRequest& request);
  std::vector<Delivered> distinct(const std::string& session_id) const;

  mutable std::mutex mutex_;
  mutable std::condition_variable arrived_;
  std::map<std::string, std::vector<Delivered>> by_session_;
  std::function<int(const JsonObject&)> status_;
  http::testing::HttpSink sink_;  // last: its threads use the members above
};

// The text a person would read of a Format D message: its text, its title, or its kind.
std::string text_of_delivery(const Delivered& delivered);

}  // namespace sb::testing
