#include <fmt/format.h>

#include "base/utf8.h"
#include "ticket-backend/html.h"
#include "ticket-backend/pages.h"

namespace sb::tickets {
namespace {

constexpr std::string_view style = R"(
:root{--paper:#eef3f0;--ink:#17322b;--soft:#5b7068;--line:#2f8f6f;--card:#fff;--edge:#cfdcd6}
@media (prefers-color-scheme:dark){:root{--paper:#111b18;--ink:#e5efeb;--soft:#9db3aa;--line:#4fb892;--card:#1b2824;--edge:#31433c}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--paper);color:var(--ink);font:16px/1.4 system-ui,sans-serif}
article{width:min(26rem,calc(100vw - 2rem));background:var(--card);border:1px solid var(--edge);border-radius:14px;overflow:hidden}
header{background:var(--line);color:#fff;padding:.9rem 1.2rem;display:flex;justify-content:space-between;gap:1rem}
header b{letter-spacing:.04em}
h1{font-size:1.35rem;margin:1.1rem 1.2rem .4rem;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:auto 1fr;gap:.3rem 1rem;margin:0;padding:.4rem 1.2rem 1.2rem}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
p{padding:0 1.2rem 1rem}
)";

struct Words {
  std::string_view language, ticket, travel_class, seat, booked;
};
constexpr Words english{"en", "Ticket", "Class", "Seat", "Booked"};
constexpr Words dutch{"nl", "Kaartje", "Klasse", "Plaats", "Geboekt"};

const Words& words_of(std::string_view locale) {
  return locale.starts_with("nl") ? dutch : english;
}

std::string row(std::string_view name, std::string_view value) {
  if (value.empty()) return "";
  return fmt::format("<dt>{}</dt><dd>{}</dd>", name, html_escape(printable(value)));
}

}  // namespace

http::OutboundResponse ticket_page(const Booking& booking) {
  const auto& journey = booking.journey;
  const auto& words = words_of(journey.locale);
  const auto id = booking_id(booking.number);
  const auto body = fmt::format(
      "<article>\n<header><b>CHOO CHOO</b><span>{} {}</span></header>\n<h1>{} → "
      "{}</h1>\n<dl>{}{}{}</dl>\n</article>",
      words.ticket, id, html_escape(printable(journey.origin)), html_escape(printable(journey.destination)),
      row(words.travel_class, journey.travel_class), row(words.seat, journey.seat),
      row(words.booked, iso_text(booking.booked_at)));
  return page_response(200, {words.language, fmt::format("{} {}", words.ticket, id), style, body});
}

http::OutboundResponse no_ticket_page(std::string_view id) {
  const auto body = fmt::format(
      "<article>\n<header><b>CHOO CHOO</b></header>\n<h1>No such ticket</h1>\n<p>There is no booking "
      "{}.</p>\n</article>",
      html_escape(printable(id)));
  return page_response(404, {"en", "No such ticket", style, body});
}

}  // namespace sb::tickets
