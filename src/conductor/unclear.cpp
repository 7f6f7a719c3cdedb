#include "conductor/unclear.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "engine/step.h"
#include "model/interpolate.h"

namespace sb::conductor {
namespace {

// One path is the other, or leads to it.
bool overlap(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return b.starts_with(a) && (a.size() == b.size() || b[a.size()] == '.' || b[a.size()] == '[');
}

bool is_sensitive(const RunnableBot& bot, std::string_view variable) {
  return std::any_of(bot.sensitive_variables.begin(), bot.sensitive_variables.end(),
                     [&](const std::string& name) { return overlap(name, variable); });
}

// The validation that waits for an answer; nullptr when none does.
const InputContent* asked(const RunnableBot& bot, const engine::Conversation& before) {
  if (!before.pending) return nullptr;
  const Dialog* dialog = bot.index->dialog(before.pending->dialog_id);
  return dialog ? std::get_if<InputContent>(&dialog->content) : nullptr;
}

double threshold_of(const Bot& bot, const std::string& language) {
  const auto own = bot.nlp.thresholds.find(language);
  const Thresholds thresholds = own == bot.nlp.thresholds.end() ? Thresholds{} : own->second;
  return static_cast<double>(thresholds.intent) / 100.0;
}

bool finds_secret(const RunnableBot& bot, const nlu::NlpResult& nlp) {
  if (bot.sensitive_variables.empty()) return false;
  return std::any_of(nlp.entities.begin(), nlp.entities.end(), [&](const nlu::FoundEntity& entity) {
    return is_sensitive(bot, (entity.system ? "sys." : "") + entity.name);
  });
}

}  // namespace

std::optional<Unclear> unclear_text(const RunnableBot& bot, const engine::Conversation& before,
                                    const engine::Event& event) {
  const auto* said = std::get_if<engine::UserSaid>(&event.what);
  if (!said || said->message.kind != UserMessageKind::text || !said->nlp || before.paused)
    return std::nullopt;
  const nlu::NlpResult& nlp = *said->nlp;
  // Scores of 1 are the common case: exact matches and what is as good as one.
  const double score = nlp.intents.empty() ? 0 : nlp.intents.front().score;
  if (nlp.exact_intent || score >= 1) return std::nullopt;
  std::string language = engine::understanding_language(*bot.index, before, *said);
  const double threshold = threshold_of(bot.index->bot(), language);
  // Recognised, but nearer to the threshold than to certainty.
  if (score >= (1 + threshold) / 2) return std::nullopt;
  const InputContent* question = asked(bot, before);
  if (question && (question->disable_nlp || is_sensitive(bot, unwrap_variable(question->variable))))
    return std::nullopt;
  if (finds_secret(bot, nlp)) return std::nullopt;
  Unclear unclear;
  unclear.answers = question != nullptr;
  unclear.text.text = std::string(trim(said->message.text));
  unclear.text.folded = fold_for_match(unclear.text.text);
  if (unclear.text.folded.empty()) return std::nullopt;
  unclear.text.language = std::move(language);
  unclear.text.reason =
      score > threshold ? store::ReviewRow::Reason::low_score : store::ReviewRow::Reason::not_understood;
  if (!nlp.intents.empty()) unclear.text.intent = nlp.intents.front().name;
  unclear.text.score = score;
  unclear.text.first_at = unclear.text.last_at = event.now;
  return unclear;
}

}  // namespace sb::conductor
