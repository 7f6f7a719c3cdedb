#include "conductor/shard.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/log.h"
#include "base/random.h"
#include "base/utf8.h"
#include "conductor/recording.h"

namespace sb::conductor {
namespace {

constexpr std::int64_t retry_delay_ms = 1'000;  // after the store failed
constexpr std::int64_t answer_retry_ms = 5;
constexpr std::int64_t timer_slice_ms = 3'600'000;  // far wakes are armed again every hour

Error stopping_error() {
  return {ErrorCode::unavailable, "the server is stopping"};
}

std::string seed_text() {
  return hex(random_bytes(32));
}

engine::Event user_event(const QueuedMessage& message, const RunnableBot& bot, const Lane& lane, UtcMs now) {
  engine::UserSaid said = user_said(message);
  const std::string& text =
      said.message.kind == UserMessageKind::postback ? said.message.title : said.message.text;
  const bool readable =
      said.message.kind == UserMessageKind::text || said.message.kind == UserMessageKind::postback;
  if (readable && !text.empty() && code_point_count(text) <= nlu::text_code_points_max) {
    const auto language = engine::understanding_language(*bot.index, lane.conversation, said);
    said.nlp = bot.understanding->extract(text, language, now);
  }
  return {now, seed_text(), std::move(said)};
}

}  // namespace

Shard::Shard(Wiring wiring) : wiring_(std::move(wiring)) {}

Lane& Shard::lane(const store::SessionKey& key) {
  auto& slot = lanes_[key];
  if (!slot) {
    slot = std::make_unique<Lane>();
    slot->key = key;
    load_.lanes = lanes_.size();
  }
  if (slot->idle_listed) {
    idle_.erase(slot->idle_place);
    slot->idle_listed = false;
  }
  return *slot;
}

Lane* Shard::find_lane(const store::SessionKey& key) {
  const auto found = lanes_.find(key);
  return found == lanes_.end() ? nullptr : found->second.get();
}

void Shard::accept(Inbound inbound, http::TraceContext trace, std::function<void(Result<Accepted>)> done) {
  if (stopping_) return done(stopping_error());
  if (unanswered_ >= wiring_.limits.queued_total_max) {
    return done(Error{ErrorCode::unavailable, "too many messages are waiting, try again in a moment"});
  }
  RunnableBotPtr bot = wiring_.bots.find(inbound.key.bot_id, inbound.key.version);
  if (!bot) return done(Error{ErrorCode::not_found, "there is no such bot"});
  Lane& to = lane(inbound.key);
  if (to.messages.size() >= wiring_.limits.queued_per_session_max) {
    settle(to);
    return done(Error{ErrorCode::limit_exceeded, "more than " +
                                                     std::to_string(wiring_.limits.queued_per_session_max) +
                                                     " messages of this session are waiting"});
  }
  const auto& key = inbound.idempotency_key;
  for (const auto& other : to.messages) {
    if (!key || other.inbound.idempotency_key != key || other.inbound.channel_id != inbound.channel_id)
      continue;
    if (other.inbound.request_digest != inbound.request_digest) {
      return done(Error{ErrorCode::invalid_input, "this idempotency key came with another body"});
    }
    return done(Error{ErrorCode::conflict, "a request with this idempotency key is being worked on"});
  }
  QueuedMessage message;
  message.inbound = std::move(inbound);
  message.trace = std::move(trace);
  message.message_id = message.inbound.message_id.empty() ? new_id24() : message.inbound.message_id;
  message.accepted_at = wiring_.executor->now();
  message.bot = std::move(bot);
  message.done = [self = weak_from_this(), done = std::move(done)](Result<Accepted> result) {
    if (auto shard = self.lock()) load_queued(*shard, -1);
    done(std::move(result));
  };
  load_queued(*this, +1);
  to.messages.push_back(std::move(message));
  if (to.messages.back().inbound.idempotency_key) check_idempotency(to, to.messages.back());
  pump(to);
}

void Shard::load_queued(Shard& shard, int change) {
  shard.unanswered_ = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(shard.unanswered_) + change);
  shard.load_.queued = shard.unanswered_;
}

