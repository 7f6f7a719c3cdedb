#include "http/curl_client.h"

#include <fmt/format.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <queue>
#include <thread>
#include <unordered_map>
#include <variant>

#include "base/clock.h"
#include "base/log.h"
#include "http/fair_queue.h"
#include "http/header_rules.h"
#include "http/lanes.h"
#include "http/redirect.h"
#include "http/resolver.h"
#include "http/transfer.h"

namespace sb::http {
namespace {

constexpr std::size_t resolved_hosts_max = 4'096;
constexpr std::int64_t sweep_interval_ms = 5'000;

Failure no_connection(FailureKind kind) {
  return {kind, std::string(no_connection_text)};
}

enum class Stage { resolving, waiting, running };

struct Call {
  std::uint64_t id = 0;
  Request request;
  Done done;
  std::optional<Url> url;  // nullopt: failed_early is set
  std::optional<Failure> failed_early;
  std::int64_t started_ms = 0, deadline_ms = 0;
  Stage stage = Stage::waiting;
  std::int64_t resolve_deadline_ms = 0;
  std::vector<Address> addresses;
  int redirects = 0;
  std::string key;  // of its lane
  FairQueue::Ticket ticket;
  Lane* lane = nullptr;
  std::unique_ptr<Transfer> transfer;
};

struct Cancel {
  std::uint64_t id;
};
struct Resolved {
  std::string host;
  std::vector<Address> addresses;
};
using Command = std::variant<std::unique_ptr<Call>, Cancel, Resolved>;

// What other threads leave for the client's thread. Outlives the client as long as a lookup is under way.
class Inbox final {
 public:
  Inbox() : event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  ~Inbox() { ::close(event_); }
  Inbox(const Inbox&) = delete;
  Inbox& operator=(const Inbox&) = delete;

  int event() const { return event_; }

  void put(Command command) {
    const std::lock_guard lock(mutex_);
    commands_.push_back(std::move(command));
    if (commands_.size() == 1) wake();
  }
  void stop() {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake();
  }
  std::vector<Command> take() {
    const std::lock_guard lock(mutex_);
    std::uint64_t count = 0;
    if (read(event_, &count, sizeof count) < 0) count = 0;
    return std::exchange(commands_, {});
  }
  bool stopping() {
    const std::lock_guard lock(mutex_);
    return stopping_;
  }

 private:
  void wake() {
    const std::uint64_t one = 1;
    // Fails only when the counter is full, and then the reader is awake anyway.
    [[maybe_unused]] const auto written = write(event_, &one, sizeof one);
  }

  const int event_;
  std::mutex mutex_;
  std::vector<Command> commands_;
  bool stopping_ = false;
};

class CurlClient final : public Client {
 public:
  CurlClient(EgressPolicy policy, ClientOptions options);
  ~CurlClient() override;

  CallId send(Request request, Done done) override;
  void cancel(CallId id) override { inbox_->put(Cancel{id.value}); }

 private:
  void run();
  void take_inbox();
  void handle(std::unique_ptr<Call> call);
  void handle(const Cancel& cancel);
  void handle(Resolved resolved);
  void admit(Call& call);
  void resolve(Call& call);
  void use_addresses(Call& call, const std::vector<Address>& addresses);
  void enqueue(Call& call);
  void start_waiting();
  void start(Call& call);
  void release(Call& call);
  void collect();
  void complete(Call& call, CURLcode result);
  // True when the call goes on with another request.
  bool follow(Call& call, Outcome& outcome);
  void finish(Call& call, Outcome outcome);
  void expire(std::int64_t now);
  void fail_all();
  void wait();
  std::int64_t next_event_ms() const;
  void run_curl_timer();
  static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void* known);
  static int on_timer(CURLM*, long timeout_ms, void* self);

  struct Known {
    std::vector<Address> addresses;
    std::int64_t until_ms = 0;
  };
  struct Due {
    std::int64_t at_ms;
    std::uint64_t call;
    friend bool operator>(const Due& a, const Due& b) { return a.at_ms > b.at_ms; }
  };

  TransferContext context_;
  std::shared_ptr<Inbox> inbox_;  // shared with the resolver's threads
  std::atomic<std::uint64_t> last_id_{0};
  std::atomic<std::size_t> open_calls_{0};

