#include <algorithm>

#include "api/actions.h"
#include "api/api.h"
#include "api/call.h"
#include "api/shapes.h"
#include "model/input_faults.h"

// Conversation actions (spec 05 §2 row 7, §6).

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;

constexpr int pause_minutes_max = 525'600;  // a year

constexpr std::string_view session_names[] = {"setSession", "session", "setSessionData"};
constexpr std::string_view dialog_names[] = {"triggerDialog", "goToDialogstate", "triggerDialogstate",
                                             "nextDialogstate", "nextDialogstateId"};
constexpr std::string_view pause_names[] = {"pauseBot", "pause", "paused"};
constexpr std::string_view unpause_names[] = {"unpauseBot", "resumeBot"};

class Reader {
 public:
  Reader(const JsonObject& body, const BotIndex& bot, Problems& problems, std::string_view messages_name)
      : body_(body), bot_(bot), problems_(problems), messages_name_(messages_name) {}

  ActionRequest read() {
    read_session();
    read_messages(messages_name_);
    read_dialog();
    read_pause();
    if (flag("endOffload")) out_.control.end_offload = out_.given = true;
    return std::move(out_);
  }

 private:
  const Json* member(std::string_view name) const {
    const Json* value = find_member(body_, name);
    return value && !value->is_null() ? value : nullptr;
  }
  static std::string place(std::string_view name) { return "body." + std::string(name); }

  bool flag(std::string_view name) {
    const Json* value = member(name);
    if (!value) return false;
    if (!value->is_bool()) problems_.add(place(name), "this must be true or false");
    return value->is_bool() && value->get_bool();
  }

  void read_session() {
    for (const auto name : session_names) {
      if (const Json* value = member(name)) read_session_writes(*value, place(name), out_.writes, problems_);
    }
    if (const Json* value = member("sessionData"))
      read_root_data(*value, place("sessionData"), out_.writes, problems_);
    if (const Json* value = member("sessionDataToSet"))
      read_assignments(*value, place("sessionDataToSet"), out_.writes, problems_);
    if (!out_.writes.empty()) out_.given = out_.writes_session = true;
  }

  void read_messages(std::string_view name) {
    const Json* value = member(name);
    if (!value) return;
    auto messages = parse_bot_messages(*value);
    if (messages.has_error()) {
      for (auto& fault : faults_of_bot_messages(*value))
        problems_.add(place(name) + fault.place, std::move(fault.message));
      return;
    }
    out_.control.messages = std::move(*messages);
    out_.given = out_.given || !out_.control.messages.empty();
  }

  void read_dialog() {
    for (const auto name : dialog_names) {
      if (const Json* value = member(name)) read_target(*value, place(name));
    }
    const Json* action = member("action");
    if (const auto* nested = action ? action->if_object() : nullptr) {
      const Json* value = find_member(*nested, "nextDialogstate");
      if (!value) value = find_member(*nested, "nextDialogstateId");
      if (value && !value->is_null()) read_target(*value, "body.action.nextDialogstate");
    }
  }

  // An id (text or number), or an object that holds one; names and labels do as well.
  void read_target(const Json& value, const std::string& where) {
    const Json* id = &value;
    if (const auto* object = value.if_object()) {
      id = nullptr;
      for (const auto* name :
           {"dialogstateId", "nextDialogstateId", "nextDialogstate", "nextDialogStateId", "id"}) {
        if (!id) id = find_member(*object, name);
      }
    }
    std::string text;
    if (id && id->is_string()) text = view(id->get_string());
    if (id && id->is_int64()) text = std::to_string(id->get_int64());
    if (text.empty()) return problems_.add(where, "this must name a bot dialog");
    const Dialog* dialog = bot_.dialog_by_reference(text);
    out_.control.trigger_dialog_id = dialog ? dialog->id : text;
    out_.given = true;
  }

  void read_pause() {
    for (const auto name : pause_names) {
      const Json* value = member(name);
      if (!value) continue;
      if (value->is_bool()) {
        if (value->get_bool()) {
          out_.control.pause = engine::PauseRequest{};
        } else {
          out_.control.unpause = true;
        }
        out_.given = true;
      } else if (const auto minutes = minutes_of(*value)) {
        out_.control.pause = engine::PauseRequest{*minutes};
        out_.given = true;
      } else {
        problems_.add(place(name), "this must be true, false, or {\"minutes\": 1 to " +
                                       std::to_string(pause_minutes_max) + "}");
      }
    }
    for (const auto name : unpause_names) {
      if (flag(name)) out_.control.unpause = out_.given = true;
    }
  }

