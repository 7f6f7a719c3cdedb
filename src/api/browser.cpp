#include "api/browser.h"

#include "base/utf8.h"

namespace sb::api {

bool over_tls(const http::InboundRequest& request, const BrowserPolicy& policy) {
  return request.over_tls || policy.public_origin.starts_with("https://");
}

std::string_view find_cookie(const http::InboundRequest& request, std::string_view name) {
  for (const auto& header : request.headers) {
    if (!iequals_ascii(header.name, "cookie")) continue;
    std::string_view rest = header.value;
    while (!rest.empty()) {
      const auto end = rest.find(';');
      const auto pair = trim_ascii(rest.substr(0, end));
      const auto equals = pair.find('=');
      if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
      rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
    }
  }
  return {};
}

std::string_view login_cookie_name(bool tls) {
  return tls ? "__Host-signalbox" : "signalbox";
}

std::string_view login_cookie(const http::InboundRequest& request, const BrowserPolicy& policy) {
  return find_cookie(request, login_cookie_name(over_tls(request, policy)));
}

std::string set_cookie(std::string_view name, std::string_view value, std::int64_t seconds, bool tls,
                       std::string_view path) {
  std::string out = std::string(name) + "=" + std::string(value) + "; Path=" + std::string(path) +
                    "; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(value.empty() ? 0 : seconds);
  if (tls) out += "; Secure";
  return out;
}

bool from_own_page(const http::InboundRequest& request, const BrowserPolicy& policy) {
  const std::string_view origin = request.headers.get("origin");
  if (origin.empty()) return false;
  if (!policy.public_origin.empty() && origin == policy.public_origin) return true;
  const std::string_view host = request.headers.get("host");
  if (host.empty()) return false;
  const std::string own(host);
  return origin == "https://" + own || (!over_tls(request, policy) && origin == "http://" + own);
}

bool is_unsafe(std::string_view method) {
  return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

}  // namespace sb::api
