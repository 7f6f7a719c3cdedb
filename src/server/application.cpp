#include "server/application.h"

#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <future>

#include "api/api.h"
#include "api/people.h"
#include "api/people_pages.h"
#include "base/log.h"
#include "channels/outlet_directory.h"
#include "channels/web_routes.h"
#include "channels/webhook_routes.h"
#include "conductor/conductor.h"
#include "conductor/maintenance.h"
#include "conductor/model_trainer.h"
#include "conductor/script_fetcher.h"
#include "embedded/people.h"
#include "embedded/widget.h"
#include "http/curl_client.h"
#include "http/url.h"
#include "model/bot_check.h"
#include "model/bot_folder.h"
#include "offload/humans.h"
#include "offload/return_links.h"
#include "people/open_id.h"
#include "script/pool.h"
#include "server/health.h"
#include "server/home_page.h"
#include "server/http_server.h"
#include "server/listening.h"
#include "server/metrics.h"
#include "server/runtime.h"
#include "server/signals.h"
#include "store/access_tokens.h"

namespace sb::server {
namespace {

constexpr int reader_threads = 4;
constexpr int api_threads = 4;
constexpr std::int64_t request_drain_ms = 10'000;

Ok make_data_directory(const std::string& path) {
  std::error_code failure;
  std::filesystem::create_directories(path, failure);
  if (failure)
    return Error{ErrorCode::unavailable, "cannot create the data directory: " + failure.message(), path};
  ::chmod(path.c_str(), 0700);
  return {};
}

}  // namespace

// In the order of their making; each may use what stands above it.
struct Application::Parts {
  ServeConfig config;
  http::TrustedProxies proxies;
  std::string public_origin;  // of --public-url
  std::optional<Sealer> sealer;
  // Outlives the store, whose last commits call it back.
  std::unique_ptr<conductor::ScriptFetcher> script_fetcher;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<conductor::FetchJournal> fetch_journal;
  std::unique_ptr<conductor::BotRegistry> bots;
  std::unique_ptr<conductor::ModelTrainer> trainer;
  std::unique_ptr<store::AccessTokens> tokens;
  std::unique_ptr<people::Accounts> accounts;
  std::string first_login_path;
  std::unique_ptr<http::Client> client;
  std::unique_ptr<http::Client> provider_client;  // reaches the OpenID Connect provider, wherever that is
  std::unique_ptr<people::OpenId> open_id;
  std::unique_ptr<script::Pool> scripts;  // null: Code actions fail visibly
  std::unique_ptr<http::MailSender> mail;
  std::unique_ptr<offload::ReturnLinks> return_links;
  std::unique_ptr<channels::ChannelOutlets> outlets;
  std::unique_ptr<offload::ProviderDirectory> providers;
  std::unique_ptr<conductor::OutletGroup> all_outlets;
  std::unique_ptr<WorkerPool> readers, api_pool;
  std::unique_ptr<offload::Humans> humans;
  std::unique_ptr<Metrics> metrics;
  std::unique_ptr<Runtime> runtime;
  std::unique_ptr<channels::Uploads> uploads;
  std::shared_ptr<channels::WebStreams> web_streams;
  api::Live live_events;
  std::unique_ptr<conductor::Conductor> conductor;
  std::unique_ptr<api::Api> api;
  http::Router router;
  std::vector<PassedSocket> passed_sockets;
  std::shared_ptr<TlsIdentity> tls;  // null: none
  std::shared_ptr<CertificateWatch> certificate_watch;
  std::unique_ptr<HttpServer> http_server;
  std::unique_ptr<StopSignals> signals;
  std::unique_ptr<conductor::Maintenance> maintenance;
  std::vector<std::string> addresses;
  std::atomic<bool> ready{false};
  std::atomic<bool> models_ready{false};  // the LIVE bots understand what they should; stays true once it is
  std::promise<void> stop_wish;
  std::atomic<bool> stop_wished{false};

