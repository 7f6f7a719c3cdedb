#include "server/serve_router.h"

#include <future>

#include "server/signals.h"

namespace sb::server {

Ok serve_until_stopped(Runtime& runtime, const http::Router& router, const ListenAddress& address,
                       const std::function<void(const ListenAddress&)>& listening) {
  std::promise<void> stopped;
  HttpServer server(runtime, router);
  SB_TRY(const auto bound, server.listen(address));
  const StopSignals signals(runtime, [&] { server.stop(stop_ms_max, [&] { stopped.set_value(); }); });
  runtime.start();
  listening(bound);
  stopped.get_future().wait();
  runtime.stop();  // joins the thread that just said so
  return {};
}

}  // namespace sb::server
