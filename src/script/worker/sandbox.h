#pragma once
#include <cstddef>
#include <string>

// Taking away from this process everything that running a script does not need (docs/adr/0007-scripts.md has
// the layers and why each is there).
namespace sb::script::worker {

struct SandboxOptions {
  // Bytes of address space that the process may take after the engine has started.
  std::size_t memory_bytes_max = 0;
  // An own user id, when the server runs as root.
  unsigned user_id = 65534;
  int parent_pid = 0;
};

// Which layers are on, for people: "own namespaces, resource limits, …". Those that the host does not permit
// are named with "no" in front.
class Layers {
 public:
  void add(const std::string& name);
  void miss(const std::string& name);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// First thing in main(), while there is one thread: the end of the server is our end, and namespaces of our
// own. False: the server has ended already.
bool enter_sandbox(const SandboxOptions& options, Layers& layers);

// After the engine has started and opened what it needs, before any code of users: resource limits, an empty
// root, an own user, no capabilities, no new privileges, Landlock, and the filter of system calls for all
// threads. False when one of the layers cannot be had that every host must give: no new privileges, the
// filter, the parent-death signal.
bool seal_sandbox(const SandboxOptions& options, Layers& layers);

}  // namespace sb::script::worker
