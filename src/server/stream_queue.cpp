#include "server/stream_queue.h"

#include <charconv>
#include <utility>

namespace sb::server {
namespace {

class QueueWriter final : public http::StreamWriter {
 public:
  explicit QueueWriter(std::shared_ptr<StreamQueue> queue) : queue_(std::move(queue)) {}
  ~QueueWriter() override { queue_->close(); }
  QueueWriter(const QueueWriter&) = delete;
  QueueWriter& operator=(const QueueWriter&) = delete;

  bool write(std::string_view chunk) override { return queue_->write(chunk); }
  void close() override { queue_->close(); }
  void on_close(std::function<void()> task) override { queue_->on_close(std::move(task)); }
  bool closed() const override { return queue_->closed(); }

 private:
  std::shared_ptr<StreamQueue> queue_;
};

}  // namespace

bool StreamQueue::write(std::string_view chunk) {
  bool must_wake = false;
  const bool taken = put(chunk, must_wake);
  if (must_wake) wake_();
  return taken;
}

bool StreamQueue::put(std::string_view chunk, bool& must_wake) {
  const std::lock_guard lock(mutex_);
  if (closing_ || overflowed_ || ended_) return false;
  const auto queued = waiting_.size() + taken_bytes_;
  overflowed_ = chunk.size() > http::StreamWriter::queue_bytes_max ||
                queued > http::StreamWriter::queue_bytes_max - chunk.size();
  if (!overflowed_ && !chunk.empty()) append_framed(chunk);
  must_wake = !std::exchange(woken_, true);
  return !overflowed_;
}

// RFC 9112 §7.1
void StreamQueue::append_framed(std::string_view chunk) {
  if (coding_ == Coding::until_close) {
    waiting_ += chunk;
    return;
  }
  char size[16];
  const auto end = std::to_chars(size, size + sizeof size, chunk.size(), 16).ptr;
  waiting_.append(size, end);
  waiting_ += "\r\n";
  waiting_ += chunk;
  waiting_ += "\r\n";
}

void StreamQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(closing_, true) || ended_ || std::exchange(woken_, true)) return;
  }
  wake_();
}

void StreamQueue::on_close(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (!ended_) {
      task_ = std::move(task);
      return;
    }
  }
  task();
}

bool StreamQueue::closed() const {
  const std::lock_guard lock(mutex_);
  return closing_ || overflowed_ || ended_;
}

StreamQueue::Next StreamQueue::take(std::string& out) {
  out.clear();
  const std::lock_guard lock(mutex_);
  woken_ = false;
  taken_bytes_ = 0;
  if (overflowed_) return Next::overflowed;
  if (!waiting_.empty()) {
    out.swap(waiting_);
    taken_bytes_ = out.size();
    return Next::bytes;
  }
  return closing_ ? Next::finished : Next::wait;
}

void StreamQueue::end() {
  std::function<void()> task;
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(ended_, true)) return;
    std::string().swap(waiting_);
    task.swap(task_);
  }
  if (task) task();
}

std::shared_ptr<http::StreamWriter> stream_writer(std::shared_ptr<StreamQueue> queue) {
  return std::make_shared<QueueWriter>(std::move(queue));
}

}  // namespace sb::server