  Ok read_addresses();
  Ok open_tls();
  Ok open_store();
  Ok load_bots();
  Ok load_folder(const std::string& folder);
  Ok load_accounts();
  void train_bots();
  std::optional<std::string> why_not_ready();
  Ok open_client();
  Ok open_provider();
  void open_scripts();
  Ok open_mail();
  void add_routes();
  void wish_stop() {
    if (!stop_wished.exchange(true)) stop_wish.set_value();
  }
};

Ok Application::Parts::open_tls() {
  if (config.tls_certificate_file.empty() && config.tls_key_file.empty()) return {};
  if (config.tls_certificate_file.empty() || config.tls_key_file.empty()) {
    return Error{ErrorCode::invalid_input, "--tls-cert and --tls-key go together: one of them is missing"};
  }
  SB_TRY(tls, TlsIdentity::load(config.tls_certificate_file, config.tls_key_file));
  const UtcMs now = utc_now();
  const bool enough = tls->valid_until() - now > certificate_days_left_min * 86'400'000;
  log(enough ? LogLevel::info : LogLevel::warn, "tls.certificate",
      {{"file", config.tls_certificate_file}, {"certificate", describe_validity(tls->valid_until(), now)}});
  return {};
}

Ok Application::Parts::open_store() {
  SB_TRYV(make_data_directory(config.data_directory));
  const std::string key_file =
      config.secret_key_file.empty() ? config.data_directory + "/secret.key" : config.secret_key_file;
  SB_TRY(sealer, load_or_create_sealer(key_file));
  store::SqliteOptions options;
  options.directory = config.data_directory;
  options.reader_connections = reader_threads + api_threads;
  SB_TRY(store, store::open_sqlite_store(options, *sealer));
  fetch_journal = std::make_unique<conductor::FetchJournal>(*store, *sealer);
  return {};
}

Ok Application::Parts::load_bots() {
  bots = std::make_unique<conductor::BotRegistry>(*store, config.data_directory + "/models");
  SB_TRYV(bots->load_all());
  for (const auto& folder : config.bot_folders) SB_TRYV(load_folder(folder));
  train_bots();
  tokens = std::make_unique<store::AccessTokens>(*store);
  SB_TRYV(tokens->load());
  if (!config.token.empty()) {
    if (auto accepted = tokens->accept(config.token); accepted.has_error()) {
      return Error{accepted.error().code, "SIGNALBOX_TOKEN: " + accepted.error().message};
    }
  }
  return {};
}

// Until somebody can administer, every start makes a link for it; the one before ends.
Ok Application::Parts::load_accounts() {
  accounts = std::make_unique<people::Accounts>(*store);
  SB_TRYV(accounts->load());
  if (accounts->has_administrator()) return {};
  auto admin = accounts->find_login("admin");
  if (!admin) {
    store::UserRow user;
    user.login = "admin";
    user.name = "Administrator";
    user.access = store::scope_text({store::Role::admin, true, {}, {}});
    SB_TRY(admin, accounts->add(std::move(user), utc_now()));
  }
  const auto scope = store::parse_scope(admin->access);
  if (admin->disabled || scope.has_error() || scope->role != store::Role::admin) {
    log_warn("nobody can administer; 'signalbox user add LOGIN --admin' makes somebody who can");
    return {};
  }
  SB_TRY(const auto secret, accounts->invite(admin->id, utc_now()));
  first_login_path = api::setup_path(secret);
  return {};
}

Ok Application::Parts::read_addresses() {
  auto trusted = http::TrustedProxies::parse(config.trusted_proxies);
  if (trusted.has_error()) return Error{trusted.error().code, "--trusted-proxy: " + trusted.error().message};
  proxies = std::move(*trusted);
  if (config.public_url.empty()) return {};
  const auto url = http::Url::parse(config.public_url);
  if (url.has_error()) return Error{url.error().code, "--public-url: " + url.error().message};
  public_origin = url->browser_origin();
  return {};
}

Ok Application::Parts::load_folder(const std::string& folder) {
  Diagnostics diagnostics;
  auto loaded = load_bot_folder(folder, diagnostics);
  if (!loaded.has_error()) {
    for (auto& finding : check_bot(loaded->bot, loaded->sources)) diagnostics.add(std::move(finding));
  }
  for (const auto& finding : diagnostics.all()) {
    if (finding.severity == Severity::error) log_error("bot", {{"finding", to_text(finding)}});
  }
  if (loaded.has_error()) return loaded.error();
  if (diagnostics.has_errors()) {
    return Error{ErrorCode::invalid_input, "the bot has faults; 'signalbox check " + folder + "' lists them",
                 folder};
  }
  const Bot& bot = loaded->bot;
  SB_TRY(const bool changed, bots->put(bot, Version::draft));
  if (config.publish) {
    const auto draft = bots->find(bot.id, Version::draft);
    const auto live = bots->find(bot.id, Version::live);
    if (!live || live->index->content_hash() != draft->index->content_hash()) {
      SB_TRYV(bots->publish(bot.id, "serve --publish", "", utc_now()));
    }
  }
  log_info("bot loaded", {{"botId", bot.id}, {"folder", folder}, {"changed", changed}});
  return {};
}

// What has no model yet, the published bots first: /readyz waits for those.
void Application::Parts::train_bots() {
  trainer = std::make_unique<conductor::ModelTrainer>(*bots);
  for (const Version version : {Version::live, Version::draft}) {
    for (const auto& [id, present] : bots->bots()) {
      if (present != version || bots->find(id, version)->untrained.empty()) continue;
      (void)trainer->train(id, version, conductor::ModelTrainer::Pace::start);  // its failures are in the log
    }
  }
}

std::optional<std::string> Application::Parts::why_not_ready() {
  if (stop_wished) return "stopping";
  if (!ready) return "starting";
  if (!models_ready && trainer->is_training_live()) return "training";
  models_ready = true;
  return std::nullopt;
}

Ok Application::Parts::open_client() {
  auto policy = http::EgressPolicy::parse(config.egress_allow);
  if (policy.has_error())
    return Error{policy.error().code, "SIGNALBOX_EGRESS_ALLOW: " + policy.error().message};
  http::ClientOptions options;
  options.proxy = config.egress_proxy;
  options.ca_file = config.egress_ca_file;
  SB_TRY(client, http::make_curl_client(std::move(*policy), std::move(options)));
  return {};
}

// The provider is the operator's choice, so it may be private; bots do not reach it by that.
Ok Application::Parts::open_provider() {
  if (config.oidc_issuer.empty()) return {};
  const auto issuer = http::Url::parse(config.oidc_issuer);
  if (issuer.has_error()) return Error{issuer.error().code, "--oidc-issuer: " + issuer.error().message};
  const std::string host = issuer->origin().substr(issuer->origin().find("://") + 3);
  SB_TRY(auto egress,
         http::EgressPolicy::parse(config.egress_allow.empty() ? host : config.egress_allow + "," + host));
  http::ClientOptions options;
  options.proxy = config.egress_proxy;
  options.ca_file = config.egress_ca_file;
  SB_TRY(provider_client, http::make_curl_client(std::move(egress), std::move(options)));
  std::string address = config.public_url;
  while (address.ends_with('/')) address.pop_back();
  SB_TRY(open_id,
         people::OpenId::create({config.oidc_issuer, config.oidc_client_id, config.oidc_client_secret,
                                 address + "/login/openid/return", address + "/login"},
                                *provider_client));
  return {};
}

void Application::Parts::open_scripts() {
  script_fetcher = std::make_unique<conductor::ScriptFetcher>(*client, fetch_journal.get());
  auto pool = script::make_pool(config.scripts, *script_fetcher);
  if (pool.has_error()) {
    return log_error("no code actions", {{"error", pool.error().message}, {"file", pool.error().place}});
  }
  scripts = std::move(*pool);
}

Ok Application::Parts::open_mail() {
  std::string address = config.public_url;
  while (address.ends_with('/')) address.pop_back();
  return_links = std::make_unique<offload::ReturnLinks>(std::move(address), *sealer);
  if (config.smtp_url.empty()) return {};
  http::MailServer server;
  server.url = config.smtp_url;
  server.user = config.smtp_user;
  server.password = config.smtp_password;
  server.from = config.smtp_from;
  server.ca_file = config.smtp_ca_file;
  using Tls = http::MailServer::Tls;
  server.tls = config.smtp_tls == "none"         ? Tls::none
               : config.smtp_tls == "if-offered" ? Tls::if_offered
                                                 : Tls::required;
  auto sender = http::make_mail_sender(std::move(server));
  if (sender.has_error()) return Error{sender.error().code, "SIGNALBOX_SMTP_…: " + sender.error().message};
  mail = std::move(*sender);
  return {};
}

void Application::Parts::add_routes() {
  for (const auto* prefix : {"/v1", "/api", "/chatbox"}) router.allow_any_origin(prefix);
  HealthOptions health;
  health.why_not_ready = [this] { return why_not_ready(); };
  add_health_routes(router, std::move(health));
  add_home_page(router, *bots);
  add_metrics_route(router, {*metrics, *conductor, *store, *readers, *tokens});
  offload::add_return_routes(router, *return_links, *conductor);
  channels::add_webhook_routes(router, {*conductor, *bots, *tokens});
  api::Deps deps{*conductor,
                 *bots,
                 *store,
                 *tokens,
                 *api_pool,
                 live_events,
                 runtime->executors().front(),
                 [this](const std::string&) { outlets->refresh(); },
                 utc_now,
                 api::RateLimiter::requests_per_window,
                 trainer.get()};
  deps.check_provider = [this](const OffloadProvider& provider, const std::string& bot_id,
                               api::ProviderCheck why, std::function<void(Ok)> done) {
    if (why == api::ProviderCheck::on_demand) return humans->check_health(provider, bot_id, std::move(done));
    humans->check_before_save(provider, bot_id, std::move(done));
  };
  deps.remove_upload = [this](std::string_view id) { uploads->remove(id); };
  deps.accounts = accounts.get();
  deps.open_id = open_id.get();
  deps.browser = {public_origin};
  api = std::make_unique<api::Api>(deps);
  api->add_routes(router);
  api::add_people_pages(router, deps, embedded_people());
  channels::add_web_routes(
      router, {*conductor, *bots, *store, *readers, *sealer, web_streams, *uploads, embedded_widget()});
}

Application::Application(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Result<std::unique_ptr<Application>> Application::create(ServeConfig config) {
  auto parts = std::make_unique<Parts>();
  parts->config = std::move(config);
  parts->passed_sockets = take_passed_sockets();  // before anything starts another process
  SB_TRYV(parts->read_addresses());
  SB_TRYV(parts->open_tls());
  SB_TRYV(parts->open_store());
  SB_TRYV(parts->load_bots());
  SB_TRYV(parts->load_accounts());
  SB_TRYV(parts->open_client());
  SB_TRYV(parts->open_provider());
  parts->open_scripts();
  SB_TRYV(parts->open_mail());
  parts->outlets = std::make_unique<channels::ChannelOutlets>(*parts->bots, *parts->client);
  parts->outlets->refresh();
  parts->providers = std::make_unique<offload::ProviderDirectory>(
      *parts->bots, *parts->client, offload::MailServices{parts->mail.get(), parts->return_links.get()});
  parts->all_outlets = std::make_unique<conductor::OutletGroup>(
      std::vector<conductor::OutletDirectory*>{parts->outlets.get(), parts->providers.get()});
  parts->readers = std::make_unique<WorkerPool>(reader_threads);
  parts->api_pool = std::make_unique<WorkerPool>(api_threads);
  parts->runtime = std::make_unique<Runtime>(parts->config.threads);
  parts->metrics = std::make_unique<Metrics>(Metrics::Options{parts->config.slow_turn_ms});
  parts->uploads = std::make_unique<channels::Uploads>(parts->config.data_directory + "/uploads");
  parts->web_streams = std::make_shared<channels::WebStreams>(*parts->store, *parts->readers,
                                                              parts->runtime->executors().front());
  parts->humans = std::make_unique<offload::Humans>(
      offload::Humans::Wiring{*parts->providers, *parts->store, *parts->readers, parts->mail.get()});
  conductor::Services services{*parts->client, parts->scripts.get(), parts->fetch_journal.get()};
  services.humans = parts->humans.get();
  parts->conductor = std::make_unique<conductor::Conductor>(
      conductor::Conductor::Wiring{parts->runtime->executors(),
                                   *parts->store,
                                   *parts->bots,
                                   *parts->readers,
                                   *parts->all_outlets,
                                   services,
                                   {parts->metrics.get(), parts->web_streams.get(), &parts->live_events}});
  parts->add_routes();
  HttpOptions http_options;
  http_options.on_request = [metrics = parts->metrics.get()](const RequestRecord& record) {
    metrics->on_request(record);
  };
  http_options.tls = parts->tls;
  http_options.proxies = parts->proxies;
  parts->http_server = std::make_unique<HttpServer>(*parts->runtime, parts->router, std::move(http_options));
  return std::unique_ptr<Application>(new Application(std::move(parts)));
}

Ok Application::start() {
  SB_TRY(parts_->addresses,
         open_listeners(*parts_->http_server, parts_->config.listen, parts_->passed_sockets));
  if (parts_->tls) {
    parts_->certificate_watch = std::make_shared<CertificateWatch>(
        parts_->tls, parts_->runtime->executors().front(), *parts_->readers, parts_->config.tls_check_ms);
    parts_->certificate_watch->start();
  }
  parts_->signals = std::make_unique<StopSignals>(
      *parts_->runtime, [parts = parts_.get()] { parts->wish_stop(); },
      [watch = parts_->certificate_watch] {
        if (watch) watch->look_now();
      });
  parts_->runtime->start();
  SB_TRYV(parts_->conductor->start());
  parts_->web_streams->start();
  parts_->readers->run([uploads = parts_->uploads.get()] { uploads->sweep(utc_now()); });
  parts_->maintenance =
      std::make_unique<conductor::Maintenance>(*parts_->store, *parts_->bots, *parts_->conductor);
  parts_->humans->report_health();
  parts_->ready = true;
  for (const auto& address : parts_->addresses) log_info("listening", {{"address", address}});
  notify_service_manager("READY=1");
  return {};
}

const std::vector<std::string>& Application::addresses() const {
  return parts_->addresses;
}

const std::string& Application::first_login_path() const {
  return parts_->first_login_path;
}

void Application::request_stop() {
  parts_->wish_stop();
}

void Application::wait_until_stopped() {
  parts_->stop_wish.get_future().wait();
  log_info("stopping");
  notify_service_manager("STOPPING=1");
  std::promise<void> drained, finished;
  parts_->http_server->stop(request_drain_ms, [&drained] { drained.set_value(); });
  drained.get_future().wait();
  parts_->conductor->stop(parts_->config.stop_patience_ms, [&finished] { finished.set_value(); });
  finished.get_future().wait();
  log_info("stopped");
}

Application::~Application() {
  if (parts_->certificate_watch) parts_->certificate_watch->stop();
  parts_->maintenance.reset();
  parts_->humans->close();
  parts_->scripts.reset();
  if (parts_->script_fetcher) parts_->script_fetcher->close();
  parts_->mail.reset();
  parts_->provider_client.reset();
  parts_->client.reset();  // its callbacks post to executors and outlets, which still stand
  parts_->signals.reset();
  parts_->http_server.reset();
  parts_->api_pool.reset();  // what it still runs uses everything above
  if (parts_->runtime) parts_->runtime->stop();
  parts_->readers.reset();  // likewise; what the runtime did until now may have given it work
}

}  // namespace sb::server
