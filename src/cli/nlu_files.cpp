#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "base/utf8.h"
#include "cli/commands.h"
#include "model/bot_check.h"
#include "nlu/training_csv.h"

// `signalbox nlu import` and `nlu export`: training data of a bot folder as CSV.

namespace sb::cli {
namespace {

Result<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::not_found, "cannot read the file", path};
  return std::string((std::istreambuf_iterator<char>(file)), {});
}

// The header tells which of the two kinds of file it is.
bool is_entity_file(std::string_view csv) {
  const auto header = lower_ascii(csv.substr(0, csv.find('\n')));
  return header.find("entity") != std::string::npos;
}

Result<nlu::ImportReport> import_into(NlpData& nlp, const std::string& csv, const NluFileOptions& options,
                                      const std::string& language) {
  const auto mode = options.replace ? nlu::ImportMode::replace : nlu::ImportMode::add;
  return is_entity_file(csv) ? nlu::import_entities(nlp, csv, mode)
                             : nlu::import_expressions(nlp, csv, language, mode);
}

// Nothing is written that could not be read again: the bot was sound before.
bool is_sound(const Bot& bot) {
  bool sound = true;
  for (const auto& finding : check_bot(bot)) {
    if (finding.severity != Severity::error) continue;
    std::cerr << printable(to_text(finding)) << '\n';
    sound = false;
  }
  if (!sound) std::cerr << "nothing was imported\n";
  return sound;
}

}  // namespace

int nlu_import(const NluFileOptions& options) {
  auto loaded = load_and_report(options.bot);
  if (!loaded) return exit_wrong;
  if (!std::filesystem::is_directory(options.bot)) {
    print_error({ErrorCode::invalid_input, "only a bot folder can be changed", options.bot});
    return exit_usage;
  }
  const auto csv = read_file(options.file);
  if (csv.has_error()) return print_error(csv.error()), exit_wrong;
  Bot& bot = loaded->bot;
  const std::string& language = options.language.empty() ? bot.primary_language : options.language;
  auto report = import_into(bot.nlp, *csv, options, language);
  if (report.has_error()) {
    print_error({report.error().code, report.error().message, options.file + ": " + report.error().place});
    return exit_wrong;
  }
  if (!is_sound(bot)) return exit_wrong;
  if (auto saved = save_bot_folder(bot, options.bot); saved.has_error())
    return print_error(saved.error()), exit_wrong;
  for (const auto& row : report->skipped) std::cerr << options.file << ": " << printable(row) << '\n';
  JsonArray new_intents;
  for (const auto& name : report->new_intents) new_intents.emplace_back(name);
  std::cout << to_json_text(JsonObject{{"added", report->added},
                                       {"skipped", report->skipped.size()},
                                       {"newIntents", std::move(new_intents)}})
            << '\n';
  return exit_ok;
}

int nlu_export(const NluFileOptions& options) {
  const auto loaded = load_and_report(options.bot);
  if (!loaded) return exit_wrong;
  const Bot& bot = loaded->bot;
  const std::string& language = options.language.empty() ? bot.primary_language : options.language;
  std::cout << (options.entities ? nlu::entities_to_csv(bot.nlp)
                                 : nlu::expressions_to_csv(bot.nlp, language));
  return exit_ok;
}

}  // namespace sb::cli
