#include "server/framing.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"

namespace sb::server {
namespace {

constexpr std::array<std::string_view, 7> methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
constexpr std::array<std::string_view, 11> framing_fields{
    "content-length", "transfer-encoding", "content-encoding", "host",    "connection", "expect",
    "upgrade",        "keep-alive",        "proxy-connection", "trailer", "te"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alpha(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

bool is_name_character(char c) {
  return is_alpha(c) || is_digit(c) || std::string_view("-._~!$&'()*+,;=%").find(c) != std::string_view::npos;
}

std::optional<Refusal> check_host(int version, const http::Headers& headers) {
  const auto count = headers.count("host");
  if (count > 1) return Refusal{400, "more than one Host field"};
  if (count == 0) {
    if (version >= 11) return Refusal{400, "the Host field is missing"};
    return std::nullopt;
  }
  if (!is_host_and_port(headers.get("host"))) return Refusal{400, "the Host field is not host[:port]"};
  return std::nullopt;
}

std::optional<Refusal> check_length(int version, const http::Headers& headers) {
  const auto lengths = headers.count("content-length");
  const auto codings = headers.count("transfer-encoding");
  if (lengths + codings == 0) return std::nullopt;
  if (codings > 1) return Refusal{400, "more than one Transfer-Encoding field"};
  if (codings == 1) {
    if (lengths > 0) return Refusal{400, "Transfer-Encoding together with Content-Length"};
    if (version < 11) return Refusal{400, "Transfer-Encoding in HTTP/1.0"};
    if (!iequals_ascii(headers.get("transfer-encoding"), "chunked")) {
      return Refusal{400, "Transfer-Encoding other than chunked"};
    }
    return std::nullopt;
  }
  if (lengths > 1) return Refusal{400, "more than one Content-Length field"};
  const auto length = headers.get("content-length");
  if (length.empty() || !all_digits(length)) return Refusal{400, "Content-Length is not a number"};
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> HeadScan::find_end(std::string_view bytes, std::size_t header_bytes_max,
                                              std::optional<Refusal>& refusal) {
  const auto visible = bytes.substr(0, header_bytes_max);
  if (!visible.empty() && (visible.front() < 'A' || visible.front() > 'Z')) {
    refusal = Refusal{400, "the request does not begin with a method"};
    return std::nullopt;
  }
  for (;;) {
    const auto newline = visible.find('\n', searched_);
    if (newline == std::string_view::npos) {
      searched_ = visible.size();
      if (bytes.size() >= header_bytes_max) refusal = Refusal{431, "the request header is too large"};
      return std::nullopt;
    }
    if (newline == line_start_ || visible[newline - 1] != '\r') {
      refusal = Refusal{400, "a header line does not end with CR LF"};
      return std::nullopt;
    }
    const auto line = visible.substr(line_start_, newline - 1 - line_start_);
    if (line.empty() && line_start_ > 0) return newline + 1;
    if ((refusal = check_line(line))) return std::nullopt;
    line_start_ = searched_ = newline + 1;
  }
}

std::optional<Refusal> HeadScan::check_line(std::string_view line) const {
  if (line_start_ == 0) {
    constexpr std::size_t version_bytes = 9;
    const auto end =
        line.size() > version_bytes ? line.substr(line.size() - version_bytes) : std::string_view();
    if (end != " HTTP/1.1" && end != " HTTP/1.0")
      return Refusal{400, "the request line does not end with HTTP/1.1"};
  } else if (line.front() == ' ' || line.front() == '\t') {
    return Refusal{400, "a folded header field"};
  }
  return std::nullopt;
}

std::optional<Refusal> check_framing(int version, const http::InboundRequest& request) {
  if (std::find(methods.begin(), methods.end(), request.method) == methods.end()) {
    return Refusal{400, "the method is not supported"};
  }
  if (auto refusal = check_host(version, request.headers)) return refusal;
  if (auto refusal = check_length(version, request.headers)) return refusal;
  const auto* expect = version >= 11 ? request.headers.find("expect") : nullptr;
  if (expect && !iequals_ascii(*expect, "100-continue"))
    return Refusal{417, "the expectation is not supported"};
  const auto* coding = request.headers.find("content-encoding");
  if (coding && !iequals_ascii(*coding, "identity"))
    return Refusal{415, "compressed request bodies are not taken"};
  return std::nullopt;
}

bool imitates_framing_field(std::string_view name) {
  if (name.find('_') == std::string_view::npos) return false;
  auto dashed = lower_ascii(name);
  std::replace(dashed.begin(), dashed.end(), '_', '-');
  return std::find(framing_fields.begin(), framing_fields.end(), dashed) != framing_fields.end();
}

bool is_host_and_port(std::string_view text) {
  std::size_t end = 0;
  if (!text.empty() && text.front() == '[') {
    end = text.find(']');
    if (end == std::string_view::npos || end < 3) return false;
    const auto address = text.substr(1, end - 1);
    const auto fits = [](char c) { return is_hex(c) || c == ':' || c == '.'; };
    if (!std::all_of(address.begin(), address.end(), fits)) return false;
    ++end;
  } else {
    end = std::min(text.find(':'), text.size());
    if (end == 0 ||
        !std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), is_name_character)) {
      return false;
    }
  }
  const auto rest = text.substr(end);
  constexpr std::size_t port_digits_max = 5;
  return rest.empty() ||
         (rest.front() == ':' && rest.size() <= port_digits_max + 1 && all_digits(rest.substr(1)));
}

}  // namespace sb::server
