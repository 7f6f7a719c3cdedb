#pragma once
// Asio inside: only for src/server/*.cpp.
#include <boost/asio/buffer.hpp>
#include <memory>
#include <tuple>

#include "server/coroutine.h"
#include "server/tls_identity.h"

namespace sb::server {

// TLS over the socket of a connection, which it does not own. One read and one write may be under way at the
// same time; closing the socket ends both. Behind a wall because the TLS headers of Asio cost half a minute.
class TlsStream final {
 public:
  using Outcome = std::tuple<boost::system::error_code, std::size_t>;
  enum class Greeting { done, plain_http, failed };

  // nullptr when there is no memory for it.
  static std::unique_ptr<TlsStream> make(Socket& socket, const TlsIdentity& identity);
  ~TlsStream();
  TlsStream(const TlsStream&) = delete;

  Coroutine<Greeting> greet();
  Coroutine<Outcome> read_some(asio::mutable_buffer space);
  Coroutine<Outcome> write_some(asio::const_buffer bytes);
  // Tells the peer that nothing follows, and waits for it to say the same.
  Coroutine<> say_goodbye();

 private:
  struct State;
  explicit TlsStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sb::server
