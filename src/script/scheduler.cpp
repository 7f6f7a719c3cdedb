#include "script/scheduler.h"

#include <signal.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "base/log.h"
#include "base/utf8.h"

namespace sb::script {
namespace {

// Slices for bots that have none, beyond the slots: so many bots with endless loops hold up nobody.
constexpr int extra_slots = 8;
// Waiting runs share a worker up to here; what they hold is lost together when one of them exceeds a limit.
constexpr std::size_t runs_per_worker_max = 1'000;
constexpr std::int64_t shared_bytes_max = 100'000'000;
// What a worker needs beside the heap of one run: garbage of runs before, stacks, the other waiting runs.
constexpr std::int64_t overhead_bytes = 300'000'000;
constexpr std::uint64_t runs_before_recycling = 20'000;
constexpr std::int64_t resident_bytes_kept_max = 24'000'000;
constexpr double watch_every_ms = 3, rest_after_ms = 500, idle_worker_ms = 15'000, start_patience_ms = 10'000;
// The engine's own limit comes first and costs no worker; this one is for what it does not stop.
constexpr double cpu_grace_ms = 60;
constexpr double greedy_after_ms = 100;
constexpr int attempts_max = 3, starting_max = 3, start_failures_max = 3;
constexpr double start_pause_ms = 1'000;
// An own user for each worker, beyond all that people give out.
constexpr unsigned first_user = 2'000'000'000, users = 100'000;

const std::string timeout_error = "timeout", memory_error = "memory limit exceeded",
                  interrupted_error = "interrupted";

void apply(const RunLimits& limits, Job& job) {
  const auto choose = [](auto& wanted, auto most) { wanted = wanted == 0 ? most : std::min(wanted, most); };
  choose(job.wall_ms_max, limits.wall_ms_max);
  choose(job.cpu_ms_max, limits.cpu_ms_max);
  choose(job.heap_bytes_max, limits.heap_bytes_max);
  choose(job.result_bytes_max, limits.result_bytes_max);
  choose(job.fetches_max, limits.fetches_max);
}

double now_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

}  // namespace

Scheduler::Scheduler(PoolOptions options, Fetcher& fetcher, Watcher& watcher)
    : options_(std::move(options)),
      fetcher_(fetcher),
      watcher_(watcher),
      slots_(options_.slots > 0 ? options_.slots
                                : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))) {}

Scheduler::~Scheduler() {
  while (!runs_.empty()) {
    Execution& run = *runs_.begin()->second;
    for (auto& worker : workers_) {
      if (worker->executing == &run) worker->executing = nullptr;
    }
    if (run.done) run.done(failed_outcome(run, interrupted_error));
    runs_.erase(runs_.begin());
  }
}

Execution* Scheduler::find(Number number) {
  const auto found = runs_.find(number);
  return found == runs_.end() ? nullptr : found->second.get();
}

void Scheduler::submit(Job job, std::function<void(Outcome)> done) {
  auto owned = std::make_unique<Execution>();
  Execution& run = *owned;
  run.number = ++last_number_;
  run.job = std::move(job);
  apply(options_.limits, run.job);
  run.done = std::move(done);
  run.accepted_ms = now_ms();
  run.deadline_ms = run.accepted_ms + static_cast<double>(run.job.wall_ms_max);
  for (auto& known : run.job.recorded) {
    run.fetches.push_back({known.digest, known.answer ? *known.answer : interrupted_fetch()});
  }
  deadlines_.emplace(run.deadline_ms, run.number);
  by_id_[run.job.run_id] = run.number;
  runs_.emplace(run.number, std::move(owned));
  make_ready(run, {Work::Kind::start});
}

void Scheduler::cancel(const std::string& run_id) {
  const auto found = by_id_.find(run_id);
  if (found == by_id_.end()) return;
  if (Execution* run = find(found->second); run && run->done)
    conclude(*run, failed_outcome(*run, "cancelled"));
}

void Scheduler::make_ready(Execution& run, Work work) {
  run.work.push_back(work);
  if (run.queued || (run.worker && run.worker->executing == &run)) return;
  run.queued = true;
  BotShare& share = bots_[run.job.bot_id];
  if (run.worker) {
    run.worker->queue.push_back(&run);
  } else {
    share.fresh.push_back(&run);
  }
  if (std::find(turns_.begin(), turns_.end(), run.job.bot_id) == turns_.end())
    turns_.push_back(run.job.bot_id);
}

