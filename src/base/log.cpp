#include "base/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "base/clock.h"

namespace sb {
namespace {

spdlog::logger& logger() {
  static spdlog::logger instance = [] {
    auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    sink->set_pattern("%v");
    spdlog::logger made("signalbox", sink);
    made.set_level(spdlog::level::info);
    return made;
  }();
  return instance;
}

spdlog::level::level_enum spdlog_level(LogLevel level) {
  switch (level) {
    case LogLevel::debug: return spdlog::level::debug;
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::warn: return spdlog::level::warn;
    case LogLevel::error: return spdlog::level::err;
  }
  return spdlog::level::info;
}

constexpr std::string_view level_names[] = {"debug", "info", "warn", "error"};

}  // namespace

void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  if (!logger().should_log(spdlog_level(level))) return;
  JsonObject line;
  line["time"] = iso_text(utc_now());
  line["level"] = level_names[static_cast<std::size_t>(level)];
  line["event"] = event;
  for (const auto& field : fields) line[field.key] = field.value;
  logger().log(spdlog_level(level), to_json_text(line));
}

void set_log_level(LogLevel level) { logger().set_level(spdlog_level(level)); }

bool parse_log_level(std::string_view text, LogLevel& out) {
  for (std::size_t i = 0; i < std::size(level_names); ++i) {
    if (text == level_names[i]) {
      out = static_cast<LogLevel>(i);
      return true;
    }
  }
  return false;
}

}  // namespace sb
