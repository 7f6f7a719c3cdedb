#include "script/worker/misdeeds.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstring>
#include <string>

#include "script/wire.h"

// The worker as somebody who has taken over its engine might use it. "system NAME" makes a system call that
// must kill the process; "lie NAME" says something to the server that no honest worker says.

namespace sb::script::worker {
namespace {

constexpr int server = 3;
constexpr std::uint32_t run = 1;  // the only one of its pool

void say(const std::string& bytes) {
  [[maybe_unused]] const auto sent = ::write(server, bytes.data(), bytes.size());
}
void say_done(std::uint32_t which = run) {
  say(encode(wire::Idle{which, wire::RunState::done, -1, 0, 0, {}}));
}

struct SystemCall {
  std::string_view name;
  void (*make)();
};

const SystemCall system_calls[] = {
    {"open", [] { ::open("/etc/passwd", O_RDONLY); }},
    {"open_write", [] { ::open("/tmp/x", O_WRONLY | O_CREAT, 0600); }},
    {"openat2", [] { ::syscall(437, -100, "/", nullptr, 0); }},
    {"stat", [] { ::syscall(SYS_newfstatat, AT_FDCWD, "/", nullptr, 0); }},
    {"readlink", [] { ::syscall(SYS_readlink, "/proc/self/exe", nullptr, 0); }},
    {"getdents", [] { ::syscall(SYS_getdents64, 0, nullptr, 0); }},
    {"unlink", [] { ::unlink("/x"); }},
    {"socket", [] { ::socket(AF_INET, SOCK_STREAM, 0); }},
    {"connect",
     [] {
       sockaddr_in to{};
       to.sin_family = AF_INET;
       ::connect(server, reinterpret_cast<const sockaddr*>(&to), sizeof(to));
     }},
    {"bind", [] { ::bind(server, nullptr, 0); }},
    {"sendmsg", [] { ::sendmsg(server, nullptr, 0); }},
    {"recvmsg", [] { ::recvmsg(server, nullptr, 0); }},
    {"exec", [] { ::execl("/bin/true", "true", nullptr); }},
    {"execveat", [] { ::syscall(SYS_execveat, 0, "", nullptr, nullptr, 0); }},
    {"fork", [] { ::syscall(SYS_fork); }},
    {"vfork", [] { ::syscall(SYS_vfork); }},
    {"clone_process", [] { ::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }},
    {"clone_namespace",
     [] { ::syscall(SYS_clone, CLONE_THREAD | CLONE_VM | CLONE_SIGHAND | CLONE_NEWUSER, 0, 0, 0, 0); }},
    {"ptrace", [] { ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); }},
    {"kill_server", [] { ::kill(::getppid(), SIGKILL); }},
    {"kill_other", [] { ::syscall(SYS_kill, 1, SIGTERM); }},
    {"tgkill_other", [] { ::syscall(SYS_tgkill, 1, 1, SIGTERM); }},
    {"mmap_executable",
     [] { ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); }},
    {"mprotect_executable",
     [] {
       static char page[8192];
       ::mprotect(page, sizeof(page), PROT_READ | PROT_WRITE | PROT_EXEC);
     }},
    {"pkey_mprotect", [] { ::syscall(SYS_pkey_mprotect, nullptr, 0, PROT_EXEC, -1); }},
    {"unshare", [] { ::unshare(CLONE_NEWUSER); }},
    {"setns", [] { ::setns(0, 0); }},
    {"mount", [] { ::syscall(SYS_mount, "x", "/", "tmpfs", 0, nullptr); }},
    {"chroot", [] { ::syscall(SYS_chroot, "/"); }},
    {"setuid", [] { ::syscall(SYS_setuid, 0); }},
    {"capset", [] { ::syscall(SYS_capset, nullptr, nullptr); }},
    {"prctl_dumpable", [] { ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); }},
    {"seccomp", [] { ::syscall(SYS_seccomp, 0, 0, nullptr); }},
    {"io_uring", [] { ::syscall(SYS_io_uring_setup, 1, nullptr); }},
    {"bpf", [] { ::syscall(SYS_bpf, 0, nullptr, 0); }},
    {"userfaultfd", [] { ::syscall(SYS_userfaultfd, 0); }},
    {"perf_event_open", [] { ::syscall(SYS_perf_event_open, nullptr, 0, -1, -1, 0); }},
    {"memfd_create", [] { ::syscall(SYS_memfd_create, "x", 0); }},
    {"process_vm_readv", [] { ::syscall(SYS_process_vm_readv, ::getpid(), nullptr, 0, nullptr, 0, 0); }},
    {"keyctl", [] { ::syscall(SYS_keyctl, 0, 0, 0, 0, 0); }},
    {"personality", [] { ::syscall(SYS_personality, 0); }},
    {"ioctl", [] { ::syscall(SYS_ioctl, server, 0, nullptr); }},
    {"fcntl", [] { ::syscall(SYS_fcntl, server, F_DUPFD, 0); }},
    {"dup", [] { ::syscall(SYS_dup, server); }},
    {"pipe", [] { ::syscall(SYS_pipe2, nullptr, 0); }},
    {"pidfd_open", [] { ::syscall(SYS_pidfd_open, ::getpid(), 0); }},