// One slice for each bot with work, again and again, until nobody can have one.
void Scheduler::dispatch() {
  bool served = true;
  while (served) {
    served = false;
    for (auto turn = turns_.begin(); turn != turns_.end();) {
      const std::string bot_id = *turn;
      BotShare& share = bots_[bot_id];
      if (serve_bot(bot_id, share)) served = true;
      const bool waits =
          !share.fresh.empty() || std::any_of(share.workers.begin(), share.workers.end(),
                                              [](const PoolWorker* w) { return !w->queue.empty(); });
      turn = waits ? std::next(turn) : turns_.erase(turn);
    }
    // Who was first is last next time.
    if (turns_.size() > 1) turns_.splice(turns_.end(), turns_, turns_.begin());
  }
  supply_workers();
}

bool Scheduler::may_execute(const BotShare& share) const {
  if (share.executing == 0) return executing_ < slots_ + extra_slots;
  if (executing_ >= slots_) return false;
  const auto busy = std::count_if(bots_.begin(), bots_.end(), [](const auto& bot) {
    return bot.second.executing > 0 || !bot.second.fresh.empty();
  });
  return share.executing < std::max<std::ptrdiff_t>(1, slots_ / std::max<std::ptrdiff_t>(1, busy));
}

bool Scheduler::serve_bot(const std::string& bot_id, BotShare& share) {
  if (!may_execute(share)) return false;
  // Runs that have begun go first: they hold memory.
  for (PoolWorker* worker : share.workers) {
    if (worker->executing || worker->dying || worker->queue.empty()) continue;
    Execution& run = *worker->queue.front();
    worker->queue.pop_front();
    begin_slice(*worker, run);
    return true;
  }
  if (share.fresh.empty()) return false;
  PoolWorker* worker = worker_for(bot_id, share);
  if (!worker) return false;
  Execution& run = *share.fresh.front();
  share.fresh.pop_front();
  run.worker = worker;
  worker->runs.insert(&run);
  begin_slice(*worker, run);
  return true;
}

PoolWorker* Scheduler::worker_for(const std::string& bot_id, BotShare& share) {
  for (PoolWorker* worker : share.workers) {
    if (worker->executing || worker->dying || worker->greedy || worker->runs.size() >= runs_per_worker_max)
      continue;
    if (worker->served >= runs_before_recycling) continue;
    if (!worker->runs.empty() &&
        worker->process->resident_bytes() > worker->resident_at_rest + shared_bytes_max)
      continue;
    return worker;
  }
  for (auto& worker : workers_) {
    if (!worker->ready || worker->dying || !worker->bot_id.empty()) continue;
    worker->bot_id = bot_id;
    share.workers.insert(worker.get());
    return worker.get();
  }
  return nullptr;
}

void Scheduler::begin_slice(PoolWorker& worker, Execution& run) {
  run.queued = false;
  const Work work = run.work.front();
  run.work.pop_front();
  if (work.kind == Work::Kind::start) {
    ++run.attempts;
    ++worker.served;
  }
  if (run.due_ms >= 0) timers_.erase({run.due_ms, run.number});
  run.due_ms = -1;
  const double now = now_ms();
  worker.executing = &run;
  worker.trimmed = false;
  worker.slice_began_ms = now;
  worker.cpu_before_ms = worker.process->cpu_ms();
  worker.resident_before = worker.process->resident_bytes();
  ++executing_;
  ++bots_[worker.bot_id].executing;
  // A worker that is gone says so by its descriptor.
  worker.process->send(frame_for(run, work, now));
  if (worker.process->wants_to_write()) watcher_.watch_writing(worker, worker.writing = true);
}

void Scheduler::end_slice(PoolWorker& worker, const wire::Idle& idle) {
  Execution& run = *worker.executing;
  worker.executing = nullptr;
  worker.last_used_ms = now_ms();
  --executing_;
  --bots_[worker.bot_id].executing;
  run.cpu_ms += worker.process->cpu_ms() - worker.cpu_before_ms;
  run.grown_bytes += std::max<std::int64_t>(0, worker.process->resident_bytes() - worker.resident_before);
  if (!run.done) {
    // Its outcome is out; the worker must be told, unless it has just forgotten it by itself.
    if (idle.state != wire::RunState::waiting) return erase(run);
    run.work.assign(1, {Work::Kind::cancel});
    run.queued = true;
    worker.queue.push_back(&run);
    if (std::find(turns_.begin(), turns_.end(), worker.bot_id) == turns_.end())
      turns_.push_back(worker.bot_id);
    return;
  }
  if (idle.state != wire::RunState::waiting) {
    detach(run);
    return conclude(run, outcome_of(run, idle));
  }
  if (idle.next_ms >= 0) {
    run.due_ms = worker.last_used_ms + std::min(idle.next_ms, static_cast<double>(run.job.wall_ms_max));
    timers_.emplace(run.due_ms, run.number);
  }
  if (!run.work.empty()) {
    run.queued = true;
    worker.queue.push_back(&run);
    if (std::find(turns_.begin(), turns_.end(), worker.bot_id) == turns_.end())
      turns_.push_back(worker.bot_id);
  }
}

