#pragma once
#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "script/wire.h"

namespace sb::script {

// A descriptor that is closed with its owner.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor();
  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

// How a worker ended: by a signal, or by itself with a status.
struct Ending {
  int signal = 0, status = 0;
};

// One worker process: started, talked to, measured, killed and reaped by one thread. The thread that starts
// it must live as long as it: its death kills the worker.
class WorkerProcess {
 public:
  struct Options {
    std::string program;
    std::int64_t memory_bytes_max = 0;  // that it may take after its start
    unsigned user_id = 0;               // when the server runs as root
  };
  static Result<std::unique_ptr<WorkerProcess>> start(const Options& options);
  ~WorkerProcess();  // kills and reaps

  pid_t pid() const { return pid_; }
  int socket() const { return socket_.number(); }
  int pid_descriptor() const { return pid_fd_.number(); }

  // Queues the bytes and writes what the socket takes now. False when the other side is gone.
  bool send(std::string bytes);
  bool flush();
  bool wants_to_write() const { return !unsent_.empty(); }
  // Reads what has come, a bounded amount. False at the end of the stream.
  bool receive();
  wire::FrameReader& frames() { return frames_; }

  void kill();
  // Measured from outside: the worker cannot lie about them.
  double cpu_ms() const;
  std::int64_t resident_bytes() const;
  // Gives way to everything else, for good.
  void be_nice();
  // nullopt while it runs.
  std::optional<Ending> reap();

 private:
  WorkerProcess() = default;

  pid_t pid_ = -1;
  clockid_t cpu_clock_ = 0;
  Descriptor socket_, pid_fd_, statm_;
  std::string unsent_;
  wire::FrameReader frames_;
  bool reaped_ = false;
};

}  // namespace sb::script
