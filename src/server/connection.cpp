#include "server/connection.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <limits>

#include "base/log.h"
#include "http/trace_context.h"

namespace sb::server {
namespace {

using Progress = RequestParser::Progress;

constexpr std::size_t buffer_bytes_first = 4 * 1024;
constexpr std::size_t buffer_bytes_bulk = 16 * 1024;  // for long bodies
// Up to here the body is copied behind the header and leaves with it; beyond, both leave as two pieces.
constexpr std::size_t joined_body_bytes_max = 16 * 1024;
// A connection that has sent a large answer gives the memory back.
constexpr std::size_t out_bytes_kept_max = 64 * 1024;
constexpr std::size_t write_bytes_per_second_min = 32 * 1024;
constexpr std::string_view last_chunk = "0\r\n\r\n";
// To a client that speaks HTTP where TLS is spoken.
constexpr std::string_view plain_http_response =
    "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 44\r\n\r\n"
    "this port speaks TLS: use https:// with it.\n";
constexpr std::int64_t never_ms = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t tick_ms_min = 5, tick_ms_max = 500;

std::string_view wire_code_of(int status) {
  switch (status) {
    case 408:
      return "REQUEST_TIMEOUT";
    case 413:
      return "PAYLOAD_TOO_LARGE";
    case 415:
      return "UNSUPPORTED_MEDIA_TYPE";
    case 417:
      return "EXPECTATION_FAILED";
    case 431:
      return "HEADER_TOO_LARGE";
    default:
      return http::wire_code(ErrorCode::invalid_input);
  }
}

// The right to answer one request. Owned by the Respond handles of the handler.
class RequestSink final : public http::ResponseSink {
 public:
  RequestSink(std::weak_ptr<Connection> connection, std::uint64_t number, StreamQueue::Coding coding)
      : connection_(std::move(connection)), number_(number), coding_(coding) {}
  ~RequestSink() override {
    if (!answered_) answer(http::error_response(Error{ErrorCode::internal, "a handler dropped its request"}));
  }
  RequestSink(const RequestSink&) = delete;
  RequestSink& operator=(const RequestSink&) = delete;

  void answer(http::OutboundResponse response) override { reply({std::move(response), nullptr}); }

  std::shared_ptr<http::StreamWriter> start_stream(int status, http::Headers headers) override {
    const auto connection = connection_.lock();
    auto queue = std::make_shared<StreamQueue>(coding_, [weak = connection_] {
      if (const auto to_wake = weak.lock()) to_wake->wake_soon();
    });
    if (!connection || !reply({{status, std::move(headers), {}}, queue})) queue->end();
    return stream_writer(std::move(queue));
  }

 private:
  bool reply(Connection::Reply reply) {
    if (answered_.exchange(true)) {
      log_error("request.answered_twice");
      return false;
    }
    if (const auto connection = connection_.lock()) connection->deliver(number_, std::move(reply));
    return true;
  }

