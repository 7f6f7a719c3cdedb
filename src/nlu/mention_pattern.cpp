#include "nlu/mention_pattern.h"

#include <algorithm>
#include <limits>

namespace sb::nlu {
namespace {

bool is_name_char(char c) {
  const bool alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return alnum || c == '_' || c == '-' || c == '.' || (static_cast<unsigned char>(c) & 0x80);
}

// A mention begins where "@" does not follow a letter or digit (an e-mail address is none) and a name
// follows.
std::size_t find_mention(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('@', from); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const bool inside = at > 0 && is_name_char(text[at - 1]) && text[at - 1] != '-';
    if (!inside && at + 1 < text.size() && is_name_char(text[at + 1])) return at;
  }
  return std::string_view::npos;
}

// The longest known entity whose name begins the text: "origin" of "origin." and of "origin-".
std::string_view known_name(std::string_view text, const EntityFinder& entities) {
  std::size_t length = 0;
  while (length < text.size() && is_name_char(text[length])) ++length;
  for (; length > 0; --length) {
    const bool whole =
        length == text.size() || !is_name_char(text[length]) || text[length] == '.' || text[length] == '-';
    if (whole && entities.knows(text.substr(0, length))) return text.substr(0, length);
  }
  return {};
}

void add_words(MentionPattern& pattern, std::string_view text, Apostrophes apostrophes) {
  for (MatchWord& word : match_words(text, apostrophes))
    pattern.items.push_back({std::move(word.folded), false});
}

std::optional<MentionPattern> parse(std::string_view expression, std::size_t intent,
                                    const EntityFinder& entities, Apostrophes apostrophes) {
  MentionPattern pattern{.items = {}, .intent = intent};
  std::size_t from = 0;
  for (std::size_t at = find_mention(expression, 0); at != std::string_view::npos;
       at = find_mention(expression, from)) {
    const auto name = known_name(expression.substr(at + 1), entities);
    if (name.empty()) return std::nullopt;
    add_words(pattern, expression.substr(from, at - from), apostrophes);
    pattern.items.push_back({std::string(name), true});
    from = at + 1 + name.size();
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
  std::size_t from = 0;
  for (std::size_t at = find_mention(expression, 0); at != std::string_view::npos;
       at = find_mention(expression, at + 1)) {
    const auto name = known_name(expression.substr(at + 1), entities);
    if (name.empty()) continue;
    add_text(expression.substr(from, at - from));
    pieces.push_back({std::string(name), true});
    from = at + 1 + name.size();
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