// A key seen before is answered from the store; the message keeps its place in the queue meanwhile.
void Shard::check_idempotency(Lane& to, QueuedMessage& message) {
  message.checking = true;
  wiring_.readers.run([self = shared_from_this(), key = to.key, id = message.message_id,
                       scope = message.inbound.channel_id, wanted = *message.inbound.idempotency_key,
                       now = message.accepted_at] {
    auto found = self->wiring_.store.find_idempotency(scope, key.session_id, wanted, now);
    self->wiring_.executor->post([self, key, id, found = std::move(found)] {
      Lane* owner = self->find_lane(key);
      if (!owner) return;
      const auto place =
          std::find_if(owner->messages.begin(), owner->messages.end(),
                       [&](const QueuedMessage& candidate) { return candidate.message_id == id; });
      if (place == owner->messages.end()) return;
      place->checking = false;
      if (found.has_error() || *found) {
        auto done = std::move(place->done);
        const bool same = !found.has_error() && (*found)->request_digest == place->inbound.request_digest;
        owner->messages.erase(place);
        if (found.has_error()) {
          done(found.error());
        } else if (same) {
          done(Accepted{true});
        } else {
          done(Error{ErrorCode::invalid_input, "this idempotency key came with another body"});
        }
      }
      self->pump(*owner);
    });
  });
}

void Shard::control(store::SessionKey key, QueuedControl control) {
  if (stopping_) return control.done(stopping_error());
  Lane& to = lane(key);
  if (to.controls.size() >= wiring_.limits.queued_per_session_max) {
    return control.done(Error{ErrorCode::limit_exceeded, "too many actions of this session are waiting"});
  }
  to.controls.push_back(std::move(control));
  pump(to);
}

void Shard::pump(Lane& to) {
  if (to.committing || to.retrying || to.loading == Lane::Loading::loading) return;
  if (to.loading == Lane::Loading::not_loaded) {
    if (to.has_work()) return load_lane(to);
    return settle(to);
  }
  if (!to.controls.empty()) return run_control(to);
  if (to.answer) return run_answer(to);
  if (to.in_turn()) return persist_waiting_messages(to);
  if (!to.messages.empty()) {
    if (!to.messages.front().checking && !to.messages.front().persisting) begin_turn(to);
    return;
  }
  settle(to);
}

// --- loading ---

void Shard::load_lane(Lane& to) {
  to.loading = Lane::Loading::loading;
  ++busy_;
  wiring_.readers.run([self = shared_from_this(), key = to.key] {
    auto found = self->wiring_.store.find_session(key);
    self->wiring_.executor->post([self, key, found = std::move(found)]() mutable {
      --self->busy_;
      if (Lane* owner = self->find_lane(key)) self->loaded(*owner, std::move(found));
    });
  });
}

void Shard::loaded(Lane& to, Result<std::optional<store::SessionRow>> found) {
  to.loading = Lane::Loading::not_loaded;
  if (found.has_error()) {
    log_error("a session could not be read",
              {{"sessionId", to.key.session_id}, {"error", found.error().message}});
    return retry_soon(to);
  }
  to.loading = Lane::Loading::loaded;
  to.row.reset();
  to.conversation = {};
  to.last_bot_hash.clear();
  if (*found) {
    auto state = parse_stored_state((*found)->state);
    if (state.has_error()) {
      // Unreadable (the key file was changed, the row damaged): the conversation starts anew rather than
      // never again.
      log_error("a session is unreadable and starts anew",
                {{"sessionId", to.key.session_id}, {"error", state.error().message}});
      wiring_.store.submit({store::RemoveSession{(*found)->row}}, store::Urgency::now, [](Ok) {});
    } else {
      to.row = std::move(**found);
      to.row->state.clear();
      to.conversation = std::move(state->conversation);
      to.step_no = state->step_no;
      to.bytes = 4096;
      cached_bytes_ += to.bytes;
      if (to.in_turn()) return resume_turn(to, std::move(state->bot_hash));
    }
  }
  pump(to);
}

