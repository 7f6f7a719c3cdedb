#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "script/fetcher.h"
#include "store/store.h"

namespace sb::conductor {

// What scripts fetched, kept until their run is certainly over: a run that the server lost is executed again
// and gets the same answers (architecture, "Scripts"). A row says that a request went out; its answer,
// sealed, comes later. Thread-safe.
class FetchJournal {
 public:
  FetchJournal(store::Store& store, Sealer sealer) : store_(store), sealer_(std::move(sealer)) {}

  // `done` after the row is durable: only then may the request leave.
  void asked(const script::FetchRequest& request, std::function<void(Ok)> done);
  void answered(const script::FetchRequest& request, const script::FetchAnswer& answer,
                std::function<void(Ok)> done);
  // Of a run, in their order. Reads from disk: not on an event loop.
  std::vector<script::RecordedFetch> recorded(const std::string& run_id);

 private:
  void put(const script::FetchRequest& request, std::string answer, std::function<void(Ok)> done);

  store::Store& store_;
  Sealer sealer_;
};

}  // namespace sb::conductor
