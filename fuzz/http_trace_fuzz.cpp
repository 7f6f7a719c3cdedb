// Law: what is sent on is valid, and says the same trace; whatever came in.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "http/trace_context.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto line = text.find('\n');
  const std::string state = line == std::string::npos ? text : text.substr(line + 1);
  const auto trace = sb::http::trace_of({{"traceparent", text.substr(0, line)}, {"tracestate", state}});
  const auto kept = sb::http::parse_tracestate({state});
  if (kept.size() > 512 || sb::http::parse_tracestate({kept}) != kept) std::abort();
  std::vector<sb::http::Header> headers;
  sb::http::add_trace(headers, trace);
  if (trace.empty()) return headers.empty() ? 0 : (std::abort(), 0);
  const auto sent = sb::http::parse_traceparent(headers.front().value);
  if (!sent || sent->trace_id != trace.trace_id || sent->sampled != trace.sampled) std::abort();
  return 0;
}
