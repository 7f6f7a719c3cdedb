#include "api/history.h"
#include "api/session_writes.h"
#include "api/shapes.h"
#include "engine/step.h"
#include "model/masking.h"
#include "model/path.h"

// What users and bots said, what failed, and how each turn went (spec 09 §3, §4). Sensitive values are
// masked.

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;
using store::Right;

// --- conversations ---

ShapePtr conversation_shape() {
  return object({must("id", integer(1, INT64_MAX)), must("sessionId", text()), must("version", text()),
                 must("channel", text()), must("language", text()), must("firstName", text()),
                 must("lastName", text()), must("startedAt", text()), must("lastMessageAt", text()),
                 must("messages", integer(0, INT64_MAX)), must("handedOver", boolean()),
                 must("emulator", boolean()), must("paused", boolean()), must("sessionKept", boolean())});
}

JsonObject conversation_json(const store::ListedConversation& listed) {
  const auto& c = listed.conversation;
  return {{"id", c.row},
          {"sessionId", c.session_id},
          {"version", version_name(c.version)},
          {"channel", c.channel_type},
          {"language", c.language},
          {"firstName", c.first_name},
          {"lastName", c.last_name},
          {"startedAt", iso_text(c.started_at)},
          {"lastMessageAt", iso_text(c.last_message_at)},
          {"messages", listed.messages},
          {"handedOver", c.handed_over},
          {"emulator", c.emulator},
          {"paused", listed.paused},
          {"sessionKept", listed.session_kept}};
}

void list_conversations(const Deps& deps, const CallPtr& call) {
  auto filter = conversation_filter(*call, store::ConversationFilter::Rows::bursts);
  filter.session_id = call->text("sessionId");
  filter.with_user_message_only = !call->flag("withoutUserMessage");
  if (call->given("handedOver")) filter.handed_over = call->flag("handedOver");
  const auto page = page_of(*call);
  const auto count = deps.store.count_conversations(filter);
  const auto found = deps.store.list_conversations(filter, page);
  if (count.has_error() || found.has_error())
    return call->fail(count.has_error() ? count.error() : found.error());
  JsonArray data;
  for (const auto& listed : *found) data.push_back(conversation_json(listed));
  call->answer(200,
               page_json(page, std::move(data), *count, found->empty() ? 0 : found->back().conversation.row));
}

// The conversation of the path, if it is one of this bot version; else the refusal has been answered.
std::optional<store::ConversationRow> conversation_of(const Deps& deps, const CallPtr& call) {
  const auto found = deps.store.find_conversation(call->path_number("conversation"));
  if (found.has_error()) {
    call->fail(found.error());
    return std::nullopt;
  }
  if (!*found || (*found)->bot_id != call->bot_id() || (*found)->version != call->version()) {
    call->fail(404, "CONVERSATION_NOT_FOUND", "there is no such conversation",
               {{"id", call->path("conversation")}});
    return std::nullopt;
  }
  return **found;
}

void conversation_messages(const Deps& deps, const CallPtr& call) {
  const auto conversation = conversation_of(deps, call);
  if (!conversation) return;
  const int limit = static_cast<int>(call->number("limit", page_items));
  const auto found = deps.store.conversation_messages(conversation->row, call->number("cursor", 0), limit);
  if (found.has_error()) return call->fail(found.error());
  JsonArray data;
  for (const auto& listed : *found) {
    auto message = message_json(listed, Shown::masked);
    message["turn"] = listed.message.turn_no;
    data.push_back(std::move(message));
  }
  JsonObject out{{"data", std::move(data)}};
  if (static_cast<int>(found->size()) == limit) out["nextCursor"] = std::to_string(found->back().position);
  call->answer(200, out);
}

// --- sessions ---

