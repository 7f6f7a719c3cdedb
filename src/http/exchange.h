#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "http/headers.h"

// One HTTP exchange as the product sees it: plain values and two small handles. No socket, no Asio:
// src/server implements the handles over connections, tests over a lambda.
namespace sb::http {

// A request whose framing has been checked and whose body has arrived whole.
struct InboundRequest {
  std::string method;                 // "GET", upper case
  std::string target;                 // as sent: "/v1/bots/1/x%20y?version=LIVE"
  std::string path;                   // target without the query, still percent-encoded
  std::vector<std::string> segments;  // of the path, percent-decoded, valid UTF-8; "/a/" gives "a", ""
  std::vector<std::pair<std::string, std::string>> query;  // decoded ('+' is a space), valid UTF-8, in order
  Headers headers;
  std::string body;
  // Of the client, without port; "unix" for a Unix socket. Through a proxy that is trusted: whom that names
  // (http/forwarded.h); through another: the proxy.
  std::string remote_address;
  bool over_tls = false;  // the client spoke TLS, to us or to a trusted proxy

  // The first query parameter of that name; nullptr when there is none.
  const std::string* find_query(std::string_view name) const;
};

// Fills path, segments and query from `target`. Fails with `invalid_input` when the target is not in origin
// form, holds control characters or '#', is not percent-encoded correctly, or does not decode to UTF-8.
// Segments "." and
// ".." are refused too, however they are encoded.
Ok parse_target(InboundRequest& request);

// Decodes %XX; nullopt when a percent sign is not followed by two hex digits.
std::optional<std::string> percent_decode(std::string_view text);

struct OutboundResponse {
  int status = 200;
  // Content-Length, Date, Connection, X-Content-Type-Options and CORS fields are the server's; set the others
  // here.
  Headers headers;
  std::string body;
};

// "application/json; charset=utf-8".
OutboundResponse json_response(int status, const Json& value);
// The same for text that is JSON already.
OutboundResponse json_text_response(int status, std::string json_text);
OutboundResponse text_response(int status, std::string_view content_type, std::string body);
// 204 without body.
OutboundResponse no_content_response();

// The one error body of the product (spec 05 §1): {"statusCode","error","message","code","params"}.
OutboundResponse error_response(int status, std::string_view code, std::string_view message,
                                JsonObject params = {});
// Status and code name by ErrorCode; `place` goes to params.place. The message of `internal` stays in the
// log. limit_exceeded is 429; a body too large is error_response(413, "PAYLOAD_TOO_LARGE", …).
OutboundResponse error_response(const Error& error);

int status_of(ErrorCode code);
// The name that goes on the wire: VALIDATION, AUTHENTICATION, AUTHORIZATION, NOT_FOUND, …
std::string_view wire_code(ErrorCode code);
// "Bad Request" for 400; "Unregistered Status" for what this product does not send.
std::string_view reason_phrase(int status);

// The sending end of a streamed answer (server-sent events). Any thread.
class StreamWriter {
 public:
  // Bytes that may wait for a slow reader; beyond that the stream is closed (the reader reconnects and
  // resumes).
  static constexpr std::size_t queue_bytes_max = 1024 * 1024;

  virtual ~StreamWriter() = default;
  // Queues a chunk. False when the stream is closed, or is closed by this call because the queue would
  // overflow.
  virtual bool write(std::string_view chunk) = 0;
  // Ends the answer after what is queued. Later writes return false.
  virtual void close() = 0;
  // `task` runs once when the stream has ended for whatever reason (peer gone, overflow, close, server stop),
  // on the thread of the connection; at once when it has ended already.
  virtual void on_close(std::function<void()> task) = 0;
  virtual bool closed() const = 0;
};

// Where an answer goes; implemented by the server, one per request.
class ResponseSink {
 public:
  virtual ~ResponseSink() = default;
  virtual void answer(OutboundResponse response) = 0;
  virtual std::shared_ptr<StreamWriter> start_stream(int status, Headers headers) = 0;
  // Finished header lines ("Name: value\r\n"…) for whatever answer comes; the text outlives the sink. Router
  // only.
  virtual void set_extra_head(std::string_view) {}
};

// Answers one request: call it exactly once, from any thread; a second answer is ignored and logged. Copies
// share the right to answer; when the last copy goes without an answer, the client gets 500.
class Respond {
 public:
  explicit Respond(std::shared_ptr<ResponseSink> sink) : sink_(std::move(sink)) {}
  // For tests and for handlers that call other handlers; streams started on it are closed from the start.
  explicit Respond(std::function<void(OutboundResponse)> on_answer);

  void operator()(OutboundResponse response) const { sink_->answer(std::move(response)); }
  // Answers with a stream. The caller sets Content-Type ("text/event-stream") and whatever else it needs.
  std::shared_ptr<StreamWriter> start_stream(Headers headers, int status = 200) const {
    return sink_->start_stream(status, std::move(headers));
  }
  ResponseSink& sink() const { return *sink_; }

 private:
  std::shared_ptr<ResponseSink> sink_;
};

}  // namespace sb::http