// What a turn that was interrupted needs from the store.
struct Shard::Interrupted {
  RunnableBotPtr bot;
  std::vector<script::RecordedFetch> fetches;
  TurnTexts texts;
};

// A turn that waits for an effect, found in the store: the process that asked for it is gone.
void Shard::resume_turn(Lane& to, std::string bot_hash) {
  to.committing = true;  // nothing else until its bot is there
  ++busy_;
  const auto& waits = to.conversation.turn->waiting;
  const std::string run_id = waits && waits->kind == engine::WaitKind::script ? waits->call_id : "";
  wiring_.readers.run([self = shared_from_this(), bot_hash = std::move(bot_hash), run_id, row = *to.row] {
    const auto& wiring = self->wiring_;
    auto found = std::make_shared<Interrupted>();
    found->bot = wiring.bots.find_content(bot_hash);
    if (!found->bot) found->bot = wiring.bots.find(row.key.bot_id, row.key.version);
    if (found->bot) found->texts = read_turn_texts(wiring.store, *found->bot, row);
    if (FetchJournal* journal = wiring.services.fetches; journal && !run_id.empty()) {
      found->fetches = journal->recorded(run_id);
    }
    self->wiring_.executor->post([self, key = row.key, found] {
      --self->busy_;
      if (Lane* owner = self->find_lane(key)) self->take_turn_up(*owner, std::move(*found));
    });
  });
}

void Shard::take_turn_up(Lane& to, Interrupted found) {
  to.committing = false;
  to.turn_bot = std::move(found.bot);
  to.turn_messages = std::move(found.texts.messages);
  to.turn_errors = std::move(found.texts.errors);
  to.masked_with = 0;
  const auto& waiting = to.conversation.turn->waiting;
  log_info("turn resumed", {{"sessionId", to.key.session_id},
                            {"waiting", waiting ? engine::wait_kind_name(waiting->kind) : "nothing"},
                            {"inEvent", !to.conversation.turn->fired_events.empty()}});
  auto effect = waiting ? engine::effect_from_json(waiting->request)
                        : Result<engine::Effect>(Error{ErrorCode::internal, "nothing is waited for"});
  if (effect.has_error()) {
    to.answer = EffectAnswer{"", engine::TurnAborted{"the turn was interrupted"}};
  } else if (auto answer = interrupted_answer(*effect)) {
    to.answer = EffectAnswer{waiting->call_id, std::move(*answer)};
  } else {
    if (auto* run = std::get_if<engine::RunScript>(&*effect)) run->job.recorded = std::move(found.fetches);
    perform_effect(to, *effect);
  }
  pump(to);
}

void Shard::take_up(std::vector<store::SessionKey> in_turn, std::vector<store::InboxRow> inbox,
                    std::vector<std::pair<store::SessionKey, UtcMs>> wakes) {
  for (auto& row : inbox) {
    auto message = parse_inbox_text(row.event);
    if (message.has_error()) {
      log_error("an accepted message cannot be read", {{"sessionId", row.key.session_id}});
      continue;
    }
    message->inbound.key = row.key;
    message->inbox_row = row.row;
    message->bot = wiring_.bots.find_content(row.bot_hash);
    if (!message->bot) message->bot = wiring_.bots.find(row.key.bot_id, row.key.version);
    if (message->bot) lane(row.key).messages.push_back(std::move(*message));
  }
  for (const auto& key : in_turn) load_lane(lane(key));
  for (auto& row : inbox) pump(lane(row.key));
  for (const auto& [key, at] : wakes) arm_wake(key, at);
}

// --- what a lane does ---

