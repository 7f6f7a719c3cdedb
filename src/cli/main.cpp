#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "base/log.h"
#include "base/utf8.h"
#include "cli/commands.h"

namespace {

using namespace sb;

// SIGNALBOX_NAME, or the content of the file that SIGNALBOX_NAME_FILE names: how secrets come in.
Result<std::string> secret_from_environment(const std::string& name) {
  if (const char* value = std::getenv(name.c_str())) return std::string(value);
  const std::string file_name = name + "_FILE";
  const char* path = std::getenv(file_name.c_str());
  if (!path) return std::string();
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::not_found, "cannot read the file", file_name};
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  return std::string(trim_ascii(text));
}

void add_store_options(CLI::App& command, std::string& data_directory, std::string& key_file) {
  command.add_option("--data", data_directory, "directory of the server's data")
      ->envname("SIGNALBOX_DATA")
      ->take_last()
      ->capture_default_str();
  command
      .add_option("--secret-key-file", key_file,
                  "key of what is encrypted at rest (default: DATA/secret.key)")
      ->envname("SIGNALBOX_SECRET_KEY_FILE")
      ->take_last();
}

// Limits of Code actions, per run.
void add_script_options(CLI::App& command, script::PoolOptions& scripts) {
  const auto limit = [&](const char* flag, const char* variable, auto& value, const char* what,
                         std::int64_t most) {
    command.add_option(flag, value, what)
        ->envname(variable)
        ->check(CLI::Range(std::int64_t{1}, most))
        ->capture_default_str();
  };
  auto& limits = scripts.limits;
  limit("--script-wall-ms", "SIGNALBOX_SCRIPT_WALL_MS", limits.wall_ms_max,
        "time of a script, waiting included", 600'000);
  limit("--script-cpu-ms", "SIGNALBOX_SCRIPT_CPU_MS", limits.cpu_ms_max, "CPU time of a script", 600'000);
  limit("--script-heap-bytes", "SIGNALBOX_SCRIPT_HEAP_BYTES", limits.heap_bytes_max, "memory of a script",
        2'000'000'000);
  limit("--script-result-bytes", "SIGNALBOX_SCRIPT_RESULT_BYTES", limits.result_bytes_max,
        "what a script may publish", 15'000'000);
  limit("--script-fetches", "SIGNALBOX_SCRIPT_FETCHES", limits.fetches_max, "requests of a script", 1'000);
  limit("--script-response-bytes", "SIGNALBOX_SCRIPT_RESPONSE_BYTES", scripts.response_bytes_max,
        "one answer to a script", 15'000'000);
  limit("--script-workers", "SIGNALBOX_SCRIPT_WORKERS", scripts.workers_max, "processes that run scripts",
        1'000);
}

void add_serve_options(CLI::App& command, server::ServeConfig& config) {
  add_store_options(command, config.data_directory, config.secret_key_file);
  command
      .add_option("--listen", config.listen,
                  "HOST:PORT, http://HOST:PORT, https://HOST:PORT or unix:/path; repeatable (default: "
                  "127.0.0.1:8080, or the sockets that systemd passes)")
      ->envname("SIGNALBOX_LISTEN")
      ->delimiter(',');
  command
      .add_option(
          "--tls-cert", config.tls_certificate_file,
          "speak TLS with this certificate and its intermediate ones (PEM; read again when it changes)")
      ->envname("SIGNALBOX_TLS_CERT");
  command.add_option("--tls-key", config.tls_key_file, "the key of the certificate (PEM)")
      ->envname("SIGNALBOX_TLS_KEY");
  command
      .add_option("--trusted-proxy", config.trusted_proxies,
                  "believe X-Forwarded-For and X-Forwarded-Proto of these addresses, ranges, or 'unix'; "
                  "repeatable")
      ->envname("SIGNALBOX_TRUSTED_PROXY")
      ->delimiter(',');
  command.add_option("--bot", config.bot_folders, "load this bot folder as DRAFT; repeatable")
      ->envname("SIGNALBOX_BOT")
      ->delimiter(',');
  command.add_flag("--publish", config.publish, "and as LIVE")->envname("SIGNALBOX_PUBLISH");
  command
      .add_option("--egress-allow", config.egress_allow,
                  "hosts and ranges that requests of bots may reach although they are private")
      ->envname("SIGNALBOX_EGRESS_ALLOW");
  command.add_option("--egress-proxy", config.egress_proxy, "http://host:port for all requests of bots")
      ->envname("SIGNALBOX_EGRESS_PROXY");
  command
      .add_option("--egress-ca-file", config.egress_ca_file, "trusted authorities for requests of bots (PEM)")
      ->envname("SIGNALBOX_EGRESS_CA_FILE");
  command.add_option("--threads", config.threads, "event loops")
      ->envname("SIGNALBOX_THREADS")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command.add_option("--slow-turn-ms", config.slow_turn_ms, "log turns that take longer; 0: none")
      ->envname("SIGNALBOX_SLOW_TURN_MS")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  add_script_options(command, config.scripts);
  command.add_option("--smtp-url", config.smtp_url, "mail server: smtp://HOST:PORT or smtps://HOST:PORT")
      ->envname("SIGNALBOX_SMTP_URL");
  command.add_option("--smtp-user", config.smtp_user, "its user; the password is SIGNALBOX_SMTP_PASSWORD")
      ->envname("SIGNALBOX_SMTP_USER");
  command.add_option("--smtp-from", config.smtp_from, "sender of mail: \"Name <address>\" or an address")
      ->envname("SIGNALBOX_SMTP_FROM");
  command.add_option("--smtp-tls", config.smtp_tls, "STARTTLS: required, if-offered or none")
      ->envname("SIGNALBOX_SMTP_TLS")
      ->check(CLI::IsMember({"required", "if-offered", "none"}))
      ->capture_default_str();
  command.add_option("--smtp-ca-file", config.smtp_ca_file, "trusted authorities for the mail server (PEM)")
      ->envname("SIGNALBOX_SMTP_CA_FILE");
  command.add_option("--public-url", config.public_url, "where people reach this server, for links in mails")
      ->envname("SIGNALBOX_PUBLIC_URL");
  command.add_option("--oidc-issuer", config.oidc_issuer, "people log in at this OpenID Connect provider")
      ->envname("SIGNALBOX_OIDC_ISSUER");
  command
      .add_option("--oidc-client-id", config.oidc_client_id,
                  "what this server is there; the secret is SIGNALBOX_OIDC_CLIENT_SECRET")
      ->envname("SIGNALBOX_OIDC_CLIENT_ID");
  // `with_config_file` has read it by then.
  command
      .add_option_function<std::string>(
          "--config", [](const std::string&) {}, "read options from this file (TOML)")
      ->envname("SIGNALBOX_CONFIG")
      ->check(CLI::ExistingFile);
}

struct Commands {
  server::ServeConfig serve, doctor;
  cli::ChatOptions chat;
  std::vector<std::string> check;
  cli::TestOptions test;
  cli::RunScriptOptions run_script;
  cli::TransferOptions exported, imported;
  cli::PublishOptions publish;
  std::string token_name;
  cli::StoreOptions token;
  cli::UserOptions user;
  cli::ReplayOptions replay;
  cli::BackupOptions backup;
  cli::MigrateOptions migrate;
  cli::NluTrainOptions nlu_train;
  cli::NluExtractOptions nlu_extract;
  cli::NluFileOptions nlu_import, nlu_export;
  cli::NluEvaluateOptions nlu_evaluate;
  std::string log_level = "info";
};

int run_serve(Commands& commands) {
  auto token = secret_from_environment("SIGNALBOX_TOKEN");
  if (token.has_error()) return cli::print_error(token.error()), cli::exit_usage;
  commands.serve.token = *token;
  auto mail_password = secret_from_environment("SIGNALBOX_SMTP_PASSWORD");
  if (mail_password.has_error()) return cli::print_error(mail_password.error()), cli::exit_usage;
  commands.serve.smtp_password = *mail_password;
  auto client_secret = secret_from_environment("SIGNALBOX_OIDC_CLIENT_SECRET");
  if (client_secret.has_error()) return cli::print_error(client_secret.error()), cli::exit_usage;
  commands.serve.oidc_client_secret = *client_secret;
  return cli::serve(commands.serve);
}

void declare_user(CLI::App& app, cli::UserOptions& options, int& outcome) {
  using Action = cli::UserOptions::Action;
  auto* user = app.add_subcommand("user", "who may log in, in the data directory of a stopped server");
  user->require_subcommand(1);
  const auto declare = [&](const char* name, Action action, const char* what) {
    auto* command = user->add_subcommand(name, what);
    if (action != Action::list)
      command->add_option("LOGIN", options.login, "what the person types")->required();
    if (action == Action::add || action == Action::password) {
      command->add_flag("--password-stdin", options.password_from_stdin,
                        "take the password from the standard input instead of making a one-time link");
    }
    add_store_options(*command, options.store.data_directory, options.store.secret_key_file);
    command->callback([&outcome, &options, action] {
      options.action = action;
      outcome = cli::user(options);
    });
    return command;
  };
  auto* add = declare("add", Action::add, "make an account");
  add->add_option("--name", options.name, "as others see it");
  add->add_option("--email", options.email, "of the person; needed for logging in by OpenID Connect");
  auto* admin = add->add_flag("--admin", options.admin, "every bot, tokens, accounts, the audit log");
  add->add_option("--role", options.roles, "BOT=edit, read-only, nlp-only, bot-builder or agent; repeatable")
      ->excludes(admin);
  declare("list", Action::list, "the accounts");
  declare("disable", Action::disable, "the person can no longer log in, and is logged out");
  declare("enable", Action::enable, "undo disable");
  declare("password", Action::password, "a one-time link for a new password");
}

void declare_nlu(CLI::App& app, Commands& c, int& outcome) {
  auto* nlu = app.add_subcommand("nlu", "understanding of user messages");
  nlu->require_subcommand(1);
  auto* train = nlu->add_subcommand("train", "train the models of a bot and judge its expressions");
  train->add_option("BOT", c.nlu_train.bot, "bot folder or export document")->required();
  train->add_option("--to", c.nlu_train.directory,
                    "keep the models in this directory (DATA/models of a server)");
  train->callback([&] { outcome = cli::nlu_train(c.nlu_train); });
  auto* extract = nlu->add_subcommand("extract", "what a bot understands of a text");
  extract->add_option("BOT", c.nlu_extract.bot, "bot folder or export document")->required();
  extract->add_option("TEXT", c.nlu_extract.text, "what a user says")->required();
  extract->add_option("--lang,--language", c.nlu_extract.language, "language of the text");
  extract->callback([&] { outcome = cli::nlu_extract(c.nlu_extract); });
  auto* imported = nlu->add_subcommand("import", "add expressions or entities of a CSV file to a bot folder");
  imported->add_option("BOT", c.nlu_import.bot, "bot folder")->required();
  imported->add_option("FILE", c.nlu_import.file, "CSV")->required();
  imported->add_option("--lang,--language", c.nlu_import.language, "of rows that name none");
  imported->add_flag("--replace", c.nlu_import.replace, "instead of what is there");
  imported->callback([&] { outcome = cli::nlu_import(c.nlu_import); });
  auto* exported = nlu->add_subcommand("export", "write expressions or entities of a bot as CSV");
  exported->add_option("BOT", c.nlu_export.bot, "bot folder or export document")->required();
  exported->add_option("--lang,--language", c.nlu_export.language, "of the expressions");
  exported->add_flag("--entities", c.nlu_export.entities, "the entities instead");
  exported->callback([&] { outcome = cli::nlu_export(c.nlu_export); });
  auto* evaluate = nlu->add_subcommand("evaluate", "train on one file of labelled texts, measure on another");
  evaluate->add_option("--train", c.nlu_evaluate.train_file, "JSON Lines")->required();
  evaluate->add_option("--test", c.nlu_evaluate.test_file, "JSON Lines")->required();
  evaluate->add_option("--seed", c.nlu_evaluate.seed, "of everything random")->capture_default_str();
  evaluate->add_option("--few", c.nlu_evaluate.few, "learn from so many texts of each intent");
  evaluate->add_flag("--typos", c.nlu_evaluate.typos, "one or two typing errors in every test text");
  evaluate->add_flag("--no-oos", c.nlu_evaluate.without_out_of_scope, "learn from no out-of-scope texts");
  evaluate->add_option("--lang,--language", c.nlu_evaluate.language, "only rows of this language");
  evaluate->callback([&] { outcome = cli::nlu_evaluate(c.nlu_evaluate); });
}

void declare_run_script(CLI::App& app, cli::RunScriptOptions& options, int& outcome) {
  auto* command = app.add_subcommand("run-script", "run the code of a Code action outside any bot");
  command->add_option("FILE", options.file, "the JavaScript of the action")
      ->required()
      ->check(CLI::ExistingFile);
  command->add_option("--args", options.args, "its arguments, a JSON object")->capture_default_str();
  auto* record = command->add_option("--record", options.record_file,
                                     "write its requests and their answers to this file");
  command
      ->add_option("--replay", options.replay_file, "answer its requests from this file, without any network")
      ->excludes(record);
  command->add_option("--egress-allow", options.egress_allow, "private hosts that its requests may reach")
      ->envname("SIGNALBOX_EGRESS_ALLOW");
  command->add_option("--now", options.now, "the time that it sees, 2030-01-01T12:00:00Z");
  command->add_option("--seed", options.seed, "hexadecimal digits, for the same random numbers again");
  command->add_option("--wall-ms", options.wall_ms_max, "limit of time")
      ->check(CLI::Range(1, 600'000))
      ->capture_default_str();
  command->add_option("--cpu-ms", options.cpu_ms_max, "limit of CPU time")
      ->check(CLI::Range(1, 600'000))
      ->capture_default_str();
  command->add_option("--heap-bytes", options.heap_bytes_max, "limit of memory")
      ->check(CLI::Range(1'000'000, 150'000'000))
      ->capture_default_str();
  command->callback([&] { outcome = cli::run_script(options); });
}

void declare(CLI::App& app, Commands& c, int& outcome) {
  app.add_option("--log-level", c.log_level, "debug, info, warn or error")
      ->envname("SIGNALBOX_LOG_LEVEL")
      ->capture_default_str();

  auto* serve = app.add_subcommand("serve", "run the server");
  add_serve_options(*serve, c.serve);
  serve->callback([&] { outcome = run_serve(c); });

  auto* chat = app.add_subcommand("chat", "talk to a bot in the terminal");
  chat->add_option("BOT", c.chat.bot, "bot folder or export document")->required();
  chat->add_option("--language", c.chat.language, "language of the user");
  chat->add_option("--egress-allow", c.chat.egress_allow, "private hosts that the bot's requests may reach")
      ->envname("SIGNALBOX_EGRESS_ALLOW");
  chat->callback([&] { outcome = cli::chat(c.chat); });

  auto* check = app.add_subcommand("check", "find every fault of a bot");
  check->add_option("BOT", c.check, "bot folders or export documents")->required();
  check->callback([&] { outcome = cli::check(c.check); });

  auto* test = app.add_subcommand("test", "play the transcripts in BOT/tests");
  test->add_option("BOT", c.test.bots, "bot folders")->required();
  test->add_option("--junit", c.test.junit_file, "also write the results to this file");
  test->add_flag("--rebaseline", c.test.rebaseline, "rewrite transcripts that differ");
  test->callback([&] { outcome = cli::test(c.test); });

  declare_run_script(app, c.run_script, outcome);

  auto* exported = app.add_subcommand("export", "write a bot as an export document or a folder");
  exported->add_option("SOURCE", c.exported.source, "bot folder, export document or id of a stored bot")
      ->required();
  exported->add_option("--to", c.exported.target, "FILE.json or a folder (default: standard output)");
  exported->add_option("--version", c.exported.version, "DRAFT or LIVE of a stored bot")
      ->capture_default_str();
  add_store_options(*exported, c.exported.data_directory, c.exported.secret_key_file);
  exported->callback([&] { outcome = cli::export_bot(c.exported); });

  auto* imported =
      app.add_subcommand("import", "load a bot as DRAFT into the data directory of a stopped server");
  imported->add_option("BOT", c.imported.source, "bot folder or export document")->required();
  add_store_options(*imported, c.imported.data_directory, c.imported.secret_key_file);
  imported->callback([&] { outcome = cli::import_bot(c.imported); });

  auto* publish =
      app.add_subcommand("publish", "make DRAFT the LIVE version, in the data directory of a stopped server");
  publish->add_option("BOT_ID", c.publish.bot_id, "id of the bot")->required();
  publish->add_option("--notes", c.publish.notes, "release notes");
  add_store_options(*publish, c.publish.data_directory, c.publish.secret_key_file);
  publish->callback([&] { outcome = cli::publish(c.publish); });

  auto* token = app.add_subcommand("token", "access tokens");
  token->require_subcommand(1);
  auto* create =
      token->add_subcommand("create", "make an access token, in the data directory of a stopped server");
  create->add_option("NAME", c.token_name, "what it is for")->required();
  add_store_options(*create, c.token.data_directory, c.token.secret_key_file);
  create->callback([&] { outcome = cli::token_create(c.token_name, c.token); });

  declare_user(app, c.user, outcome);

  auto* replay = app.add_subcommand("replay", "run recorded turns again and compare, byte for byte");
  replay->add_option("--bot", c.replay.bot_id, "only this bot");
  replay->add_option("--session", c.replay.session_id, "only this session");
  add_store_options(*replay, c.replay.store.data_directory, c.replay.store.secret_key_file);
  replay->callback([&] { outcome = cli::replay(c.replay); });

  auto* backup =
      app.add_subcommand("backup", "copy the data of a server, which may be running, into a folder");
  backup->add_option("FOLDER", c.backup.folder, "a folder that is new or empty")->required();
  backup->add_flag("--without-key", c.backup.without_key, "leave secret.key out: it is kept elsewhere");
  add_store_options(*backup, c.backup.store.data_directory, c.backup.store.secret_key_file);
  backup->callback([&] { outcome = cli::back_up(c.backup); });

  auto* restore = app.add_subcommand("restore", "make a data directory of a backup, after checking it");
  restore->add_option("FOLDER", c.backup.folder, "what backup has written")->required();
  add_store_options(*restore, c.backup.store.data_directory, c.backup.store.secret_key_file);
  restore->callback([&] { outcome = cli::restore(c.backup); });
  auto* migrate = app.add_subcommand(
      "migrate", "bring the database of a stopped server to this release, as the next start would");
  migrate->add_flag("--dry-run", c.migrate.dry_run, "try it and say what would change, and change nothing");
  add_store_options(*migrate, c.migrate.store.data_directory, c.migrate.store.secret_key_file);
  migrate->callback([&] { outcome = cli::migrate(c.migrate); });
  declare_nlu(app, c, outcome);

  auto* doctor = app.add_subcommand("doctor", "say what is missing or misconfigured on this machine");
  add_serve_options(*doctor, c.doctor);
  doctor->callback([&] { outcome = cli::doctor(c.doctor); });

  auto* version = app.add_subcommand("version", "print the version");
  version->callback([&] { outcome = cli::version(); });
}

using Arguments = std::vector<std::string>;

// The command that takes --config: `serve` or `doctor` as the first argument that is no option.
Arguments::const_iterator configured_command(const Arguments& arguments) {
  auto at = arguments.begin();
  while (at != arguments.end() && at->starts_with("--")) {
    const bool value_follows = *at == "--log-level";
    if (++at != arguments.end() && value_follows) ++at;
  }
  return at != arguments.end() && (*at == "serve" || *at == "doctor") ? at : arguments.end();
}

// What `--flag VALUE` or `--flag=VALUE` says; nullopt when it is not there.
std::optional<std::string> argument_of(Arguments::const_iterator from, Arguments::const_iterator to,
                                       const std::string& flag) {
  for (; from != to; ++from) {
    if (from->starts_with(flag + "=")) return from->substr(flag.size() + 1);
    if (*from == flag) return std::next(from) == to ? "" : *std::next(from);
  }
  return std::nullopt;
}

// CLI11 reads configuration files for a program, not for its commands. So what the file says becomes
// arguments, unless an argument or a variable says it already. Throws CLI::ParseError.
Arguments with_config_file(CLI::App& app, Arguments arguments) {
  const auto command_at = configured_command(arguments);
  if (command_at == arguments.end()) return arguments;
  const auto given = [&](const std::string& flag) { return argument_of(command_at, arguments.end(), flag); };
  const char* variable = std::getenv("SIGNALBOX_CONFIG");
  const std::string path = given("--config").value_or(variable ? variable : "");
  if (path.empty()) return arguments;
  CLI::App& command = *app.get_subcommand(*command_at);
  Arguments more;
  for (const auto& item : CLI::ConfigTOML().from_file(path)) {
    if (item.name == "++" || item.name == "--") continue;  // where a section begins and ends
    const std::string flag = "--" + item.name;
    const bool here = item.parents.empty() || item.parents == Arguments{"serve"};
    const CLI::Option* option = here ? command.get_option_no_throw(flag) : nullptr;
    if (!option || flag == "--config" || flag == "--help")
      throw CLI::ConfigError(path + ": there is no option '" + item.fullname() + "'");
    const std::string& envname = option->get_envname();
    if (given(flag) || (!envname.empty() && std::getenv(envname.c_str()))) continue;
    for (const auto& value : item.inputs) more.push_back(flag + "=" + value);
  }
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Signalbox: a server for conversational bots", "signalbox");
  app.require_subcommand(1);
  Commands commands;
  int outcome = cli::exit_ok;
  declare(app, commands, outcome);
  app.parse_complete_callback([&] {
    LogLevel level = LogLevel::info;
    if (!parse_log_level(commands.log_level, level))
      throw CLI::ValidationError("--log-level", "unknown level");
    set_log_level(level);
  });
  try {
    auto arguments = with_config_file(app, Arguments(argv + 1, argv + argc));
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
    app.parse(std::move(arguments));
    return outcome;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::exit_ok : cli::exit_usage;
  } catch (const std::exception& surprise) {
    cli::print_error({ErrorCode::internal, surprise.what()});
    return cli::exit_wrong;
  }
}
