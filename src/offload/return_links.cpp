#include "offload/return_links.h"

#include <algorithm>

#include "base/json.h"
#include "model/interpolate.h"

namespace sb::offload {
namespace {

constexpr std::string_view purpose = "offload-return-link";
constexpr std::string_view route = "/offload/return/{token}";

std::string to_url_alphabet(std::string text) {
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  text.erase(std::find(text.begin(), text.end(), '='), text.end());
  return text;
}

std::string from_url_alphabet(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '-', '+');
  std::replace(out.begin(), out.end(), '_', '/');
  return out;
}

http::OutboundResponse page(int status, std::string_view heading, std::string_view content) {
  std::string html =
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>Signalbox</title></head><body style=\"font-family:sans-serif;"
      "max-width:36rem;margin:3rem auto;padding:0 1rem\"><h1>";
  html += encode(heading, Encoding::html);
  html += "</h1>";
  html += content;
  html += "</body></html>";
  auto response = http::text_response(status, "text/html; charset=utf-8", std::move(html));
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("Referrer-Policy", "no-referrer");
  response.headers.set(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");
  return response;
}

http::OutboundResponse refusal(const Error& error) {
  return page(error.code == ErrorCode::not_found ? 410 : 403, "This link does not work",
              "<p>" + encode(error.message, Encoding::html) + "</p>");
}

}  // namespace

std::string ReturnLinks::link(const store::SessionKey& key, std::string_view offload_id, UtcMs now) const {
  const JsonObject target{{"b", key.bot_id},
                          {"v", version_name(key.version)},
                          {"s", key.session_id},
                          {"o", offload_id},
                          {"e", (now + valid_ms).value}};
  return public_url_ + "/offload/return/" +
         to_url_alphabet(base64(sealer_.seal(to_json_text(target), purpose)));
}

Result<ReturnLinks::Target> ReturnLinks::read(std::string_view token, UtcMs now) const {
  const Error no_link{ErrorCode::unauthorized, "It is incomplete, or another server made it."};
  const auto sealed = from_base64(from_url_alphabet(token));
  if (!sealed) return no_link;
  const auto plain = sealer_.open(*sealed, purpose);
  if (plain.has_error()) return no_link;
  SB_TRY(const auto value, parse_json(*plain));
  const JsonObject& object = value.get_object();
  const auto version = parse_version(string_member(object, "v"));
  const Json* end = find_member(object, "e");
  if (!version || !end || !end->is_int64()) return no_link;
  if (UtcMs{end->get_int64()} < now) return Error{ErrorCode::not_found, "It is too old."};
  return Target{{std::string(string_member(object, "b")), *version, std::string(string_member(object, "s"))},
                std::string(string_member(object, "o"))};
}

void add_return_routes(http::Router& router, const ReturnLinks& links, conductor::Conductor& conductor) {
  router.add(
      "GET", route,
      [&links](const http::InboundRequest&, const http::RouteParams& params, const http::Respond& respond) {
        const auto target = links.read(params.get("token"), utc_now());
        if (target.has_error()) return respond(refusal(target.error()));
        respond(page(200, "Give the conversation back?",
                     "<p>The bot answers again from then on.</p><form method=\"post\"><button style=\""
                     "font-size:1rem;padding:.6rem 1.2rem\">Give it back to the bot</button></form>"));
      });
  router.add("POST", route,
             [&links, &conductor](const http::InboundRequest&, const http::RouteParams& params,
                                  const http::Respond& respond) {
               const auto target = links.read(params.get("token"), utc_now());
               if (target.has_error()) return respond(refusal(target.error()));
               engine::Control control;
               control.end_offload = true;
               control.offload_id = target->offload_id;
               conductor.control(target->key, std::move(control), conductor::Conductor::Create::no,
                                 [respond](const Ok& done) {
                                   if (done.has_error()) {
                                     return respond(page(404, "This conversation is over",
                                                         "<p>There is nothing to give back any more.</p>"));
                                   }
                                   respond(page(200, "The bot has the conversation",
                                                "<p>Thank you. You can close this page.</p>"));
                                 });
             });
}

}  // namespace sb::offload
