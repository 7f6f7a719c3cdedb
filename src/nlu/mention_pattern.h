#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nlu/entity_finder.h"

namespace sb::nlu {

// An expression with entity mentions, "from @origin to @destination".
struct MentionPattern {
  struct Item {
    std::string text;  // a folded word, or the reference of an entity
    bool mention = false;
  };
  std::vector<Item> items;
  std::size_t intent = 0;
};

// The spelling variants of an expression; empty when it mentions nothing, or an entity nobody knows.
std::vector<MentionPattern> mention_patterns(std::string_view expression, std::size_t intent,
                                             const EntityFinder& entities);

// True when the expression mentions an entity, known or not.
bool has_mention(std::string_view expression);

// An expression cut into what stands as written and what mentions a known entity.
struct ExpressionPiece {
  std::string text;  // as written, or the reference of the entity
  bool mention = false;
};
std::vector<ExpressionPiece> expression_pieces(std::string_view expression, const EntityFinder& entities);

struct MentionMatch {
  std::vector<std::size_t> hits;  // what the mentions cover: indices of `hits`
  std::size_t covered_words = 0;
};
// Matches all the words of a text. The work is bounded by items x words x hits.
std::optional<MentionMatch> match_mentions(const MentionPattern& pattern, const std::vector<MatchWord>& words,
                                           const std::vector<EntityHit>& hits);

}  // namespace sb::nlu
