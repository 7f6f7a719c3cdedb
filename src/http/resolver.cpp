#include "http/resolver.h"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>

#include "base/log.h"

namespace sb::http {

std::vector<Address> resolve_by_system(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  std::vector<Address> addresses;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &list) != 0) return addresses;
  for (const auto* entry = list; entry; entry = entry->ai_next) {
    const auto address = Address::from_sockaddr(entry->ai_addr);
    const bool is_new = address && std::find(addresses.begin(), addresses.end(), *address) == addresses.end();
    if (is_new) addresses.push_back(*address);
  }
  freeaddrinfo(list);
  return addresses;
}

struct Resolver::State {
  Lookup lookup;
  Found found;
  int threads_max = 1;
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::string> waiting;
  int threads = 0;
  int idle = 0;
  bool stopping = false;
};

Resolver::Resolver(Lookup lookup, Found found, int threads_max) : state_(std::make_shared<State>()) {
  state_->lookup = std::move(lookup);
  state_->found = std::move(found);
  state_->threads_max = std::max(1, threads_max);
}

Resolver::~Resolver() {
  const std::lock_guard lock(state_->mutex);
  state_->stopping = true;
  state_->waiting.clear();
  state_->wake.notify_all();
}

void Resolver::request(std::string host) {
  const std::lock_guard lock(state_->mutex);
  state_->waiting.push_back(std::move(host));
  const bool all_busy = state_->waiting.size() > static_cast<std::size_t>(state_->idle);
  if (all_busy && state_->threads < state_->threads_max) {
    try {
      std::thread([state = state_] { work(state); }).detach();
      ++state_->threads;
    } catch (const std::system_error& failure) {
      // The existing threads will do it; with none at all the call ends by its time-out.
      log_error("http.resolver_thread_failed", {{"error", Json(failure.what())}});
    }
  }
  state_->wake.notify_one();
}

void Resolver::work(const std::shared_ptr<State>& state) {
  std::unique_lock lock(state->mutex);
  for (;;) {
    ++state->idle;
    state->wake.wait(lock, [&] { return state->stopping || !state->waiting.empty(); });
    --state->idle;
    if (state->stopping) return;
    auto host = std::move(state->waiting.front());
    state->waiting.pop_front();
    lock.unlock();
    auto addresses = state->lookup(host);
    state->found(host, std::move(addresses));
    lock.lock();
  }
}

}  // namespace sb::http
