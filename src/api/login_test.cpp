#include <gtest/gtest.h>

#include "api/browser.h"
#include "api/testing/api_fixture.h"
#include "people/login_limits.h"

// Logging in and out through the API, and what people do with accounts.

namespace sb::api::testing {
namespace {

const std::string password = "correct horse battery";

std::string body_of(const std::string& login, const std::string& secret) {
  return to_json_text(JsonObject{{"login", login}, {"password", secret}});
}

std::string cookie_of(const ApiServer::Reply& reply) {
  const std::string_view text = reply.headers.get("set-cookie");
  const auto equals = text.find('='), end = text.find(';');
  return text.empty() ? "" : std::string(text.substr(equals + 1, end - equals - 1));
}

std::string text_of(const ApiServer::Reply& reply, std::string_view member) {
  return std::string(string_member(reply.json().get_object(), member));
}

class Login : public ::testing::Test {
 protected:
  Login() { boss = server.log_in("boss", R"({"role":"admin"})"); }

  ApiServer::Reply ask(const ApiServer::Ask& request) {
    auto reply = server.ask(request);
    for (const auto& fault : server.undocumented(request, reply))
      ADD_FAILURE() << request.target << ": " << fault;
    return reply;
  }
  ApiServer::Reply as_boss(const std::string& method, const std::string& path, const std::string& body = "") {
    ApiServer::Ask request{method, "/manage/v1/" + path, body};
    request.cookie = boss;
    return ask(request);
  }
  ApiServer::Reply as(const std::string& cookie, const std::string& method, const std::string& path,
                      const std::string& body = "") {
    ApiServer::Ask request{method, "/manage/v1/" + path, body};
    request.cookie = cookie;
    return ask(request);
  }
  // An account with that password: its id.
  std::string account(const std::string& login) {
    const auto made = as_boss("POST", "users", to_json_text(JsonObject{{"login", login}}));
    EXPECT_EQ(made.status, 201) << made.body;
    const auto link = text_of(as_boss("POST", "users/" + text_of(made, "id") + "/link"), "link");
    const auto secret = link.substr(link.find('#') + 1);
    const auto done = ask(
        {"POST", "/manage/v1/setup", to_json_text(JsonObject{{"token", secret}, {"password", password}})});
    EXPECT_EQ(done.status, 200) << done.body;
    return text_of(made, "id");
  }

