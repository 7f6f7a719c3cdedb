#include "server/runtime.h"

#include <gtest/gtest.h>

#include <csignal>
#include <future>
#include <thread>

#include "server/signals.h"

namespace sb::server {
namespace {

TEST(Runtime, RunsTasksInTheOrderOfPostingOnOneThreadEach) {
  Runtime runtime(2);
  runtime.start();
  const auto executors = runtime.executors();
  ASSERT_EQ(executors.size(), 2u);
  std::vector<int> order;
  std::promise<void> done;
  std::thread::id first, second;
  executors[0]->post([&] { first = std::this_thread::get_id(); });
  for (int i = 0; i < 100; ++i) executors[0]->post([&order, i] { order.push_back(i); });
  executors[0]->post([&] {
    executors[1]->post([&] {
      second = std::this_thread::get_id();
      done.set_value();
    });
  });
  done.get_future().wait();
  std::vector<int> expected(100);
  for (int i = 0; i < 100; ++i) expected[static_cast<std::size_t>(i)] = i;
  EXPECT_EQ(order, expected);
  EXPECT_NE(first, second);
}

TEST(Runtime, RunsDelayedTasksNotBeforeTheirTime) {
  Runtime runtime(1);
  runtime.start();
  const auto executor = runtime.executors().front();
  constexpr std::int64_t delay_ms = 20;
  std::promise<std::int64_t> ran_at;
  const auto posted_at = executor->monotonic_now_ms();
  executor->post_after(delay_ms, [&] { ran_at.set_value(executor->monotonic_now_ms()); });
  EXPECT_GE(ran_at.get_future().get(), posted_at + delay_ms);
}

TEST(Runtime, GoesOnAfterATaskThrows) {
  Runtime runtime(1);
  runtime.start();
  const auto executor = runtime.executors().front();
  std::promise<void> done;
  executor->post([] { throw std::runtime_error("a fault"); });
  executor->post([&] { done.set_value(); });
  done.get_future().wait();
}

TEST(Runtime, DropsWhatHasNotRunAndIgnoresLateCalls) {
  auto runtime = std::make_unique<Runtime>(1);
  const auto executor = runtime->executors().front();
  const auto held = std::make_shared<int>(0);
  executor->post_after(3'600'000, [held, executor] {});
  runtime->start();
  runtime->stop();
  EXPECT_EQ(held.use_count(), 1);
  runtime.reset();
  executor->post([held] {});
  executor->post_after(1, [held] {});
  EXPECT_EQ(held.use_count(), 1);
}

TEST(StopSignals, CallBackOnTheRuntime) {
  Runtime runtime(1);
  std::promise<void> stopped;
  {
    const StopSignals signals(runtime, [&] { stopped.set_value(); });
    runtime.start();
    std::raise(SIGTERM);
    stopped.get_future().wait();
  }
  runtime.stop();
}

}  // namespace
}  // namespace sb::server
