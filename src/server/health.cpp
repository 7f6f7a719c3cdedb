#include "server/health.h"

#include <openssl/crypto.h>

#include <boost/version.hpp>

namespace sb::server {
namespace {

std::string boost_version() {
  return std::to_string(BOOST_VERSION / 100000) + "." + std::to_string(BOOST_VERSION / 100 % 1000) + "." +
         std::to_string(BOOST_VERSION % 100);
}

http::OutboundResponse ready_response(const HealthOptions& options) {
  const auto reason = options.why_not_ready ? options.why_not_ready() : std::nullopt;
  if (!reason) return http::json_response(200, JsonObject{{"status", "ready"}});
  return http::json_response(503, JsonObject{{"status", "not ready"}, {"reason", *reason}});
}

std::string version_text(const HealthOptions& options) {
  JsonObject libraries{{"boost", boost_version()}, {"openssl", ::OpenSSL_version(OPENSSL_VERSION_STRING)}};
  for (const auto& [name, version] : options.libraries) libraries[name] = version;
  return to_json_text(
      JsonObject{{"name", "signalbox"}, {"version", SB_VERSION}, {"libraries", std::move(libraries)}});
}

}  // namespace

void add_health_routes(http::Router& router, HealthOptions options) {
  router.add("GET", "/healthz", [](http::InboundRequest, http::RouteParams, http::Respond respond) {
    respond(http::json_response(200, JsonObject{{"status", "ok"}}));
  });
  router.add("GET", "/version",
             [text = version_text(options)](http::InboundRequest, http::RouteParams, http::Respond respond) {
               respond(http::json_text_response(200, text));
             });
  router.add("GET", "/readyz",
             [options = std::move(options)](http::InboundRequest, http::RouteParams, http::Respond respond) {
               respond(ready_response(options));
             });
}

}  // namespace sb::server
