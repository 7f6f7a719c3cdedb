#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "base/utf8.h"
#include "cli/commands.h"
#include "nlu/evaluate.h"
#include "nlu/language_model.h"
#include "nlu/model_files.h"

namespace sb::cli {
namespace {

constexpr std::uint64_t training_seed = 1;  // the server's, so that its models are these
constexpr std::size_t suspicious_shown_max = 10;

void print_quality(const nlu::LanguageModel& model) {
  const auto& report = model.validation();
  std::cout << model.language() << ": of " << report.judged
            << " expressions, each judged by a model without it, "
            << fmt::format("{:.0f} %", report.accuracy * 100) << " are recognised\n";
  for (const auto& intent : report.intents) {
    std::cout << fmt::format("  {:<28} {:>4} expressions  precision {:.2f}  recall {:.2f}\n",
                             printable(intent.intent), intent.expressions, intent.precision, intent.recall);
  }
  for (std::size_t i = 0; i < report.suspicious.size() && i < suspicious_shown_max; ++i) {
    const auto& one = report.suspicious[i];
    std::cout << "  \"" << printable(one.expression) << "\" of '" << printable(one.intent) << "' looks like '"
              << printable(one.taken_for) << "'\n";
  }
}

Result<std::vector<nlu::LabelledText>> read_dataset(const std::string& path,
                                                    const nlu::DatasetOptions& options) {
  if (std::filesystem::is_directory(path)) return Error{ErrorCode::invalid_input, "this is a folder", path};
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::not_found, "cannot read the file", path};
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  auto rows = nlu::parse_dataset(text);
  if (rows.has_error())
    return Error{rows.error().code, rows.error().message, path + ": " + rows.error().place};
  if (const auto fit = nlu::check_rows(*rows, options); fit.has_error())
    return Error{fit.error().code, fit.error().message, path};
  return rows;
}

Result<JsonObject> evaluated(const NluEvaluateOptions& options) {
  if (options.few > 0 && options.few < nlu::trainable_expressions_min)
    return Error{
        ErrorCode::invalid_input,
        fmt::format("training needs at least {} examples of an intent", nlu::trainable_expressions_min),
        "--few"};
  nlu::DatasetOptions dataset;
  dataset.seed = options.seed;
  dataset.few = options.few;
  dataset.typos = options.typos;
  dataset.use_out_of_scope = !options.without_out_of_scope;
  dataset.language = options.language;
  SB_TRY(const auto train, read_dataset(options.train_file, dataset));
  SB_TRY(const auto test, read_dataset(options.test_file, dataset));
  const std::string &learned = train.front().language, &tested = test.front().language;
  if (options.language.empty() && !learned.empty() && !tested.empty() && learned != tested)
    return Error{ErrorCode::invalid_input,
                 "the rows are in '" + tested + "', those of " + options.train_file + " in '" + learned + "'",
                 options.test_file};
  return nlu::evaluate(train, test, dataset);
}

}  // namespace

nlu::LanguageModels train_models(const Bot& bot) {
  nlu::LanguageModels models;
  for (const auto& language : nlu::trainable_languages(bot)) {
    auto model = nlu::train_language_model(nlu::training_set(bot, language, training_seed), {});
    if (model.has_error()) continue;
    models[language] = std::make_shared<const nlu::LanguageModel>(std::move(model).value());
  }
  return models;
}

int nlu_train(const NluTrainOptions& options) {
  const auto loaded = load_and_report(options.bot);
  if (!loaded) return exit_wrong;
  nlu::ModelFiles files(options.directory);
  JsonArray languages;
  for (const auto& language : nlu::trainable_languages(loaded->bot)) {
    const auto set = nlu::training_set(loaded->bot, language, training_seed);
    const std::int64_t begun_ms = monotonic_ms();
    auto model = nlu::train_language_model(set, {});
    if (model.has_error()) return print_error(model.error()), exit_wrong;
    const auto milliseconds = monotonic_ms() - begun_ms;
    const auto kept = std::make_shared<const nlu::LanguageModel>(std::move(model).value());
    print_quality(*kept);
    if (auto saved = files.save(nlu::training_hash(loaded->bot, language), kept); saved.has_error())
      return print_error(saved.error()), exit_wrong;
    languages.push_back(JsonObject{{"language", language},
                                   {"intents", set.intents.size()},
                                   {"expressions", set.examples.size()},
                                   {"train_seconds", static_cast<double>(milliseconds) / 1000},
                                   {"model_bytes", kept->to_bytes().size()},
                                   {"cross_validation", to_json(kept->validation())}});
  }
  if (languages.empty()) {
    print_error(
        {ErrorCode::invalid_input, "no language has at least 2 intents with at least 5 expressions each"});
    return exit_wrong;
  }
  std::cout << to_json_text(JsonObject{{"languages", std::move(languages)}}) << '\n';
  return exit_ok;
}

int nlu_extract(const NluExtractOptions& options) {
  const auto loaded = load_and_report(options.bot);
  if (!loaded) return exit_wrong;
  const std::string& language = options.language.empty() ? loaded->bot.primary_language : options.language;
  if (!loaded->bot.has_language(language)) {
    print_error({ErrorCode::invalid_input, "the bot does not speak '" + language + "'"});
    return exit_usage;
  }
  const auto understanding = nlu::make_understanding(loaded->bot, train_models(loaded->bot));
  const auto result = understanding->extract(options.text, language, utc_now());
  std::cout << to_json_text(Json(to_json(result))) << '\n';
  return exit_ok;
}

int nlu_evaluate(const NluEvaluateOptions& options) {
  const auto result = evaluated(options);
  if (result.has_error()) return print_error(result.error()), exit_wrong;
  std::cout << to_json_text(Json(*result)) << '\n';
  return exit_ok;
}

}  // namespace sb::cli
