#include "offload/offer.h"

#include <algorithm>

#include "conductor/recording.h"
#include "model/message.h"
#include "offload/wire.h"

namespace sb::offload {
namespace {

constexpr int page_rows = 500;

std::string user_text(const JsonObject& message) {
  for (const auto* member : {"text", "title"}) {
    const auto text = string_member(message, member);
    if (!text.empty()) return std::string(text);
  }
  if (const JsonArray* urls = array_member(message, "urls");
      urls && !urls->empty() && urls->front().is_string()) {
    return std::string(view(urls->front().get_string()));
  }
  if (const JsonObject* place = object_member(message, "coordinates")) return to_json_text(*place);
  return std::string(string_member(message, "messageType"));
}

// Nullopt for what no receiver is shown: openings of the chat, events for pages.
std::optional<TranscriptItem> item_of(const store::MessageRow& row, const store::SessionKey& key,
                                      const std::string& channel_type, const JsonObject& internal) {
  const auto body = parse_json(row.original.empty() ? row.body : row.original);
  if (body.has_error() || !body->is_object()) return std::nullopt;
  TranscriptItem item{row.actor, row.at, {}, {}};
  if (row.actor == store::Actor::user) {
    if (row.is_intro) return std::nullopt;
    item.text = user_text(body->get_object());
    item.message = with_sender(body->get_object(), key, channel_type, internal, row.message_id, row.at);
    return item;
  }
  auto message = parse_bot_message(*body, UnknownKinds::kept);
  if (message.has_error()) return std::nullopt;
  const auto shown = for_channel(std::move(*message), ChannelKind::offload, false);
  if (!shown) return std::nullopt;
  item.text = plain_text(*shown);
  item.message = to_format_d(*shown, PayloadEncoding::json);
  return item;
}

}  // namespace

Result<std::vector<TranscriptItem>> read_transcript(store::Store& store, const store::SessionKey& key,
                                                    std::int64_t conversation, const JsonObject& internal) {
  const std::string channel_type(string_member(internal, "channel"));
  std::vector<TranscriptItem> items;
  for (std::int64_t after = 0;;) {
    SB_TRY(const auto page, store.conversation_messages(conversation, after, page_rows));
    if (page.empty()) break;
    after = page.back().position;
    for (const auto& listed : page) {
      auto item = item_of(listed.message, key, channel_type, internal);
      if (!item) continue;
      if (!items.empty()) item->at = std::max(item->at, items.back().at + 1);
      items.push_back(std::move(*item));
    }
  }
  if (items.size() > transcript_items_max) items.erase(items.begin(), items.end() - transcript_items_max);
  return items;
}

Result<Offer> read_offer(store::Store& store, const engine::HandOver& call, const store::SessionKey& key,
                         std::int64_t conversation, UtcMs now) {
  SB_TRY(const auto row, store.find_session(key));
  if (!row) return Error{ErrorCode::not_found, "the session is gone"};
  SB_TRY(const auto state, conductor::parse_stored_state(row->state));
  Offer offer;
  offer.id = call.call_id;
  offer.key = key;
  offer.at = now;
  offer.payload = call.payload;
  offer.fields = call.extra;
  for (const auto& member : state.conversation.session) {
    if (member.key() == "internal" || member.key() == "events") continue;
    offer.session[member.key()] = member.value();
  }
  const JsonObject* internal = object_member(state.conversation.session, "internal");
  if (!internal) return Error{ErrorCode::internal, "the session has no internal values"};
  offer.channel = string_member(*internal, "channel");
  offer.language = string_member(*internal, "preferredLanguage");
  if (const JsonObject* user = object_member(*internal, "user")) offer.user = *user;
  SB_TRY(offer.transcript, read_transcript(store, key, conversation, *internal));
  return offer;
}

}  // namespace sb::offload
