#include "api/history.h"
#include "api/session_writes.h"
#include "api/shapes.h"
#include "base/log.h"

// All that is kept of one person: handed out whole, or erased.

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;

constexpr int rows_per_read = 500;

void nothing_kept(const CallPtr& call, const store::SessionKey& key) {
  call->fail(404, "CONVERSATION_NOT_FOUND", "nothing is kept of this person", {{"id", key.session_id}});
}

// Of texts for review only what this person has to do with: others may have said the same.
JsonArray review_texts_json(const std::vector<store::ReviewRow>& texts) {
  JsonArray out;
  for (const auto& row : texts)
    out.push_back(JsonObject{{"text", row.text},
                             {"language", row.language},
                             {"times", row.times},
                             {"lastSeenAt", iso_text(row.last_at)}});
  return out;
}

void export_person(const Deps& deps, const CallPtr& call) {
  const auto key = call->session_key(call->path("conversationId"));
  const auto rows = deps.store.session_rows(key);
  if (rows.has_error()) return call->fail(rows.error());
  // Texts for review may outlive the history.
  const auto texts = deps.store.review_texts_of(key);
  if (texts.has_error()) return call->fail(texts.error());
  if (rows->empty() && texts->empty()) return nothing_kept(call, key);
  JsonArray messages, errors;
  for (std::int64_t after = 0;;) {
    const auto page = deps.store.session_messages(key, after, 0, rows_per_read);
    if (page.has_error()) return call->fail(page.error());
    for (const auto& listed : *page) messages.push_back(message_json(listed, Shown::masked));
    if (static_cast<int>(page->size()) < rows_per_read) break;
    after = page->back().position;
  }
  const auto failed =
      deps.store.list_errors({key.bot_id, key.version, {}, {}, "", key.session_id, ""}, {0, 0, 10'000});
  if (failed.has_error()) return call->fail(failed.error());
  for (const auto& listed : *failed)
    errors.push_back(JsonObject{{"createdAt", iso_text(listed.error.at)},
                                {"source", listed.error.source},
                                {"error", listed.error.error}});
  const auto state = find_conversation(deps.store, key, call->now());
  if (state.has_error()) return call->fail(state.error());
  JsonObject out{{"sessionId", key.session_id},
                 {"messages", std::move(messages)},
                 {"errors", std::move(errors)},
                 {"reviewTexts", review_texts_json(*texts)}};
  if (*state) out["session"] = visible_session(*call->bot(), (*state)->session);
  call->answer(200, out);
}

// The files that the person's messages name, wherever in them.
std::vector<std::string> uploads_of(const store::ListedMessage& listed) {
  constexpr std::string_view folder = "/chatbox/files/";
  constexpr std::size_t id_digits = 32;
  std::vector<std::string> out;
  const store::MessageRow& row = listed.message;
  const std::string& text = row.original.empty() ? row.body : row.original;
  if (row.actor != store::Actor::user) return out;
  for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder, at + 1))
    out.push_back(text.substr(at + folder.size(), id_digits));
  return out;
}

Ok remove_uploads(const Deps& deps, const store::SessionKey& key) {
  for (std::int64_t after = 0;;) {
    SB_TRY(const auto page, deps.store.session_messages(key, after, 0, rows_per_read));
    for (const auto& listed : page) {
      for (const auto& id : uploads_of(listed)) deps.remove_upload(id);
    }
    if (static_cast<int>(page.size()) < rows_per_read) return {};
    after = page.back().position;
  }
}

// The session goes through the conductor, which owns it; then every row, then the log that still holds them.
void erase_person(const Deps& deps, const CallPtr& call) {
  const auto key = call->session_key(call->path("conversationId"));
  const auto rows = deps.store.session_rows(key);
  if (rows.has_error()) return call->fail(rows.error());
  if (rows->empty()) {
    deps.live.forget(key);
    const auto texts = deps.store.review_texts_of(key);
    if (texts.has_error()) return call->fail(texts.error());
    if (texts->empty()) return nothing_kept(call, key);
    call->about("people");
    const Ok erased = deps.store.submit_and_wait({store::EraseHistory{key, {}}});
    if (erased.has_error()) return call->fail(erased.error());
    return call->answer(http::no_content_response());
  }
  call->about("people");  // not who: the audit log outlives the person's data
  deps.conductor.remove(key, [deps, call, key, rows = *rows](Ok removed) {
    if (removed.has_error() && removed.error().code != ErrorCode::not_found)
      return call->fail(removed.error());
    deps.live.forget(key);
    deps.pool.run([deps, call, key, rows] {
      if (const Ok gone = remove_uploads(deps, key); gone.has_error()) return call->fail(gone.error());
      const Ok erased = deps.store.submit_and_wait({store::EraseHistory{key, rows}});
      if (erased.has_error()) return call->fail(erased.error());
      // A reader in the way only means that the log is cut when the store is idle.
      if (const Ok moved = deps.store.checkpoint(); moved.has_error())
        log_warn("the write-ahead log could not be cut after erasing", {{"error", moved.error().message}});
      call->answer(http::no_content_response());
    });
  });
}

}  // namespace

Endpoints manage_people_endpoints(const Deps& deps) {
  const std::string path = "/manage/v1/bots/{botId}/people/{conversationId}";
  const auto failure = object({must("createdAt", text()), must("source", text()), must("error", text())});
  const auto said = object({must("text", text()), must("language", text()),
                            must("times", integer(0, INT64_MAX)), must("lastSeenAt", text())});
  Endpoint out{"GET", path, "exportPerson", "What is kept of one person in a version of the bot.",
               Family::manage};
  out.right = store::Right::read_history;
  out.params = {version_param()};
  out.answers = {{200, "Everything.",
                  object({must("sessionId", text()), must("messages", list(message_shape())),
                          must("errors", list(failure)), must("reviewTexts", list(said)),
                          may("session", session_data())})}};
  out.handle = [deps](const CallPtr& call) { export_person(deps, call); };
  Endpoint gone{"DELETE", path, "erasePerson",
                "Erases one person from a version of the bot: session, history, journal, errors, texts for "
                "review, what waits to be delivered, files that were sent, live events that are kept for "
                "readers.",
                Family::manage};
  gone.right = store::Right::talk;
  gone.params = {version_param()};
  gone.answers = {{204, "Nothing is left."}};
  gone.handle = [deps](const CallPtr& call) { erase_person(deps, call); };
  return {std::move(out), std::move(gone)};
}

}  // namespace sb::api
