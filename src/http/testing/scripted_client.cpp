#include "http/testing/scripted_client.h"

#include <stdexcept>

namespace sb::http::testing {

ScriptedClient::~ScriptedClient() {
  while (!open_.empty()) cancel(open_.begin()->first);
}

CallId ScriptedClient::send(Request request, Done done) {
  const CallId id{++last_id_};
  requests_.push_back(request);
  open_.emplace(id, Open{std::move(request), std::move(done)});
  return id;
}

void ScriptedClient::cancel(CallId id) {
  finish(id, Failure{FailureKind::cancelled, "cancelled"});
}

std::vector<CallId> ScriptedClient::open_calls() const {
  std::vector<CallId> ids;
  for (const auto& [id, call] : open_) ids.push_back(id);
  return ids;
}

bool ScriptedClient::finish_next(Outcome outcome) {
  return !open_.empty() && finish(open_.begin()->first, std::move(outcome));
}

bool ScriptedClient::finish(CallId id, Outcome outcome) {
  auto node = open_.extract(id);
  if (node.empty()) return false;
  node.mapped().done(std::move(outcome));
  return true;
}

int ScriptedClient::run_all() {
  if (!answerer_) throw std::logic_error("ScriptedClient: run_all needs an answerer");
  int count = 0;
  while (!open_.empty()) {
    const auto id = open_.begin()->first;
    finish(id, answerer_(open_.begin()->second.request));
    ++count;
  }
  return count;
}

Response json_answer(int status, std::string body) {
  Response response;
  response.status = status;
  response.headers = {{"content-type", "application/json"}};
  response.body = std::move(body);
  return response;
}

}  // namespace sb::http::testing