  std::weak_ptr<Connection> connection_;
  std::uint64_t number_;
  StreamQueue::Coding coding_;
  std::atomic<bool> answered_ = false;
};

}  // namespace

bool ServerCore::admit(const Peer& peer) {
  if (connections_.fetch_add(1) >= options.connections_max) {
    --connections_;
    return false;
  }
  const auto quota = quota_of(peer);
  if (quota == 0) return true;
  const std::lock_guard lock(mutex_);
  auto& count = by_quota_[peer.quota];
  if (count >= quota) {
    --connections_;
    return false;
  }
  ++count;
  return true;
}

void ServerCore::release(const Peer& peer) {
  --connections_;
  if (quota_of(peer) == 0) return;
  const std::lock_guard lock(mutex_);
  const auto entry = by_quota_.find(peer.quota);
  if (--entry->second == 0) by_quota_.erase(entry);
}

std::size_t ServerCore::quota_of(const Peer& peer) const {
  return peer.local ? options.connections_per_local_peer_max : options.connections_per_address_max;
}

Hub::Hub(std::shared_ptr<ServerCore> shared, std::shared_ptr<Loop> owner)
    : core(std::move(shared)), loop(std::move(owner)), timer_(loop->io.get_executor()) {
  const auto& o = core->options;
  const auto shortest = std::min({o.header_ms_max, o.body_ms_max, o.idle_ms_max, o.handler_ms_max,
                                  o.write_ms_max, o.linger_ms_max, o.handshake_ms_max});
  tick_ms_ = std::clamp(shortest / 4, tick_ms_min, tick_ms_max);
}

void Hub::add(Connection& connection) {
  connections_.insert(&connection);
  arm_tick();
}

void Hub::remove(Connection& connection) {
  connections_.erase(&connection);
  finish_stop_when_empty();
}

void Hub::arm_tick() {
  if (ticking_ || connections_.empty()) return;
  ticking_ = true;
  timer_.expires_after(std::chrono::milliseconds(tick_ms_));
  timer_.async_wait([self = shared_from_this()](const boost::system::error_code& failure) {
    self->ticking_ = false;
    if (!failure) self->tick();
  });
}

void Hub::tick() {
  const auto now = monotonic_ms();
  const bool kill = stopping_ && now >= kill_at_ms_;
  // Sweeping wakes coroutines through the loop, so the set does not change meanwhile.
  for (auto* connection : connections_) {
    if (kill) {
      connection->kill();
    } else {
      connection->sweep(now);
    }
  }
  arm_tick();
}

void Hub::begin_stop(std::int64_t deadline_ms, std::function<void()> emptied) {
  stopping_ = true;
  kill_at_ms_ = monotonic_ms() + deadline_ms;
  emptied_ = [earlier = std::move(emptied_), emptied = std::move(emptied)] {
    if (earlier) earlier();
    emptied();
  };
  for (auto* connection : connections_) {
    if (deadline_ms > 0) {
      connection->begin_stop();
    } else {
      connection->kill();
    }
  }
  finish_stop_when_empty();
}

void Hub::finish_stop_when_empty() {
  if (!stopping_ || !connections_.empty()) return;
  if (const auto task = std::exchange(emptied_, nullptr)) task();
}

std::string_view Hub::date() {
  constexpr std::int64_t ms_per_second = 1000;
  const auto now = utc_now();
  if (now.value / ms_per_second != date_second_) {
    date_second_ = now.value / ms_per_second;
    date_ = http_date(now);
  }
  return date_;
}

Connection::Connection(std::shared_ptr<Hub> hub, Socket socket, Peer peer, Security security)
    : hub_(std::move(hub)),
      socket_(std::move(socket)),
      tls_(security == Security::tls ? TlsStream::make(socket_, *hub_->core->options.tls) : nullptr),
      security_(security),
      peer_(std::move(peer)),
      parser_(hub_->core->options.header_bytes_max),
      never_(hub_->loop->io.get_executor(), Timer::time_point::max()),
      buffer_(buffer_bytes_first) {}

Coroutine<> Connection::run(std::shared_ptr<Connection> self) {
  self->hub_->add(*self);
  try {
    co_await self->serve();
  } catch (const std::exception& fault) {
    log_error("connection.failed", {{"what", fault.what()}});
  }
  self->hub_->core->release(self->peer_);
  self->close();
  self->hub_->remove(*self);
}

Coroutine<> Connection::serve() {
  // Throughout this file results are named before they are tested: GCC 12 miscompiles `if (!co_await …)` in
  // loops.
  bool more = co_await greet();
  while (more) {
    set_deadline(hub_->core->options.idle_ms_max);
    more = co_await read_request();
    if (!more) break;
    const bool open = co_await answer_request();
    if (!open) co_return;
    parser_.reset();
    stage_ = Stage::idle;
    more = keep_alive_ && !killed_;
  }
  if (fault_) co_await refuse(*fault_);
  const bool answered_last = fault_ || !keep_alive_;
  if (answered_last && !killed_) co_await linger();
}

// False when the peer and we do not come to terms.
Coroutine<bool> Connection::greet() {
  if (security_ == Security::plain) co_return true;
  if (!tls_) co_return false;
  phase_ = Phase::reading;
  set_deadline(hub_->core->options.handshake_ms_max);
  const auto greeting = co_await tls_->greet();
  if (greeting == TlsStream::Greeting::plain_http) {
    keep_alive_ = false;  // lingers
    socket_.write_some(asio::const_buffer(plain_http_response.data(), plain_http_response.size()), ignored_);
  }
  if (greeting != TlsStream::Greeting::done) tls_.reset();
  co_return tls_ && !killed_ && !timed_out_ && !hub_->stopping();
}

// False when there is no (further) request to answer; `fault_` says what to tell the peer, if anything.
Coroutine<bool> Connection::read_request() {
  bool more = true;
  while (more) {
    const auto progress = parse();
    if (progress == Progress::complete) co_return true;
    if (progress == Progress::refused) {
      fault_ = parser_.refusal();
      co_return false;
    }
    if (progress == Progress::head) {
      more = co_await begin_body();
      continue;
    }
    note_start();
    if (hub_->stopping() && !parser_.started()) co_return false;
    more = co_await receive();
  }
  co_return false;
}

RequestParser::Progress Connection::parse() {
  std::size_t used = 0;
  const auto progress = parser_.advance(unread(), used);
  begin_ += used;
  if (begin_ == end_) begin_ = end_ = 0;
  return progress;
}

void Connection::note_start() {
  if (stage_ != Stage::idle || !parser_.started()) return;
  stage_ = Stage::header;
  set_deadline(hub_->core->options.header_ms_max);
}

Coroutine<bool> Connection::receive() {
  if (begin_ > 0) {
    std::copy(buffer_.data() + begin_, buffer_.data() + end_, buffer_.data());
    end_ -= begin_;
    begin_ = 0;
  }
  // What stays unread is bounded by the header limit: the parser refuses more.
  if (end_ == buffer_.size() || stage_ == Stage::body) buffer_.resize(std::max(end_ * 2, buffer_bytes_bulk));
  phase_ = Phase::reading;
  const auto space = asio::buffer(buffer_.data() + end_, buffer_.size() - end_);
  boost::system::error_code failure;
  std::size_t count = 0;
  if (tls_) {
    std::tie(failure, count) = co_await tls_->read_some(space);
  } else {
    std::tie(failure, count) = co_await socket_.async_read_some(space, in_coroutine);
  }
  if (killed_) co_return false;
  if (timed_out_) {
    if (parser_.started()) fault_ = Refusal{408, "the request did not arrive in time"};
    co_return false;
  }
  if (failure) {
    if (failure == asio::error::eof && parser_.started()) fault_ = Refusal{400, "the request is incomplete"};
    co_return false;
  }
  end_ += count;
  co_return true;
}

// The header is there: looks the route up for its body limit, and lets a waiting client go on.
Coroutine<bool> Connection::begin_body() {
  stage_ = Stage::body;
  const auto& options = hub_->core->options;
  auto& request = parser_.request();
  match_ = hub_->core->router.find(request);
  parser_.set_body_bytes_max(http::Router::body_bytes_max(match_, options.body_bytes_max));
  keep_alive_ = parser_.keep_alive();
  head_only_ = request.method == "HEAD";
  version_ = parser_.version();
  if (options.on_request) method_ = request.method;
  if (parser_.expects_continue() && begin_ == end_) {
    // Limits first: a body that will be refused shall not be sent.
    if (parse() == Progress::refused) {
      fault_ = parser_.refusal();
      co_return false;
    }
    const bool written = co_await write("HTTP/1.1 100 Continue\r\n\r\n", {});
    if (!written) co_return false;
  }
  set_deadline(options.body_ms_max);
  co_return true;
}

// False when the connection is over.
Coroutine<bool> Connection::answer_request() {
  phase_ = Phase::handling;
  set_deadline(hub_->core->options.handler_ms_max);
  handled_since_ms_ = monotonic_ms();
  reply_.reset();
  auto& request = parser_.request();
  const auto& proxies = hub_->core->options.proxies;
  request.remote_address = proxies.client_of(peer_.address, request.headers);
  request.over_tls = security_ == Security::tls || proxies.over_tls(peer_.address, request.headers);
  extra_head_ = match_.extra_head;
  pattern_ = match_.pattern;
  const auto coding = version_ >= 11 ? StreamQueue::Coding::chunked : StreamQueue::Coding::until_close;
  try {
    const http::TraceScope trace(http::trace_of(parser_.request().headers));
    const http::Respond respond(std::make_shared<RequestSink>(weak_from_this(), ++request_number_, coding));
    http::Router::run(std::move(match_), std::move(parser_.request()), respond);
  } catch (const std::exception& fault) {
    log_error("request.handler_threw", {{"what", fault.what()}});
  }
  while (!reply_ && !killed_) co_await wait_for_wake();
  if (killed_) co_return false;
  Reply reply = std::move(*reply_);
  reply_.reset();
  if (hub_->stopping()) keep_alive_ = false;
  record(reply.response.status);
  if (!reply.stream) co_return co_await write_response(reply.response);
  co_await serve_stream(std::move(reply));
  co_return false;
}

Coroutine<> Connection::refuse(Refusal refusal) {
  keep_alive_ = false;
  handled_since_ms_ = monotonic_ms();
  if (stage_ == Stage::body) {
    extra_head_ = match_.extra_head;
    pattern_ = match_.pattern;
  } else {
    extra_head_ = pattern_ = {};
    method_.clear();
    head_only_ = false;
  }
  const auto response = http::error_response(refusal.status, wire_code_of(refusal.status), refusal.message);
  record(refusal.status);
  co_await write_response(response);
}

ResponseFrame Connection::frame() {
  ResponseFrame out;
  out.keep_alive = keep_alive_;
  out.head_only = head_only_;
  out.date = hub_->date();
  out.extra_head = extra_head_;
  return out;
}

Coroutine<bool> Connection::write_response(const http::OutboundResponse& response) {
  out_.clear();
  append_response_head(out_, response, frame());
  std::string_view body;
  if (!head_only_ && may_have_body(response.status)) body = response.body;
  if (body.size() <= joined_body_bytes_max) {
    out_ += body;
    body = {};
  }
  const bool written = co_await write(out_, body);
  if (out_.capacity() > out_bytes_kept_max) std::string().swap(out_);
  co_return written;
}

Coroutine<bool> Connection::write(std::string_view first, std::string_view second) {
  phase_ = Phase::writing;
  constexpr std::int64_t ms_per_second = 1000;
  set_deadline(hub_->core->options.write_ms_max +
               static_cast<std::int64_t>((first.size() + second.size()) / write_bytes_per_second_min) *
                   ms_per_second);
  while (!first.empty() || !second.empty()) {
    const std::array<asio::const_buffer, 2> pieces{asio::const_buffer(first.data(), first.size()),
                                                   asio::const_buffer(second.data(), second.size())};
    boost::system::error_code failure;
    std::size_t count = 0;
    if (tls_) {
      std::tie(failure, count) = co_await tls_->write_some(pieces[first.empty() ? 1 : 0]);
    } else {
      std::tie(failure, count) = co_await socket_.async_write_some(pieces, in_coroutine);
    }
    if (failure || killed_) co_return false;
    const auto of_first = std::min(count, first.size());
    first.remove_prefix(of_first);
    second.remove_prefix(count - of_first);
  }
  co_return true;
}

Coroutine<> Connection::serve_stream(Reply reply) {
  keep_alive_ = false;
  auto framed = frame();
  framed.body = version_ >= 11 ? BodyKind::chunked : BodyKind::until_close;
  out_.clear();
  append_response_head(out_, reply.response, framed);
  // What the peer sends during a stream is of no interest, but its going is.
  std::vector<char>().swap(buffer_);
  begin_ = end_ = 0;
  asio::co_spawn(hub_->loop->io.get_executor(), watch_peer(shared_from_this()), asio::detached);
  stream_ = std::move(reply.stream);
  const bool written = co_await write(out_, {});
  if (written && !head_only_) co_await pump_stream(*stream_);
  close();
  stream_->end();
}

Coroutine<> Connection::pump_stream(StreamQueue& queue) {
  if (hub_->stopping()) queue.close();
  bool open = true;
  while (open && !peer_gone_ && !killed_) {
    const auto next = queue.take(out_);
    if (next == StreamQueue::Next::wait) {
      phase_ = Phase::streaming;
      deadline_ms_ = never_ms;
      co_await wait_for_wake();
    } else if (next == StreamQueue::Next::bytes) {
      open = co_await write(out_, {});
      if (out_.capacity() > out_bytes_kept_max) std::string().swap(out_);
    } else {
      open = false;
      if (next == StreamQueue::Next::finished) {
        if (version_ >= 11) co_await write(last_chunk, {});
        co_await end_writing();
      }
    }
  }
}

Coroutine<> Connection::watch_peer(std::shared_ptr<Connection> self) {
  std::array<char, 64> scrap{};
  boost::system::error_code failure;
  std::size_t count = 0;
  while (!failure) {
    if (self->tls_) {
      std::tie(failure, count) = co_await self->tls_->read_some(asio::buffer(scrap));
    } else {
      std::tie(failure, count) = co_await self->socket_.async_read_some(asio::buffer(scrap), in_coroutine);
    }
  }
  self->peer_gone_ = true;
  self->wake();
}

Coroutine<> Connection::wait_for_wake() {
  waiting_ = true;
  co_await never_.async_wait(in_coroutine);
  waiting_ = false;
}

Coroutine<> Connection::end_writing() {
  phase_ = Phase::lingering;
  set_deadline(hub_->core->options.linger_ms_max);
  if (tls_) co_await tls_->say_goodbye();
  socket_.shutdown(Socket::shutdown_send, ignored_);
}

// Closing a socket with unread bytes makes the system reset the connection, and the peer may lose the answer:
// so the peer gets time to close first (RFC 9112 §9.6).
Coroutine<> Connection::linger() {
  co_await end_writing();
  if (buffer_.empty() || killed_) co_return;
  for (;;) {
    const auto [failure, count] =
        co_await socket_.async_read_some(asio::buffer(buffer_.data(), buffer_.size()), in_coroutine);
    if (failure) co_return;
  }
}

void Connection::deliver(std::uint64_t request_number, Reply reply) {
  if (hub_->loop->io.get_executor().running_in_this_thread()) {
    accept_reply(request_number, std::move(reply));
    return;
  }
  if (hub_->loop->io.stopped()) return;
  asio::post(hub_->loop->io, [self = shared_from_this(), request_number, reply = std::move(reply)]() mutable {
    self->accept_reply(request_number, std::move(reply));
  });
}

void Connection::accept_reply(std::uint64_t request_number, Reply reply) {
  if (request_number != request_number_ || phase_ != Phase::handling || reply_ || killed_) {
    if (reply.stream) reply.stream->end();
    return;
  }
  reply_ = std::move(reply);
  wake();
}

void Connection::wake() {
  if (waiting_) never_.cancel();
}

void Connection::wake_soon() {
  if (hub_->loop->io.stopped()) return;
  asio::post(hub_->loop->io, [self = shared_from_this()] { self->wake(); });
}

void Connection::set_deadline(std::int64_t delay_ms) {
  timed_out_ = false;
  deadline_ms_ = monotonic_ms() + delay_ms;
}

void Connection::sweep(std::int64_t now_ms) {
  if (now_ms < deadline_ms_) return;
  deadline_ms_ = never_ms;
  timed_out_ = true;
  switch (phase_) {
    case Phase::reading:
      socket_.cancel(ignored_);
      break;
    case Phase::handling:
      log_error("request.unanswered");
      accept_reply(
          request_number_,
          {http::error_response(Error{ErrorCode::unavailable, "the request was not answered in time"}),
           nullptr});
      break;
    case Phase::writing:
    case Phase::streaming:
    case Phase::lingering:
      kill();
      break;
  }
}

void Connection::begin_stop() {
  if (phase_ == Phase::reading && !parser_.started()) socket_.cancel(ignored_);
  if (phase_ == Phase::lingering) kill();
  if (stream_) stream_->close();
}

void Connection::kill() {
  killed_ = true;
  close();
  wake();
}

void Connection::close() {
  socket_.close(ignored_);
}

void Connection::record(int status) {
  const auto& on_request = hub_->core->options.on_request;
  if (on_request) on_request({method_, pattern_, status, monotonic_ms() - handled_since_ms_});
}

}  // namespace sb::server