void show_session(const Deps& deps, const CallPtr& call) {
  const auto found =
      find_conversation(deps.store, call->session_key(call->path("conversationId")), call->now());
  if (found.has_error()) return call->fail(found.error());
  if (!*found) {
    return call->fail(404, "CONVERSATION_NOT_FOUND", "there is no such session",
                      {{"id", call->path("conversationId")}});
  }
  const engine::Conversation& state = **found;
  JsonArray contexts;
  for (const auto& context : state.contexts)
    contexts.push_back(JsonObject{{"name", context.name}, {"lifespan", context.lifespan}});
  JsonObject out{{"session", visible_session(*call->bot(), state.session)},
                 {"contexts", std::move(contexts)},
                 {"paused", state.paused},
                 {"waiting", state.turn.has_value()}};
  if (state.paused_until) out["pausedUntil"] = iso_text(*state.paused_until);
  if (state.pending)
    out["pendingInput"] =
        JsonObject{{"dialogId", state.pending->dialog_id}, {"attempts", state.pending->attempts}};
  if (state.offload)
    out["offload"] = JsonObject{{"providerId", state.offload->provider_id},
                                {"startedAt", iso_text(state.offload->started_at)}};
  call->answer(200, out);
}

ShapePtr session_shape() {
  return object(
      {must("session", session_data()),
       must("contexts", list(object({must("name", text()), must("lifespan", integer(0, INT64_MAX))}))),
       must("paused", boolean()), must("waiting", boolean()), may("pausedUntil", text()),
       may("pendingInput", object({must("dialogId", text()), must("attempts", integer(0, INT64_MAX))})),
       may("offload", object({must("providerId", text()), must("startedAt", text())}))});
}

// --- errors ---

ShapePtr error_shape() {
  return object({must("id", text()), must("version", text()), must("sessionId", text()),
                 must("channel", text()), may("dialog", dialogstate()), must("source", text()),
                 must("error", text()), must("request", any_object()), must("response", any_object()),
                 must("emulator", boolean()), must("createdAt", text())});
}

JsonObject error_json(const store::ErrorRow& row) {
  const auto object_of = [](const std::string& text) {
    Json value = stored_json(text);
    return value.is_object() ? std::move(value) : Json(JsonObject{});
  };
  JsonObject out{{"id", row.id},
                 {"version", version_name(row.version)},
                 {"sessionId", row.session_id},
                 {"channel", row.channel_type},
                 {"source", row.source},
                 {"error", row.error},
                 {"request", object_of(row.request)},
                 {"response", object_of(row.response)},
                 {"emulator", row.emulator},
                 {"createdAt", iso_text(row.at)}};
  if (!row.dialog_id.empty()) out["dialog"] = JsonObject{{"id", row.dialog_id}, {"name", row.dialog_name}};
  return out;
}

void list_errors(const Deps& deps, const CallPtr& call) {
  const store::ErrorFilter filter{call->bot_id(),        call->version(),      call->time("from"),
                                  call->time("to"),      call->text("source"), call->text("sessionId"),
                                  call->text("dialogId")};
  const auto page = page_of(*call);
  const auto found = deps.store.list_errors(filter, page);
  if (found.has_error()) return call->fail(found.error());
  JsonArray data;
  for (const auto& listed : *found) data.push_back(error_json(listed.error));
  JsonObject out{{"data", std::move(data)}};
  if (static_cast<int>(found->size()) == page.limit)
    out["nextCursor"] = std::to_string(found->back().position);
  call->answer(200, out);
}

void show_error(const Deps& deps, const CallPtr& call) {
  const auto found = deps.store.find_error(call->bot_id(), call->version(), call->path("errorId"));
  if (found.has_error()) return call->fail(found.error());
  if (!*found) return call->fail({ErrorCode::not_found, "there is no such error"});
  call->answer(200, error_json(**found));
}

// --- executions ---

void list_turns(const Deps& deps, const CallPtr& call) {
  const auto conversation = conversation_of(deps, call);
  if (!conversation) return;
  const auto page = page_of(*call);
  const auto found = deps.store.list_turns(conversation->session_row, page);
  if (found.has_error()) return call->fail(found.error());
  JsonArray data;
  for (const auto& turn : *found) {
    data.push_back(JsonObject{{"turn", turn.turn_no},
                              {"at", iso_text(turn.at)},
                              {"steps", turn.steps},
                              {"content", turn.bot_hash}});
  }
  JsonObject out{{"data", std::move(data)}};
  if (static_cast<int>(found->size()) == page.limit)
    out["nextCursor"] = std::to_string(found->back().turn_no);
  call->answer(200, out);
}

