#include "desk.h"

#include <stdexcept>

namespace sb::testing {
namespace {

std::string text_of(const JsonObject& item) {
  const JsonObject& message = item.at("message").as_object();
  Delivered as_delivered;
  as_delivered.body = {{"message", message}};
  return text_of_delivery(as_delivered);
}

}  // namespace

Desk::Desk()
    : process_({SB_BINARY_DIR "/webhook-receiver", "--listen", "127.0.0.1:0"}, {},
               "listening on http://127.0.0.1:", scratch_.path() + "/desk.log"),
      base_("http://127.0.0.1:" + std::to_string(process_.port())) {}

void Desk::behave(const std::string& behaviour) {
  const auto answer = http_.post(base_ + "/behaviour", behaviour);
  if (answer.status != 204) throw std::runtime_error("the desk does not understand: " + answer.body);
}

std::vector<JsonObject> Desk::wait_for(const std::string& session_id, std::size_t count,
                                       std::int64_t timeout_ms) {
  http::Request request;
  request.url = base_ + "/messages?session=" + session_id;
  if (count > 0)
    request.url += "&wait=1&count=" + std::to_string(count) + "&timeoutMs=" + std::to_string(timeout_ms);
  request.timeout_ms = timeout_ms + 10'000;
  const auto answer = http_.send(std::move(request));
  std::vector<JsonObject> out;
  const auto parsed = parse_json(answer.body);
  if (parsed.has_error()) throw std::runtime_error("the desk does not answer: " + answer.body);
  for (const auto& record : parsed->at("messages").as_array()) out.push_back(record.as_object());
  return out;
}

std::size_t Desk::offloads(const std::string& session_id) {
  std::size_t count = 0;
  for (const auto& record : all(session_id))
    count += string_member(record.at("body").as_object(), "event") == "offload";
  return count;
}

std::vector<std::string> told(const std::vector<JsonObject>& received) {
  std::vector<std::string> lines;
  for (const auto& record : received) {
    const JsonObject& body = record.at("body").as_object();
    if (string_member(body, "event") == "offload") {
      lines.push_back("offload " + to_json_text(body.at("payload")));
      continue;
    }
    for (const auto& item : body.at("messages").as_array()) {
      const JsonObject& said = item.as_object();
      const std::string actor(said.contains("sentBy") ? string_member(said, "sentBy")
                                                      : string_member(said, "actor"));
      lines.push_back(actor + ": " + text_of(said));
    }
  }
  return lines;
}

}  // namespace sb::testing
