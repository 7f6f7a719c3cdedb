#include "api/actions.h"
#include "api/api.h"
#include "api/call.h"
#include "api/history.h"
#include "api/nlp.h"
#include "api/shapes.h"
#include "model/path.h"

// The deprecated twins (spec 05 §7): thin adapters. They act on LIVE when it exists, else on DRAFT.

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;
using store::Right;

Endpoint legacy(std::string_view method, std::string_view path, std::string_view id, std::string_view summary,
                Right right) {
  Endpoint out{std::string(method), std::string(path), std::string(id), std::string(summary), Family::legacy};
  out.right = right;
  out.params = {text_param("access_token", "The token, where a header cannot be set.")};
  return out;
}

void session_part(const Deps& deps, const CallPtr& call) {
  const auto found = find_conversation(deps.store, call->session_key(call->path("senderId")), call->now());
  if (found.has_error()) return call->fail(found.error());
  const Json session = *found ? visible_session(*call->bot(), (*found)->session) : Json(JsonObject{});
  const Json* part = find_value(session.get_object(), call->path("namespace"));
  if (!part) return call->fail({ErrorCode::not_found, "there is no such session or namespace"});
  call->answer(200, *part);
}

void webview(const Deps& deps, const CallPtr& call) {
  const JsonObject& body = call->body_object();
  const Json& id = body.at("botId");
  const std::string bot_id = id.is_string() ? std::string(view(id.get_string())) : to_json_text(id);
  if (!call->use_bot(deps.bots, bot_id, std::nullopt)) return;
  const Json& sender = body.at("senderId");
  JsonObject actions;
  if (const Json* session = find_member(body, "session")) actions["session"] = *session;
  if (const Json* action = find_member(body, "action")) actions["action"] = *action;
  if (const Json* messages = find_member(body, "messages")) actions["messages"] = *messages;
  Problems problems;
  auto request = read_actions(actions, *call->bot()->index, problems, "messages");
  if (request.control.messages.empty() && !request.control.trigger_dialog_id) {
    problems.add("body", "give at least one message or an action.nextDialogstate");
  }
  run_actions(deps, call, sender.is_string() ? std::string(view(sender.get_string())) : to_json_text(sender),
              std::move(request), std::move(problems));
}

Endpoint webview_endpoint(const Deps& deps) {
  auto out = legacy("POST", "/api/webview", "legacyWebview",
                    "Writes to a session, sends messages, and starts a bot dialog.", Right::talk);
  out.body = object({must("botId", text_or_scalar()), must("senderId", text_or_scalar()),
                     may("session", object({may("namespace", text()), may("data", any())})),
                     may("action", object({may("nextDialogstate", text_or_scalar()),
                                           may("nextDialogstateId", text_or_scalar())})),
                     may("messages", list(bot_message()))});
  out.answers = {{200, "Done.", status_ok()},
                 {409, "A dialog was to be triggered while the bot is paused.", error_body()}};
  out.handle = [deps](const CallPtr& call) { webview(deps, call); };
  return out;
}

Endpoint history_endpoint(const Deps& deps) {
  auto out = legacy("GET", "/api/bots/{botId}/history/{senderId}", "legacyHistory",
                    "All messages of a session, the oldest first.", Right::read_history);
  out.params.push_back(limit_param());
  out.params.push_back(offset_param());
  out.answers = {{200, "The messages.",
                  object({must("rows", list(message_shape())), must("count", integer(0, INT64_MAX))})}};
  out.handle = [deps](const CallPtr& call) { list_messages(deps, call, call->path("senderId"), "rows"); };
  return out;
}

// Mentioned once in an old page: what all sessions said, since a time.
Endpoint chat_message_endpoint(const Deps& deps) {
  auto out = legacy("GET", "/api/chatMessage/{botId}", "legacyChatMessage",
                    "The messages of all sessions, the oldest first.", Right::read_history);
  out.params.push_back(time_param("from", "At or after this time."));
  out.params.push_back(limit_param());
  out.params.push_back(cursor_param());
  out.answers = {{200, "The messages.",
                  object({must("rows", list(message_shape())), must("count", integer(0, INT64_MAX)),
                          may("nextCursor", text())})}};
  out.handle = [deps](const CallPtr& call) {
    const auto page = page_of(*call);
    const auto found = deps.store.bot_messages(
        call->bot_id(), call->version(), call->time("from").value_or(UtcMs{0}), page.before, page.limit);
    if (found.has_error()) return call->fail(found.error());
    JsonArray rows;
    for (const auto& listed : *found) rows.push_back(message_json(listed, Shown::originals));
    const auto count = static_cast<std::int64_t>(rows.size());
    JsonObject body{{"rows", std::move(rows)}, {"count", count}};
    if (count == page.limit) body["nextCursor"] = std::to_string(found->back().position);
    call->answer(200, body);
  };
  return out;
}

Endpoint extract_endpoint(const Deps& deps) {
  auto out = legacy("POST", "/api/bots/{botId}/extract/{version}", "legacyExtract", "Understands one text.",
                    Right::read_nlp);
  out.body = extract_request_shape();
  out.answers = {
      {200, "What was understood.", object({must("data", object({must("extract", extract_shape())}))})},
      {409, "The model of this language is not trained.", error_body()}};
  out.handle = [deps](const CallPtr& call) {
    auto found = extract(deps, *call);
    if (!found) return;
    (*found)["__typename"] = "Extract";
    call->answer(200, JsonObject{{"data", JsonObject{{"extract", std::move(*found)}}}});
  };
  return out;
}

}  // namespace

Endpoints legacy_endpoints(const Deps& deps) {
  auto session = legacy("GET", "/api/sessionData/{botId}/{senderId}/{namespace}", "legacySessionData",
                        "A part of the session, bare.", Right::read_history);
  session.answers = {{200, "The value.", any()}};
  session.handle = [deps](const CallPtr& call) { session_part(deps, call); };
  return {std::move(session), history_endpoint(deps), chat_message_endpoint(deps), webview_endpoint(deps),
          extract_endpoint(deps)};
}

}  // namespace sb::api
