#pragma once
#include <optional>

#include "api/api.h"
#include "api/call.h"

namespace sb::api {

// 409 when the bot has no model of the language, not even of an earlier content (spec 05 §4).
std::optional<http::OutboundResponse> untrained(const conductor::RunnableBot& bot,
                                                const std::string& language);

// What the bot of the call understands in its body {language, expression}; nullopt: the refusal is answered.
std::optional<JsonObject> extract(const Deps& deps, const Call& call);
ShapePtr extract_request_shape();
ShapePtr extract_shape();

}  // namespace sb::api
