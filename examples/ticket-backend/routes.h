#pragma once
#include <functional>
#include <string_view>

#include "base/clock.h"
#include "base/worker_pool.h"
#include "http/router.h"
#include "ticket-backend/bookings.h"

namespace sb::tickets {

inline constexpr std::size_t field_code_points_max = 200;
inline constexpr std::size_t idempotency_key_bytes_max = 255;

// What POST /bookings answers (spec 10 §4). Blocks.
http::OutboundResponse answer_booking(Bookings& bookings, const http::InboundRequest& request, UtcMs now);

// What GET /bookings/{id} answers. Blocks.
http::OutboundResponse answer_ticket(Bookings& bookings, const http::InboundRequest& request,
                                     std::string_view id);

// All routes of the service. `bookings` is used by the work given to `pool` only, which must have one thread;
// all three outlive the router's last request.
struct Service {
  Bookings& bookings;
  BlockingPool& pool;
  std::function<UtcMs()> now = utc_now;
  std::string chat_origin = "http://127.0.0.1:8080";  // of the server whose widget the shop page shows
};
void add_routes(http::Router& router, const Service& service);

}  // namespace sb::tickets
