#include <CLI/CLI.hpp>
#include <cstdio>

#include "server/serve_router.h"
#include "ticket-backend/routes.h"

namespace {

constexpr int threads = 2;

int failed(const sb::Error& error) {
  std::fprintf(stderr, "ticket-backend: %s\n", error.message.c_str());
  return 1;
}

int serve(const sb::server::ListenAddress& address, const std::string& path, const std::string& chat_origin) {
  auto bookings = sb::tickets::Bookings::open(path);
  if (bookings.has_error()) return failed(bookings.error());
  sb::WorkerPool pool(1);
  sb::server::Runtime runtime(threads);
  sb::http::Router router;
  sb::tickets::add_routes(router, {**bookings, pool, sb::utc_now, chat_origin});
  const auto served = sb::server::serve_until_stopped(runtime, router, address, [](const auto& bound) {
    std::printf("listening on http://%s\n", sb::server::to_text(bound).c_str());
    std::fflush(stdout);
  });
  return served.has_error() ? failed(served.error()) : 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("The ticket service of the Choo Choo bot.", "ticket-backend");
  std::string listen = "127.0.0.1:8081", path = "tickets.db", chat = "http://127.0.0.1:8080";
  app.add_option("--listen", listen, "HOST:PORT; port 0 lets the system choose")->capture_default_str();
  app.add_option("--data", path, "the file that keeps the bookings")->capture_default_str();
  app.add_option("--chat", chat, "origin of the chat server, for the shop page")->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  const auto address = sb::server::parse_listen_address(listen);
  if (address.has_error()) {
    failed(address.error());
    return 2;
  }
  const auto chat_host = chat.find("://") == std::string::npos ? "" : chat.substr(chat.find("://") + 3);
  if (chat_host.empty() || chat_host.find_first_of(" /;,'\"") != std::string::npos) {
    failed({sb::ErrorCode::invalid_input, "--chat: an origin such as http://127.0.0.1:8080 is expected"});
    return 2;
  }
  return serve(*address, path, chat);
}
