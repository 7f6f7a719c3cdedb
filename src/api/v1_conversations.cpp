#include "api/history.h"
#include "api/shapes.h"
#include "model/user_message.h"

// Conversations and their messages (spec 05 §2, rows 2 and 3).

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;
using store::Right;

ShapePtr conversation_shape() {
  const auto user = object({must("sessionId", text()), must("firstName", text()), must("lastName", text()),
                            must("fullName", text())});
  return object({must("id", text()), must("user", user), must("botId", text()), must("version", text()),
                 must("channel", text()), must("language", text()), must("createdAt", text()),
                 must("lastActivityAt", text()), must("paused", boolean()), must("handedOver", boolean()),
                 must("messageCount", integer(0, INT64_MAX))});
}

JsonObject conversation_json(const store::ListedConversation& listed) {
  const auto& c = listed.conversation;
  std::string full = c.first_name;
  if (!full.empty() && !c.last_name.empty()) full += ' ';
  full += c.last_name;
  return {{"id", c.session_id},
          {"user", JsonObject{{"sessionId", c.session_id},
                              {"firstName", c.first_name},
                              {"lastName", c.last_name},
                              {"fullName", full}}},
          {"botId", c.bot_id},
          {"version", version_name(c.version)},
          {"channel", c.channel_type},
          {"language", c.language},
          {"createdAt", iso_text(listed.first_seen_at)},
          {"lastActivityAt", iso_text(c.last_message_at)},
          {"paused", listed.paused},
          {"handedOver", c.handed_over},
          {"messageCount", listed.messages}};
}

void list(const Deps& deps, const CallPtr& call) {
  const auto filter = conversation_filter(*call, store::ConversationFilter::Rows::sessions);
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

void show(const Deps& deps, const CallPtr& call) {
  auto filter = conversation_filter(*call, store::ConversationFilter::Rows::sessions);
  filter.with_emulator = true;
  filter.session_id = call->path("conversationId");
  const auto found = deps.store.list_conversations(filter, {0, 0, 1});
  if (found.has_error()) return call->fail(found.error());
  if (found->empty()) {
    return call->fail(404, "CONVERSATION_NOT_FOUND", "there is no such conversation",
                      {{"id", filter.session_id}});
  }
  auto listed = found->front();
  const auto messages = deps.store.count_session_messages(call->session_key(filter.session_id));
  if (messages.has_error()) return call->fail(messages.error());
  listed.messages = *messages;
  call->answer(200, conversation_json(listed));
}

}  // namespace

std::string_view actor_name(store::Actor actor) {
  return actor == store::Actor::user ? "user" : actor == store::Actor::agent ? "agent" : "bot";
}

Json stored_json(std::string_view text) {
  if (text.empty()) return nullptr;
  auto value = parse_json(text);
  return value.has_error() ? Json() : std::move(*value);
}

JsonObject message_json(const store::ListedMessage& listed, Shown shown) {
  const auto& message = listed.message;
  Json body =
      stored_json(shown == Shown::originals && !message.original.empty() ? message.original : message.body);
  if (message.actor != store::Actor::user) {
    const auto said = parse_bot_message(body, UnknownKinds::kept);
    body = said.has_error() ? Json() : to_format_d(*said, PayloadEncoding::opaque);
  }
  if (!body.is_object()) body = JsonObject{};
  JsonObject out{{"id", message.message_id},          {"actor", actor_name(message.actor)},
                 {"isIntro", message.is_intro},       {"createdAt", iso_text(message.at)},
                 {"timestamp", iso_text(message.at)}, {"message", std::move(body)}};
  if (!message.dialog_id.empty())
    out["dialogstate"] = JsonObject{{"id", message.dialog_id}, {"name", message.dialog_name}};
  if (const Json nlp = stored_json(message.nlp); nlp.is_object()) out["nlp"] = nlp;
  if (!message.note.empty()) out["note"] = message.note;
  return out;
}

ShapePtr message_shape() {
  return object({must("id", text()), must("actor", one_of({"user", "bot", "agent"})),
                 must("isIntro", boolean()), must("createdAt", text()), must("timestamp", text()),
                 must("message", shown_message()), may("dialogstate", dialogstate()),
                 may("nlp", nlp_intent()), may("note", text())});
}

