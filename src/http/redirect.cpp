#include "http/redirect.h"

#include <algorithm>

#include "base/utf8.h"

namespace sb::http {
namespace {

bool matches_any(std::string_view name, const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& other) { return iequals_ascii(name, other); });
}

void drop_headers(Request& request, const std::vector<std::string>& names) {
  std::erase_if(request.headers, [&](const Header& header) { return matches_any(header.name, names); });
}

void become_get(Request& request) {
  request.method = "GET";
  request.body.clear();
  drop_headers(request, {"content-type", "content-encoding", "content-language", "content-location"});
}

void forget_secrets(Request& request) {
  drop_headers(request, {"authorization", "cookie", "proxy-authorization"});
  drop_headers(request, request.secret_headers);
  request.client_certificate.reset();
}

}  // namespace

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

boost::system::result<void, Failure> redirect(Request& request, const Url& from, int status, const Url& to) {
  if (from.is_https() && !to.is_https()) {
    return Failure{FailureKind::not_allowed, "redirected from https to http, which is not followed"};
  }
  const bool keeps_method =
      status == 307 || status == 308 || request.method == "HEAD" || request.method == "GET";
  if (!keeps_method) become_get(request);
  if (from.origin() != to.origin()) forget_secrets(request);
  request.url = to.text();
  return {};
}

}  // namespace sb::http
