#include "channels/web_pages.h"

#include "base/crypto.h"
#include "base/json.h"
#include "model/interpolate.h"

namespace sb::channels {
namespace {

constexpr std::size_t version_digits = 16;
constexpr std::string_view html_type = "text/html; charset=utf-8";
constexpr std::string_view script_type = "text/javascript; charset=utf-8";

// JSON that may stand in a script element: nothing in it can end the element.
std::string json_in_html(const JsonObject& value) {
  std::string out;
  for (const char c : to_json_text(value)) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

std::string chat_policy(const WebConfig& config, const std::string& parent_origin) {
  std::string policy =
      "default-src 'none'; img-src http: https: data: blob:; media-src http: https: blob:; font-src 'self' "
      "https: data:; "
      "connect-src 'self'; frame-src http: https:; base-uri 'none'; form-action 'none'; object-src 'none'; ";
  // Trusted HTML is what the name says: it may style itself and run.
  policy += config.trusted_html ? "script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
                                : "script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; "
                                  "trusted-types 'none'; ";
  return policy + "frame-ancestors " + parent_origin;
}

http::OutboundResponse page_response(std::string body, std::string policy) {
  auto response = http::text_response(200, html_type, std::move(body));
  response.headers.set("Content-Security-Policy", std::move(policy));
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("Referrer-Policy", "strict-origin");
  return response;
}

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".js")) return script_type;
  return name.ends_with(".css") ? "text/css; charset=utf-8" : "application/octet-stream";
}

std::string head(std::string_view title) {
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover, "
         "interactive-widget=resizes-content\"><meta name=\"robots\" content=\"noindex\"><title>" +
         encode(title, Encoding::html) + "</title>";
}

std::string settings_element(const JsonObject& settings) {
  return "<script type=\"application/json\" id=\"settings\">" + json_in_html(settings) + "</script>";
}

}  // namespace

WebAssets::WebAssets(EmbeddedFiles files) : files_(files) {
  std::string all;
  for (const auto& file : files) all += sha256(file.bytes);
  version_ = hex(sha256(all)).substr(0, version_digits);
  folder_ = "/chatbox/assets/" + version_ + "/";
}

http::OutboundResponse WebAssets::answer(std::string_view version, std::string_view name,
                                         std::string_view accept_encoding) const {
  const auto* plain = find(name);
  if (!plain || name.ends_with(".gz")) return refusal_page(404, "There is no such file.");
  const auto* packed =
      accept_encoding.find("gzip") == std::string_view::npos ? nullptr : find(std::string(name) + ".gz");
  auto response = http::text_response(200, type_of(name), std::string(packed ? packed->bytes : plain->bytes));
  if (packed) response.headers.set("Content-Encoding", "gzip");
  response.headers.set("Vary", "Accept-Encoding");
  response.headers.set("Cache-Control",
                       version == version_ ? "public, max-age=31536000, immutable" : "no-store");
  return response;
}

http::OutboundResponse chat_page(const WebAssets& assets, const WebConfig& config,
                                 const std::string& channel_id, const std::string& parent_origin,
                                 const std::string& grant) {
  JsonObject settings = config.page;
  settings["channel"] = channel_id;
  settings["parentOrigin"] = parent_origin;
  settings["grant"] = grant;
  settings["protected"] = config.protection != WidgetProtection::plain;
  std::string body = head(string_member(config.page, "title"));
  body += "<link rel=\"stylesheet\" href=\"" + assets.folder() + "chat.css\">";
  if (!config.style.empty())
    body += "<link rel=\"stylesheet\" href=\"/chatbox/api/" + encode(channel_id, Encoding::html) +
            "/style.css\">";
  body += settings_element(settings) + "<script src=\"" + assets.folder() +
          "chat.js\" defer></script></head><body></body></html>";
  return page_response(std::move(body), chat_policy(config, parent_origin));
}

http::OutboundResponse sdk_script(const WebAssets& assets, const WebConfig& config,
                                  const std::string& channel_id) {
  JsonObject settings{{"channel", channel_id}, {"title", string_member(config.page, "title")}};
  if (const JsonObject* images = object_member(config.page, "images")) {
    const auto launcher = string_member(*images, "button");
    if (!launcher.empty()) settings["image"] = launcher;
  }
  if (!config.primary.empty()) settings["color"] = config.primary;
  if (!config.on_primary.empty()) settings["onColor"] = config.on_primary;
  const auto* file = assets.find("sdk.js");
  // The bundle reads SB_SETTINGS; what it defines stays inside, except for the function `chatlayer`.
  std::string body = "(()=>{const SB_SETTINGS=" + json_in_html(settings) + ";\n";
  body += file ? file->bytes : std::string_view();
  body += "})();\n";
  auto response = http::text_response(200, script_type, std::move(body));
  response.headers.set("Cache-Control", "no-cache");
  response.headers.set("Vary", "Referer");
  response.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  return response;
}

http::OutboundResponse preview_page(const WebAssets& assets, const WebConfig& config,
                                    const std::string& channel_id) {
  const JsonObject settings{{"channel", channel_id}, {"title", string_member(config.page, "title")}};
  std::string body = head(string_member(config.page, "title"));
  body += "<link rel=\"stylesheet\" href=\"" + assets.folder() + "preview.css\">" +
          settings_element(settings) + "<script src=\"" + assets.folder() +
          "preview.js\" defer></script></head><body></body></html>";
  return page_response(std::move(body),
                       "default-src 'none'; script-src 'self'; style-src 'self'; img-src http: https: data:; "
                       "frame-src 'self'; "
                       "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'");
}

http::OutboundResponse refusal_page(int status, std::string_view text) {
  auto response = http::text_response(
      status, html_type,
      head("Chat") + "</head><body><main><h1>" + encode(text, Encoding::html) + "</h1></main></body></html>");
  response.headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors *");
  response.headers.set("Cache-Control", "no-store");
  return response;
}

}  // namespace sb::channels
