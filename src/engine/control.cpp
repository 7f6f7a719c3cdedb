#include "engine/turn_run.h"

// What programs and timers do to a conversation (spec 05 §6, 06 §6). While a turn waits for an effect these
// run at that boundary, inside the same turn.

namespace sb::engine {

void TurnRun::handle(const Control& control) {
  const bool inside = c_.turn.has_value();
  if (!inside) begin_turn();
  const std::optional<Waiting> waiting = c_.turn->waiting;
  if (control.end_offload) c_.offload.reset(), erase_member(internal(), "offload");
  if (control.unpause || control.end_offload) {
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

  SayOptions as_agent;
  as_agent.by_agent = c_.paused || c_.offload.has_value();
  for (const auto& message : control.messages) {
    if (auto said = say(message, as_agent); said.has_error()) report({"engine", said.error().message});
  }
  const bool interrupts = control.pause || control.trigger_dialog_id;
  if (inside && waiting && !interrupts) {
    noticed_changes();  // the events run when the waiting action is over
    return;
  }
  c_.turn->waiting.reset();
  if (control.pause) {
    c_.turn->pause_at_end = true;
    c_.turn->pause_until.reset();
    if (control.pause->minutes) c_.turn->pause_until = now_ + *control.pause->minutes * 60'000LL;
  }
  if (!control.trigger_dialog_id) return run(inside ? Flow::stop() : Flow::end());
  c_.pending.reset();
  run(Flow::to(*control.trigger_dialog_id));
}

void TurnRun::handle(const PauseEnded&) {
  if (!c_.paused || !c_.paused_until || *c_.paused_until > now_) return;
  const bool inside = c_.turn.has_value();
  if (!inside) begin_turn();
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
