#include "http/testing/http_sink.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <list>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "base/utf8.h"

namespace sb::http::testing {
namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

Bio bio_of(const std::string& text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free};
}

void must(bool fine, const char* what) {
  if (!fine) throw std::runtime_error(std::string("http sink: ") + what);
}

Context make_context(const SinkTls& tls) {
  Context context(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      PEM_read_bio_X509(bio_of(tls.certificate_pem).get(), nullptr, nullptr, nullptr), &X509_free);
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      PEM_read_bio_PrivateKey(bio_of(tls.key_pem).get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
  must(SSL_CTX_use_certificate(context.get(), certificate.get()) == 1, "bad certificate");
  must(SSL_CTX_use_PrivateKey(context.get(), key.get()) == 1, "bad key");
  if (!tls.client_authority_pem.empty()) {
    const std::unique_ptr<X509, decltype(&X509_free)> authority(
        PEM_read_bio_X509(bio_of(tls.client_authority_pem).get(), nullptr, nullptr, nullptr), &X509_free);
    must(X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), authority.get()) == 1,
         "bad client authority");
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    must(
        SSL_CTX_set_session_id_context(context.get(), reinterpret_cast<const unsigned char*>("sink"), 4) == 1,
        "session id context");
  }
  return context;
}

// One connection's bytes, plain or TLS. Blocking.
class Stream final {
 public:
  Stream(int socket, SSL_CTX* context) : socket_(socket) {
    if (!context) return;
    ssl_ = SSL_new(context);
    SSL_set_fd(ssl_, socket);
    if (SSL_accept(ssl_) != 1) failed_ = true;
  }
  ~Stream() {
    if (ssl_ && !failed_) SSL_shutdown(ssl_);
    if (ssl_) SSL_free(ssl_);
    ERR_clear_error();
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // Appends what is there; false at the end of the connection.
  bool read_some() {
    if (failed_) return false;
    char chunk[16 * 1024];
    const auto count = ssl_ ? SSL_read(ssl_, chunk, sizeof chunk)
                            : static_cast<int>(::recv(socket_, chunk, sizeof chunk, 0));
    if (count <= 0) return false;
    buffer_.append(chunk, static_cast<std::size_t>(count));
    return true;
  }
  bool write(std::string_view bytes) {
    while (!bytes.empty() && !failed_) {
      const auto count = ssl_ ? SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size()))
                              : static_cast<int>(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return !failed_;
  }
  // Cuts `count` bytes off the front, reading as needed; false when they never come.
  bool take(std::size_t count, std::string& out) {
    while (buffer_.size() < count) {
      if (!read_some()) return false;
    }
    out = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return true;
  }
  // Cuts everything up to and including `end`.
  bool take_until(std::string_view end, std::string& out) {
    auto at = buffer_.find(end);
    while (at == std::string::npos) {
      if (!read_some()) return false;
      at = buffer_.find(end);
    }
    return take(at + end.size(), out);
  }
  std::string peer_subject() const {
    if (!ssl_) return {};
    auto* certificate = SSL_get0_peer_certificate(ssl_);
    if (!certificate) return {};
    char text[256] = {};
    X509_NAME_oneline(X509_get_subject_name(certificate), text, sizeof text);
    return text;
  }

 private:
  int socket_;
  SSL* ssl_ = nullptr;
  bool failed_ = false;
  std::string buffer_;
};

void parse_head(SunkRequest& request) {
  std::string_view rest = request.head;
  const auto line_of = [&rest] {
    const auto end = rest.find("\r\n");
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 2));
    return line;
  };
  const auto first = line_of();
  const auto space = first.find(' '), last = first.rfind(' ');
  request.method = first.substr(0, space);
  request.target = first.substr(std::min(space + 1, first.size()), last - space - 1);
  request.version = first.substr(std::min(last + 1, first.size()));
  for (auto line = line_of(); !line.empty(); line = line_of()) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    request.headers.push_back(
        {std::string(line.substr(0, colon)), std::string(trim_ascii(line.substr(colon + 1)))});
  }
}

bool read_body(Stream& stream, SunkRequest& request) {
  if (iequals_ascii(request.header("transfer-encoding"), "chunked")) {
    for (;;) {
      std::string line, chunk;
      if (!stream.take_until("\r\n", line)) return false;
      const auto size = std::stoul(line, nullptr, 16);
      if (!stream.take(size + 2, chunk)) return false;
      if (size == 0) return true;
      request.body += chunk.substr(0, size);
    }
  }
  const auto length = request.header("content-length");
  return length.empty() || stream.take(std::stoul(std::string(length)), request.body);
}

std::string wire_text(const SinkAnswer& answer, std::string_view method) {
  if (!answer.raw.empty()) return answer.raw;
  std::string text = fmt::format("HTTP/1.1 {} Sink\r\n", answer.status);
  bool framed = answer.status == 204 || answer.status == 304;
  for (const auto& header : answer.headers) {
    text += header.name + ": " + header.value + "\r\n";
    framed = framed || iequals_ascii(header.name, "content-length") ||
             iequals_ascii(header.name, "transfer-encoding");
  }
  if (!framed) text += fmt::format("Content-Length: {}\r\n", answer.body.size());
  if (answer.then == SinkAnswer::Then::close) text += "Connection: close\r\n";
  text += "\r\n";
  if (method != "HEAD") text += answer.body;
  return text;
}

}  // namespace

