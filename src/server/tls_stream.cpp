#include "server/tls_stream.h"

#include <boost/asio/ssl/stream.hpp>

namespace sb::server {

struct TlsStream::State {
  State(Socket& socket, SSL* session) : stream(socket, session) {}
  asio::ssl::stream<Socket&> stream;
};

TlsStream::TlsStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
TlsStream::~TlsStream() = default;

std::unique_ptr<TlsStream> TlsStream::make(Socket& socket, const TlsIdentity& identity) {
  SSL* session = identity.new_session();
  if (!session) return nullptr;
  return std::unique_ptr<TlsStream>(new TlsStream(std::make_unique<State>(socket, session)));
}

Coroutine<TlsStream::Greeting> TlsStream::greet() {
  const auto [failure] =
      co_await state_->stream.async_handshake(asio::ssl::stream_base::server, in_coroutine);
  if (!failure) co_return Greeting::done;
  const bool spoke_http = failure.category() == asio::error::get_ssl_category() &&
                          ERR_GET_REASON(static_cast<unsigned long>(failure.value())) == SSL_R_HTTP_REQUEST;
  co_return spoke_http ? Greeting::plain_http : Greeting::failed;
}

Coroutine<TlsStream::Outcome> TlsStream::read_some(asio::mutable_buffer space) {
  co_return co_await state_->stream.async_read_some(space, in_coroutine);
}

Coroutine<TlsStream::Outcome> TlsStream::write_some(asio::const_buffer bytes) {
  co_return co_await state_->stream.async_write_some(bytes, in_coroutine);
}

Coroutine<> TlsStream::say_goodbye() {
  co_await state_->stream.async_shutdown(in_coroutine);
}

}  // namespace sb::server
