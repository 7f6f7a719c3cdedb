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

extern char** environ;

namespace sb::testing {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (auto& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

// Reads lines until one holds the address; the port, or 0 when the output ends.
std::uint16_t read_port(int descriptor) {
  const std::string mark = "listens on http://127.0.0.1:";
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

ServerProcess::~ServerProcess() {
  if (running()) kill_hard();
}

void ServerProcess::start() {
  std::vector<std::string> arguments = {
      SB_BINARY, "serve", "--data", data_, "--listen", "127.0.0.1:" + std::to_string(port_), "--publish"};
  for (const auto& bot : options_.bots) {
    arguments.push_back("--bot");
    arguments.push_back(bot);
  }
  arguments.insert(arguments.end(), options_.extra_arguments.begin(), options_.extra_arguments.end());
  std::vector<std::string> environment = {std::string("SIGNALBOX_TOKEN=") + test_token,
                                          "SIGNALBOX_EGRESS_ALLOW=127.0.0.1"};
  for (const auto& [name, value] : options_.environment) environment.push_back(name + "=" + value);
  for (char** variable = environ; *variable; ++variable) environment.emplace_back(*variable);

  int pipe_ends[2];
  if (::pipe2(pipe_ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], 1);
  posix_spawn_file_actions_addopen(&actions, 2, log_file_.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  auto argv = pointers(arguments);
  auto envp = pointers(environment);
  const int failure = ::posix_spawn(&pid_, SB_BINARY, &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe_ends[1]);
  if (failure != 0) {
    pid_ = -1;
    ::close(pipe_ends[0]);
    throw std::runtime_error("cannot start " SB_BINARY);
  }
  const std::uint16_t port = read_port(pipe_ends[0]);
  if (output_ >= 0) ::close(output_);
  output_ = pipe_ends[0];
  if (port == 0) {
    wait_for_end();
    throw std::runtime_error("the server ended:\n" + log());
  }
  port_ = port;
}

int ServerProcess::wait_for_end() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void ServerProcess::kill_hard() {
  ::kill(pid_, SIGKILL);
  wait_for_end();
}

int ServerProcess::terminate() {
  ::kill(pid_, SIGTERM);
  return wait_for_end();
}

std::string ServerProcess::log() const {
  std::ifstream file(log_file_, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(file)), {});
}

}  // namespace sb::testing
