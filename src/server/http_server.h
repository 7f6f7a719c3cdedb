#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/executor.h"
#include "base/result.h"
#include "http/forwarded.h"
#include "http/router.h"
#include "server/framing.h"
#include "server/runtime.h"
#include "server/tls_identity.h"

namespace sb::server {

// Where to listen: "HOST:PORT" ("[::1]:8080", "localhost:0"; port 0 lets the system choose) or "unix:/path".
// In front of HOST:PORT "http://" or "https://" may say what is spoken there. Without them it is TLS when the
// server has a certificate; on Unix sockets it never is.
struct ListenAddress {
  enum class Speaks { standard, http, https };

  std::string host;
  std::uint16_t port = 0;
  std::string unix_path;  // not empty: a Unix socket
  Speaks speaks = Speaks::standard;

  friend bool operator==(const ListenAddress&, const ListenAddress&) = default;
};
Result<ListenAddress> parse_listen_address(std::string_view text);
// "HOST:PORT" or "unix:/path".
std::string to_text(const ListenAddress& address);
// "http://HOST:PORT", "https://HOST:PORT", "unix:/path": of a bound address.
std::string to_url(const ListenAddress& address);

// One finished answer, for metrics and access logs.
struct RequestRecord {
  std::string_view method;
  std::string_view route;  // the pattern; empty when none matched
  int status = 0;
  std::int64_t duration_ms = 0;  // from the complete request to the answer (a stream: to its start)
};

// Every wait and every size has a limit. Deadlines are totals: bytes that trickle in do not extend them.
struct HttpOptions {
  std::size_t header_bytes_max = header_bytes_max_default;  // 431 beyond
  std::size_t body_bytes_max = 1024 * 1024;                 // 413 beyond; routes may have their own
  std::int64_t handshake_ms_max = 10'000;                   // of TLS; then closed
  std::int64_t header_ms_max = 10'000;                      // from the first byte of a request; then 408
  std::int64_t body_ms_max = 30'000;                        // then 408
  std::int64_t idle_ms_max = 75'000;                        // between requests; then closed
  std::int64_t handler_ms_max = 120'000;                    // then 503, should a handler forget its request
  std::int64_t write_ms_max = 30'000;  // per answer, plus 1 s per 32 KiB of it; per piece of a stream
  std::int64_t linger_ms_max = 2'000;  // for the peer to take the last answer before the socket closes
  std::size_t connections_max = 20'000;
  std::size_t connections_per_address_max = 512;  // IPv6 by /64
  // The same for peers on loopback and on Unix sockets, where a reverse proxy stands, and for `proxies`; 0 is
  // no limit.
  std::size_t connections_per_local_peer_max = 0;
  // Whose word about their clients is believed. Their connections count like those of local peers.
  http::TrustedProxies proxies = {};
  // What TLS connections show; nullptr: no TLS.
  std::shared_ptr<TlsIdentity> tls = {};
  // Called on the connection's thread for every answer; may be empty.
  std::function<void(const RequestRecord&)> on_request = {};
};

// Serves HTTP/1.1 and 1.0 on any number of addresses, with TLS or without, on all threads of a runtime.
//
// Framing that could be read in two ways is refused with 400 before routing (security §2.3). Pipelined
// requests are answered in order. Every answer carries Date, Content-Length (streams: chunked),
// X-Content-Type-Options. Methods may be called from any thread.
class HttpServer final {
 public:
  // `router` and `runtime` outlive the server.
  HttpServer(Runtime& runtime, const http::Router& router, HttpOptions options = {});
  // Closes what is still open, at once.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Binds now; accepting begins when the runtime runs. The address in the answer has the real port. Fails
  // with `unavailable`, naming the address and the system's reason. May look the host name up (blocks).
  Result<ListenAddress> listen(const ListenAddress& address);
  // Takes over a descriptor that listens already (socket activation). Fails with `invalid_input` when it does
  // not.
  Result<ListenAddress> adopt(int descriptor, ListenAddress::Speaks speaks);

  // Stops accepting, closes idle connections and streams, lets requests in flight finish for up to
  // `deadline_ms`, then closes the rest. `stopped` runs once, on a thread of the runtime, when no connection
  // is left. Only the first call counts.
  void stop(std::int64_t deadline_ms, std::function<void()> stopped);

  std::size_t connection_count() const;

 private:
  struct State;
  Result<ListenAddress> begin_accepting(struct ListenSocket opened);
  std::shared_ptr<State> state_;
  Runtime& runtime_;
};

}  // namespace sb::server
