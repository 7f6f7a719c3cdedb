#include "api/api.h"
#include "api/call.h"
#include "api/shapes.h"

// The inbound side of channels and providers (spec 05 §2, rows 9 and 10). Messages are received by
// channels/webhook_routes.h; here they are described.

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;

ShapePtr user_shape() {
  return object({may("id", text_or_scalar()), may("firstName", text()), may("lastName", text()),
                 may("preferredLanguage", text())},
                Others::kept);
}

ShapePtr user_message_shape() {
  const auto assignments = either("a list of {key, value}", {list(named_value()), any_object()});
  const auto postback =
      object({may("title", text()), may("payload", any()), may("nextDialogstateId", text_or_scalar()),
              may("sessionDataToSet", assignments)},
             Others::kept);
  const auto place = object({must("lat", number()), must("long", number())});
  return object({may("id", text()), may("type", text()), may("textMessage", object({must("text", text())})),
                 may("postbackMessage", postback), may("introMessage", any_object()),
                 may("locationMessage", object({must("coordinates", place)})),
                 may("fileUploadMessage", object({may("url", text()), may("urls", list(text()))}))},
                Others::kept);
}

Endpoint webhook_message() {
  Endpoint out{
      "POST", "/v1/channels/webhook/{channelId}/messages", "sendWebhookMessage",
      "A user's message on a webhook channel. The answer means that it is durable; what the bot says goes "
      "to the channel's webhook. Unknown members are ignored."};
  out.right = store::Right::talk;
  out.params = {{"Idempotency-Key",
                 "The same key is worked on once within 24 hours.",
                 Param::Type::text,
                 0,
                 0,
                 {},
                 Param::In::header}};
  out.body = object({may("conversationId", text_or_scalar()), may("sessionId", text_or_scalar()),
                     may("senderId", text_or_scalar()), may("user", user_shape()),
                     may("sessionData", any_object()), may("message", user_message_shape())},
                    Others::kept);
  out.answers = {{200, "Accepted.", status_ok()},
                 {409, "A request with this idempotency key is being worked on.", error_body()},
                 {422, "This idempotency key came with another body.", error_body()}};
  return out;
}

Endpoint legacy_webhook_message() {
  Endpoint out{"POST", "/api/webhookMessage/{botId}", "legacyWebhookMessage",
               "A user's message, authorised by the verify token of a webhook channel of the bot.",
               Family::legacy};
  out.open = true;
  out.body = object({may("text", text()), may("sender", object({must("id", text_or_scalar())})),
                     must("verifyToken", text()), may("locale", text())},
                    Others::kept);
  out.answers = {{200, "Accepted.", nullptr, "text/plain; charset=utf-8"},
                 {400, "The body is wrong.", error_body()},
                 {401, "No channel of this bot has that verify token.", error_body()},
                 {413, "The body is too large.", error_body()},
                 {429, "Too many messages of this session are waiting.", error_body()},
                 {503, "The server is busy or stopping; try again.", error_body()}};
  return out;
}

}  // namespace

Endpoints v1_channel_endpoints(const Deps&) {
  Endpoint offload{"GET", "/v1/offload/webhook/{webhookId}", "getOffloadWebhook",
                   "Tells a receiver of handovers that this server is there."};
  offload.answers = {{200, "It is.", object({must("status", one_of({"ok"})), must("webhookId", text())})}};
  offload.handle = [](const CallPtr& call) {
    call->answer(200, JsonObject{{"status", "ok"}, {"webhookId", call->path("webhookId")}});
  };
  return {webhook_message(), legacy_webhook_message(), std::move(offload)};
}

}  // namespace sb::api
