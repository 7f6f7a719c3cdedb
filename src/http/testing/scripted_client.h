#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "http/client.h"

namespace sb::http::testing {

// A client without network, for tests of what stands above it. send() only records the call; the test decides
// when and how it ends: with answer(), fail(), or run_all() and a function. Not thread-safe: everything
// happens on the test's thread, `done` inside these calls.
class ScriptedClient final : public Client {
 public:
  using Answerer = std::function<Outcome(const Request&)>;

  ScriptedClient() = default;
  explicit ScriptedClient(Answerer answerer) : answerer_(std::move(answerer)) {}
  ~ScriptedClient() override;

  CallId send(Request request, Done done) override;
  void cancel(CallId id) override;

  // Every request ever sent, in order.
  const std::vector<Request>& requests() const { return requests_; }
  // Calls still open, oldest first.
  std::vector<CallId> open_calls() const;

  // Ends the oldest open call. False when there is none.
  bool finish_next(Outcome outcome);
  bool finish(CallId id, Outcome outcome);
  // Ends open calls with the answerer, oldest first, also those that `done` sends meanwhile. Returns how
  // many.
  int run_all();

 private:
  struct Open {
    Request request;
    Done done;
  };

  Answerer answerer_;
  std::uint64_t last_id_ = 0;
  std::vector<Request> requests_;
  std::map<CallId, Open> open_;
};

// A response with a JSON content type.
Response json_answer(int status, std::string body);

}  // namespace sb::http::testing
