#include "script/worker_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace sb::script {
namespace {

constexpr int socket_in_worker = 3;
constexpr std::size_t read_bytes_max =
    256 * 1024;  // in one go, so that one worker does not occupy the thread
constexpr int nice_when_greedy = 15;

// Options of the engine (docs/adr/0007-scripts.md): interpreter only, no helper threads where possible, the
// system's allocator so that limits count what is used; between runs it keeps what it has (a worker at rest
// gives it back). Nothing of the server's own environment goes along.
char* const environment[] = {const_cast<char*>("JSC_useJIT=0"),
                             const_cast<char*>("JSC_useWasm=0"),
                             const_cast<char*>("JSC_useConcurrentGC=0"),
                             const_cast<char*>("JSC_numberOfGCMarkers=1"),
                             const_cast<char*>("Malloc=1"),
                             const_cast<char*>("TZ=UTC"),
                             const_cast<char*>("LANG=C.UTF-8"),
                             const_cast<char*>("MALLOC_ARENA_MAX=1"),
                             const_cast<char*>("MALLOC_TOP_PAD_=1048576"),
                             const_cast<char*>("MALLOC_TRIM_THRESHOLD_=67108864"),
                             nullptr};

Error system_error(const std::string& what) {
  return Error{ErrorCode::unavailable, what + ": " + std::strerror(errno)};
}

struct SpawnActions {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;

  explicit SpawnActions(int socket) {
    ::posix_spawn_file_actions_init(&actions);
    for (int standard = 0; standard < 3; ++standard) {
      ::posix_spawn_file_actions_addopen(&actions, standard, "/dev/null", O_RDWR, 0);
    }
    ::posix_spawn_file_actions_adddup2(&actions, socket, socket_in_worker);
    ::posix_spawn_file_actions_addclosefrom_np(&actions, socket_in_worker + 1);
    ::posix_spawnattr_init(&attributes);
    sigset_t none, all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnActions() {
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
  }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
};

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Result<std::unique_ptr<WorkerProcess>> WorkerProcess::start(const Options& options) {
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return system_error("socketpair");
  Descriptor ours(pair[0]), theirs(pair[1]);
  ::fcntl(ours.number(), F_SETFL, O_NONBLOCK);
  const std::string parent = std::to_string(::getpid()), user = std::to_string(options.user_id),
                    memory = std::to_string(options.memory_bytes_max);
  char* const arguments[] = {const_cast<char*>(options.program.c_str()), const_cast<char*>(parent.c_str()),
                             const_cast<char*>(user.c_str()), const_cast<char*>(memory.c_str()), nullptr};
  const SpawnActions spawn(theirs.number());
  std::unique_ptr<WorkerProcess> made(new WorkerProcess);
  const int failure = ::posix_spawn(&made->pid_, options.program.c_str(), &spawn.actions, &spawn.attributes,
                                    arguments, environment);
  if (failure != 0) {
    made->reaped_ = true;
    errno = failure;
    return system_error("cannot start " + options.program);
  }
  made->socket_ = std::move(ours);
  made->pid_fd_ = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, made->pid_, 0)));
  if (!made->pid_fd_) return system_error("pidfd_open");
  if (::clock_getcpuclockid(made->pid_, &made->cpu_clock_) != 0) return system_error("clock_getcpuclockid");
  const std::string statm = "/proc/" + std::to_string(made->pid_) + "/statm";
  made->statm_ = Descriptor(::open(statm.c_str(), O_RDONLY | O_CLOEXEC));
  if (!made->statm_) return system_error(statm);
  return made;
}

WorkerProcess::~WorkerProcess() {
  if (reaped_ || pid_ < 0) return;
  kill();
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
}

bool WorkerProcess::send(std::string bytes) {
  if (unsent_.empty()) {
    unsent_ = std::move(bytes);
  } else {
    unsent_ += bytes;
  }
  return flush();
}

bool WorkerProcess::flush() {
  std::size_t at = 0;
  bool alive = true;
  while (at < unsent_.size()) {
    const ssize_t sent = ::send(socket(), unsent_.data() + at, unsent_.size() - at, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) {
      alive = errno == EAGAIN || errno == EWOULDBLOCK;
      break;
    }
    at += static_cast<std::size_t>(sent);
  }
  unsent_.erase(0, at);
  if (unsent_.empty()) unsent_.shrink_to_fit();
  return alive;
}

bool WorkerProcess::receive() {
  char buffer[64 * 1024];
  for (std::size_t total = 0; total < read_bytes_max;) {
    const ssize_t got = ::recv(socket(), buffer, sizeof(buffer), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
    if (got == 0) return false;
    frames_.append({buffer, static_cast<std::size_t>(got)});
    total += static_cast<std::size_t>(got);
    if (static_cast<std::size_t>(got) < sizeof(buffer)) break;
  }
  return true;
}

void WorkerProcess::kill() {
  // Not reaped yet, so the number is still its own.
  if (!reaped_) ::kill(pid_, SIGKILL);
}

double WorkerProcess::cpu_ms() const {
  timespec used{};
  if (::clock_gettime(cpu_clock_, &used) != 0) return 0;
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

std::int64_t WorkerProcess::resident_bytes() const {
  char text[96] = {};
  if (::pread(statm_.number(), text, sizeof(text) - 1, 0) <= 0) return 0;
  char* end = nullptr;
  std::strtoll(text, &end, 10);
  return std::strtoll(end, nullptr, 10) * ::sysconf(_SC_PAGESIZE);
}

void WorkerProcess::be_nice() {
  // Threads have their own niceness; the one that runs scripts is the first.
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(pid_), nice_when_greedy);
}

std::optional<Ending> WorkerProcess::reap() {
  int status = 0;
  if (reaped_ || ::waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
  reaped_ = true;
  if (WIFSIGNALED(status)) return Ending{WTERMSIG(status), 0};
  return Ending{0, WEXITSTATUS(status)};
}

}  // namespace sb::script
