#include <charconv>

#include "api/call.h"
#include "api/history.h"
#include "api/shapes.h"
#include "base/random.h"
#include "model/user_message.h"

// The emulator, one turn at a time, and the stream of live changes.

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;

constexpr std::int64_t emulator_patience_ms = 30'000;
constexpr std::string_view emulator_prefix = "emulator-";

JsonObject result_json(const std::string& session_id, Live::Collected turn) {
  return {{"sessionId", session_id},
          {"finished", turn.finished},
          {"messages", std::move(turn.messages)},
          {"session", turn.session.is_object() ? std::move(turn.session) : Json(JsonObject{})},
          {"nlp", std::move(turn.nlp)},
          {"steps", std::move(turn.steps)}};
}

ShapePtr live_message_shape() {
  return object({must("id", text()), must("actor", text()), must("timestamp", text()),
                 must("message", shown_message()), may("dialogstate", dialogstate())});
}

ShapePtr step_shape() {
  return object({must("at", text()), must("kind", text()), must("event", any_object()),
                 must("effects", list(any_object()))});
}

void emulate(const Deps& deps, const CallPtr& call) {
  const JsonObject& body = call->body_object();
  Problems problems;
  conductor::Inbound inbound;
  std::string session_id(string_member(body, "sessionId"));
  if (session_id.empty()) session_id = std::string(emulator_prefix) + new_uuid();
  if (!session_id.starts_with(emulator_prefix)) session_id.insert(0, emulator_prefix);
  if (auto valid = check_session_id(session_id); valid.has_error())
    problems.add("body.sessionId", valid.error());
  auto message = parse_user_message(body.at("message"));
  if (message.has_error()) {
    problems.add("body.message", message.error());
  } else {
    inbound.message = std::move(*message);
  }
  if (!problems.empty()) return call->answer(problems.response());
  inbound.key = call->session_key(session_id);
  inbound.channel_id = "emulator";
  inbound.channel_type = "web";
  inbound.bot_initiated = true;
  if (const auto* user = object_member(body, "user")) inbound.user = *user;
  if (const auto* data = object_member(body, "sessionData")) inbound.session_data = *data;
  erase_member(inbound.session_data, "internal");
  const auto collection = deps.live.collect(inbound.key, [call, session_id](Live::Collected turn) {
    call->answer(200, result_json(session_id, std::move(turn)));
  });
  deps.timers->post_after(emulator_patience_ms,
                          [&live = deps.live, collection] { live.give_up(collection); });
  deps.conductor.accept(std::move(inbound), [deps, call, collection](Result<conductor::Accepted> outcome) {
    if (!outcome.has_error()) return;
    call->fail(outcome.error());  // the first answer counts
    deps.live.give_up(collection);
  });
}

void stream(const Deps& deps, const CallPtr& call) {
  std::int64_t last_id = 0;
  const auto sent = call->request().headers.get("last-event-id");
  std::from_chars(sent.data(), sent.data() + sent.size(), last_id);
  auto writer = call->start_stream(
      {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}});
  deps.live.subscribe(call->bot_id(), call->version(), last_id, std::move(writer));
}

}  // namespace

Endpoints manage_live_endpoints(const Deps& deps) {
  Endpoint emulator{
      "POST", "/manage/v1/emulator/{botId}/messages", "emulate",
      "One message of an emulated user; the answer holds what the bot made of it. A turn that takes "
      "longer than 30 s goes on without the caller: `finished` is false then.",
      Family::manage};
  emulator.right = store::Right::edit_bot;  // a turn may call back ends: reading is not enough
  emulator.audited = false;
  emulator.params = {version_param()};
  emulator.body = object({may("sessionId", text()), must("message", any_object()), may("user", any_object()),
                          may("sessionData", any_object())});
  emulator.answers = {{200, "The turn.",
                       object({must("sessionId", text()), must("finished", boolean()),
                               must("messages", list(live_message_shape())), must("session", session_data()),
                               may("nlp", any_object()), must("steps", list(step_shape()))})}};
  emulator.handle = [deps](const CallPtr& call) { emulate(deps, call); };

  Endpoint events{
      "GET", "/manage/v1/bots/{botId}/events", "streamEvents",
      "Live changes as server-sent events: `step` for everything that happens in a conversation, `reset` "
      "for a reader that was away for too long.",
      Family::manage};
  events.right = store::Right::read_history;
  events.params = {
      version_param(),
      {"Last-Event-ID", "Continues after this event.", Param::Type::text, 0, 0, {}, Param::In::header}};
  events.answers = {{200, "The stream.", nullptr, "text/event-stream"}};
  events.handle = [deps](const CallPtr& call) { stream(deps, call); };
  return {std::move(emulator), std::move(events)};
}

}  // namespace sb::api
