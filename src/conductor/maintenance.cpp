#include "conductor/maintenance.h"

#include <chrono>
#include <future>

#include "base/log.h"

namespace sb::conductor {
namespace {

constexpr std::int64_t interval_ms = 3'600'000;
constexpr std::int64_t first_pass_after_ms = 60'000;  // not while the server starts
constexpr std::int64_t batch_pause_ms = 20;
constexpr int batch_rows = 500;
constexpr std::int64_t ms_per_day = 86'400'000;

}  // namespace

Maintenance::Maintenance(store::Store& store, const BotRegistry& bots, Conductor& conductor)
    : store_(store), bots_(bots), conductor_(conductor), thread_([this] { work(); }) {}

Maintenance::~Maintenance() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

bool Maintenance::pause(std::int64_t ms) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, std::chrono::milliseconds(ms), [this] { return stopping_; });
  return !stopping_;
}

void Maintenance::work() {
  if (!pause(first_pass_after_ms)) return;
  do {
    const auto removed = sweep(utc_now());
    if (removed > 0) log_info("retention", {{"rowsRemoved", removed}});
  } while (pause(interval_ms));
}

std::int64_t Maintenance::sweep(UtcMs now) {
  std::int64_t removed = remove_expired_sessions(now);
  for (const auto& [bot_id, version] : bots_.bots()) {
    const auto bot = bots_.find(bot_id, version);
    if (!bot) continue;
    const Settings& settings = bot->index->bot().settings;
    store::Retention retention;
    retention.bot_id = bot_id;
    retention.version = version;
    retention.conversations_before = now + -settings.retention_conversations_days * ms_per_day;
    retention.errors_before = now + -settings.retention_errors_days * ms_per_day;
    retention.journal_before = now + -settings.retention_journal_days * ms_per_day;
    retention.expressions_before = now + -settings.retention_expressions_days * ms_per_day;
    for (;;) {
      const auto swept = store_.sweep(retention, now, batch_rows);
      if (swept.has_error()) {
        log_warn("retention could not run", {{"botId", bot_id}, {"error", swept.error().message}});
        break;
      }
      removed += swept->rows_removed;
      if (!swept->more || !pause(batch_pause_ms)) break;
    }
  }
  return removed;
}

std::int64_t Maintenance::remove_expired_sessions(UtcMs now) {
  std::int64_t removed = 0;
  for (;;) {
    const auto expired = store_.expired_sessions(now, batch_rows);
    if (expired.has_error() || expired->empty()) return removed;
    std::int64_t in_batch = 0;
    for (const auto& key : *expired) {
      auto outcome = std::make_shared<std::promise<bool>>();
      auto answer = outcome->get_future();
      conductor_.remove(key, [outcome](Ok result) { outcome->set_value(!result.has_error()); });
      // A stopping server drops the question; it is asked again after the next start.
      if (answer.wait_for(std::chrono::seconds(10)) != std::future_status::ready) return removed;
      in_batch += answer.get() ? 1 : 0;
    }
    removed += in_batch;
    if (in_batch == 0 || !pause(batch_pause_ms)) return removed;
  }
}

}  // namespace sb::conductor
