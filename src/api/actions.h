#pragma once
#include <string>

#include "api/api.h"
#include "api/session_writes.h"

namespace sb::api {

// The body of a conversation action, read (spec 05 §6): also what /api/webview and the human desk send.
struct ActionRequest {
  engine::Control control;  // without the writes
  SessionWrites writes;
  bool writes_session = false;  // then the session is created when there is none
  bool given = false;           // it asks for something at all
};
// `messages_name` is the member that holds the messages.
ActionRequest read_actions(const JsonObject& body, const BotIndex& bot, Problems& problems,
                           std::string_view messages_name = "sendMessages");

// Has it carried out and answers the call: 400 for the problems, 404, 409, or {"status":"ok"} when durable.
void run_actions(const Deps& deps, const CallPtr& call, const std::string& session_id, ActionRequest request,
                 Problems problems);

}  // namespace sb::api
