#include "nlu/entity_finder.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.h"
#include "nlu/system_entities.h"

namespace sb::nlu {
namespace {

constexpr std::int64_t pattern_bytes_max = 1 << 20;  // memory of one compiled pattern
constexpr std::string_view system_prefix = "sys.";

std::unique_ptr<re2::RE2> compile(const std::string& pattern) {
  re2::RE2::Options options;
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  options.set_max_mem(pattern_bytes_max);
  auto compiled = std::make_unique<re2::RE2>(pattern, options);
  return compiled->ok() && !pattern.empty() ? std::move(compiled) : nullptr;
}

bool overlaps_any(const Span& span, const std::vector<Span>& others) {
  return std::any_of(others.begin(), others.end(), [&](const Span& other) { return span.overlaps(other); });
}

// The words a piece of text covers exactly.
void set_words(EntityHit& hit, const std::vector<MatchWord>& words) {
  const auto first =
      std::lower_bound(words.begin(), words.end(), hit.found.start,
                       [](const MatchWord& word, std::size_t start) { return word.start < start; });
  auto end = first;
  while (end != words.end() && end->end <= hit.found.end) ++end;
  const bool cut_before = first != words.begin() && std::prev(first)->end > hit.found.start;
  const bool cut_after = end != words.end() && end->start < hit.found.end;
  if (cut_before || cut_after) return;
  hit.first = static_cast<std::size_t>(first - words.begin());
  hit.end = static_cast<std::size_t>(end - words.begin());
}

std::string without_at(std::string_view mention) {
  return std::string(mention.starts_with('@') ? mention.substr(1) : mention);
}

// object["a"]["b"] = value for the path "a.b".
void set_nested(JsonObject& object, std::string_view path, const Json& value) {
  const auto dot = path.find('.');
  if (dot == std::string_view::npos) {
    object[path] = value;
    return;
  }
  Json& inner = object[path.substr(0, dot)];
  if (!inner.is_object()) inner.emplace_object();
  set_nested(inner.get_object(), path.substr(dot + 1), value);
}

// The hit that is written for an entity: the highest score, of those the last.
const FoundEntity* written(const std::vector<FoundEntity>& found, const std::string& reference) {
  const FoundEntity* best = nullptr;
  for (const FoundEntity& entity : found) {
    if (is_named(entity, reference) && (!best || entity.score >= best->score)) best = &entity;
  }
  return best;
}

bool is_before(const FoundEntity& a, const FoundEntity& b) {
  return a.start != b.start ? a.start < b.start : a.end < b.end;
}

}  // namespace

bool is_named(const FoundEntity& found, std::string_view reference) {
  if (!found.system) return found.name == reference;
  return reference.starts_with(system_prefix) && reference.substr(system_prefix.size()) == found.name;
}

EntityFinder::EntityFinder(const std::vector<Entity>& entities) {
  for (const Entity& entity : entities) {
    switch (entity.type) {
      case Entity::Type::match_text:
      case Entity::Type::contextual: {
        Entity definition = entity;
        definition.fuzzy = entity.fuzzy && entity.type == Entity::Type::contextual;
        values_.add(lists_.size(), definition);
        lists_.push_back({entity.name, entity.type == Entity::Type::contextual});
        break;
      }
      case Entity::Type::match_pattern:
        patterns_.push_back({entity.name, compile(entity.pattern)});
        break;
      case Entity::Type::composite: {
        Composite composite{entity.name, {}};
        for (const auto& part : entity.parts) composite.parts.push_back(without_at(part));
        if (!composite.parts.empty()) composites_.push_back(std::move(composite));
        break;
      }
    }
  }
}
EntityFinder::~EntityFinder() = default;
EntityFinder::EntityFinder(EntityFinder&&) noexcept = default;

bool EntityFinder::knows(std::string_view reference) const {
  const auto named = [&](const auto& entity) { return entity.name == reference; };
  return std::any_of(lists_.begin(), lists_.end(), named) ||
         std::any_of(patterns_.begin(), patterns_.end(), named) || is_system_entity(reference);
}

std::vector<EntityHit> EntityFinder::candidates(std::string_view text, const std::vector<MatchWord>& words,
                                                std::string_view language, UtcMs now) const {
  std::vector<EntityHit> hits;
  add_pattern_hits(text, hits);
  add_system_hits(text, language, now, hits);
  for (EntityHit& hit : hits) set_words(hit, words);
  add_value_hits(words, hits);
  return hits;
}

std::vector<std::string> EntityFinder::names_in(std::string_view text) const {
  std::vector<EntityHit> hits;
  add_pattern_hits(text, hits);
  add_value_hits(match_words(text, Apostrophes::split), hits);
  return names_of(hits);
}

std::vector<std::string> EntityFinder::names_of(const std::vector<EntityHit>& hits) {
  std::set<std::string> names;
  for (const EntityHit& hit : hits) {
    if (!hit.found.system) names.insert(hit.found.name);
  }
  return {names.begin(), names.end()};
}

void EntityFinder::add_value_hits(const std::vector<MatchWord>& words, std::vector<EntityHit>& hits) const {
  for (ValueHit& hit : values_.find(words)) {
    const ListEntity& entity = lists_[hit.entity];
    FoundEntity found{.name = entity.name,
                      .value = Json(std::move(hit.value)),
                      .score = hit.score,
                      .start = words[hit.first].start,
                      .end = words[hit.end - 1].end,
                      .system = false};
    hits.push_back({std::move(found), entity.contextual, hit.first, hit.end});
  }
}

void EntityFinder::add_system_hits(std::string_view text, std::string_view language, UtcMs now,
                                   std::vector<EntityHit>& hits) {
  const auto index = code_point_index(text);
  for (SystemEntity& entity : find_system_entities(text, {now}, language)) {
    FoundEntity found{.name = std::move(entity.name),
                      .value = Json(entity.value),
                      .score = 1,
                      .start = index[entity.span.begin],
                      .end = index[entity.span.end],
                      .system = true};
    hits.push_back({.found = std::move(found)});
  }
}

void EntityFinder::add_pattern_hits(std::string_view text, std::vector<EntityHit>& hits) const {
  const auto index = code_point_index(text);
  const re2::StringPiece subject(text.data(), text.size());
  for (const PatternEntity& entity : patterns_) {
    re2::StringPiece match;
    for (std::size_t at = 0; entity.pattern && at < text.size();) {
      if (!entity.pattern->Match(subject, at, text.size(), re2::RE2::UNANCHORED, &match, 1)) break;
      const auto begin = static_cast<std::size_t>(match.data() - text.data());
      const std::size_t end = begin + match.size();
      if (match.empty()) {
        at = begin + 1;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
        continue;
      }
      FoundEntity found{.name = entity.name,
                        .value = Json(text.substr(begin, end - begin)),
                        .score = 1,
                        .start = index[begin],
                        .end = index[end],
                        .system = false};
      hits.push_back({.found = std::move(found)});
      at = end;
    }
  }
}

std::vector<FoundEntity> EntityFinder::settle(std::vector<EntityHit> hits) const {
  std::stable_sort(hits.begin(), hits.end(), [](const EntityHit& a, const EntityHit& b) {
    if (a.found.score != b.found.score) return a.found.score > b.found.score;
    const std::size_t length_a = a.found.end - a.found.start, length_b = b.found.end - b.found.start;
    return length_a != length_b ? length_a > length_b : a.found.start < b.found.start;
  });
  std::vector<FoundEntity> found;
  std::map<std::pair<bool, std::string>, std::vector<Span>> taken;  // by entity
  for (EntityHit& hit : hits) {
    auto& spans = taken[{hit.found.system, hit.found.name}];
    const Span span{hit.found.start, hit.found.end};
    if (overlaps_any(span, spans)) continue;
    spans.push_back(span);
    found.push_back(std::move(hit.found));
  }
  std::stable_sort(found.begin(), found.end(), is_before);
  add_composites(found);
  return found;
}

void EntityFinder::add_composites(std::vector<FoundEntity>& found) const {
  for (const Composite& composite : composites_) {
    JsonObject value;
    FoundEntity whole{
        .name = composite.name, .value = nullptr, .score = 1, .start = 0, .end = 0, .system = false};
    bool complete = true;
    for (const auto& reference : composite.parts) {
      const FoundEntity* part = written(found, reference);
      complete = complete && part;
      if (!complete) break;
      whole.score = std::min(whole.score, part->score);
      whole.start = value.empty() ? part->start : std::min(whole.start, part->start);
      whole.end = std::max(whole.end, part->end);
      set_nested(value, reference, part->value);
    }
    if (!complete) continue;
    whole.value = std::move(value);
    found.push_back(std::move(whole));
  }
  std::stable_sort(found.begin(), found.end(), is_before);
}

}  // namespace sb::nlu
