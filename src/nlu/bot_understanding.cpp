#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/utf8.h"
#include "nlu/entity_finder.h"
#include "nlu/grammar.h"
#include "nlu/language_model.h"
#include "nlu/mention_pattern.h"
#include "nlu/understanding.h"

namespace sb::nlu {
namespace {

constexpr std::size_t listed_intents_max = 20;

struct LanguageExpressions {
  std::unordered_map<std::string, std::size_t> literal;  // folded text -> intent
  std::vector<MentionPattern> with_mentions;
};

// Of one state of a bot's training data: what is known without a model.
struct Knowledge {
  explicit Knowledge(const NlpData& nlp) : entities(nlp.entities) {
    for (const Intent& intent : nlp.intents) {
      for (const auto& [language, listed] : intent.expressions) {
        for (const Expression& expression : listed) add(expressions[language], expression.text);
      }
      intents.push_back(intent.name);
    }
  }

  EntityFinder entities;
  std::vector<std::string> intents;
  std::unordered_map<std::string, LanguageExpressions> expressions;  // by language

 private:
  // The intent is the one that is being added.
  void add(LanguageExpressions& into, const std::string& expression) {
    if (has_mention(expression)) {
      for (auto& pattern : mention_patterns(expression, intents.size(), entities))
        into.with_mentions.push_back(std::move(pattern));
    } else if (auto folded = fold_for_match(expression); !folded.empty()) {
      into.literal.try_emplace(std::move(folded), intents.size());
    }
  }
};

class BotUnderstanding final : public Understanding {
 public:
  BotUnderstanding(const Bot& bot, LanguageModels models, const TaughtData& taught)
      : now_(bot.nlp), models_(std::move(models)) {
    // Here, not in the first turn: spelling a language's numbers takes tens of milliseconds.
    grammars_of({&bot.primary_language, 1});
    grammars_of(bot.secondary_languages);
    std::map<const NlpData*, std::shared_ptr<const Knowledge>> made;
    for (const auto& [language, data] : taught) {
      auto& knowledge = made[data.get()];
      if (!knowledge) knowledge = std::make_shared<const Knowledge>(*data);
      taught_[language] = knowledge;
    }
  }

  NlpResult extract(std::string_view text, std::string_view language, UtcMs now) const override {
    NlpResult result;
    result.expression = text;
    if (!is_valid_utf8(text) || code_point_count(text) > text_code_points_max) return result;
    const auto* taught = of_language(taught_, language);
    const Knowledge& known = taught ? **taught : now_;
    const auto words = match_words(text, Apostrophes::split);
    auto hits = known.entities.candidates(text, words, language, now);
    if (const LanguageExpressions* expressions = of_language(known.expressions, language)) {
      const auto literal = expressions->literal.find(fold_for_match(text));
      if (literal != expressions->literal.end()) {
        set_intent(result, known.intents[literal->second]);
      } else {
        match_mentioned(*expressions, known.intents, words, hits, result);
      }
    }
    const auto* model = of_language(models_, language);
    if (model && *model && !result.exact_intent) understand(**model, text, hits, result);
    result.entities = known.entities.settle(std::move(hits));
    return result;
  }

 private:
  // "nl-be" falls back on "nl".
  template <typename Map>
  static const typename Map::mapped_type* of_language(const Map& map, std::string_view language) {
    auto found = map.find(std::string(language));
    if (found == map.end()) found = map.find(lower_ascii(language.substr(0, language.find('-'))));
    return found == map.end() ? nullptr : &found->second;
  }

  void understand(const LanguageModel& model, std::string_view text, std::vector<EntityHit>& hits,
                  NlpResult& result) const {
    const auto words = text_words(text, model.language());
    const std::uint32_t topic = guess_intents(model.intents(), words, hits, result);
    if (model.slots()) place_slots(model.slots()->read_text(words, topic), *model.slots(), text, words, hits);
  }

  // The likeliest intent gets the score, the others share what is left as their probabilities have it.
  // Returns the number of the likeliest.
  std::uint32_t guess_intents(const IntentModel& model, const std::vector<TextWord>& words,
                              const std::vector<EntityHit>& hits, NlpResult& result) const {
    if (words.empty()) return no_topic;
    const auto guess = model.guess(words, EntityFinder::names_of(hits));
    const double rest = 1 - static_cast<double>(guess.probabilities[guess.best]);
    for (std::size_t i = 0; i < guess.probabilities.size(); ++i) {
      const double share = rest > 0 ? guess.probabilities[i] / rest : 0;
      const double score = i == guess.best ? guess.score : std::min(guess.score, (1 - guess.score) * share);
      result.intents.push_back({model.intents()[i], score});
    }
    std::stable_sort(result.intents.begin(), result.intents.end(),
                     [](const ScoredIntent& a, const ScoredIntent& b) { return a.score > b.score; });
    if (result.intents.size() > listed_intents_max) result.intents.resize(listed_intents_max);
    return static_cast<std::uint32_t>(guess.best);
  }

