#include "script/pool.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <set>
#include <thread>

#include "script/scheduler.h"

namespace sb::script {
namespace {

constexpr int events_max = 64;
// The lowest bit of what epoll keeps tells the two descriptors of a worker apart.
constexpr std::uint64_t process_mark = 1;

std::string worker_beside_this_program() {
  std::error_code failure;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", failure);
  return failure ? "" : (self.parent_path() / "signalbox-script-worker").string();
}

// Tasks for the pool's thread. Shared with whoever may answer later than the pool lives.
class Mailbox {
 public:
  Mailbox() : wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

  int descriptor() const { return wake_.number(); }
  void put(std::function<void()> task) {
    {
      const std::lock_guard lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake_.number(), &one, sizeof(one));
  }
  std::vector<std::function<void()>> take() {
    std::uint64_t ignored = 0;
    [[maybe_unused]] const auto got = ::read(wake_.number(), &ignored, sizeof(ignored));
    const std::lock_guard lock(mutex_);
    return std::exchange(tasks_, {});
  }

 private:
  Descriptor wake_;
  std::mutex mutex_;
  std::vector<std::function<void()>> tasks_;
};

class ThreadedPool final : public Pool, public Scheduler::Watcher {
 public:
  ThreadedPool(PoolOptions options, Fetcher& fetcher)
      : epoll_(::epoll_create1(EPOLL_CLOEXEC)),
        scheduler_(std::make_unique<Scheduler>(std::move(options), fetcher, *this)) {
    epoll_event event{EPOLLIN, {.u64 = 0}};
    ::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, mailbox_->descriptor(), &event);
    thread_ = std::thread([this] { serve(); });
  }
  ~ThreadedPool() override {
    mailbox_->put([this] { stop_ = true; });
    thread_.join();
  }

  void run(Job job, std::function<void(Outcome)> done) override {
    mailbox_->put([this, job = std::move(job), done = std::move(done)]() mutable {
      scheduler_->submit(std::move(job), std::move(done));
    });
  }
  void cancel(std::string_view run_id) override {
    mailbox_->put([this, id = std::string(run_id)] { scheduler_->cancel(id); });
  }
  PoolState state() const override { return scheduler_->state(); }
  PoolState wait_until_started(std::int64_t ms_max) override {
    std::unique_lock lock(mutex_);
    attended_.wait_for(lock, std::chrono::milliseconds(ms_max), [&] {
      const auto now = scheduler_->state();
      return !now.layers.empty() || !now.fault.empty();
    });
    return scheduler_->state();
  }

 private:
  Poster poster() override {
    return [mailbox = mailbox_](std::function<void()> task) { mailbox->put(std::move(task)); };
  }
  void watch(PoolWorker& worker) override {
    const auto mark = reinterpret_cast<std::uint64_t>(&worker);
    epoll_event said{EPOLLIN, {.u64 = mark}}, over{EPOLLIN, {.u64 = mark | process_mark}};
    ::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, worker.process->socket(), &said);
    ::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, worker.process->pid_descriptor(), &over);
    alive_.insert(&worker);
  }
  void watch_writing(PoolWorker& worker, bool wanted) override {
    epoll_event event{wanted ? EPOLLIN | EPOLLOUT : EPOLLIN,
                      {.u64 = reinterpret_cast<std::uint64_t>(&worker)}};
    ::epoll_ctl(epoll_.number(), EPOLL_CTL_MOD, worker.process->socket(), &event);
  }
  void forget(PoolWorker& worker) override {
    ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, worker.process->socket(), nullptr);
    ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, worker.process->pid_descriptor(), nullptr);
    alive_.erase(&worker);
  }

  void serve() {
    while (!stop_) {
      const int wait = scheduler_->attend();
      attended_.notify_all();
      epoll_event events[events_max];
      const int count = ::epoll_wait(epoll_.number(), events, events_max, wait);
      for (int i = 0; i < count; ++i) handle(events[i]);
      for (auto& task : mailbox_->take()) task();
    }
    // Here, not in the destructor: the workers were started by this thread.
    scheduler_.reset();
  }

  void handle(const epoll_event& event) {
    if (event.data.u64 == 0) return;  // there are tasks
    auto* worker = reinterpret_cast<PoolWorker*>(event.data.u64 & ~process_mark);
    if (!alive_.contains(worker)) return;  // ended by an event before this one
    if (event.data.u64 & process_mark) return scheduler_->ended(*worker);
    if (event.events & EPOLLOUT) scheduler_->writable(*worker);
    if (event.events & ~static_cast<std::uint32_t>(EPOLLOUT)) {
      scheduler_->readable(*worker);
      // A closed socket would wake us until the process is reaped.
      if (worker->dying) ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, worker->process->socket(), nullptr);
    }
  }

  Descriptor epoll_;
  std::shared_ptr<Mailbox> mailbox_ = std::make_shared<Mailbox>();
  std::mutex mutex_;  // for waiting on attended_
  std::condition_variable attended_;
  std::set<PoolWorker*> alive_;
  bool stop_ = false;
  std::unique_ptr<Scheduler> scheduler_;
  std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<Pool>> make_pool(PoolOptions options, Fetcher& fetcher) {
  if (options.worker_program.empty()) options.worker_program = worker_beside_this_program();
  if (::access(options.worker_program.c_str(), X_OK) != 0) {
    return Error{ErrorCode::not_found, "the script worker cannot be executed", options.worker_program};
  }
  return std::unique_ptr<Pool>(std::make_unique<ThreadedPool>(std::move(options), fetcher));
}

}  // namespace sb::script
