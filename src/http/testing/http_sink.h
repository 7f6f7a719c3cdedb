#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/headers.h"

namespace sb::http::testing {

// A request as it arrived.
struct SunkRequest {
  std::string method, target, version;  // "POST", "/path?query", "HTTP/1.1"
  std::vector<Header> headers;
  std::string body;
  std::string head;          // request line and header lines, byte for byte
  int connection = 0;        // 0 for the first connection accepted, 1 for the second …
  std::string peer_subject;  // of the client's certificate, empty without one

  // The value of the first header of that name (any case), or an empty view.
  std::string_view header(std::string_view name) const;
};

struct SinkAnswer {
  int status = 200;
  std::vector<Header> headers = {};
  std::string body = {};
  // Sent instead of everything above, byte for byte, and the connection closed after it.
  std::string raw = {};
  // Before the first byte leaves; ends early when the sink is destroyed.
  std::int64_t delay_ms = 0;
  enum class Then { keep_alive, close, drop_without_answer } then = Then::keep_alive;
};

// PEM texts. With `client_authority_pem` a client certificate of that authority is demanded.
struct SinkTls {
  std::string certificate_pem, key_pem, client_authority_pem;
};

struct SinkOptions {
  std::string address = "127.0.0.1";
  // 0: a free one.
  std::uint16_t port = 0;
  std::unique_ptr<SinkTls> tls;
};

// A small HTTP/1.1 server for tests: one thread per connection, blocking sockets, Content-Length bodies and
// chunked ones. The answerer runs on the connections' threads, so it must be safe to call from several.
// Throws std::runtime_error when it cannot listen.
class HttpSink final {
 public:
  using Answerer = std::function<SinkAnswer(const SunkRequest&)>;

  // Answers 200 with an empty body unless told otherwise.
  explicit HttpSink(Answerer answerer = {}, SinkOptions options = {});
  // Closes all connections and joins their threads.
  ~HttpSink();
  HttpSink(const HttpSink&) = delete;
  HttpSink& operator=(const HttpSink&) = delete;

  std::uint16_t port() const;
  // "http://127.0.0.1:PORT" (https with TLS) and then `path`.
  std::string url(std::string_view path = "/") const;

  // A copy of what has arrived so far, in the order of completion.
  std::vector<SunkRequest> requests() const;
  // Blocks until `count` requests have arrived or `timeout_ms` passed; false for the latter.
  bool wait_for_requests(std::size_t count, std::int64_t timeout_ms = 10'000) const;
  int connections() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sb::http::testing
