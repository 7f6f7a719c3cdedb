#include "api/api.h"
#include "api/call.h"
#include "api/shapes.h"

// Spec 05 §2, rows 1 and 11.

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;

ShapePtr bot_shape() {
  return object({must("id", text()), must("name", text()), must("primaryLanguage", text()),
                 must("languages", list(text())), must("versions", list(one_of({"DRAFT", "LIVE"})))});
}

JsonObject bot_json(const Bot& bot, const conductor::BotRegistry& bots) {
  JsonArray languages{Json(bot.primary_language)}, versions;
  for (const auto& language : bot.secondary_languages) languages.emplace_back(language);
  for (const Version version : {Version::draft, Version::live}) {
    if (bots.find(bot.id, version)) versions.emplace_back(version_name(version));
  }
  return {{"id", bot.id},
          {"name", bot.name},
          {"primaryLanguage", bot.primary_language},
          {"languages", std::move(languages)},
          {"versions", std::move(versions)}};
}

// A bare array: known clients map the response itself.
void list_bots(const Deps& deps, const CallPtr& call) {
  JsonArray out;
  std::string last;
  for (const auto& [id, version] : deps.bots.bots()) {
    if (id == last || !call->principal().scope.covers(id)) continue;
    last = id;
    if (const auto bot = deps.bots.find(id, version)) {
      out.push_back(JsonObject{{"id", id}, {"name", bot->index->bot().name}});
    }
  }
  call->answer(200, out);
}

}  // namespace

Endpoints v1_bot_endpoints(const Deps& deps) {
  Endpoint all{"GET", "/v1/bots", "getBots", "The bots this token has access to."};
  all.answers = {{200, "The bots.", list(object({must("id", text()), must("name", text())}))}};
  all.handle = [deps](const CallPtr& call) { list_bots(deps, call); };

  Endpoint one{"GET", "/v1/bots/{botId}", "getBot", "One bot."};
  one.params = {version_param()};
  one.answers = {{200, "The bot.", bot_shape()}};
  one.handle = [deps](const CallPtr& call) {
    call->answer(200, bot_json(call->bot()->index->bot(), deps.bots));
  };
  return {std::move(all), std::move(one)};
}

}  // namespace sb::api