void Shard::create_session(Lane& to, const RunnableBot& bot, const std::string& channel_id, UtcMs now) {
  store::SessionRow row;
  row.row = wiring_.store.new_session_row();
  row.key = to.key;
  row.channel_id = channel_id;
  row.created_at = row.last_activity_at = now;
  to.row = std::move(row);
  to.conversation = engine::new_conversation(*bot.index, {to.key.bot_id, to.key.version, to.key.session_id});
  to.last_bot_hash.clear();
}

// A session past its retention is none, although the hourly sweep has not come to it yet.
void Shard::drop_expired(Lane& to, UtcMs now) {
  const bool expired = to.row && to.row->expires_at.value != 0 && to.row->expires_at <= now;
  if (!expired) return;
  wiring_.store.submit({store::RemoveSession{to.row->row}}, store::Urgency::relaxed, [](Ok) {});
  wiring_.deliverer->forget(to.row->row);
  to.row.reset();
}

// A turn waits: accepted messages become durable behind it, and their callers get their answer.
void Shard::persist_waiting_messages(Lane& to) {
  for (auto& message : to.messages) {
    if (message.inbox_row || message.checking || message.persisting) continue;
    message.persisting = true;
    store::InboxRow row;
    row.row = wiring_.store.new_inbox_row();
    row.key = to.key;
    row.channel_id = message.inbound.channel_id;
    row.event = inbox_text(message);
    row.bot_hash = message.bot->index->content_hash();
    row.accepted_at = message.accepted_at;
    const std::int64_t number = row.row;
    store::Transaction transaction;
    transaction.emplace_back(store::AddInbox{std::move(row)});
    if (message.inbound.idempotency_key)
      transaction.emplace_back(idempotency_mutation(message, wiring_.limits));
    ++busy_;
    wiring_.store.submit(
        std::move(transaction), store::Urgency::now,
        [self = shared_from_this(), key = to.key, id = message.message_id, number](Ok outcome) {
          self->wiring_.executor->post([self, key, id, number, outcome = std::move(outcome)] {
            --self->busy_;
            Lane* owner = self->find_lane(key);
            if (!owner) return;
            const auto place =
                std::find_if(owner->messages.begin(), owner->messages.end(),
                             [&](const QueuedMessage& candidate) { return candidate.message_id == id; });
            if (place == owner->messages.end()) return;
            place->persisting = false;
            auto done = std::exchange(place->done, nullptr);
            if (outcome.has_error()) {
              owner->messages.erase(place);
              done(outcome.error());
            } else {
              place->inbox_row = number;
              done(Accepted{});
            }
            self->pump(*owner);
          });
        });
  }
}

void Shard::begin_turn(Lane& to) {
  QueuedMessage message = std::move(to.messages.front());
  to.messages.pop_front();
  const UtcMs now = wiring_.executor->now();
  drop_expired(to, now);
  if (!to.row) create_session(to, *message.bot, message.inbound.channel_id, now);
  to.trace = message.trace;
  engine::Event event = user_event(message, *message.bot, to, now);
  RunnableBotPtr bot = message.bot;
  Waiter waiter;
  if (message.inbox_row) {
    waiter.again = [again = message](Lane& owner) mutable { owner.messages.push_front(std::move(again)); };
  } else {
    waiter.done = [done = std::move(message.done)](Ok outcome) {
      if (outcome.has_error()) return done(outcome.error());
      done(Accepted{});
    };
    message.done = nullptr;
  }
  step(to, std::move(event), std::move(bot), std::move(message), std::move(waiter));
}

