#include "nlu/understanding.h"

namespace sb::nlu {
namespace {

JsonObject intent_json(const ScoredIntent& intent) {
  return {{"name", intent.name}, {"score", intent.score}};
}

JsonObject entity_json(const FoundEntity& entity) {
  return {{"name", entity.name},        {"value", entity.value},  {"score", entity.score},
          {"startIndex", entity.start}, {"endIndex", entity.end}, {"systemEntity", entity.system}};
}

double number_member(const JsonObject& object, std::string_view key) {
  const Json* value = find_member(object, key);
  return value && value->is_number() ? value->to_number<double>() : 0;
}

std::size_t index_member(const JsonObject& object, std::string_view key) {
  constexpr double index_max = 1e9;
  const double value = number_member(object, key);
  return value > 0 && value < index_max ? static_cast<std::size_t>(value) : 0;
}

FoundEntity entity_from_json(const JsonObject& object) {
  const Json* value = find_member(object, "value");
  const Json* system = find_member(object, "systemEntity");
  return {.name = std::string(string_member(object, "name")),
          .value = value ? *value : Json(),
          .score = number_member(object, "score"),
          .start = index_member(object, "startIndex"),
          .end = index_member(object, "endIndex"),
          .system = system && system->is_bool() && system->get_bool()};
}

}  // namespace

JsonObject to_json(const NlpResult& result) {
  JsonObject object{{"expression", result.expression}};
  if (!result.intents.empty()) object["intent"] = intent_json(result.intents.front());
  JsonArray intents, entities;
  for (const auto& intent : result.intents) intents.push_back(intent_json(intent));
  for (const auto& entity : result.entities) entities.push_back(entity_json(entity));
  object["intents"] = std::move(intents);
  object["entities"] = std::move(entities);
  object["exactMatchedIntent"] = result.exact_intent ? Json(*result.exact_intent) : Json();
  return object;
}

NlpResult nlp_result_from_json(const JsonObject& object) {
  NlpResult result;
  result.expression = string_member(object, "expression");
  if (const auto* intents = array_member(object, "intents")) {
    for (const Json& item : *intents) {
      if (!item.is_object()) continue;
      const auto& intent = item.get_object();
      result.intents.push_back({std::string(string_member(intent, "name")), number_member(intent, "score")});
    }
  }
  if (const auto* entities = array_member(object, "entities")) {
    for (const Json& item : *entities) {
      if (item.is_object()) result.entities.push_back(entity_from_json(item.get_object()));
    }
  }
  const Json* exact = find_member(object, "exactMatchedIntent");
  if (exact && exact->is_string()) result.exact_intent = std::string(view(exact->get_string()));
  return result;
}

}  // namespace sb::nlu
