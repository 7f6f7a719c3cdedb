#include <cstdint>
#include <cstdlib>
#include <string>

#include "http/forwarded.h"

// Whatever stands in the headers: the client is the peer or an address, and a stranger is believed nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto proxies =
      sb::http::TrustedProxies::parse({"127.0.0.1", "10.0.0.0/8", "fd00::/8", "unix"}).value();
  const std::string text(reinterpret_cast<const char*>(data), size);
  sb::http::Headers headers;
  const auto half = size / 2;
  headers.add("X-Forwarded-For", text.substr(0, half));
  headers.add("x-forwarded-for", text.substr(half));
  headers.add("X-Forwarded-Proto", text);
  const auto client = proxies.client_of("10.0.0.1", headers);
  if (client != "unix" && !sb::http::Address::parse(client)) std::abort();
  if (proxies.client_of("192.0.2.1", headers) != "192.0.2.1") std::abort();
  if (proxies.over_tls("192.0.2.1", headers)) std::abort();
  (void)proxies.over_tls("unix", headers);
  (void)sb::http::TrustedProxies::parse({text});
  return 0;
}