#if defined(__x86_64__)
    // Other doors to the same kernel: the 32-bit one and x32.
    {"int_80", [] { asm volatile("int $0x80" ::"a"(20)
                                 : "memory"); }},
    {"x32", [] { ::syscall(0x40000000 + SYS_getpid); }},
#endif
};

struct Lie {
  std::string_view name;
  void (*tell)();
};

const Lie lies[] = {
    {"huge_length", [] { say(std::string("\xff\xff\xff\x7f\x46", 5)); }},
    {"zero_length", [] { say(std::string(4, '\0')); }},
    {"garbage", [] { say(std::string(1000, '\x55')); }},
    {"unknown_kind", [] { say(std::string("\x01\0\0\0\x63", 5)); }},
    {"short_fields", [] { say(std::string("\x02\0\0\0\x46\x01", 6)); }},
    {"other_run", [] { say_done(99); }},
    {"twice_done",
     [] {
       say_done();
       say_done();
     }},
    {"ready_again",
     [] {
       say(encode(wire::Ready{wire::version, "all", "mine"}));
     }},
    {"a_frame_for_the_worker", [] { say(encode(wire::Kind::tick, wire::RunOnly{run})); }},
    {"result_of_another",
     [] {
       say(encode(wire::Result{2, "{}"}));
     }},
    {"too_much_result",
     [] {
       const std::string big(3'000'000, ' ');
       say(encode(wire::Result{run, big}));
       say(encode(wire::Result{run, big}));
     }},
    {"console_flood",
     [] {
       for (int i = 0; i < 100'000; ++i) say(encode(wire::Console{run, 0, 1, "again and again"}));
     }},
    {"console_not_utf8",
     [] {
       say(encode(wire::Console{run, 0, 1, "\xff\xfe"}));
     }},
    {"fetch_without_a_head",
     [] {
       say(encode(wire::Fetch{run, 1, "[]", ""}));
     }},
    {"fetch_out_of_order",
     [] {
       say(encode(wire::Fetch{run, 7, "{\"url\":\"http://a/\"}", ""}));
     }},
    {"too_many_fetches",
     [] {
       for (std::uint32_t i = 1; i < 100; ++i)
         say(encode(wire::Fetch{run, i, "{\"url\":\"http://a/\"}", ""}));
     }},
    {"abort_of_nothing",
     [] {
       say(encode(wire::AbortFetch{run, 3}));
     }},
    {"cut_frame_and_exit",
     [] {
       say(std::string("\x50\0\0\0\x46", 5));
       ::_exit(0);
     }},
    {"exit", [] { ::_exit(0); }},
    {"close", [] { ::close(server); }},
    {"never_due_nan",
     [] {
       std::string frame = encode(wire::Idle{run, wire::RunState::waiting, 0, 0, 0, {}});
       frame.replace(10, 8, std::string("\0\0\0\0\0\0\xf8\x7f", 8));
       say(frame);
     }},
};

}  // namespace

bool misdeed(std::string_view code) {
  for (const auto& call : system_calls) {
    if (code != "system " + std::string(call.name)) continue;
    call.make();
    say_done();  // it went through: the test sees a run that ended well
    return true;
  }
  for (const auto& lie : lies) {
    if (code != "lie " + std::string(lie.name)) continue;
    lie.tell();
    return true;
  }
  if (code == "stop") {
    ::raise(SIGSTOP);
    return true;
  }
  return code == "silence";
}

}  // namespace sb::script::worker