std::string_view SunkRequest::header(std::string_view wanted) const {
  for (const auto& field : headers) {
    if (iequals_ascii(field.name, wanted)) return field.value;
  }
  return {};
}

struct HttpSink::State {
  Answerer answerer;
  Context context{nullptr, &SSL_CTX_free};
  std::string address;
  bool is_tls = false;
  int listener = -1;
  std::uint16_t port = 0;
  mutable std::mutex mutex;
  mutable std::condition_variable changed;
  bool stopping = false;
  int connections = 0;
  std::vector<SunkRequest> requests;
  struct Connection {
    int socket;
    std::thread thread;
  };
  std::list<Connection> open;
  std::thread accepter;

  void listen_on(std::uint16_t wanted);
  void accept_all();
  void serve(int socket, int number);
  bool serve_one(Stream& stream, int number);
};

void HttpSink::State::listen_on(std::uint16_t wanted) {
  sockaddr_storage storage{};
  socklen_t size = sizeof(sockaddr_in);
  auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (inet_pton(AF_INET, address.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons(wanted);
  } else {
    must(inet_pton(AF_INET6, address.c_str(), &v6->sin6_addr) == 1, "bad address");
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(wanted);
    size = sizeof(sockaddr_in6);
  }
  listener = ::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  must(listener >= 0 && ::bind(listener, reinterpret_cast<sockaddr*>(&storage), size) == 0 &&
           ::listen(listener, 512) == 0,
       "cannot listen");
  getsockname(listener, reinterpret_cast<sockaddr*>(&storage), &size);
  port = ntohs(storage.ss_family == AF_INET ? v4->sin_port : v6->sin6_port);
}

void HttpSink::State::accept_all() {
  for (;;) {
    const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;  // the destructor shut the listener down
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const std::lock_guard lock(mutex);
    if (stopping) {
      ::close(socket);
      return;
    }
    open.push_back({socket, std::thread([this, socket, number = connections++] { serve(socket, number); })});
    changed.notify_all();
  }
}

void HttpSink::State::serve(int socket, int number) {
  // OpenSSL writes without MSG_NOSIGNAL; a client that went away must not end the test program.
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
  Stream stream(socket, context.get());
  while (serve_one(stream, number)) {
  }
  // The descriptor stays reserved until the sink goes; the peer sees the end now.
  ::shutdown(socket, SHUT_RDWR);
}

bool HttpSink::State::serve_one(Stream& stream, int number) {
  SunkRequest request;
  request.connection = number;
  if (!stream.take_until("\r\n\r\n", request.head)) return false;
  parse_head(request);
  if (!read_body(stream, request)) return false;
  request.peer_subject = stream.peer_subject();
  auto answer = answerer ? answerer(request) : SinkAnswer{};
  {
    std::unique_lock lock(mutex);
    requests.push_back(request);
    changed.notify_all();
    if (answer.delay_ms > 0) {
      changed.wait_for(lock, std::chrono::milliseconds(answer.delay_ms), [this] { return stopping; });
    }
    if (stopping) return false;
  }
  if (answer.then == SinkAnswer::Then::drop_without_answer) return false;
  return stream.write(wire_text(answer, request.method)) && answer.raw.empty() &&
         answer.then == SinkAnswer::Then::keep_alive;
}

HttpSink::HttpSink(Answerer answerer, SinkOptions options) : state_(std::make_unique<State>()) {
  state_->answerer = std::move(answerer);
  state_->address = options.address;
  state_->is_tls = options.tls != nullptr;
  if (options.tls) state_->context = make_context(*options.tls);
  state_->listen_on(options.port);
  state_->accepter = std::thread([state = state_.get()] { state->accept_all(); });
}

HttpSink::~HttpSink() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
    for (const auto& connection : state_->open) ::shutdown(connection.socket, SHUT_RDWR);
    state_->changed.notify_all();
  }
  ::shutdown(state_->listener, SHUT_RDWR);
  state_->accepter.join();
  ::close(state_->listener);
  for (auto& connection : state_->open) {
    connection.thread.join();
    ::close(connection.socket);
  }
}

std::uint16_t HttpSink::port() const {
  return state_->port;
}

std::string HttpSink::url(std::string_view path) const {
  const bool v6 = state_->address.find(':') != std::string::npos;
  return fmt::format("{}://{}{}{}:{}{}", state_->is_tls ? "https" : "http", v6 ? "[" : "", state_->address,
                     v6 ? "]" : "", state_->port, path);
}

std::vector<SunkRequest> HttpSink::requests() const {
  const std::lock_guard lock(state_->mutex);
  return state_->requests;
}

bool HttpSink::wait_for_requests(std::size_t count, std::int64_t timeout_ms) const {
  std::unique_lock lock(state_->mutex);
  return state_->changed.wait_for(lock, std::chrono::milliseconds(timeout_ms),
                                  [&] { return state_->requests.size() >= count; });
}

int HttpSink::connections() const {
  const std::lock_guard lock(state_->mutex);
  return state_->connections;
}

}  // namespace sb::http::testing
