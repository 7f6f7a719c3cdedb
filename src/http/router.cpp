#include "http/router.h"

#include <map>
#include <stdexcept>

#include "base/utf8.h"

namespace sb::http {

struct Router::Route {
  std::string method;
  std::string pattern;
  Handler handler;
  RouteOptions options;
  std::vector<std::string> names;  // of the parameters, in order of appearance
};

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  std::unique_ptr<Node> rest;  // a leaf
  bool slashes = false;        // a parameter that may hold "/"
  std::vector<Route> routes;   // by method; routes of one path share the parameter positions, not their names
  std::string allow;           // "GET, HEAD, OPTIONS"
};

namespace {

constexpr std::string_view any_origin_head =
    "Access-Control-Allow-Origin: *\r\n"
    "Access-Control-Expose-Headers: x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, "
    "Retry-After\r\n";
// A day: browsers cap it themselves.
constexpr std::string_view preflight_seconds = "86400";

enum class SegmentKind { literal, parameter, slashed_parameter, rest };

SegmentKind kind_of(std::string_view segment) {
  if (segment.size() < 3 || segment.front() != '{' || segment.back() != '}') return SegmentKind::literal;
  switch (segment[segment.size() - 2]) {
    case '*':
      return SegmentKind::rest;
    case '+':
      return SegmentKind::slashed_parameter;
    default:
      return SegmentKind::parameter;
  }
}

bool has_control(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return true;
  }
  return false;
}

// The path of literal and parameter nodes that matches; `taken` collects the parameter values.
struct Search {
  const std::vector<std::string>& segments;
  struct Taken {
    std::size_t at;  // the segment
    bool slashes;    // it may hold "/"
  };
  std::vector<Taken> taken = {};  // what parameters matched
  std::size_t rest_from = std::string::npos;

  const Router::Node* find(const Router::Node& node, std::size_t at) {
    if (at == segments.size()) {
      if (!node.routes.empty()) return &node;
      return take_rest(node, at);
    }
    const auto literal = node.literals.find(segments[at]);
    if (literal != node.literals.end()) {
      if (const auto* found = find(*literal->second, at + 1)) return found;
    }
    if (node.parameter && !segments[at].empty()) {
      taken.push_back({at, node.parameter->slashes});
      if (const auto* found = find(*node.parameter, at + 1)) return found;
      taken.pop_back();
    }
    return take_rest(node, at);
  }

  const Router::Node* take_rest(const Router::Node& node, std::size_t at) {
    if (!node.rest) return nullptr;
    rest_from = at;
    return node.rest.get();
  }
};

std::string joined(const std::vector<std::string>& segments, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < segments.size(); ++i) {
    if (i > from) out += '/';
    out += segments[i];
  }
  return out;
}

const Router::Route* route_for(const Router::Node& node, std::string_view method) {
  for (const auto& route : node.routes) {
    if (route.method == method) return &route;
  }
  if (method == "HEAD") return route_for(node, "GET");
  return nullptr;
}

bool is_below(std::string_view path, std::string_view prefix) {
  return path.substr(0, prefix.size()) == prefix &&
         (path.size() == prefix.size() || path[prefix.size()] == '/');
}

std::string allow_text(const std::vector<Router::Route>& routes) {
  std::string out;
  bool head = false, get = false, options = false;
  for (const auto& route : routes) {
    out += route.method + ", ";
    head |= route.method == "HEAD";
    get |= route.method == "GET";
    options |= route.method == "OPTIONS";
  }
  if (get && !head) out += "HEAD, ";
  if (!options) out += "OPTIONS, ";
  out.resize(out.size() - 2);
  return out;
}

OutboundResponse options_response(const Router::Match& match, const InboundRequest& request) {
  auto response = no_content_response();
  response.headers.add("Allow", std::string(match.allow));
  if (match.extra_head.empty() || !request.headers.find("Access-Control-Request-Method")) return response;
  response.headers.add("Access-Control-Allow-Methods", std::string(match.allow));
  const auto wanted = request.headers.get("Access-Control-Request-Headers");
  if (!wanted.empty()) response.headers.add("Access-Control-Allow-Headers", std::string(wanted));
  response.headers.add("Access-Control-Max-Age", std::string(preflight_seconds));
  return response;
}