  // Where the expressions taught that an entity stands there, it does, whether its list knows the words or
  // not; what only the list knows counts as much as the model believes it.
  static void place_slots(const SlotModel::Reading& reading, const SlotModel& model, std::string_view text,
                          const std::vector<TextWord>& words, std::vector<EntityHit>& hits) {
    const auto& names = model.entities();
    for (EntityHit& hit : hits) {
      if (!hit.contextual) continue;
      const auto entity = std::find(names.begin(), names.end(), hit.found.name);
      if (entity == names.end()) continue;
      const auto [first, end] = words_between(words, hit.found.start, hit.found.end);
      hit.found.score *= reading.probability(static_cast<std::size_t>(entity - names.begin()), first, end);
    }
    const auto index = code_point_index(text);
    for (const FoundSlot& slot : reading.slots()) {
      const std::size_t start = words[slot.first].start, end = words[slot.end - 1].end;
      const bool listed = std::any_of(hits.begin(), hits.end(), [&](const EntityHit& hit) {
        return hit.found.name == names[slot.entity] && hit.found.start < end && start < hit.found.end;
      });
      if (listed) continue;
      FoundEntity found{.name = names[slot.entity],
                        .value = Json(code_points(text, index, start, end)),
                        .score = slot.score,
                        .start = start,
                        .end = end,
                        .system = false};
      hits.push_back({.found = std::move(found), .contextual = true});
    }
  }

  static std::pair<std::size_t, std::size_t> words_between(const std::vector<TextWord>& words,
                                                           std::size_t start, std::size_t end) {
    std::size_t first = 0;
    while (first < words.size() && words[first].end <= start) ++first;
    std::size_t last = first;
    while (last < words.size() && words[last].start < end) ++last;
    return {first, last};
  }

  static std::string_view code_points(std::string_view text, const std::vector<std::uint32_t>& index,
                                      std::size_t start, std::size_t end) {
    const auto begin = std::lower_bound(index.begin(), index.end(), start) - index.begin();
    const auto stop = std::lower_bound(index.begin(), index.end(), end) - index.begin();
    return text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(stop - begin));
  }

  static void set_intent(NlpResult& result, const std::string& intent) {
    result.intents = {{intent, 1}};
    result.exact_intent = intent;
  }

  // Of several matching expressions the most literal one counts. Its mentions say which entity each value is.
  static void match_mentioned(const LanguageExpressions& known, const std::vector<std::string>& intents,
                              const std::vector<MatchWord>& words, std::vector<EntityHit>& hits,
                              NlpResult& result) {
    if (words.empty()) return;
    std::optional<MentionMatch> best;
    std::size_t intent = 0;
    for (const MentionPattern& pattern : known.with_mentions) {
      auto match = match_mentions(pattern, words, hits);
      if (!match || (best && match->covered_words >= best->covered_words)) continue;
      best = std::move(match);
      intent = pattern.intent;
    }
    if (!best) return;
    set_intent(result, intents[intent]);
    keep_mentioned(hits, *best);
  }

  static void keep_mentioned(std::vector<EntityHit>& hits, const MentionMatch& match) {
    const auto refuted = [&](const EntityHit& hit, std::size_t index) {
      if (!hit.contextual || std::find(match.hits.begin(), match.hits.end(), index) != match.hits.end())
        return false;
      return std::any_of(match.hits.begin(), match.hits.end(), [&](std::size_t mentioned) {
        const EntityHit& other = hits[mentioned];
        return other.found.name == hit.found.name || (other.first < hit.end && hit.first < other.end);
      });
    };
    std::vector<EntityHit> kept;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      if (!refuted(hits[i], i)) kept.push_back(hits[i]);
    }
    hits = std::move(kept);
  }

  Knowledge now_;
  std::map<std::string, std::shared_ptr<const Knowledge>> taught_;  // by language
  LanguageModels models_;
};

}  // namespace

std::unique_ptr<Understanding> make_understanding(const Bot& bot, LanguageModels models,
                                                  const TaughtData& taught) {
  return std::make_unique<BotUnderstanding>(bot, std::move(models), taught);
}

std::unique_ptr<Understanding> make_exact_understanding(const Bot& bot) {
  return std::make_unique<BotUnderstanding>(bot, LanguageModels(), TaughtData());
}

}  // namespace sb::nlu
