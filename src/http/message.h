#pragma once
#include <boost/system/result.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/headers.h"

namespace sb::http {

inline constexpr std::int64_t call_timeout_ms_default = 20'000;
inline constexpr std::size_t response_bytes_max_default = 10 * 1024 * 1024;
// Spec 02 §3: at most five redirects are followed, so one call makes at most six requests.
inline constexpr int redirects_max_default = 5;

// For mutual TLS: both in PEM, the key without a pass phrase.
struct ClientCertificate {
  std::string certificate_pem, key_pem;

  friend bool operator==(const ClientCertificate&, const ClientCertificate&) = default;
};

// One outgoing call, all its redirects included.
struct Request {
  std::string method = "GET";
  // Absolute, http or https (see url.h for what is refused). `user:password@` becomes an Authorization
  // header.
  std::string url;
  // Checked by check_headers (header_rules.h); Host, Content-Length and everything about framing are ours.
  std::vector<Header> headers;
  std::string body;
  // From send() to the last byte of the answer: waiting in the queue, name lookup and every redirect
  // included.
  std::int64_t timeout_ms = call_timeout_ms_default;
  // Of the decoded body. More is the failure `too_large`.
  std::size_t response_bytes_max = response_bytes_max_default;
  // 0: an answer 3xx is an answer like any other.
  int redirects_max = redirects_max_default;
  // Whose call this is, for example a bot id: connections and TLS sessions are never shared between two keys.
  std::string isolation_key;
  std::optional<ClientCertificate> client_certificate;
  // Names, in any case, of secret headers. Authorization, Cookie and Proxy-Authorization always are.
  std::vector<std::string> secret_headers;
};

// Whether a header shows who we are and is therefore neither sent to another origin nor shown to anybody.
bool is_secret_header(const Request& request, std::string_view name);

struct Response {
  int status = 0;
  // As received, in their order. Content-Encoding may be there although `body` is decoded.
  std::vector<Header> headers;
  std::string body;
  // Of the last request: after redirects, without user information and fragment.
  std::string url;
  int redirects = 0;
  std::int64_t elapsed_ms = 0;

  // The value of the first header of that name (any case), or an empty view.
  std::string_view header(std::string_view name) const;
};

enum class FailureKind {
  bad_url,      // the URL, the method or a header cannot be sent
  not_allowed,  // the egress policy refuses the destination, or a redirect may not be followed
  unreachable,  // no such name, nobody listens
  tls,          // no trust in the other side, or it does not trust us
  timed_out,    // the connection was not made, or the answer not complete, in time
  too_large,    // answer headers, body or its compression ratio beyond the limits
  cancelled,    // by cancel() or because the client is being destroyed
  protocol,     // not HTTP, cut short, too many redirects
  unavailable,  // the queue is full; nothing was sent
};

std::string_view name(FailureKind kind);

// `message` may be shown to a bot author. It is one and the same for "not allowed", "connection refused" and
// "no connection in time", so that nobody scans a network through us; operators look at `kind`.
struct Failure {
  FailureKind kind = FailureKind::protocol;
  std::string message;

  friend bool operator==(const Failure&, const Failure&) = default;
};

// An answer of any status, or the reason why there is none.
using Outcome = boost::system::result<Response, Failure>;

[[noreturn]] void throw_exception_from_error(const Failure& failure, const boost::source_location& where);

}  // namespace sb::http
