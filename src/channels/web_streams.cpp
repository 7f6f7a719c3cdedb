#include "channels/web_streams.h"

#include <algorithm>

#include "base/log.h"
#include "channels/web_messages.h"

namespace sb::channels {
namespace {

constexpr int page_messages = 50;
// What one connection replays before it makes the page come again: the queue of a stream is bounded, and
// nobody tells how far a slow reader is.
constexpr std::size_t replay_bytes_max = http::StreamWriter::queue_bytes_max / 2;
constexpr std::size_t message_bytes_max = replay_bytes_max / 2;

}  // namespace

WebStreams::WebStreams(store::Store& store, BlockingPool& readers, std::shared_ptr<Executor> timer)
    : store_(store), readers_(readers), timer_(std::move(timer)) {}

void WebStreams::start() {
  timer_->post_after(heartbeat_ms, [weak = weak_from_this()] {
    if (const auto self = weak.lock()) self->beat();
  });
}

void WebStreams::beat() {
  std::vector<std::shared_ptr<http::StreamWriter>> writers;
  {
    std::lock_guard lock(mutex_);
    writers.reserve(count_);
    for (const auto& [key, streams] : streams_) {
      for (const auto& stream : streams) writers.push_back(stream->writer);
    }
  }
  for (const auto& writer : writers) writer->write(":\n\n");
  start();
}

void WebStreams::open(store::SessionKey key, std::int64_t position,
                      std::shared_ptr<http::StreamWriter> writer) {
  auto stream = std::make_shared<Stream>();
  stream->key = std::move(key);
  stream->position = position;
  stream->writer = std::move(writer);
  std::shared_ptr<http::StreamWriter> crowded_out;
  {
    std::lock_guard lock(mutex_);
    auto& of_session = streams_[stream->key];
    if (of_session.size() >= streams_per_session_max) crowded_out = of_session.front()->writer;
    of_session.push_back(stream);
    ++count_;
  }
  if (crowded_out) crowded_out->close();
  stream->writer->write(":\n\n");
  stream->writer->on_close([weak = weak_from_this(), weak_stream = std::weak_ptr(stream)] {
    const auto self = weak.lock();
    const auto closed = weak_stream.lock();
    if (self && closed) self->forget(closed);
  });
  read(stream);
}

void WebStreams::forget(const StreamPtr& stream) {
  std::lock_guard lock(mutex_);
  const auto found = streams_.find(stream->key);
  if (found == streams_.end()) return;
  count_ -= std::erase(found->second, stream);
  if (found->second.empty()) streams_.erase(found);
}

void WebStreams::committed(const conductor::StepRecord& step) {
  std::vector<StreamPtr> to_read;
  {
    std::lock_guard lock(mutex_);
    const auto found = streams_.find(step.key);
    if (found == streams_.end()) return;
    for (const auto& stream : found->second) {
      stream->session_row = step.session.row;
      for (const auto& effect : step.effects) {
        const auto* say = std::get_if<engine::Say>(&effect);
        if (say && say->typing_ms > 0) stream->typing[say->message_id] = say->typing_ms;
      }
    }
    to_read = found->second;
  }
  for (const auto& stream : to_read) read(stream);
}

void WebStreams::read(StreamPtr stream) {
  {
    std::lock_guard lock(mutex_);
    if (stream->reading) {
      stream->again = true;
      return;
    }
    stream->reading = true;
  }
  readers_.run([self = shared_from_this(), stream = std::move(stream)] { self->read_blocking(stream); });
}

// On a reader's thread, one at a time for a stream.
void WebStreams::read_blocking(const StreamPtr& stream) {
  std::size_t replayed_bytes = 0;
  for (;;) {
    std::int64_t row = 0;
    {
      std::lock_guard lock(mutex_);
      row = stream->session_row;
      stream->again = false;
    }
    if (row == 0) {
      const auto found = store_.find_session(stream->key);
      if (!found.has_error() && *found) row = (*found)->row;
    }
    bool more = false;
    if (row != 0) {
      const auto page = store_.messages(row, stream->position, page_messages);
      if (page.has_error()) {
        log_error("a chat page's history cannot be read", {{"error", page.error().message}});
        return stream->writer->close();  // it comes again
      }
      more = page->size() == page_messages;
      for (const auto& listed : *page) replayed_bytes += listed.message.body.size();
      if (!send_page(stream, *page)) return;
    }
    // The page asks for the rest with its next connection.
    if (more && replayed_bytes > replay_bytes_max) return stream->writer->close();
    std::lock_guard lock(mutex_);
    if (stream->session_row == 0) stream->session_row = row;
    if (more || stream->again) continue;
    stream->reading = false;
    return;
  }
}

bool WebStreams::send_page(const StreamPtr& stream, const std::vector<store::ListedMessage>& page) {
  for (const auto& listed : page) {
    int typing_ms = 0;
    {
      std::lock_guard lock(mutex_);
      if (const auto found = stream->typing.find(listed.message.message_id); found != stream->typing.end()) {
        typing_ms = found->second;
        stream->typing.erase(found);
      }
    }
    const auto text = web_message_text(listed, typing_ms);
    stream->position = listed.position;
    if (!text) continue;
    if (text->size() > message_bytes_max) {
      log_warn("a message is too large for a chat page",
               {{"messageId", listed.message.message_id}, {"bytes", text->size()}});
      continue;
    }
    if (!stream->writer->write("id: " + std::to_string(listed.position) + "\ndata: " + *text + "\n\n"))
      return false;
  }
  return true;
}

}  // namespace sb::channels