  // From here on only the client's thread.
  CURLM* multi_;
  int epoll_;
  std::int64_t curl_due_ms_ = -1;
  std::int64_t sweep_due_ms_ = 0;
  std::unordered_map<std::uint64_t, std::unique_ptr<Call>> calls_;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
  FairQueue queue_;
  Lanes lanes_;
  std::unordered_map<std::string, Known> known_hosts_;
  std::unordered_map<std::string, std::vector<std::uint64_t>> resolving_;
  Resolver resolver_;
  std::thread thread_;
};

TransferContext make_context(EgressPolicy policy, ClientOptions options) {
  const auto* library = curl_version_info(CURLVERSION_NOW);
  const bool brotli = (library->features & CURL_VERSION_BROTLI) != 0;
  return {std::move(policy), std::move(options), brotli ? "gzip, deflate, br" : "gzip, deflate", 0};
}

CurlClient::CurlClient(EgressPolicy policy, ClientOptions options)
    : context_(make_context(std::move(policy), std::move(options))),
      inbox_(std::make_shared<Inbox>()),
      multi_(curl_multi_init()),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      queue_({context_.options.connections_max, context_.options.connections_per_key_max,
              context_.options.connections_per_host_max}),
      lanes_(context_),
      resolver_(
          context_.options.resolver ? context_.options.resolver : resolve_by_system,
          [inbox = inbox_](const std::string& host, std::vector<Address> addresses) {
            inbox->put(Resolved{host, std::move(addresses)});
          },
          context_.options.resolver_threads_max) {
  if (!multi_ || epoll_ < 0 || inbox_->event() < 0) throw std::bad_alloc();
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlClient::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlClient::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS,
                    static_cast<long>(context_.options.connections_per_key_max));
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = inbox_->event();
  epoll_ctl(epoll_, EPOLL_CTL_ADD, inbox_->event(), &event);
  thread_ = std::thread([this] { run(); });
}

CurlClient::~CurlClient() {
  inbox_->stop();
  thread_.join();
  curl_multi_cleanup(multi_);
  ::close(epoll_);
}

CallId CurlClient::send(Request request, Done done) {
  auto call = std::make_unique<Call>();
  const CallId id{++last_id_};
  call->id = id.value;
  call->started_ms = monotonic_ms();
  const auto& options = context_.options;
  const auto open = ++open_calls_;
  if (open > options.queue_max + static_cast<std::size_t>(options.connections_max)) {
    call->failed_early = Failure{FailureKind::unavailable, "too many outgoing calls are waiting"};
  }
  auto checked = check_method(request.method);
  if (checked) checked = check_headers(request.headers);
  auto url = checked ? Url::parse(request.url) : Result<Url>(checked.error());
  if (url) {
    call->url = std::move(*url);
  } else if (!call->failed_early) {
    call->failed_early = Failure{FailureKind::bad_url, url.error().message};
  }
  call->deadline_ms = call->started_ms + std::max<std::int64_t>(request.timeout_ms, 1);
  call->request = std::move(request);
  call->done = std::move(done);
  inbox_->put(std::move(call));
  return id;
}

void CurlClient::run() {
  // Signals belong to other threads; a peer that closes early must not raise SIGPIPE here.
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, nullptr);
  pthread_setname_np(pthread_self(), "http");
  while (!inbox_->stopping()) {
    take_inbox();
    expire(monotonic_ms());
    run_curl_timer();
    start_waiting();  // last: whatever ended above made room
    wait();
  }
  fail_all();
}

void CurlClient::take_inbox() {
  for (auto& command : inbox_->take()) {
    std::visit([this](auto& value) { handle(std::move(value)); }, command);
  }
}

void CurlClient::handle(std::unique_ptr<Call> call) {
  auto& open = *calls_.emplace(call->id, std::move(call)).first->second;
  if (open.failed_early) return finish(open, *open.failed_early);
  due_.push({open.deadline_ms, open.id});
  admit(open);
}

void CurlClient::handle(const Cancel& cancel) {
  const auto found = calls_.find(cancel.id);
  if (found != calls_.end())
    finish(*found->second, Failure{FailureKind::cancelled, "the call was cancelled"});
}

// The first request and each redirect pass here: nothing is sent to a destination that was not checked.
void CurlClient::admit(Call& call) {
  const auto& url = *call.url;
  call.addresses.clear();
  const bool by_proxy = !context_.options.proxy.empty();
  auto verdict = context_.policy.check_name(url.host(), url.port());
  if (by_proxy && url.literal()) verdict = context_.policy.check(*url.literal(), url.port(), url.host());
  if (verdict == Verdict::refused) return finish(call, no_connection(FailureKind::not_allowed));
  if (by_proxy || url.literal()) return enqueue(call);
  resolve(call);
}

void CurlClient::resolve(Call& call) {
  const auto& host = call.url->host();
  const auto now = monotonic_ms();
  if (const auto known = known_hosts_.find(host);
      known != known_hosts_.end() && known->second.until_ms > now) {
    return use_addresses(call, known->second.addresses);
  }
  call.stage = Stage::resolving;
  call.resolve_deadline_ms = now + context_.options.connect_timeout_ms;
  due_.push({call.resolve_deadline_ms, call.id});
  auto& waiting = resolving_[host];
  waiting.push_back(call.id);
  if (waiting.size() == 1) resolver_.request(host);
}

