#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "http/exchange.h"

namespace sb::server {

// What stands between the writer of a stream (any thread) and its connection (one thread): the bytes that
// wait.
class StreamQueue final {
 public:
  enum class Coding { chunked, until_close };

  // `wake` tells the connection that there is something to do; called outside the lock, from any thread.
  StreamQueue(Coding coding, std::function<void()> wake) : coding_(coding), wake_(std::move(wake)) {}

  // The side of the writer, see StreamWriter.
  bool write(std::string_view chunk);
  void close();
  void on_close(std::function<void()> task);
  bool closed() const;

  // The side of the connection. Moves what waits into `out`, framed for the wire; what was taken before
  // counts as sent.
  enum class Next { bytes, wait, finished, overflowed };
  Next take(std::string& out);
  // The connection is done with the stream: drops what waits and runs the task of on_close.
  void end();

 private:
  bool put(std::string_view chunk, bool& must_wake);
  void append_framed(std::string_view chunk);

  const Coding coding_;
  const std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::string waiting_;
  std::size_t taken_bytes_ = 0;
  bool closing_ = false;
  bool overflowed_ = false;
  bool ended_ = false;
  bool woken_ = false;
  std::function<void()> task_;
};

// The writer's end; closes the stream when the last reference to it goes.
std::shared_ptr<http::StreamWriter> stream_writer(std::shared_ptr<StreamQueue> queue);

}  // namespace sb::server
