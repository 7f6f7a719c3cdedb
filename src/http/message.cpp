#include "http/message.h"

#include <algorithm>
#include <stdexcept>

#include "base/utf8.h"

namespace sb::http {

bool is_secret_header(const Request& request, std::string_view name) {
  const auto same = [&](std::string_view secret) { return iequals_ascii(secret, name); };
  constexpr std::string_view always[] = {"authorization", "cookie", "proxy-authorization"};
  return std::any_of(std::begin(always), std::end(always), same) ||
         std::any_of(request.secret_headers.begin(), request.secret_headers.end(), same);
}

std::string_view Response::header(std::string_view wanted) const {
  for (const auto& field : headers) {
    if (iequals_ascii(field.name, wanted)) return field.value;
  }
  return {};
}

std::string_view name(FailureKind kind) {
  switch (kind) {
    case FailureKind::bad_url:
      return "bad_url";
    case FailureKind::not_allowed:
      return "not_allowed";
    case FailureKind::unreachable:
      return "unreachable";
    case FailureKind::tls:
      return "tls";
    case FailureKind::timed_out:
      return "timed_out";
    case FailureKind::too_large:
      return "too_large";
    case FailureKind::cancelled:
      return "cancelled";
    case FailureKind::protocol:
      return "protocol";
    case FailureKind::unavailable:
      return "unavailable";
  }
  return "protocol";
}

void throw_exception_from_error(const Failure& failure, const boost::source_location& where) {
  throw std::logic_error(std::string(where.file_name()) + ":" + std::to_string(where.line()) +
                         ": no answer, but " + failure.message);
}

}  // namespace sb::http
