#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "nlu/entity_finder.h"
#include "nlu/mention_pattern.h"
#include "nlu/understanding.h"

namespace sb::nlu {
namespace {

struct LanguageExpressions {
  std::unordered_map<std::string, std::size_t> literal;  // folded text -> intent
  std::vector<MentionPattern> with_mentions;
};

class ExactUnderstanding final : public Understanding {
 public:
  explicit ExactUnderstanding(const Bot& bot) : entities_(bot.nlp.entities) {
    for (const Intent& intent : bot.nlp.intents) {
      for (const auto& [language, expressions] : intent.expressions) {
        for (const Expression& expression : expressions) add(expressions_[language], expression.text);
      }
      intents_.push_back(intent.name);
    }
  }

  NlpResult extract(std::string_view text, std::string_view language, UtcMs now) const override {
    NlpResult result;
    result.expression = text;
    if (!is_valid_utf8(text) || code_point_count(text) > text_code_points_max) return result;
    const auto words = match_words(text, Apostrophes::split);
    auto hits = entities_.candidates(text, words, now);
    if (const LanguageExpressions* known = expressions_of(language)) {
      if (const auto literal = known->literal.find(fold_for_match(text)); literal != known->literal.end()) {
        set_intent(result, literal->second);
      } else {
        match_mentioned(*known, words, hits, result);
      }
    }
    result.entities = entities_.settle(std::move(hits));
    return result;
  }

 private:
  // The intent is the one that is being added.
  void add(LanguageExpressions& into, const std::string& expression) {
    if (has_mention(expression)) {
      for (auto& pattern : mention_patterns(expression, intents_.size(), entities_)) {
        into.with_mentions.push_back(std::move(pattern));
      }
    } else if (auto folded = fold_for_match(expression); !folded.empty()) {
      into.literal.try_emplace(std::move(folded), intents_.size());
    }
  }

  // "nl-be" falls back on "nl".
  const LanguageExpressions* expressions_of(std::string_view language) const {
    auto found = expressions_.find(std::string(language));
    if (found == expressions_.end())
      found = expressions_.find(lower_ascii(language.substr(0, language.find('-'))));
    return found == expressions_.end() ? nullptr : &found->second;
  }

  void set_intent(NlpResult& result, std::size_t intent) const {
    result.intents = {{intents_[intent], 1}};
    result.exact_intent = intents_[intent];
  }

  // Of several matching expressions the most literal one counts. Its mentions say which entity each value is.
  void match_mentioned(const LanguageExpressions& known, const std::vector<MatchWord>& words,
                       std::vector<EntityHit>& hits, NlpResult& result) const {
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
    set_intent(result, intent);
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

  EntityFinder entities_;
  std::vector<std::string> intents_;
  std::unordered_map<std::string, LanguageExpressions> expressions_;  // by language
};

}  // namespace

std::unique_ptr<Understanding> make_exact_understanding(const Bot& bot) {
  return std::make_unique<ExactUnderstanding>(bot);
}

}  // namespace sb::nlu
