#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sb::http {

// Decides which waiting call starts next. Keys (bots) and their hosts take turns, so neither a slow host nor
// a bot with a thousand calls keeps the others waiting. Not thread-safe.
class FairQueue final {
 public:
  struct Limits {
    int total = 1, per_key = 1, per_host = 1;
  };
  class Group;

  // A started call holds one of each limit until finished() is told.
  struct Ticket {
    std::uint64_t call = 0;
    Group* group = nullptr;
  };

  explicit FairQueue(Limits limits);
  ~FairQueue();

  void push(std::uint64_t call, std::string_view key, std::string_view origin);
  // The next call that may start now; nullopt while none may. Calls that are no longer wanted come out too:
  // finish them at once.
  std::optional<Ticket> next();
  void finished(const Ticket& ticket);

  int running() const { return running_; }

 private:
  struct Key;
  void make_ready(Group& group);
  void forget_if_empty(Group& group);

  Limits limits_;
  int running_ = 0;
  std::unordered_map<std::string, std::unique_ptr<Key>> keys_;
  std::unordered_map<std::string, std::unique_ptr<Group>> groups_;
  std::deque<Group*> ready_;  // groups with waiting calls and room for their host, in turn
};

}  // namespace sb::http
