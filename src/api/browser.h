#pragma once
#include <string>
#include <string_view>

#include "http/exchange.h"

// What requests of browsers need beyond those of programs: cookies, and proof that our own page sent them.
namespace sb::api {

struct BrowserPolicy {
  std::string public_origin;  // as browsers write it: "https://bots.example.org"; empty: not told
};

// The browser came over TLS, as far as we know.
bool over_tls(const http::InboundRequest& request, const BrowserPolicy& policy);
// The value of the cookie of that name; empty when there is none.
std::string_view find_cookie(const http::InboundRequest& request, std::string_view name);

// "__Host-signalbox" over TLS, which no other host and no plain connection can set; else "signalbox".
std::string_view login_cookie_name(bool tls);
std::string_view login_cookie(const http::InboundRequest& request, const BrowserPolicy& policy);
// For Set-Cookie: HttpOnly, SameSite=Lax. An empty value ends the cookie.
std::string set_cookie(std::string_view name, std::string_view value, std::int64_t seconds, bool tls,
                       std::string_view path = "/");

// Whether the page that sent this is ours, by its Origin.
bool from_own_page(const http::InboundRequest& request, const BrowserPolicy& policy);
// Whether a method may change something.
bool is_unsafe(std::string_view method);

}  // namespace sb::api
