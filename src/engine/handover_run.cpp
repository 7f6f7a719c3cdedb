#include "engine/turn_run.h"
#include "model/condition.h"
#include "model/interpolate.h"

// Handing a conversation over and back (spec 02 §2, 06). Who may answer the user follows from one place: the
// accepted handover and the pause (handover.h).

namespace sb::engine {
namespace {

HandoverMoved moved(const ActiveOffload& offload, HandoverState from, HandoverMove move, std::string reason) {
  return {offload.id, offload.provider_id, from, after(from, move).value_or(from), std::move(reason)};
}

// A provider-specific field: a typed parameter {type, value}, or a text with placeholders (02 §2).
std::optional<TypedParameter> typed_field(const Json& value) {
  const JsonObject* object = value.if_object();
  if (!object) return std::nullopt;
  TypedParameter parameter;
  const auto type = string_member(*object, "type");
  if (type == "variable") {
    parameter.type = TypedParameter::Type::variable;
  } else if (type == "dialogstate") {
    parameter.type = TypedParameter::Type::dialogstate;
  } else if (type != "text") {
    return std::nullopt;
  }
  parameter.value = string_member(*object, "value");
  return parameter;
}

}  // namespace

JsonObject TurnRun::filled_fields(const JsonObject& fields) const {
  JsonObject out;
  for (const auto& [key, value] : fields) {
    if (const auto parameter = typed_field(value)) {
      if (auto filled = value_of(*parameter)) out[key] = std::move(*filled);
    } else {
      out[key] = value.is_string() ? interpolate_typed(view(value.get_string()), c_.session) : Json(value);
    }
  }
  return out;
}

std::optional<Flow> TurnRun::run_action(const action::Offload& config) {
  const Bot& bot = bot_.bot();
  const auto& providers = bot.offload_providers;
  const OffloadProvider* provider = config.provider_id  ? bot_.offload_provider(*config.provider_id)
                                    : providers.empty() ? nullptr
                                                        : &providers.front();
  if (config.provider_id && !provider)
    report({"offload", "there is no offload provider '" + *config.provider_id + "'"});
  if (!bot.settings.offloading_enabled || !provider || !provider->enabled) {
    return system(SystemDialog::offloading_disabled);
  }
  HandOver call;
  call.call_id = c_.turn->random.hex(24);
  call.provider_id = provider->id;
  call.payload = nested_values(config.payload);
  call.extra = filled_fields(config.extra);
  refuse_offer("another handover was asked for");
  c_.offer = ActiveOffload{provider->id, now_, call.call_id, call.extra};
  c_.offer_failed = false;
  effects_.push_back(HandedOver{provider->id});
  effects_.push_back(HandoverMoved{call.call_id, provider->id, std::nullopt, HandoverState::offered, ""});
  return wait_for(WaitKind::handover, call.call_id, call);
}

// The answer counts even when the turn that asked has been led elsewhere: the provider has its ticket.
void TurnRun::handle(const HandoverAnswered& answer) {
  using Status = HandoverAnswered::Status;
  const bool awaited = answered(WaitKind::handover, answer.call_id).has_value();
  // A turn that an older release began has no offer.
  if (awaited && !c_.offer) c_.offer = ActiveOffload{answer.provider_id, now_, answer.call_id};
  const bool offered = c_.offer && c_.offer->id == answer.call_id && !c_.offer_failed;
  if (!awaited && !offered) return;
  const bool inside = c_.turn.has_value();
  if (!inside) begin_turn();
  if (answer.status == Status::failed) report({"offload", answer.error, answer.request, answer.response});
  if (answer.status != Status::opened) {
    refuse_offer(answer.error);
    if (answer.status != Status::failed) c_.offer.reset(), c_.offer_failed = false;
  } else if (offered) {
    accept_offer(answer.return_after_minutes);
    if (answer.pause_bot) c_.turn->pause_at_end = true;
    if (!c_.turn->pause_until) c_.turn->pause_until = return_time();
  }
  if (!awaited) {
    if (!inside) run(Flow::end());
    return;
  }
  run(system(answer.status == Status::opened     ? SystemDialog::offloading_opened
             : answer.status == Status::disabled ? SystemDialog::offloading_disabled
                                                 : SystemDialog::offloading_closed));
}

void TurnRun::accept_offer(std::optional<int> return_after_minutes) {
  end_offload("replaced");
  const HandoverState from = c_.offer_failed ? HandoverState::failed : HandoverState::offered;
  c_.offload = std::move(*c_.offer);
  c_.offload->return_after_minutes = return_after_minutes;
  c_.offload->started_at = now_;
  c_.offer.reset();
  c_.offer_failed = false;
  internal()["offload"] = JsonObject{{"provider", c_.offload->provider_id}, {"startedAt", iso_text(now_)}};
  effects_.push_back(moved(*c_.offload, from, HandoverMove::accepted, ""));
  if (!c_.paused) return;
  // Somebody has paused the bot before: it stays theirs.
  effects_.push_back(moved(*c_.offload, HandoverState::opened, HandoverMove::taken, ""));
  if (!c_.paused_until) set_paused(true, return_time());
}

// Stays known: an agent may turn up all the same (handover.h).
void TurnRun::refuse_offer(std::string reason) {
  if (!c_.offer || c_.offer_failed) return;
  effects_.push_back(moved(*c_.offer, HandoverState::offered, HandoverMove::refused, std::move(reason)));
  c_.offer_failed = true;
}

void TurnRun::end_offload(std::string reason) {
  const auto state = handover_state(c_);
  if (!state) return;
  effects_.push_back(moved(*c_.offload, *state, HandoverMove::ended, std::move(reason)));
  c_.offload.reset();
  erase_member(internal(), "offload");
}

// An agent wrote. An offer whose answer was lost has been accepted then, and the time without a sign starts
// anew.
void TurnRun::agent_sign() {
  const bool asking = c_.turn->waiting && c_.turn->waiting->kind == WaitKind::handover;
  if (c_.offer && !asking) accept_offer(std::nullopt);
  if (c_.offload && c_.paused && c_.offload->return_after_minutes) set_paused(true, return_time());
}

std::optional<UtcMs> TurnRun::return_time() const {
  if (!c_.offload || !c_.offload->return_after_minutes) return std::nullopt;
  return now_ + *c_.offload->return_after_minutes * 60'000LL;
}

}  // namespace sb::engine
