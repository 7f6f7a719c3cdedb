#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/address.h"

namespace sb::http {

// All addresses of a name by the system's resolver; blocks. Empty when there are none.
std::vector<Address> resolve_by_system(const std::string& host);

// Runs blocking lookups on a few threads of its own. A lookup cannot be interrupted, so the threads are not
// joined: each ends by itself after the lookup it is in.
class Resolver final {
 public:
  using Lookup = std::function<std::vector<Address>(const std::string& host)>;
  // Runs on a thread of the resolver, possibly after the resolver is gone: it owns what it needs.
  using Found = std::function<void(const std::string& host, std::vector<Address> addresses)>;

  Resolver(Lookup lookup, Found found, int threads_max);
  ~Resolver();
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  // Returns at once; `found` is called once for each request.
  void request(std::string host);

 private:
  struct State;
  static void work(const std::shared_ptr<State>& state);

  std::shared_ptr<State> state_;  // shared with the threads
};

}  // namespace sb::http
