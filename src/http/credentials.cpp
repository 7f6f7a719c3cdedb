#include "http/credentials.h"

#include "base/crypto.h"
#include "base/utf8.h"

namespace sb::http {
namespace {

std::optional<Credentials> split(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return std::nullopt;
  return Credentials{std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

}  // namespace

std::optional<Credentials> read_credentials(const InboundRequest& request, QueryToken query) {
  if (const std::string* header = request.headers.find("authorization")) {
    const auto text = trim_ascii(*header);
    const auto space = text.find(' ');
    if (space == std::string_view::npos) return split(text);
    const auto scheme = text.substr(0, space);
    const auto rest = trim_ascii(text.substr(space + 1));
    if (iequals_ascii(scheme, "bearer")) return split(rest);
    if (!iequals_ascii(scheme, "basic")) return std::nullopt;
    if (auto plain = split(rest)) return plain;
    const auto decoded = from_base64(rest);
    return decoded ? split(*decoded) : std::nullopt;
  }
  if (query == QueryToken::accepted) {
    if (const std::string* token = request.find_query("access_token")) return split(*token);
  }
  return std::nullopt;
}

}  // namespace sb::http
