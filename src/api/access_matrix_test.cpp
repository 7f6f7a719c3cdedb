#include <gtest/gtest.h>

#include <set>

#include "api/rate_limit.h"
#include "api/testing/api_fixture.h"
#include "base/utf8.h"

// Every endpoint with every kind of token: who has no right gets 401 or 403, and never data.

namespace sb::api::testing {
namespace {

std::string target_of(const Endpoint& endpoint) {
  std::string out;
  std::string_view path = endpoint.path;
  for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{')) {
    const auto close = path.find('}');
    const auto name = path.substr(open + 1, close - open - 1);
    out += path.substr(0, open);
    out += name == "botId"                                                ? "tester"
           : name == "version"                                            ? "DRAFT"
           : name == "conversation" || name == "turn" || name == "number" ? "1"
           : name == "channelId"                                          ? "c00000000000000000000001"
                                                                          : "ann";
    path.remove_prefix(close + 1);
  }
  return out + std::string(path);
}

struct Caller {
  std::string token;                // empty: none
  std::optional<store::Role> role;  // nullopt: nobody
};

const std::vector<Caller>& callers() {
  static const std::vector<Caller> known = {{"", {}},
                                            {"unknown", {}},
                                            {"expired", {}},
                                            {"edit", store::Role::edit},
                                            {"read-only", store::Role::read_only},
                                            {"nlp-only", store::Role::nlp_only},
                                            {"bot-builder", store::Role::bot_builder},
                                            {"agent", store::Role::agent}};
  return known;
}

ApiServer::Ask ask_of(const Endpoint& endpoint, const std::string& token) {
  ApiServer::Ask ask{endpoint.method, target_of(endpoint), "", token};
  if (endpoint.body)
    ask.body = R"({"botId":"tester","senderId":"ann","message":{"textMessage":{"text":"hi"}}})";
  if (endpoint.method == "DELETE") ask.headers.set("If-Match", "\"none\"");
  return ask;
}

// What the caller may do is not done here: only that reading is possible, so that a refusal of everything
// shows.
TEST(AccessMatrix, RefusesWhoHasNoRight) {
  ApiServer server;
  server.user_says("ann", "hi");
  int refused = 0, allowed = 0;
  for (const auto& endpoint : server.api->endpoints()) {
    if (endpoint.open) continue;
    for (const auto& caller : callers()) {
      const bool granted = caller.role && (!endpoint.right || store::grants(*caller.role, *endpoint.right));
      if (granted && endpoint.method != "GET") continue;
      const auto ask = ask_of(endpoint, caller.token);
      const auto reply = server.ask(ask);
      const std::string where =
          endpoint.method + " " + ask.target + " as " + caller.token + "\n" + reply.body;
      if (granted) {
        ++allowed;
        EXPECT_TRUE(reply.status < 300 || reply.status == 404) << where;
      } else {
        ++refused;
        EXPECT_EQ(reply.status, caller.role ? 403 : 401) << where;
        EXPECT_EQ(reply.body.find("Ghent"), std::string::npos) << where;
      }
      EXPECT_TRUE(server.undocumented(ask, reply).empty()) << where;
    }
  }
  EXPECT_GT(refused, 300);
  EXPECT_GT(allowed, 50);
}

// An administrator of another bot: no endpoint tells him anything of this one, or does anything to it.
TEST(AccessMatrix, OtherBotsStayClosed) {
  ApiServer server;
  server.user_says("ann", "hi");
  int refused = 0;
  for (const auto& endpoint : server.api->endpoints()) {
    if (endpoint.open) continue;
    auto ask = ask_of(endpoint, "other");
    const auto reply = server.ask(ask);
    const std::string where = endpoint.method + " " + ask.target + "\n" + reply.body;
    const bool names_the_bot = endpoint.path.find("{botId}") != std::string::npos ||
                               endpoint.id == "legacyWebview" || endpoint.id == "sendWebhookMessage";
    if (names_the_bot) {
      ++refused;
      EXPECT_EQ(reply.status, 403) << where;
    } else {
      EXPECT_LT(reply.status, 500) << where;
    }
    EXPECT_EQ(reply.body.find("Ghent"), std::string::npos) << where;
    EXPECT_EQ(reply.body.find("Tester"), std::string::npos) << where;
  }
  EXPECT_GT(refused, 70);
  EXPECT_TRUE(server.bots->find("tester", Version::draft));
}

// A bot that does not exist looks the same as one that is closed; those with access to all bots get 404.
TEST(AccessMatrix, UnknownBotsAreNotFound) {
  ApiServer server;
  for (const auto& endpoint : server.api->endpoints()) {
    if (endpoint.open || endpoint.path.find("{botId}") == std::string::npos) continue;
    auto ask = ask_of(endpoint, "admin");
    ask.target.replace(ask.target.find("tester"), 6, "nobody");
    EXPECT_EQ(server.ask(ask).status, 404) << endpoint.id;
    ask.token = "other";
    EXPECT_EQ(server.ask(ask).status, 403) << endpoint.id;
  }
}

TEST(RateLimit, CountsPerTokenAndTellsItInTheHeaders) {
  RateLimiter limiter(2);
  const UtcMs now{1'000};
  EXPECT_EQ(limiter.count("a", now).remaining, 1);
  EXPECT_EQ(limiter.count("b", now).remaining, 1);
  EXPECT_FALSE(limiter.count("a", now).exceeded);
  const auto third = limiter.count("a", now + 10'000);
  EXPECT_TRUE(third.exceeded);
  http::Headers headers;
  third.add_to(headers, now + 10'000);
  EXPECT_EQ(headers.get("x-ratelimit-limit"), "2");
  EXPECT_EQ(headers.get("x-ratelimit-remaining"), "0");
  EXPECT_EQ(headers.get("x-ratelimit-reset"), "61000");
  EXPECT_EQ(headers.get("Retry-After"), "50");
  EXPECT_FALSE(limiter.count("a", now + 60'000).exceeded);
}

}  // namespace
}  // namespace sb::api::testing
