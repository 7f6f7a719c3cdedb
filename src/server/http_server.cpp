#include "server/http_server.h"

#include <unistd.h>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <future>

#include "base/log.h"
#include "server/connection.h"

namespace sb::server {
namespace {

using Acceptor = asio::basic_socket_acceptor<Protocol, LoopExecutor>;

// When the system is short of descriptors, accepting pauses so that connections can end.
constexpr std::chrono::milliseconds accept_pause{100};

constexpr std::string_view full_response =
    "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n";

struct Listener {
  Listener(LoopExecutor executor, const ListenSocket& opened)
      : acceptor(executor, Protocol(opened.family, 0), opened.descriptor),
        pause(executor),
        bound(opened.bound),
        owns_path(!opened.bound.unix_path.empty() && !opened.inherited) {}

  Acceptor acceptor;
  Timer pause;
  ListenAddress bound;
  bool owns_path;  // of a Unix socket that we have made
};

}  // namespace

struct HttpServer::State : std::enable_shared_from_this<HttpServer::State> {
  State(Runtime& runtime, const http::Router& router, HttpOptions options)
      : core(std::make_shared<ServerCore>(router, std::move(options))) {
    for (const auto& loop : runtime.loops()) hubs.push_back(std::make_shared<Hub>(core, loop));
  }

  static Coroutine<> accept_all(std::shared_ptr<State> self, std::shared_ptr<Listener> listener);
  void admit(Socket socket, const std::shared_ptr<Hub>& hub, Connection::Security security);
  void stop_accepting();
  void begin_stop(std::int64_t deadline_ms, std::function<void()> stopped);
  asio::io_context& first_loop() { return hubs.front()->loop->io; }

  std::shared_ptr<ServerCore> core;
  std::vector<std::shared_ptr<Hub>> hubs;
  std::atomic<bool> stop_called = false;
  // On the first loop's thread from here on.
  std::vector<std::shared_ptr<Listener>> listeners;
  std::size_t next_hub = 0;
  bool stopping = false;
};

Coroutine<> HttpServer::State::accept_all(std::shared_ptr<State> self, std::shared_ptr<Listener> listener) {
  const auto security = listener->bound.speaks == ListenAddress::Speaks::https ? Connection::Security::tls
                                                                               : Connection::Security::plain;
  while (!self->stopping) {
    const auto hub = self->hubs[self->next_hub++ % self->hubs.size()];
    auto [failure, socket] =
        co_await listener->acceptor.async_accept(hub->loop->io.get_executor(), in_coroutine);
    if (self->stopping) break;
    if (failure) {
      log_warn("accept.failed", {{"reason", failure.message().c_str()}});
      listener->pause.expires_after(accept_pause);
      co_await listener->pause.async_wait(in_coroutine);
    } else {
      self->admit(std::move(socket), hub, security);
    }
  }
}

void HttpServer::State::admit(Socket socket, const std::shared_ptr<Hub>& hub, Connection::Security security) {
  auto peer = peer_of(socket.native_handle());
  peer.local = peer.local || core->options.proxies.trusts(peer.address);
  if (!core->admit(peer)) {
    if (security == Connection::Security::tls) return;  // closed: what it would understand costs too much
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::const_buffer(full_response.data(), full_response.size()), ignored);
    return;
  }
  auto connection = std::make_shared<Connection>(hub, std::move(socket), std::move(peer), security);
  asio::co_spawn(hub->loop->io.get_executor(), Connection::run(std::move(connection)), asio::detached);
}

void HttpServer::State::stop_accepting() {
  stopping = true;
  boost::system::error_code ignored;
  for (const auto& listener : listeners) {
    listener->acceptor.close(ignored);
    if (listener->owns_path) ::unlink(listener->bound.unix_path.c_str());
  }
  listeners.clear();
}

void HttpServer::State::begin_stop(std::int64_t deadline_ms, std::function<void()> stopped) {
  stop_accepting();
  auto left = std::make_shared<std::atomic<std::size_t>>(hubs.size());
  for (const auto& hub : hubs) {
    // Posted from this thread, hence after the connections this thread has handed over.
    asio::post(hub->loop->io, [hub, deadline_ms, left, stopped] {
      hub->begin_stop(deadline_ms, [left, stopped] {
        if (--*left == 0 && stopped) stopped();
      });
    });
  }
}

HttpServer::HttpServer(Runtime& runtime, const http::Router& router, HttpOptions options)
    : state_(std::make_shared<State>(runtime, router, std::move(options))), runtime_(runtime) {}

HttpServer::~HttpServer() {
  if (!runtime_.running()) {
    state_->stop_accepting();
    return;
  }
  state_->stop_called = true;
  std::promise<void> done;
  asio::post(state_->first_loop(), [&] { state_->begin_stop(0, [&done] { done.set_value(); }); });
  done.get_future().wait();
}

Result<ListenAddress> HttpServer::listen(const ListenAddress& address) {
  if (address.speaks == ListenAddress::Speaks::https && !state_->core->options.tls) {
    return Error{ErrorCode::invalid_input, "https:// needs a certificate (--tls-cert and --tls-key)",
                 to_text(address)};
  }
  SB_TRY(auto opened, open_listen_socket(address));
  return begin_accepting(std::move(opened));
}

Result<ListenAddress> HttpServer::adopt(int descriptor, ListenAddress::Speaks speaks) {
  SB_TRY(auto opened, adopt_listen_socket(descriptor, speaks));
  return begin_accepting(std::move(opened));
}

Result<ListenAddress> HttpServer::begin_accepting(ListenSocket opened) {
  auto& speaks = opened.bound.speaks;
  const bool may_speak_tls = opened.bound.unix_path.empty() && state_->core->options.tls;
  if (speaks == ListenAddress::Speaks::standard || !may_speak_tls)
    speaks = may_speak_tls ? ListenAddress::Speaks::https : ListenAddress::Speaks::http;
  auto listener = std::make_shared<Listener>(state_->first_loop().get_executor(), opened);
  asio::post(state_->first_loop(), [state = state_, listener] {
    if (state->stopping) return;
    state->listeners.push_back(listener);
    asio::co_spawn(state->first_loop().get_executor(), State::accept_all(state, listener), asio::detached);
  });
  return opened.bound;
}

void HttpServer::stop(std::int64_t deadline_ms, std::function<void()> stopped) {
  if (state_->stop_called.exchange(true)) return;
  asio::post(state_->first_loop(), [state = state_, deadline_ms, stopped = std::move(stopped)] {
    state->begin_stop(deadline_ms, stopped);
  });
}

std::size_t HttpServer::connection_count() const {
  return state_->core->connection_count();
}

}  // namespace sb::server
