#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace re2 {
class RE2;
}

namespace sb::channels {

// How a page proves which session it may have (spec 04 §3.5).
enum class WidgetProtection {
  plain,  // it says so
  jwt,
  aes,
  refused,  // configured in a way that cannot work: nobody gets in
};

// What a web channel is configured with (spec 04 §3.1).
struct WebConfig {
  WidgetProtection protection = WidgetProtection::plain;
  std::string secret;
  std::string jwt_algorithm;                  // "HS256"…; empty: any of HS256, HS384, HS512
  std::shared_ptr<const re2::RE2> whitelist;  // nullptr: none, or not a regular expression
  bool trusted_html = false;                  // HTML messages outside a sandboxed frame
  JsonObject page;                            // what the chat page is told; no secrets
  std::string style;                          // CSS: colours, fonts, the customer's own
  std::string primary, on_primary;            // of the launcher on the host page; empty: ours
};
WebConfig web_config(const JsonObject& config);

inline constexpr std::size_t referer_bytes_max = 8 * 1024;

// "https://shop.example:8443" of an http(s) URL, lower case and safe to print into a header; empty for
// anything else.
std::string origin_of(std::string_view url);

// Whether a page of this address may have the widget (04 §3.2). Pages of the server itself always may: `host`
// is the Host header of the request.
bool referer_allowed(const WebConfig& config, std::string_view referer, std::string_view host);

}  // namespace sb::channels
