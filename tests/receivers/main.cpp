#include <CLI/CLI.hpp>
#include <cstdio>

#include "receivers/receiver.h"
#include "server/serve_router.h"

int main(int argc, char** argv) {
  CLI::App app("Receives what the webhook channel and the webhook handover provider send.",
               "webhook-receiver");
  std::string listen = "127.0.0.1:0";
  app.add_option("--listen", listen, "HOST:PORT; port 0 lets the system choose")->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  const auto address = sb::server::parse_listen_address(listen);
  if (address.has_error()) {
    std::fprintf(stderr, "webhook-receiver: %s\n", address.error().message.c_str());
    return 2;
  }
  sb::server::Runtime runtime(1);
  sb::receivers::Receiver receiver(runtime.executors().front());
  sb::http::Router router;
  receiver.add_routes(router);
  const auto served = sb::server::serve_until_stopped(runtime, router, *address, [](const auto& bound) {
    std::printf("listening on http://%s\n", sb::server::to_text(bound).c_str());
    std::fflush(stdout);
  });
  if (!served.has_error()) return 0;
  std::fprintf(stderr, "webhook-receiver: %s\n", served.error().message.c_str());
  return 1;
}