// Runs the journal again up to a turn, so that its variables before and after each step are known. Where no
// snapshot is kept any more, the steps are told without them.
class TimeLine {
 public:
  TimeLine(const Deps& deps, std::int64_t turn) : deps_(deps), turn_(turn) {}

  Result<JsonArray> tell(std::int64_t session_row) {
    SB_TRY(const auto start, deps_.store.replay_start(session_row, turn_));
    SB_TRY(const auto rows, deps_.store.journal(session_row, start.value_or(turn_), turn_));
    for (const auto& row : rows) SB_TRYV(add(row));
    // Once more: a step may hold what only a later one has made a secret.
    return secrets_.empty() ? std::move(steps_) : std::move(mask(steps_, secrets_).as_array());
  }

 private:
  Ok add(const store::JournalRow& row) {
    if (row.state_before) {
      SB_TRY(const auto state, parse_json(*row.state_before));
      SB_TRY(conversation_, engine::conversation_from_json(state));
    }
    const auto bot = deps_.bots.find_content(row.bot_hash);
    if (!bot) conversation_.reset();
    SB_TRY(const auto event_json, parse_json(row.event));
    SB_TRY(const auto event, engine::event_from_json(event_json));
    const JsonObject before = conversation_ ? conversation_->session : JsonObject();
    std::vector<engine::Effect> effects;
    if (conversation_) effects = engine::step(*bot->index, *conversation_, event);
    if (row.turn_no != turn_) return {};
    // Without the bot nobody knows what is sensitive: then nothing is shown but that the step was there.
    JsonObject step{{"step", row.step_no}, {"at", iso_text(row.at)}, {"kind", engine::event_kind(event)}};
    if (bot) {
      const JsonObject after = conversation_ ? conversation_->session : JsonObject();
      for (const auto* session : {&before, &after}) note_secrets(*bot, *session);
      JsonObject told = step_json(event, effects, secrets_);
      step["event"] = told["event"];
      step["effects"] = told["effects"];
      if (conversation_) {
        step["before"] = visible_session(*bot, before);
        step["after"] = visible_session(*bot, after);
      }
    }
    steps_.push_back(std::move(step));
    return {};
  }

  void note_secrets(const conductor::RunnableBot& bot, const JsonObject& session) {
    for (const auto& name : bot.sensitive_variables) {
      if (const Json* value = find_value(session, name)) add_sensitive_values(secrets_, name, *value);
    }
  }

  const Deps& deps_;
  const std::int64_t turn_;
  std::vector<SensitiveValue> secrets_;  // of the turn
  std::optional<engine::Conversation> conversation_;
  JsonArray steps_;
};

void show_turn(const Deps& deps, const CallPtr& call) {
  const auto conversation = conversation_of(deps, call);
  if (!conversation) return;
  const std::int64_t turn = call->path_number("turn");
  auto steps = TimeLine(deps, turn).tell(conversation->session_row);
  if (steps.has_error()) return call->fail(steps.error());
  if (steps->empty())
    return call->fail({ErrorCode::not_found, "there is no such turn, or it is no longer kept"});
  call->answer(200, JsonObject{{"turn", turn}, {"steps", std::move(*steps)}});
}

Endpoint endpoint(std::string path, std::string id, std::string summary) {
  Endpoint out{"GET", "/manage/v1/bots/{botId}/" + path, std::move(id), std::move(summary), Family::manage};
  out.right = Right::read_history;
  out.params = {version_param()};
  return out;
}

void add_params(Endpoint& endpoint, std::vector<Param> more) {
  endpoint.params.insert(endpoint.params.end(), more.begin(), more.end());
}

ShapePtr list_shape(ShapePtr item) {
  return object({must("data", list(std::move(item))), may("nextCursor", text())});
}

