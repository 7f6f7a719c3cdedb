#include <algorithm>

#include "api/call.h"
#include "api/manage.h"
#include "api/shapes.h"
#include "base/random.h"
#include "model/bot_check.h"
#include "model/bot_json.h"
#include "model/bot_shapes.h"

// Bots, their documents, settings and versions (spec 09 §1, §2, §7).

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;
using store::Right;

constexpr std::size_t document_bytes_max = 32 * 1024 * 1024;
constexpr std::size_t name_bytes_max = 200;
constexpr std::size_t notes_bytes_max = 10'000;

ShapePtr bot_shape() {
  return object({must("id", text()), must("name", text()), must("primaryLanguage", text()),
                 must("secondaryLanguages", list(text())), must("versions", list(one_of({"DRAFT", "LIVE"}))),
                 must("changed", boolean())});
}

// `changed`: DRAFT differs from LIVE.
JsonObject bot_json(const Deps& deps, const std::string& id) {
  const auto draft = deps.bots.find(id, Version::draft), live = deps.bots.find(id, Version::live);
  const Bot& bot = (draft ? draft : live)->index->bot();
  JsonArray languages, versions;
  for (const auto& language : bot.secondary_languages) languages.emplace_back(language);
  if (draft) versions.emplace_back("DRAFT");
  if (live) versions.emplace_back("LIVE");
  const bool changed = draft && (!live || live->index->content_hash() != draft->index->content_hash());
  return {{"id", id},
          {"name", bot.name},
          {"primaryLanguage", bot.primary_language},
          {"secondaryLanguages", std::move(languages)},
          {"versions", std::move(versions)},
          {"changed", changed}};
}

void list_bots(const Deps& deps, const CallPtr& call) {
  JsonArray out;
  std::string last;
  for (const auto& [id, version] : deps.bots.bots()) {
    if (id == last || !call->principal().scope.allows(Right::read_nlp, id)) continue;
    last = id;
    out.push_back(bot_json(deps, id));
  }
  call->answer(200, JsonObject{{"data", std::move(out)}});
}

