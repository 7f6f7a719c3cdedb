#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "model/bot_check_parts.h"
#include "model/mention.h"
#include "model/nlp_names.h"

namespace sb::checks {
namespace {

constexpr std::size_t expressions_min = 5, contextual_values_min = 5, parts_min = 2;  // spec 08 §1, §3

void check_language(Context& context, std::string_view language, const std::string& pointer) {
  if (context.bot.has_language(language)) return;
  std::vector<std::string_view> known{context.bot.primary_language};
  known.insert(known.end(), context.bot.secondary_languages.begin(), context.bot.secondary_languages.end());
  context.out.warning(
      pointer, fmt::format("\"{}\" is no language of the bot{}: add it to the languages or remove this",
                           language, suggestion(language, known)));
}

class NlpCheck {
 public:
  explicit NlpCheck(Context& context) : context_(context), nlp_(context.bot.nlp) {
    for (const auto& entity : nlp_.entities) entities_.push_back(entity.name);
  }

  void run() {
    for (const auto& [language, unused] : nlp_.thresholds)
      check_language(context_, language, "/nlp/thresholds" + pointer_step(language));
    for (const auto& [language, unused] : nlp_.out_of_scope)
      check_language(context_, language, "/nlp/outOfScope" + pointer_step(language));
    std::map<std::string_view, std::string> names;
    for (std::size_t i = 0; i < nlp_.intents.size(); ++i) {
      auto at = "/nlp/intents" + pointer_step(i);
      unique(names, nlp_.intents[i].name, "intent", fault_of_intent_name(nlp_.intents[i].name), at);
      check_intent(nlp_.intents[i], at);
    }
    check_out_of_scope();
    names.clear();
    for (std::size_t i = 0; i < nlp_.entities.size(); ++i) {
      auto at = "/nlp/entities" + pointer_step(i);
      unique(names, nlp_.entities[i].name, "entity", fault_of_entity_name(nlp_.entities[i].name), at);
      check_entity(nlp_.entities[i], at);
    }
  }

 private:
  void unique(std::map<std::string_view, std::string>& names, std::string_view name, std::string_view what,
              const std::string& fault, const std::string& at) {
    if (!fault.empty()) context_.out.error(at + "/name", fault);
    auto [first, fresh] = names.emplace(name, at);
    if (!fresh)
      context_.out.error(at, fmt::format("the {} \"{}\" is also at {}: merge the two", what, name,
                                         context_.where(first->second)));
  }

  void check_intent(const Intent& intent, const std::string& at) {
    std::vector<std::string_view> languages{context_.bot.primary_language};
    languages.insert(languages.end(), context_.bot.secondary_languages.begin(),
                     context_.bot.secondary_languages.end());
    for (const auto& [language, list] : intent.expressions) {
      auto inside = at + "/expressions" + pointer_step(language);
      check_language(context_, language, inside);
      for (std::size_t i = 0; i < list.size(); ++i)
        check_expression(intent, language, list[i].text, inside + pointer_step(i));
    }
    for (auto language : languages) {
      auto found = intent.expressions.find(std::string(language));
      auto count = found == intent.expressions.end() ? 0 : found->second.size();
      if (count < expressions_min)
        context_.out.warning(
            at, fmt::format("the intent \"{}\" has {} of at least {} expressions in {}: add more",
                            intent.name, count, expressions_min, language));
    }
  }

  void check_expression(const Intent& intent, const std::string& language, const std::string& text,
                        const std::string& at) {
    auto key = fold_case(trim(text));
    if (key.empty()) {
      context_.out.warning(at, fmt::format("an expression of \"{}\" is empty: remove it", intent.name));
      return;
    }
    auto [first, fresh] = expressions_[language].emplace(key, Seen{&intent, at});
    if (!fresh)
      context_.out.error(
          at, fmt::format("\"{}\" is already an expression of \"{}\" at {}: keep one of them", text,
                          first->second.intent->name, context_.where(first->second.pointer)));
    const auto knows = [&](std::string_view name) { return is_known(name); };
    for (auto mention = next_mention(text, 0, knows); mention;
         mention = next_mention(text, mention->end(), knows)) {
      if (mention->known) continue;
      context_.out.warning(at, fmt::format("there is no entity \"{}\"{}", mention->name,
                                           suggestion(mention->name, entities_)));
    }
  }

