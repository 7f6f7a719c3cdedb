#include "conductor/deliverer.h"

#include <algorithm>

#include "base/log.h"
#include "base/random.h"
#include "base/utf8.h"

namespace sb::conductor {
namespace {

constexpr int quick_attempts = 3;  // retries with the short delays, then the error record (spec 04 §2.3)
constexpr std::int64_t disk_retry_ms = 1'000;
constexpr std::size_t logged_response_bytes_max = 4096;

}  // namespace

void Deliverer::add(std::vector<store::OutboxRow> rows, std::shared_ptr<const Origin> origin) {
  if (rows.empty()) return;
  waiting_ += rows.size();
  wiring_.executor->post(
      [self = shared_from_this(), rows = std::move(rows), origin = std::move(origin)]() mutable {
        for (auto& row : rows) self->push(std::move(row), origin);
      });
}

void Deliverer::stop(std::int64_t patience_ms, std::function<void()> drained) {
  wiring_.executor->post([self = shared_from_this(), patience_ms, drained = std::move(drained)]() mutable {
    self->stopping_ = true;
    self->drained_ = std::move(drained);
    self->wiring_.executor->post_after(patience_ms, [self] {
      if (auto late = std::exchange(self->drained_, nullptr)) late();
    });
    self->check_drained();
  });
}

void Deliverer::check_drained() {
  if (!drained_ || in_flight_ > 0) return;
  const bool untried = std::any_of(queues_.begin(), queues_.end(),
                                   [](const auto& queue) { return queue.second.rows.front().attempts == 0; });
  if (!untried) std::exchange(drained_, nullptr)();
}

void Deliverer::forget(std::int64_t session_row) {
  wiring_.executor->post([self = shared_from_this(), session_row] { self->forget_here(session_row); });
}

void Deliverer::push(store::OutboxRow row, std::shared_ptr<const Origin> origin) {
  const QueueKey key{row.session_row, row.target};
  Queue& queue = queues_[key];
  if (queue.epoch == 0) queue.epoch = next_epoch_++;
  const bool first = queue.rows.empty();
  if (!first && body_bytes_ + row.body.size() > wiring_.limits.outbox_bytes_max) {
    row.body.clear();
  } else {
    body_bytes_ += row.body.size();
  }
  queue.rows.push_back(std::move(row));
  queue.origins.push_back(std::move(origin));
  if (!queue.busy) advance(key);
}

void Deliverer::forget_here(std::int64_t session_row) {
  for (auto at = queues_.begin(); at != queues_.end();) {
    if (at->first.session_row != session_row) {
      ++at;
      continue;
    }
    waiting_ -= at->second.rows.size();
    for (const auto& row : at->second.rows) body_bytes_ -= row.body.size();
    at = queues_.erase(at);
  }
}

// Looks at the head of the queue: waits until it is due, then for a free place at the target.
void Deliverer::advance(const QueueKey& key) {
  const auto found = queues_.find(key);
  if (found == queues_.end()) return;
  Queue& queue = found->second;
  if (queue.rows.empty()) {
    queues_.erase(found);
    return check_drained();
  }
  queue.busy = true;
  if (stopping_ && queue.rows.front().attempts > 0) return check_drained();
  const std::int64_t delay_ms = queue.rows.front().due_at - wiring_.executor->now();
  if (delay_ms > 0) {
    wiring_.executor->post_after(delay_ms, [self = shared_from_this(), key, epoch = queue.epoch] {
      const auto still = self->queues_.find(key);
      if (still != self->queues_.end() && still->second.epoch == epoch) self->attempt(key);
    });
    return;
  }
  attempt(key);
}

void Deliverer::attempt(const QueueKey& key) {
  Target& target = targets_[key.target];
  if (target.in_flight >= wiring_.limits.deliveries_per_target_max) {
    target.line.push_back(key);
    return;
  }
  const auto found = queues_.find(key);
  if (found == queues_.end() || found->second.rows.empty()) return;
  Queue& queue = found->second;
  store::OutboxRow& row = queue.rows.front();
  const auto outlet = wiring_.outlets.find(key.target);
  if (!outlet) {  // the channel was removed
    ++dropped_;
    pop(key, queue);
    return;
  }
  ++target.in_flight;
  ++in_flight_;
  if (row.body.empty()) return fetch_body(key, row.row);
  const auto& origin = queue.origins.front();
  const http::TraceScope trace(origin ? origin->trace : http::TraceContext{});
  outlet->deliver(row, [self = shared_from_this(), key, epoch = queue.epoch](DeliveryResult result) {
    self->wiring_.executor->post([self, key, epoch, result = std::move(result)]() mutable {
      self->finished(key, epoch, std::move(result));
    });
  });
}

void Deliverer::fetch_body(const QueueKey& key, std::int64_t row) {
  wiring_.readers.run([self = shared_from_this(), key, row] {
    auto read = self->wiring_.store.outbox(row - 1, 1);
    self->wiring_.executor->post([self, key, row, read = std::move(read)]() mutable {
      --self->in_flight_;
      self->leave_place(key.target);
      const auto found = self->queues_.find(key);
      if (found == self->queues_.end() || found->second.rows.empty() || found->second.rows.front().row != row)
        return;
      if (read.has_error()) {  // the disk fails: tried again
        found->second.rows.front().due_at = self->wiring_.executor->now() + disk_retry_ms;
        return self->advance(key);
      }
      if (read->empty() || read->front().row != row)
        return self->pop(key, found->second);  // delivered before
      found->second.rows.front().body = std::move(read->front().body);
      self->body_bytes_ += found->second.rows.front().body.size();
      self->attempt(key);
    });
  });
}

void Deliverer::finished(const QueueKey& key, std::uint64_t epoch, DeliveryResult result) {
  --in_flight_;
  leave_place(key.target);
  const auto found = queues_.find(key);
  if (found == queues_.end() || found->second.epoch != epoch) return check_drained();
  Queue& queue = found->second;
  if (result.delivered) {
    ++delivered_;
    // Losing this mark only repeats the delivery, with the same message id.
    wiring_.store.submit({store::RemoveOutbox{queue.rows.front().row}}, store::Urgency::relaxed, [](Ok) {});
    return pop(key, queue);
  }
  const auto outlet = wiring_.outlets.find(key.target);
  if (!outlet) return pop(key, queue);
  retry_later(key, queue, *outlet, result);
}

void Deliverer::retry_later(const QueueKey& key, Queue& queue, const Outlet& outlet,
                            const DeliveryResult& result) {
  store::OutboxRow& row = queue.rows.front();
  const Origin* origin = queue.origins.front().get();
  const RetryPolicy policy = outlet.retry_policy();
  const UtcMs now = wiring_.executor->now();
  ++row.attempts;
  store::Transaction changes;
  if (row.attempts == quick_attempts + 1)
    changes.emplace_back(store::AddError{error_row(row, origin, outlet, result)});
  const bool quick = row.attempts <= quick_attempts;
  const bool give_up = !quick && now - row.created_at >= policy.age_ms_max;
  if (give_up) {
    log_warn("delivery given up", {{"target", row.target},
                                   {"messageId", row.message_id},
                                   {"error", result.error},
                                   {"traceId", origin ? origin->trace.trace_id : std::string()}});
    changes.emplace_back(store::RemoveOutbox{row.row});
    if (!row.message_id.empty())
      changes.emplace_back(store::NoteMessage{row.session_row, row.message_id, "dropped"});
    wiring_.store.submit(std::move(changes), store::Urgency::relaxed, [](Ok) {});
    ++dropped_;
    return pop(key, queue);
  }
  row.due_at = now + (quick ? policy.delays_ms[row.attempts - 1] : policy.later_delay_ms);
  changes.emplace_back(store::RescheduleOutbox{row.row, row.attempts, row.due_at});
  wiring_.store.submit(std::move(changes), store::Urgency::relaxed, [](Ok) {});
  advance(key);
}

void Deliverer::pop(const QueueKey& key, Queue& queue) {
  --waiting_;
  body_bytes_ -= queue.rows.front().body.size();
  queue.rows.pop_front();
  queue.origins.pop_front();
  queue.busy = false;
  advance(key);
}

void Deliverer::leave_place(const std::string& name) {
  const auto found = targets_.find(name);
  if (found == targets_.end()) return;
  Target& target = found->second;
  --target.in_flight;
  if (!target.line.empty()) {
    const QueueKey next = target.line.front();
    target.line.pop_front();
    wiring_.executor->post([self = shared_from_this(), next] { self->attempt(next); });
  } else if (target.in_flight == 0) {
    targets_.erase(found);
  }
}

store::ErrorRow Deliverer::error_row(const store::OutboxRow& row, const Origin* origin, const Outlet& outlet,
                                     const DeliveryResult& result) const {
  store::ErrorRow error;
  error.id = new_id24();
  error.bot_id = row.bot_id;
  error.version = row.version;
  error.source = outlet.error_source();
  error.error =
      result.error.empty() ? "the receiver answered " + std::to_string(result.status) : result.error;
  error.request =
      to_json_text(JsonObject{{"method", "POST"}, {"url", outlet.url()}, {"messageId", row.message_id}});
  JsonObject response{{"error", error.error}};
  // A receiver may repeat what it was sent.
  if (origin)
    response["body"] = utf8_prefix(mask_text(result.response, origin->secrets), logged_response_bytes_max);
  if (result.status) response["code"] = result.status;
  error.response = to_json_text(response);
  error.at = wiring_.executor->now();
  return error;
}

}  // namespace sb::conductor
