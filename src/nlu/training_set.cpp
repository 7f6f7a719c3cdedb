#include "nlu/training_set.h"

#include <algorithm>
#include <map>

#include "base/crypto.h"
#include "base/json.h"
#include "base/utf8.h"
#include "nlu/mention_pattern.h"
#include "nlu/rng.h"

namespace sb::nlu {
namespace {

constexpr int recipe_version = 5;  // of everything that turns a training set into a model
constexpr std::size_t variants_max = 4;

const Entity* entity_named(const std::vector<Entity>& entities, std::string_view name) {
  const auto found =
      std::find_if(entities.begin(), entities.end(), [&](const Entity& e) { return e.name == name; });
  return found == entities.end() ? nullptr : &*found;
}

std::vector<std::string> spellings(const Entity& entity) {
  std::vector<std::string> all;
  for (const auto& value : entity.values) {
    all.push_back(value.value);
    all.insert(all.end(), value.synonyms.begin(), value.synonyms.end());
  }
  return all;
}

// Fills the mentions of an expression with values, other ones in each variant.
class Filler {
 public:
  Filler(const std::vector<Entity>& entities, const EntityFinder& finder, std::uint64_t seed)
      : entities_(entities), finder_(finder), random_(seed) {}

  std::vector<TrainingText> variants(const std::string& expression) {
    const auto pieces = expression_pieces(expression, finder_);
    const bool mentions = std::any_of(pieces.begin(), pieces.end(), [](const auto& p) { return p.mention; });
    if (!mentions) return {{expression, {}}};
    std::vector<TrainingText> made;
    for (std::size_t i = 0; i < variants_max; ++i) made.push_back(fill(pieces));
    return made;
  }

 private:
  TrainingText fill(const std::vector<ExpressionPiece>& pieces) {
    TrainingText made;
    std::uint32_t at = 0;
    for (const ExpressionPiece& piece : pieces) {
      const std::string text = piece.mention ? value_for(piece.text) : piece.text;
      const auto length = static_cast<std::uint32_t>(code_point_count(text));
      if (piece.mention && !text.empty()) made.mentions.push_back({piece.text, at, at + length});
      made.text += text;
      at += length;
    }
    return made;
  }

  std::string value_for(const std::string& name) {
    const Entity* entity = entity_named(entities_, name);
    const auto values = entity ? spellings(*entity) : std::vector<std::string>();
    if (values.empty()) return name;
    return values[random_.below(values.size())];
  }

  const std::vector<Entity>& entities_;
  const EntityFinder& finder_;
  Rng random_;
};

JsonObject entity_json(const Entity& entity) {
  JsonArray values, parts;
  for (const auto& value : entity.values) {
    JsonArray synonyms;
    for (const auto& synonym : value.synonyms) synonyms.emplace_back(synonym);
    values.push_back(JsonArray{Json(value.value), Json(std::move(synonyms))});
  }
  for (const auto& part : entity.parts) parts.emplace_back(part);
  return {{"name", entity.name},       {"type", static_cast<int>(entity.type)},
          {"fuzzy", entity.fuzzy},     {"values", std::move(values)},
          {"pattern", entity.pattern}, {"parts", std::move(parts)}};
}

}  // namespace

TrainingSet training_set(const Bot& bot, std::string_view language, std::uint64_t seed) {
  TrainingSet set;
  set.language = language;
  set.entities = bot.nlp.entities;
  const EntityFinder finder(bot.nlp.entities);
  Filler filler(bot.nlp.entities, finder, seed);
  for (const Intent& intent : bot.nlp.intents) {
    const auto expressions = intent.expressions.find(set.language);
    if (expressions == intent.expressions.end() || expressions->second.empty()) continue;
    const auto number = static_cast<std::uint32_t>(set.intents.size());
    set.intents.push_back(intent.name);
    for (const Expression& expression : expressions->second) {
      if (!is_valid_utf8(expression.text)) continue;
      set.examples.push_back({expression.text, number, filler.variants(expression.text)});
    }
  }
  if (const auto found = bot.nlp.out_of_scope.find(set.language); found != bot.nlp.out_of_scope.end()) {
    set.out_of_scope = found->second;
  }
  return set;
}

Ok check_trainable(const TrainingSet& set) {
  std::vector<std::size_t> counts(set.intents.size());
  for (const auto& example : set.examples) ++counts[example.intent];
  const auto enough = static_cast<std::size_t>(std::count_if(
      counts.begin(), counts.end(), [](std::size_t count) { return count >= trainable_expressions_min; }));
  if (enough >= trainable_intents_min) return {};
  return Error{ErrorCode::invalid_input,
               "training needs at least 2 intents with at least 5 expressions each; there are " +
                   std::to_string(enough),
               "nlu/" + set.language};
}

std::vector<std::string> trainable_languages(const Bot& bot) {
  std::map<std::string, std::size_t> intents;  // with enough expressions, by language
  for (const Intent& intent : bot.nlp.intents) {
    for (const auto& [language, expressions] : intent.expressions) {
      if (expressions.size() >= trainable_expressions_min) ++intents[language];
    }
  }
  std::vector<std::string> languages;
  for (const auto& [language, count] : intents) {
    if (count >= trainable_intents_min) languages.push_back(language);
  }
  return languages;
}

std::string training_hash(const Bot& bot, std::string_view language) {
  JsonArray intents, entities, out_of_scope;
  const std::string key(language);
  for (const Intent& intent : bot.nlp.intents) {
    const auto found = intent.expressions.find(key);
    if (found == intent.expressions.end()) continue;
    JsonArray texts;
    for (const auto& expression : found->second) texts.emplace_back(expression.text);
    intents.push_back(JsonArray{Json(intent.name), Json(std::move(texts))});
  }
  for (const auto& entity : bot.nlp.entities) entities.push_back(entity_json(entity));
  if (const auto found = bot.nlp.out_of_scope.find(key); found != bot.nlp.out_of_scope.end()) {
    for (const auto& text : found->second) out_of_scope.emplace_back(text);
  }
  return hex(sha256(to_json_text(JsonArray{recipe_version, Json(key), Json(std::move(intents)),
                                           Json(std::move(entities)), Json(std::move(out_of_scope))})));
}

}  // namespace sb::nlu
