#include "conductor/script_fetcher.h"

#include <algorithm>

#include "base/utf8.h"
#include "http/trace_context.h"

namespace sb::conductor {
namespace {

// What the client decides itself; node-fetch lets a script name them, and so do scripts.
constexpr std::string_view own_headers[] = {"accept-encoding",
                                            "connection",
                                            "content-length",
                                            "expect",
                                            "host",
                                            "keep-alive",
                                            "proxy-connection",
                                            "te",
                                            "trailer",
                                            "transfer-encoding",
                                            "upgrade"};

bool is_own_header(std::string_view name) {
  return std::any_of(std::begin(own_headers), std::end(own_headers),
                     [&](std::string_view own) { return iequals_ascii(own, name); });
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::string_view error_type(const http::Failure& failure) {
  switch (failure.kind) {
    case http::FailureKind::timed_out:
      return "request-timeout";
    case http::FailureKind::too_large:
      return "max-size";
    case http::FailureKind::cancelled:
      return "aborted";
    default:
      return failure.message.find("redirects") == std::string::npos ? "system" : "max-redirect";
  }
}

}  // namespace

http::Request http_request_of(script::FetchRequest request) {
  http::Request out;
  out.method = std::move(request.method);
  out.url = std::move(request.url);
  for (auto& [name, value] : request.headers) {
    if (!is_own_header(name)) out.headers.push_back({std::move(name), std::move(value)});
  }
  http::Headers trace;
  for (auto& [name, value] : request.trace) trace.add(std::move(name), std::move(value));
  http::add_trace(out.headers, http::trace_of(trace));
  out.body = std::move(request.body);
  if (request.timeout_ms > 0) out.timeout_ms = request.timeout_ms;
  if (request.response_bytes_max > 0) out.response_bytes_max = request.response_bytes_max;
  out.redirects_max = request.redirect == script::FetchRequest::Redirect::follow ? request.redirects_max : 0;
  out.isolation_key = std::move(request.bot_id);
  return out;
}

script::FetchAnswer fetch_answer_of(const script::FetchRequest& request, http::Outcome outcome) {
  script::FetchAnswer answer;
  if (outcome.has_error()) {
    answer.error_type = error_type(outcome.error());
    answer.error = outcome.error().message;
    return answer;
  }
  http::Response& response = *outcome;
  if (is_redirect(response.status) && !response.header("location").empty() &&
      request.redirect != script::FetchRequest::Redirect::manual) {
    const bool refused = request.redirect == script::FetchRequest::Redirect::error;
    answer.error_type = refused ? "no-redirect" : "max-redirect";
    answer.error = refused ? "redirect mode is set to error" : "maximum redirect reached";
    return answer;
  }
  answer.status = response.status;
  for (auto& header : response.headers)
    answer.headers.emplace_back(std::move(header.name), std::move(header.value));
  answer.body = std::move(response.body);
  answer.url = std::move(response.url);
  answer.redirected = response.redirects > 0;
  return answer;
}

void ScriptFetcher::fetch(script::FetchRequest request, Done done) {
  if (!journal_) return send(std::move(request), std::move(done));
  journal_->asked(request, [this, request, done = std::move(done)](Ok recorded) mutable {
    if (recorded.has_error()) {
      script::FetchAnswer none;
      none.error_type = "system";
      none.error = "the request could not be recorded";
      return done(std::move(none));
    }
    const script::FetchRequest copy = request;
    send(std::move(request), [this, copy, done = std::move(done)](script::FetchAnswer answer) {
      // Given up by us, when the server stops: that says nothing about the other side.
      if (answer.error_type == "aborted") return done(std::move(answer));
      // What cannot be recorded is an answer nevertheless; only a crash would miss it.
      journal_->answered(copy, answer, [answer, done](Ok) mutable { done(std::move(answer)); });
    });
  });
}

void ScriptFetcher::send(script::FetchRequest request, Done done) {
  const std::pair<std::string, int> key(request.run_id, request.number);
  auto asked = request;
  asked.body.clear();
  // Held over send(), so that the answer finds its entry.
  std::unique_lock lock(mutex_);
  if (closed_) {
    lock.unlock();
    return done(script::interrupted_fetch());
  }
  const auto call =
      client_.send(http_request_of(std::move(request)),
                   [this, key, asked = std::move(asked), done = std::move(done)](http::Outcome outcome) {
                     {
                       const std::lock_guard guard(mutex_);
                       open_.erase(key);
                     }
                     done(fetch_answer_of(asked, std::move(outcome)));
                   });
  open_[key] = call;
}

void ScriptFetcher::cancel(const std::string& run_id, int number) {
  http::CallId call;
  {
    const std::lock_guard lock(mutex_);
    const auto found = open_.find({run_id, number});
    if (found == open_.end()) return;
    call = found->second;
  }
  client_.cancel(call);
}

void ScriptFetcher::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
}

}  // namespace sb::conductor
