#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "http/address.h"
#include "http/client.h"
#include "http/egress.h"

namespace sb::http {

struct ClientOptions {
  // Requests on the wire at once: in all, for one isolation key, and for one origin within a key.
  int connections_max = 256;
  int connections_per_key_max = 128;
  int connections_per_host_max = 32;
  // Calls waiting for one of these; beyond, calls fail with `unavailable`.
  std::size_t queue_max = 10'000;
  // Name lookups at once; a lookup that hangs occupies one.
  int resolver_threads_max = 8;
  // How long the answer of a lookup is used. Not a matter of safety: every connection is checked.
  std::int64_t resolved_ms_max = 30'000;
  // Name lookup, and again TCP and TLS: each within this time.
  std::int64_t connect_timeout_ms = 3'000;
  // "http://host:port" (SIGNALBOX_EGRESS_PROXY), empty for none; proxy variables of the environment are
  // ignored. Names are resolved by the proxy then, so it must filter addresses; ours are checked only where
  // the URL names one.
  std::string proxy;
  std::string user_agent = "Signalbox/" SB_VERSION;
  // PEM bundle of trusted authorities instead of the system's.
  std::string ca_file;

  // Resolves a name to all its addresses, blocking, on a thread of the client; empty: no such name. Not set:
  // the system's resolver. Outlives the client by at most one lookup, so it owns what it uses.
  std::function<std::vector<Address>(const std::string& host)> resolver;
  // Told every address that is about to be connected to, after the policy allowed it; returns false to refuse
  // it. Runs on the client's thread.
  std::function<bool(const Address& address, std::uint16_t port)> on_connect;
};

// The client over libcurl: one thread, keep-alive, HTTP/2 where TLS offers it, gzip, deflate and br decoded.
// This machine's own addresses are added to what `policy` denies. Fails with `invalid_input` for an unusable
// proxy or CA file.
Result<std::unique_ptr<Client>> make_curl_client(EgressPolicy policy, ClientOptions options = {});

}  // namespace sb::http
