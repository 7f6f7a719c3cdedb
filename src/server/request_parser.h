#pragma once
#include <cstddef>
#include <memory>
#include <string_view>

#include "http/exchange.h"
#include "server/framing.h"

namespace sb::server {

// Turns the bytes of a connection into requests: Beast's parser, fed only with headers that passed HeadScan,
// and followed by check_framing. No socket here, so tests and the fuzzer drive it directly. One thread.
//
// The outcome for a sequence of bytes does not depend on how it was cut into pieces.
class RequestParser final {
 public:
  enum class Progress {
    need_more,
    head,      // once per request: the header is there, the body limit may be set now
    complete,  // take request(), then reset()
    refused,   // answer refusal() and close
  };

  explicit RequestParser(std::size_t header_bytes_max = header_bytes_max_default);
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  // `bytes` is what has arrived and was not used yet. `used` is set to how many of them are done with.
  Progress advance(std::string_view bytes, std::size_t& used);
  // Forgets the request: the next byte begins a new one.
  void reset();

  // From `head` on. A longer body is refused with 413.
  void set_body_bytes_max(std::size_t bytes);
  // Valid from `head` on; the body from `complete` on. May be moved from.
  http::InboundRequest& request();
  const Refusal& refusal() const;
  bool keep_alive() const;
  // 10 or 11.
  int version() const;
  // The client waits for "100 Continue" before it sends the body.
  bool expects_continue() const;
  // True between the first byte of a request and reset().
  bool started() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sb::server
