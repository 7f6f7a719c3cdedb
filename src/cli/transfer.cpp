#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/clock.h"
#include "cli/stored.h"
#include "model/bot_json.h"
#include "store/access_tokens.h"

namespace sb::cli {
namespace {

// The stored content as it was loaded: references to the environment are still references.
Result<Bot> stored_bot(store::Store& store, const std::string& bot_id, Version version) {
  SB_TRY(auto versions, store.bot_versions());
  for (const auto& known : versions) {
    if (known.bot_id != bot_id || known.version != version) continue;
    SB_TRY(auto content, store.find_bot_content(known.hash));
    if (!content) break;
    SB_TRY(auto document, parse_json(content->document));
    Diagnostics diagnostics;
    return parse_bot(document, diagnostics);
  }
  return Error{ErrorCode::not_found,
               "there is no bot '" + bot_id + "' in version " + std::string(version_name(version))};
}

Result<Bot> find_source(const TransferOptions& options) {
  if (std::filesystem::exists(options.source)) {
    auto loaded = load_and_report(options.source);
    if (!loaded) return Error{ErrorCode::invalid_input, "the bot has faults", options.source};
    return std::move(loaded->bot);
  }
  const auto version = parse_version(options.version);
  if (!version) return Error{ErrorCode::invalid_input, "--version: must be DRAFT or LIVE"};
  SB_TRY(auto opened, open_stored({options.data_directory, options.secret_key_file}));
  return stored_bot(*opened.store, options.source, *version);
}

}  // namespace

Result<OpenedStore> open_stored(const StoreOptions& options) {
  if (!std::filesystem::exists(options.data_directory)) {
    return Error{ErrorCode::not_found, "there is no data directory", options.data_directory};
  }
  SB_TRY(auto sealer,
         load_or_create_sealer(options.secret_key_file.empty() ? options.data_directory + "/secret.key"
                                                               : options.secret_key_file));
  OpenedStore opened;
  store::SqliteOptions sqlite;
  sqlite.directory = options.data_directory;
  SB_TRY(opened.store, store::open_sqlite_store(sqlite, sealer));
  opened.bots = std::make_unique<conductor::BotRegistry>(*opened.store);
  SB_TRYV(opened.bots->load_all());
  return opened;
}

int export_bot(const TransferOptions& options) {
  auto bot = find_source(options);
  if (bot.has_error()) return print_error(bot.error()), exit_wrong;
  const std::filesystem::path target = options.target;
  if (!options.target.empty() && target.extension() != ".json") {
    if (auto saved = save_bot_folder(*bot, target); saved.has_error())
      return print_error(saved.error()), exit_wrong;
    std::cerr << "written to the folder " << options.target << '\n';
    return exit_ok;
  }
  const std::string text = to_pretty_json_text(bot_to_json(*bot, DocumentKind::export_document));
  if (options.target.empty()) {
    std::cout << text;
    return exit_ok;
  }
  std::ofstream file(target, std::ios::binary);
  file << text;
  if (!file.flush())
    return print_error({ErrorCode::unavailable, "cannot write the file", options.target}), exit_wrong;
  std::cerr << "written to " << options.target << '\n';
  return exit_ok;
}

int import_bot(const TransferOptions& options) {
  auto loaded = load_and_report(options.source);
  if (!loaded) return exit_wrong;
  if (loaded->bot.id.empty()) {
    // An export document carries no id: the file's name becomes one.
    loaded->bot.id = slug(std::filesystem::path(options.source).stem().string());
  }
  std::filesystem::create_directories(options.data_directory);
  auto opened = open_stored({options.data_directory, options.secret_key_file});
  if (opened.has_error()) return print_error(opened.error()), exit_wrong;
  auto changed = opened->bots->put(loaded->bot, Version::draft);
  if (changed.has_error()) return print_error(changed.error()), exit_wrong;
  std::cout << to_json_text(JsonObject{{"botId", loaded->bot.id},
                                       {"version", "DRAFT"},
                                       {"changed", *changed},
                                       {"dialogs", loaded->bot.dialogs.size()}})
            << '\n';
  return exit_ok;
}

int publish(const PublishOptions& options) {
  auto opened = open_stored({options.data_directory, options.secret_key_file});
  if (opened.has_error()) return print_error(opened.error()), exit_wrong;
  const auto number = opened->bots->publish(options.bot_id, "command line", options.notes, utc_now());
  if (number.has_error()) return print_error(number.error()), exit_wrong;
  std::cout << to_json_text(JsonObject{{"botId", options.bot_id}, {"publication", *number}}) << '\n';
  return exit_ok;
}

int token_create(const std::string& name, const StoreOptions& options) {
  std::filesystem::create_directories(options.data_directory);
  auto opened = open_stored(options);
  if (opened.has_error()) return print_error(opened.error()), exit_wrong;
  store::AccessTokens tokens(*opened->store);
  const auto token = tokens.create(name, utc_now());
  if (token.has_error()) return print_error(token.error()), exit_wrong;
  std::cerr << "The token is shown this once; a server started from now on accepts it.\n";
  std::cout << *token << '\n';
  return exit_ok;
}

}  // namespace sb::cli
