#include "api/api.h"
#include "api/call.h"
#include "api/session_writes.h"
#include "api/shapes.h"
#include "model/path.h"

// Session data (spec 05 §2, rows 4 to 6).

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;
using store::Right;

constexpr std::size_t session_body_bytes_max = 10 * 1024 * 1024;

void no_session(const Call& call) {
  call.fail(404, "CONVERSATION_NOT_FOUND", "there is no such session", {{"id", call.path("conversationId")}});
}

void show(const Deps& deps, const CallPtr& call) {
  const auto found =
      find_conversation(deps.store, call->session_key(call->path("conversationId")), call->now());
  if (found.has_error()) return call->fail(found.error());
  if (!*found) return no_session(*call);
  const Json session = visible_session(*call->bot(), (*found)->session);
  const std::string name_space = call->text("namespace");
  if (name_space.empty()) return call->answer(200, session);
  const Json* part = find_value(session.get_object(), name_space);
  if (!part) return call->fail(404, "NOT_FOUND", "the session has nothing at '" + name_space + "'");
  call->answer(200, *part);
}

// Done on a shard's thread; reading blocks, so it goes on in the pool.
std::function<void(Ok)> then_show(const Deps& deps, const CallPtr& call) {
  return [deps, call](Ok outcome) {
    if (outcome.has_error()) return call->fail(outcome.error());
    deps.pool.run([deps, call] { show(deps, call); });
  };
}

void set(const Deps& deps, const CallPtr& call, bool replace) {
  Problems problems;
  SessionWrites writes;
  const auto key = call->session_key(call->path("conversationId"));
  if (auto valid = check_session_id(key.session_id); valid.has_error())
    problems.add("path.conversationId", valid.error());
  read_session_writes(call->body(), "body", writes, problems);
  const auto before = find_conversation(deps.store, key, call->now());
  if (before.has_error()) return call->fail(before.error());
  try_writes(writes, *before && !replace ? (*before)->session : JsonObject(), "body", problems);
  if (!problems.empty()) return call->answer(problems.response());
  engine::Control control;
  control.replace_session = replace;
  control.writes = std::move(writes.writes);
  control.assignments = std::move(writes.assignments);
  deps.conductor.control(key, std::move(control), conductor::Conductor::Create::yes, then_show(deps, call));
}

void remove(const Deps& deps, const CallPtr& call) {
  deps.conductor.remove(call->session_key(call->path("conversationId")), [call](Ok outcome) {
    if (!outcome.has_error()) return call->answer(http::no_content_response());
    if (outcome.error().code == ErrorCode::not_found) return no_session(*call);
    call->fail(outcome.error());
  });
}

Endpoint endpoint(std::string_view method, std::string_view id, std::string_view summary, Right right) {
  Endpoint out{std::string(method), "/v1/bots/{botId}/conversations/{conversationId}/session-data",
               std::string(id), std::string(summary)};
  out.right = right;
  out.params = {version_param()};
  return out;
}

}  // namespace

Endpoints v1_session_endpoints(const Deps& deps) {
  Endpoints out;
  auto get = endpoint("GET", "getConversationSessionData", "The session: its variables, internal and sys.",
                      Right::read_history);
  get.params.push_back(text_param("namespace", "A path into the session: only what is there is answered."));
  get.answers = {{200, "The session, or the value at the namespace.", any()}};
  get.handle = [deps](const CallPtr& call) { show(deps, call); };
  out.push_back(std::move(get));
  for (const auto& [method, id] :
       {std::pair{"POST", "setConversationSessionData"}, std::pair{"PATCH", "mergeConversationSessionData"},
        std::pair{"PUT", "replaceConversationSessionData"}}) {
    const bool replace = std::string_view(method) == "PUT";
    auto write = endpoint(method, id,
                          replace ? "Replaces the variables of the session."
                                  : "Merges values into the session, creating it when there is none.",
                          Right::talk);
    write.body = session_writes_shape();
    write.body_bytes_max = session_body_bytes_max;
    write.answers = {{200, "The session afterwards.", session_data()}};
    write.handle = [deps, replace](const CallPtr& call) { set(deps, call, replace); };
    out.push_back(std::move(write));
  }
  auto drop = endpoint("DELETE", "deleteSessionDataByConversationId",
                       "Removes the session: values, contexts, pending input, pause. The history stays.",
                       Right::talk);
  drop.answers = {{204, "Removed."}};
  drop.handle = [deps](const CallPtr& call) { remove(deps, call); };
  out.push_back(std::move(drop));
  return out;
}

}  // namespace sb::api
