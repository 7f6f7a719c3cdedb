// Law: no URL that names a special-purpose address in any spelling passes the policy, and what is accepted is
// read the same way again.
#include <netdb.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "http/egress.h"
#include "http/url.h"

namespace {

// What the system makes of a host without asking anybody: every numeric spelling it knows.
std::optional<sb::http::Address> numeric_address(const std::string& host) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST;
  addrinfo* list = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &list) != 0) return {};
  auto address = sb::http::Address::from_sockaddr(list->ai_addr);
  freeaddrinfo(list);
  return address;
}

void check(const sb::http::Url& url) {
  const auto again = sb::http::Url::parse(url.text());
  if (!again || again->origin() != url.origin() || again->text() != url.text()) std::abort();
  const auto numeric = numeric_address(url.host());
  if (!numeric) return;
  if (url.literal() != numeric) std::abort();
  const sb::http::EgressPolicy policy;
  const bool allowed = policy.check(*url.literal(), url.port(), url.host()) == sb::http::Verdict::allowed;
  if (allowed != sb::http::is_public(*numeric)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  static const auto base = sb::http::Url::parse("https://user:pw@base.example:8443/a/b?c").value();
  for (const auto& input : {text, "http://" + text}) {
    if (const auto url = sb::http::Url::parse(input)) check(*url);
  }
  if (const auto url = base.resolve(text)) check(*url);
  return 0;
}