// Takes the run out of its worker's books.
void Scheduler::detach(Execution& run) {
  if (!run.worker) return;
  run.worker->runs.erase(&run);
  auto& queue = run.worker->queue;
  queue.erase(std::remove(queue.begin(), queue.end(), &run), queue.end());
  run.worker = nullptr;
}

void Scheduler::erase(Execution& run) {
  detach(run);
  if (run.queued) {
    auto& fresh = bots_[run.job.bot_id].fresh;
    fresh.erase(std::remove(fresh.begin(), fresh.end(), &run), fresh.end());
  }
  if (run.due_ms >= 0) timers_.erase({run.due_ms, run.number});
  deadlines_.erase({run.deadline_ms, run.number});
  runs_.erase(run.number);
}

void Scheduler::conclude(Execution& run, Outcome outcome) {
  outcome.cost.wall_ms = now_ms() - run.accepted_ms;
  for (int fetch = 1; fetch <= static_cast<int>(run.fetches.size()); ++fetch) {
    if (!run.fetches[static_cast<std::size_t>(fetch - 1)].answer) fetcher_.cancel(run.job.run_id, fetch);
  }
  by_id_.erase(run.job.run_id);
  auto done = std::exchange(run.done, nullptr);
  {
    const std::lock_guard lock(mutex_);
    ++published_.runs;
  }
  if (!run.worker) {
    erase(run);
  } else if (run.worker->executing != &run) {
    if (run.due_ms >= 0) timers_.erase({run.due_ms, run.number});
    run.due_ms = -1;
    run.work.clear();
    make_ready(run, {Work::Kind::cancel});
  }
  done(std::move(outcome));
}

void Scheduler::readable(PoolWorker& worker) {
  const bool open = worker.process->receive();
  while (const auto frame = worker.process->frames().next()) {
    if (worker.dying) continue;
    if (!handle(worker, *frame)) kill(worker, "the script was stopped: its worker broke the protocol");
  }
  if (worker.process->frames().broken() && !worker.dying) {
    kill(worker, "the script was stopped: its worker broke the protocol");
  }
  if (!open && !worker.dying) kill(worker, "");
}

void Scheduler::writable(PoolWorker& worker) {
  worker.process->flush();
  if (!worker.process->wants_to_write()) watcher_.watch_writing(worker, worker.writing = false);
}

// False: an honest worker would not have sent that.
bool Scheduler::handle(PoolWorker& worker, const wire::Frame& frame) {
  if (frame.kind == wire::Kind::ready) return handle_ready(worker, wire::ready_from(frame.fields));
  Execution* run = worker.executing;
  if (!run) return false;
  switch (frame.kind) {
    case wire::Kind::console: {
      const auto line = wire::console_from(frame.fields);
      return line && line->run == run->number && (!run->done || take_console(*run, *line));
    }
    case wire::Kind::result: {
      const auto result = wire::result_from(frame.fields);
      return result && result->run == run->number && (!run->done || take_result(*run, *result));
    }
    case wire::Kind::fetch: {
      const auto fetch = wire::fetch_from(frame.fields);
      return fetch && fetch->run == run->number && (!run->done || handle_fetch(*run, *fetch));
    }
    case wire::Kind::abort_fetch: {
      const auto fetch = wire::abort_fetch_from(frame.fields);
      if (!fetch || fetch->run != run->number || static_cast<int>(fetch->fetch) > run->fetch_number)
        return false;
      run->aborted.insert(static_cast<int>(fetch->fetch));
      fetcher_.cancel(run->job.run_id, static_cast<int>(fetch->fetch));
      return true;
    }
    case wire::Kind::idle: {
      const auto idle = wire::idle_from(frame.fields);
      if (!idle || idle->run != run->number) return false;
      end_slice(worker, *idle);
      return true;
    }
    default:
      return false;
  }
}

