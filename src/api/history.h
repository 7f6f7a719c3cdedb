#pragma once
#include <optional>

#include "api/api.h"
#include "api/call.h"
#include "store/history.h"

namespace sb::api {

// Messages as the APIs show them.
enum class Shown {
  originals,  // V1 only: sensitive values are visible (spec 05 §2, row 3)
  masked,     // everywhere else
};
JsonObject message_json(const store::ListedMessage& listed, Shown shown);
ShapePtr message_shape();
std::string_view actor_name(store::Actor actor);

// Text that the store keeps as JSON; null when it is none.
Json stored_json(std::string_view text);

// limit, offset and cursor of a call.
store::Page page_of(const Call& call);
// {"data","count","limit","offset"} and, when the page is full, "nextCursor".
JsonObject page_json(const store::Page& page, JsonArray data, std::int64_t count, std::int64_t last);

// from, to, channel, language, firstName, lastName, includeEmulator.
std::vector<Param> conversation_params();
store::ConversationFilter conversation_filter(const Call& call, store::ConversationFilter::Rows rows);

// Answers {"rows","count"} or {"data",…}: the messages of one session, oldest first.
void list_messages(const Deps& deps, const CallPtr& call, const std::string& session_id,
                   std::string_view member);

}  // namespace sb::api
