#include <algorithm>
#include <array>

#include "api/call.h"
#include "api/manage.h"
#include "api/part_faults.h"
#include "api/shapes.h"
#include "base/crypto.h"
#include "base/random.h"
#include "base/utf8.h"
#include "conductor/environment.h"
#include "model/bot_check.h"
#include "model/bot_json.h"
#include "model/bot_shapes.h"

// The parts of a bot, one by one: flows, dialogs, variables, events, channels, offload providers, API
// settings, intents, entities. All are lists of objects in the bot's document, so one set of functions serves
// them all: what they read and write is the document, judged by the shapes and the reader that documents are
// judged by.

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;
using store::Right;

// What stands for a secret in answers, and in bodies for "as it is".
constexpr std::string_view hidden = "********";
constexpr std::size_t part_bytes_max = 8 * 1024 * 1024;

struct Part {
  std::string_view path;       // of the collection: "dialogs"
  std::string_view one, many;  // for operation ids: "Dialog", "Dialogs"
  std::string_view holder;     // member of the document that holds the list: "" or "nlp"
  std::string_view list;       // "dialogs"
  std::string_view key;        // "id" or "name"
  const ShapePtr& (*shape)();
  Right right;
  bool of_the_bot = false;                       // not of a version: kept with DRAFT
  std::array<std::string_view, 6> secrets = {};  // names of members, at any depth
};

const ShapePtr& flow_shape() {
  static const ShapePtr known = object({must("id", text()), must("name", text())});
  return known;
}
const ShapePtr& intent_shape() {
  static const ShapePtr known = object({must("name", text()), may("expressions", map(list(text())))});
  return known;
}

constexpr std::array<Part, 9> parts{{
    {"flows", "Flow", "Flows", "", "flows", "id", flow_shape, Right::edit_bot},
    {"dialogs", "Dialog", "Dialogs", "", "dialogs", "id", document::dialog, Right::edit_bot},
    {"variables", "Variable", "Variables", "", "variables", "name", document::variable, Right::edit_bot},
    {"event-definitions", "EventDefinition", "EventDefinitions", "", "events", "name", document::event,
     Right::edit_bot},
    {"intents", "Intent", "Intents", "nlp", "intents", "name", intent_shape, Right::edit_nlp},
    {"entities", "Entity", "Entities", "nlp", "entities", "name", document::entity, Right::edit_nlp},
    {"api-settings",
     "ApiSetting",
     "ApiSettings",
     "",
     "apiSettings",
     "id",
     document::api_setting,
     Right::edit_bot,
     false,
     {"privateKey", "key", "secret"}},
    {"channels",
     "Channel",
     "Channels",
     "",
     "channels",
     "id",
     document::channel,
     Right::edit_bot,
     true,
     {"token", "secret", "password", "apikey"}},
    {"offload-providers",
     "OffloadProvider",
     "OffloadProviders",
     "",
     "offloadProviders",
     "id",
     document::offload_provider,
     Right::edit_bot,
     false,
     {"token", "secret", "password", "apikey"}},
}};

// Channels and providers of kinds that this server only keeps have secrets under names of their own, such as
// "pageToken": there the words count wherever they stand in a name.
bool is_secret(const Part& part, std::string_view name) {
  const bool whole = part.list == "apiSettings";
  const std::string lower = lower_ascii(name);
  return std::any_of(part.secrets.begin(), part.secrets.end(), [&](std::string_view secret) {
    return !secret.empty() && (whole ? secret == name : lower.find(secret) != std::string::npos);
  });
}
// "${NAME}" says where a secret is, not what it is.
bool is_reference(std::string_view value) {
  return value.starts_with("${") && value.ends_with("}") && value.find(":-") == std::string_view::npos;
}

void hide_secrets(const Part& part, Json& value) {
  if (auto* list = value.if_array()) {
    for (auto& item : *list) hide_secrets(part, item);
  } else if (auto* object = value.if_object()) {
    for (auto& member : *object) {
      const bool text = member.value().is_string() && !member.value().get_string().empty();
      if (text && is_secret(part, view(member.key())) && !is_reference(view(member.value().get_string()))) {
        member.value() = hidden;
      } else {
        hide_secrets(part, member.value());
      }
    }
  }
  // The default of a sensitive variable is one of its values.
  if (part.list == "variables" && value.is_object()) {
    auto& variable = value.get_object();
    const Json* sensitive = find_member(variable, "sensitive");
    if (sensitive && sensitive->is_bool() && sensitive->get_bool() && variable.contains("defaultValue"))
      variable["defaultValue"] = hidden;
  }
}

