#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "conductor/conductor.h"
#include "store/rows.h"

namespace sb::channels {

// One message of the history as the chat page gets it, as JSON text:
//   {"id","position","actor","timestamp","message", "typingMs"?, "intro"?}
// `message` is Format D for bot and agent (spec 03 §2), the normalised form for the user (03 §6). Nullopt for
// what a chat page does not show: messages that are no business of web channels, JSON Builder messages that
// stay inside.
std::optional<std::string> web_message_text(const store::ListedMessage& listed, int typing_ms);

// Reads what a chat page sends: {"id"?, "message": V1 union} or {"id"?, "clApi": {"type","payload"}} (02 §5),
// and fills message, session data and idempotency key of `inbound`. See check_uploads for what it may refer
// to.
Ok read_web_message(const Json& body, conductor::Inbound& inbound);

// The name under which a file was stored; nullopt when there is none with this id.
using UploadName = std::function<std::optional<std::string>(std::string_view id)>;
// Whether every file of the message is an upload that this server gave out at `origin`
// ("https://chat.example").
Ok check_uploads(const UserMessage& message, std::string_view origin, const UploadName& name_of);

}  // namespace sb::channels
