#include "conductor/recording.h"

#include <algorithm>

#include "base/log.h"
#include "base/random.h"
#include "engine/json_fields.h"
#include "model/masking.h"
#include "model/path.h"

namespace sb::conductor {
namespace {

constexpr std::int64_t ms_per_day = 86'400'000;
constexpr int turn_errors_max = 100;
constexpr std::string_view emulator_prefix = "emulator-";

bool is_emulator(const store::SessionKey& key) {
  return key.session_id.starts_with(emulator_prefix);
}

class Recorder {
 public:
  Recorder(Lane& lane, const StepContext& context)
      : lane_(lane), context_(context), row_(*lane.row), secrets_(lane.turn_secrets) {
    note_secrets(lane, context.bot);
  }

  Recorded record() {
    out_.transaction.reserve(6 + 2 * context_.effects.size());
    if (context_.begins_turn) {
      ++row_.turn_no;
      lane_.step_no = 0;
      lane_.turn_messages.clear();
      lane_.turn_errors.clear();
      lane_.review.reset();
    } else {
      ++lane_.step_no;
    }
    enter_conversation();
    mask_what_was_before();
    if (context_.message) user_message();
    for (const auto& effect : context_.effects) record_effect(effect);
    record_fact();
    record_unclear();
    session_and_journal();
    deliveries();
    if (context_.message) finish_message();
    return std::move(out_);
  }

 private:
  template <typename Mutation>
  void add(Mutation mutation) {
    out_.transaction.emplace_back(std::move(mutation));
  }

  // The 15-minute rule (spec 01 §1).
  void enter_conversation() {
    const UtcMs now = context_.event.now;
    const bool user = context_.message && context_.message->inbound.message.kind != UserMessageKind::none;
    const bool speaks =
        user || std::any_of(context_.effects.begin(), context_.effects.end(),
                            [](const auto& effect) { return std::holds_alternative<engine::Say>(effect); });
    if (context_.message) {
      row_.channel_id = context_.message->inbound.channel_id;
      row_.channel_type = context_.message->inbound.channel_type;
    }
    const auto& internal = lane_.conversation.session.at("internal").as_object();
    row_.language = string_member(internal, "preferredLanguage");
    if (const JsonObject* person = object_member(internal, "user")) {
      row_.first_name = string_member(*person, "firstName");
      row_.last_name = string_member(*person, "lastName");
    }
    const auto& settings = context_.bot.index->bot().settings;
    if (!speaks) {
      if (row_.expires_at.value == 0) row_.expires_at = now + settings.retention_sessions_days * ms_per_day;
      return;
    }
    const bool fresh =
        row_.conversation == 0 || now - row_.last_activity_at > context_.limits.conversation_gap_ms;
    row_.last_activity_at = std::max(row_.last_activity_at, now);
    row_.expires_at = now + settings.retention_sessions_days * ms_per_day;
    if (!fresh) return add(store::TouchConversation{row_.conversation, now, user});
    store::ConversationRow conversation;
    conversation.row = context_.store.new_conversation_row();
    conversation.session_row = row_.row;
    conversation.bot_id = row_.key.bot_id;
    conversation.version = row_.key.version;
    conversation.session_id = row_.key.session_id;
    conversation.channel_type = row_.channel_type;
    conversation.language = row_.language;
    conversation.first_name = row_.first_name;
    conversation.last_name = row_.last_name;
    conversation.started_at = conversation.last_message_at = now;
    conversation.has_user_message = user;
    conversation.emulator = is_emulator(row_.key);
    row_.conversation = conversation.row;
    conversation_began_ = true;
    add(store::PutConversation{std::move(conversation)});
  }

  // A body as people may read it, and the original when that differs.
  void set_body(store::MessageRow& message, const Json& body) {
    const std::string plain = to_json_text(body);
    message.body = secrets_.empty() ? plain : to_json_text(mask(body, secrets_));
    if (message.body != plain) message.original = plain;
    if (!context_.bot.sensitive_variables.empty())
      lane_.turn_messages.push_back({message.message_id, plain, message.body});
  }

  // What an earlier step of the turn has said or logged may hold what this one has made sensitive.
  void mask_what_was_before() {
    if (lane_.masked_with == secrets_.size()) return;
    lane_.masked_with = secrets_.size();
    for (auto& message : lane_.turn_messages) {
      auto plain = parse_json(message.plain);
      if (plain.has_error()) continue;
      std::string shown = to_json_text(mask(*plain, secrets_));
      if (shown == message.shown) continue;
      message.shown = shown;
      add(store::MaskMessage{row_.row, message.id, std::move(shown), message.plain});
    }
    for (auto& error : lane_.turn_errors) {
      const auto masked_json = [&](const std::string& text) {
        const auto json = parse_json(text);
        return json.has_error() ? text : to_json_text(mask(*json, secrets_));
      };
      store::MaskError masked{error.id, mask_text(error.error, secrets_), masked_json(error.request),
                              masked_json(error.response)};
      if (masked == error) continue;
      error = masked;
      add(std::move(masked));
    }
  }

