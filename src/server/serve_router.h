#pragma once
#include <functional>

#include "server/http_server.h"

namespace sb::server {

// A whole small service in one call: serves `router` on `address` until SIGINT or SIGTERM, then lets requests
// in flight finish for `stop_ms_max`. Starts and stops `runtime`; its executors may be given to the handlers
// before. `listening` gets the address with its real port once connections are accepted. Fails when the
// address cannot be bound. For helpers around the product (examples, receivers of the tests).
inline constexpr std::int64_t stop_ms_max = 3'000;
Ok serve_until_stopped(Runtime& runtime, const http::Router& router, const ListenAddress& address,
                       const std::function<void(const ListenAddress&)>& listening);

}  // namespace sb::server
