#include "api/gateway.h"

#include <charconv>
#include <exception>

#include "base/crypto.h"
#include "base/log.h"
#include "base/utf8.h"
#include "http/trace_context.h"

namespace sb::api {
namespace {

// The value of a parameter, or what is wrong with it.
std::string fault_of(const Param& param, const std::string& text) {
  switch (param.type) {
    case Param::Type::integer: {
      std::int64_t number = 0;
      const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
      const bool whole = failure == std::errc() && end == text.data() + text.size();
      if (whole && number >= param.min && number <= param.max) return {};
      return "this must be a whole number from " + std::to_string(param.min) + " to " +
             std::to_string(param.max);
    }
    case Param::Type::boolean:
      return text == "true" || text == "false" ? "" : "this must be true or false";
    case Param::Type::time:
      return parse_iso(text) ? "" : "this must be a time such as 2024-01-31T12:00:00Z";
    case Param::Type::text:
      break;
  }
  if (param.values.empty()) return {};
  std::string known;
  for (const auto value : param.values) {
    if (value == text) return {};
    known += (known.empty() ? "" : ", ") + std::string(value);
  }
  return "this must be one of: " + known;
}

bool says_json(const http::InboundRequest& request) {
  std::string_view type = request.headers.get("content-type");
  type = trim_ascii(type.substr(0, type.find(';')));
  return iequals_ascii(type, "application/json") || lower_ascii(type).ends_with("+json");
}

bool has_bot_in_path(const Endpoint& endpoint) {
  return endpoint.path.find("{botId}") != std::string::npos;
}

// The parts of a bot go by names that people give, and those may hold a "/".
std::string route_pattern(std::string path) {
  constexpr std::string_view item = "{item}";
  const auto at = path.find(item);
  if (at != std::string::npos) path.replace(at, item.size(), "{item+}");
  return path;
}

}  // namespace

void Gateway::add_routes(http::Router& router, const Endpoints& endpoints) {
  for (const Endpoint& endpoint : endpoints) {
    if (!endpoint.handle) continue;
    http::RouteOptions options;
    options.body_bytes_max = endpoint.body_bytes_max;
    router.add(
        endpoint.method, route_pattern(endpoint.path),
        [this, &endpoint](http::InboundRequest request, http::RouteParams params, http::Respond respond) {
          enter(endpoint, std::move(request), std::move(params), std::move(respond));
        },
        options);
  }
}

void Gateway::enter(const Endpoint& endpoint, http::InboundRequest request, http::RouteParams params,
                    http::Respond respond) {
  auto call = std::make_shared<Call>(endpoint, std::move(request), std::move(params), std::move(respond),
                                     wiring_.now());
  if (!admit(*call) || !check_input(*call)) return;
  wiring_.pool.run([call = std::move(call), trace = http::current_trace()] {
    const http::TraceScope scope(trace);
    run(call);
  });
}

void Gateway::run(const CallPtr& call) {
  try {
    call->endpoint().handle(call);
  } catch (const std::exception& failure) {
    log_error("a request failed", {{"endpoint", call->endpoint().id}, {"error", failure.what()}});
    call->fail({ErrorCode::internal, failure.what()});
  }
}

bool Gateway::admit(Call& call) {
  const Endpoint& endpoint = call.endpoint();
  if (endpoint.open) return true;
  const auto query =
      endpoint.family == Family::legacy ? http::QueryToken::accepted : http::QueryToken::refused;
  std::optional<Principal> principal;
  for (const auto* authenticator : wiring_.authenticators) {
    principal = authenticator->authenticate(call.request_, query, call.now_);
    if (principal) break;
  }
  if (!principal) {
    auto refusal = http::error_response({ErrorCode::unauthorized, "missing or invalid access token"});
    refusal.headers.set("WWW-Authenticate", "Bearer");
    call.answer(std::move(refusal));
    return false;
  }
  call.principal_ = std::move(*principal);
  const bool changes = endpoint.family == Family::manage && endpoint.method != "GET";
  if (changes && endpoint.audited) call.audit_ = wiring_.audit;
  call.standing_ = limiter_.count(call.principal_.id, call.now_);
  if (call.standing_->exceeded) {
    call.fail(429, "LIMIT_EXCEEDED", "too many requests of this token; see the x-ratelimit headers");
    return false;
  }
  if (!is_meant(call)) {
    call.fail(403, "CSRF", "changes need the Origin of this server and the header X-CSRF-Token");
    return false;
  }
  if (endpoint.right && !call.principal_.scope.allows_somewhere(*endpoint.right)) {
    call.fail(403, "AUTHORIZATION",
              "the role '" + std::string(store::role_name(call.principal_.scope.role)) + "' may not do this");
    return false;
  }
  if (!has_bot_in_path(endpoint)) return true;
  std::string_view named = call.path("version");
  if (named.empty() && find_param(endpoint, "version")) {
    if (const std::string* value = call.request_.find_query("version")) named = *value;
  }
  // A version that does not exist is a fault of the input, told with the others.
  return call.use_bot(wiring_.bots, call.path("botId"), parse_version(named));
}

// Browsers add cookies to requests that other sites make them send.
bool Gateway::is_meant(const Call& call) const {
  if (call.principal_.kind != Principal::Kind::user || !is_unsafe(call.request_.method)) return true;
  return from_own_page(call.request_, wiring_.browser) &&
         constant_time_equal(call.request_.headers.get("x-csrf-token"), call.principal_.csrf_token);
}

bool Gateway::check_input(Call& call) const {
  const Endpoint& endpoint = call.endpoint();
  const Unknown unknown = endpoint.family == Family::manage ? Unknown::refused : Unknown::ignored;
  Problems problems;
  for (const Param& param : endpoint.params) {
    if (param.in == Param::In::header) continue;
    const std::string* value = call.request_.find_query(param.name);
    if (!value) continue;
    if (auto fault = fault_of(param, *value); !fault.empty()) {
      problems.add("query." + std::string(param.name), std::move(fault));
    }
  }
  if (const std::string& version = call.path("version"); !version.empty() && !parse_version(version)) {
    problems.add("path.version", "this must be one of: DRAFT, LIVE");
  }
  if (endpoint.body) {
    const bool nothing = call.request_.body.empty() && may_be_left_out(endpoint);
    if (endpoint.family == Family::manage && !nothing && !says_json(call.request_)) {
      call.fail(415, "UNSUPPORTED_MEDIA_TYPE", "the body must come as Content-Type: application/json");
      return false;
    }
    auto body = parse_json(nothing ? "{}" : call.request_.body);
    if (body.has_error()) {
      problems.add("body", body.error().message);
    } else {
      call.body_ = std::move(*body);
      check(call.body_, *endpoint.body, "body", unknown, problems);
    }
  }
  if (problems.empty()) return true;
  call.answer(problems.response());
  return false;
}

}  // namespace sb::api
