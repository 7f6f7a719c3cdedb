#include <filesystem>
#include <iostream>

#include "base/crypto.h"
#include "cli/commands.h"
#include "store/store.h"

namespace sb::cli {
namespace {

void print_plan(const store::MigrationPlan& plan, bool applied) {
  if (plan.steps.empty()) {
    std::cerr << (plan.version_found == 0 ? "there is no database yet\n" : "the database is current\n");
  }
  for (const auto& step : plan.steps)
    std::cerr << (applied ? "applied: " : "would be applied: ") << step << '\n';
  JsonArray steps;
  for (const auto& step : plan.steps) steps.emplace_back(step);
  std::cout << to_json_text(JsonObject{
                   {"versionFound", plan.version_found}, {"steps", std::move(steps)}, {"applied", applied}})
            << '\n';
}

Result<store::MigrationPlan> run_migration(const MigrateOptions& options) {
  store::SqliteOptions sqlite;
  sqlite.directory = options.store.data_directory;
  if (!std::filesystem::is_directory(sqlite.directory)) {
    return Error{ErrorCode::not_found, "there is no data directory", sqlite.directory};
  }
  SB_TRY(auto plan, store::plan_sqlite_migration(sqlite));
  if (options.dry_run || plan.version_found == 0) return plan;
  const std::string key_file = options.store.secret_key_file.empty() ? sqlite.directory + "/secret.key"
                                                                     : options.store.secret_key_file;
  SB_TRY(const Sealer sealer, load_or_create_sealer(key_file));
  SB_TRY(const auto opened, store::open_sqlite_store(sqlite, sealer));
  return plan;
}

}  // namespace

int migrate(const MigrateOptions& options) {
  const auto plan = run_migration(options);
  if (plan.has_error()) return print_error(plan.error()), exit_wrong;
  print_plan(*plan, !options.dry_run && !plan->steps.empty() && plan->version_found != 0);
  return exit_ok;
}

}  // namespace sb::cli
