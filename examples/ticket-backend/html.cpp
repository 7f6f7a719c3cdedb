#include "ticket-backend/html.h"

#include <fmt/format.h>

#include "base/crypto.h"
#include "model/interpolate.h"

namespace sb::tickets {
namespace {

std::string hash_source(std::string_view text) {
  return text.empty() ? "'none'" : "'sha256-" + base64(sha256(text)) + "'";
}

std::string document(const Page& page) {
  const std::string script = page.script.empty() ? "" : fmt::format("<script>{}</script>\n", page.script);
  return fmt::format(R"(<!doctype html>
<html lang="{}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{}</title>
<style>{}</style>
</head>
<body>
{}
{}</body>
</html>
)",
                     html_escape(page.language), html_escape(page.title), page.style, page.body, script);
}

}  // namespace

std::string html_escape(std::string_view text) {
  return sb::encode(text, sb::Encoding::html);
}

http::OutboundResponse page_response(int status, const Page& page) {
  auto response = http::text_response(status, "text/html; charset=utf-8", document(page));
  const bool chat = !page.chat_origin.empty();
  const auto frames = chat ? fmt::format(" {0}; frame-src {0}; img-src {0}", page.chat_origin) : "";
  response.headers.set(
      "Content-Security-Policy",
      fmt::format("default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'; script-src {}{}",
                  hash_source(page.style), hash_source(page.script), frames));
  response.headers.set("Referrer-Policy", chat ? "strict-origin-when-cross-origin" : "no-referrer");
  response.headers.set("Cache-Control", "no-store");
  return response;
}

}  // namespace sb::tickets
