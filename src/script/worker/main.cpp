#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <unordered_map>

#include "script/wire.h"
#include "script/worker/engine.h"
#include "script/worker/misdeeds.h"
#include "script/worker/sandbox.h"

// The process in which scripts run: signalbox-script-worker PARENT_PID USER_ID MEMORY_BYTES, with the socket
// to the server as descriptor 3. It ends when the server closes that, dies with the thread that started it,
// and is killed otherwise.

namespace sb::script::worker {
namespace {

constexpr int server_socket = 3;
constexpr int exit_sandbox_failed = 10, exit_protocol = 11;

class Socket final : public Outlet {
 public:
  void send(std::string_view frame) override {
    if (held_.empty()) return write(frame);
    held_ += frame;
    write(held_);
    held_.clear();
  }
  void hold(std::string_view frame) override { held_ += frame; }
  // Waits for bytes; false at the end of the stream.
  bool receive(wire::FrameReader& reader) {
    for (;;) {
      const ssize_t got = ::read(server_socket, buffer_, sizeof(buffer_));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      reader.append({buffer_, static_cast<std::size_t>(got)});
      return true;
    }
  }

 private:
  static void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::write(server_socket, bytes.data(), bytes.size());
      if (sent < 0 && errno == EINTR) continue;
      if (sent <= 0) ::_exit(0);  // nobody is interested any more
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  std::string held_;
  char buffer_[64 * 1024];
};

class Worker {
 public:
  Worker(Engine& engine, Socket& socket) : engine_(engine), socket_(socket) {}

  int serve() {
    wire::FrameReader reader;
    for (;;) {
      while (const auto frame = reader.next()) {
        if (!handle(*frame)) return exit_protocol;
      }
      if (reader.broken()) return exit_protocol;
      if (!socket_.receive(reader)) return 0;
    }
  }

 private:
  bool handle(const wire::Frame& frame) {
    switch (frame.kind) {
      case wire::Kind::start:
        return start(wire::start_from(frame.fields));
      case wire::Kind::fetched: {
        const auto answer = wire::fetched_from(frame.fields);
        if (answer) go_on(answer->run, [&](Run& run) { return run.fetched(*answer); });
        return answer.has_value();
      }
      case wire::Kind::tick: {
        const auto which = wire::run_only_from(frame.fields);
        if (which) go_on(which->run, [](Run& run) { return run.tick(); });
        return which.has_value();
      }
      case wire::Kind::cancel: {
        const auto which = wire::run_only_from(frame.fields);
        if (which) finish({which->run, wire::RunState::done, -1, 0, 0, {}});
        return which.has_value();
      }
      case wire::Kind::trim:
        engine_.trim();
        return true;
      default:
        return false;
    }
  }

  bool start(const std::optional<wire::Start>& wanted) {
    if (!wanted) return false;
    if (misdeed(wanted->code)) return true;
    auto run = std::make_unique<Run>(engine_, *wanted);
    Run& started = *run;
    runs_[wanted->run] = std::move(run);
    finish(started.start(wanted->code, wanted->args));
    return true;
  }
  template <typename What>
  void go_on(std::uint32_t number, What what) {
    const auto found = runs_.find(number);
    finish(found == runs_.end() ? wire::Idle{number, wire::RunState::done, -1, 0, 0, {}}
                                : what(*found->second));
  }
  void finish(const wire::Idle& idle) {
    socket_.send(encode(idle));
    if (idle.state != wire::RunState::waiting) runs_.erase(idle.run);
    engine_.prepare();
  }

  Engine& engine_;
  Socket& socket_;
  std::unordered_map<std::uint32_t, std::unique_ptr<Run>> runs_;
};

template <typename Number>
bool read_number(const char* text, Number& out) {
  const char* end = text + std::strlen(text);
  const auto [at, failure] = std::from_chars(text, end, out);
  return failure == std::errc() && at == end;
}

int run(int count, char** arguments) {
  SandboxOptions options;
  if (count != 4 || !read_number(arguments[1], options.parent_pid) ||
      !read_number(arguments[2], options.user_id) || !read_number(arguments[3], options.memory_bytes_max)) {
    return exit_protocol;
  }
  Layers layers;
  if (!enter_sandbox(options, layers)) return exit_sandbox_failed;
  Socket socket;
  Engine engine(socket);
  engine.warm_up();
  if (!seal_sandbox(options, layers)) return exit_sandbox_failed;
  socket.send(encode(wire::Ready{wire::version, layers.text(), engine.description()}));
  return Worker(engine, socket).serve();
}

}  // namespace
}  // namespace sb::script::worker

int main(int count, char** arguments) {
  // Without the destructors of libraries: the process was only ever meant to be killed.
  ::_exit(sb::script::worker::run(count, arguments));
}
