#include "ticket-backend/routes.h"

#include "base/log.h"
#include "base/utf8.h"
#include "ticket-backend/pages.h"

namespace sb::tickets {
namespace {

http::OutboundResponse refused(int status, std::string_view why) {
  return http::json_response(status, JsonObject{{"error", why}});
}

struct Wish {
  Journey journey;
  std::string sold_out_dialog;
};

// A text that may be absent.
Result<std::string> read_text(const JsonObject& body, std::string_view name) {
  const Json* value = find_member(body, name);
  if (!value || value->is_null()) return std::string();
  const auto wrong = [&](std::string_view why) {
    return Error{ErrorCode::invalid_input, std::string(name) + std::string(why), std::string(name)};
  };
  if (!value->is_string()) return wrong(" has to be a text");
  const auto text = trim(view(value->get_string()));
  if (code_point_count(text) > field_code_points_max) return wrong(" is too long");
  return std::string(text);
}

Result<Wish> read_wish(std::string_view text) {
  SB_TRY(const auto value, parse_json(text));
  const JsonObject* body = value.if_object();
  if (!body) return Error{ErrorCode::invalid_input, "a JSON object is expected"};
  Wish wish;
  SB_TRY(wish.journey.origin, read_text(*body, "origin"));
  SB_TRY(wish.journey.destination, read_text(*body, "destination"));
  SB_TRY(wish.journey.travel_class, read_text(*body, "class"));
  SB_TRY(wish.journey.seat, read_text(*body, "seat"));
  SB_TRY(wish.journey.locale, read_text(*body, "lang"));
  SB_TRY(wish.sold_out_dialog, read_text(*body, "soldOut"));
  if (wish.journey.destination.empty())
    return Error{ErrorCode::invalid_input, "destination is missing", "destination"};
  return wish;
}

bool is(std::string_view text, std::string_view name) {
  return fold_case(text) == fold_case(name);
}

http::OutboundResponse sold_out(const Wish& wish) {
  if (wish.sold_out_dialog.empty()) return refused(409, "sold out");
  return http::json_response(200,
                             JsonObject{{"action", JsonObject{{"nextDialogstate", wish.sold_out_dialog}}}});
}

// Writes booking.id into the session; the text then shows it.
http::OutboundResponse booked(const Booking& booking) {
  const bool dutch = booking.journey.locale.starts_with("nl");
  const JsonObject text{
      {"text", dutch ? "Boeking {booking.id} is bewaard." : "Booking {booking.id} stored."}};
  const JsonObject message{{"type", "text"}, {"config", JsonObject{{"textMessages", JsonArray{text}}}}};
  const JsonObject data{{"id", booking_id(booking.number)}};
  return http::json_response(200,
                             JsonObject{{"session", JsonObject{{"namespace", "booking"}, {"data", data}}},
                                        {"messages", JsonArray{message}}});
}

http::OutboundResponse store_failed(const Error& error) {
  log_error("bookings failed", {{"reason", error.message}});
  return refused(503, "the bookings are not available");
}

JsonObject ticket_json(const Booking& booking) {
  const auto& journey = booking.journey;
  return {{"id", booking_id(booking.number)},
          {"origin", journey.origin},
          {"destination", journey.destination},
          {"class", journey.travel_class},
          {"seat", journey.seat},
          {"lang", journey.locale},
          {"bookedAt", iso_text(booking.booked_at)}};
}

}  // namespace

http::OutboundResponse answer_booking(Bookings& bookings, const http::InboundRequest& request, UtcMs now) {
  const auto key = request.headers.get("Idempotency-Key");
  if (key.size() > idempotency_key_bytes_max) return refused(400, "Idempotency-Key is too long");
  const auto wish = read_wish(request.body);
  if (wish.has_error()) return refused(400, wish.error().message);
  if (is(wish->journey.destination, "Error")) return refused(500, "the reservation system is down");
  if (is(wish->journey.destination, "London") && is(wish->journey.travel_class, "first"))
    return sold_out(*wish);
  const auto booking = bookings.book(wish->journey, key, now);
  return booking ? booked(*booking) : store_failed(booking.error());
}

http::OutboundResponse answer_ticket(Bookings& bookings, const http::InboundRequest& request,
                                     std::string_view id) {
  const bool html = request.headers.get("Accept").find("text/html") != std::string_view::npos;
  const auto number = parse_booking_id(id);
  const auto booking =
      number ? bookings.find(*number) : Result<Booking>(Error{ErrorCode::not_found, "not a booking number"});
  if (booking) return html ? ticket_page(*booking) : http::json_response(200, ticket_json(*booking));
  if (booking.error().code != ErrorCode::not_found) return store_failed(booking.error());
  return html ? no_ticket_page(id) : refused(404, "there is no such booking");
}

void add_routes(http::Router& router, const Service& service) {
  router.add("GET", "/healthz", [](http::InboundRequest, http::RouteParams, http::Respond respond) {
    respond(http::json_response(200, JsonObject{{"status", "ok"}}));
  });
  router.add(
      "GET", "/",
      [origin = service.chat_origin](http::InboundRequest request, http::RouteParams, http::Respond respond) {
        const auto* channel = request.find_query("channel");
        respond(shop_page(origin, channel ? *channel : std::string_view()));
      });
  router.add("GET", "/map", [](http::InboundRequest request, http::RouteParams, http::Respond respond) {
    const auto* station = request.find_query("station");
    respond(map_page(station ? *station : std::string_view()));
  });
  router.add("POST", "/bookings",
             [service](http::InboundRequest request, http::RouteParams, http::Respond respond) {
               service.pool.run([service, request = std::move(request), respond = std::move(respond)] {
                 respond(answer_booking(service.bookings, request, service.now()));
               });
             });
  router.add("GET", "/bookings/{id}",
             [service](http::InboundRequest request, http::RouteParams params, http::Respond respond) {
               service.pool.run(
                   [service, request = std::move(request), id = params.get("id"),
                    respond = std::move(respond)] { respond(answer_ticket(service.bookings, request, id)); });
             });
}

}  // namespace sb::tickets
