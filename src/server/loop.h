#pragma once
// Asio inside: only for src/server/*.cpp.
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>

namespace sb::server {

// io_context that can let go of what it still holds without being destroyed: pending tasks may hold the
// executor that holds this loop, and would keep each other alive for ever.
class DroppableContext : public boost::asio::io_context {
 public:
  using boost::asio::io_context::io_context;
  void drop_pending() {
    shutdown();
    shutdown();  // what destructors posted meanwhile
  }
};

// Owned by the runtime, and shared with executors and connections so that late calls find a loop that ignores
// them.
struct Loop {
  static constexpr int one_thread = 1;  // concurrency hint: only `thread` runs the context

  DroppableContext io{one_thread};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{io.get_executor()};
  std::thread thread;
};

}  // namespace sb::server
