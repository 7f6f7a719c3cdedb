#include "nlu/training_csv.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "model/condition.h"
#include "model/nlp_names.h"
#include "nlu/csv.h"
#include "nlu/system_entities.h"

namespace sb::nlu {
namespace {

struct TypeName {
  Entity::Type type;
  std::string_view name;  // as in a bot folder
};
constexpr TypeName type_names[] = {{Entity::Type::match_text, "match"},
                                   {Entity::Type::match_pattern, "pattern"},
                                   {Entity::Type::contextual, "contextual"},
                                   {Entity::Type::composite, "composite"}};

std::string_view name_of(Entity::Type type) {
  for (const auto& row : type_names) {
    if (row.type == type) return row.name;
  }
  return "";
}
std::optional<Entity::Type> type_of(std::string_view name) {
  for (const auto& row : type_names) {
    if (row.name == lower_ascii(name)) return row.type;
  }
  return std::nullopt;
}

std::string at_line(std::size_t line) {
  return "line " + std::to_string(line);
}
Error fault(std::size_t line, std::string message) {
  return {ErrorCode::invalid_input, std::move(message), at_line(line)};
}

// Columns by name; the order is free.
class Header {
 public:
  static Result<Header> read(const std::vector<CsvRow>& rows, const std::vector<std::string_view>& required) {
    if (rows.empty()) return Error{ErrorCode::invalid_input, "the file is empty"};
    Header header;
    for (const auto& field : rows.front().fields) header.names_.push_back(lower_ascii(trim(field)));
    for (const auto name : required) {
      if (!header.column(name))
        return fault(rows.front().line, "the first line must name the column '" + std::string(name) + "'");
    }
    return header;
  }
  // Empty for a column that is not there.
  std::string_view get(const CsvRow& row, std::string_view name) const {
    const auto at = column(name);
    return at && *at < row.fields.size() ? trim(row.fields[*at]) : std::string_view();
  }

 private:
  std::optional<std::size_t> column(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names_.begin());
  }
  std::vector<std::string> names_;
};

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto part = text.substr(0, text.find(separator));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    if (!trim(part).empty()) parts.emplace_back(trim(part));
  }
  return parts;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : "|") + part;
  return text;
}

// What stands where, by language and folded text.
class KnownExpressions {
 public:
  // The place of an equal one, "'greeting' (line 3)"; otherwise this one is remembered.
  std::optional<std::string> find_or_add(const std::string& language, std::string_view text,
                                         const std::string& place) {
    const auto [at, is_new] = places_.try_emplace({language, fold_case(trim(text))}, place);
    return is_new ? std::nullopt : std::optional(at->second);
  }

 private:
  std::map<std::pair<std::string, std::string>, std::string> places_;
};

std::string place_in(const std::string& intent, std::string_view where) {
  return "'" + intent + "' (" + std::string(where) + ")";
}

void remember(const NlpData& nlp, KnownExpressions& known, std::vector<std::string>& doubled) {
  for (const Intent& intent : nlp.intents) {
    for (const auto& [language, expressions] : intent.expressions) {
      for (std::size_t i = 0; i < expressions.size(); ++i) {
        const std::string place = place_in(intent.name, language + ", expression " + std::to_string(i + 1));
        const auto other = known.find_or_add(language, expressions[i].text, place);
        if (other)
          doubled.push_back("\"" + expressions[i].text + "\" stands in " + *other + " and in " + place);
      }
    }
  }
}

Intent& intent_named(NlpData& nlp, const std::string& name, ImportReport& report) {
  const auto found =
      std::find_if(nlp.intents.begin(), nlp.intents.end(), [&](const Intent& i) { return i.name == name; });
  if (found != nlp.intents.end()) return *found;
  report.new_intents.push_back(name);
  nlp.intents.push_back({name, {}});
  return nlp.intents.back();
}

Result<std::vector<CsvRow>> read_rows(std::string_view csv) {
  if (csv.size() > csv_bytes_max) return Error{ErrorCode::limit_exceeded, "the file is larger than 50 MB"};
  return parse_csv(csv);
}

// Adds the rows of a file of entities one by one.
class EntityRows {
 public:
  EntityRows(NlpData& nlp, const Header& header, ImportReport& report)
      : nlp_(nlp), header_(header), report_(report) {}

