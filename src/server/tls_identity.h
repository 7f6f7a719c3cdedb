#pragma once
#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"

struct ssl_st;

namespace sb::server {

// The certificate and key that this server shows to TLS clients, from two PEM files, and again from them when
// they change: connections that are open keep what they began with. TLS 1.2 and 1.3, HTTP/1.1 by ALPN.
// Thread-safe.
class TlsIdentity final {
 public:
  // The certificate file holds the server's own first, then the intermediate ones. Errors name the file and
  // say what it must be.
  static Result<std::shared_ptr<TlsIdentity>> load(std::string certificate_file, std::string key_file);
  ~TlsIdentity();
  TlsIdentity(const TlsIdentity&) = delete;
  TlsIdentity& operator=(const TlsIdentity&) = delete;

  // Reads the files again. When they cannot be used, what was there stays, and the error says so.
  Ok reload();
  // Reads them again when one of them has changed since it was last looked at, and logs what came of it.
  // Reads files: not on an event loop.
  void reload_if_changed();

  UtcMs valid_until() const;

  // A new server-side session for one connection, owned by the caller (SSL_free); null when out of memory.
  ssl_st* new_session() const;

 private:
  struct State;
  explicit TlsIdentity(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Beyond this the end of a certificate is nothing to warn of.
inline constexpr std::int64_t certificate_days_left_min = 14;
// "valid until 2030-01-01T00:00:00Z, 12 days left"; "expired on …".
std::string describe_validity(UtcMs valid_until, UtcMs now);

}  // namespace sb::server