// Hidden secrets of a body become what they were; false when there was nothing.
bool keep_secrets(Json& value, const Json* before) {
  if (value.is_string() && view(value.get_string()) == hidden) {
    if (!before || !before->is_string()) return false;
    value = *before;
    return true;
  }
  bool kept = true;
  if (auto* object = value.if_object()) {
    const JsonObject* old = before ? before->if_object() : nullptr;
    for (auto& member : *object) {
      kept = keep_secrets(member.value(), old ? find_member(*old, view(member.key())) : nullptr) && kept;
    }
  }
  return kept;
}

Json shown(const Part& part, Json item) {
  hide_secrets(part, item);
  return item;
}

JsonArray& list_in(Json& document, const Part& part) {
  JsonObject* holder = &document.get_object();
  if (!part.holder.empty()) {
    Json& inner = (*holder)[part.holder];
    if (!inner.is_object()) inner = JsonObject{};
    holder = &inner.get_object();
  }
  Json& list = (*holder)[part.list];
  if (!list.is_array()) list = JsonArray{};
  return list.get_array();
}

std::size_t find_in(const JsonArray& list, const Part& part, std::string_view key) {
  std::size_t i = 0;
  while (i < list.size() && string_member(list[i].get_object(), part.key) != key) ++i;
  return i;
}

Version version_of(const Deps& deps, const Call& call, const Part& part) {
  return part.of_the_bot && deps.bots.source(call.bot_id(), Version::draft) ? Version::draft : call.version();
}

Json document_of(const Deps& deps, const Call& call, const Part& part) {
  return bot_to_json(*deps.bots.source(call.bot_id(), version_of(deps, call, part)), DocumentKind::full);
}

std::string fresh_key(const Part& part) {
  if (part.list == "dialogs") return new_uuid();
  return part.list == "flows" ? "f-" + new_id24() : new_id24();
}

void missing(const Call& call, const Part& part) {
  call.fail(404, "NOT_FOUND", "there is no such item in " + std::string(part.path),
            {{"id", call.path("item")}});
}

void answer_item(const Call& call, int status, const Part& part, const Json& item) {
  auto response = http::json_response(status, shown(part, item));
  response.headers.set("ETag", etag_of(item));
  call.answer(std::move(response));
}

void list_all(const Deps& deps, const CallPtr& call, const Part& part) {
  Json document = document_of(deps, *call, part);
  Json items = std::move(list_in(document, part));
  for (auto& item : items.get_array()) hide_secrets(part, item);
  call->answer(200, JsonObject{{"data", std::move(items)}});
}

void show(const Deps& deps, const CallPtr& call, const Part& part) {
  Json document = document_of(deps, *call, part);
  const auto& list = list_in(document, part);
  const auto at = find_in(list, part, call->path("item"));
  if (at == list.size()) return missing(*call, part);
  answer_item(*call, 200, part, list[at]);
}

// One change of the list. A refusal of `change` is answered by itself; otherwise the whole document is read
// again.
struct Outcome {
  std::optional<http::OutboundResponse> refusal;
  std::size_t place = 0;
  Json item;
};
using Change = std::function<void(JsonArray& list, Outcome& outcome)>;

std::string pointer_of(const Part& part, std::size_t place) {
  return (part.holder.empty() ? "" : "/" + std::string(part.holder)) + "/" + std::string(part.list) + "/" +
         std::to_string(place);
}

// What is wrong with this one item; the rest of the bot may have its faults until it is published.
Diagnostics faults_of(const Bot& bot, const std::string& pointer) {
  Diagnostics faults;
  for (const auto& finding : check_bot(bot)) {
    if (finding.severity == Severity::error && finding.pointer.starts_with(pointer + "/"))
      faults.error(finding.pointer, finding.message);
  }
  return faults;
}

