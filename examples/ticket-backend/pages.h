#pragma once
#include <string_view>

#include "http/exchange.h"
#include "ticket-backend/bookings.h"

namespace sb::tickets {

// The page of the IFrame action: the network with `station` marked when it is on it, and three buttons that
// speak to the widget around it (spec 02 §5: SEND_MESSAGE, UPDATE_SESSION, GO_TO_DIALOGSTATE). A click on a
// station picks that one.
http::OutboundResponse map_page(std::string_view station);

// A shop on an origin of its own with the widget on it: shows the language, the booking and the end that JSON
// Builder events speak of. `channel` picks another web channel than the demo's.
http::OutboundResponse shop_page(std::string_view chat_origin, std::string_view channel);

http::OutboundResponse ticket_page(const Booking& booking);
http::OutboundResponse no_ticket_page(std::string_view id);

}  // namespace sb::tickets
