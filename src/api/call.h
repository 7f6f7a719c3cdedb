#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/authentication.h"
#include "api/bodies.h"
#include "api/endpoint.h"
#include "api/rate_limit.h"
#include "conductor/bot_registry.h"
#include "http/router.h"

namespace sb::api {

// One request that has passed the gateway, and the right to answer it. Held by shared_ptr for as long as
// somebody may answer. Threading: used by one thread at a time; answering from any thread.
class Call final {
 public:
  Call(const Endpoint& endpoint, http::InboundRequest request, http::RouteParams params,
       http::Respond respond, UtcMs now);

  const Endpoint& endpoint() const { return endpoint_; }
  const http::InboundRequest& request() const { return request_; }
  const Principal& principal() const { return principal_; }
  UtcMs now() const { return now_; }

  // What the braces of the path matched.
  const std::string& path(std::string_view name) const { return params_.get(name); }
  // As a positive number; 0 when it is none.
  std::int64_t path_number(std::string_view name) const;
  // Query parameters, checked by the gateway; `otherwise` when not given.
  std::string text(std::string_view name) const;
  bool given(std::string_view name) const { return request_.find_query(name) != nullptr; }
  std::int64_t number(std::string_view name, std::int64_t otherwise) const;
  bool flag(std::string_view name, bool otherwise = false) const;
  std::optional<UtcMs> time(std::string_view name) const;

  const Json& body() const { return body_; }
  // The body as it came, for those that are not JSON.
  const std::string& raw_body() const { return request_.body; }
  const JsonObject& body_object() const { return body_.get_object(); }

  // The bot the call is about: of `{botId}`, or what use_bot found.
  const std::string& bot_id() const { return bot_id_; }
  Version version() const { return version_; }
  const conductor::RunnableBotPtr& bot() const { return bot_; }
  store::SessionKey session_key(std::string session_id) const {
    return {bot_id_, version_, std::move(session_id)};
  }
  // For the audit log, where the path does not say what was changed.
  void about(std::string object) { object_ = std::move(object); }
  // Checks the caller's right to the bot and finds it. False: the refusal has been answered.
  bool use_bot(const conductor::BotRegistry& bots, const std::string& bot_id, std::optional<Version> version);

  void answer(http::OutboundResponse response) const;
  void answer(int status, const Json& value) const { answer(http::json_response(status, value)); }
  void fail(const Error& error) const { answer(http::error_response(error)); }
  void fail(int status, std::string_view code, std::string_view message, JsonObject params = {}) const {
    answer(http::error_response(status, code, message, std::move(params)));
  }
  std::shared_ptr<http::StreamWriter> start_stream(http::Headers headers) const;

 private:
  friend class Gateway;

  const Endpoint& endpoint_;
  http::InboundRequest request_;
  http::RouteParams params_;
  http::Respond respond_;
  UtcMs now_;
  Principal principal_;
  std::optional<RateLimiter::Standing> standing_;
  std::function<void(store::AuditRow)> audit_;  // set where a change is to be recorded
  Json body_;
  std::string bot_id_, object_;
  Version version_ = Version::draft;
  conductor::RunnableBotPtr bot_;
};

}  // namespace sb::api