  ApiServer server;
  std::string boss;
  int attempts_ = 0;
};

TEST_F(Login, GivesACookieAndTakesItBack) {
  account("ann");
  const auto entered = ask({"POST", "/manage/v1/login", body_of("Ann", password)});
  ASSERT_EQ(entered.status, 200) << entered.body;
  EXPECT_EQ(entered.headers.get("set-cookie").substr(64 + sizeof("signalbox")),
            "; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800");
  const auto cookie = cookie_of(entered);
  const auto me = as(cookie, "GET", "me");
  EXPECT_EQ(text_of(me, "login"), "ann");
  EXPECT_EQ(text_of(me, "role"), "member");
  EXPECT_EQ(text_of(me, "csrfToken"), people::Accounts::csrf_token(cookie));
  EXPECT_EQ(as(cookie, "POST", "logout").status, 204);
  EXPECT_EQ(as(cookie, "GET", "me").status, 401);
}

TEST_F(Login, OverTlsTheCookieIsTheHostsAlone) {
  account("ann");
  ApiServer::Ask request{"POST", "/manage/v1/login", body_of("ann", password)};
  request.headers.set("X-Forwarded-Proto", "https");  // of nobody knows whom
  EXPECT_TRUE(ask(request).headers.get("set-cookie").starts_with("signalbox="));
  request.over_tls = true;
  const auto entered = ask(request);
  const auto cookie = entered.headers.get("set-cookie");
  EXPECT_TRUE(cookie.starts_with("__Host-signalbox=") && cookie.ends_with("; Secure")) << cookie;
}

TEST_F(Login, GuessingIsSlowAndTellsNothing) {
  account("ann");
  const auto wrong = ask({"POST", "/manage/v1/login", body_of("ann", "wrong horse battery")});
  const auto nobody = ask({"POST", "/manage/v1/login", body_of("nobody", password)});
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.body, nobody.body);
  for (int i = 1; i < people::LoginLimits::per_account_and_address; ++i)
    ask({"POST", "/manage/v1/login", body_of("ann", "x")});
  const auto over = ask({"POST", "/manage/v1/login", body_of("ann", password)});
  EXPECT_EQ(over.status, 429);
  EXPECT_EQ(over.headers.get("Retry-After"), "900");
}

TEST_F(Login, WhoGuessesKeepsOnlyHisOwnAddressOut) {
  account("ann");
  const auto from = [&](const char* address, const std::string& login, const std::string& secret) {
    ApiServer::Ask request{"POST", "/manage/v1/login", body_of(login, secret)};
    request.address = address;
    request.headers.set("X-Forwarded-For", "192.0.2." + std::to_string(attempts_++));
    return ask(request).status;
  };
  for (int i = 0; i < people::LoginLimits::per_address; ++i)
    EXPECT_EQ(from("203.0.113.9", "nobody" + std::to_string(i), "x"), 401) << i;
  EXPECT_EQ(from("203.0.113.9", "ann", password), 429);
  EXPECT_EQ(from("203.0.113.10", "ann", password), 200);
}

TEST_F(Login, OtherSitesLogNobodyIn) {
  account("ann");
  ApiServer::Ask request{"POST", "/manage/v1/login", body_of("ann", password)};
  request.headers.set("Origin", "https://evil.example");
  EXPECT_EQ(ask(request).status, 403);
  request.headers.set("Origin", "http://signalbox.test");
  EXPECT_EQ(ask(request).status, 200);
}

TEST_F(Login, ANewLoginEndsTheOldOneOfTheBrowser) {
  account("ann");
  const auto first = cookie_of(ask({"POST", "/manage/v1/login", body_of("ann", password)}));
  ApiServer::Ask again{"POST", "/manage/v1/login", body_of("ann", password)};
  again.cookie = first;
  const auto second = cookie_of(ask(again));
  EXPECT_NE(first, second);
  EXPECT_EQ(as(first, "GET", "me").status, 401);
  EXPECT_EQ(as(second, "GET", "me").status, 200);
}

TEST_F(Login, ANewPasswordEndsTheOthers) {
  account("ann");
  const auto one = cookie_of(ask({"POST", "/manage/v1/login", body_of("ann", password)}));
  const auto two = cookie_of(ask({"POST", "/manage/v1/login", body_of("ann", password)}));
  EXPECT_EQ(as(one, "PUT", "me/password", R"({"current":"wrong","password":"another horse battery"})").status,
            400);
  const auto weak =
      as(one, "PUT", "me/password", R"({"current":"correct horse battery","password":"short"})");
  EXPECT_EQ(weak.status, 400);
  EXPECT_NE(weak.body.find("body.password"), std::string::npos);
  const auto changed = as(one, "PUT", "me/password",
                          R"({"current":"correct horse battery","password":"another horse battery"})");
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(as(one, "GET", "me").status, 401);
  EXPECT_EQ(as(two, "GET", "me").status, 401);
  EXPECT_EQ(as(cookie_of(changed), "GET", "me").status, 200);
}

TEST_F(Login, NobodyEndsTheLoginsOfOthers) {
  account("ann");
  const auto ann = cookie_of(ask({"POST", "/manage/v1/login", body_of("ann", password)}));
  const auto list = as(ann, "GET", "me/logins");
  const JsonArray logins = list.json().at("data").get_array();
  ASSERT_EQ(logins.size(), 2u) << "the one-time link logged in too";
  const std::string id(string_member(logins.front().get_object(), "id"));
  EXPECT_EQ(as_boss("DELETE", "me/logins/" + id).status, 404);
  EXPECT_EQ(as(ann, "DELETE", "me/logins/" + id).status, 204);
}

TEST_F(Login, RolesChangeWhatAPersonMayDo) {
  const auto id = account("ann");
  const auto ann = cookie_of(ask({"POST", "/manage/v1/login", body_of("ann", password)}));
  const auto flows = [&] { return as(ann, "GET", "bots/tester/flows").status; };
  EXPECT_EQ(flows(), 403);
  EXPECT_EQ(as_boss("PUT", "bots/tester/access/" + id, R"({"role":"read-only"})").status, 200);
  EXPECT_EQ(flows(), 200);
  EXPECT_EQ(as(ann, "POST", "bots/tester/flows", R"({"name":"mine"})").status, 403);
  EXPECT_EQ(as_boss("PUT", "bots/tester/access/" + id, R"({"role":"edit"})").status, 200);
  EXPECT_EQ(as(ann, "POST", "bots/tester/flows", R"({"id":"f-mine","name":"mine"})").status, 201);
  EXPECT_EQ(as_boss("DELETE", "bots/tester/access/" + id).status, 200);
  EXPECT_EQ(flows(), 403);
  const auto open = as_boss("PUT", "bots/tester/access", R"({"access":"OPEN"})");
  EXPECT_EQ(text_of(open, "access"), "OPEN");
  EXPECT_EQ(flows(), 200);
  EXPECT_EQ(as_boss("PATCH", "users/" + id, R"({"disabled":true})").status, 200);
  EXPECT_EQ(flows(), 401);
  server.settle();
  const auto log = as_boss("GET", "audit").body;
  for (const auto* entry : {"\"giveRole\"", "\"takeRole\"", "\"changeAccess\"", "\"logIn\"", "\"createUser\"",
                            "\"createSetupLink\"", "\"setPassword\"", "\"changeUser\"", "\"name\":\"ann\""})
    EXPECT_NE(log.find(entry), std::string::npos) << entry;
}

TEST_F(Login, AccountsAreForAdministratorsOfAllBots) {
  for (const auto* path : {"users", "bots/other/access"})
    EXPECT_EQ(ask({"GET", std::string("/manage/v1/") + path, "", "other"}).status, 403) << path;
  EXPECT_EQ(ask({"GET", "/manage/v1/me", "", "other"}).status, 200);
  EXPECT_EQ(ask({"POST", "/manage/v1/logout", "", "admin"}).status, 403) << "a token has no login";
}

TEST(Browser, CookiesAreFoundByTheirWholeName) {
  http::InboundRequest request;
  request.headers.add("Cookie", "xsignalbox=1; signalbox =2;signalbox=3; signalbox=4");
  EXPECT_EQ(find_cookie(request, "signalbox"), "3");
  EXPECT_EQ(find_cookie(request, "box"), "");
}

}  // namespace
}  // namespace sb::api::testing
