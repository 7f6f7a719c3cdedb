#pragma once
#include <string_view>

#include "api/api.h"
#include "api/call.h"
#include "model/diagnostic.h"

namespace sb::api {

// 400 with the errors of reading a bot or a part of it. Pointers below `root` are told as places below
// `name`.
http::OutboundResponse diagnostics_response(const Diagnostics& diagnostics, std::string_view name,
                                            std::string_view root);

// The ETag of a part as the document has it, and what If-Match asks for it; nullopt: go on.
Param if_match();
std::string etag_of(const Json& item);
enum class Precondition { optional, needed };
std::optional<http::OutboundResponse> precondition(const Call& call, const Json* current, Precondition need);

}  // namespace sb::api
