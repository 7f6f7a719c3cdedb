#include "server_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "base/clock.h"
#include "webhook_client.h"

extern char** environ;

namespace sb::testing {
namespace {

constexpr std::int64_t ready_ms_max = 120'000;  // then something is broken

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (auto& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

// Reads lines until one holds the mark and a port; 0 when the output ends.
std::uint16_t read_port(int descriptor, const std::string& mark) {
  std::string text;
  for (char c = 0; ::read(descriptor, &c, 1) == 1;) {
    if (c != '\n') {
      text += c;
      continue;
    }
    const auto at = text.find(mark);
    if (at != std::string::npos) return static_cast<std::uint16_t>(std::stoi(text.substr(at + mark.size())));
    text.clear();
  }
  return 0;
}

}  // namespace

ChildProcess::ChildProcess(std::vector<std::string> arguments, std::vector<std::string> environment,
                           const std::string& mark, const std::string& log_file) {
  for (char** variable = environ; *variable; ++variable) environment.emplace_back(*variable);
  int pipe_ends[2];
  if (::pipe2(pipe_ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], 1);
  posix_spawn_file_actions_addopen(&actions, 2, log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  auto argv = pointers(arguments);
  auto envp = pointers(environment);
  const int failure =
      ::posix_spawn(&pid_, arguments.front().c_str(), &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe_ends[1]);
  output_ = pipe_ends[0];
  if (failure != 0) {
    ::close(output_);
    throw std::runtime_error("cannot start " + arguments.front());
  }
  port_ = read_port(output_, mark);
  if (port_ != 0) return;
  ::waitpid(pid_, nullptr, 0);
  ::close(output_);
  throw std::runtime_error(arguments.front() + " ended before it listened; its log is " + log_file);
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) end(SIGKILL);
  ::close(output_);
}

int ChildProcess::end(int signal) {
  ::kill(pid_, signal);
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

ScratchDirectory::ScratchDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "signalbox-test-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
  path_ = pattern;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

ServerProcess::ServerProcess(Options options)
    : options_(std::move(options)), data_(scratch_.path() + "/data"), log_file_(scratch_.path() + "/log") {}

ServerProcess::~ServerProcess() = default;

void ServerProcess::start() {
  std::vector<std::string> arguments = {SB_BINARY,  "serve",    "--data",
                                        data_,      "--listen", "http://127.0.0.1:" + std::to_string(port_),
                                        "--publish"};
  for (const auto& bot : options_.bots) {
    arguments.push_back("--bot");
    arguments.push_back(bot);
  }
  arguments.insert(arguments.end(), options_.extra_arguments.begin(), options_.extra_arguments.end());
  std::vector<std::string> environment = {std::string("SIGNALBOX_TOKEN=") + test_token,
                                          "SIGNALBOX_EGRESS_ALLOW=127.0.0.1"};
  for (const auto& [name, value] : options_.environment) environment.push_back(name + "=" + value);
  try {
    child_ = std::make_unique<ChildProcess>(std::move(arguments), std::move(environment),
                                            "listens on http://127.0.0.1:", log_file_);
  } catch (const std::runtime_error& failure) {
    throw std::runtime_error(failure.what() + std::string(":\n") + log());
  }
  port_ = child_->port();
  wait_until_ready();
}

// Models are trained at the first start of a bot; until then it understands less.
void ServerProcess::wait_until_ready() {
  const std::int64_t give_up_at_ms = monotonic_ms() + ready_ms_max;
  BlockingHttp http;
  while (http.get(url("/readyz")).status != 200) {
    if (monotonic_ms() > give_up_at_ms) throw std::runtime_error("the server does not get ready:\n" + log());
  }
}

void ServerProcess::kill_hard() {
  child_->end(SIGKILL);
  child_.reset();
}

int ServerProcess::terminate() {
  const int status = child_->end(SIGTERM);
  child_.reset();
  return status;
}

void ServerProcess::signal(int number) {
  ::kill(child_->pid(), number);
}

std::string ServerProcess::log() const {
  std::ifstream file(log_file_, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(file)), {});
}

}  // namespace sb::testing
