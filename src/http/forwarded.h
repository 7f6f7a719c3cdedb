#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/address.h"
#include "http/headers.h"

namespace sb::http {

// The reverse proxies whose word about their clients is believed. Everybody may send X-Forwarded-For and
// X-Forwarded-Proto; they count when the connection comes from one of these, and no further back than where
// the first other address stands. Threading: any thread; nothing changes it.
class TrustedProxies final {
 public:
  TrustedProxies() = default;  // none
  // Addresses, ranges ("10.0.0.0/8", "fd00::/8"), and "unix" for whoever connects through a Unix socket.
  // `invalid_input` names the entry that is none of these.
  static Result<TrustedProxies> parse(const std::vector<std::string>& entries);

  // `peer` is an address, or "unix".
  bool trusts(std::string_view peer) const;

  // Who sent the request: the peer; when that is trusted, whom it names, and so on backwards through
  // X-Forwarded-For. An entry that is no address ends the way: then it is the proxy that wrote it.
  std::string client_of(std::string_view peer, const Headers& headers) const;
  // A trusted peer says that its own client came over TLS.
  bool over_tls(std::string_view peer, const Headers& headers) const;

 private:
  bool unix_ = false;
  std::vector<AddressRange> ranges_;
};

}  // namespace sb::http
