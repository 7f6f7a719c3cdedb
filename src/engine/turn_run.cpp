#include "engine/turn_run.h"

#include <algorithm>

#include "model/condition.h"
#include "model/interpolate.h"

namespace sb::engine {
namespace {

bool branch_holds(const Branch& branch, const JsonObject& session) {
  if (branch.conditions.empty()) return false;
  bool result = holds(branch.conditions[0], session);
  for (std::size_t i = 1; i < branch.conditions.size(); ++i) {
    const auto joiner = i - 1 < branch.joiners.size() ? branch.joiners[i - 1] : Branch::Joiner::both;
    const bool next = holds(branch.conditions[i], session);
    result = joiner == Branch::Joiner::both ? (result && next) : (result || next);
  }
  return result;
}

// The values of a JSON message that a program sends are templates, as those of the JSON Builder are (spec 02
// §4.2 and §6, 05 §6).
Json filled(const Json& value, const JsonObject& session) {
  if (const auto* text = value.if_string()) return interpolate_typed(view(*text), session);
  if (const JsonArray* list = value.if_array()) {
    JsonArray out;
    out.reserve(list->size());
    for (const auto& item : *list) out.push_back(filled(item, session));
    return out;
  }
  const JsonObject* object = value.if_object();
  if (!object) return value;
  JsonObject out;
  out.reserve(object->size());
  for (const auto& member : *object) out.emplace(member.key(), filled(member.value(), session));
  return out;
}

JsonObject dialogstate(const Dialog& dialog) {
  return {{"name", dialog.name}, {"id", dialog.id}, {"type", dialog_type_name(dialog.type())}};
}

}  // namespace

TurnRun::TurnRun(const BotIndex& bot, Conversation& conversation, const Event& event,
                 std::vector<Effect>& effects, const std::function<void()>& before_clearing)
    : bot_(bot),
      c_(conversation),
      event_(event),
      now_(event.now),
      effects_(effects),
      before_clearing_(before_clearing) {}

Turn& TurnRun::begin_turn() {
  Turn turn;
  turn.random = SeededRandom(event_.seed);
  turn.id = turn.random.hex(24);
  turn.started_at = now_;
  c_.turn = std::move(turn);
  erase_member(c_.session, "events");
  return *c_.turn;
}

// The chain (spec 01 §5.9 and 07 §5): events fired so far run before the dialog that would follow, which is
// remembered and resumed when their chains have ended. An event that fires during the chain of another one
// waits for the end of that chain.
void TurnRun::run(Flow flow) {
  noticed_changes();
  while (flow.kind != Flow::Kind::wait) {
    Turn& turn = *c_.turn;
    const bool next = flow.kind == Flow::Kind::next;
    if (flow.kind == Flow::Kind::stop) turn.resume.clear();
    if (!turn.queued_events.empty() && !(turn.in_event && next)) {
      flow = interrupt(flow);
      if (flow.kind != Flow::Kind::next) continue;
    } else if (!next) {
      turn.in_event = false;
      if (turn.resume.empty()) break;
      flow = Flow::to(turn.resume.back());
      turn.resume.pop_back();
    }
    flow = run_dialog(flow.dialog_id);
    noticed_changes();
  }
  if (flow.kind != Flow::Kind::wait) end_turn();
}

// Goes to the dialog of the next event that has fired.
Flow TurnRun::interrupt(const Flow& flow) {
  Turn& turn = *c_.turn;
  const std::string name = turn.queued_events.front();
  turn.queued_events.erase(turn.queued_events.begin());
  if (flow.kind == Flow::Kind::next) {
    turn.resume.push_back(flow.dialog_id);
    c_.interrupted_dialog_id = flow.dialog_id;
  }
  turn.in_event = true;
  note("event", name);
  const auto& events = bot_.bot().events;
  const auto event =
      std::find_if(events.begin(), events.end(), [&](const auto& e) { return e.name == name; });
  return event == events.end() ? Flow::end() : Flow::to(event->dialog_id);
}

void TurnRun::end_turn() {
  if (c_.turn->pause_at_end) {
    c_.turn->pause_at_end = false;
    set_paused(true, c_.turn->pause_until);
    noticed_changes();
    if (!c_.turn->queued_events.empty()) return run(Flow::stop());
  }
  c_.turn.reset();
}

void TurnRun::enter(const Dialog& dialog) {
  dialog_id_ = dialog.id;
  dialog_name_ = dialog.name;
  JsonObject& own = internal();
  if (const Json* current = find_member(own, "currentDialogstate"))
    own["previousDialogstate"] = Json(*current);
  own["currentDialogstate"] = dialogstate(dialog);
  for (const auto& context : dialog.nlp.output_contexts) {
    const auto active = std::find_if(c_.contexts.begin(), c_.contexts.end(),
                                     [&](const auto& candidate) { return candidate.name == context.name; });
    if (active != c_.contexts.end()) {
      active->lifespan = context.lifespan;
    } else {
      c_.contexts.push_back({context.name, context.lifespan});
    }
  }
  note("dialog", dialog.name);
}

Flow TurnRun::run_dialog(const std::string& dialog_id) {
  Turn& turn = *c_.turn;
  const Dialog* dialog = bot_.dialog(dialog_id);
  if (!dialog) {
    return fail({"engine", "there is no bot dialog with the id '" + dialog_id + "'"});
  }
  const int bound = dialogs_per_turn_max + (turn.error_shown ? dialogs_after_limit_max : 0);
  if (turn.dialogs_run >= bound) {
    turn.queued_events.clear();
    turn.resume.clear();
    return fail({"engine", "EXECUTOR_INFINITE_LOOP"});
  }
  ++turn.dialogs_run;
  enter(*dialog);
  switch (dialog->type()) {
    case DialogType::message:
      return run_message(*dialog, std::get<MessageContent>(dialog->content));
    case DialogType::go_to:
      return run_go_to(std::get<GoToContent>(dialog->content));
    case DialogType::action:
      return run_actions(*dialog, 0);
    case DialogType::input:
      return ask(*dialog, std::get<InputContent>(dialog->content));
  }
  return Flow::end();
}

Flow TurnRun::run_message(const Dialog& dialog, const MessageContent& content) {
  if (auto said = say_all(content.components, "components"); said.has_error()) {
    return fail({"engine", said.error().message});
  }
  return take(dialog.go_to);
}

Flow TurnRun::run_go_to(const GoToContent& content) {
  for (const auto& branch : content.branches) {
    if (branch_holds(branch, c_.session)) return take(branch.go_to);
  }
  return content.otherwise ? take(*content.otherwise) : Flow::end();
}

Flow TurnRun::take(const GoTo& go_to) {
  if (auto written = assign_all(go_to.variables); written.has_error()) {
    return fail({"engine", written.error().message});
  }
  return go_to.dialog_id ? Flow::to(*go_to.dialog_id) : Flow::end();
}

Flow TurnRun::system(SystemDialog kind) {
  const Dialog* dialog = bot_.system_dialog(kind);
  if (dialog) return Flow::to(dialog->id);
  note("warning", "the bot has no dialog '" + std::string(system_dialog_name(kind)) + "'");
  return Flow::stop();
}

void TurnRun::report(const Failure& failure) {
  effects_.push_back(ReportError{failure.source, failure.error, dialog_id_, dialog_name_, failure.request,
                                 failure.response});
}

Flow TurnRun::fail(const Failure& failure) {
  report(failure);
  Turn& turn = *c_.turn;
  turn.resume.clear();
  turn.queued_events.clear();
  turn.in_event = false;
  if (turn.error_shown) return Flow::stop();
  turn.error_shown = true;
  return system(SystemDialog::error_occurred);
}

void TurnRun::note(std::string kind, std::string text) {
  effects_.push_back(Note{std::move(kind), std::move(text)});
}

Ok TurnRun::say_all(const std::vector<BotMessage>& components, std::string_view part) {
  for (std::size_t i = 0; i < components.size(); ++i) {
    SayOptions options;
    options.pick_key = dialog_id_ + '/' + std::string(part) + '/' + std::to_string(i);
    SB_TRYV(say(components[i], options));
  }
  return {};
}

Ok TurnRun::say(const BotMessage& message, const SayOptions& options) {
  Turn& turn = *c_.turn;
  if (turn.messages_said >= messages_per_turn_max) {
    return Error{ErrorCode::limit_exceeded,
                 "more than " + std::to_string(messages_per_turn_max) + " messages in one turn"};
  }
  Say said;
  if (options.rendered) {
    said.message = message;
  } else {
    const auto known = c_.last_picks.find(options.pick_key);
    int pick = known == c_.last_picks.end() ? -1 : known->second;
    const std::string preferred(language());
    said.message = render(message, {preferred, bot_.bot().primary_language, c_.session, turn.random, &pick});
    const JsonArray* alternatives = array_member(message.config, "textMessages");
    if (message.kind == MessageKind::json_event)
      said.message.config = filled(message.config, c_.session).as_object();
    if (!options.pick_key.empty() && alternatives && alternatives->size() > 1)
      c_.last_picks[options.pick_key] = pick;
  }
  for (auto& payload : assign_payloads(said.message, turn.random)) c_.payloads.push_back(std::move(payload));
  if (c_.payloads.size() > payloads_max) {
    c_.payloads.erase(c_.payloads.begin(),
                      c_.payloads.begin() + static_cast<std::ptrdiff_t>(c_.payloads.size() - payloads_max));
  }
  remember_inputs(said.message);
  said.message_id = turn.random.hex(24);
  said.at = now_ + said_in_step_++;
  said.by_agent = options.by_agent;
  said.typing_ms = turn.opening && turn.messages_said == 0 ? 0 : bot_.bot().settings.typing_ms;
  said.intro = turn.opening;
  said.counter = ++turn.messages_said;
  said.web_only_before = turn.web_only_said;
  if (is_web_only(said.message.kind)) ++turn.web_only_said;
  if (const Dialog* dialog = bot_.dialog(dialog_id_)) {
    said.dialog_id = dialog->id;
    said.dialog_name = dialog->name;
    said.dialog_label = dialog->label;
  }
  said.intent = turn.intent;
  effects_.push_back(std::move(said));
  return {};
}

// A location quick reply or a file upload names where its result goes; the answer comes without that (spec 03
// §2).
void TurnRun::remember_inputs(const BotMessage& message) {
  if (message.kind == MessageKind::file_upload) {
    UploadTargets targets;
    const auto success = string_member(message.config, "successDialog");
    const auto failure = string_member(message.config, "failedDialog");
    if (!success.empty()) targets.success_dialog_id = success;
    if (!failure.empty()) targets.failure_dialog_id = failure;
    c_.upload = std::move(targets);
  }
  if (message.kind != MessageKind::quick_replies) return;
  const JsonArray* replies = array_member(message.config, "quickReplies");
  for (const auto& reply : replies ? *replies : JsonArray{}) {
    const JsonObject* object = reply.if_object();
    if (!object || string_member(*object, "type") != "location") continue;
    const auto variable = string_member(*object, "variable");
    c_.location_variable = variable.empty() ? std::nullopt : std::optional<std::string>(variable);
  }
}

}  // namespace sb::engine
