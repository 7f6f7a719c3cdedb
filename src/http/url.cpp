#include "http/url.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <charconv>

#include "base/crypto.h"
#include "base/utf8.h"

namespace sb::http {
namespace {

constexpr std::size_t host_bytes_max = 253;
constexpr std::size_t label_bytes_max = 63;

Error bad_url(std::string_view why) {
  return Error{ErrorCode::invalid_input, fmt::format("URL: {}", why), "url"};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The text cut at its syntactic seams, nothing decoded yet.
struct Parts {
  bool https = false;
  std::string_view user_info, host, port, rest;
  bool has_user_info = false, has_port = false;
};

Ok check_text(std::string_view text) {
  if (text.size() > url_bytes_max) return bad_url(fmt::format("longer than {} bytes", url_bytes_max));
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return bad_url("holds a control character");
  }
  if (text.substr(0, text.find_first_of("?#")).find('\\') != std::string_view::npos) {
    return bad_url("holds a backslash");
  }
  return is_valid_utf8(text) ? Ok{} : Ok{bad_url("is not UTF-8")};
}

Result<Parts> split(std::string_view text) {
  Parts parts;
  const auto scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) return bad_url("must begin with http:// or https://");
  const auto scheme = text.substr(0, scheme_end);
  parts.https = iequals_ascii(scheme, "https");
  if (!parts.https && !iequals_ascii(scheme, "http")) return bad_url("only http and https are possible");
  const auto after = text.substr(scheme_end + 3);
  const auto end = std::min(after.find_first_of("/?#"), after.size());
  auto authority = after.substr(0, end);
  parts.rest = after.substr(end);
  if (const auto at = authority.find('@'); at != std::string_view::npos) {
    parts.has_user_info = true;
    parts.user_info = authority.substr(0, at);
    authority = authority.substr(at + 1);
    if (authority.find('@') != std::string_view::npos) return bad_url("has more than one @ before the host");
  }
  const auto bracket = authority.find(']');
  const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  parts.host = authority.substr(0, colon);
  parts.has_port = colon != std::string_view::npos;
  if (parts.has_port) parts.port = authority.substr(colon + 1);
  return parts;
}

Result<std::uint16_t> read_port(const Parts& parts) {
  const std::uint16_t standard = parts.https ? 443 : 80;
  if (!parts.has_port || parts.port.empty()) return standard;
  std::uint16_t port = 0;
  const auto* last = parts.port.data() + parts.port.size();
  const auto [end, failure] = std::from_chars(parts.port.data(), last, port);
  if (failure != std::errc() || end != last || port == 0)
    return bad_url("the port is no number from 1 to 65535");
  return port;
}

// UTS 46 with the browsers' settings. Fails for what has no mapping.
Result<std::string> to_ascii_host(std::string_view host) {
  UErrorCode status = U_ZERO_ERROR;
  static UIDNA* const idna = [] {
    UErrorCode open_status = U_ZERO_ERROR;
    return uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII |
                               UIDNA_NONTRANSITIONAL_TO_UNICODE | UIDNA_USE_STD3_RULES,
                           &open_status);
  }();
  if (!idna) return bad_url("international host names are not available");
  UIDNAInfo details = UIDNA_INFO_INITIALIZER;
  std::string ascii(host_bytes_max + 1, '\0');
  const auto size =
      uidna_nameToASCII_UTF8(idna, host.data(), static_cast<std::int32_t>(host.size()), ascii.data(),
                             static_cast<std::int32_t>(ascii.size()), &details, &status);
  if (U_FAILURE(status) || details.errors != 0 || size <= 0) return bad_url("the host is no valid name");
  ascii.resize(static_cast<std::size_t>(size));
  return ascii;
}

