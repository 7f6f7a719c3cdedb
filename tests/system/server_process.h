#pragma once
#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sb::testing {

// A temporary directory, removed with everything in it.
class ScratchDirectory final {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// A program started as a child, killed with this object.
class ChildProcess final {
 public:
  // Returns when a line on its standard output holds `mark` followed by a port; throws std::runtime_error
  // when it ends before. What it writes to stderr is appended to `log_file`.
  ChildProcess(std::vector<std::string> arguments, std::vector<std::string> environment,
               const std::string& mark, const std::string& log_file);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;

  std::uint16_t port() const { return port_; }
  pid_t pid() const { return pid_; }
  // Sends the signal and waits; the exit code, 128 + signal when it was killed.
  int end(int signal);

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  std::uint16_t port_ = 0;
};

inline constexpr const char* test_token = "0123456789abcdef01234567:0123456789abcdef0123456789abcdef";

// The real server as a child process. The port is chosen at the first start and kept over restarts.
class ServerProcess final {
 public:
  struct Options {
    std::vector<std::string> bots;
    std::vector<std::string> extra_arguments;
    std::map<std::string, std::string>
        environment;  // besides SIGNALBOX_TOKEN and SIGNALBOX_EGRESS_ALLOW=127.0.0.1
  };
  explicit ServerProcess(Options options);
  // Kills what still runs.
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;

  // Returns when the server is ready for messages; throws std::runtime_error with its log when it ends
  // before.
  void start();
  void kill_hard();  // SIGKILL
  // SIGTERM; the exit code.
  int terminate();
  void signal(int number);
  bool running() const { return child_ != nullptr; }

  std::string url(const std::string& path = "") const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  std::uint16_t port() const { return port_; }
  const std::string& data_directory() const { return data_; }
  // Everything on stderr over all starts, so far.
  std::string log() const;

 private:
  void wait_until_ready();

  Options options_;
  ScratchDirectory scratch_;
  std::string data_, log_file_;
  std::atomic<std::uint16_t> port_ = 0;  // clients of a test go on while it starts again
  std::unique_ptr<ChildProcess> child_;
};

}  // namespace sb::testing
