#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"

namespace sb::script {

// A request that a script makes with fetch().
struct FetchRequest {
  std::string run_id, bot_id;
  int number = 0;  // of the run's fetches, from 1
  std::string method = "GET", url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::vector<std::pair<std::string, std::string>> trace;  // of its run (runner.h)
  enum class Redirect { follow, manual, error } redirect = Redirect::follow;
  int redirects_max = 20;
  std::int64_t timeout_ms = 0;         // 0: only the run's own limit
  std::size_t response_bytes_max = 0;  // of the decoded body
};

// What came of it: an answer of any status, or an error of node-fetch's kinds.
struct FetchAnswer {
  int status = 0;  // 0: there is none, see the error
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body, url;
  bool redirected = false;
  std::string
      error_type;  // "system", "request-timeout", "max-size", "max-redirect", "no-redirect", "interrupted", …
  std::string error;
};

// nullopt: not a request, or one beyond reason.
std::optional<FetchRequest> fetch_request_from(std::string_view head, std::string_view body);
// What the worker is told besides the body.
std::string head_text(const FetchAnswer& answer);

// For journals and recordings; bodies that are not UTF-8 as base64.
JsonObject to_json(const FetchRequest& request);
JsonObject to_json(const FetchAnswer& answer);
FetchAnswer fetch_answer_from(const JsonObject& object);
// Two requests that are the same for a run that is executed again.
std::string digest(const FetchRequest& request);

// A fetch of an earlier execution of the same run. Without an answer its outcome is unknown: it was under way
// when the server ended.
struct RecordedFetch {
  std::string digest;
  std::optional<FetchAnswer> answer;
};

// Performs the requests of scripts: implemented where the HTTP client is. `done` exactly once, from any
// thread, also within the call.
class Fetcher {
 public:
  virtual ~Fetcher() = default;
  virtual void fetch(FetchRequest request, std::function<void(FetchAnswer)> done) = 0;
  // Nobody waits for it any more; `done` may still be called.
  virtual void cancel(const std::string& run_id, int number) = 0;
};

inline FetchAnswer interrupted_fetch() {
  FetchAnswer answer;
  answer.error_type = "interrupted";
  answer.error = "interrupted";
  return answer;
}

}  // namespace sb::script
