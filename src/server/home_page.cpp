#include "server/home_page.h"

#include "model/interpolate.h"

namespace sb::server {
namespace {

std::string escaped(std::string_view text) {
  return encode(text, Encoding::html);
}

constexpr std::string_view head =
    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Signalbox</title>"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    "<style>:root{color-scheme:light dark}body{font:16px/1.5 "
    "system-ui,sans-serif;max-width:44rem;margin:3rem auto;"
    "padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem "
    ".6rem;border-bottom:"
    "1px solid #8886}code{font:14px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}"
    "body{background:#fff;color:#131a2b}a{color:#1d47c4}@media(prefers-color-scheme:dark){"
    "body{background:#10141f;color:#e9edf7}a{color:#9db8ff}}</style></head><body><main>";

std::string where_to_talk(const Channel& channel) {
  if (channel.type == "webHook")
    return "<code>POST /v1/channels/webhook/" + escaped(channel.id) + "/messages</code>";
  if (channel.type == "web")
    return "<a href=\"/chatbox/preview/" + escaped(channel.id) + "\">a page with the chat on it</a>";
  return escaped(channel.type);
}

std::string page(const conductor::BotRegistry& bots) {
  std::string out(head);
  out += "<h1>Signalbox</h1><p>The server is running, version " SB_VERSION ".</p>";
  const auto channels = bots.channels();
  if (channels.empty()) {
    out +=
        "<p>No bot is loaded yet. Start the server with <code>--bot FOLDER</code>, for example "
        "<code>--bot examples/choochoo --publish</code>.</p>";
  } else {
    out +=
        "<h2>Channels</h2><table><tr><th>Bot</th><th>Channel</th><th>Version</th><th>Talk to it "
        "at</th></tr>";
    for (const auto& binding : channels) {
      const auto& channel = binding.channel;
      out += "<tr><td>" + escaped(binding.bot_id) + "</td><td>" +
             escaped(channel.name.empty() ? channel.type : channel.name) + "</td><td>" +
             std::string(version_name(channel.version)) + "</td><td>";
      out += where_to_talk(channel);
      out += "</td></tr>";
    }
    out += "</table>";
  }
  out +=
      "<h2>State</h2><p><a href=\"/healthz\">/healthz</a> · <a href=\"/readyz\">/readyz</a> · "
      "<a href=\"/version\">/version</a></p>"
      "<p>Talk to a bot in a terminal: <code>signalbox chat FOLDER</code>. The documentation is in the "
      "folder "
      "<code>docs</code> of the source.</p></main></body></html>";
  return out;
}

}  // namespace

void add_home_page(http::Router& router, const conductor::BotRegistry& bots) {
  router.add("GET", "/", [&bots](http::InboundRequest, http::RouteParams, http::Respond respond) {
    auto response = http::text_response(200, "text/html; charset=utf-8", page(bots));
    response.headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
    respond(std::move(response));
  });
}

}  // namespace sb::server
