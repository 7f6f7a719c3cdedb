#include <algorithm>

#include "base/utf8.h"
#include "engine/turn_run.h"
#include "model/condition.h"
#include "model/interpolate.h"
#include "model/path.h"
#include "nlu/input_parse.h"

// Input validations (spec 07 §4).

namespace sb::engine {
namespace {

// What counts as an answer to a question for an entity: one of its listed values, whatever the model thinks
// of their place (the question says what is meant); where no values are listed, what scores above the
// threshold. The parts of a composite are judged one by one.
class EntityAnswers {
 public:
  explicit EntityAnswers(const Bot& bot, double threshold)
      : entities_(bot.nlp.entities), threshold_(threshold) {}

  bool accepts(std::string_view name, const Json& value, double score) const {
    const auto entity =
        std::find_if(entities_.begin(), entities_.end(), [&](const Entity& e) { return e.name == name; });
    if (entity == entities_.end() || entity->type == Entity::Type::match_pattern) return true;
    if (entity->type == Entity::Type::composite) return accepts_parts(*entity, value, score);
    if (entity->values.empty()) return score > threshold_;
    return value.is_string() &&
           std::any_of(entity->values.begin(), entity->values.end(),
                       [&](const EntityValue& listed) { return listed.value == view(value.get_string()); });
  }

 private:
  bool accepts_parts(const Entity& entity, const Json& value, double score) const {
    return value.is_object() &&
           std::all_of(entity.parts.begin(), entity.parts.end(), [&](std::string_view part) {
             if (part.starts_with('@')) part.remove_prefix(1);
             const Json* inner = find_value(value.get_object(), part);
             return inner && accepts(part, *inner, score);
           });
  }

  const std::vector<Entity>& entities_;
  double threshold_;
};

}  // namespace

const Dialog* TurnRun::pending_dialog() const {
  if (!c_.pending) return nullptr;
  const Dialog* dialog = bot_.dialog(c_.pending->dialog_id);
  return dialog && dialog->type() == DialogType::input ? dialog : nullptr;
}

Flow TurnRun::ask(const Dialog& dialog, const InputContent& input) {
  if (has_value(find_value(c_.session, unwrap_variable(input.variable)))) return take(dialog.go_to);
  if (auto said = say_all(input.question, "question"); said.has_error()) {
    return fail({"engine", said.error().message});
  }
  c_.pending = PendingInput{dialog.id, 0};
  return Flow::stop();
}

Flow TurnRun::answer_input(const Dialog& dialog, const InputContent& input, const UserSaid& said,
                           const std::string& text) {
  const bool readable = said.nlp && code_point_count(text) <= nlu::text_code_points_max;
  if (!input.disable_nlp) {
    if (!readable) {
      write_nlp({text, {}, {}, {}});
      return not_understood(said);
    }
    const Json* held = find_value(c_.session, unwrap_variable(input.variable));
    const bool had_value = has_value(held);
    write_nlp(*said.nlp);
    write_entities(*said.nlp);
    const bool filled = has_value(find_value(c_.session, unwrap_variable(input.variable)));
    if (filled && !had_value) return accept_input(dialog);
    if (const Dialog* other = dialog_by_intent(*said.nlp)) {
      c_.pending.reset();
      return Flow::to(other->id);
    }
  }
  auto value = read_input(input, said, text);
  if (!value) return reject_input(dialog, input);
  if (auto written = assign(unwrap_variable(input.variable), std::move(*value)); written.has_error()) {
    return fail({"engine", written.error().message});
  }
  return accept_input(dialog);
}

std::optional<Json> TurnRun::read_input(const InputContent& input, const UserSaid& said,
                                        const std::string& text) {
  if (input.match == MatchType::image) return std::nullopt;
  if (input.match == MatchType::entity) {
    if (!said.nlp) return std::nullopt;
    const EntityAnswers answers(bot_.bot(), entity_threshold());
    const nlu::FoundEntity* best = nullptr;
    for (const auto& entity : said.nlp->entities) {
      const std::string name = (entity.system ? "sys." : "") + entity.name;
      if (name != input.entity || (best && entity.score < best->score)) continue;
      if (entity.system || answers.accepts(name, entity.value, entity.score)) best = &entity;
    }
    if (!best) return std::nullopt;
    return best->value;
  }
  nlu::InputRules rules;
  rules.type = input.match;
  rules.past = input.past;
  rules.future = input.future;
  rules.variable = std::string(unwrap_variable(input.variable));
  rules.language = std::string(language());
  rules.bot_languages = bot_.bot().secondary_languages;
  rules.bot_languages.insert(rules.bot_languages.begin(), bot_.bot().primary_language);
  rules.now = now_;
  return nlu::parse_input(text, rules);
}

Flow TurnRun::accept_input(const Dialog& dialog) {
  c_.pending.reset();
  return take(dialog.go_to);
}

Flow TurnRun::reject_input(const Dialog& dialog, const InputContent& input) {
  const int attempts = ++c_.pending->attempts;
  const bool late = attempts > 2;
  const auto& answer = late ? input.invalid2 : input.invalid1;
  const std::string_view part = late ? "invalid2" : "invalid1";
  auto said = answer.empty() ? say_all(input.question, "question") : say_all(answer, part);
  if (said.has_error()) return fail({"engine", said.error().message});
  note("warning", "the answer is no valid value for '" + dialog.name + "'");
  if (late && input.invalid2_go_to) {
    c_.pending.reset();
    return take(*input.invalid2_go_to);
  }
  return Flow::stop();
}

}  // namespace sb::engine