  store::MessageRow message_row(std::string id, store::Actor actor, UtcMs at) const {
    store::MessageRow message;
    message.message_id = std::move(id);
    message.session_row = row_.row;
    message.conversation = row_.conversation;
    message.turn_no = row_.turn_no;
    message.actor = actor;
    message.at = at;
    return message;
  }

  void user_message() {
    const auto& queued = *context_.message;
    if (queued.inbound.message.kind == UserMessageKind::none) return;
    auto message = message_row(queued.message_id, store::Actor::user, context_.event.now);
    message.is_intro = queued.inbound.message.kind == UserMessageKind::intro;
    set_body(message,
             user_message_json(engine::meant_by(queued.inbound.message, lane_.conversation.payloads)));
    if (const auto* said = std::get_if<engine::UserSaid>(&context_.event.what); said && said->nlp) {
      if (!said->nlp->intents.empty()) {
        const auto& top = said->nlp->intents.front();
        message.nlp =
            to_json_text(JsonObject{{"intent", JsonObject{{"name", top.name}, {"score", top.score}}}});
      }
    }
    add(store::AddMessage{std::move(message)});
  }

  void record_effect(const engine::Effect& effect) {
    if (const auto* say = std::get_if<engine::Say>(&effect)) {
      auto message =
          message_row(say->message_id, say->by_agent ? store::Actor::agent : store::Actor::bot, say->at);
      message.is_intro = say->intro;
      message.dialog_id = say->dialog_id;
      message.dialog_name = say->dialog_name;
      set_body(message, to_format_b(say->message));
      add(store::AddMessage{std::move(message)});
    } else if (const auto* report = std::get_if<engine::ReportError>(&effect)) {
      auto error = error_row(*report);
      if (!context_.bot.sensitive_variables.empty())
        lane_.turn_errors.push_back({error.id, error.error, error.request, error.response});
      add(store::AddError{std::move(error)});
    } else if (std::holds_alternative<engine::HandedOver>(effect)) {
      add(store::MarkHandover{row_.conversation});
    } else if (const auto* moved = std::get_if<engine::HandoverMoved>(&effect)) {
      record_handover(*moved);
    } else if (const auto* pause = std::get_if<engine::PauseChanged>(&effect)) {
      row_.wake_at = pause->paused ? pause->until : std::nullopt;
    }
  }

  // Handovers of before this record was kept have no id.
  void record_handover(const engine::HandoverMoved& moved) {
    if (moved.id.empty()) return;
    const auto state = [](engine::HandoverState given) { return static_cast<store::HandoverState>(given); };
    const auto owner = [](engine::HandoverState given) {
      return static_cast<store::HandoverOwner>(engine::owner_of(given));
    };
    if (moved.from) {
      return add(store::MoveHandover{moved.id, state(*moved.from), owner(*moved.from), state(moved.to),
                                     owner(moved.to), context_.event.now, moved.reason});
    }
    store::HandoverRow row;
    row.id = moved.id;
    row.session_row = row_.row;
    row.conversation = row_.conversation;
    row.provider_id = moved.provider_id;
    row.state = state(moved.to);
    row.owner = owner(moved.to);
    row.offered_at = row.changed_at = context_.event.now;
    add(store::AddHandover{std::move(row)});
  }

  store::ErrorRow error_row(const engine::ReportError& report) const {
    store::ErrorRow error;
    error.id = new_id24();
    error.bot_id = row_.key.bot_id;
    error.version = row_.key.version;
    error.session_id = row_.key.session_id;
    error.channel_type = row_.channel_type;
    error.dialog_id = report.dialog_id;
    error.dialog_name = report.dialog_name;
    error.source = report.source;
    error.error = mask_text(report.error, secrets_);
    error.request = to_json_text(mask(report.request, secrets_));
    error.response = to_json_text(mask(report.response, secrets_));
    error.emulator = is_emulator(row_.key);
    error.at = context_.event.now;
    return error;
  }

