#include "script/worker/sandbox.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <initializer_list>
#include <memory>

namespace sb::script::worker {
namespace {

constexpr rlim_t open_files_max = 32;
constexpr rlim_t stack_bytes_max = 8 * 1024 * 1024;
// From <sched.h> on; prctl's number for naming mappings is newer than the headers of Debian 12 promise.
constexpr int prctl_set_vma = 0x53564d41;

bool limit(__rlimit_resource what, rlim_t value) {
  const rlimit both{value, value};
  return ::setrlimit(what, &both) == 0;
}

// Own network (none at all), System V objects, host name and control groups. A user namespace first where the
// server is not root: the only way to the others.
void enter_namespaces(Layers& layers) {
  const bool root = ::geteuid() == 0;
  constexpr int spaces = CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNS | CLONE_NEWCGROUP;
  if (::unshare(root ? spaces : spaces | CLONE_NEWUSER) == 0) {
    layers.add("own namespaces");
    return;
  }
  layers.miss("own namespaces");
}

// The directory of file descriptors of a process that is about to forget it: nothing to open there, nothing
// to make.
void enter_empty_root(Layers& layers) {
  if (::chroot("/proc/self/fdinfo") == 0 && ::chdir("/") == 0) {
    layers.add("empty root");
  } else {
    layers.miss("empty root");
  }
}

void drop_user(unsigned user_id, Layers& layers) {
  if (::geteuid() != 0) return layers.miss("own user");
  const bool dropped = ::setgroups(0, nullptr) == 0 && ::setresgid(user_id, user_id, user_id) == 0 &&
                       ::setresuid(user_id, user_id, user_id) == 0;
  // A container may not know the number; nobody is better than root.
  constexpr unsigned nobody = 65534;
  if (!dropped && (::setresgid(nobody, nobody, nobody) != 0 || ::setresuid(nobody, nobody, nobody) != 0)) {
    return layers.miss("own user");
  }
  layers.add("own user");
}

void drop_capabilities(Layers& layers) {
  for (int capability = 0; capability <= CAP_LAST_CAP; ++capability) {
    ::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  }
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct none[2] = {};
  if (::syscall(SYS_capset, &header, none) == 0) {
    layers.add("no capabilities");
  } else {
    layers.miss("no capabilities");
  }
}

// A set of rules that allows nothing: no file can be opened, whatever else is broken.
void forbid_files(Layers& layers) {
  landlock_ruleset_attr rules{};
  rules.handled_access_fs =
      LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |
      LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
      LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
      LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
      LANDLOCK_ACCESS_FS_MAKE_SYM;
  const long set = ::syscall(SYS_landlock_create_ruleset, &rules, sizeof(rules), 0);
  const bool on = set >= 0 && ::syscall(SYS_landlock_restrict_self, set, 0) == 0;
  if (set >= 0) ::close(static_cast<int>(set));
  if (on) {
    layers.add("landlock");
  } else {
    layers.miss("landlock");
  }
}

std::size_t address_space_bytes() {
  std::size_t pages = 0;
  if (FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%zu", &pages) != 1) pages = 0;
    std::fclose(file);
  }
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

bool limit_resources(const SandboxOptions& options) {
  const std::size_t used = address_space_bytes();
  return used > 0 && limit(RLIMIT_AS, used + options.memory_bytes_max) && limit(RLIMIT_CORE, 0) &&
         limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, open_files_max) &&
         limit(RLIMIT_STACK, stack_bytes_max);
}

using Filter = std::unique_ptr<void, void (*)(scmp_filter_ctx)>;

bool allow(const Filter& filter, std::initializer_list<int> calls) {
  for (const int call : calls) {
    if (::seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) != 0) return false;
  }
  return true;
}

// Calls that the engine makes and goes on without.
bool refuse(const Filter& filter, int error, std::initializer_list<int> calls) {
  for (const int call : calls) {
    if (::seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(static_cast<std::uint16_t>(error)), call, 0) != 0)
      return false;
  }
  return true;
}

