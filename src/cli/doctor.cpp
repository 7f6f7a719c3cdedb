#include <curl/curl.h>
#include <openssl/crypto.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

#include <boost/version.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "base/clock.h"
#include "cli/commands.h"
#include "http/egress.h"
#include "script/pool.h"
#include "server/listening.h"
#include "store/store.h"

namespace sb::cli {
namespace {

constexpr rlim_t open_files_wanted = 4'096;
constexpr std::uint64_t free_bytes_wanted = 1'000'000'000;
constexpr std::int64_t script_worker_start_ms = 10'000;
constexpr std::int64_t sane_clock_ms = 1'700'000'000'000;  // 2023-11-14: an earlier clock is not set

// Prints one line a finding; counts the ones that keep the server from working.
class Report {
 public:
  void good(std::string_view what, std::string_view detail) { line("ok", what, detail); }
  void warn(std::string_view what, std::string_view detail) { line("warning", what, detail); }
  void bad(std::string_view what, std::string_view detail) {
    ++faults_;
    line("FAULT", what, detail);
  }
  int faults() const { return faults_; }

 private:
  void line(std::string_view level, std::string_view what, std::string_view detail) {
    std::string padded(level);
    padded.resize(9, ' ');
    std::cout << padded << what << ": " << detail << '\n';
  }
  int faults_ = 0;
};

void check_libraries(Report& report) {
  report.good("SQLite", sqlite3_libversion());
  report.good("OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING));
  report.good("libcurl", curl_version_info(CURLVERSION_NOW)->version);
  report.good("Boost", BOOST_LIB_VERSION);
}

void check_data_directory(Report& report, const server::ServeConfig& config) {
  namespace fs = std::filesystem;
  const fs::path directory = config.data_directory;
  std::error_code failure;
  if (!fs::exists(directory)) {
    const fs::path parent = fs::absolute(directory).parent_path();
    return fs::exists(parent)
               ? report.good("data", config.data_directory + " will be created")
               : report.bad("data", "neither " + config.data_directory + " nor its parent exists");
  }
  const auto permissions = fs::status(directory, failure).permissions();
  if ((permissions & fs::perms::others_all) != fs::perms::none) {
    report.warn("data", config.data_directory + " can be read by other users; chmod 700 it");
  }
  struct statvfs space {};
  if (::statvfs(directory.c_str(), &space) == 0) {
    const auto free_bytes = static_cast<std::uint64_t>(space.f_bavail) * space.f_frsize;
    const std::string text = std::to_string(free_bytes / 1'000'000) + " MB free";
    free_bytes < free_bytes_wanted ? report.warn("disk", text) : report.good("disk", text);
  }
  const std::string key =
      config.secret_key_file.empty() ? config.data_directory + "/secret.key" : config.secret_key_file;
  if (!fs::exists(key)) return report.good("secret key", key + " will be created");
  auto sealer = load_or_create_sealer(key);
  if (sealer.has_error()) return report.bad("secret key", sealer.error().message);
  report.good("secret key", key);
  if (!fs::exists(directory / "signalbox.db")) return;
  store::SqliteOptions options;
  options.directory = config.data_directory;
  auto store = store::open_sqlite_store(options, *sealer);
  if (!store.has_error()) return report.good("database", "opens");
  if (store.error().code == ErrorCode::conflict) return report.good("database", "in use by a running server");
  report.bad("database", store.error().message);
}

void check_network(Report& report, const server::ServeConfig& config) {
  auto listen = config.listen;
  if (listen.empty()) listen.emplace_back(server::listen_default);
  for (const auto& text : listen) {
    const auto address = server::parse_listen_address(text);
    if (address.has_error()) {
      report.bad("listen", address.error().message);
      continue;
    }
    const static std::set<std::string> loopback = {"127.0.0.1", "::1", "localhost"};
    using Speaks = server::ListenAddress::Speaks;
    const bool tls = address->speaks == Speaks::https ||
                     (address->speaks == Speaks::standard && !config.tls_certificate_file.empty());
    if (address->speaks == Speaks::https && config.tls_certificate_file.empty()) {
      report.bad("listen", text + " needs a certificate: --tls-cert and --tls-key");
    } else if (address->unix_path.empty() && !tls && !loopback.contains(address->host)) {
      report.warn(
          "listen",
          text + " is reachable from other machines without TLS; use --tls-cert, or a proxy in front");
    } else {
      report.good("listen", text);
    }
  }
  const auto policy = http::EgressPolicy::parse(config.egress_allow);
  if (policy.has_error()) return report.bad("egress allow-list", policy.error().message);
  report.good("egress allow-list",
              config.egress_allow.empty() ? "empty: only public addresses" : config.egress_allow);
}

void check_certificate(Report& report, const server::ServeConfig& config) {
  if (config.tls_certificate_file.empty() && config.tls_key_file.empty()) return;
  const auto identity = server::TlsIdentity::load(config.tls_certificate_file, config.tls_key_file);
  if (identity.has_error())
    return report.bad("certificate", identity.error().place + ": " + identity.error().message);
  constexpr std::int64_t ms_per_day = 86'400'000;
  const UtcMs until = (*identity)->valid_until(), now = utc_now();
  const std::string text = config.tls_certificate_file + " " + server::describe_validity(until, now);
  if (until <= now) return report.bad("certificate", text + ": renew it");
  if (until - now < server::certificate_days_left_min * ms_per_day)
    return report.warn("certificate", text + ": renew it");
  report.good("certificate", text);
}

void check_limits(Report& report) {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  const std::string text = std::to_string(files.rlim_cur) + " open files";
  files.rlim_cur < open_files_wanted
      ? report.warn("limits", text + "; raise it with ulimit -n for many connections")
      : report.good("limits", text);
  utc_now().value < sane_clock_ms ? report.bad("clock", iso_text(utc_now()) + " cannot be right")
                                  : report.good("clock", iso_text(utc_now()));
}

void check_bots(Report& report, const server::ServeConfig& config) {
  for (const auto& folder : config.bot_folders) {
    load_and_report(folder) ? report.good("bot", folder)
                            : report.bad("bot", folder + " has faults, listed above");
  }
}

// Nothing is fetched here.
class NoFetcher final : public script::Fetcher {
 public:
  void fetch(script::FetchRequest, std::function<void(script::FetchAnswer)> done) override {
    done(script::interrupted_fetch());
  }
  void cancel(const std::string&, int) override {}
};

// Starts a worker, which says what the host permits.
void check_scripts(Report& report) {
  NoFetcher fetcher;
  auto pool = script::make_pool({}, fetcher);
  if (pool.has_error()) return report.bad("code actions", pool.error().message + ": " + pool.error().place);
  const auto state = (*pool)->wait_until_started(script_worker_start_ms);
  if (state.layers.empty())
    return report.bad("code actions", state.fault.empty() ? "no worker starts" : state.fault);
  if (state.layers.find("not permitted") != std::string::npos) {
    return report.warn("script sandbox", state.layers);
  }
  report.good("script sandbox", state.layers);
}

}  // namespace

int doctor(const server::ServeConfig& config) {
  Report report;
  check_libraries(report);
  check_limits(report);
  check_data_directory(report, config);
  check_network(report, config);
  check_certificate(report, config);
  check_bots(report, config);
  check_scripts(report);
  std::cout << to_json_text(JsonObject{{"faults", report.faults()}}) << '\n';
  return report.faults() == 0 ? exit_ok : exit_wrong;
}

int version() {
  std::cout << "signalbox " SB_VERSION "\n";
  return exit_ok;
}

}  // namespace sb::cli
