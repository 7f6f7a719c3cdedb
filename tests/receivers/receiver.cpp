#include "receivers/receiver.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace sb::receivers {
namespace {

struct Record {
  std::string session;
  JsonObject shown;
};

struct Waiter {
  std::string session;
  std::size_t count = 0;
  http::Respond respond;
};

Error wrong(std::string_view member, std::string_view expected) {
  return {ErrorCode::invalid_input, std::string(member) + ": " + std::string(expected), std::string(member)};
}

Result<std::int64_t> read_number(const Json& value, std::string_view member, std::int64_t min,
                                 std::int64_t max) {
  const auto* number = value.if_int64();
  if (!number || *number < min || *number > max)
    return wrong(member, "a whole number from " + std::to_string(min) + " to " + std::to_string(max));
  return *number;
}

JsonObject headers_json(const http::Headers& headers) {
  JsonObject out;
  for (const auto& header : headers) out[lower_ascii(header.name)] = header.value;
  return out;
}

JsonObject query_json(const http::InboundRequest& request) {
  JsonObject out;
  for (const auto& [name, value] : request.query) out[name] = value;
  return out;
}

std::int64_t query_number(const http::InboundRequest& request, std::string_view name, std::int64_t otherwise,
                          std::int64_t max) {
  const auto* text = request.find_query(name);
  std::int64_t number = 0;
  if (!text || std::from_chars(text->data(), text->data() + text->size(), number).ec != std::errc())
    return otherwise;
  return std::clamp<std::int64_t>(number, 0, max);
}

}  // namespace

struct Receiver::State : std::enable_shared_from_this<State> {
  explicit State(std::shared_ptr<Executor> given) : executor(std::move(given)) {}

  void receive(http::InboundRequest request, http::Respond respond);
  void show(const http::InboundRequest& request, http::Respond respond);
  void set_behaviour(const http::InboundRequest& request, const http::Respond& respond);
  void forget();

  // With the mutex held.
  http::OutboundResponse shown(const std::string& session) const;
  std::size_t count(const std::string& session) const;
  int next_status();
  std::vector<std::shared_ptr<Waiter>> take_satisfied();

  const std::shared_ptr<Executor> executor;
  std::mutex mutex;
  Behaviour behaviour;
  std::deque<Record> records;
  std::vector<std::shared_ptr<Waiter>> waiters;  // each also known to the timer that ends it
};

std::string session_of(const Json& body) {
  const auto* object = body.if_object();
  if (!object) return "";
  for (const auto name : {"senderId", "sessionId", "conversationId"})
    if (const auto id = string_member(*object, name); !id.empty()) return std::string(id);
  const auto* recipient = object_member(*object, "recipient");
  return recipient ? std::string(string_member(*recipient, "id")) : "";
}

Result<Behaviour> read_behaviour(const Json& value) {
  const auto* object = value.if_object();
  if (!object) return wrong("behaviour", "a JSON object");
  Behaviour out;
  for (const auto& member : *object) {
    const auto name = view(member.key());
    if (name == "status") {
      SB_TRY(const auto status, read_number(member.value(), name, 200, 599));
      out.status = static_cast<int>(status);
    } else if (name == "delayMs") {
      SB_TRY(out.delay_ms, read_number(member.value(), name, 0, Receiver::wait_ms_max));
    } else if (name == "refuse") {
      SB_TRY(const auto refuse, read_number(member.value(), name, 0, 1'000'000));
      out.refuse = static_cast<int>(refuse);
    } else if (name == "offload" && member.value().is_object()) {
      out.offload = member.value().get_object();
    } else {
      return wrong(name, "not one of status, delayMs, refuse, offload (an object)");
    }
  }
  return out;
}

int Receiver::State::next_status() {
  if (!behaviour.refuse) return behaviour.status;
  if (*behaviour.refuse == 0) return 200;
  --*behaviour.refuse;
  return behaviour.status;
}

std::size_t Receiver::State::count(const std::string& session) const {
  if (session.empty()) return records.size();
  return static_cast<std::size_t>(std::count_if(
      records.begin(), records.end(), [&](const Record& record) { return record.session == session; }));
}

http::OutboundResponse Receiver::State::shown(const std::string& session) const {
  JsonArray list;
  for (const auto& record : records)
    if (session.empty() || record.session == session) list.push_back(record.shown);
  return http::json_response(200, JsonObject{{"messages", std::move(list)}});
}

