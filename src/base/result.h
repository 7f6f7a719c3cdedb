#pragma once
#include <boost/system/result.hpp>
#include <string>
#include <utility>

namespace sb {

// What kind of thing went wrong: decides the HTTP status or the exit code, never the wording.
enum class ErrorCode {
  invalid_input,    // 400: the caller sent something we cannot accept
  unauthorized,     // 401
  forbidden,        // 403
  not_found,        // 404
  conflict,         // 409
  limit_exceeded,   // 413 or 429
  upstream_failed,  // a remote system did not do what we asked
  timed_out,
  unavailable,  // 503: full, stopping, disk full; the caller may try again
  internal,     // a fault of ours
};

// An expected failure. `message` is for operators and bot authors, never shown to a chat user.
// `place` names where in the input the fault lies (a JSON member path, a file:line), empty when there is none.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  std::string place = {};

  friend bool operator==(const Error&, const Error&) = default;
};

// The outcome of an operation that can fail for reasons outside our control (house rule: no exceptions for those).
template <typename T>
class [[nodiscard]] Result : public boost::system::result<T, Error> {
 public:
  using boost::system::result<T, Error>::result;
};

// Nothing to return but success.
using Ok = Result<void>;

// For boost::system::result<T, Error>::value() on an error: a programming fault, so it surfaces as std::logic_error.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

}  // namespace sb

#define SB_CONCAT_INNER(a, b) a##b
#define SB_CONCAT(a, b) SB_CONCAT_INNER(a, b)

// SB_TRY(auto x, expr): x is the value of the Result, or the enclosing function returns its Error.
#define SB_TRY(decl, ...) SB_TRY_IMPL(SB_CONCAT(sb_try_, __LINE__), return, decl, __VA_ARGS__)
// The same in a coroutine.
#define SB_CO_TRY(decl, ...) SB_TRY_IMPL(SB_CONCAT(sb_try_, __LINE__), co_return, decl, __VA_ARGS__)
// SB_TRYV(expr): for Results without a value.
#define SB_TRYV(...)                                          \
  do {                                                        \
    auto sb_try_v = (__VA_ARGS__);                            \
    if (sb_try_v.has_error()) return std::move(sb_try_v).error(); \
  } while (false)
#define SB_CO_TRYV(...)                                          \
  do {                                                           \
    auto sb_try_v = (__VA_ARGS__);                               \
    if (sb_try_v.has_error()) co_return std::move(sb_try_v).error(); \
  } while (false)

#define SB_TRY_IMPL(tmp, how, decl, ...)            \
  auto tmp = (__VA_ARGS__);                         \
  if (tmp.has_error()) how std::move(tmp).error();  \
  decl = std::move(tmp).value()
