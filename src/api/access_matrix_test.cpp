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
  std::string name;                 // of the token, or the login of the person
  std::optional<store::Role> role;  // nullopt: nobody
  std::string cookie = {};          // of a person
};

// Every token, and a person of every role.
std::vector<Caller> callers(ApiServer& server) {
  using store::Role;
  std::vector<Caller> out = {{"", {}}, {"unknown", {}}, {"expired", {}}};
  for (const auto name : store::role_names()) {
    const Role role = *store::parse_role(name);
    if (role == Role::admin) continue;
    const std::string text(name);
    out.push_back({text, role});
    out.push_back({text + " person", role,
                   server.log_in("a-" + text, R"({"role":"member","roles":{"tester":")" + text + "\"}}")});
  }
  out.push_back({"no person", {}, std::string(64, '0')});
  const std::string over = server.log_in("over", R"({"role":"admin"})");
  auto user = *server.accounts->find_login("over");
  user.disabled = true;
  EXPECT_FALSE(server.accounts->change(user).has_error());
  out.push_back({"disabled person", {}, over});
  return out;
}

ApiServer::Ask ask_of(const Endpoint& endpoint, const Caller& caller) {
  ApiServer::Ask ask{endpoint.method, target_of(endpoint)};
  (caller.cookie.empty() ? ask.token : ask.cookie) = caller.cookie.empty() ? caller.name : caller.cookie;
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
  const auto all = callers(server);
  int refused = 0, allowed = 0;
  for (const auto& endpoint : server.api->endpoints()) {
    if (endpoint.open) continue;
    for (const auto& caller : all) {
      const bool person = !caller.cookie.empty();
      // Cookies count for nothing where a GET may change something, and with webhooks.
      const bool known =
          caller.role &&
          !(person && (endpoint.family == Family::legacy || endpoint.id == "sendWebhookMessage"));
      const bool granted = known && (!endpoint.right || store::grants(*caller.role, *endpoint.right));
      if (granted && endpoint.method != "GET") continue;
      const auto ask = ask_of(endpoint, caller);
      const auto reply = server.ask(ask);
      const std::string where = endpoint.method + " " + ask.target + " as " + caller.name + "\n" + reply.body;
      if (granted) {
        ++allowed;
        const bool for_people = endpoint.id == "listLogins" && !person;
        EXPECT_TRUE(reply.status < 300 || reply.status == (for_people ? 403 : 404)) << where;
      } else {
        ++refused;
        EXPECT_EQ(reply.status, known ? 403 : 401) << where;
        EXPECT_EQ(reply.body.find("Ghent"), std::string::npos) << where;
      }
      EXPECT_TRUE(server.undocumented(ask, reply).empty()) << where;
    }
  }
  EXPECT_GT(refused, 900);
  EXPECT_GT(allowed, 150);
}

// Whatever a person may do, a page of another site cannot have it done.
TEST(AccessMatrix, ChangesNeedOurOwnPage) {
  ApiServer server;
  const Caller admin{"boss", store::Role::admin, server.log_in("boss", R"({"role":"admin"})")};
  int refused = 0;
  for (const auto& endpoint : server.api->endpoints()) {
    if (endpoint.method == "GET" || endpoint.open || endpoint.family == Family::legacy ||
        endpoint.id == "sendWebhookMessage")
      continue;
    for (const auto& headers :
         {http::Headers{{"Origin", "https://evil.example"}}, http::Headers{{"Origin", "null"}},
          http::Headers{{"Origin", "http://signalbox.test.evil.example"}}, http::Headers{{"Origin", ""}},
          http::Headers{{"X-CSRF-Token", ""}}, http::Headers{{"X-CSRF-Token", std::string(64, '0')}}}) {
      auto ask = ask_of(endpoint, admin);
      ask.headers = headers;
      const auto reply = server.ask(ask);
      EXPECT_EQ(reply.status, 403) << endpoint.id;
      EXPECT_EQ(string_member(reply.json().get_object(), "code"), "CSRF") << endpoint.id;
      ++refused;
    }
  }
  EXPECT_GT(refused, 200);
  EXPECT_TRUE(server.bots->find("tester", Version::draft));
}

// For somebody with rights for another bot only.
void expect_closed(ApiServer& server, const Endpoint& endpoint, const Caller& caller, int& refused) {
  const auto reply = server.ask(ask_of(endpoint, caller));
  const std::string where = endpoint.id + " as " + caller.name + "\n" + reply.body;
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

// An administrator of another bot: no endpoint tells him anything of this one, or does anything to it.
TEST(AccessMatrix, OtherBotsStayClosed) {
  ApiServer server;
  server.user_says("ann", "hi");
  const Caller token{"other", store::Role::admin};
  const Caller person{"eve", store::Role::edit,
                      server.log_in("eve", R"({"role":"member","roles":{"other":"edit"}})")};
  int refused = 0;
  for (const auto& endpoint : server.api->endpoints()) {
    if (endpoint.open) continue;
    expect_closed(server, endpoint, token, refused);
    const bool for_people = endpoint.family != Family::legacy && endpoint.id != "sendWebhookMessage";
    if (for_people && endpoint.id != "logOut") expect_closed(server, endpoint, person, refused);
  }
  EXPECT_GT(refused, 180);
  EXPECT_TRUE(server.bots->find("tester", Version::draft));
}
// A bot that does not exist looks the same as one that is closed; those with access to all bots get 404.
TEST(AccessMatrix, UnknownBotsAreNotFound) {
  ApiServer server;
  for (const auto& endpoint : server.api->endpoints()) {
    if (endpoint.open || endpoint.path.find("{botId}") == std::string::npos) continue;
    auto ask = ask_of(endpoint, {"admin", store::Role::admin});
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