Ok apply(Bot& bot, const Part& part, const Change& change, Outcome& outcome) {
  Json document = bot_to_json(bot, DocumentKind::full);
  change(list_in(document, part), outcome);
  const Error refused{ErrorCode::invalid_input, "refused"};
  if (outcome.refusal) return refused;
  Diagnostics diagnostics;
  auto parsed = parse_bot(document, diagnostics);
  if (parsed.has_error()) {
    outcome.refusal = diagnostics_response(diagnostics, "body", pointer_of(part, outcome.place));
    return refused;
  }
  // A channel takes messages at once, so it is judged now.
  if (part.list == "channels" && outcome.item.is_object()) {
    const std::string pointer = pointer_of(part, outcome.place);
    if (const auto faults = faults_of(*parsed, pointer); faults.has_errors()) {
      outcome.refusal = diagnostics_response(faults, "body", pointer);
      return refused;
    }
  }
  if (outcome.item.is_object()) {
    if (const auto faults = faults_of_part(*parsed, part.list, outcome.place); faults.has_errors()) {
      outcome.refusal = diagnostics_response(faults, "body", pointer_of(part, outcome.place));
      return refused;
    }
  }
  bot = std::move(*parsed);
  return {};
}

void edit(const Deps& deps, const CallPtr& call, const Part& part, int status, const Change& change) {
  Outcome outcome;
  const auto edited = deps.bots.edit(call->bot_id(), version_of(deps, *call, part),
                                     [&](Bot& bot) { return apply(bot, part, change, outcome); });
  if (outcome.refusal) return call->answer(std::move(*outcome.refusal));
  if (edited.has_error()) return call->fail(edited.error());
  deps.bot_changed(call->bot_id());
  if (status == 204) return call->answer(http::no_content_response());
  Json document = bot_to_json(**edited, DocumentKind::full);
  const auto& list = list_in(document, part);
  const auto at = find_in(list, part, string_member(outcome.item.get_object(), part.key));
  if (at == list.size()) return missing(*call, part);
  answer_item(*call, status, part, list[at]);
}

std::optional<OffloadProvider> provider_of(const Bot& bot, std::string_view id) {
  for (const auto& provider : bot.offload_providers) {
    if (provider.id == id) return provider;
  }
  return std::nullopt;
}

bool is_provider(const Part& part) {
  return part.list == "offloadProviders";
}

// As `edit`, but a provider is saved only when its health check succeeds (spec 06 §3). Everything that can be
// refused without asking the provider is refused before.
void save(const Deps& deps, const CallPtr& call, const Part& part, int status, Change change) {
  if (!is_provider(part) || !deps.check_provider) return edit(deps, call, part, status, change);
  Outcome outcome;
  Bot bot = *deps.bots.source(call->bot_id(), version_of(deps, *call, part));
  const Ok applied = apply(bot, part, change, outcome);
  if (outcome.refusal) return call->answer(std::move(*outcome.refusal));
  if (applied.has_error()) return call->fail(applied.error());
  const std::string pointer = pointer_of(part, outcome.place);
  if (const auto faults = faults_of(bot, pointer); faults.has_errors())
    return call->answer(diagnostics_response(faults, "body", pointer));
  const auto resolved = conductor::with_environment(bot);
  if (resolved.has_error()) return call->fail(resolved.error());
  const auto provider = provider_of(*resolved, string_member(outcome.item.get_object(), part.key));
  if (!provider) return missing(*call, part);
  deps.check_provider(*provider, call->bot_id(), ProviderCheck::before_saving,
                      [deps, call, &part, status, change = std::move(change)](const Ok& healthy) {
                        if (healthy.has_value())
                          return deps.pool.run([=, &part] { edit(deps, call, part, status, change); });
                        if (healthy.error().code == ErrorCode::invalid_input)
                          return call->fail(healthy.error());
                        call->fail(422, "HEALTH_CHECK_FAILED", healthy.error().message);
                      });
}

// The check on demand: "Test".
void check_saved(const Deps& deps, const CallPtr& call, const Part& part) {
  const auto bot = deps.bots.find(call->bot_id(), version_of(deps, *call, part));
  const auto provider = bot ? provider_of(bot->index->bot(), call->path("item")) : std::nullopt;
  if (!provider) return missing(*call, part);
  const auto answer = [call](const Ok& healthy) {
    JsonObject out{{"healthy", healthy.has_value()}};
    if (healthy.has_error()) out["error"] = healthy.error().message;
    call->answer(200, std::move(out));
  };
  if (!deps.check_provider) return answer({});
  deps.check_provider(*provider, call->bot_id(), ProviderCheck::on_demand, answer);
}