OutboundResponse refusal_response(const Router::Match& match, const InboundRequest& request) {
  if (match.refusal == 204) return options_response(match, request);
  if (match.refusal == 400) {
    return error_response(
        Error{ErrorCode::invalid_input, "the path holds a character it may not hold", "path"});
  }
  if (match.refusal == 405) {
    auto response = error_response(405, "METHOD_NOT_ALLOWED", "this path does not take " + request.method);
    response.headers.add("Allow", std::string(match.allow));
    return response;
  }
  return error_response(404, "NOT_FOUND", "there is nothing at this path");
}

}  // namespace

const std::string& RouteParams::get(std::string_view name) const {
  static const std::string none;
  for (const auto& [key, value] : values_) {
    if (key == name) return value;
  }
  return none;
}

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(std::string_view method, std::string_view pattern, Handler handler, RouteOptions options) {
  const auto refuse = [&](const char* why) {
    throw std::logic_error("route " + std::string(method) + " " + std::string(pattern) + ": " + why);
  };
  if (pattern.empty() || pattern.front() != '/') refuse("must begin with /");
  Route route{std::string(method), std::string(pattern), std::move(handler), options, {}};
  Node* node = root_.get();
  std::string_view left = pattern.substr(1);
  for (bool last = false; !last;) {
    const auto slash = left.find('/');
    const auto segment = left.substr(0, slash);
    last = slash == std::string_view::npos;
    if (!last) left.remove_prefix(slash + 1);
    const auto kind = kind_of(segment);
    if (kind == SegmentKind::rest && !last) refuse("{name*} must come last");
    if (kind == SegmentKind::literal && segment.find_first_of("{}") != std::string_view::npos)
      refuse("braces");
    auto& next = kind == SegmentKind::literal ? node->literals[std::string(segment)]
                 : kind == SegmentKind::rest  ? node->rest
                                              : node->parameter;
    if (kind == SegmentKind::parameter) route.names.emplace_back(segment.substr(1, segment.size() - 2));
    if (kind == SegmentKind::rest || kind == SegmentKind::slashed_parameter)
      route.names.emplace_back(segment.substr(1, segment.size() - 3));
    if (!next) next = std::make_unique<Node>();
    if (kind == SegmentKind::slashed_parameter) next->slashes = true;
    node = next.get();
  }
  for (auto at = route.pattern.find("+}"); at != std::string::npos; at = route.pattern.find("+}"))
    route.pattern.erase(at, 1);
  for (const auto& other : node->routes) {
    if (other.method == method) refuse("is taken");
  }
  node->routes.push_back(std::move(route));
  node->allow = allow_text(node->routes);
}

void Router::allow_any_origin(std::string_view prefix) {
  open_prefixes_.emplace_back(prefix);
}

Router::Match Router::find(const InboundRequest& request) const {
  Match match;
  for (const auto& prefix : open_prefixes_) {
    if (is_below(request.path, prefix)) match.extra_head = any_origin_head;
  }
  if (request.path == "*") {
    match.refusal = 204;
    match.allow = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    return match;
  }
  Search search{request.segments};
  const Node* node = search.find(*root_, 0);
  if (!node) {
    match.refusal = 404;
    return match;
  }
  const Route* route = route_for(*node, request.method);
  if (!route) {
    match.refusal = request.method == "OPTIONS" ? 204 : 405;
    match.allow = node->allow;
    return match;
  }
  auto name = route->names.begin();
  for (const auto& taken : search.taken) match.params.add(*name++, request.segments[taken.at]);
  if (search.rest_from != std::string::npos)
    match.params.add(*name, joined(request.segments, search.rest_from));
  for (const auto& taken : search.taken) {
    const auto& value = request.segments[taken.at];
    if (has_control(value) || (!taken.slashes && value.find('/') != std::string::npos)) match.refusal = 400;
  }
  if (match.refusal == 0) {
    match.route = route;
    match.pattern = route->pattern;
  }
  return match;
}

std::size_t Router::body_bytes_max(const Match& match, std::size_t otherwise) {
  return match.route && match.route->options.body_bytes_max > 0 ? match.route->options.body_bytes_max
                                                                : otherwise;
}

void Router::run(Match match, InboundRequest request, const Respond& respond) {
  if (!match.extra_head.empty()) respond.sink().set_extra_head(match.extra_head);
  if (match.route) {
    match.route->handler(std::move(request), std::move(match.params), respond);
  } else {
    respond(refusal_response(match, request));
  }
}

void Router::handle(InboundRequest request, const Respond& respond) const {
  auto match = find(request);
  run(std::move(match), std::move(request), respond);
}

}  // namespace sb::http
