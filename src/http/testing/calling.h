#pragma once
#include <future>
#include <memory>
#include <string>
#include <utility>

#include "http/client.h"

namespace sb::http::testing {

// Sends and waits for the end: for clients with a thread of their own.
inline Outcome call(Client& client, Request request) {
  // Shared with `done`, which may still be inside set_value when the waiting thread goes on.
  const auto promise = std::make_shared<std::promise<Outcome>>();
  auto outcome = promise->get_future();
  client.send(std::move(request), [promise](Outcome ended) { promise->set_value(std::move(ended)); });
  return outcome.get();
}

inline Request get(std::string url, std::string isolation_key = {}) {
  Request request;
  request.url = std::move(url);
  request.isolation_key = std::move(isolation_key);
  return request;
}

inline Request post(std::string url, std::string body) {
  Request request;
  request.method = "POST";
  request.url = std::move(url);
  request.body = std::move(body);
  return request;
}

}  // namespace sb::http::testing
