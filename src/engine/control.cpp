#include "engine/turn_run.h"

// What programs and timers do to a conversation (spec 05 §6, 06 §6). While a turn waits for an effect these
// run at that boundary, inside the same turn.

namespace sb::engine {

void TurnRun::handle(const Control& control) {
  const bool inside = c_.turn.has_value();
  if (!inside) begin_turn();
  const std::optional<Waiting> waiting = c_.turn->waiting;
  const bool ends =
      control.end_offload && (!control.offload_id || (c_.offload && c_.offload->id == *control.offload_id));
  if (ends) {
    end_offload("given back");
    if (c_.offer_failed) c_.offer.reset();
    c_.offer_failed = false;
  }
  if (control.unpause || ends) {
    c_.turn->pause_at_end = false;
    set_paused(false, std::nullopt);
  }

  SessionWriter writer(c_.session, changes_);
  Ok written;
  if (control.replace_session) written = writer.clear_all(mirrored_roots());
  for (const auto& write : control.writes) {
    if (!written.has_error()) written = writer.merge(write.name_space, write.data);
  }
  for (const auto& assignment : control.assignments) {
    if (!written.has_error()) written = writer.assign(assignment.key, assignment.value);
  }
  warn_dropped(writer);
  if (written.has_error()) report({"engine", written.error().message});

  if (!control.messages.empty()) agent_sign();
  SayOptions as_agent;
  as_agent.by_agent = c_.paused || c_.offload.has_value();
  for (const auto& message : control.messages) {
    if (auto said = say(message, as_agent); said.has_error()) report({"engine", said.error().message});
  }
  // A provider that is being asked is heard out: its ticket may exist already.
  const bool asking = waiting && waiting->kind == WaitKind::handover;
  const bool interrupts = (control.pause && !asking) || control.trigger_dialog_id;
  if (inside && waiting && !interrupts) {
    if (control.pause) pause_at_end(*control.pause);
    noticed_changes();  // the events run when the waiting action is over
    return;
  }
  c_.turn->waiting.reset();
  if (control.pause) pause_at_end(*control.pause);
  if (!control.trigger_dialog_id) return run(inside ? Flow::stop() : Flow::end());
  c_.pending.reset();
  run(Flow::to(*control.trigger_dialog_id));
}

void TurnRun::pause_at_end(const PauseRequest& pause) {
  c_.turn->pause_at_end = true;
  c_.turn->pause_until = return_time();
  if (pause.minutes) c_.turn->pause_until = now_ + *pause.minutes * 60'000LL;
}

void TurnRun::handle(const PauseEnded&) {
  if (!c_.paused || !c_.paused_until || *c_.paused_until > now_) return;
  const bool inside = c_.turn.has_value();
  if (!inside) begin_turn();
  if (c_.offload && c_.offload->return_after_minutes) end_offload("no sign of an agent");
  set_paused(false, std::nullopt);
  if (inside) return noticed_changes();
  run(Flow::end());
}

void TurnRun::handle(const TurnAborted& aborted) {
  if (!c_.turn) return;
  c_.turn->waiting.reset();
  run(fail({"engine", aborted.reason}));
}

}  // namespace sb::engine
