#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/exchange.h"

namespace sb::http {

// What the braces of a pattern matched, percent-decoded.
class RouteParams {
 public:
  // Empty when the pattern has no such name.
  const std::string& get(std::string_view name) const;
  void add(std::string_view name, std::string value) { values_.emplace_back(name, std::move(value)); }
  std::size_t size() const { return values_.size(); }

 private:
  std::vector<std::pair<std::string_view, std::string>> values_;  // names live in the router
};

// Runs on a thread of the server and must not block it; the answer may be given later from any thread.
using Handler = std::function<void(InboundRequest, RouteParams, Respond)>;

struct RouteOptions {
  // Upper bound of the request body; 0 means the server's default (1 MiB).
  std::size_t body_bytes_max = 0;
};

// Finds the handler of a request by method and path.
//
// Patterns: "/v1/bots/{botId}/events"; a last segment "{rest*}" takes all remaining segments, also none,
// joined by "/". A literal segment wins over a parameter, a parameter over the rest. Parameters never match
// an empty segment and never contain control characters or, but for those written "{name+}", a "/" that was
// sent as %2F (such requests are answered 400).
//
// Filled at start-up by one thread; afterwards read by all.
class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  // Throws std::logic_error for a pattern that is malformed or taken.
  void add(std::string_view method, std::string_view pattern, Handler handler, RouteOptions options = {});
  // Paths that are `prefix` or below it answer to every origin: preflights are answered here, and every
  // answer carries the CORS fields (architecture §6: /v1, /api, /chatbox). Others get no CORS fields, so
  // browsers keep them apart.
  void allow_any_origin(std::string_view prefix);

  struct Route;
  struct Node;
  // The outcome of a look-up; valid as long as the router.
  struct Match {
    const Route* route = nullptr;  // nullptr: `refusal` says why
    std::string_view pattern;      // of the route; empty when there is none
    RouteParams params;
    int refusal = 0;              // 400, 404, 405, or 204 for OPTIONS
    std::string_view allow;       // methods of the path, for 405 and OPTIONS
    std::string_view extra_head;  // CORS header lines
  };
  // HEAD finds the GET route when there is no HEAD route.
  Match find(const InboundRequest& request) const;
  // Bytes of the body the matched route takes, or `otherwise`.
  static std::size_t body_bytes_max(const Match& match, std::size_t otherwise);
  // Calls the handler, or answers the refusal.
  static void run(Match match, InboundRequest request, const Respond& respond);
  // find and run.
  void handle(InboundRequest request, const Respond& respond) const;

 private:
  std::unique_ptr<Node> root_;
  std::vector<std::string> open_prefixes_;
};

}  // namespace sb::http