bool Scheduler::handle_ready(PoolWorker& worker, const std::optional<wire::Ready>& ready) {
  if (!ready || worker.ready || ready->version != wire::version) return false;
  worker.ready = true;
  worker.last_used_ms = now_ms();
  worker.resident_at_rest = worker.process->resident_bytes();
  start_failures_ = 0;
  const std::string layers = printable(ready->layers), engine = printable(ready->engine);
  bool news = false;
  {
    const std::lock_guard lock(mutex_);
    news = published_.layers != layers;
    published_.layers = layers;
    published_.engine = engine;
    published_.fault.clear();
  }
  if (news) log_info("script sandbox", {{"layers", layers}, {"engine", engine}});
  return true;
}

bool Scheduler::handle_fetch(Execution& run, const wire::Fetch& fetch) {
  auto request = fetch_request_from(fetch.head, fetch.body);
  const int number = run.fetch_number + 1;
  if (!request || static_cast<int>(fetch.fetch) != number || number > run.job.fetches_max) return false;
  run.fetch_number = number;
  request->run_id = run.job.run_id;
  request->bot_id = run.job.bot_id;
  request->trace = run.job.trace;
  request->number = number;
  const auto left = std::max<std::int64_t>(1, static_cast<std::int64_t>(run.deadline_ms - now_ms()));
  request->timeout_ms = request->timeout_ms > 0 ? std::min(request->timeout_ms, left) : left;
  request->response_bytes_max = request->response_bytes_max > 0
                                    ? std::min(request->response_bytes_max, options_.response_bytes_max)
                                    : options_.response_bytes_max;
  const std::string print = digest(*request);
  if (static_cast<std::size_t>(number) <= run.fetches.size()) {
    // An earlier execution asked already: it gets that answer, or, when this one takes another course, none.
    auto& log = run.fetches[static_cast<std::size_t>(number - 1)];
    if (log.digest != print) log = {print, interrupted_fetch()};
    if (log.answer) make_ready(run, {Work::Kind::fetched, number});
    return true;
  }
  run.fetches.push_back({print, std::nullopt});
  fetcher_.fetch(std::move(*request),
                 [this, post = watcher_.poster(), id = run.number, number](FetchAnswer answer) {
                   post([this, id, number, answer = std::move(answer)]() mutable {
                     answered(id, number, std::move(answer));
                   });
                 });
  return true;
}

void Scheduler::answered(Number id, int number, FetchAnswer answer) {
  Execution* run = find(id);
  if (!run || !run->done || static_cast<std::size_t>(number) > run->fetches.size()) return;
  if (answer.body.size() > options_.response_bytes_max) {
    answer = {};
    answer.error_type = "max-size";
    answer.error = "content size over limit: " + std::to_string(options_.response_bytes_max);
  }
  auto& log = run->fetches[static_cast<std::size_t>(number - 1)];
  if (log.answer) return;
  log.answer = std::move(answer);
  if (run->fetch_number >= number && !run->aborted.contains(number))
    make_ready(*run, {Work::Kind::fetched, number});
}

void Scheduler::fire_timers(double now) {
  while (!timers_.empty() && timers_.begin()->first <= now) {
    Execution* run = find(timers_.begin()->second);
    timers_.erase(timers_.begin());
    if (!run) continue;
    run->due_ms = -1;
    if (run->done) make_ready(*run, {Work::Kind::tick});
  }
  while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
    Execution* run = find(deadlines_.begin()->second);
    deadlines_.erase(deadlines_.begin());
    if (!run || !run->done) continue;
    if (run->worker && run->worker->executing == run && !run->worker->dying)
      kill(*run->worker, timeout_error);
    conclude(*run, failed_outcome(*run, timeout_error));
  }
}

void Scheduler::watch_limits(double now) {
  for (auto& worker : workers_) {
    if (!worker->ready && !worker->dying && now - worker->last_used_ms > start_patience_ms) kill(*worker, "");
    if (!worker->executing || worker->dying || now - worker->slice_began_ms < watch_every_ms) continue;
    const Execution& run = *worker->executing;
    const double cpu = worker->process->cpu_ms() - worker->cpu_before_ms;
    const std::int64_t resident = worker->process->resident_bytes();
    const std::int64_t grown = run.grown_bytes + resident - worker->resident_before;
    if (run.cpu_ms + cpu > static_cast<double>(run.job.cpu_ms_max) + cpu_grace_ms) {
      kill(*worker, timeout_error);
    } else if (grown > run.job.heap_bytes_max) {
      kill(*worker, memory_error);
    } else if (cpu > greedy_after_ms && !worker->greedy) {
      worker->greedy = true;  // nobody shares with it any more, and others go first
      worker->process->be_nice();
    }
  }
}

