#include "http/redirect.h"

#include <algorithm>

#include "base/utf8.h"

namespace sb::http {
namespace {

bool describes_content(std::string_view name) {
  constexpr std::string_view names[] = {"content-type", "content-encoding", "content-language",
                                        "content-location"};
  return std::any_of(std::begin(names), std::end(names),
                     [&](std::string_view other) { return iequals_ascii(name, other); });
}

void become_get(Request& request) {
  request.method = "GET";
  request.body.clear();
  std::erase_if(request.headers, [](const Header& header) { return describes_content(header.name); });
}

void forget_secrets(Request& request) {
  std::erase_if(request.headers,
                [&](const Header& header) { return is_secret_header(request, header.name); });
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