void refuse_hidden(Outcome& outcome) {
  outcome.refusal =
      http::error_response(400, "VALIDATION", "body: there is no secret yet that could be kept");
}

bool taken_elsewhere(const Deps& deps, const Call& call, const Part& part, const std::string& id) {
  if (part.list != "channels") return false;
  const auto binding = deps.bots.channel(id);
  return binding && binding->bot_id != call.bot_id();
}

void create(const Deps& deps, const CallPtr& call, const Part& part) {
  Json item = call->body();
  std::string key(string_member(item.get_object(), part.key));
  if (key.empty() && part.key == "name") {
    Problems problems;
    problems.add("body.name", "this must not be empty");
    return call->answer(problems.response());
  }
  if (key.empty()) item.get_object()[part.key] = key = fresh_key(part);
  call->about(std::string(part.path) + "/" + key);
  save(deps, call, part, 201, [=, &part, item = std::move(item)](JsonArray& list, Outcome& outcome) {
    outcome.place = list.size();
    outcome.item = item;
    if (find_in(list, part, key) != list.size() || taken_elsewhere(deps, *call, part, key)) {
      outcome.refusal =
          http::error_response({ErrorCode::conflict, "there is one of that " + std::string(part.key)});
    } else if (!keep_secrets(outcome.item, nullptr)) {
      refuse_hidden(outcome);
    } else {
      list.push_back(outcome.item);
    }
  });
}

void put(const Deps& deps, const CallPtr& call, const Part& part) {
  Json item = call->body();
  const std::string& key = call->path("item");
  Json& own = item.get_object()[part.key];
  if (own.is_null()) own = key;
  save(deps, call, part, 200, [=, &part, item = std::move(item)](JsonArray& list, Outcome& outcome) {
    const auto at = find_in(list, part, key);
    const Json* before = at < list.size() ? &list[at] : nullptr;
    outcome.place = at;
    outcome.item = item;
    outcome.refusal = precondition(*call, before, Precondition::needed);
    if (outcome.refusal) return;
    // The name may change, the id may not.
    const auto renamed = string_member(item.get_object(), part.key);
    const bool taken = renamed != key && (part.key == "id" || find_in(list, part, renamed) != list.size());
    if (taken || (!before && taken_elsewhere(deps, *call, part, key))) {
      outcome.refusal =
          http::error_response({ErrorCode::conflict, part.key == "id" ? "the id of the body is another one"
                                                                      : "that name is taken"});
    } else if (!keep_secrets(outcome.item, before)) {
      refuse_hidden(outcome);
    } else if (before) {
      list[at] = outcome.item;
    } else {
      list.push_back(outcome.item);
    }
  });
}

void remove(const Deps& deps, const CallPtr& call, const Part& part) {
  edit(deps, call, part, 204, [&](JsonArray& list, Outcome& outcome) {
    const auto at = find_in(list, part, call->path("item"));
    if (at == list.size()) {
      outcome.refusal =
          http::error_response({ErrorCode::not_found, "there is no such item in " + std::string(part.path)});
      return;
    }
    outcome.refusal = precondition(*call, &list[at], Precondition::optional);
    if (!outcome.refusal) list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
  });
}

// The shape of a body: the key may be missing, it is in the path or given out.
ShapePtr without_key(const Shape& shape, std::string_view key) {
  auto copy = std::make_shared<Shape>(shape);
  for (auto& member : copy->members) {
    if (member.name == key) member.need = Need::optional;
  }
  for (auto& [name, inner] : copy->cases) inner = without_key(*inner, key);
  if (copy->otherwise) copy->otherwise = without_key(*copy->otherwise, key);
  return copy;
}
ShapePtr body_shape(const Part& part) {
  return without_key(*part.shape(), part.key);
}
// Ids are given out, names are not.
ShapePtr new_body_shape(const Part& part) {
  return part.key == "id" ? body_shape(part) : part.shape();
}

Endpoint endpoint(const Part& part, std::string method, bool one, std::string verb, std::string summary) {
  Endpoint out;
  out.method = std::move(method);
  out.path = "/manage/v1/bots/{botId}/" + std::string(part.path) + (one ? "/{item}" : "");
  out.id = verb + std::string(one || verb == "create" ? part.one : part.many);
  out.summary = std::move(summary);
  out.family = Family::manage;
  const Right reading = part.right == Right::edit_nlp ? Right::read_nlp : Right::read_bot;
  out.right = out.method == "GET" ? reading : part.right;
  out.params = {version_param()};
  return out;
}