  bool is_known(std::string_view name) const {
    return name.substr(0, 4) == "sys." ||
           std::find(entities_.begin(), entities_.end(), name) != entities_.end();
  }

  // What the bot is for, and not for, at once: whichever wins, one of the two is not meant.
  void check_out_of_scope() {
    for (const auto& [language, examples] : nlp_.out_of_scope) {
      std::unordered_map<std::string, const Seen*> folded;
      for (const auto& [text, seen] : expressions_[language]) folded.emplace(fold_for_match(text), &seen);
      for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto same = folded.find(fold_for_match(examples[i]));
        if (same == folded.end() || same->first.empty()) continue;
        const auto& [intent, place] = *same->second;
        context_.out.warning("/nlp/outOfScope" + pointer_step(language) + pointer_step(i),
                             fmt::format("\"{}\" is also an expression of \"{}\" at {}: keep one of them",
                                         examples[i], intent->name, context_.where(place)));
      }
    }
  }

  void check_entity(const Entity& entity, const std::string& at) {
    if (entity.type == Entity::Type::match_pattern) {
      auto good = check_regex(entity.pattern);
      if (entity.pattern.empty())
        context_.out.error(at, fmt::format("the entity \"{}\" has no pattern", entity.name));
      else if (!good)
        context_.out.error(at + "/pattern", good.error().message);
    } else if (entity.type == Entity::Type::composite) {
      check_parts(entity, at);
    } else if (entity.type == Entity::Type::contextual && entity.values.size() < contextual_values_min) {
      context_.out.warning(
          at, fmt::format("the contextual entity \"{}\" has {} of at least {} values: add more", entity.name,
                          entity.values.size(), contextual_values_min));
    } else if (entity.values.empty()) {
      context_.out.warning(
          at, fmt::format("the entity \"{}\" has no values and is never found: add some", entity.name));
    }
    std::map<std::string, std::string> values;
    for (std::size_t i = 0; i < entity.values.size(); ++i) {
      auto inside = at + "/values" + pointer_step(i);
      auto [first, fresh] = values.emplace(fold_case(trim(entity.values[i].value)), inside);
      if (!fresh)
        context_.out.error(inside, fmt::format("the value \"{}\" is also at {}: keep one",
                                               entity.values[i].value, context_.where(first->second)));
    }
  }

  void check_parts(const Entity& entity, const std::string& at) {
    if (entity.parts.size() < parts_min)
      context_.out.error(
          at, fmt::format("the composite entity \"{}\" has {} of at least {} parts: name other entities "
                          "under parts",
                          entity.name, entity.parts.size(), parts_min));
    for (std::size_t i = 0; i < entity.parts.size(); ++i) {
      auto name = std::string_view(entity.parts[i]);
      if (!name.empty() && name.front() == '@') name.remove_prefix(1);
      auto inside = at + "/parts" + pointer_step(i);
      if (name == entity.name)
        context_.out.error(inside, "an entity cannot be part of itself: remove it");
      else if (!is_known(name))
        context_.out.error(inside,
                           fmt::format("there is no entity \"{}\"{}", name, suggestion(name, entities_)));
    }
  }

  struct Seen {
    const Intent* intent;
    std::string pointer;
  };
  Context& context_;
  const NlpData& nlp_;
  std::vector<std::string_view> entities_;
  std::map<std::string, std::unordered_map<std::string, Seen>> expressions_;
};

}  // namespace

void nlp(Context& context) {
  NlpCheck(context).run();
}

}  // namespace sb::checks
