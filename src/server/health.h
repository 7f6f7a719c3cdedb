#pragma once
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "http/router.h"

namespace sb::server {

struct HealthOptions {
  // Nothing when the server can take traffic, else why not; called for every /readyz, on a connection's
  // thread.
  std::function<std::optional<std::string>()> why_not_ready = {};
  // Further names and versions for /version, in this order.
  std::vector<std::pair<std::string, std::string>> libraries = {};
};

// The process answers for itself:
//   GET /healthz   200 {"status":"ok"}
//   GET /readyz    200 {"status":"ready"} or 503 {"status":"not ready","reason":…}
//   GET /version   200 {"name":"signalbox","version":…,"libraries":{"boost":…,"openssl":…}}
void add_health_routes(http::Router& router, HealthOptions options = {});

}  // namespace sb::server