Answer unhealthy() {
  return {422, "HEALTH_CHECK_FAILED: the provider does not answer as it must; nothing was saved.",
          error_body()};
}

Endpoints of_part(const Deps& deps, const Part& part) {
  auto all = endpoint(part, "GET", false, "list", "All of them. Secrets are hidden.");
  all.answers = {{200, "The items.", object({must("data", list(part.shape()))})}};
  all.handle = [deps, &part](const CallPtr& call) { list_all(deps, call, part); };
  auto add =
      endpoint(part, "POST", false, "create",
               part.key == "id" ? "A new one; its id is given out when the body has none." : "A new one.");
  add.body = new_body_shape(part);
  add.body_bytes_max = part_bytes_max;
  add.answers = {{201, "The item; its ETag in the header.", part.shape()},
                 {409, "There is such a one.", error_body()}};
  add.handle = [deps, &part](const CallPtr& call) { create(deps, call, part); };
  auto one = endpoint(part, "GET", true, "show", "One of them; its ETag in the header. Secrets are hidden.");
  one.answers = {{200, "The item.", part.shape()}};
  one.handle = [deps, &part](const CallPtr& call) { show(deps, call, part); };
  auto change = endpoint(part, "PUT", true, "put",
                         "Replaces it, or makes it when there is none. Hidden secrets stay as they are.");
  change.params.push_back(if_match());
  change.body = body_shape(part);
  change.body_bytes_max = part_bytes_max;
  change.answers = {{200, "The item.", part.shape()},
                    {409, "The name is taken, or the id is another one.", error_body()},
                    {412, "It was changed since it was read.", error_body()},
                    {428, "If-Match is missing.", error_body()}};
  change.handle = [deps, &part](const CallPtr& call) { put(deps, call, part); };
  auto drop = endpoint(part, "DELETE", true, "remove", "Removes it.");
  drop.params.push_back(if_match());
  drop.answers = {{204, "Removed."}, {412, "It was changed since it was read.", error_body()}};
  drop.handle = [deps, &part](const CallPtr& call) { remove(deps, call, part); };
  if (is_provider(part)) {
    add.answers.push_back(unhealthy());
    change.answers.push_back(unhealthy());
  }
  return {std::move(all), std::move(add), std::move(one), std::move(change), std::move(drop)};
}

// If-Match may list several ETags (RFC 9110 §13.1.1); ours hold no commas.
bool names_etag(std::string_view list, std::string_view etag) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    if (trim_ascii(list.substr(0, comma)) == etag) return true;
    if (comma == std::string_view::npos) return false;
    list.remove_prefix(comma + 1);
  }
  return false;
}

Endpoint check_endpoint(const Deps& deps, const Part& part) {
  auto out = endpoint(part, "POST", true, "check", "Runs the health check of the saved provider.");
  out.path += "/check";
  out.answers = {{200, "How it is; `error` says what is wrong.",
                  object({must("healthy", boolean()), may("error", text())})}};
  out.handle = [deps, &part](const CallPtr& call) { check_saved(deps, call, part); };
  return out;
}

}  // namespace

Param if_match() {
  return {"If-Match", "The ETag of what was read, or *.", Param::Type::text, 0, 0, {}, Param::In::header};
}

std::string etag_of(const Json& item) {
  return '"' + hex(sha256(to_canonical_json_text(item))).substr(0, 24) + '"';
}

std::optional<http::OutboundResponse> precondition(const Call& call, const Json* current, Precondition need) {
  const auto wanted = call.request().headers.get("if-match");
  if (wanted.empty() && (need == Precondition::optional || !current)) return std::nullopt;
  if (wanted.empty()) {
    return http::error_response(428, "PRECONDITION_REQUIRED",
                                "send If-Match with the ETag of what you have read, or *");
  }
  if (current && (wanted == "*" || names_etag(wanted, etag_of(*current)))) return std::nullopt;
  return http::error_response(412, "PRECONDITION_FAILED", "it was changed since you have read it");
}

Endpoints manage_part_endpoints(const Deps& deps) {
  Endpoints out;
  for (const Part& part : parts) {
    append(out, of_part(deps, part));
    if (is_provider(part)) out.push_back(check_endpoint(deps, part));
  }
  return out;
}

}  // namespace sb::api
