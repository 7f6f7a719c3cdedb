#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/headers.h"

namespace sb::http {

// W3C Trace Context (level 1): which distributed trace a request belongs to. We keep no trace of our own;
// what comes in goes out with what is done because of it, each call under a span id of its own.
struct TraceContext {
  std::string trace_id;   // 32 lower-case hex digits, not all zero; empty: there is none
  std::string parent_id;  // 16 of them: the caller's span
  bool sampled = false;
  std::string state;  // the list for other tracing systems, as it came; may be empty

  bool empty() const { return trace_id.empty(); }
  friend bool operator==(const TraceContext&, const TraceContext&) = default;
};

// nullopt unless it is a valid traceparent of version 00, or a later one that begins like it.
std::optional<TraceContext> parse_traceparent(std::string_view text);
// The members of one or several tracestate fields as one list; empty when any of it is invalid, holds a key
// twice or more than 32 members. Of more than 512 bytes the long members go, then the last ones.
std::string parse_tracestate(const std::vector<std::string_view>& fields);

// Of a request. Without exactly one valid traceparent there is none, and its tracestate does not count.
TraceContext trace_of(const Headers& headers);

// traceparent with a new span id, and tracestate, unless `trace` is empty or the headers have them already.
void add_trace(std::vector<Header>& headers, const TraceContext& trace);

// The trace of what this thread is doing. Work that goes on elsewhere takes it along: it reads the trace
// where it is posted and opens a scope where it runs.
const TraceContext& current_trace();

// While it lives, `trace` is the current one.
class TraceScope final {
 public:
  explicit TraceScope(TraceContext trace);
  ~TraceScope();
  TraceScope(const TraceScope&) = delete;
  TraceScope& operator=(const TraceScope&) = delete;

 private:
  TraceContext outer_;
};

}  // namespace sb::http