void CurlClient::handle(Resolved resolved) {
  auto waiting = resolving_.extract(resolved.host);
  if (!resolved.addresses.empty()) {
    if (known_hosts_.size() >= resolved_hosts_max) known_hosts_.clear();
    known_hosts_[resolved.host] = {resolved.addresses, monotonic_ms() + context_.options.resolved_ms_max};
  }
  if (waiting.empty()) return;
  for (const auto id : waiting.mapped()) {
    const auto found = calls_.find(id);
    if (found == calls_.end() || found->second->stage != Stage::resolving) continue;
    if (found->second->url->host() == resolved.host) use_addresses(*found->second, resolved.addresses);
  }
}

void CurlClient::use_addresses(Call& call, const std::vector<Address>& addresses) {
  for (const auto& address : addresses) {
    if (context_.policy.check(address, call.url->port(), call.url->host()) == Verdict::allowed) {
      call.addresses.push_back(address);
    }
  }
  if (!call.addresses.empty()) return enqueue(call);
  finish(call, no_connection(addresses.empty() ? FailureKind::unreachable : FailureKind::not_allowed));
}

void CurlClient::enqueue(Call& call) {
  call.stage = Stage::waiting;
  call.key = lane_key(call.request);
  queue_.push(call.id, call.key, call.url->origin());
}

void CurlClient::start_waiting() {
  while (const auto ticket = queue_.next()) {
    const auto found = calls_.find(ticket->call);
    if (found == calls_.end()) {
      queue_.finished(*ticket);
      continue;
    }
    found->second->ticket = *ticket;
    start(*found->second);
  }
}

void CurlClient::start(Call& call) {
  call.stage = Stage::running;
  try {
    call.lane = &lanes_.at(call.key, call.request.client_certificate);
    call.transfer = std::make_unique<Transfer>(context_, call.lane->take());
    call.transfer->start(call.request, *call.url, call.addresses);
  } catch (const std::bad_alloc&) {
    return finish(call, Failure{FailureKind::unavailable, "out of memory"});
  }
  call.transfer->set_owner(call.id);
  curl_multi_add_handle(multi_, call.transfer->handle());
}

// Gives back what a running request holds.
void CurlClient::release(Call& call) {
  if (call.transfer) {
    curl_multi_remove_handle(multi_, call.transfer->handle());
    call.lane->give_back(call.transfer->release_handle(), monotonic_ms());
    call.transfer.reset();
  }
  if (call.ticket.group) queue_.finished(std::exchange(call.ticket, {}));
}

void CurlClient::collect() {
  int left = 0;
  while (const auto* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    Transfer* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    const auto result = message->data.result;
    complete(*calls_.at(transfer->owner()), result);
  }
}

void CurlClient::complete(Call& call, CURLcode result) {
  auto outcome = call.transfer->finish(result);
  release(call);
  if (outcome && follow(call, outcome)) return admit(call);
  finish(call, std::move(outcome));
}

bool CurlClient::follow(Call& call, Outcome& outcome) {
  const auto redirects_max = call.request.redirects_max;
  if (redirects_max <= 0 || !is_redirect(outcome->status)) return false;
  const auto location = outcome->header("location");
  if (location.empty()) return false;
  if (call.redirects >= redirects_max) {
    outcome = Failure{FailureKind::protocol, fmt::format("redirected more than {} times", redirects_max)};
    return false;
  }
  auto target = call.url->resolve(location);
  if (!target) {
    outcome =
        Failure{FailureKind::not_allowed, "redirected to what cannot be followed: " + target.error().message};
    return false;
  }
  if (auto next = redirect(call.request, *call.url, outcome->status, *target); !next) {
    outcome = std::move(next).error();
    return false;
  }
  call.url = std::move(*target);
  ++call.redirects;
  return true;
}

// Ends a call at any stage. The call is gone afterwards.
void CurlClient::finish(Call& call, Outcome outcome) {
  release(call);
  if (outcome) {
    outcome->redirects = call.redirects;
    outcome->elapsed_ms = monotonic_ms() - call.started_ms;
  }
  const auto done = std::move(call.done);
  calls_.erase(call.id);
  --open_calls_;
  try {
    if (done) done(std::move(outcome));
  } catch (const std::exception& failure) {
    log_error("http.done_failed", {{"error", Json(failure.what())}});
  }
}