  // What analytics count (spec 09 §5): emulator sessions are left out.
  void record_fact() {
    if (row_.conversation == 0 || is_emulator(row_.key)) return;
    store::FactRow fact;
    fact.bot_id = row_.key.bot_id;
    fact.version = row_.key.version;
    fact.conversation = row_.conversation;
    fact.at = context_.event.now;
    fact.started = conversation_began_;
    JsonArray dialogs;
    for (const auto& effect : context_.effects) {
      if (const auto* note = std::get_if<engine::Note>(&effect); note && note->kind == "dialog")
        dialogs.emplace_back(note->text);
      if (std::holds_alternative<engine::Say>(effect)) ++fact.messages;
      if (std::holds_alternative<engine::ReportError>(effect)) ++fact.errors;
      if (std::holds_alternative<engine::HandedOver>(effect)) fact.handed_over = true;
    }
    if (context_.message && context_.message->inbound.message.kind != UserMessageKind::none) {
      fact.said = message_type_name(context_.message->inbound.message.kind);
      judge(fact, dialogs);
    }
    const bool anything =
        !fact.said.empty() || !dialogs.empty() || fact.messages > 0 || fact.errors > 0 || fact.handed_over;
    if (!anything) return;
    fact.dialogs = to_json_text(dialogs);
    add(store::AddFact{std::move(fact)});
  }

  // Understood: a text that led to a dialog of its intent. Not understood: one that ended in the dialog for
  // it.
  void judge(store::FactRow& fact, const JsonArray& dialogs) {
    const auto* said = std::get_if<engine::UserSaid>(&context_.event.what);
    if (!said || fact.said != "text") return;
    if (said->nlp && !said->nlp->intents.empty()) {
      fact.intent = said->nlp->intents.front().name;
      fact.score = said->nlp->intents.front().score;
    }
    if (dialogs.empty()) return;
    const BotIndex& bot = *context_.bot.index;
    const auto first = view(dialogs.front().get_string());
    const Dialog* lost = bot.system_dialog(SystemDialog::not_understood);
    if (lost && first == lost->name) fact.outcome = store::FactRow::Outcome::not_understood;
    for (const Dialog* dialog : bot.dialogs_of_intent(fact.intent)) {
      if (dialog->name == first) fact.outcome = store::FactRow::Outcome::understood;
    }
    outcome_ = fact.outcome;
  }

  // What an emulator says is no use; a text that holds a secret is nobody's to read, which the whole turn
  // decides; an answer that the question took is none of a user who was not understood.
  void record_unclear() {
    if (context_.unclear && !is_emulator(row_.key)) {
      const Unclear& unclear = *context_.unclear;
      if (!unclear.answers || outcome_ != store::FactRow::Outcome::none) {
        lane_.review = store::AddReview{unclear.text, row_.key.session_id};
        lane_.review->text.bot_id = row_.key.bot_id;
        lane_.review->text.version = row_.key.version;
      }
    }
    if (!lane_.review || lane_.conversation.turn) return;
    const std::string& text = lane_.review->text.text;
    if (mask_text(text, secrets_) == text) add(*lane_.review);
  }

  void session_and_journal() {
    auto texts = engine::step_texts(lane_.conversation, context_.effects);
    row_.in_turn = lane_.conversation.turn.has_value();
    row_.paused = lane_.conversation.paused;
    store::PutSession put{row_};
    put.session.state = stored_state_text(row_.in_turn ? context_.bot.index->content_hash() : "",
                                          lane_.step_no, texts.conversation);
    lane_.bytes = put.session.state.size() * 3 + 512;
    add(std::move(put));
    store::JournalRow step;
    step.session_row = row_.row;
    step.generation = row_.generation;
    step.turn_no = row_.turn_no;
    step.step_no = lane_.step_no;
    step.at = context_.event.now;
    step.bot_hash = context_.bot.index->content_hash();
    step.event = to_json_text(to_json(context_.event));
    step.effects = std::move(texts.effects);
    step.digest = std::move(texts.digest);
    step.state_before = context_.state_before;
    add(store::AddJournal{std::move(step)});
  }

  void deliveries() {
    const StepRecord step{lane_.key,        row_,     context_.bot, lane_.conversation, context_.event,
                          context_.effects, secrets_, !row_.in_turn};
    for (const auto& target : context_.outlets.targets(step)) {
      const auto outlet = context_.outlets.find(target);
      if (!outlet) continue;
      for (auto& outgoing : outlet->outgoing(step)) {
        store::OutboxRow delivery;
        delivery.row = context_.store.new_outbox_row();
        delivery.session_row = row_.row;
        delivery.generation = row_.generation;
        delivery.bot_id = row_.key.bot_id;
        delivery.version = row_.key.version;
        delivery.target = target;
        delivery.message_id = std::move(outgoing.message_id);
        delivery.body = std::move(outgoing.body);
        delivery.created_at = delivery.due_at = context_.event.now;
        out_.deliveries.push_back(delivery);
        add(store::AddOutbox{std::move(delivery)});
      }
    }
  }

  void finish_message() {
    const auto& queued = *context_.message;
    if (queued.inbox_row) return add(store::RemoveInbox{*queued.inbox_row});
    if (queued.inbound.idempotency_key) add(idempotency_mutation(queued, context_.limits));
  }

