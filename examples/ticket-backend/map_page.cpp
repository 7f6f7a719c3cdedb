#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "ticket-backend/html.h"
#include "ticket-backend/pages.h"

namespace sb::tickets {
namespace {

// Places on a drawing of 400 by 220; `label_dx` moves the name aside where lines would cross it.
struct Station {
  std::string_view name;
  int x, y;
  int label_dx, label_dy;
  std::string_view anchor;
};
constexpr std::array<Station, 10> stations{{{"London", 48, 82, 0, -14, "middle"},
                                            {"Ghent", 168, 92, 0, -12, "middle"},
                                            {"Antwerp", 216, 68, -10, -8, "end"},
                                            {"Rotterdam", 232, 38, -11, 0, "end"},
                                            {"Amsterdam", 262, 16, 11, 6, "start"},
                                            {"Brussels", 206, 112, -17, 14, "end"},
                                            {"Leuven", 240, 108, 2, -11, "start"},
                                            {"Cologne", 326, 104, 0, -12, "middle"},
                                            {"Paris", 150, 172, -11, 5, "end"},
                                            {"Lyon", 246, 206, 12, 4, "start"}}};

constexpr std::array<std::string_view, 5> lines{{"M48 82 Q118 92 168 92 L206 112", "M168 92 L216 68",
                                                 "M262 16 L232 38 L216 68 L206 112 L150 172 L246 206",
                                                 "M206 112 L240 108 L326 104", "M206 112 Q250 160 246 206"}};

constexpr std::string_view style = R"(
:root{--paper:#f4f7f5;--ink:#17322b;--soft:#5b7068;--line:#2f8f6f;--dot:#fff;--mark:#d9480f;--card:#fff;--edge:#cfdcd6}
@media (prefers-color-scheme:dark){:root{--paper:#111b18;--ink:#e5efeb;--soft:#9db3aa;--line:#4fb892;--dot:#111b18;--mark:#ff8a4c;--card:#1b2824;--edge:#31433c}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.35 system-ui,sans-serif}
main{max-width:520px;margin:0 auto;padding:8px 10px}
h1{font-size:15px;margin:0 0 2px;overflow-wrap:anywhere}
svg{display:block;width:100%;height:auto;max-height:58vh}
path{fill:none;stroke:var(--line);stroke-width:3.5;stroke-linecap:round;stroke-linejoin:round}
circle{fill:var(--dot);stroke:var(--line);stroke-width:3}
text{fill:var(--soft);font-size:12px}
.station{cursor:pointer}
.station:hover circle,.station:focus circle{fill:var(--line)}
.station:focus{outline:none}
.here circle{fill:var(--mark);stroke:var(--mark)}
.here text{fill:var(--ink);font-weight:600}
.ring{fill:none;stroke:var(--mark);stroke-width:2;opacity:.5}
.buttons{display:flex;flex-wrap:wrap;gap:6px;margin-top:6px}
button{font:inherit;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:8px;padding:5px 10px;cursor:pointer}
button:hover{border-color:var(--line)}
)";

// The buttons carry their message as data; a station is picked by its name.
constexpr std::string_view script = R"(
const post = message => window.parent.postMessage(JSON.stringify({ target: 'CL_API', ...message }), '*');
for (const button of document.querySelectorAll('button'))
  button.addEventListener('click', () => post(JSON.parse(button.dataset.message)));
const pick = station => post({ type: 'UPDATE_SESSION', payload: { namespace: 'map', data: { picked: station.dataset.name } } });
for (const station of document.querySelectorAll('.station')) {
  station.addEventListener('click', () => pick(station));
  station.addEventListener('keydown', event => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    pick(station);
  });
}
)";

constexpr std::string_view book_train_ticket = "c0000000-0000-4000-8000-000000000020";

struct Button {
  std::string_view label;
  JsonObject message;
};

std::string button_html(const Button& button) {
  return fmt::format(R"(<button type="button" data-message="{}">{}</button>)",
                     html_escape(to_json_text(button.message)), html_escape(button.label));
}

std::string buttons_html() {
  const JsonObject picked{{"namespace", "map"}, {"data", JsonObject{{"picked", "Ghent"}}}};
  return button_html({"I need a ticket",
                      {{"type", "SEND_MESSAGE"}, {"payload", JsonObject{{"text", "I need a ticket"}}}}}) +
         button_html({"Pick Ghent", {{"type", "UPDATE_SESSION"}, {"payload", picked}}}) +
         button_html({"Book from scratch",
                      {{"type", "GO_TO_DIALOGSTATE"},
                       {"payload", JsonObject{{"nextDialogstateId", book_train_ticket}}}}});
}

std::string station_html(const Station& station, std::string_view here) {
  const bool marked = station.name == here;
  const auto ring =
      marked ? fmt::format(R"(<circle class="ring" cx="{}" cy="{}" r="12"/>)", station.x, station.y) : "";
  return fmt::format(
      R"(<g class="station{}" role="button" tabindex="0" aria-label="Pick {}" data-name="{}">{})"
      R"(<circle cx="{}" cy="{}" r="5.5"/><text x="{}" y="{}" text-anchor="{}">{}</text></g>)",
      marked ? " here" : "", station.name, station.name, ring, station.x, station.y,
      station.x + station.label_dx, station.y + station.label_dy, station.anchor, station.name);
}

std::string drawing(std::string_view here) {
  std::string svg = R"(<svg viewBox="0 0 400 220" role="group" aria-label="Map of the network">)";
  for (const auto line : lines) svg += fmt::format(R"(<path d="{}"/>)", line);
  for (const auto& station : stations) svg += station_html(station, here);
  return svg + "</svg>";
}

// The name as it is on the map; empty when the station is not on it.
std::string_view known_name(std::string_view station) {
  const auto wanted = fold_for_match(station);
  const auto* found = std::find_if(stations.begin(), stations.end(),
                                   [&](const Station& one) { return fold_for_match(one.name) == wanted; });
  return found == stations.end() ? std::string_view() : found->name;
}

std::string heading(std::string_view station, std::string_view known) {
  if (station.empty()) return "Where do you leave from?";
  if (known.empty()) return fmt::format("{} is not on our map", html_escape(printable(station)));
  return fmt::format("Here is {}", known);
}

}  // namespace

http::OutboundResponse map_page(std::string_view station) {
  const auto name = trim(station);
  const auto known = known_name(name);
  const auto body = fmt::format("<main>\n<h1>{}</h1>\n{}\n<div class=\"buttons\">{}</div>\n</main>",
                                heading(name, known), drawing(known), buttons_html());
  return page_response(200, {"en", "Choo Choo map", style, body, script});
}

}  // namespace sb::tickets