// WHATWG: a host whose last label is numeric is an IPv4 address or nothing.
bool ends_in_number(std::string_view host) {
  const auto label = host.substr(host.rfind('.') + 1);
  if (!label.empty() && std::all_of(label.begin(), label.end(), is_digit)) return true;
  return label.size() >= 2 && label[0] == '0' && label[1] == 'x' &&
         std::all_of(label.begin() + 2, label.end(),
                     [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

Ok check_name(std::string_view host) {
  if (host.size() > host_bytes_max) return bad_url("the host name is too long");
  std::size_t label = 0;
  for (const char c : host) {
    if (c == '.') {
      if (label == 0) return bad_url("the host name has an empty label");
      label = 0;
      continue;
    }
    if (!((c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_')) {
      return bad_url("the host holds a character that host names do not have");
    }
    if (++label > label_bytes_max) return bad_url("a label of the host name is too long");
  }
  return label == 0 ? Ok{bad_url("the host name ends with a dot")} : Ok{};
}

struct Host {
  std::string name;
  std::optional<Address> literal;
};

Result<Host> read_host(std::string_view raw) {
  if (raw.empty()) return bad_url("has no host");
  if (raw.front() == '[') {
    if (raw.back() != ']') return bad_url("the host has no closing bracket");
    const auto address = Address::parse(raw.substr(1, raw.size() - 2));
    // A mapped address would be IPv4 in a second spelling.
    if (!address || address->is_v4()) return bad_url("the host in brackets is no plain IPv6 address");
    return Host{address->text(), address};
  }
  if (raw.find('%') != std::string_view::npos) return bad_url("the host is percent-encoded");
  std::string host = lower_ascii(raw);
  const bool ascii =
      std::all_of(host.begin(), host.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
  // Punycode goes through the mapping too: an ill-formed "xn--" label is refused like an ill-formed name.
  if (!ascii || host.find("xn--") != std::string::npos) {
    SB_TRY(host, to_ascii_host(host));
  }
  if (const auto address = Address::parse(host)) return Host{address->text(), address};
  if (ends_in_number(host)) return bad_url("the host ends in a number but is no plain IPv4 address");
  SB_TRYV(check_name(host));
  return Host{std::move(host), {}};
}

void append_encoded(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7f && c != '"' && c != '<' && c != '>') {
      out += c;
    } else {
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
}

Result<std::string> decoded_user_info(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const auto byte = from_hex(text.substr(i + 1, 2));
    if (!byte || byte->size() != 1)
      return bad_url("the user name or password has an invalid percent-encoding");
    out += *byte;
    i += 2;
  }
  return out;
}

Result<std::string> authorization_of(const Parts& parts) {
  if (!parts.has_user_info) return std::string();
  SB_TRY(auto credentials, decoded_user_info(parts.user_info));
  if (credentials.find(':') == std::string::npos) credentials += ':';
  return "Basic " + base64(credentials);
}

std::string bracketed(const Host& host) {
  return host.name.find(':') == std::string::npos ? host.name : "[" + host.name + "]";
}

// Reads the URL with libcurl and makes sure that it sees the host and port that we see.
Result<std::shared_ptr<void>> curl_parse(const std::string& text, const Host& host, std::uint16_t port) {
  std::shared_ptr<void> handle(curl_url(), [](void* p) { curl_url_cleanup(static_cast<CURLU*>(p)); });
  auto* url = static_cast<CURLU*>(handle.get());
  if (!url) return Error{ErrorCode::unavailable, "URL: no memory"};
  if (curl_url_set(url, CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) {
    return bad_url("is malformed");
  }
  const auto part_is = [&](CURLUPart part, unsigned flags, std::string_view expected) {
    char* value = nullptr;
    if (curl_url_get(url, part, &value, flags) != CURLUE_OK) return false;
    const bool same = value == expected;
    curl_free(value);
    return same;
  };
  if (!part_is(CURLUPART_HOST, 0, bracketed(host)) ||
      !part_is(CURLUPART_PORT, CURLU_DEFAULT_PORT, std::to_string(port))) {
    return bad_url("its host is ambiguous");
  }
  return handle;
}

// The text of the handle: "." and ".." are resolved in it.
std::string text_of(void* handle) {
  char* text = nullptr;
  if (curl_url_get(static_cast<CURLU*>(handle), CURLUPART_URL, &text, 0) != CURLUE_OK) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

bool has_scheme(std::string_view reference) {
  const auto colon = reference.find_first_of(":/?#");
  return colon != std::string_view::npos && colon > 0 && reference[colon] == ':';
}

}  // namespace

Result<Url> Url::parse(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  SB_TRYV(check_text(text));
  SB_TRY(const auto parts, split(text));
  SB_TRY(const auto port, read_port(parts));
  SB_TRY(auto host, read_host(parts.host));
  SB_TRY(auto authorization, authorization_of(parts));
  Url url;
  url.https_ = parts.https;
  url.port_ = port;
  const auto scheme = parts.https ? "https://" : "http://";
  url.origin_ = fmt::format("{}{}:{}", scheme, bracketed(host), port);
  url.text_ = scheme + bracketed(host);
  if (port != (parts.https ? 443 : 80)) url.text_ += fmt::format(":{}", port);
  const auto rest = parts.rest.substr(0, parts.rest.find('#'));
  if (rest.empty() || rest.front() != '/') url.text_ += '/';
  append_encoded(url.text_, rest);
  SB_TRY(url.handle_, curl_parse(url.text_, host, port));
  url.text_ = text_of(url.curl_handle());
  url.host_ = std::move(host.name);
  url.literal_ = host.literal;
  url.basic_authorization_ = std::move(authorization);
  return url;
}

std::string Url::browser_origin() const {
  return origin_.substr(0, port_ == (https_ ? 443 : 80) ? origin_.rfind(':') : std::string::npos);
}

Result<Url> Url::resolve(std::string_view reference) const {
  reference = trim_ascii(reference);
  if (has_scheme(reference)) return parse(reference);
  if (reference.starts_with("//")) return parse((https_ ? "https:" : "http:") + std::string(reference));
  if (reference.starts_with("/")) return parse(origin_ + std::string(reference));
  const auto path_end = std::min(text_.find('?'), text_.size());
  if (reference.starts_with("?")) return parse(text_.substr(0, path_end) + std::string(reference));
  if (reference.empty() || reference.front() == '#') return parse(text_);
  const auto directory_end = text_.rfind('/', path_end);
  return parse(text_.substr(0, directory_end + 1) + std::string(reference));
}

}  // namespace sb::http