  Lane& lane_;
  const StepContext& context_;
  store::SessionRow& row_;
  const std::vector<SensitiveValue>& secrets_;
  bool conversation_began_ = false;
  store::FactRow::Outcome outcome_ = store::FactRow::Outcome::none;
  Recorded out_;
};

}  // namespace

store::PutIdempotency idempotency_mutation(const QueuedMessage& message, const Limits& limits) {
  store::IdempotencyRow entry;
  entry.scope = message.inbound.channel_id;
  entry.session_id = message.inbound.key.session_id;
  entry.key = *message.inbound.idempotency_key;
  entry.request_digest = message.inbound.request_digest;
  entry.expires_at = message.accepted_at + limits.idempotency_ms;
  return {std::move(entry)};
}

void note_secrets(Lane& lane, const RunnableBot& bot) {
  std::vector<SensitiveValue> values;
  for (const auto& name : bot.sensitive_variables) {
    if (const Json* value = find_value(lane.conversation.session, name))
      add_sensitive_values(values, name, *value);
  }
  auto& known = lane.turn_secrets;
  for (auto& value : values) {
    const bool there = std::any_of(known.begin(), known.end(), [&](const SensitiveValue& one) {
      return one.name == value.name && one.value == value.value;
    });
    if (!there) known.push_back(std::move(value));
  }
}

TurnTexts read_turn_texts(store::Store& store, const RunnableBot& bot, const store::SessionRow& session) {
  TurnTexts texts;
  if (bot.sensitive_variables.empty()) return texts;
  const auto lost = [&](const Error& error) {
    log_error("what a turn has said cannot be read, so it will not be masked",
              {{"sessionId", session.key.session_id}, {"error", error.message}});
  };
  const auto messages = store.turn_messages(session.row, session.turn_no);
  if (messages.has_error()) {
    lost(messages.error());
    return texts;
  }
  for (const auto& [position, message] : *messages) {
    texts.messages.push_back(
        {message.message_id, message.original.empty() ? message.body : message.original, message.body});
  }
  if (messages->empty()) return texts;
  store::ErrorFilter of_turn{session.key.bot_id,
                             session.key.version,
                             messages->front().message.at,
                             {},
                             "",
                             session.key.session_id,
                             ""};
  const auto errors = store.list_errors(of_turn, {0, 0, turn_errors_max});
  if (errors.has_error()) {
    lost(errors.error());
    return texts;
  }
  for (const auto& [position, error] : *errors)
    texts.errors.push_back({error.id, error.error, error.request, error.response});
  return texts;
}

Recorded record_step(Lane& lane, const StepContext& context) {
  return Recorder(lane, context).record();
}

std::string stored_state_text(std::string_view bot_hash, int step_no, std::string_view conversation_text) {
  std::string text = "{\"botHash\":";
  append_json_string(text, bot_hash);
  text += ",\"step\":" + std::to_string(step_no) + ",\"conversation\":";
  text += conversation_text;
  text += '}';
  return text;
}

Result<StoredState> parse_stored_state(std::string_view text) {
  SB_TRY(auto value, parse_json(text));
  const JsonObject* object = value.if_object();
  const Json* conversation = object ? find_member(*object, "conversation") : nullptr;
  if (!conversation) return Error{ErrorCode::internal, "a stored session cannot be read"};
  StoredState state;
  state.bot_hash = engine::text_field(*object, "botHash");
  state.step_no = static_cast<int>(engine::int_field(*object, "step"));
  SB_TRY(state.conversation, engine::conversation_from_json(*conversation));
  return state;
}

engine::UserSaid user_said(const QueuedMessage& message) {
  engine::UserSaid said;
  said.message_id = message.message_id;
  said.channel_id = message.inbound.channel_id;
  said.channel_type = message.inbound.channel_type;
  said.bot_initiated = message.inbound.bot_initiated;
  said.message = message.inbound.message;
  said.user = message.inbound.user;
  said.session_data = message.inbound.session_data;
  return said;
}

std::string inbox_text(const QueuedMessage& message) {
  return to_json_text(engine::to_json(engine::Event{message.accepted_at, "", user_said(message)}));
}

Result<QueuedMessage> parse_inbox_text(std::string_view text) {
  SB_TRY(auto value, parse_json(text));
  SB_TRY(auto event, engine::event_from_json(value));
  auto* said = std::get_if<engine::UserSaid>(&event.what);
  if (!said) return Error{ErrorCode::internal, "a queued message cannot be read"};
  QueuedMessage message;
  message.message_id = said->message_id;
  message.accepted_at = event.now;
  message.inbound.channel_id = said->channel_id;
  message.inbound.channel_type = said->channel_type;
  message.inbound.bot_initiated = said->bot_initiated;
  message.inbound.message = std::move(said->message);
  message.inbound.user = std::move(said->user);
  message.inbound.session_data = std::move(said->session_data);
  return message;
}

}  // namespace sb::conductor
