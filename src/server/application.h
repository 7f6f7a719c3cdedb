#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "script/pool.h"

namespace sb::server {

// What `signalbox serve` can be told: by flags, by SIGNALBOX_… variables, by a configuration file.
struct ServeConfig {
  std::vector<std::string> listen;  // see listening.h; empty: sockets of systemd, or else the default
  std::string tls_certificate_file, tls_key_file;  // both or none
  std::int64_t tls_check_ms = 10'000;              // how often they are looked at for changes
  std::vector<std::string> trusted_proxies;        // see http/forwarded.h
  std::string data_directory = "./data";
  std::vector<std::string> bot_folders;  // loaded as DRAFT
  bool publish = false;                  // and as LIVE
  std::string egress_allow, egress_proxy, egress_ca_file;
  std::string token;            // `id:secret`, accepted from the first second
  std::string secret_key_file;  // default: DATA/secret.key
  script::PoolOptions scripts;  // limits of Code actions
  int threads = 1;              // event loops; each runs one shard of the conversations
  // The mail server (http/smtp_client.h); without an address no mail is sent.
  std::string smtp_url, smtp_user, smtp_password, smtp_from, smtp_ca_file;
  std::string smtp_tls = "required";  // or "if-offered", "none"
  std::string public_url;  // where people reach this server; for links, cookies, logging in elsewhere
  // Logging in by OpenID Connect (people/open_id.h); without an issuer there is none.
  std::string oidc_issuer, oidc_client_id, oidc_client_secret;
  std::int64_t stop_patience_ms = 20'000;
  std::int64_t slow_turn_ms = 5'000;  // longer turns are logged; 0: none
};

// The running server: builds the object graph, owns it, takes it down in order.
// Threading: create, start, wait_until_stopped and destruction on one thread; request_stop from any.
class Application final {
 public:
  // Opens the store, loads the bots. Errors name the flag or the file at fault.
  static Result<std::unique_ptr<Application>> create(ServeConfig config);
  ~Application();
  Application(const Application&) = delete;

  // Binds, starts the threads, takes up what the last run left.
  Ok start();
  // The URLs of the addresses bound, with their real ports.
  const std::vector<std::string>& addresses() const;
  // Blocks until SIGTERM, SIGINT or request_stop, then stops gracefully.
  void wait_until_stopped();
  void request_stop();
  // Where the first administrator sets the password, once, as a path on this server; empty when somebody can
  // administer already.
  const std::string& first_login_path() const;

 private:
  struct Parts;
  explicit Application(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace sb::server
