#pragma once
#include <functional>
#include <vector>

#include "api/call.h"
#include "base/worker_pool.h"

namespace sb::api {

// What every request passes before its handler runs: who calls (401), how often (429), whether a person's own
// page sends it (403), the right to do this with this bot (403, 404), well-formed parameters and body (400,
// 415). Handlers run on the pool, so they may wait for the disk.
//
// Threading: filled at start-up; afterwards any thread.
class Gateway final {
 public:
  // Told of every change that was made through the management API.
  using Audit = std::function<void(store::AuditRow)>;
  struct Wiring {
    std::vector<const Authenticator*> authenticators;  // the first that knows the caller decides
    const conductor::BotRegistry& bots;
    BlockingPool& pool;
    std::function<UtcMs()> now;
    Audit audit;
    std::int64_t requests_per_window = RateLimiter::requests_per_window;
    BrowserPolicy browser = {};
  };
  explicit Gateway(Wiring wiring) : wiring_(std::move(wiring)), limiter_(wiring_.requests_per_window) {}

  // Adds a route for each. The endpoints and the gateway outlive the router.
  void add_routes(http::Router& router, const Endpoints& endpoints);

 private:
  void enter(const Endpoint& endpoint, http::InboundRequest request, http::RouteParams params,
             http::Respond respond);
  bool admit(Call& call);
  bool is_meant(const Call& call) const;
  bool check_input(Call& call) const;
  static void run(const CallPtr& call);

  Wiring wiring_;
  RateLimiter limiter_;
};

}  // namespace sb::api
