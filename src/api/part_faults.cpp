#include "api/part_faults.h"

#include <fmt/format.h>

#include <map>

#include "base/utf8.h"
#include "model/condition.h"
#include "model/nlp_names.h"

namespace sb::api {
namespace {

std::string folded(std::string_view text) {
  return fold_case(trim(text));
}

// Expressions of one language, of all intents, are unlike (spec 08 §1).
void add_repeated(const Bot& bot, std::size_t place, Diagnostics& out) {
  const std::string at = "/nlp/intents" + pointer_step(place) + "/expressions";
  for (const auto& [language, expressions] : bot.nlp.intents[place].expressions) {
    std::map<std::string, std::string> known;  // where each stands
    for (std::size_t i = 0; i < bot.nlp.intents.size(); ++i) {
      const Intent& other = bot.nlp.intents[i];
      const auto list = other.expressions.find(language);
      if (i == place || list == other.expressions.end()) continue;
      for (const auto& expression : list->second)
        known.try_emplace(folded(expression.text), "of the intent \"" + other.name + "\"");
    }
    for (std::size_t i = 0; i < expressions.size(); ++i) {
      const std::string pointer = at + pointer_step(language) + pointer_step(i);
      const std::string key = folded(expressions[i].text);
      const auto [first, fresh] = known.try_emplace(key, fmt::format("[{}] of this list", i));
      if (key.empty()) {
        out.error(pointer, "an expression must have words");
      } else if (!fresh) {
        out.error(pointer,
                  fmt::format("\"{}\" is already an expression {}", expressions[i].text, first->second));
      }
    }
  }
}

void add_entity_faults(const Entity& entity, const std::string& at, Diagnostics& out) {
  if (const auto fault = fault_of_entity_name(entity.name); !fault.empty()) out.error(at + "/name", fault);
  if (entity.type == Entity::Type::match_pattern && !entity.pattern.empty()) {
    if (const auto good = check_regex(entity.pattern); good.has_error())
      out.error(at + "/pattern", good.error().message);
  }
  std::map<std::string, std::size_t> values;
  for (std::size_t i = 0; i < entity.values.size(); ++i) {
    const auto [first, fresh] = values.try_emplace(folded(entity.values[i].value), i);
    if (!fresh)
      out.error(at + "/values" + pointer_step(i), fmt::format("the value \"{}\" is also [{}] of this list",
                                                              entity.values[i].value, first->second));
  }
}

}  // namespace

Diagnostics faults_of_part(const Bot& bot, std::string_view list, std::size_t place) {
  Diagnostics out;
  if (list == "intents" && place < bot.nlp.intents.size()) {
    const auto fault = fault_of_intent_name(bot.nlp.intents[place].name);
    if (!fault.empty()) out.error("/nlp/intents" + pointer_step(place) + "/name", fault);
    add_repeated(bot, place, out);
  }
  if (list == "entities" && place < bot.nlp.entities.size())
    add_entity_faults(bot.nlp.entities[place], "/nlp/entities" + pointer_step(place), out);
  return out;
}

}  // namespace sb::api