std::vector<std::shared_ptr<Waiter>> Receiver::State::take_satisfied() {
  std::vector<std::shared_ptr<Waiter>> done;
  const auto kept = std::stable_partition(
      waiters.begin(), waiters.end(),
      [&](const std::shared_ptr<Waiter>& waiter) { return count(waiter->session) < waiter->count; });
  done.assign(kept, waiters.end());
  waiters.erase(kept, waiters.end());
  return done;
}

void Receiver::State::receive(http::InboundRequest request, http::Respond respond) {
  auto parsed = parse_json(request.body);
  Json body = parsed ? std::move(*parsed) : Json(request.body);
  const bool offload = body.is_object() && string_member(body.get_object(), "event") == "offload";
  Record record{session_of(body), {}};
  std::unique_lock lock(mutex);
  const int status = next_status();
  record.shown = {
      {"path", request.path},    {"query", query_json(request)}, {"headers", headers_json(request.headers)},
      {"body", std::move(body)}, {"answered", status},           {"at", iso_text(executor->now())}};
  records.push_back(std::move(record));
  if (records.size() > records_max) records.pop_front();
  auto answer = http::json_response(status, offload ? behaviour.offload : JsonObject());
  const auto delay_ms = behaviour.delay_ms;
  std::vector<std::pair<std::shared_ptr<Waiter>, http::OutboundResponse>> told;
  for (auto& waiter : take_satisfied()) told.emplace_back(waiter, shown(waiter->session));
  lock.unlock();
  for (auto& [waiter, seen] : told) waiter->respond(std::move(seen));
  if (delay_ms == 0) return respond(std::move(answer));
  executor->post_after(delay_ms,
                       [respond = std::move(respond), answer = std::move(answer)] { respond(answer); });
}

void Receiver::State::show(const http::InboundRequest& request, http::Respond respond) {
  const auto* session_text = request.find_query("session");
  const std::string session = session_text ? *session_text : "";
  const auto* wait = request.find_query("wait");
  const auto wanted =
      static_cast<std::size_t>(query_number(request, "count", 1, static_cast<std::int64_t>(records_max)));
  const auto timeout_ms = query_number(request, "timeoutMs", 20'000, wait_ms_max);
  std::unique_lock lock(mutex);
  if (!wait || *wait != "1" || count(session) >= wanted) {
    auto answer = shown(session);
    lock.unlock();
    return respond(std::move(answer));
  }
  auto waiter = std::make_shared<Waiter>(Waiter{session, wanted, std::move(respond)});
  waiters.push_back(waiter);
  lock.unlock();
  executor->post_after(timeout_ms, [self = shared_from_this(), waiter] {
    std::unique_lock timer_lock(self->mutex);
    const auto found = std::find(self->waiters.begin(), self->waiters.end(), waiter);
    if (found == self->waiters.end()) return;
    self->waiters.erase(found);
    auto answer = self->shown(waiter->session);
    timer_lock.unlock();
    waiter->respond(std::move(answer));
  });
}

void Receiver::State::set_behaviour(const http::InboundRequest& request, const http::Respond& respond) {
  auto value = parse_json(request.body);
  if (value.has_error()) return respond(http::error_response(value.error()));
  auto read = read_behaviour(*value);
  if (read.has_error()) return respond(http::error_response(read.error()));
  std::lock_guard lock(mutex);
  behaviour = std::move(*read);
  respond(http::no_content_response());
}

void Receiver::State::forget() {
  std::lock_guard lock(mutex);
  records.clear();
}

Receiver::Receiver(std::shared_ptr<Executor> executor)
    : state_(std::make_shared<State>(std::move(executor))) {}

void Receiver::add_routes(http::Router& router) {
  const auto state = state_;
  router.add("GET", "/messages",
             [state](http::InboundRequest request, http::RouteParams, http::Respond respond) {
               state->show(request, std::move(respond));
             });
  router.add("DELETE", "/messages", [state](http::InboundRequest, http::RouteParams, http::Respond respond) {
    state->forget();
    respond(http::no_content_response());
  });
  router.add("POST", "/behaviour",
             [state](http::InboundRequest request, http::RouteParams, http::Respond respond) {
               state->set_behaviour(request, respond);
             });
  router.add("POST", "/{rest*}",
             [state](http::InboundRequest request, http::RouteParams, http::Respond respond) {
               state->receive(std::move(request), std::move(respond));
             });
  router.add("GET", "/{rest*}", [](http::InboundRequest, http::RouteParams, http::Respond respond) {
    respond(http::json_response(200, JsonObject{{"status", "ok"}}));
  });
}

}  // namespace sb::receivers