void CurlClient::expire(std::int64_t now) {
  while (!due_.empty() && due_.top().at_ms <= now) {
    const auto found = calls_.find(due_.top().call);
    due_.pop();
    if (found == calls_.end()) continue;
    auto& call = *found->second;
    if (call.deadline_ms <= now) {
      finish(call, Failure{FailureKind::timed_out,
                           fmt::format("no complete answer within {} ms", call.request.timeout_ms)});
    } else if (call.stage == Stage::resolving && call.resolve_deadline_ms <= now) {
      finish(call, no_connection(FailureKind::timed_out));
    }
  }
  if (now >= sweep_due_ms_) {
    lanes_.close_idle(now, 2 * context_.options.connections_max);
    sweep_due_ms_ = now + sweep_interval_ms;
  }
}

void CurlClient::fail_all() {
  // A `done` may send again: that call ends the same way, until nothing is left.
  for (take_inbox(); !calls_.empty(); take_inbox()) {
    while (!calls_.empty()) {
      finish(*calls_.begin()->second, Failure{FailureKind::cancelled, "the client is being stopped"});
    }
  }
}

std::int64_t CurlClient::next_event_ms() const {
  auto next = sweep_due_ms_;
  if (!due_.empty()) next = std::min(next, due_.top().at_ms);
  if (curl_due_ms_ >= 0) next = std::min(next, curl_due_ms_);
  return next;
}

void CurlClient::wait() {
  std::array<epoll_event, 128> events;
  const auto timeout_ms = std::max<std::int64_t>(0, next_event_ms() - monotonic_ms());
  const int count =
      epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), static_cast<int>(timeout_ms));
  int running = 0;
  for (int i = 0; i < count; ++i) {
    const auto& event = events[static_cast<std::size_t>(i)];
    if (event.data.fd == inbox_->event()) continue;  // take_inbox empties it
    int what = 0;
    if (event.events & EPOLLIN) what |= CURL_CSELECT_IN;
    if (event.events & EPOLLOUT) what |= CURL_CSELECT_OUT;
    if (event.events & (EPOLLERR | EPOLLHUP)) what |= CURL_CSELECT_ERR;
    curl_multi_socket_action(multi_, event.data.fd, what, &running);
  }
  collect();
}

void CurlClient::run_curl_timer() {
  if (curl_due_ms_ < 0 || curl_due_ms_ > monotonic_ms()) return;
  curl_due_ms_ = -1;
  int running = 0;
  curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
  collect();
}

int CurlClient::on_socket(CURL*, curl_socket_t socket, int what, void* self, void* known) {
  auto& client = *static_cast<CurlClient*>(self);
  epoll_event event{};
  event.data.fd = socket;
  if (what & CURL_POLL_IN) event.events |= EPOLLIN;
  if (what & CURL_POLL_OUT) event.events |= EPOLLOUT;
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(client.epoll_, EPOLL_CTL_DEL, socket, &event);
    return 0;
  }
  // `known` is what we assigned below: null for a socket libcurl shows for the first time.
  if (epoll_ctl(client.epoll_, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event) != 0) {
    epoll_ctl(client.epoll_, known ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event);
  }
  curl_multi_assign(client.multi_, socket, self);
  return 0;
}

int CurlClient::on_timer(CURLM*, long timeout_ms, void* self) {
  static_cast<CurlClient*>(self)->curl_due_ms_ = timeout_ms < 0 ? -1 : monotonic_ms() + timeout_ms;
  return 0;
}

Ok check_proxy(const std::string& proxy) {
  if (proxy.empty()) return {};
  const auto scheme = proxy.substr(0, proxy.find("://"));
  if (proxy.find("://") == std::string::npos ||
      (scheme != "http" && scheme != "https" && scheme != "socks5h")) {
    return Error{ErrorCode::invalid_input, "the egress proxy must begin with http://, https:// or socks5h://",
                 "proxy"};
  }
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url(curl_url(), &curl_url_cleanup);
  if (curl_url_set(url.get(), CURLUPART_URL, proxy.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
    return Error{ErrorCode::invalid_input, "the egress proxy is no valid URL", "proxy"};
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Client>> make_curl_client(EgressPolicy policy, ClientOptions options) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (ready != CURLE_OK) return Error{ErrorCode::internal, "libcurl does not start"};
  SB_TRYV(check_proxy(options.proxy));
  if (!options.ca_file.empty() && access(options.ca_file.c_str(), R_OK) != 0) {
    return Error{ErrorCode::invalid_input, "cannot read the CA file " + options.ca_file, "ca_file"};
  }
  for (const auto& address : own_addresses()) policy.deny(address);
  try {
    return std::unique_ptr<Client>(std::make_unique<CurlClient>(std::move(policy), std::move(options)));
  } catch (const std::exception& failure) {
    return Error{ErrorCode::unavailable, std::string("cannot start the HTTP client: ") + failure.what()};
  }
}

}  // namespace sb::http
