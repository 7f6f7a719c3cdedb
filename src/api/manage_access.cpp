#include "api/history.h"
#include "api/shapes.h"

// Access tokens and the audit log: for administrators.

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;
using store::Right;

constexpr std::size_t name_bytes_max = 200;

ShapePtr token_shape() {
  return object({must("id", text()), must("name", text()), must("role", one_of(store::role_names())),
                 may("bots", list(text())), must("createdAt", text()), may("expiresAt", text()),
                 must("expired", boolean())});
}

JsonObject token_json(const store::TokenRow& row, UtcMs now) {
  const auto scope = store::parse_scope(row.scope);
  JsonObject out{{"id", row.id},
                 {"name", row.name},
                 {"role", store::role_name(scope.has_error() ? store::Role::read_only : scope->role)},
                 {"createdAt", iso_text(row.created_at)},
                 {"expired", row.expires_at && *row.expires_at <= now}};
  if (row.expires_at) out["expiresAt"] = iso_text(*row.expires_at);
  if (!scope.has_error() && !scope->every_bot) {
    JsonArray bots;
    for (const auto& bot : scope->bots) bots.emplace_back(bot);
    out["bots"] = std::move(bots);
  }
  return out;
}

// Nobody gives out or takes away more than he has.
bool may_handle(const Call& call, const store::TokenRow& row) {
  const auto scope = store::parse_scope(row.scope);
  return scope.has_error() || call.principal().scope.includes(*scope);
}

void list_tokens(const Deps& deps, const CallPtr& call) {
  JsonArray out;
  for (const auto& row : deps.tokens.list()) {
    if (may_handle(*call, row)) out.push_back(token_json(row, call->now()));
  }
  call->answer(200, JsonObject{{"data", std::move(out)}});
}

void create_token(const Deps& deps, const CallPtr& call) {
  const JsonObject& body = call->body_object();
  Problems problems;
  store::TokenRow row;
  row.name = string_member(body, "name");
  if (row.name.empty() || row.name.size() > name_bytes_max)
    problems.add("body.name", "this must have 1 to " + std::to_string(name_bytes_max) + " bytes");
  JsonObject scope{
      {"role", body.contains("role") && !body.at("role").is_null() ? body.at("role") : Json("edit")}};
  if (const JsonArray* bots = array_member(body, "bots")) scope["bots"] = *bots;
  row.scope = to_json_text(scope);
  const auto parsed = store::parse_scope(row.scope);
  if (parsed.has_error()) problems.add("body.role", parsed.error().message);
  if (const auto end = string_member(body, "expiresAt"); !end.empty()) {
    row.expires_at = parse_iso(end);
    if (!row.expires_at) {
      problems.add("body.expiresAt", "this must be a time such as 2024-01-31T12:00:00Z");
    } else if (*row.expires_at <= call->now()) {
      problems.add("body.expiresAt", "this is past");
    }
  }
  if (!problems.empty()) return call->answer(problems.response());
  if (!call->principal().scope.includes(*parsed))
    return call->fail(403, "AUTHORIZATION", "nobody gives access to bots he has none to");
  row.created_at = call->now();
  const auto made = deps.tokens.create(row);
  if (made.has_error()) return call->fail(made.error());
  row.id = made->substr(0, made->find(':'));
  call->about("tokens/" + row.id);
  call->answer(201, JsonObject{{"token", *made}, {"id", row.id}});
}

void remove_token(const Deps& deps, const CallPtr& call) {
  const std::string& id = call->path("tokenId");
  for (const auto& row : deps.tokens.list()) {
    if (row.id != id || !may_handle(*call, row)) continue;
    const auto removed = deps.tokens.remove(id);
    return removed.has_error() ? call->fail(removed.error()) : call->answer(http::no_content_response());
  }
  call->fail({ErrorCode::not_found, "there is no such token"});
}

void list_audit(const Deps& deps, const CallPtr& call) {
  const std::string bot_id = call->text("botId");
  if (!call->principal().scope.every_bot && (bot_id.empty() || !call->principal().scope.covers(bot_id)))
    return call->fail(403, "AUTHORIZATION", "name a bot you have access to");
  const auto page = page_of(*call);
  const auto found = deps.store.audit(bot_id, page);
  if (found.has_error()) return call->fail(found.error());
  JsonArray data;
  for (const auto& entry : *found) {
    data.push_back(JsonObject{
        {"id", entry.position},
        {"at", iso_text(entry.at)},
        {"actor", JsonObject{{"kind", entry.actor_kind}, {"id", entry.actor_id}, {"name", entry.actor_name}}},
        {"action", entry.action},
        {"botId", entry.bot_id},
        {"object", entry.object},
        {"status", entry.status}});
  }
  JsonObject out{{"data", std::move(data)}};
  if (static_cast<int>(found->size()) == page.limit)
    out["nextCursor"] = std::to_string(found->back().position);
  call->answer(200, out);
}

Endpoint endpoint(std::string method, std::string path, std::string id, std::string summary) {
  Endpoint out{std::move(method), "/manage/v1/" + path, std::move(id), std::move(summary), Family::manage};
  out.right = Right::administer;
  return out;
}

}  // namespace

Endpoints manage_access_endpoints(const Deps& deps) {
  auto all = endpoint("GET", "tokens", "listTokens", "The access tokens, without their secrets.");
  all.answers = {{200, "The tokens.", object({must("data", list(token_shape()))})}};
  all.handle = [deps](const CallPtr& call) { list_tokens(deps, call); };
  auto create =
      endpoint("POST", "tokens", "createToken",
               "A new token. Its secret is shown this once. Without `bots` it is for every bot, without "
               "`role` it edits.");
  create.body = object({must("name", text()), may("role", one_of(store::role_names())),
                        may("bots", list(text())), may("expiresAt", text())});
  create.answers = {{201, "The token, id:secret.", object({must("token", text()), must("id", text())})}};
  create.handle = [deps](const CallPtr& call) { create_token(deps, call); };
  auto remove = endpoint("DELETE", "tokens/{tokenId}", "removeToken", "The token is refused from now on.");
  remove.answers = {{204, "Removed."}, {409, "It comes from the environment of the server.", error_body()}};
  remove.handle = [deps](const CallPtr& call) { remove_token(deps, call); };
  auto audit = endpoint("GET", "audit", "listAudit", "Who changed what, the latest first.");
  audit.params = {limit_param(), offset_param(), cursor_param(), text_param("botId", "About this bot only.")};
  const auto actor = object({must("kind", text()), must("id", text()), must("name", text())});
  const auto entry = object({must("id", integer(0, INT64_MAX)), must("at", text()), must("actor", actor),
                             must("action", text()), must("botId", text()), must("object", text()),
                             must("status", integer(0, 999))});
  audit.answers = {{200, "A page.", object({must("data", list(entry)), may("nextCursor", text())})}};
  audit.handle = [deps](const CallPtr& call) { list_audit(deps, call); };
  return {std::move(all), std::move(create), std::move(remove), std::move(audit)};
}

}  // namespace sb::api
