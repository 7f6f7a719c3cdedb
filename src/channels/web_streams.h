#pragma once
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/executor.h"
#include "base/worker_pool.h"
#include "conductor/outlet.h"
#include "http/exchange.h"
#include "store/store.h"

namespace sb::channels {

// Streams that one session may have open: tabs. The oldest goes for a new one.
inline constexpr std::size_t streams_per_session_max = 10;
inline constexpr std::int64_t heartbeat_ms = 20'000;

// The event streams of open chat pages. A stream is a reader of the session's history that remembers how far
// it got: what comes from the history and what happens while it is open takes the same way, so nothing is
// lost between the two and nothing is sent twice. A committed step only says that there is something to read.
//
// Threading: any thread.
class WebStreams final : public conductor::StepObserver, public std::enable_shared_from_this<WebStreams> {
 public:
  // All outlive the streams.
  WebStreams(store::Store& store, BlockingPool& readers, std::shared_ptr<Executor> timer);

  // Sends every message after `position`, then those to come, until the writer is closed.
  void open(store::SessionKey key, std::int64_t position, std::shared_ptr<http::StreamWriter> writer);

  void committed(const conductor::StepRecord& step) override;

  // Begins the heartbeats: comments that keep proxies from closing idle streams and tell the page that it is
  // connected.
  void start();
  std::size_t count() const { return count_; }

 private:
  struct Stream {
    store::SessionKey key;
    std::int64_t position = 0;
    std::shared_ptr<http::StreamWriter> writer;
    std::int64_t session_row = 0;       // 0: not known yet
    bool reading = false;               // a read is under way …
    bool again = false;                 // … and another one is wanted after it
    std::map<std::string, int> typing;  // message id → delay in ms, of messages not yet sent
  };
  using StreamPtr = std::shared_ptr<Stream>;

  void read(StreamPtr stream);
  void read_blocking(const StreamPtr& stream);
  bool send_page(const StreamPtr& stream, const std::vector<store::ListedMessage>& page);
  void forget(const StreamPtr& stream);
  void beat();

  store::Store& store_;
  BlockingPool& readers_;
  std::shared_ptr<Executor> timer_;
  std::mutex mutex_;  // of the map and of the members of streams
  std::map<store::SessionKey, std::vector<StreamPtr>> streams_;
  std::atomic<std::size_t> count_{0};
};

}  // namespace sb::channels
