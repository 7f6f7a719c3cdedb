#include <fmt/format.h>

#include <algorithm>

#include "ticket-backend/html.h"
#include "ticket-backend/pages.h"

namespace sb::tickets {
namespace {

constexpr std::string_view demo_channel = "c00000000000000000000002";

constexpr std::string_view style = R"(
:root{--paper:#f3f6f1;--ink:#14302a;--soft:#51665e;--line:#0f766e;--card:#fff;--edge:#d5dfd8;--sun:#f2b84b}
@media (prefers-color-scheme:dark){:root{--paper:#0f1a17;--ink:#e7f1ec;--soft:#9db3a9;--line:#4cc2b4;--card:#17251f;--edge:#2b3d35;--sun:#f2c56b}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
nav{display:flex;gap:1.5rem;align-items:baseline;padding:1.1rem clamp(1rem,5vw,4rem);border-bottom:1px solid var(--edge)}
nav b{font-size:1.15rem;letter-spacing:-.01em}
nav span{color:var(--soft)}
nav button{margin-inline-start:auto}
main{max-width:62rem;padding:clamp(1.5rem,5vw,4rem)}
h1{font-size:clamp(2.1rem,5vw,3.6rem);line-height:1.05;letter-spacing:-.03em;margin:0 0 1rem;max-width:14ch}
.lead{font-size:1.15rem;color:var(--soft);max-width:38ch;margin:0 0 1.5rem}
svg{display:block;width:min(34rem,100%);height:auto;margin:0 0 2rem}
button{font:inherit;font-weight:600;border-radius:999px;border:1px solid var(--edge);background:var(--card);color:inherit;padding:.6rem 1.2rem;cursor:pointer}
.primary{background:var(--line);border-color:var(--line);color:#fff}
@media (prefers-color-scheme:dark){.primary{color:#06231f}}
:focus-visible{outline:3px solid var(--sun);outline-offset:2px}
.trips{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:1rem;list-style:none;padding:0;margin:0}
.trips li,.ticket{background:var(--card);border:1px solid var(--edge);border-radius:16px;padding:1rem 1.2rem}
.trips b{display:block;font-size:1.1rem}
.trips span{color:var(--soft)}
.ticket{border-left:6px solid var(--sun);max-width:26rem;margin:0 0 1.5rem}
.ticket a{color:var(--line);font-weight:600}
[hidden]{display:none}
)";

constexpr std::string_view body =
    R"html(<nav><b>Choo Choo</b><span data-t="tag"></span><button id="remove" data-t="remove"></button></nav>
<main>
<h1 data-t="title"></h1>
<p class="lead" data-t="lead"></p>
<section class="ticket" id="ticket" aria-live="polite" hidden><b data-t="booked"></b> <span id="number"></span><br><a id="show" data-t="show" target="_blank"></a></section>
<p><button class="primary" id="talk" data-t="talk"></button></p>
<svg viewBox="0 0 520 120" role="img" aria-label="Train"><path d="M0 104H520" stroke="var(--edge)" stroke-width="4"/><g fill="var(--line)"><rect x="20" y="34" width="150" height="60" rx="14"/><rect x="180" y="34" width="150" height="60" rx="14"/><path d="M340 34h90q46 0 64 60H340z"/></g><g fill="var(--paper)"><rect x="36" y="48" width="30" height="20" rx="5"/><rect x="78" y="48" width="30" height="20" rx="5"/><rect x="120" y="48" width="30" height="20" rx="5"/><rect x="196" y="48" width="30" height="20" rx="5"/><rect x="238" y="48" width="30" height="20" rx="5"/><rect x="280" y="48" width="30" height="20" rx="5"/><rect x="358" y="48" width="30" height="20" rx="5"/><path d="M402 48h32q22 0 34 20h-66z"/></g><g fill="var(--ink)"><circle cx="56" cy="98" r="9"/><circle cx="134" cy="98" r="9"/><circle cx="216" cy="98" r="9"/><circle cx="294" cy="98" r="9"/><circle cx="378" cy="98" r="9"/><circle cx="450" cy="98" r="9"/></g></svg>
<ul class="trips"><li><b>Antwerp – Brussels</b><span>45 min</span></li><li><b>Brussels – Lyon</b><span>3 h 40</span></li><li><b>Ghent – Cologne</b><span>2 h 30</span></li></ul>
</main>)html";

// The settings stand in the page as data; what the bot says is shown as text.
constexpr std::string_view script = R"(
const settings = JSON.parse(document.getElementById('settings').textContent);
const words = {
  en: { tag: 'Tickets on rails', remove: 'Remove the chat', title: 'The slow way is the nice way.', lead: 'Ask our assistant for a ticket: it knows every line on the map.', booked: 'Your booking:', show: 'Show my ticket', talk: 'Ask for a ticket' },
  nl: { tag: 'Kaartjes op rails', remove: 'Chat verwijderen', title: 'De trage weg is de mooie weg.', lead: 'Vraag onze assistent om een kaartje: hij kent elke lijn op de kaart.', booked: 'Uw boeking:', show: 'Toon mijn kaartje', talk: 'Vraag een kaartje' },
};
function speak(language) {
  const texts = words[language] || words.en;
  document.documentElement.lang = words[language] ? language : 'en';
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = texts[node.dataset.t];
}
speak('en');
let chat;
function forget() {
  if (chat) { chat.open(); chat.destroy(); }
  for (const id of ['talk', 'remove']) document.getElementById(id).hidden = true;
}
const goodbyeMs = 2500;
function react(event) {
  if (event.language) speak(event.language);
  if (event.event === 'booked') {
    document.getElementById('number').textContent = event.bookingId;
    document.getElementById('show').href = '/bookings/' + encodeURIComponent(event.bookingId);
    document.getElementById('ticket').hidden = false;
  }
  if (event.action === 'destroy') setTimeout(forget, goodbyeMs);
}
document.getElementById('talk').addEventListener('click', () => chat && chat.open());
document.getElementById('remove').addEventListener('click', forget);
const sdk = document.createElement('script');
sdk.src = settings.chat + '/chatbox/sdk/' + settings.channel;
sdk.async = true;
sdk.addEventListener('load', () => {
  chat = chatlayer({ lang: 'en', withCloseButton: true });
  chat.on('event', react);
  window.chat = chat;
});
document.head.append(sdk);
)";

bool is_channel_id(std::string_view id) {
  return id.size() == demo_channel.size() &&
         id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

http::OutboundResponse shop_page(std::string_view chat_origin, std::string_view channel) {
  const auto settings =
      fmt::format(R"(<script type="application/json" id="settings">{{"chat":"{}","channel":"{}"}}</script>)",
                  html_escape(chat_origin), is_channel_id(channel) ? channel : demo_channel);
  return page_response(200,
                       {"en", "Choo Choo tickets", style, settings + std::string(body), script, chat_origin});
}

}  // namespace sb::tickets