bool add_rules(const Filter& filter) {
  const auto own_pid = static_cast<scmp_datum_t>(::getpid());
  constexpr scmp_datum_t namespaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |
                                      CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_VFORK |
                                      CLONE_PTRACE;
  constexpr scmp_datum_t executable = 4;  // PROT_EXEC, of mmap and mprotect
  constexpr scmp_datum_t thread = CLONE_THREAD | CLONE_VM | CLONE_SIGHAND;
  // Argument `number`, masked, must be `value`.
  const auto masked = [](unsigned number, scmp_datum_t mask, scmp_datum_t value) {
    return scmp_arg_cmp{number, SCMP_CMP_MASKED_EQ, mask, value};
  };
  const auto equal = [](unsigned number, scmp_datum_t value) {
    return scmp_arg_cmp{number, SCMP_CMP_EQ, value, 0};
  };
  const auto rule = [&](int call, std::initializer_list<scmp_arg_cmp> arguments) {
    return ::seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call,
                                    static_cast<unsigned>(arguments.size()), arguments.begin()) == 0;
  };
  return allow(filter, {SCMP_SYS(read),
                        SCMP_SYS(write),
                        SCMP_SYS(futex),
                        SCMP_SYS(munmap),
                        SCMP_SYS(madvise),
                        SCMP_SYS(mremap),
                        SCMP_SYS(brk),
                        SCMP_SYS(clock_gettime),
                        SCMP_SYS(gettimeofday),
                        SCMP_SYS(clock_nanosleep),
                        SCMP_SYS(nanosleep),
                        SCMP_SYS(rt_sigprocmask),
                        SCMP_SYS(rt_sigreturn),
                        SCMP_SYS(rt_sigaction),
                        SCMP_SYS(sigaltstack),
                        SCMP_SYS(sched_yield),
                        SCMP_SYS(sched_getaffinity),
                        SCMP_SYS(exit),
                        SCMP_SYS(exit_group),
                        SCMP_SYS(getrandom),
                        SCMP_SYS(gettid),
                        SCMP_SYS(getpid),
                        SCMP_SYS(sysinfo),
                        SCMP_SYS(getrusage),
                        SCMP_SYS(restart_syscall),
                        SCMP_SYS(set_robust_list),
                        SCMP_SYS(rseq),
                        SCMP_SYS(poll),
                        SCMP_SYS(ppoll),
                        SCMP_SYS(close),
                        SCMP_SYS(eventfd2),
                        SCMP_SYS(pread64)}) &&
         // The engine's memory statistics and thread priorities: it goes on without.
         refuse(filter, EPERM,
                {SCMP_SYS(sched_setscheduler), SCMP_SYS(sched_getscheduler), SCMP_SYS(sched_setattr),
                 SCMP_SYS(setpriority), SCMP_SYS(prlimit64)}) &&
         refuse(filter, ENOSYS, {SCMP_SYS(clone3), SCMP_SYS(membarrier)}) &&
         rule(SCMP_SYS(mmap), {masked(2, executable, 0)}) &&
         rule(SCMP_SYS(mprotect), {masked(2, executable, 0)}) &&
         rule(SCMP_SYS(tgkill), {equal(0, own_pid)}) && rule(SCMP_SYS(prctl), {equal(0, PR_SET_NAME)}) &&
         rule(SCMP_SYS(prctl), {equal(0, prctl_set_vma)}) &&
         rule(SCMP_SYS(clone), {masked(0, thread | namespaces, thread)});
}

// A change of user takes the signal back, so it is asked for twice. A parent that has ended already is seen
// by its id.
bool die_with_parent(const SandboxOptions& options) {
  return ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 && ::getppid() == options.parent_pid;
}

}  // namespace

void Layers::add(const std::string& name) {
  if (!text_.empty()) text_ += ", ";
  text_ += name;
}

void Layers::miss(const std::string& name) {
  add("no " + name + " (not permitted)");
}

bool enter_sandbox(const SandboxOptions& options, Layers& layers) {
  if (!die_with_parent(options)) return false;
  enter_namespaces(layers);
  return true;
}

bool seal_sandbox(const SandboxOptions& options, Layers& layers) {
  if (limit_resources(options)) {
    layers.add("resource limits");
  } else {
    layers.miss("resource limits");
  }
  enter_empty_root(layers);
  drop_user(options.user_id, layers);
  drop_capabilities(layers);
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !die_with_parent(options)) return false;
  layers.add("no new privileges");
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  forbid_files(layers);
  const Filter filter(::seccomp_init(SCMP_ACT_KILL_PROCESS),
                      [](scmp_filter_ctx made) { ::seccomp_release(made); });
  if (!filter || ::seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1) != 0 ||
      ::seccomp_attr_set(filter.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) != 0 ||
      !add_rules(filter) || ::seccomp_load(filter.get()) != 0) {
    return false;
  }
  layers.add("system call filter");
  return true;
}

}  // namespace sb::script::worker
