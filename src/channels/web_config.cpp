#include "channels/web_config.h"

#include <re2/re2.h>

#include <algorithm>

#include "base/utf8.h"

namespace sb::channels {
namespace {

constexpr std::size_t style_bytes_max = 256 * 1024;
constexpr std::int64_t whitelist_memory_bytes_max = 1 << 20;

bool flag(const JsonObject& config, std::string_view key, bool otherwise) {
  const Json* value = find_member(config, key);
  if (!value) return otherwise;
  if (value->is_bool()) return value->get_bool();
  return value->is_string() ? view(value->get_string()) == "true" : otherwise;
}

bool made_of(std::string_view text, std::string_view extra) {
  return !text.empty() && text.size() <= 200 && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           extra.find(c) != std::string_view::npos;
  });
}

WidgetProtection protection_of(const JsonObject& config, const std::string& secret) {
  const auto name = lower_ascii(string_member(config, "protection"));
  if (name.empty() || name == "plain" || name == "plain object") return WidgetProtection::plain;
  if (name == "jwt" && !secret.empty()) return WidgetProtection::jwt;
  constexpr std::size_t key_digits = 64;
  if ((name == "aes" || name == "aes-256") && secret.size() == key_digits && made_of(secret, ""))
    return WidgetProtection::aes;
  return WidgetProtection::refused;
}

std::shared_ptr<const re2::RE2> whitelist_of(std::string_view pattern) {
  if (pattern.empty()) return nullptr;
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(whitelist_memory_bytes_max);
  auto compiled = std::make_shared<const re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
  return compiled->ok() ? compiled : nullptr;
}

constexpr std::string_view color_marks = "#(),.%/ -_'\"";

// A colour, a size, a list of font names: whatever could end the declaration is left out.
void add_property(std::string& css, std::string_view name, std::string_view value) {
  if (!made_of(value, color_marks)) return;
  css += "--sb-" + std::string(name) + ":" + std::string(value) + ";";
}

void add_pixels(std::string& css, std::string_view name, const JsonObject& config, std::string_view key) {
  const Json* value = find_member(config, key);
  if (!value) return;
  std::string digits = value->is_string() ? std::string(view(value->get_string())) : to_json_text(*value);
  if (digits.ends_with("px")) digits.resize(digits.size() - 2);
  if (made_of(digits, ".") && digits.size() <= 5) css += "--sb-" + std::string(name) + ":" + digits + "px;";
}

// The colours of a brand hold by day and by night; those of surfaces are one half of a pair whose other half
// changes in the dark, so they hold by night only where the channel has fixed its scheme.
struct ColorName {
  std::string_view key, property;
  bool brand = false;
};
constexpr ColorName colors[] = {
    {"primary", "primary", true},
    {"onPrimary", "on-primary", true},
    {"background", "background"},
    {"text", "text"},
    {"botBubble", "bot-bubble"},
    {"botText", "bot-text"},
    {"userBubble", "user-bubble", true},
    {"userText", "user-text", true},
    {"agentBubble", "agent-bubble"},
    {"agentText", "agent-text"},
    {"titleBar", "title-bar", true},
    {"titleText", "title-text", true},
    {"button", "button"},
    {"buttonText", "button-text"},
};

std::string color_of(const JsonObject& config, std::string_view key) {
  const JsonObject* chosen = object_member(config, "colors");
  const auto value = chosen ? string_member(*chosen, key) : std::string_view();
  return made_of(value, color_marks) ? std::string(value) : std::string();
}

bool is_scheme(std::string_view text) {
  return text == "light" || text == "dark";
}

std::string style_of(const JsonObject& config) {
  const bool fixed = is_scheme(string_member(config, "colorScheme"));
  std::string properties, everywhere;
  for (const auto& color : colors)
    add_property(color.brand || fixed ? everywhere : properties, color.property, color_of(config, color.key));
  // Links in the colour of the brand, as far towards that of the text as reading asks for (ui.css).
  if (!color_of(config, "primary").empty()) {
    everywhere +=
        "--sb-focus:var(--sb-link);--sb-link:color-mix(in srgb,var(--sb-primary) "
        "var(--sb-link-share),var(--sb-text));";
  }
  add_property(properties, "title-font", string_member(config, "titleFont"));
  add_property(properties, "font", string_member(config, "paragraphFont"));
  add_pixels(properties, "title-size", config, "titleFontSize");
  add_pixels(properties, "size", config, "paragraphFontSize");
  std::string css = properties.empty() ? "" : ":root{" + properties + "}\n";
  // Said three times, it outweighs the rules for the dark.
  if (!everywhere.empty()) css += ":root:root:root{" + everywhere + "}\n";
  const auto own = string_member(config, "css");
  if (own.size() <= style_bytes_max) css += own;
  return css;
}

JsonObject page_of(const JsonObject& config, bool trusted_html) {
  JsonObject page;
  page["title"] = string_member(config, "title");
  page["showTitle"] = flag(config, "showTitle", true);
  page["trustedHtml"] = trusted_html;
  page["sound"] = flag(config, "sound", false);
  const auto color_scheme = string_member(config, "colorScheme");
  if (is_scheme(color_scheme)) page["colorScheme"] = color_scheme;
  JsonArray chosen;
  for (const auto& color : colors) {
    if (!color_of(config, color.key).empty()) chosen.emplace_back(color.key);
  }
  if (!chosen.empty()) page["chosenColors"] = std::move(chosen);
  for (const std::string_view name : {"images", "translations"}) {
    if (const JsonObject* object = object_member(config, name)) page[name] = *object;
  }
  if (const JsonArray* origins = array_member(config, "clApiOrigins")) page["clApiOrigins"] = *origins;
  return page;
}

}  // namespace

WebConfig web_config(const JsonObject& config) {
  WebConfig out;
  out.secret = string_member(config, "secret");
  out.protection = protection_of(config, out.secret);
  out.jwt_algorithm = string_member(config, "jwtAlgorithm");
  out.whitelist = whitelist_of(string_member(config, "whitelist"));
  out.trusted_html = flag(config, "trustedHtml", false);
  out.page = page_of(config, out.trusted_html);
  out.style = style_of(config);
  out.primary = color_of(config, "primary");
  out.on_primary = color_of(config, "onPrimary");
  return out;
}

std::string origin_of(std::string_view url) {
  if (url.size() > referer_bytes_max) return {};
  const auto scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return {};
  const auto scheme = lower_ascii(url.substr(0, scheme_end));
  if (scheme != "http" && scheme != "https") return {};
  const auto rest = url.substr(scheme_end + 3);
  const auto authority = lower_ascii(rest.substr(0, rest.find_first_of("/?#\\")));
  if (authority.empty() || authority.size() > 260) return {};
  // No user info, nothing that would end a directive of the policy it is printed into.
  if (authority.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-_:[]") != std::string::npos)
    return {};
  return scheme + "://" + authority;
}

bool referer_allowed(const WebConfig& config, std::string_view referer, std::string_view host) {
  const auto origin = origin_of(referer);
  if (origin.empty()) return false;
  if (origin.substr(origin.find("://") + 3) == lower_ascii(host)) return true;
  return config.whitelist &&
         re2::RE2::PartialMatch(re2::StringPiece(referer.data(), referer.size()), *config.whitelist);
}

}  // namespace sb::channels