void Shard::run_control(Lane& to) {
  QueuedControl control = std::move(to.controls.front());
  to.controls.pop_front();
  if (control.remove) return remove_session(to, std::move(control));
  RunnableBotPtr bot = to.in_turn() ? to.turn_bot : wiring_.bots.find(to.key.bot_id, to.key.version);
  const auto refuse = [&](Error error) {
    control.done(std::move(error));
    pump(to);
  };
  if (!bot) return refuse({ErrorCode::not_found, "there is no such bot"});
  const UtcMs now = wiring_.executor->now();
  if (!to.in_turn()) {
    drop_expired(to, now);
    to.trace = control.trace;
  }
  if (!to.row) {
    if (control.create == Conductor::Create::no)
      return refuse({ErrorCode::not_found, "there is no such session"});
    create_session(to, *bot, "", now);
  }
  engine::Event event{now, seed_text(), engine::PauseEnded{}};
  if (auto* asked = std::get_if<engine::Control>(&control.what)) {
    if (asked->trigger_dialog_id) {
      if (!bot->index->dialog(*asked->trigger_dialog_id)) {
        return refuse({ErrorCode::not_found, "there is no bot dialog '" + *asked->trigger_dialog_id + "'"});
      }
      if (to.conversation.paused && !asked->unpause && !asked->end_offload) {
        return refuse({ErrorCode::conflict, "the bot is paused for this session"});
      }
    }
    event.what = std::move(*asked);
  }
  Waiter waiter;
  waiter.done = std::move(control.done);
  step(to, std::move(event), std::move(bot), std::nullopt, std::move(waiter));
}

void Shard::run_answer(Lane& to) {
  EffectAnswer answer = std::move(*to.answer);
  to.answer.reset();
  const auto* aborted = std::get_if<engine::TurnAborted>(&answer.what);
  const bool awaited = to.in_turn() && to.conversation.turn->waiting &&
                       (aborted || to.conversation.turn->waiting->call_id == answer.call_id);
  // A provider's answer counts even when its turn was led elsewhere meanwhile.
  const auto& offer = to.conversation.offer;
  const bool offered = to.row && offer && offer->id == answer.call_id;
  const RunnableBotPtr bot = to.in_turn() ? to.turn_bot : wiring_.bots.find(to.key.bot_id, to.key.version);
  if (!bot || (!awaited && !offered)) return pump(to);  // ended by a pause or a removal
  Waiter waiter;
  waiter.again = [answer](Lane& owner) { owner.answer = answer; };
  const std::string seed = to.in_turn() ? "" : seed_text();
  step(to, engine::Event{wiring_.executor->now(), seed, answer.what}, bot, std::nullopt, std::move(waiter));
}

void Shard::remove_session(Lane& to, QueuedControl control) {
  if (!to.row) {
    control.done(Error{ErrorCode::not_found, "there is no such session"});
    return pump(to);
  }
  if (to.call) wiring_.services.http.cancel(*to.call);
  to.call.reset();
  to.committing = true;
  ++busy_;
  const std::int64_t row = to.row->row;
  wiring_.store.submit(
      {store::RemoveSession{row}}, store::Urgency::now,
      [self = shared_from_this(), key = to.key, row, done = std::move(control.done)](Ok outcome) mutable {
        self->wiring_.executor->post([self, key, row, done = std::move(done), outcome = std::move(outcome)] {
          --self->busy_;
          Lane* owner = self->find_lane(key);
          if (!owner) return;
          owner->committing = false;
          if (!outcome.has_error()) {
            self->wiring_.deliverer->forget(row);
            owner->row.reset();
            owner->conversation = {};
            owner->answer.reset();
            owner->turn_bot.reset();
            std::erase_if(owner->messages,
                          [](const QueuedMessage& message) { return message.inbox_row.has_value(); });
          }
          done(outcome);
          self->pump(*owner);
        });
      });
}

// --- a step ---

struct Shard::Committed {
  Lane* lane;  // stays while it is committing, see settle()
  RunnableBotPtr bot;
  engine::Event event;
  std::vector<engine::Effect> effects;
  std::vector<store::OutboxRow> deliveries;
  Waiter waiter;
};

