#include "channels/webhook_routes.h"

#include "base/clock.h"
#include "base/crypto.h"
#include "http/credentials.h"
#include "model/input_faults.h"
#include "model/user_message.h"
#include "store/access_scope.h"

namespace sb::channels {
namespace {

constexpr std::string_view webhook_type = "webHook";
constexpr std::size_t idempotency_key_bytes_max = 255;
constexpr int retry_after_s = 1;

// What the caller's token allows; nullopt without a valid one.
std::optional<store::Scope> scope_of(const http::InboundRequest& request, const store::AccessTokens& tokens) {
  const auto credentials = http::read_credentials(request, http::QueryToken::refused);
  const auto token =
      credentials ? tokens.check(credentials->id, credentials->secret, utc_now()) : std::nullopt;
  if (!token) return std::nullopt;
  auto scope = store::parse_scope(token->scope);
  if (scope.has_error()) return std::nullopt;
  return std::move(*scope);
}

Result<Json> body_of(const http::InboundRequest& request) {
  SB_TRY(auto body, parse_json(request.body));
  if (!body.is_object()) return Error{ErrorCode::invalid_input, "the body must be a JSON object"};
  return body;
}

// 400 with each fault and its place in params.problems, as the rest of V1 answers.
http::OutboundResponse refusal_of_body(const Error& error, const std::vector<InputFault>& faults) {
  JsonArray problems;
  for (const auto& fault : faults) {
    const std::string place = fault.place.empty() ? "body" : "body." + fault.place;
    problems.push_back(JsonObject{{"place", place}, {"message", fault.message}});
  }
  return http::error_response(400, "VALIDATION", error.message, {{"problems", std::move(problems)}});
}

// The outcome of the conductor as an HTTP answer.
http::OutboundResponse refusal(const Error& error) {
  if (error.code == ErrorCode::invalid_input) return http::error_response(422, "VALIDATION", error.message);
  auto response = http::error_response(error);
  if (response.status == 429 || response.status == 503) {
    response.headers.set("Retry-After", std::to_string(retry_after_s));
  }
  return response;
}

conductor::Inbound inbound_of(InboundMessage message, const conductor::ChannelBinding& binding) {
  conductor::Inbound inbound;
  inbound.key = {binding.bot_id, binding.channel.version, std::move(message.session_id)};
  inbound.channel_id = binding.channel.id;
  inbound.channel_type = binding.channel.type;
  inbound.message = std::move(message.message);
  inbound.user = std::move(message.user);
  inbound.session_data = std::move(message.session_data);
  inbound.idempotency_key = std::move(message.message_id);
  return inbound;
}

Ok read_idempotency_key(const http::InboundRequest& request, conductor::Inbound& inbound) {
  const auto header = request.headers.get("idempotency-key");
  if (!header.empty()) inbound.idempotency_key = std::string(header);
  if (!inbound.idempotency_key) return {};
  if (inbound.idempotency_key->size() > idempotency_key_bytes_max) {
    return Error{ErrorCode::invalid_input,
                 "Idempotency-Key: at most " + std::to_string(idempotency_key_bytes_max) + " bytes"};
  }
  inbound.request_digest = hex(sha256(request.body));
  return {};
}

void receive(const WebhookDeps& deps, const http::InboundRequest& request, const std::string& channel_id,
             const http::Respond& respond) {
  const auto scope = scope_of(request, deps.tokens);
  if (!scope) {
    return respond(http::error_response({ErrorCode::unauthorized, "missing or invalid access token"}));
  }
  const auto binding = deps.bots.channel(channel_id);
  if (!binding || binding->channel.type != webhook_type) {
    return respond(http::error_response(
        404, "CHANNEL_NOT_FOUND", "there is no webhook channel '" + channel_id + "'", {{"id", channel_id}}));
  }
  if (!scope->allows(store::Right::talk, binding->bot_id)) {
    return respond(http::error_response({ErrorCode::forbidden, "this token may not talk to the bot"}));
  }
  if (!binding->channel.enabled) {
    return respond(http::error_response({ErrorCode::forbidden, "the channel is disabled"}));
  }
  const auto body = body_of(request);
  if (body.has_error()) return respond(http::error_response(body.error()));
  auto message = parse_webhook_body(*body);
  if (message.has_error()) return respond(refusal_of_body(message.error(), faults_of_webhook_body(*body)));
  auto inbound = inbound_of(std::move(*message), *binding);
  if (auto key = read_idempotency_key(request, inbound); key.has_error()) {
    return respond(http::error_response(key.error()));
  }
  deps.conductor.accept(std::move(inbound), [respond](Result<conductor::Accepted> outcome) {
    if (outcome.has_error()) return respond(refusal(outcome.error()));
    respond(http::json_text_response(200, R"({"status":"ok"})"));
  });
}

// The channel of the bot whose verify token the caller knows.
std::optional<conductor::ChannelBinding> legacy_channel(const conductor::BotRegistry& bots,
                                                        const std::string& bot_id,
                                                        std::string_view verify_token) {
  if (verify_token.empty()) return std::nullopt;
  for (const auto& binding : bots.channels()) {
    if (binding.bot_id != bot_id || binding.channel.type != webhook_type || !binding.channel.enabled)
      continue;
    if (constant_time_equal(string_member(binding.channel.config, "verifyToken"), verify_token))
      return binding;
  }
  return std::nullopt;
}

void receive_legacy(const WebhookDeps& deps, const http::InboundRequest& request, const std::string& bot_id,
                    const http::Respond& respond) {
  const auto body = body_of(request);
  if (body.has_error()) return respond(http::error_response(body.error()));
  const auto binding = legacy_channel(deps.bots, bot_id, string_member(body->get_object(), "verifyToken"));
  if (!binding)
    return respond(http::error_response({ErrorCode::unauthorized, "verifyToken: unknown for this bot"}));
  auto message = parse_legacy_webhook_body(*body);
  if (message.has_error())
    return respond(refusal_of_body(message.error(), faults_of_legacy_webhook_body(*body)));
  // This body names the language beside the message, not in a user object.
  if (message->language && message->user.empty()) message->user["preferredLanguage"] = *message->language;
  deps.conductor.accept(inbound_of(std::move(*message), *binding),
                        [respond](Result<conductor::Accepted> outcome) {
                          if (outcome.has_error()) return respond(refusal(outcome.error()));
                          respond(http::text_response(200, "text/plain; charset=utf-8", "EVENT_RECEIVED"));
                        });
}

}  // namespace

void add_webhook_routes(http::Router& router, WebhookDeps deps) {
  router.add("POST", "/v1/channels/webhook/{channelId}/messages",
             [deps](http::InboundRequest request, http::RouteParams params, http::Respond respond) {
               receive(deps, request, params.get("channelId"), respond);
             },
             {webhook_body_bytes_max});
  router.add("POST", "/api/webhookMessage/{botId}",
             [deps](http::InboundRequest request, http::RouteParams params, http::Respond respond) {
               receive_legacy(deps, request, params.get("botId"), respond);
             },
             {webhook_body_bytes_max});
}

}  // namespace sb::channels
