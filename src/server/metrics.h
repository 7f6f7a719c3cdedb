#pragma once
#include <cstdint>
#include <functional>
#include <memory>

#include "conductor/conductor.h"
#include "http/router.h"
#include "server/http_server.h"
#include "store/access_tokens.h"
#include "store/store.h"

namespace sb::server {

// What the server counts (GET /metrics, Prometheus text format). Labels are bounded: routes, kinds, bot ids;
// never a session, a text or a value. docs/running.md lists the names.
//
// Threading: `committed` on the shards' threads, `on_request` on connection threads, `text` on any; none
// blocks on more than a short lock.
class Metrics final : public conductor::StepObserver {
 public:
  struct Options {
    // A turn that takes longer is logged as "slow turn" with bot, conversation and turn; 0: none is.
    std::int64_t slow_turn_ms = 5'000;
  };
  explicit Metrics(Options options);
  ~Metrics() override;

  void committed(const conductor::StepRecord& step) override;
  void on_request(const RequestRecord& record);

  // The exposition, with what `conductor` and `store` say of themselves at this moment. Reads file sizes: not
  // for event loops.
  std::string text(const conductor::Conductor& conductor, store::Store& store) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// GET /metrics. Answered to whoever sits on this machine and came directly; through a proxy (a Forwarded or
// X-Forwarded-For header) or from elsewhere only with an access token.
struct MetricsRoute {
  const Metrics& metrics;
  const conductor::Conductor& conductor;
  store::Store& store;
  BlockingPool& readers;
  const store::AccessTokens& tokens;
};
void add_metrics_route(http::Router& router, MetricsRoute route);

}  // namespace sb::server