void Shard::step(Lane& to, engine::Event event, RunnableBotPtr bot, std::optional<QueuedMessage> message,
                 Waiter waiter) {
  auto done = std::make_shared<Committed>();
  done->lane = &to;
  done->event = std::move(event);
  done->bot = std::move(bot);
  done->waiter = std::move(waiter);
  const bool begins = !to.in_turn();
  std::optional<std::string> before;
  const std::string& hash = done->bot->index->content_hash();
  if (begins && (to.last_bot_hash != hash || to.row->turn_no % wiring_.limits.snapshot_every_turns == 0)) {
    before = engine::conversation_text(to.conversation);
  }
  if (to.row->in_turn != to.in_turn()) to.row->in_turn = to.in_turn();
  // Every step ends with noting them, so that only the first one of a turn, or after a start, has to begin
  // so.
  if (begins) to.turn_secrets.clear();
  if (to.turn_secrets.empty()) note_secrets(to, *done->bot);
  auto unclear = message ? unclear_text(*done->bot, to.conversation, done->event) : std::nullopt;
  done->effects =
      engine::step(*done->bot->index, to.conversation, done->event, [&] { note_secrets(to, *done->bot); });
  const StepContext context{
      wiring_.store, wiring_.outlets,    wiring_.limits,    *done->bot,  message ? &*message : nullptr,
      begins,        std::move(unclear), std::move(before), done->event, done->effects};
  cached_bytes_ -= to.bytes;
  Recorded recorded = record_step(to, context);
  cached_bytes_ += to.bytes;
  done->deliveries = std::move(recorded.deliveries);
  to.last_bot_hash = hash;
  to.turn_bot = to.in_turn() ? done->bot : nullptr;
  to.committing = true;
  ++busy_;
  wiring_.store.submit(std::move(recorded.transaction), store::Urgency::now,
                       [self = shared_from_this(), done](Ok outcome) {
                         self->wiring_.executor->post(
                             [self, done, outcome = std::move(outcome)] { self->committed(done, outcome); });
                       });
}

void Shard::committed(std::shared_ptr<Committed> step, Ok outcome) {
  --busy_;
  Lane& to = *step->lane;
  to.committing = false;
  if (outcome.has_error()) return store_failed(to, std::move(step->waiter), outcome.error());
  const http::TraceScope trace(to.trace);
  if (step->waiter.done) step->waiter.done({});
  if (!step->deliveries.empty()) {
    wiring_.deliverer->add(std::move(step->deliveries), std::make_shared<const Deliverer::Origin>(
                                                            Deliverer::Origin{to.trace, to.turn_secrets}));
  }
  if (!to.in_turn()) {
    ++load_.turns;
    std::vector<Lane::TurnMessage>().swap(to.turn_messages);
    std::vector<store::MaskError>().swap(to.turn_errors);
  }
  const StepRecord record{to.key,      *to.row,       *step->bot,      to.conversation,
                          step->event, step->effects, to.turn_secrets, !to.in_turn()};
  for (auto* observer : wiring_.observers) observer->committed(record);
  if (to.row->wake_at) arm_wake(to.key, *to.row->wake_at);
  if (!step->effects.empty() && engine::needs_answer(step->effects.back()))
    perform_effect(to, step->effects.back());
  pump(to);
}

// Nothing of the step happened: the lane reads its session again. What was durable or is the answer to an
// effect is done again after a pause; a caller that waits is told and may try again.
void Shard::store_failed(Lane& to, Waiter waiter, const Error& error) {
  log_error("a step could not be stored",
            {{"sessionId", to.key.session_id}, {"error", error.message}, {"traceId", to.trace.trace_id}});
  to.loading = Lane::Loading::not_loaded;
  cached_bytes_ -= to.bytes;
  to.bytes = 0;
  if (waiter.again) waiter.again(to);
  if (waiter.done) waiter.done(error);
  retry_soon(to);
}

void Shard::retry_soon(Lane& to) {
  to.retrying = true;
  wiring_.executor->post_after(retry_delay_ms, [self = shared_from_this(), key = to.key] {
    Lane* owner = self->find_lane(key);
    if (!owner) return;
    owner->retrying = false;
    self->pump(*owner);
  });
}