Endpoints conversations(const Deps& deps) {
  auto all = endpoint(
      "conversations", "listConversations",
      "The conversations, the latest first: a new one begins after 15 minutes of silence. Without those "
      "of the emulator and those in which no user said anything, unless asked for.");
  all.params = conversation_params();
  add_params(all, {text_param("sessionId", "Of this session."),
                   flag_param("handedOver", "Handed over to a human, or not."),
                   flag_param("withoutUserMessage", "Those in which no user said anything too.")});
  all.answers = {{200, "A page.", page(conversation_shape())}};
  all.handle = [deps](const CallPtr& call) { list_conversations(deps, call); };
  auto one = endpoint("conversations/{conversation}", "showConversation", "One conversation.");
  one.answers = {{200, "The conversation.", conversation_shape()}};
  one.handle = [deps](const CallPtr& call) {
    const auto row = conversation_of(deps, call);
    if (!row) return;
    store::ConversationFilter filter;
    filter.bot_id = row->bot_id;
    filter.version = row->version;
    filter.session_id = row->session_id;
    filter.with_emulator = true;
    const auto found = deps.store.list_conversations(filter, {row->row + 1, 0, 1});
    if (found.has_error()) return call->fail(found.error());
    if (found->empty()) return call->fail({ErrorCode::not_found, "there is no such conversation"});
    call->answer(200, conversation_json(found->front()));
  };
  auto messages = endpoint("conversations/{conversation}/messages", "listConversationMessages",
                           "What was said in it, the oldest first.");
  add_params(messages, {limit_param(), cursor_param()});
  auto message = std::make_shared<Shape>(*message_shape());
  message->members.push_back(must("turn", integer(0, INT64_MAX)));
  messages.answers = {{200, "A page.", list_shape(message)}};
  messages.handle = [deps](const CallPtr& call) { conversation_messages(deps, call); };
  auto session = endpoint("sessions/{conversationId}", "showSession", "The state of a session.");
  session.answers = {{200, "The session.", session_shape()}};
  session.handle = [deps](const CallPtr& call) { show_session(deps, call); };
  return {std::move(all), std::move(one), std::move(messages), std::move(session)};
}

Endpoints failures(const Deps& deps) {
  auto all = endpoint("errors", "listErrors", "The error log, the latest first.");
  Param source = text_param("source", "Where it arose.");
  source.values = {"api", "code", "offload", "webhook", "mail", "engine"};
  add_params(all,
             {limit_param(), offset_param(), cursor_param(), time_param("from", "At or after this time."),
              time_param("to", "Before this time."), source, text_param("sessionId", "Of this session."),
              text_param("dialogId", "In this dialog.")});
  all.answers = {{200, "A page.", list_shape(error_shape())}};
  all.handle = [deps](const CallPtr& call) { list_errors(deps, call); };
  auto one = endpoint("errors/{errorId}", "showError", "One error with its request and response.");
  one.answers = {{200, "The error.", error_shape()}};
  one.handle = [deps](const CallPtr& call) { show_error(deps, call); };
  return {std::move(all), std::move(one)};
}

Endpoints executions(const Deps& deps) {
  auto all =
      endpoint("conversations/{conversation}/turns", "listTurns",
               "The turns of the conversation's session that are kept in the journal, the latest first.");
  add_params(all, {limit_param(), offset_param(), cursor_param()});
  all.answers = {{200, "A page.",
                  list_shape(object({must("turn", integer(0, INT64_MAX)), must("at", text()),
                                     must("steps", integer(0, INT64_MAX)), must("content", text())}))}};
  all.handle = [deps](const CallPtr& call) { list_turns(deps, call); };
  auto one = endpoint(
      "conversations/{conversation}/turns/{turn}", "showTurn",
      "The time line of a turn: each step with its event, its effects, and the session before and after.");
  const auto step = object({must("step", integer(0, INT64_MAX)), must("at", text()), must("kind", text()),
                            may("event", any_object()), may("effects", list(any_object())),
                            may("before", session_data()), may("after", session_data())});
  one.answers = {
      {200, "The turn.", object({must("turn", integer(0, INT64_MAX)), must("steps", list(step))})}};
  one.handle = [deps](const CallPtr& call) { show_turn(deps, call); };
  return {std::move(all), std::move(one)};
}

}  // namespace

Endpoints manage_history_endpoints(const Deps& deps) {
  Endpoints out = conversations(deps);
  append(out, failures(deps));
  append(out, executions(deps));
  return out;
}

}  // namespace sb::api