// What nobody needs gives its memory back.
void Scheduler::let_rest(double now) {
  for (auto& worker : workers_) {
    if (!worker->ready || worker->dying || worker->executing || !worker->runs.empty()) continue;
    const double idle = now - worker->last_used_ms;
    const bool spent = worker->greedy || worker->served >= runs_before_recycling;
    if (spent || (idle > idle_worker_ms && !worker->bot_id.empty())) {
      kill(*worker, "");
    } else if (idle > rest_after_ms && !worker->trimmed) {
      worker->trimmed = true;
      if (worker->process->resident_bytes() > worker->resident_at_rest + resident_bytes_kept_max) {
        kill(*worker, "");
      } else {
        worker->process->send(wire::encode_trim());
      }
    }
  }
}

void Scheduler::supply_workers() {
  int starting = 0, spare = 0, wanted = options_.spares;
  for (const auto& worker : workers_) {
    if (worker->dying || !worker->bot_id.empty()) continue;
    ++(worker->ready ? spare : starting);
  }
  for (const auto& [bot_id, share] : bots_) {
    if (!share.fresh.empty() && may_execute(share)) ++wanted;
  }
  if (now_ms() < start_again_ms_) {
    // No worker is to be had for a while: who waits for one is told.
    if (ready_workers() == 0) fail_fresh(state().fault);
    return;
  }
  while (spare + starting < wanted && starting < starting_max) {
    if (static_cast<int>(workers_.size()) >= options_.workers_max && !evict_idle()) return;
    start_worker();
    if (now_ms() < start_again_ms_) return;
    ++starting;
  }
}

// Makes room by ending the worker that has been idle the longest.
bool Scheduler::evict_idle() {
  PoolWorker* oldest = nullptr;
  for (auto& worker : workers_) {
    if (worker->dying || !worker->ready || worker->bot_id.empty() || !worker->runs.empty()) continue;
    if (!oldest || worker->last_used_ms < oldest->last_used_ms) oldest = worker.get();
  }
  if (oldest) kill(*oldest, "");
  return oldest != nullptr;
}

void Scheduler::start_worker() {
  WorkerProcess::Options options;
  options.program = options_.worker_program;
  options.memory_bytes_max = options_.limits.heap_bytes_max + shared_bytes_max + overhead_bytes;
  options.user_id = first_user + last_user_++ % users;
  auto process = WorkerProcess::start(options);
  if (process.has_error()) {
    ++start_failures_;
    start_again_ms_ = now_ms() + start_pause_ms;
    {
      const std::lock_guard lock(mutex_);
      published_.fault = process.error().message;
    }
    log_error("script worker", {{"fault", process.error().message}});
    return fail_fresh("the script sandbox is not available: " + process.error().message);
  }
  auto worker = std::make_unique<PoolWorker>();
  worker->process = std::move(*process);
  worker->last_used_ms = now_ms();
  watcher_.watch(*worker);
  workers_.push_back(std::move(worker));
}

std::ptrdiff_t Scheduler::ready_workers() const {
  return std::count_if(workers_.begin(), workers_.end(),
                       [](const auto& worker) { return worker->ready && !worker->dying; });
}

void Scheduler::fail_fresh(const std::string& reason) {
  std::vector<Execution*> waiting;
  for (auto& [bot_id, share] : bots_) waiting.insert(waiting.end(), share.fresh.begin(), share.fresh.end());
  for (Execution* run : waiting) conclude(*run, failed_outcome(*run, reason));
}

void Scheduler::kill(PoolWorker& worker, std::string verdict) {
  worker.dying = true;
  worker.verdict = std::move(verdict);
  worker.process->kill();
}

