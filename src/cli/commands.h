#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/bot_folder.h"
#include "nlu/understanding.h"
#include "server/application.h"

// The commands of the program, each with its options as plain data. Every one returns the exit code.
namespace sb::cli {

inline constexpr int exit_ok = 0, exit_wrong = 1, exit_usage = 2;

int serve(const server::ServeConfig& config);

struct ChatOptions {
  std::string bot;       // folder
  std::string language;  // empty: the bot's primary one
  std::string session_id = "terminal-0000000000000000";
  std::string egress_allow;
};
int chat(const ChatOptions& options);

int check(const std::vector<std::string>& bots);

struct TestOptions {
  std::vector<std::string> bots;  // folders, or transcript files of a folder's tests/
  std::string junit_file;
  bool rebaseline = false;
};
int test(const TestOptions& options);

struct RunScriptOptions {
  std::string file, args = "{}";
  std::string record_file, replay_file;  // of its requests; at most one of them
  std::string egress_allow, seed, now;   // hexadecimal digits; ISO 8601, empty: now
  std::int64_t wall_ms_max = 20'000, cpu_ms_max = 2'000, heap_bytes_max = 150'000'000;
};
int run_script(const RunScriptOptions& options);

struct TransferOptions {
  std::string source;  // a bot folder, an export document, or the id of a stored bot
  std::string target;  // export: a .json file or a folder; empty: standard output
  std::string version = "DRAFT";
  std::string data_directory = "./data";
  std::string secret_key_file;
};
int export_bot(const TransferOptions& options);
int import_bot(const TransferOptions& options);

struct PublishOptions {
  std::string bot_id, notes;
  std::string data_directory = "./data";
  std::string secret_key_file;
};
int publish(const PublishOptions& options);

struct StoreOptions {
  std::string data_directory = "./data";
  std::string secret_key_file;
};
int token_create(const std::string& name, const StoreOptions& options);

struct UserOptions {
  enum class Action { add, list, disable, enable, password };
  Action action = Action::list;
  std::string login, name, email;
  bool admin = false;
  std::vector<std::string> roles;    // "BOT=ROLE"
  bool password_from_stdin = false;  // else a one-time link is made
  StoreOptions store;
};
int user(const UserOptions& options);

struct ReplayOptions {
  StoreOptions store;
  std::string bot_id;      // empty: every bot
  std::string session_id;  // empty: every session
};
int replay(const ReplayOptions& options);

struct BackupOptions {
  StoreOptions store;
  std::string folder;        // written by backup, read by restore
  bool without_key = false;  // the key is kept elsewhere
};
int back_up(const BackupOptions& options);
int restore(const BackupOptions& options);

struct MigrateOptions {
  StoreOptions store;
  bool dry_run = false;  // everything is tried, nothing stays
};
int migrate(const MigrateOptions& options);

struct NluTrainOptions {
  std::string bot;        // folder or export document
  std::string directory;  // where the models go; empty: they are only measured
};
int nlu_train(const NluTrainOptions& options);

struct NluExtractOptions {
  std::string bot, text;
  std::string language;  // empty: the bot's primary one
};
int nlu_extract(const NluExtractOptions& options);

struct NluFileOptions {
  std::string bot;   // import: a folder
  std::string file;  // import: CSV
  std::string language;
  bool replace = false;   // import: what was there goes
  bool entities = false;  // export: entities instead of expressions
};
int nlu_import(const NluFileOptions& options);
int nlu_export(const NluFileOptions& options);

struct NluEvaluateOptions {
  std::string train_file, test_file;  // JSON Lines
  std::string language;               // empty: as the rows say
  std::uint64_t seed = 1;
  std::size_t few = 0;
  bool typos = false, without_out_of_scope = false;
};
int nlu_evaluate(const NluEvaluateOptions& options);

int doctor(const server::ServeConfig& config);
int version();

// Shared by the commands.
// A folder or an export document with all its findings printed to stderr; nullopt when there were errors.
std::optional<LoadedBot> load_and_report(const std::string& path);
void print_error(const Error& error);
// Every language of the bot that has enough expressions to learn from.
nlu::LanguageModels train_models(const Bot& bot);

}  // namespace sb::cli
