#pragma once
#include "conductor/bot_registry.h"
#include "conductor/conductor.h"
#include "http/router.h"
#include "store/access_tokens.h"

namespace sb::channels {

inline constexpr std::size_t webhook_body_bytes_max = 1024 * 1024;

// What the routes need; all of it outlives the router.
struct WebhookDeps {
  conductor::Conductor& conductor;
  const conductor::BotRegistry& bots;
  const store::AccessTokens& tokens;
};

// POST /v1/channels/webhook/{channelId}/messages (spec 04 §2.2) and its deprecated twin
// POST /api/webhookMessage/{botId}. The answer means that the message is durable.
void add_webhook_routes(http::Router& router, WebhookDeps deps);

}  // namespace sb::channels