bool valid_bot_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '-';
  });
}
bool valid_language(std::string_view code) {
  return code.size() == 2 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

void check_name(std::string_view name, Problems& problems) {
  if (name.empty() || name.size() > name_bytes_max)
    problems.add("body.name", "this must have 1 to " + std::to_string(name_bytes_max) + " bytes");
}

void create_bot(const Deps& deps, const CallPtr& call) {
  const JsonObject& body = call->body_object();
  std::string id(string_member(body, "id"));
  if (id.empty()) id = new_id24();
  std::string language(string_member(body, "primaryLanguage"));
  if (language.empty()) language = "en";
  Problems problems;
  if (!valid_bot_id(id)) problems.add("body.id", "this must be 1 to 64 letters, digits, - or _");
  if (!valid_language(language)) problems.add("body.primaryLanguage", "this must be two lower-case letters");
  check_name(string_member(body, "name"), problems);
  if (!problems.empty()) return call->answer(problems.response());
  if (!call->principal().scope.covers(id))
    return call->fail(403, "AUTHORIZATION", "you may not have that bot");
  if (deps.bots.default_version(id))
    return call->fail({ErrorCode::conflict, "there is a bot '" + id + "' already"});
  const auto put =
      deps.bots.put(new_bot(id, std::string(string_member(body, "name")), language), Version::draft);
  if (put.has_error()) return call->fail(put.error());
  deps.bot_changed(id);
  call->about("bots/" + id);
  call->answer(201, bot_json(deps, id));
}

void change_bot(const Deps& deps, const CallPtr& call) {
  const JsonObject& body = call->body_object();
  Problems problems;
  if (body.contains("name")) check_name(string_member(body, "name"), problems);
  const JsonArray* secondary = array_member(body, "secondaryLanguages");
  const auto primary = string_member(body, "primaryLanguage");
  if (!primary.empty() && !valid_language(primary))
    problems.add("body.primaryLanguage", "this must be two lower-case letters");
  for (std::size_t i = 0; secondary && i < secondary->size(); ++i) {
    if (!valid_language(view((*secondary)[i].get_string())))
      problems.add("body.secondaryLanguages[" + std::to_string(i) + "]",
                   "this must be two lower-case letters");
  }
  if (!problems.empty()) return call->answer(problems.response());
  const auto edited = deps.bots.edit(call->bot_id(), call->version(), [&](Bot& bot) -> Ok {
    if (body.contains("name")) bot.name = string_member(body, "name");
    if (!primary.empty()) bot.primary_language = primary;
    if (secondary) {
      bot.secondary_languages.clear();
      for (const Json& language : *secondary)
        bot.secondary_languages.emplace_back(view(language.get_string()));
    }
    std::erase(bot.secondary_languages, bot.primary_language);
    return {};
  });
  if (edited.has_error()) return call->fail(edited.error());
  deps.bot_changed(call->bot_id());
  call->answer(200, bot_json(deps, call->bot_id()));
}

void remove_bot(const Deps& deps, const CallPtr& call) {
  const auto removed = deps.bots.remove(call->bot_id());
  if (removed.has_error()) return call->fail(removed.error());
  if (deps.accounts) {
    if (auto forgotten = deps.accounts->forget_bot(call->bot_id()); forgotten.has_error())
      return call->fail(forgotten.error());
  }
  deps.bot_changed(call->bot_id());
  call->answer(http::no_content_response());
}

// --- documents ---

void export_document(const Deps& deps, const CallPtr& call) {
  Bot bot = *deps.bots.source(call->bot_id(), call->version());
  for (auto& variable : bot.variables) {
    if (variable.sensitive) variable.default_value.reset();  // nothing secret leaves in an export
  }
  call->answer(200, bot_to_json(bot, DocumentKind::export_document));
}

JsonObject finding_json(const Diagnostic& finding) {
  return {{"severity", finding.severity == Severity::error ? "error" : "warning"},
          {"pointer", finding.pointer},
          {"message", finding.message}};
}

ShapePtr findings_shape() {
  return list(object(
      {must("severity", one_of({"error", "warning"})), must("pointer", text()), must("message", text())}));
}

JsonArray findings_json(const Bot& bot) {
  JsonArray out;
  for (const auto& finding : check_bot(bot)) out.push_back(finding_json(finding));
  return out;
}

// Always overwrites DRAFT; what belongs to the installation stays (spec 09 §2).
void import_document(const Deps& deps, const CallPtr& call) {
  Diagnostics diagnostics;
  auto bot = parse_bot(call->body(), diagnostics);
  if (bot.has_error()) return call->answer(diagnostics_response(diagnostics, "body", ""));
  const auto edited = deps.bots.edit(call->bot_id(), Version::draft, [&](Bot& current) -> Ok {
    bot->id = current.id;
    bot->settings = current.settings;
    bot->channels = current.channels;
    bot->offload_providers = current.offload_providers;
    bot->api_settings = current.api_settings;
    current = std::move(*bot);
    return {};
  });
  if (edited.has_error()) return call->fail(edited.error());
  deps.bot_changed(call->bot_id());
  call->answer(200,
               JsonObject{{"bot", bot_json(deps, call->bot_id())}, {"findings", findings_json(**edited)}});
}

void change_settings(const Deps& deps, const CallPtr& call) {
  Diagnostics diagnostics;
  auto settings = parse_settings(call->body(), diagnostics);
  if (settings.has_error()) return call->answer(diagnostics_response(diagnostics, "body", ""));
  const auto edited = deps.bots.edit(call->bot_id(), call->version(), [&](Bot& bot) -> Ok {
    bot.settings = *settings;
    return {};
  });
  if (edited.has_error()) return call->fail(edited.error());
  deps.bot_changed(call->bot_id());
  call->answer(200, to_json((*edited)->settings));
}

// --- versions ---

ShapePtr version_shape() {
  return object({must("number", integer(1, INT64_MAX)), must("at", text()), must("author", text()),
                 must("notes", text()),
                 must("kind", one_of({"publish", "nlp", "flows", "restore", "snapshot"})),
                 must("live", boolean())});
}

void list_versions(const Deps& deps, const CallPtr& call) {
  auto known = deps.store.publications(call->bot_id());
  if (known.has_error()) return call->fail(known.error());
  const auto newest =
      std::find_if(known->rbegin(), known->rend(), [](const auto& row) { return row.kind != "snapshot"; });
  JsonArray out;
  for (auto row = known->rbegin(); row != known->rend(); ++row) {
    out.push_back(JsonObject{{"number", row->number},
                             {"at", iso_text(row->at)},
                             {"author", row->author},
                             {"notes", row->notes},
                             {"kind", row->kind},
                             {"live", row == newest}});
  }
  call->answer(200, JsonObject{{"data", std::move(out)}});
}

void publish(const Deps& deps, const CallPtr& call) {
  const JsonObject& body = call->body_object();
  conductor::BotRegistry::Publishing what;
  what.author = call->principal().name;
  what.notes = string_member(body, "notes");
  what.now = call->now();
  const Json* nlp_only = find_member(body, "nlpOnly");
  what.nlp_only = nlp_only && nlp_only->is_bool() && nlp_only->get_bool();
  if (const JsonArray* flows = array_member(body, "flows")) {
    for (const Json& flow : *flows) what.flows.emplace_back(view(flow.get_string()));
  }
  Problems problems;
  if (what.notes.size() > notes_bytes_max)
    problems.add("body.notes", "at most " + std::to_string(notes_bytes_max) + " bytes");
  const JsonArray* chosen = array_member(body, "flows");
  if (chosen && chosen->empty())
    problems.add("body.flows", "name at least one, or leave this out to publish all");
  if (what.nlp_only && !what.flows.empty()) problems.add("body.flows", "not together with nlpOnly");
  if (!problems.empty()) return call->answer(problems.response());
  const auto number = deps.bots.publish(call->bot_id(), what);
  if (number.has_error()) return call->fail(number.error());
  deps.bot_changed(call->bot_id());
  call->about("versions/" + std::to_string(*number));
  call->answer(200, JsonObject{{"number", *number}});
}

void restore(const Deps& deps, const CallPtr& call) {
  const std::int64_t number = call->path_number("number");
  if (number == 0)
    return call->fail({ErrorCode::not_found, "there is no version '" + call->path("number") + "'"});
  const Version to = string_member(call->body_object(), "to") == "LIVE" ? Version::live : Version::draft;
  const auto kept = deps.bots.restore(call->bot_id(), number, to, call->principal().name, call->now());
  if (kept.has_error()) return call->fail(kept.error());
  deps.bot_changed(call->bot_id());
  call->answer(200, JsonObject{{"number", *kept}});
}

Endpoint endpoint(std::string method, std::string path, std::string id, std::string summary, Right right) {
  Endpoint out{std::move(method), "/manage/v1/bots" + path, std::move(id), std::move(summary),
               Family::manage};
  out.right = right;
  return out;
}

Endpoints bots(const Deps& deps) {
  auto all = endpoint("GET", "", "listBots", "The bots the caller has access to.", Right::read_nlp);
  all.answers = {{200, "The bots.", object({must("data", list(bot_shape()))})}};
  all.handle = [deps](const CallPtr& call) { list_bots(deps, call); };
  auto create =
      endpoint("POST", "", "createBot", "A new bot with the default dialogs, as DRAFT.", Right::administer);
  create.body = object({may("id", text()), must("name", text()), may("primaryLanguage", text())});
  create.answers = {{201, "The bot.", bot_shape()}, {409, "There is such a bot.", error_body()}};
  create.handle = [deps](const CallPtr& call) { create_bot(deps, call); };
  auto one = endpoint("GET", "/{botId}", "showBot", "One bot.", Right::read_nlp);
  one.answers = {{200, "The bot.", bot_shape()}};
  one.handle = [deps](const CallPtr& call) { call->answer(200, bot_json(deps, call->bot_id())); };
  auto change = endpoint("PATCH", "/{botId}", "changeBot", "Changes name and languages.", Right::edit_bot);
  change.params = {version_param()};
  change.body =
      object({may("name", text()), may("primaryLanguage", text()), may("secondaryLanguages", list(text()))});
  change.answers = {{200, "The bot.", bot_shape()}};
  change.handle = [deps](const CallPtr& call) { change_bot(deps, call); };
  auto remove =
      endpoint("DELETE", "/{botId}", "removeBot",
               "Removes the bot with all its versions. The history of its users stays until it is past "
               "its retention.",
               Right::administer);
  remove.answers = {{204, "Removed."}};
  remove.handle = [deps](const CallPtr& call) { remove_bot(deps, call); };
  return {std::move(all), std::move(create), std::move(one), std::move(change), std::move(remove)};
}

Endpoints documents(const Deps& deps) {
  auto out =
      endpoint("GET", "/{botId}/document", "exportBot", "The export document of a version.", Right::read_bot);
  out.params = {version_param()};
  out.answers = {{200, "The document (schema/bot-export.schema.json).", any_object()}};
  out.handle = [deps](const CallPtr& call) { export_document(deps, call); };
  auto in = endpoint("PUT", "/{botId}/document", "importBot",
                     "Overwrites DRAFT with an export document. Settings, channels and providers stay.",
                     Right::edit_bot);
  in.body = any_object();
  in.body_bytes_max = document_bytes_max;
  in.answers = {{200, "What it became, and what is doubtful about it.",
                 object({must("bot", bot_shape()), must("findings", findings_shape())})}};
  in.handle = [deps](const CallPtr& call) { import_document(deps, call); };
  auto check = endpoint("GET", "/{botId}/check", "checkBot",
                        "What can be said about a version without running it.", Right::read_bot);
  check.params = {version_param()};
  check.answers = {{200, "The findings, errors first.", object({must("data", findings_shape())})}};
  check.handle = [deps](const CallPtr& call) {
    call->answer(200,
                 JsonObject{{"data", findings_json(*deps.bots.source(call->bot_id(), call->version()))}});
  };
  auto settings = endpoint("GET", "/{botId}/settings", "showSettings",
                           "Status, limits and retention of a version.", Right::read_bot);
  settings.params = {version_param()};
  settings.answers = {{200, "The settings.", document::settings()}};
  settings.handle = [deps](const CallPtr& call) {
    call->answer(200, to_json(deps.bots.source(call->bot_id(), call->version())->settings));
  };
  auto change = endpoint("PUT", "/{botId}/settings", "changeSettings", "Replaces the settings of a version.",
                         Right::edit_bot);
  change.params = {version_param()};
  change.body = document::settings();
  change.answers = {{200, "The settings.", document::settings()}};
  change.handle = [deps](const CallPtr& call) { change_settings(deps, call); };
  return {std::move(out), std::move(in), std::move(check), std::move(settings), std::move(change)};
}

Endpoints versions(const Deps& deps) {
  auto all = endpoint("GET", "/{botId}/versions", "listVersions",
                      "What was published, and what restoring put aside, the latest first.", Right::read_bot);
  all.answers = {{200, "The versions.", object({must("data", list(version_shape()))})}};
  all.handle = [deps](const CallPtr& call) { list_versions(deps, call); };
  auto go = endpoint(
      "POST", "/{botId}/publish", "publishBot",
      "DRAFT becomes LIVE: all of it, its NLP data, or some flows. Every publication is a version of "
      "its own and never changes.",
      Right::edit_bot);
  go.body = object({may("notes", text()), may("nlpOnly", boolean()), may("flows", list(text()))});
  const auto number = object({must("number", integer(1, INT64_MAX))});
  go.answers = {
      {200, "The number of the version.", number},
      {409, "Not possible now: no LIVE yet, nothing changed, an intent was removed.", error_body()}};
  go.handle = [deps](const CallPtr& call) { publish(deps, call); };
  auto back = endpoint(
      "POST", "/{botId}/versions/{number}/restore", "restoreVersion",
      "A version becomes DRAFT (or LIVE) again. What it replaces is kept as a version, so this can be "
      "undone in the same way.",
      Right::edit_bot);
  back.body = object({may("to", one_of({"DRAFT", "LIVE"}))});
  back.answers = {{200, "The version that holds what was replaced, or the new LIVE one.", number}};
  back.handle = [deps](const CallPtr& call) { restore(deps, call); };
  return {std::move(all), std::move(go), std::move(back)};
}

}  // namespace

http::OutboundResponse diagnostics_response(const Diagnostics& diagnostics, std::string_view name,
                                            std::string_view root) {
  Problems problems;
  for (const auto& finding : diagnostics.all()) {
    if (finding.severity != Severity::error) continue;
    std::string_view pointer = finding.pointer;
    if (pointer.starts_with(root)) pointer.remove_prefix(root.size());
    problems.add(place_text(name, pointer), finding.message);
  }
  if (problems.empty()) problems.add(std::string(name), "this cannot be read");
  return problems.response();
}

Endpoints manage_bot_endpoints(const Deps& deps) {
  Endpoints out = bots(deps);
  append(out, documents(deps));
  append(out, versions(deps));
  return out;
}

}  // namespace sb::api