// The process is no more: its run in execution fails or, when the end was none of its doing, starts again
// like the others.
void Scheduler::ended(PoolWorker& worker) {
  const auto ending = worker.process->reap();
  if (!ending) return;
  if (worker.executing) {
    // What it said last.
    worker.process->receive();
    while (const auto frame = worker.process->frames().next()) {
      const auto line = frame->kind == wire::Kind::console ? wire::console_from(frame->fields) : std::nullopt;
      if (line && worker.executing->done) take_console(*worker.executing, *line);
    }
  }
  if (!worker.ready) {
    std::string fault = "the script worker ended while it started (status " + std::to_string(ending->status) +
                        ", signal " + std::to_string(ending->signal) + ")";
    {
      const std::lock_guard lock(mutex_);
      published_.fault = fault;
    }
    if (++start_failures_ >= start_failures_max) {
      start_again_ms_ = now_ms() + start_pause_ms * (1 << std::min(start_failures_ - start_failures_max, 6));
      log_error("script worker", {{"fault", fault}});
      fail_fresh(fault);
    }
  }
  if (Execution* run = worker.executing) {
    --executing_;
    --bots_[worker.bot_id].executing;
    worker.executing = nullptr;
    // Whoever ended it, a signal of its own is its own doing; a kill without a verdict is not.
    const std::string verdict = ending->signal == SIGKILL ? worker.verdict : describe(*ending);
    {
      const std::lock_guard lock(mutex_);
      ++published_.killed;
    }
    run->cpu_ms += now_ms() - worker.slice_began_ms;
    log_info("script worker ended", {{"botId", worker.bot_id}, {"signal", ending->signal}, {"why", verdict}});
    if (!verdict.empty()) {
      detach(*run);
      if (run->done) {
        conclude(*run, failed_outcome(*run, verdict));
      } else {
        erase(*run);
      }
    }
  }
  const std::vector<Execution*> others(worker.runs.begin(), worker.runs.end());
  for (Execution* run : others) restart(*run);
  remove(worker);
}

// From the beginning, in another worker.
void Scheduler::restart(Execution& run) {
  detach(run);
  run.queued = false;
  if (!run.done) return erase(run);
  if (run.attempts >= attempts_max) return conclude(run, failed_outcome(run, interrupted_error));
  if (run.due_ms >= 0) timers_.erase({run.due_ms, run.number});
  run.due_ms = -1;
  run.work.clear();
  run.aborted.clear();
  run.console.clear();
  run.console_bytes = 0;
  run.results.clear();
  run.result_bytes = 0;
  run.fetch_number = 0;
  run.cpu_ms = 0;
  make_ready(run, {Work::Kind::start});
}

void Scheduler::remove(PoolWorker& worker) {
  watcher_.forget(worker);
  if (const auto share = bots_.find(worker.bot_id); share != bots_.end())
    share->second.workers.erase(&worker);
  workers_.remove_if([&](const auto& owned) { return owned.get() == &worker; });
}

int Scheduler::attend() {
  const double now = now_ms();
  fire_timers(now);
  watch_limits(now);
  let_rest(now);
  dispatch();
  std::erase_if(bots_, [](const auto& bot) {
    return bot.second.fresh.empty() && bot.second.workers.empty() && bot.second.executing == 0;
  });
  publish();
  double wait = -1;
  const auto within = [&](double ms) { wait = wait < 0 ? ms : std::min(wait, ms); };
  if (executing_ > 0) within(watch_every_ms);
  if (!timers_.empty()) within(std::max(0.0, timers_.begin()->first - now_ms()));
  if (!deadlines_.empty()) within(std::max(0.0, deadlines_.begin()->first - now_ms()));
  for (const auto& worker : workers_) {
    if (!worker->ready) {
      within(start_patience_ms);
    } else if (!worker->executing && !worker->dying && worker->runs.empty() &&
               (!worker->trimmed || !worker->bot_id.empty())) {
      within((worker->trimmed ? idle_worker_ms : rest_after_ms) + 1);
    }
  }
  if (start_again_ms_ > now) within(start_again_ms_ - now);
  return wait < 0 ? -1 : static_cast<int>(std::ceil(wait));
}

void Scheduler::publish() {
  int waiting = 0, queued = 0;
  for (const auto& worker : workers_)
    waiting += static_cast<int>(worker->runs.size()) - (worker->executing ? 1 : 0);
  for (const auto& [bot_id, share] : bots_) queued += static_cast<int>(share.fresh.size());
  const std::lock_guard lock(mutex_);
  published_.workers = static_cast<int>(workers_.size());
  published_.executing = executing_;
  published_.waiting = waiting;
  published_.queued = queued;
}

PoolState Scheduler::state() const {
  const std::lock_guard lock(mutex_);
  return published_;
}

}  // namespace sb::script