  Ok add(const CsvRow& row) {
    const std::string name(header_.get(row, "entity"));
    if (const auto wrong = fault_of_entity_name(name); !wrong.empty()) return fault(row.line, wrong);
    const auto type = type_of(header_.get(row, "type"));
    if (!type) return fault(row.line, "the type must be match, pattern, contextual or composite");
    Entity& entity = named(name, *type);
    if (entity.type != *type)
      return fault(row.line, "'" + name + "' is of type " + std::string(name_of(entity.type)) + " already");
    if (lower_ascii(header_.get(row, "fuzzy")) == "true") entity.fuzzy = true;
    const std::string value(header_.get(row, "value"));
    if (*type == Entity::Type::match_pattern) return set_pattern(entity, row, value);
    if (*type == Entity::Type::composite) return set_parts(entity, row, value);
    if (!value.empty()) add_value(entity, row, value);
    return {};
  }

 private:
  Entity& named(const std::string& name, Entity::Type type) {
    const auto found = std::find_if(nlp_.entities.begin(), nlp_.entities.end(),
                                    [&](const Entity& e) { return e.name == name; });
    if (found != nlp_.entities.end()) return *found;
    Entity entity;
    entity.name = name;
    entity.type = type;
    return *nlp_.entities.insert(nlp_.entities.end(), std::move(entity));
  }

  Ok set_pattern(Entity& entity, const CsvRow& row, const std::string& pattern) {
    if (pattern.empty()) return fault(row.line, "the pattern of '" + entity.name + "' is missing in 'value'");
    if (const auto good = check_regex(pattern); good.has_error())
      return fault(row.line, "the pattern of '" + entity.name + "': " + good.error().message);
    entity.pattern = pattern;
    ++report_.added;
    return {};
  }
  Ok set_parts(Entity& entity, const CsvRow& row, const std::string& parts) {
    entity.parts = split(parts, '|');
    if (entity.parts.size() < 2)
      return fault(row.line, "'" + entity.name + "' needs two parts or more in 'value', separated by \"|\"");
    ++report_.added;
    return {};
  }

  // A value that is there already gets the synonyms that it lacks.
  void add_value(Entity& entity, const CsvRow& row, const std::string& value) {
    const auto folded = fold_case(value);
    const auto same = std::find_if(entity.values.begin(), entity.values.end(),
                                   [&](const EntityValue& v) { return fold_case(trim(v.value)) == folded; });
    auto synonyms = split(header_.get(row, "synonyms"), '|');
    if (same == entity.values.end()) {
      entity.values.push_back({value, std::move(synonyms)});
      lines_[{entity.name, folded}] = row.line;
      ++report_.added;
      return;
    }
    const auto is_there = [&](const std::string& synonym) {
      const auto wanted = fold_case(synonym);
      return wanted == folded ||
             std::any_of(same->synonyms.begin(), same->synonyms.end(),
                         [&](const std::string& known) { return fold_case(trim(known)) == wanted; });
    };
    std::string added;
    for (auto& synonym : synonyms) {
      if (is_there(synonym)) continue;
      added += (added.empty() ? "\"" : ", \"") + synonym + '"';
      same->synonyms.push_back(std::move(synonym));
    }
    const auto line = lines_.find({entity.name, folded});
    const auto number = static_cast<std::size_t>(same - entity.values.begin()) + 1;
    report_.skipped.push_back(at_line(row.line) + ": \"" + value + "\" is already a value of " +
                              place_in(entity.name, line != lines_.end()
                                                        ? at_line(line->second)
                                                        : "value " + std::to_string(number)) +
                              (added.empty() ? "" : "; it got the synonyms " + added));
    if (!added.empty()) ++report_.added;
  }

  NlpData& nlp_;
  const Header& header_;
  ImportReport& report_;
  std::map<std::pair<std::string, std::string>, std::size_t> lines_;  // of values of this file
};

// Parts may be named before the entities they mean; the last row of all decides.
Ok check_parts(const NlpData& nlp, const std::vector<CsvRow>& rows, const Header& header) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (type_of(header.get(rows[i], "type")) != Entity::Type::composite) continue;
    const auto own = header.get(rows[i], "entity");
    for (const auto& part : split(header.get(rows[i], "value"), '|')) {
      const std::string name = part.substr(part.starts_with('@') ? 1 : 0);
      const bool known =
          is_system_entity(name) || std::any_of(nlp.entities.begin(), nlp.entities.end(),
                                                [&](const Entity& entity) { return entity.name == name; });
      if (name == own) return fault(rows[i].line, "'" + name + "' cannot be a part of itself");
      if (!known) return fault(rows[i].line, "there is no entity '" + name + "' to be a part");
    }
  }
  return {};
}

}  // namespace

