#pragma once
// Asio inside: only for src/server/*.cpp.
#include <array>
#include <atomic>
#include <boost/asio/buffer.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "server/coroutine.h"
#include "server/http_server.h"
#include "server/listen_socket.h"
#include "server/request_parser.h"
#include "server/response_text.h"
#include "server/stream_queue.h"
#include "server/tls_stream.h"

namespace sb::server {

// What all connections of a server share. Thread-safe.
class ServerCore final {
 public:
  ServerCore(const http::Router& routes, HttpOptions settings)
      : router(routes), options(std::move(settings)) {}

  // Counts the connection in; false when a limit is reached. Balance with `release`.
  bool admit(const Peer& peer);
  void release(const Peer& peer);
  std::size_t connection_count() const { return connections_.load(); }

  const http::Router& router;
  const HttpOptions options;

 private:
  std::size_t quota_of(const Peer& peer) const;

  std::atomic<std::size_t> connections_ = 0;
  std::mutex mutex_;
  std::unordered_map<std::string, std::size_t> by_quota_;
};

class Connection;

// The connections of one loop: their deadlines, which a coarse tick enforces (a timer per connection would
// cost two heap operations per request), and their end. Everything here runs on the loop's thread.
class Hub final : public std::enable_shared_from_this<Hub> {
 public:
  Hub(std::shared_ptr<ServerCore> shared, std::shared_ptr<Loop> owner);

  void add(Connection& connection);
  void remove(Connection& connection);
  // See HttpServer::stop; `emptied` runs when no connection is left.
  void begin_stop(std::int64_t deadline_ms, std::function<void()> emptied);
  bool stopping() const { return stopping_; }
  // The Date field, renewed every second.
  std::string_view date();

  const std::shared_ptr<ServerCore> core;
  const std::shared_ptr<Loop> loop;

 private:
  void arm_tick();
  void tick();
  void finish_stop_when_empty();

  std::int64_t tick_ms_;
  Timer timer_;
  bool ticking_ = false;
  std::unordered_set<Connection*> connections_;
  bool stopping_ = false;
  std::int64_t kill_at_ms_ = 0;
  std::function<void()> emptied_;
  std::string date_;
  std::int64_t date_second_ = -1;
};

// One accepted socket and its one coroutine: read a request, have it answered, write the answer, again.
// Everything but `deliver` and `wake_soon` runs on the loop's thread.
class Connection final : public std::enable_shared_from_this<Connection> {
 public:
  // The answer of a handler: a whole response, or the head of a stream and its queue.
  struct Reply {
    http::OutboundResponse response;
    std::shared_ptr<StreamQueue> stream;
  };

  enum class Security { plain, tls };

  Connection(std::shared_ptr<Hub> hub, Socket socket, Peer peer, Security security);

  static Coroutine<> run(std::shared_ptr<Connection> self);

  // Any thread. Replies to a request that is no longer waiting are dropped.
  void deliver(std::uint64_t request_number, Reply reply);
  // Any thread: lets the coroutine look at its stream.
  void wake_soon();

  // From the hub: the deadline may have passed; no new request, please; at once.
  void sweep(std::int64_t now_ms);
  void begin_stop();
  void kill();

 private:
  enum class Phase { reading, handling, writing, streaming, lingering };
  enum class Stage { idle, header, body };  // of the request being read

  Coroutine<> serve();
  Coroutine<bool> greet();
  Coroutine<> end_writing();
  Coroutine<bool> read_request();
  Coroutine<bool> receive();
  Coroutine<bool> begin_body();
  Coroutine<bool> answer_request();
  Coroutine<> refuse(Refusal refusal);
  Coroutine<bool> write(std::string_view first, std::string_view second);
  Coroutine<bool> write_response(const http::OutboundResponse& response);
  Coroutine<> serve_stream(Reply reply);
  Coroutine<> pump_stream(StreamQueue& queue);
  Coroutine<> wait_for_wake();
  Coroutine<> linger();
  static Coroutine<> watch_peer(std::shared_ptr<Connection> self);

  RequestParser::Progress parse();
  void note_start();
  void set_deadline(std::int64_t delay_ms);
  void accept_reply(std::uint64_t request_number, Reply reply);
  void wake();
  void close();
  ResponseFrame frame();
  void record(int status);
  std::string_view unread() const { return {buffer_.data() + begin_, end_ - begin_}; }

  std::shared_ptr<Hub> hub_;
  Socket socket_;
  std::unique_ptr<TlsStream> tls_;  // over `socket_`; null: none
  const Security security_;
  Peer peer_;
  RequestParser parser_;
  Timer never_;  // has no expiry; its cancelling wakes the coroutine
  bool waiting_ = false;

  std::vector<char> buffer_;  // unread bytes are [begin_, end_)
  std::size_t begin_ = 0, end_ = 0;
  std::string out_;

  Phase phase_ = Phase::reading;
  Stage stage_ = Stage::idle;
  std::int64_t deadline_ms_ = 0;
  bool timed_out_ = false;
  bool killed_ = false;
  bool peer_gone_ = false;
  std::optional<Refusal> fault_;

  http::Router::Match match_;  // until the handler runs
  std::string_view extra_head_, pattern_;
  std::uint64_t request_number_ = 0;
  std::optional<Reply> reply_;
  std::shared_ptr<StreamQueue> stream_;  // while one is served
  boost::system::error_code ignored_;    // of closing and cancelling, which have nothing to report
  bool keep_alive_ = true;
  bool head_only_ = false;
  int version_ = 11;
  std::string method_;
  std::int64_t handled_since_ms_ = 0;
};

}  // namespace sb::server
