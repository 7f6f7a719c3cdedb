#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "api/api.h"
#include "base/testing/manual_executor.h"
#include "channels/outlet_directory.h"
#include "http/testing/scripted_client.h"

namespace sb::api::testing {

// A whole server without sockets: the real store in a directory of its own, the real conductor over a virtual
// clock, a real bot, and the routes. Requests go in as values.
class ApiServer {
 public:
  ApiServer();
  ~ApiServer();

  struct Reply {
    int status = 0;
    std::string body;
    http::Headers headers;
    // The body as JSON; null when it is none.
    Json json() const;
  };
  struct Ask {
    std::string method, target, body = {};
    std::string token = {};  // name of one of `tokens`; empty: none
    http::Headers headers = {};
    std::string cookie = {};  // of somebody who is logged in; changes are sent as our own page sends them
    std::string address = "127.0.0.1";  // of the client
    bool over_tls = false;
  };
  // Sends the request and runs what follows until it is answered.
  Reply ask(Ask request);
  // The operation of the OpenAPI documents that the request belongs to; nullptr when there is none.
  const Json* operation(const std::string& method, const std::string& target);
  // What in the exchange the documents do not say.
  std::vector<std::string> undocumented(const Ask& request, const Reply& reply);

  // Makes an account and logs it in: the cookie's value.
  std::string log_in(const std::string& login, const std::string& access);

  // A user message on the webhook channel, with the turn it starts run to its end or to its first call.
  void user_says(const std::string& session, const std::string& text, Version version = Version::draft);
  // Runs what follows from what has happened, commits included.
  void settle();

  static constexpr UtcMs start_of_time{1'900'000'000'000};
  std::string directory;
  std::shared_ptr<sb::testing::ManualExecutor> executor;
  std::unique_ptr<BlockingPool> pool;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<conductor::BotRegistry> bots;
  std::unique_ptr<store::AccessTokens> access;
  std::unique_ptr<people::Accounts> accounts;
  std::unique_ptr<http::testing::ScriptedClient> client;
  std::unique_ptr<channels::ChannelOutlets> outlets;
  std::unique_ptr<conductor::ModelTrainer> trainer;
  Live live;
  std::unique_ptr<conductor::Conductor> conductor;
  std::unique_ptr<Api> api;
  http::Router router;
  std::map<std::string, std::string> tokens;  // by name: "admin", "edit", "read-only", "other", "expired", …
  std::vector<std::unique_ptr<Json>> documents;

 private:
  void make_tokens();
};

Bot test_bot();

}  // namespace sb::api::testing
