#include <algorithm>

#include "api/api.h"
#include "api/call.h"
#include "api/nlp.h"
#include "api/shapes.h"

// Language understanding without a conversation (spec 05 §4).

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;

double fraction(int percent) {
  return static_cast<double>(percent) / 100.0;
}

}  // namespace

std::optional<http::OutboundResponse> untrained(const conductor::RunnableBot& bot,
                                                const std::string& language) {
  if (bot.models.contains(language)) return std::nullopt;
  const bool trainable =
      std::find(bot.untrained.begin(), bot.untrained.end(), language) != bot.untrained.end();
  return http::error_response(
      {ErrorCode::conflict,
       "the language '" + language + "' is not trained: " +
           (trainable ? "train it first"
                      : "training needs at least 2 intents with at least 5 expressions each")});
}

std::optional<JsonObject> extract(const Deps& deps, const Call& call) {
  const Bot& bot = call.bot()->index->bot();
  const std::string language(string_member(call.body_object(), "language"));
  if (!bot.has_language(language)) {
    Problems problems;
    problems.add("body.language", "the bot does not speak '" + language + "'");
    call.answer(problems.response());
    return std::nullopt;
  }
  if (auto refusal = untrained(*call.bot(), language)) {
    call.answer(std::move(*refusal));
    return std::nullopt;
  }
  const auto result = call.bot()->understanding->extract(string_member(call.body_object(), "expression"),
                                                         language, deps.now());
  JsonArray intents, entities;
  for (const auto& intent : result.intents) {
    intents.push_back(JsonObject{{"intent", intent.name}, {"score", intent.score}});
  }
  for (const auto& entity : result.entities) {
    entities.push_back(JsonObject{{"name", entity.name},
                                  {"value", entity.value},
                                  {"score", entity.score},
                                  {"startIndex", entity.start},
                                  {"endIndex", entity.end},
                                  {"systemEntity", entity.system}});
  }
  const auto own = bot.nlp.thresholds.find(language);
  const Thresholds thresholds = own == bot.nlp.thresholds.end() ? Thresholds{} : own->second;
  JsonObject out{{"query", result.expression}};
  out["intent"] = result.intents.empty() ? Json() : Json(result.intents.front().name);
  out["score"] = result.intents.empty() ? 0.0 : result.intents.front().score;
  out["exactMatchedIntent"] = result.exact_intent ? Json(*result.exact_intent) : Json();
  out["intents"] = std::move(intents);
  out["entities"] = std::move(entities);
  out["entityThreshold"] = fraction(thresholds.entity);
  out["intentThreshold"] = fraction(thresholds.intent);
  return out;
}

ShapePtr extract_request_shape() {
  return object({must("language", text()), must("expression", text())});
}

ShapePtr extract_shape() {
  const auto intent = object({must("intent", text()), must("score", number())});
  const auto entity = object({must("name", text()), must("value", any()), must("score", number()),
                              must("startIndex", integer(0, INT64_MAX)),
                              must("endIndex", integer(0, INT64_MAX)), must("systemEntity", boolean())});
  return object({must("query", text()), may("intent", text()), must("score", number()),
                 may("exactMatchedIntent", text()), must("intents", list(intent)),
                 must("entities", list(entity)), must("entityThreshold", number()),
                 must("intentThreshold", number()), may("__typename", text())});
}

Endpoints v1_nlp_endpoints(const Deps& deps) {
  Endpoint endpoint{"POST", "/v1/bots/{botId}/nlp/extract", "extract",
                    "Understands one text. Nothing is written to any session."};
  endpoint.right = store::Right::read_nlp;
  endpoint.params = {version_param()};
  endpoint.body = extract_request_shape();
  endpoint.answers = {
      {200, "What was understood; the same under `data` for older clients.",
       object({must("extract", extract_shape()), must("data", object({must("extract", extract_shape())}))})},
      {409, "The model of this language is not trained.", error_body()}};
  endpoint.handle = [deps](const CallPtr& call) {
    auto found = extract(deps, *call);
    if (!found) return;
    call->answer(200, JsonObject{{"extract", *found}, {"data", JsonObject{{"extract", *found}}}});
  };
  return {std::move(endpoint)};
}

}  // namespace sb::api