store::Page page_of(const Call& call) {
  return {call.number("cursor", 0), call.number("offset", 0),
          static_cast<int>(call.number("limit", page_items))};
}

JsonObject page_json(const store::Page& page, JsonArray data, std::int64_t count, std::int64_t last) {
  const bool full = static_cast<int>(data.size()) == page.limit;
  JsonObject out{{"data", std::move(data)}, {"count", count}, {"limit", page.limit}, {"offset", page.offset}};
  if (full && last > 0) out["nextCursor"] = std::to_string(last);
  return out;
}

std::vector<Param> conversation_params() {
  return {version_param(),
          limit_param(),
          offset_param(),
          cursor_param(),
          time_param("from", "With messages at or after this time."),
          time_param("to", "Begun before this time."),
          text_param("channel", "The type of the channel: web, webHook."),
          text_param("language", "Two letters."),
          text_param("firstName", "A part of the first name."),
          text_param("lastName", "A part of the last name."),
          flag_param("includeEmulator", "Those of the emulator too.")};
}

store::ConversationFilter conversation_filter(const Call& call, store::ConversationFilter::Rows rows) {
  store::ConversationFilter filter;
  filter.bot_id = call.bot_id();
  filter.version = call.version();
  filter.rows = rows;
  filter.from = call.time("from");
  filter.to = call.time("to");
  filter.channel_type = call.text("channel");
  filter.language = call.text("language");
  filter.first_name = call.text("firstName");
  filter.last_name = call.text("lastName");
  filter.with_emulator = call.flag("includeEmulator");
  return filter;
}

void list_messages(const Deps& deps, const CallPtr& call, const std::string& session_id,
                   std::string_view member) {
  const auto key = call->session_key(session_id);
  const auto page = page_of(*call);
  const auto count = deps.store.count_session_messages(key);
  const auto found = deps.store.session_messages(key, page.before, page.offset, page.limit);
  if (count.has_error() || found.has_error())
    return call->fail(count.has_error() ? count.error() : found.error());
  if (*count == 0) {
    const auto session = deps.store.find_session(key);
    if (session.has_error()) return call->fail(session.error());
    if (!*session)
      return call->fail(404, "CONVERSATION_NOT_FOUND", "there is no such conversation", {{"id", session_id}});
  }
  JsonArray data;
  for (const auto& listed : *found) data.push_back(message_json(listed, Shown::originals));
  if (member == "rows") return call->answer(200, JsonObject{{"rows", std::move(data)}, {"count", *count}});
  call->answer(200, page_json(page, std::move(data), *count, found->empty() ? 0 : found->back().position));
}

Endpoints v1_conversation_endpoints(const Deps& deps) {
  Endpoint all{"GET", "/v1/bots/{botId}/conversations", "getAllPaginatedConversationsByBotId",
               "The sessions users have talked in, the latest first."};
  all.right = Right::read_history;
  all.params = conversation_params();
  all.answers = {{200, "A page.", page(conversation_shape())}};
  all.handle = [deps](const CallPtr& call) { list(deps, call); };

  Endpoint one{"GET", "/v1/bots/{botId}/conversations/{conversationId}", "getConversation", "One of them."};
  one.right = Right::read_history;
  one.params = {version_param()};
  one.answers = {{200, "The conversation.", conversation_shape()}};
  one.handle = [deps](const CallPtr& call) { show(deps, call); };

  Endpoint messages{"GET", "/v1/bots/{botId}/conversations/{conversationId}/messages",
                    "getAllMessagesInConversation",
                    "All messages of a session, the oldest first, with the values of sensitive variables."};
  messages.right = Right::read_history;
  messages.params = {version_param(), limit_param(), offset_param(), cursor_param()};
  messages.answers = {{200, "A page.", page(message_shape())}};
  messages.handle = [deps](const CallPtr& call) {
    list_messages(deps, call, call->path("conversationId"), "data");
  };
  return {std::move(all), std::move(one), std::move(messages)};
}

}  // namespace sb::api
