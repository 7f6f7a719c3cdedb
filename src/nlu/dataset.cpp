#include "nlu/dataset.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/json.h"
#include "base/utf8.h"
#include "nlu/rng.h"

namespace sb::nlu {
namespace {

Error at_line(std::size_t line, std::string message) {
  return {ErrorCode::invalid_input, std::move(message), "line " + std::to_string(line)};
}

std::optional<std::uint32_t> place(const JsonObject& object, std::string_view key, std::size_t end_max) {
  const Json* value = find_member(object, key);
  if (!value || !value->is_number()) return std::nullopt;
  const double number = value->to_number<double>();
  if (!(number >= 0) || number > static_cast<double>(end_max)) return std::nullopt;
  return static_cast<std::uint32_t>(number);
}

Result<LabelledText> parse_row(std::string_view line, std::size_t number) {
  auto parsed = parse_json(line);
  if (parsed.has_error() || !parsed->is_object()) return at_line(number, "not a JSON object");
  const JsonObject& object = parsed->get_object();
  LabelledText row{.text = std::string(string_member(object, "text")),
                   .intent = std::string(string_member(object, "intent")),
                   .language = std::string(string_member(object, "lang")),
                   .mentions = {}};
  const Json* text = find_member(object, "text");
  if (!text || !text->is_string()) return at_line(number, text ? "'text' is no text" : "there is no 'text'");
  if (row.intent.empty()) return at_line(number, "there is no 'intent'");
  if (!is_valid_utf8(row.text)) return at_line(number, "'text' is not UTF-8");
  const std::size_t length = code_point_count(row.text);
  if (const auto* entities = array_member(object, "entities")) {
    for (const Json& item : *entities) {
      if (!item.is_object()) return at_line(number, "an entity is not an object");
      const auto& entity = item.get_object();
      const auto start = place(entity, "start", length), end = place(entity, "end", length);
      if (!start || !end || *start >= *end) return at_line(number, "an entity has no place inside the text");
      row.mentions.push_back({std::string(string_member(entity, "name")), *start, *end});
    }
  }
  return row;
}

}  // namespace

Result<std::vector<LabelledText>> parse_dataset(std::string_view lines) {
  std::vector<LabelledText> rows;
  for (std::size_t number = 1; !lines.empty(); ++number) {
    const auto line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    if (trim_ascii(line).empty()) continue;
    SB_TRY(auto row, parse_row(line, number));
    rows.push_back(std::move(row));
  }
  return rows;
}

Ok check_rows(const std::vector<LabelledText>& rows, const DatasetOptions& options) {
  if (rows.empty()) return Error{ErrorCode::invalid_input, "there are no rows"};
  std::set<std::string> languages;
  for (const auto& row : rows) {
    if (!row.language.empty()) languages.insert(row.language);
  }
  std::string names;
  for (const auto& language : languages) names += (names.empty() ? "" : ", ") + language;
  if (options.language.empty() && languages.size() > 1)
    return Error{ErrorCode::invalid_input, "the rows are of several languages: choose one of " + names};
  if (!options.language.empty() && !languages.contains(options.language))
    return Error{ErrorCode::invalid_input, "there are no rows in '" + options.language + "'" +
                                               (names.empty() ? "" : ", only in " + names)};
  return {};
}

TrainingSet training_set(const std::vector<LabelledText>& rows, const DatasetOptions& options) {
  TrainingSet set;
  set.language = !options.language.empty() ? options.language : rows.empty() ? "en" : rows.front().language;
  std::vector<std::uint32_t> order(rows.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  if (options.few > 0) {
    Rng random(options.seed);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  }
  std::map<std::string, std::uint32_t> intents;
  std::map<std::string, std::size_t> taken;
  std::map<std::string, bool> entities;
  for (const auto i : order) {
    const LabelledText& row = rows[i];
    if (!options.language.empty() && row.language != options.language) continue;
    if (options.few > 0 && ++taken[row.intent] > options.few) continue;
    if (row.intent == out_of_scope_label) {
      if (options.use_out_of_scope) set.out_of_scope.push_back(row.text);
      continue;
    }
    const auto [at, is_new] = intents.try_emplace(row.intent, static_cast<std::uint32_t>(set.intents.size()));
    if (is_new) set.intents.push_back(row.intent);
    set.examples.push_back({row.text, at->second, {{row.text, row.mentions}}});
    for (const Mention& mention : row.mentions) entities[mention.entity] = true;
  }
  for (const auto& [name, used] : entities) {
    Entity entity;
    entity.name = name;
    entity.type = Entity::Type::contextual;
    set.entities.push_back(std::move(entity));
  }
  return set;
}

}  // namespace sb::nlu
