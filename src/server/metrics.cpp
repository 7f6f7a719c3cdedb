#include "server/metrics.h"

#include <dirent.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <mutex>
#include <unordered_map>

#include "base/log.h"
#include "http/credentials.h"
#include "http/trace_context.h"

namespace sb::server {
namespace {

const prometheus::Histogram::BucketBoundaries seconds_buckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                              0.25,  0.5,    1,     2.5,  5,     10,   30};

prometheus::Family<prometheus::Counter>& counter_family(prometheus::Registry& registry, const char* name,
                                                        const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

prometheus::Family<prometheus::Histogram>& histogram_family(prometheus::Registry& registry, const char* name,
                                                            const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

// The members of one family by the value of its only label. A look-up in the family hashes the label set each
// time.
template <typename Metric>
class ByLabel {
 public:
  ByLabel(prometheus::Family<Metric>& family, std::string label)
      : family_(family), label_(std::move(label)) {}

  Metric& of(std::string_view value) {
    const std::lock_guard lock(mutex_);
    const auto known = members_.find(std::string(value));
    if (known != members_.end()) return *known->second;
    Metric& made = make(std::string(value));
    members_.emplace(std::string(value), &made);
    return made;
  }

 private:
  Metric& make(const std::string& value) {
    if constexpr (std::is_same_v<Metric, prometheus::Histogram>) {
      return family_.Add({{label_, value}}, seconds_buckets);
    } else {
      return family_.Add({{label_, value}});
    }
  }

  prometheus::Family<Metric>& family_;
  const std::string label_;
  std::mutex mutex_;
  std::unordered_map<std::string, Metric*> members_;
};

double seconds(std::int64_t ms) {
  return static_cast<double>(ms) / 1000.0;
}

// A gauge or counter whose value is read at the moment of asking.
prometheus::MetricFamily sampled(const char* name, const char* help, prometheus::MetricType type,
                                 double value) {
  prometheus::ClientMetric metric;
  if (type == prometheus::MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
  return {name, help, type, {std::move(metric)}};
}

double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::int64_t pages = 0, resident = 0;
  file >> pages >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double open_descriptors() {
  DIR* directory = ::opendir("/proc/self/fd");
  if (!directory) return 0;
  double count = -3;  // ".", ".." and the directory itself
  while (::readdir(directory)) ++count;
  ::closedir(directory);
  return count;
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

std::string_view effect_label(const engine::Effect& effect) {
  if (std::holds_alternative<engine::CallApi>(effect)) return "api";
  if (std::holds_alternative<engine::RunScript>(effect)) return "code";
  if (std::holds_alternative<engine::HandOver>(effect)) return "offload";
  if (std::holds_alternative<engine::SendMail>(effect)) return "mail";
  return "availability";
}

bool direct_from_this_machine(const http::InboundRequest& request) {
  const auto& address = request.remote_address;
  const bool local = address == "unix" || address == "::1" || address.starts_with("127.");
  return local && !request.headers.find("X-Forwarded-For") && !request.headers.find("Forwarded");
}

}  // namespace

struct Metrics::Parts {
  explicit Parts(Options wanted) : options(wanted) {}

  // A turn that waits for the answer to an effect.
  struct Waiting {
    UtcMs begun_at, asked_at;
    std::string_view kind;
  };

  const Options options;
  prometheus::Registry registry;
  ByLabel<prometheus::Counter> turns{counter_family(registry, "signalbox_turns_total", "Turns that ended."),
                                     "bot"};
  ByLabel<prometheus::Counter> messages{
      counter_family(registry, "signalbox_messages_total", "Messages said, by user, bot or agent."), "actor"};
  ByLabel<prometheus::Counter> actions{
      counter_family(registry, "signalbox_actions_total", "Actions executed, by type."), "type"};
  ByLabel<prometheus::Counter> errors{
      counter_family(registry, "signalbox_errors_total", "Records of the error log, by source."), "source"};
  ByLabel<prometheus::Counter> handovers{
      counter_family(registry, "signalbox_handovers_total", "Handovers that came to a state."), "state"};
  ByLabel<prometheus::Counter> requests{
      counter_family(registry, "signalbox_http_requests_total", "HTTP requests answered, by status."),
      "status"};
  ByLabel<prometheus::Histogram> request_seconds{
      histogram_family(registry, "signalbox_http_request_duration_seconds",
                       "From the complete request to its answer, by route."),
      "route"};
  ByLabel<prometheus::Histogram> effect_seconds{
      histogram_family(registry, "signalbox_effect_duration_seconds",
                       "How long turns waited for calls, scripts, providers and mail."),
      "kind"};
  prometheus::Histogram& turn_seconds = histogram_family(registry, "signalbox_turn_duration_seconds",
                                                         "From its first event to its last commit.")
                                            .Add({}, seconds_buckets);
  std::mutex mutex;
  std::unordered_map<std::int64_t, Waiting> waiting;  // by session row

  void count_effect(const engine::Effect& effect);
  UtcMs follow_turn(const conductor::StepRecord& step);
};

Metrics::Metrics(Options options) : parts_(std::make_unique<Parts>(options)) {}
Metrics::~Metrics() = default;

void Metrics::Parts::count_effect(const engine::Effect& effect) {
  if (const auto* say = std::get_if<engine::Say>(&effect)) {
    messages.of(say->by_agent ? "agent" : "bot").Increment();
  } else if (const auto* note = std::get_if<engine::Note>(&effect)) {
    if (note->kind == "action") actions.of(note->text).Increment();
  } else if (const auto* report = std::get_if<engine::ReportError>(&effect)) {
    errors.of(report->source).Increment();
  } else if (const auto* moved = std::get_if<engine::HandoverMoved>(&effect)) {
    handovers.of(engine::handover_state_name(moved->to)).Increment();
  }
}

// When the turn of this step began.
UtcMs Metrics::Parts::follow_turn(const conductor::StepRecord& step) {
  const bool waits = !step.turn_ended && !step.effects.empty() && engine::needs_answer(step.effects.back());
  const std::lock_guard lock(mutex);
  const auto known = waiting.find(step.session.row);
  UtcMs begun_at = step.event.now;
  if (known != waiting.end()) {
    begun_at = known->second.begun_at;
    effect_seconds.of(known->second.kind).Observe(seconds(step.event.now - known->second.asked_at));
    if (!waits) waiting.erase(known);
  }
  if (waits) waiting[step.session.row] = {begun_at, utc_now(), effect_label(step.effects.back())};
  return begun_at;
}

void Metrics::committed(const conductor::StepRecord& step) {
  Parts& parts = *parts_;
  if (const auto* said = std::get_if<engine::UserSaid>(&step.event.what);
      said && said->message.kind != UserMessageKind::none) {
    parts.messages.of("user").Increment();
  }
  for (const auto& effect : step.effects) parts.count_effect(effect);
  const UtcMs begun_at = parts.follow_turn(step);
  if (!step.turn_ended) return;
  parts.turns.of(step.key.bot_id).Increment();
  const std::int64_t took_ms = utc_now() - begun_at;
  parts.turn_seconds.Observe(seconds(took_ms));
  if (parts.options.slow_turn_ms > 0 && took_ms > parts.options.slow_turn_ms) {
    log_warn("slow turn", {{"botId", step.key.bot_id},
                           {"conversationId", step.session.conversation},
                           {"turn", step.session.turn_no},
                           {"traceId", http::current_trace().trace_id},
                           {"ms", took_ms}});
  }
}

void Metrics::on_request(const RequestRecord& record) {
  parts_->requests.of(std::to_string(record.status)).Increment();
  if (!record.route.empty()) parts_->request_seconds.of(record.route).Observe(seconds(record.duration_ms));
}

std::string Metrics::text(const conductor::Conductor& conductor, store::Store& store) const {
  using prometheus::MetricType;
  auto families = parts_->registry.Collect();
  const auto gauge = [&](const char* name, const char* help, double value) {
    families.push_back(sampled(name, help, MetricType::Gauge, value));
  };
  const auto counter = [&](const char* name, const char* help, double value) {
    families.push_back(sampled(name, help, MetricType::Counter, value));
  };
  const auto load = conductor.load();
  gauge("signalbox_queued_messages", "Accepted, not yet durable.", static_cast<double>(load.queued));
  gauge("signalbox_turns_waiting", "Turns that wait for an effect.", static_cast<double>(load.turns_waiting));
  gauge("signalbox_conversations_cached", "Conversations in memory.", static_cast<double>(load.lanes));
  gauge("signalbox_conversations_cached_bytes", "What they take, about.",
        static_cast<double>(load.cached_bytes));
  gauge("signalbox_deliveries_waiting", "Messages to webhooks and providers not yet delivered.",
        static_cast<double>(load.deliveries_waiting));
  counter("signalbox_deliveries_total", "Messages delivered.", static_cast<double>(load.deliveries));
  counter("signalbox_deliveries_dropped_total", "Messages given up.",
          static_cast<double>(load.deliveries_dropped));
  const auto health = store.health();
  gauge("signalbox_store_queued_transactions", "Transactions that wait for the writer.",
        static_cast<double>(health.queued_transactions));
  counter("signalbox_store_commits_total", "Commits to disk.", static_cast<double>(health.commits));
  counter("signalbox_store_transactions_total", "Transactions in them.",
          static_cast<double>(health.transactions));
  gauge("signalbox_store_database_bytes", "Size of the database file.",
        static_cast<double>(health.database_bytes));
  gauge("signalbox_store_log_bytes", "Size of its write-ahead log.", static_cast<double>(health.wal_bytes));
  gauge("process_resident_memory_bytes", "Memory of the server process.", resident_bytes());
  gauge("process_open_fds", "Open file descriptors.", open_descriptors());
  counter("process_cpu_seconds_total", "User and system time of the server process.", cpu_seconds());
  return prometheus::TextSerializer().Serialize(families);
}

void add_metrics_route(http::Router& router, MetricsRoute route) {
  router.add("GET", "/metrics",
             [route](http::InboundRequest request, http::RouteParams, http::Respond respond) {
               if (!direct_from_this_machine(request)) {
                 const auto shown = http::read_credentials(request, http::QueryToken::refused);
                 if (!shown || !route.tokens.check(shown->id, shown->secret, utc_now())) {
                   return respond(http::error_response(
                       401, "AUTHENTICATION", "from another machine the metrics need an access token"));
                 }
               }
               route.readers.run([route, respond = std::move(respond)] {
                 respond(http::text_response(200, "text/plain; version=0.0.4; charset=utf-8",
                                             route.metrics.text(route.conductor, route.store)));
               });
             });
}

}  // namespace sb::server