  static std::optional<int> minutes_of(const Json& value) {
    const auto* object = value.if_object();
    const Json* minutes = object ? find_member(*object, "minutes") : nullptr;
    if (!minutes || !minutes->is_int64()) return std::nullopt;
    const std::int64_t number = minutes->get_int64();
    if (number < 1 || number > pause_minutes_max) return std::nullopt;
    return static_cast<int>(number);
  }

  const JsonObject& body_;
  const BotIndex& bot_;
  Problems& problems_;
  std::string_view messages_name_;
  ActionRequest out_;
};

ShapePtr target_shape() {
  return either("a bot dialog",
                {text_or_scalar(),
                 object({may("dialogstateId", text_or_scalar()), may("nextDialogstateId", text_or_scalar()),
                         may("nextDialogstate", text_or_scalar()), may("nextDialogStateId", text_or_scalar()),
                         may("id", text_or_scalar())})});
}

ShapePtr pause_shape() {
  return either("true, false, or minutes",
                {boolean(), object({must("minutes", integer(1, pause_minutes_max))})});
}

ShapePtr actions_shape() {
  const auto target = target_shape();
  const auto pause = pause_shape();
  const auto session = session_writes_shape();
  const auto assignments = either("a list of {key, value}", {list(named_value()), any_object()});
  return object({may("sendMessages", list(bot_message())), may("setSession", session),
                 may("session", session), may("setSessionData", session), may("sessionData", any_object()),
                 may("sessionDataToSet", assignments), may("triggerDialog", target),
                 may("goToDialogstate", target), may("triggerDialogstate", target),
                 may("nextDialogstate", target), may("nextDialogstateId", target),
                 may("action", object({may("nextDialogstate", target), may("nextDialogstateId", target)})),
                 may("pauseBot", pause), may("pause", pause), may("paused", pause),
                 may("unpauseBot", boolean()), may("resumeBot", boolean()), may("endOffload", boolean())});
}

}  // namespace

ActionRequest read_actions(const JsonObject& body, const BotIndex& bot, Problems& problems,
                           std::string_view messages_name) {
  return Reader(body, bot, problems, messages_name).read();
}

void run_actions(const Deps& deps, const CallPtr& call, const std::string& session_id, ActionRequest request,
                 Problems problems) {
  const auto key = call->session_key(session_id);
  if (request.writes_session) {
    if (auto valid = check_session_id(session_id); valid.has_error())
      problems.add("conversationId", valid.error());
    const auto before = find_conversation(deps.store, key, call->now());
    if (before.has_error()) return call->fail(before.error());
    try_writes(request.writes, *before ? (*before)->session : JsonObject(), "body", problems);
  }
  if (!problems.empty()) return call->answer(problems.response());
  if (!request.given) {
    return call->fail(400, "VALIDATION", "the body asks for nothing: see /v1/docs for its members");
  }
  request.control.writes = std::move(request.writes.writes);
  request.control.assignments = std::move(request.writes.assignments);
  using Create = conductor::Conductor::Create;
  deps.conductor.control(key, std::move(request.control), request.writes_session ? Create::yes : Create::no,
                         [call](Ok outcome) {
                           if (outcome.has_error()) return call->fail(outcome.error());
                           call->answer(http::json_text_response(200, R"({"status":"ok"})"));
                         });
}

Endpoints v1_action_endpoints(const Deps& deps) {
  Endpoint act{"POST", "/v1/bots/{botId}/conversations/{conversationId}/actions", "executeConversationAction",
               "Acts on a conversation. In this order: unpause, session, messages, dialog, pause."};
  act.right = store::Right::talk;
  act.params = {version_param()};
  act.body = actions_shape();
  act.answers = {{200, "Done.", status_ok()},
                 {409, "A dialog was to be triggered while the bot is paused.", error_body()}};
  act.handle = [deps](const CallPtr& call) {
    Problems problems;
    auto request = read_actions(call->body_object(), *call->bot()->index, problems);
    run_actions(deps, call, call->path("conversationId"), std::move(request), std::move(problems));
  };
  return {std::move(act)};
}

}  // namespace sb::api
