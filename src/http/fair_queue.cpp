#include "http/fair_queue.h"

namespace sb::http {

struct FairQueue::Key {
  std::string name;
  int running = 0;
  int groups = 0;
};

// The calls of one key to one origin.
class FairQueue::Group {
 public:
  std::string name;
  Key* key = nullptr;
  int running = 0;
  bool is_ready = false;  // in ready_
  std::deque<std::uint64_t> waiting;
};

FairQueue::FairQueue(Limits limits) : limits_(limits) {}
FairQueue::~FairQueue() = default;

void FairQueue::push(std::uint64_t call, std::string_view key_name, std::string_view origin) {
  // An origin holds no line feed, so two pairs never make the same name.
  std::string name;
  name.reserve(origin.size() + 1 + key_name.size());
  name.append(origin).append(1, '\n').append(key_name);
  auto& group = groups_[name];
  if (!group) {
    auto& key = keys_[std::string(key_name)];
    if (!key) {
      key = std::make_unique<Key>();
      key->name = key_name;
    }
    ++key->groups;
    group = std::make_unique<Group>();
    group->name = std::move(name);
    group->key = key.get();
  }
  group->waiting.push_back(call);
  make_ready(*group);
}

void FairQueue::make_ready(Group& group) {
  if (group.is_ready || group.waiting.empty() || group.running >= limits_.per_host) return;
  group.is_ready = true;
  ready_.push_back(&group);
}

std::optional<FairQueue::Ticket> FairQueue::next() {
  if (running_ >= limits_.total) return {};
  for (std::size_t visits = ready_.size(); visits > 0; --visits) {
    auto& group = *ready_.front();
    ready_.pop_front();
    if (group.key->running >= limits_.per_key) {
      ready_.push_back(&group);
      continue;
    }
    const Ticket ticket{group.waiting.front(), &group};
    group.waiting.pop_front();
    group.is_ready = false;
    ++group.running;
    ++group.key->running;
    ++running_;
    make_ready(group);
    return ticket;
  }
  return {};
}

void FairQueue::finished(const Ticket& ticket) {
  auto& group = *ticket.group;
  --group.running;
  --group.key->running;
  --running_;
  make_ready(group);
  forget_if_empty(group);
}

void FairQueue::forget_if_empty(Group& group) {
  if (group.running > 0 || !group.waiting.empty()) return;
  auto* key = group.key;
  if (--key->groups == 0) keys_.erase(std::string(key->name));
  groups_.erase(std::string(group.name));
}

}  // namespace sb::http
