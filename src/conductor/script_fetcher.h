#pragma once
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "conductor/fetch_journal.h"
#include "http/client.h"
#include "script/fetcher.h"

namespace sb::conductor {

// fetch() of scripts over the one HTTP client and its egress guard (spec 02 §4.1). Thread-safe. Outlived by
// no call: the client goes first.
class ScriptFetcher final : public script::Fetcher {
 public:
  // Without a journal, a run that is lost with the process asks again.
  ScriptFetcher(http::Client& client, FetchJournal* journal) : client_(client), journal_(journal) {}

  void fetch(script::FetchRequest request, std::function<void(script::FetchAnswer)> done) override;
  void cancel(const std::string& run_id, int number) override;
  // Nothing is sent any more: to be called before the client goes. The journal may still call back
  // afterwards, so this object outlives its store.
  void close();

 private:
  using Done = std::function<void(script::FetchAnswer)>;
  void send(script::FetchRequest request, Done done);

  http::Client& client_;
  FetchJournal* journal_;
  bool closed_ = false;
  std::mutex mutex_;
  std::map<std::pair<std::string, int>, http::CallId> open_;
};

// For tests: the two translations.
http::Request http_request_of(script::FetchRequest request);
script::FetchAnswer fetch_answer_of(const script::FetchRequest& request, http::Outcome outcome);

}  // namespace sb::conductor
