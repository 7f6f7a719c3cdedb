#include "nlu/mention_pattern.h"

#include <algorithm>
#include <limits>

#include "model/mention.h"

namespace sb::nlu {
namespace {

void add_words(MentionPattern& pattern, std::string_view text, Apostrophes apostrophes) {
  for (MatchWord& word : match_words(text, apostrophes))
    pattern.items.push_back({std::move(word.folded), false});
}

std::optional<MentionPattern> parse(std::string_view expression, std::size_t intent,
                                    const EntityFinder& entities, Apostrophes apostrophes) {
  MentionPattern pattern{.items = {}, .intent = intent};
  const auto knows = [&](std::string_view name) { return entities.knows(name); };
  std::size_t from = 0;
  while (const auto mention = next_mention(expression, from, knows)) {
    if (!mention->known) return std::nullopt;
    add_words(pattern, expression.substr(from, mention->at - from), apostrophes);
    pattern.items.push_back({std::string(mention->name), true});
    from = mention->end();
  }
  add_words(pattern, expression.substr(from), apostrophes);
  return pattern;
}

constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

// How a place of the text was reached: from which place, over which hit.
struct Step {
  bool reached = false;
  std::size_t from = 0;
  std::size_t hit = nowhere;
};

// The places after one more item.
std::vector<Step> advance(const MentionPattern::Item& item, const std::vector<Step>& places,
                          const std::vector<MatchWord>& words, const std::vector<EntityHit>& hits) {
  std::vector<Step> next(places.size());
  if (!item.mention) {
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (places[at].reached && words[at].folded == item.text) next[at + 1] = {true, at, nowhere};
    }
    return next;
  }
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const EntityHit& hit = hits[i];
    if (hit.end <= hit.first || !places[hit.first].reached || !is_named(hit.found, item.text)) continue;
    Step& step = next[hit.end];
    if (!step.reached || hits[step.hit].found.score < hit.found.score) step = {true, hit.first, i};
  }
  return next;
}

}  // namespace

bool has_mention(std::string_view expression) {
  return find_mention(expression, 0) != std::string_view::npos;
}

std::vector<MentionPattern> mention_patterns(std::string_view expression, std::size_t intent,
                                             const EntityFinder& entities) {
  std::vector<MentionPattern> patterns;
  if (!has_mention(expression)) return patterns;
  if (auto split = parse(expression, intent, entities, Apostrophes::split))
    patterns.push_back(std::move(*split));
  auto joined = parse(expression, intent, entities, Apostrophes::joined);
  if (joined && !patterns.empty() && joined->items.size() != patterns.front().items.size())
    patterns.push_back(std::move(*joined));
  return patterns;
}

std::vector<ExpressionPiece> expression_pieces(std::string_view expression, const EntityFinder& entities) {
  std::vector<ExpressionPiece> pieces;
  const auto add_text = [&](std::string_view text) {
    if (!text.empty()) pieces.push_back({std::string(text), false});
  };
  const auto knows = [&](std::string_view name) { return entities.knows(name); };
  std::size_t from = 0;
  for (auto mention = next_mention(expression, 0, knows); mention;
       mention = next_mention(expression, mention->end(), knows)) {
    if (!mention->known) continue;
    add_text(expression.substr(from, mention->at - from));
    pieces.push_back({std::string(mention->name), true});
    from = mention->end();
  }
  add_text(expression.substr(from));
  return pieces;
}

std::optional<MentionMatch> match_mentions(const MentionPattern& pattern, const std::vector<MatchWord>& words,
                                           const std::vector<EntityHit>& hits) {
  const auto& items = pattern.items;
  if (items.empty() || items.size() > words.size()) return std::nullopt;
  if (!items.front().mention && items.front().text != words.front().folded) return std::nullopt;
  if (!items.back().mention && items.back().text != words.back().folded) return std::nullopt;
  std::vector<std::vector<Step>> places(1, std::vector<Step>(words.size() + 1));
  places[0][0].reached = true;
  for (const auto& item : items) {
    places.push_back(advance(item, places.back(), words, hits));
    const auto& now = places.back();
    if (std::none_of(now.begin(), now.end(), [](const Step& step) { return step.reached; }))
      return std::nullopt;
  }
  if (!places.back().back().reached) return std::nullopt;
  MentionMatch match;
  std::size_t at = words.size();
  for (std::size_t i = items.size(); i > 0; --i) {
    const Step& step = places[i][at];
    if (step.hit != nowhere) {
      match.hits.push_back(step.hit);
      match.covered_words += at - step.from;
    }
    at = step.from;
  }
  std::reverse(match.hits.begin(), match.hits.end());
  return match;
}

}  // namespace sb::nlu
