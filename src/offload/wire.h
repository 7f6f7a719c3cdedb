#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "conductor/outlet.h"
#include "http/headers.h"
#include "offload/provider.h"

// The texts of the offloading webhook (spec 06 §4). Pure functions.

namespace sb::offload {

// The one API URL with `challenge.verifyToken=<token>` added to its query; a fragment is left out.
std::string call_url(std::string_view url, std::string_view token);
// The same without the token: for logs.
std::string shown_url(std::string_view url);

// The headers of the Standard Webhooks specification: webhook-id, webhook-timestamp (seconds) and
// webhook-signature "v1,BASE64(HMAC-SHA-256)". The key is the token: the bytes behind "whsec_" when it has
// that form, else the token itself, so that a receiver verifies with "whsec_" + base64(token).
std::vector<http::Header> signature_headers(std::string_view token, std::string_view id, UtcMs at,
                                            std::string_view body);

// A normalised user message (user_message_json) with the members every receiver gets (spec 03 §6):
// channelType, sender, timestamp, id. `internal` is that root of the session.
JsonObject with_sender(JsonObject message, const store::SessionKey& key, const std::string& channel_type,
                       const JsonObject& internal, const std::string& message_id, UtcMs at);

// One body per user message, then one for the bot messages that leave together (spec 06 §4.2).
std::vector<std::string> messages_bodies(const conductor::StepRecord& step);

std::string offload_body(const Offer& offer);

// What an answer to `offload` means (spec 06 §4.3, the table): strings "true" and "false" count too.
OfferAnswer read_offload_answer(int status, std::string_view body);
// Both status 200 and "status":"ok" (spec 06 §4.1).
Ok read_health_answer(int status, std::string_view body);

}  // namespace sb::offload
