#include "server/runtime.h"

#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstdlib>
#include <exception>

#include "base/log.h"
#include "server/asio_executor.h"
#include "server/loop.h"
#include "server/signals.h"

namespace sb::server {
namespace {

namespace asio = boost::asio;

// A task that throws has a fault of ours in it; the loop and the other tasks go on.
void run_guarded(const Task& task) {
  try {
    task();
  } catch (const std::exception& fault) {
    log_error("task.failed", {{"what", fault.what()}});
  }
}

}  // namespace

void AsioExecutor::post(Task task) {
  if (loop_->io.stopped()) return;
  asio::post(loop_->io, [task = std::move(task)] { run_guarded(task); });
}

void AsioExecutor::post_after(std::int64_t delay_ms, Task task) {
  if (loop_->io.stopped()) return;
  auto timer = std::make_shared<asio::steady_timer>(loop_->io, std::chrono::milliseconds(delay_ms));
  timer->async_wait([timer, task = std::move(task)](const boost::system::error_code& failure) {
    if (!failure) run_guarded(task);
  });
}

Runtime::Runtime(int threads) {
  for (int i = 0; i < threads || i == 0; ++i) loops_.push_back(std::make_shared<Loop>());
}

Runtime::~Runtime() {
  stop();
}

void Runtime::start() {
  running_ = true;
  for (auto& loop : loops_) {
    loop->thread = std::thread([&io = loop->io] { io.run(); });
  }
}

void Runtime::stop() {
  for (auto& loop : loops_) loop->io.stop();
  for (auto& loop : loops_) {
    if (loop->thread.joinable()) loop->thread.join();
  }
  running_ = false;
  for (auto& loop : loops_) loop->io.drop_pending();
}

std::vector<std::shared_ptr<Executor>> Runtime::executors() const {
  std::vector<std::shared_ptr<Executor>> out;
  for (const auto& loop : loops_) out.push_back(std::make_shared<AsioExecutor>(loop));
  return out;
}

struct StopSignals::State : std::enable_shared_from_this<StopSignals::State> {
  static constexpr int second_signal_status = 130;

  State(std::shared_ptr<Loop> owner, std::function<void()> stop, std::function<void()> hangup)
      : loop(std::move(owner)),
        signals(loop->io, SIGINT, SIGTERM, SIGHUP),
        on_stop(std::move(stop)),
        on_hangup(std::move(hangup)) {}

  void wait() {
    signals.async_wait([self = shared_from_this()](const boost::system::error_code& failure, int number) {
      if (failure) return;
      if (number == SIGHUP) {
        self->wait();
        if (self->on_hangup) run_guarded(self->on_hangup);
        return;
      }
      if (!self->on_stop) std::_Exit(second_signal_status);
      log_info("signal.stop", {{"signal", number}});
      self->wait();
      run_guarded(std::exchange(self->on_stop, nullptr));
    });
  }

  std::shared_ptr<Loop> loop;
  asio::signal_set signals;
  std::function<void()> on_stop, on_hangup;
};

StopSignals::StopSignals(Runtime& runtime, std::function<void()> on_stop, std::function<void()> on_hangup)
    : state_(std::make_shared<State>(runtime.loops().front(), std::move(on_stop), std::move(on_hangup))) {
  std::signal(SIGPIPE, SIG_IGN);
  state_->wait();
}

StopSignals::~StopSignals() {
  asio::post(state_->loop->io, [state = state_] { state->signals.cancel(); });
}

}  // namespace sb::server
