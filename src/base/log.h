#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/json.h"

namespace sb {

// Structured logs: one JSON object a line on stderr, `{"time","level","event",…fields}`. Text only in `event`, values
// only in fields, so that no user text can forge a line. Never pass a secret.
// Thread-safe; does not block the caller on a slow terminal for longer than one write.

enum class LogLevel { debug, info, warn, error };

struct LogField {
  LogField(std::string_view name, std::string_view text) : key(name), value(text) {}
  LogField(std::string_view name, const char* text) : key(name), value(std::string_view(text)) {}
  // Both would convert to a view as well as to Json.
  LogField(std::string_view name, const std::string& text) : key(name), value(std::string_view(text)) {}
  LogField(std::string_view name, const boost::json::string& text) : key(name), value(text) {}
  LogField(std::string_view name, bool flag) : key(name), value(flag) {}
  template <typename Number>
    requires std::is_arithmetic_v<Number>
  LogField(std::string_view name, Number number) : key(name), value(number) {}
  LogField(std::string_view name, Json json) : key(name), value(std::move(json)) {}

  std::string_view key;
  Json value;
};

void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});
inline void log_debug(std::string_view e, std::initializer_list<LogField> f = {}) { log(LogLevel::debug, e, f); }
inline void log_info(std::string_view e, std::initializer_list<LogField> f = {}) { log(LogLevel::info, e, f); }
inline void log_warn(std::string_view e, std::initializer_list<LogField> f = {}) { log(LogLevel::warn, e, f); }
inline void log_error(std::string_view e, std::initializer_list<LogField> f = {}) { log(LogLevel::error, e, f); }

// Lines below this level are dropped; `info` at first.
void set_log_level(LogLevel level);
bool parse_log_level(std::string_view text, LogLevel& out);

}  // namespace sb