std::string expressions_to_csv(const NlpData& nlp, std::string_view language,
                               const std::vector<std::string>& intents) {
  std::string out;
  append_csv_row(out, {"intent", "expression", "language"});
  for (const Intent& intent : nlp.intents) {
    if (!intents.empty() && std::find(intents.begin(), intents.end(), intent.name) == intents.end()) continue;
    const auto expressions = intent.expressions.find(std::string(language));
    if (expressions == intent.expressions.end()) continue;
    for (const auto& expression : expressions->second)
      append_csv_row(out, {intent.name, expression.text, language});
  }
  return out;
}

std::string entities_to_csv(const NlpData& nlp) {
  std::string out;
  append_csv_row(out, {"entity", "type", "value", "synonyms", "fuzzy"});
  for (const Entity& entity : nlp.entities) {
    const std::string_view type = name_of(entity.type), fuzzy = entity.fuzzy ? "true" : "false";
    if (entity.type == Entity::Type::match_pattern) {
      append_csv_row(out, {entity.name, type, entity.pattern, "", fuzzy});
    } else if (entity.type == Entity::Type::composite) {
      append_csv_row(out, {entity.name, type, joined(entity.parts), "", fuzzy});
    } else if (entity.values.empty()) {
      append_csv_row(out, {entity.name, type, "", "", fuzzy});
    }
    for (const auto& value : entity.values)
      append_csv_row(out, {entity.name, type, value.value, joined(value.synonyms), fuzzy});
  }
  return out;
}

Result<ImportReport> import_expressions(NlpData& nlp, std::string_view csv, std::string_view language,
                                        ImportMode mode) {
  SB_TRY(const auto rows, read_rows(csv));
  SB_TRY(const auto header, Header::read(rows, {"intent", "expression"}));
  NlpData changed = nlp;
  if (mode == ImportMode::replace) {
    for (Intent& intent : changed.intents) intent.expressions.erase(std::string(language));
  }
  ImportReport report;
  KnownExpressions known;
  std::vector<std::string> ignored;
  remember(changed, known, ignored);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::string intent(header.get(rows[i], "intent")), text(header.get(rows[i], "expression"));
    if (intent.empty() || text.empty()) return fault(rows[i].line, "a row needs an intent and an expression");
    if (const auto wrong = fault_of_intent_name(intent); !wrong.empty()) return fault(rows[i].line, wrong);
    const auto own = header.get(rows[i], "language");
    const std::string in(own.empty() ? language : own);
    if (const auto other = known.find_or_add(in, text, place_in(intent, at_line(rows[i].line)))) {
      report.skipped.push_back(at_line(rows[i].line) + ": \"" + text + "\" is already an expression of " +
                               *other);
      continue;
    }
    intent_named(changed, intent, report).expressions[in].push_back({text});
    ++report.added;
  }
  if (mode == ImportMode::replace) {
    std::erase_if(changed.intents, [](const Intent& intent) { return intent.expressions.empty(); });
  }
  nlp = std::move(changed);
  return report;
}

Result<ImportReport> import_entities(NlpData& nlp, std::string_view csv, ImportMode mode) {
  SB_TRY(const auto rows, read_rows(csv));
  SB_TRY(const auto header, Header::read(rows, {"entity", "type", "value"}));
  NlpData changed = nlp;
  if (mode == ImportMode::replace) changed.entities.clear();
  ImportReport report;
  EntityRows entities(changed, header, report);
  for (std::size_t i = 1; i < rows.size(); ++i) SB_TRYV(entities.add(rows[i]));
  SB_TRYV(check_parts(changed, rows, header));
  nlp = std::move(changed);
  return report;
}

std::vector<std::string> duplicate_expressions(const NlpData& nlp) {
  KnownExpressions known;
  std::vector<std::string> doubled;
  remember(nlp, known, doubled);
  return doubled;
}

}  // namespace sb::nlu