void Shard::perform_effect(Lane& to, const engine::Effect& effect) {
  const http::TraceScope trace(to.trace);
  const std::string call_id = to.conversation.turn ? to.conversation.turn->waiting->call_id : "";
  perform(effect, wiring_.services, *to.turn_bot, to.key, to.row->conversation,
          [self = shared_from_this(), key = to.key, row = to.row->row,
           call_id](decltype(engine::Event::what) what) {
            self->wiring_.executor->post([self, key, row, call_id, what = std::move(what)]() mutable {
              self->answer(key, row, EffectAnswer{call_id, std::move(what)});
            });
          });
}

void Shard::answer(const store::SessionKey& key, std::int64_t row, EffectAnswer answer) {
  // After the last patience calls are cancelled; their turns are taken up by the next start instead.
  if (stopping_ && !stopped_) return;
  Lane* owner = find_lane(key);
  if (!owner) return;
  if (owner->loading == Lane::Loading::loaded && (!owner->row || owner->row->row != row)) return;
  if (owner->answer && owner->answer->call_id != answer.call_id) {
    // A provider's late answer beside that of the call in flight: one after the other.
    return wiring_.executor->post_after(
        answer_retry_ms, [self = shared_from_this(), key, row, answer = std::move(answer)]() mutable {
          self->answer(key, row, std::move(answer));
        });
  }
  owner->answer = std::move(answer);
  pump(*owner);
}

void Shard::arm_wake(const store::SessionKey& key, UtcMs at) {
  const std::int64_t delay_ms = std::clamp<std::int64_t>(at - wiring_.executor->now(), 0, timer_slice_ms);
  wiring_.executor->post_after(delay_ms, [self = shared_from_this(), key, at] {
    if (self->stopping_) return;
    if (self->wiring_.executor->now() < at) return self->arm_wake(key, at);
    QueuedControl control;
    control.what = engine::PauseEnded{};
    control.done = [](Ok) {};
    self->control(key, std::move(control));
  });
}

// Nothing to do for this lane now: it joins the idle ones, of which the least recently used are forgotten
// when memory is short. Lanes of sessions that do not exist go at once.
void Shard::settle(Lane& to) {
  if (to.committing || to.retrying || to.has_work() || to.in_turn() || to.loading == Lane::Loading::loading)
    return;
  if (!to.row) {
    cached_bytes_ -= to.bytes;
    lanes_.erase(store::SessionKey(to.key));
  } else if (!to.idle_listed) {
    to.idle_place = idle_.insert(idle_.end(), to.key);
    to.idle_listed = true;
  }
  while (cached_bytes_ > wiring_.limits.cache_bytes_max && !idle_.empty()) {
    const auto oldest = lanes_.find(idle_.front());
    idle_.pop_front();
    if (oldest == lanes_.end()) continue;
    cached_bytes_ -= oldest->second->bytes;
    lanes_.erase(oldest);
  }
  load_.lanes = lanes_.size();
  load_.cached_bytes = cached_bytes_;
  if (stopping_) check_stopped();
}

// --- stopping ---

void Shard::stop(UtcMs deadline, std::function<void()> done) {
  stopping_ = true;
  stop_deadline_ = deadline;
  stopped_ = std::move(done);
  check_stopped();
}

void Shard::check_stopped() {
  if (!stopped_) return;
  const bool working =
      busy_ > 0 || std::any_of(lanes_.begin(), lanes_.end(), [](const auto& entry) {
        return entry.second->has_work() || entry.second->in_turn() || entry.second->committing;
      });
  if (!working || wiring_.executor->now() >= stop_deadline_) {
    auto done = std::exchange(stopped_, nullptr);
    return done();
  }
  wiring_.executor->post_after(10, [self = shared_from_this()] { self->check_stopped(); });
}

}  // namespace sb::conductor
