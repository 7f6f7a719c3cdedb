#include "http/fair_queue.h"

#include <gtest/gtest.h>

#include <vector>

namespace sb::http {
namespace {

// Starts all that may start, and says which calls those were.
std::vector<std::uint64_t> start_all(FairQueue& queue, std::vector<FairQueue::Ticket>& tickets) {
  std::vector<std::uint64_t> calls;
  while (const auto ticket = queue.next()) {
    calls.push_back(ticket->call);
    tickets.push_back(*ticket);
  }
  return calls;
}

using Calls = std::vector<std::uint64_t>;

TEST(FairQueue, LetsKeysTakeTurns) {
  FairQueue queue({.total = 4, .per_key = 4, .per_host = 4});
  for (std::uint64_t call = 1; call <= 5; ++call) queue.push(call, "greedy", "http://a:80");
  queue.push(6, "modest", "http://a:80");
  std::vector<FairQueue::Ticket> tickets;
  EXPECT_EQ(start_all(queue, tickets), (Calls{1, 6, 2, 3}));
  EXPECT_EQ(queue.running(), 4);
}

TEST(FairQueue, HoldsEachLimit) {
  FairQueue queue({.total = 10, .per_key = 3, .per_host = 2});
  for (std::uint64_t call = 1; call <= 4; ++call) queue.push(call, "k", "http://a:80");
  for (std::uint64_t call = 5; call <= 6; ++call) queue.push(call, "k", "http://b:80");
  std::vector<FairQueue::Ticket> tickets;
  EXPECT_EQ(start_all(queue, tickets), (Calls{1, 5, 2}));
  queue.finished(tickets[1]);  // 5, of b: the key has room, a has none
  tickets.clear();
  EXPECT_EQ(start_all(queue, tickets), (Calls{6}));
}

TEST(FairQueue, StartsTheNextOfAHostWhenOneFinishes) {
  FairQueue queue({.total = 10, .per_key = 10, .per_host = 1});
  queue.push(1, "k", "http://a:80");
  queue.push(2, "k", "http://a:80");
  std::vector<FairQueue::Ticket> tickets;
  EXPECT_EQ(start_all(queue, tickets), (Calls{1}));
  queue.finished(tickets[0]);
  EXPECT_EQ(start_all(queue, tickets), (Calls{2}));
  queue.finished(tickets[1]);
  EXPECT_EQ(queue.running(), 0);
}

TEST(FairQueue, RunsEveryCallOnceUnderRandomOrder) {
  FairQueue queue({.total = 5, .per_key = 3, .per_host = 2});
  std::uint32_t seed = 7;
  const auto random = [&seed](std::uint32_t bound) {
    return (seed = seed * 1664525u + 1013904223u) >> 16 % bound;
  };
  std::vector<FairQueue::Ticket> running;
  std::vector<int> started(1001);
  std::uint64_t pushed = 0;
  while (pushed < 1000 || queue.running() > 0) {
    if (pushed < 1000 && random(3) != 0) {
      ++pushed;
      queue.push(pushed, std::string(1, static_cast<char>('a' + random(4) % 4)), random(2) % 2 ? "x" : "y");
    }
    while (const auto ticket = queue.next()) {
      ++started[ticket->call];
      running.push_back(*ticket);
    }
    ASSERT_LE(queue.running(), 5);
    if (!running.empty() && random(2) % 2 == 0) {
      const auto at = running.begin() + static_cast<std::ptrdiff_t>(random(64) % running.size());
      queue.finished(*at);
      running.erase(at);
    }
  }
  for (std::size_t call = 1; call <= 1000; ++call) EXPECT_EQ(started[call], 1) << call;
}

}  // namespace
}  // namespace sb::http
