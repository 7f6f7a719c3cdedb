#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/bot.h"
#include "nlu/understanding.h"
#include "nlu/value_index.h"

namespace re2 {
class RE2;
}

namespace sb::nlu {

// An entity that may be meant by a piece of a text, before overlapping ones are sorted out.
struct EntityHit {
  FoundEntity found;
  bool contextual = false;
  std::size_t first = 0, end = 0;  // words of the text; equal when it does not cover whole words
};

// Mentions and parts of composites name an entity by its name, a system entity as "sys.number".
bool is_named(const FoundEntity& found, std::string_view reference);

// Finds the entities of one bot: lists, patterns, composites and the system entities that need no model.
// Immutable.
class EntityFinder final {
 public:
  explicit EntityFinder(const std::vector<Entity>& entities);
  ~EntityFinder();
  EntityFinder(EntityFinder&&) noexcept;

  // True for the name of an entity of the bot or of a system entity ("sys.number").
  bool knows(std::string_view reference) const;

  // Everything that could be meant, without composites. `words` are those of `text`, which is well-formed.
  std::vector<EntityHit> candidates(std::string_view text, const std::vector<MatchWord>& words,
                                    std::string_view language, UtcMs now) const;

  // Names of the lists and patterns that occur in the text, sorted.
  std::vector<std::string> names_in(std::string_view text) const;
  static std::vector<std::string> names_of(const std::vector<EntityHit>& hits);

  // Of overlapping hits of one entity the best stays: higher score, then longer, then earlier. Adds the
  // composites. Ordered by place.
  std::vector<FoundEntity> settle(std::vector<EntityHit> hits) const;

 private:
  struct PatternEntity {
    std::string name;
    std::unique_ptr<re2::RE2> pattern;
  };
  struct Composite {
    std::string name;
    std::vector<std::string> parts;  // references
  };
  struct ListEntity {
    std::string name;
    bool contextual = false;
  };

  void add_value_hits(const std::vector<MatchWord>& words, std::vector<EntityHit>& hits) const;
  static void add_system_hits(std::string_view text, std::string_view language, UtcMs now,
                              std::vector<EntityHit>& hits);
  void add_pattern_hits(std::string_view text, std::vector<EntityHit>& hits) const;
  void add_composites(std::vector<FoundEntity>& found) const;

  std::vector<ListEntity> lists_;
  ValueIndex values_;
  std::vector<PatternEntity> patterns_;
  std::vector<Composite> composites_;
};

}  // namespace sb::nlu
