#include <map>
#include <set>

#include "api/call.h"
#include "api/csv.h"
#include "api/manage.h"
#include "api/shapes.h"
#include "base/utf8.h"
#include "model/bot_json.h"
#include "model/bot_shapes.h"

// The translatable texts of a version as a table: one row per text, one column per language.

namespace sb::api {

namespace {

constexpr std::string_view formula_signs = "=+-@\t\r";

bool looks_like_formula(std::string_view cell) {
  return !cell.empty() && formula_signs.find(cell.front()) != std::string_view::npos;
}

}  // namespace

void append_csv_row(std::string& out, const CsvRow& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    const std::string& cell = row[i];
    // An apostrophe of the text's own gets one more, so that reading takes away only ours.
    const bool guarded = looks_like_formula(cell) || cell.starts_with('\'');
    if (!guarded && cell.find_first_of(",\"\r\n") == std::string::npos) {
      out += cell;
      continue;
    }
    out += guarded ? "\"'" : "\"";
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

Result<std::vector<CsvRow>> parse_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<CsvRow> rows;
  std::size_t at = 0, line = 1;
  while (at < text.size()) {
    CsvRow row;
    for (bool more = true; more;) {
      std::string cell;
      if (at < text.size() && text[at] == '"') {
        for (++at;; ++at) {
          if (at >= text.size())
            return Error{ErrorCode::invalid_input, "a quote is not closed", "line " + std::to_string(line)};
          if (text[at] == '\n') ++line;
          if (text[at] != '"') {
            cell += text[at];
          } else if (at + 1 < text.size() && text[at + 1] == '"') {
            cell += text[++at];
          } else {
            ++at;
            break;
          }
        }
      } else {
        while (at < text.size() && text[at] != ',' && text[at] != '\n' && text[at] != '\r')
          cell += text[at++];
      }
      if (cell.starts_with('\'')) cell.erase(0, 1);
      row.push_back(std::move(cell));
      more = at < text.size() && text[at] == ',';
      if (more) ++at;
    }
    if (at < text.size() && text[at] == '\r') ++at;
    if (at < text.size()) {
      if (text[at] != '\n')
        return Error{ErrorCode::invalid_input, "text after a closing quote", "line " + std::to_string(line)};
      ++at;
      ++line;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

namespace {

using namespace sb::shapes;
using namespace shape;
using store::Right;

constexpr std::size_t csv_bytes_max = 16 * 1024 * 1024;
constexpr std::string_view key_column = "key", dialog_column = "dialog";

// Calls `visit(pointer, value)` for every text that may be in several languages.
template <typename Visit>
void walk(Json& value, const Shape& shape, const std::string& pointer, Visit& visit) {
  if (&shape == document::local_text().get()) {
    visit(pointer, value);
    return;
  }
  if (auto* list = value.if_array()) {
    const Shape& of = option_for(shape, value);
    for (std::size_t i = 0; of.item && i < list->size(); ++i)
      walk((*list)[i], *of.item, pointer + pointer_step(i), visit);
    return;
  }
  auto* object = value.if_object();
  if (!object) return;
  const Shape* of = &option_for(shape, value);
  if (of == document::local_text().get()) return visit(pointer, value);
  if (of->kind == Shape::Kind::tagged) {
    const Shape* chosen = case_of(*of, string_member(*object, of->tag));
    of = chosen ? chosen : of->otherwise ? of->otherwise.get() : of;
  } else if (of->kind == Shape::Kind::keyed) {
    for (const auto& [name, inner] : of->cases) {
      if (object->contains(name)) {
        of = inner.get();
        break;
      }
    }
  }
  for (auto& member : *object) {
    if (of->kind == Shape::Kind::map) {
      walk(member.value(), *of->item, pointer + pointer_step(view(member.key())), visit);
      continue;
    }
    for (const auto& known : of->members) {
      if (known.name == view(member.key()))
        walk(member.value(), *known.shape, pointer + pointer_step(view(member.key())), visit);
    }
  }
}

template <typename Visit>
void each_text(Json& document, Visit visit) {
  Json& dialogs = document.get_object()["dialogs"];
  if (!dialogs.is_array()) return;
  for (Json& dialog : dialogs.get_array()) {
    const std::string id(string_member(dialog.get_object(), "id")),
        name(string_member(dialog.get_object(), "name"));
    auto inner = [&](const std::string& pointer, Json& text) { visit(id + pointer, name, text); };
    walk(dialog, *document::dialog(), "", inner);
  }
}

std::vector<std::string> languages_of(const Bot& bot) {
  std::vector<std::string> out{bot.primary_language};
  out.insert(out.end(), bot.secondary_languages.begin(), bot.secondary_languages.end());
  return out;
}

std::string text_in(const Json& text, const std::string& language, const std::string& primary) {
  if (text.is_string()) return language == primary ? std::string(view(text.get_string())) : "";
  return text.is_object() ? std::string(string_member(text.get_object(), language)) : "";
}

void export_csv(const Deps& deps, const CallPtr& call) {
  const auto bot = deps.bots.source(call->bot_id(), call->version());
  const auto languages = languages_of(*bot);
  std::string out;
  CsvRow head{std::string(key_column), std::string(dialog_column)};
  head.insert(head.end(), languages.begin(), languages.end());
  append_csv_row(out, head);
  Json document = bot_to_json(*bot, DocumentKind::full);
  each_text(document, [&](const std::string& key, const std::string& dialog, const Json& text) {
    CsvRow row{key, dialog};
    for (const auto& language : languages) row.push_back(text_in(text, language, bot->primary_language));
    append_csv_row(out, row);
  });
  auto response = http::text_response(200, "text/csv; charset=utf-8", std::move(out));
  response.headers.set("Content-Disposition", "attachment; filename=\"translations.csv\"");
  call->answer(std::move(response));
}

struct Table {
  std::vector<std::pair<std::string, std::size_t>> languages;  // with their columns
  std::map<std::string, CsvRow> rows;                          // by key
};

std::optional<Table> read_table(const Call& call, const Bot& bot, Problems& problems) {
  if (!is_valid_utf8(call.raw_body())) {
    problems.add("body", "this is not UTF-8");
    return std::nullopt;
  }
  auto rows = parse_csv(call.raw_body());
  if (rows.has_error()) {
    problems.add("body", rows.error());
    return std::nullopt;
  }
  if (rows->empty() || rows->front().size() < 3 || rows->front()[0] != key_column ||
      rows->front()[1] != dialog_column) {
    problems.add("body", "the first line must be: key,dialog, and the languages");
    return std::nullopt;
  }
  Table table;
  for (std::size_t column = 2; column < rows->front().size(); ++column) {
    const std::string& language = rows->front()[column];
    if (!bot.has_language(language)) problems.add("body line 1", "the bot does not speak '" + language + "'");
    table.languages.emplace_back(language, column);
  }
  for (std::size_t i = 1; i < rows->size(); ++i) {
    CsvRow& row = (*rows)[i];
    if (row.size() == 1 && row[0].empty()) continue;
    if (row.size() != rows->front().size())
      problems.add("body row " + std::to_string(i + 1),
                   "this row has another number of cells than the first");
    table.rows[row[0]] = std::move(row);
  }
  return table;
}

// An empty cell leaves the text as it is: what was not translated stays.
std::int64_t apply(Json& document, const Table& table, const Bot& bot, std::set<std::string>& used) {
  std::int64_t changed = 0;
  each_text(document, [&](const std::string& key, const std::string&, Json& text) {
    const auto row = table.rows.find(key);
    if (row == table.rows.end()) return;
    used.insert(key);
    for (const auto& [language, column] : table.languages) {
      const std::string& cell = row->second[column];
      if (cell.empty() || cell == text_in(text, language, bot.primary_language)) continue;
      ++changed;
      const bool plain = text.is_string();
      if (plain && language == bot.primary_language) {
        text = cell;
        continue;
      }
      if (plain) {
        Json own = text;
        text = JsonObject{};
        text.get_object()[bot.primary_language] = std::move(own);
      }
      text.get_object()[language] = cell;
    }
  });
  return changed;
}

void import_csv(const Deps& deps, const CallPtr& call) {
  Problems problems;
  std::int64_t changed = 0;
  const auto edited = deps.bots.edit(call->bot_id(), call->version(), [&](Bot& bot) -> Ok {
    const Error refused{ErrorCode::invalid_input, "refused"};
    const auto table = read_table(*call, bot, problems);
    if (!problems.empty()) return refused;
    Json document = bot_to_json(bot, DocumentKind::full);
    std::set<std::string> used;
    changed = apply(document, *table, bot, used);
    for (const auto& [key, row] : table->rows) {
      if (!used.contains(key)) problems.add("body", "there is no text '" + key + "'");
    }
    if (!problems.empty()) return refused;
    Diagnostics diagnostics;
    SB_TRY(bot, parse_bot(document, diagnostics));
    return {};
  });
  if (!problems.empty()) return call->answer(problems.response());
  if (edited.has_error()) return call->fail(edited.error());
  deps.bot_changed(call->bot_id());
  call->answer(200, JsonObject{{"changed", changed}});
}

}  // namespace

Endpoints manage_translation_endpoints(const Deps& deps) {
  const std::string path = "/manage/v1/bots/{botId}/translations";
  Endpoint out{"GET", path, "exportTranslations", "The texts of a version, a column for each language.",
               Family::manage};
  out.right = Right::read_bot;
  out.params = {version_param()};
  out.answers = {{200, "The table.", nullptr, "text/csv; charset=utf-8"}};
  out.handle = [deps](const CallPtr& call) { export_csv(deps, call); };
  Endpoint in{"PUT", path, "importTranslations",
              "Writes the texts of such a table. Empty cells and missing rows leave the texts as they are.",
              Family::manage};
  in.right = Right::edit_bot;
  in.params = {version_param()};
  in.body_type = "text/csv";
  in.body_bytes_max = csv_bytes_max;
  in.answers = {{200, "How many texts are others now.", object({must("changed", integer(0, INT64_MAX))})}};
  in.handle = [deps](const CallPtr& call) { import_csv(deps, call); };
  return {std::move(out), std::move(in)};
}

}  // namespace sb::api
