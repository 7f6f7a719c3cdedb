#include "http/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "base/json.h"

namespace sb::http {
namespace {

Handler says(std::string text) {
  return [text](InboundRequest, RouteParams params, Respond respond) {
    std::string body = text;
    for (const char* name : {"botId", "conversationId", "name", "path"}) {
      if (!params.get(name).empty()) body += std::string(" ") + name + "=" + params.get(name);
    }
    respond(text_response(200, "text/plain", body));
  };
}

Router product_like() {
  Router router;
  router.add("GET", "/", says("home"));
  router.add("GET", "/v1/bots", says("bots"));
  router.add("GET", "/v1/bots/{botId}/conversations/{conversationId}/messages", says("messages"));
  router.add("POST", "/v1/bots/{botId}/conversations/{conversationId}/messages", says("post"));
  router.add("GET", "/v1/bots/{botId}/events", says("events"));
  router.add("GET", "/v1/bots/mine/events", says("mine"));
  router.add("GET", "/names/{name+}/check", says("named"));
  router.add("GET", "/desk/{path*}", says("desk"));
  router.add("POST", "/upload", says("upload"), {.body_bytes_max = 5'000'000});
  router.allow_any_origin("/v1");
  return router;
}

InboundRequest request_for(std::string method, std::string target) {
  InboundRequest request;
  request.method = std::move(method);
  request.target = std::move(target);
  return request;
}

OutboundResponse answer_of(const Router& router, InboundRequest request) {
  OutboundResponse answer;
  const auto parsed = parse_target(request);
  if (!parsed) return error_response(parsed.error());
  router.handle(std::move(request),
                Respond([&](OutboundResponse response) { answer = std::move(response); }));
  return answer;
}

struct RouteCase {
  std::string_view name, method, target;
  int status;
  std::string_view body;  // for 200
};
class Routes : public testing::TestWithParam<RouteCase> {};
TEST_P(Routes, FindTheirHandler) {
  const auto& tested = GetParam();
  const auto answer =
      answer_of(product_like(), request_for(std::string(tested.method), std::string(tested.target)));
  EXPECT_EQ(answer.status, tested.status) << answer.body;
  if (tested.status == 200) {
    EXPECT_EQ(answer.body, tested.body);
  }
}
INSTANTIATE_TEST_SUITE_P(
    , Routes,
    testing::Values(
        RouteCase{"root", "GET", "/", 200, "home"}, RouteCase{"literal", "GET", "/v1/bots", 200, "bots"},
        RouteCase{"query_is_no_part", "GET", "/v1/bots?version=LIVE", 200, "bots"},
        RouteCase{"parameters", "GET", "/v1/bots/7/conversations/a%20b/messages", 200,
                  "messages botId=7 conversationId=a b"},
        RouteCase{"by_method", "POST", "/v1/bots/7/conversations/x/messages", 200,
                  "post botId=7 conversationId=x"},
        RouteCase{"session_id_of_any_printable_text", "GET",
                  "/v1/bots/7/conversations/%C3%A9%F0%9F%98%80:+?&version=LIVE", 404, ""},
        RouteCase{"utf8_parameter", "GET", "/v1/bots/7/conversations/%C3%A9%3F%25:+/messages", 200,
                  "messages botId=7 conversationId=\u00e9?%:+"},
        RouteCase{"literal_wins", "GET", "/v1/bots/mine/events", 200, "mine"},
        RouteCase{"parameter_after_failed_literal", "GET", "/v1/bots/mine/conversations/x/messages", 200,
                  "messages botId=mine conversationId=x"},
        RouteCase{"encoded_literal", "GET", "/v1/%62ots", 200, "bots"},
        RouteCase{"rest_empty", "GET", "/desk", 200, "desk"},
        RouteCase{"rest_slash", "GET", "/desk/", 200, "desk"},
        RouteCase{"rest_deep", "GET", "/desk/a/b.js", 200, "desk path=a/b.js"},
        RouteCase{"head_as_get", "HEAD", "/v1/bots", 200, "bots"},
        RouteCase{"unknown", "GET", "/nothing", 404, ""}, RouteCase{"inner_node", "GET", "/v1", 404, ""},
        RouteCase{"trailing_slash_is_another_path", "GET", "/v1/bots/", 404, ""},
        RouteCase{"empty_parameter", "GET", "/v1/bots//events", 404, ""},
        RouteCase{"case_matters", "GET", "/V1/bots", 404, ""},
        RouteCase{"other_method", "DELETE", "/v1/bots", 405, ""},
        RouteCase{"slash_in_parameter", "GET", "/v1/bots/a%2Fb/events", 400, ""},
        RouteCase{"slash_where_names_may_hold_one", "GET", "/names/yes%2Fno/check", 200, "named name=yes/no"},
        RouteCase{"slash_of_the_path_is_none_of_a_name", "GET", "/names/yes/no/check", 404, ""},
        RouteCase{"control_in_such_a_name", "GET", "/names/yes%00/check", 400, ""},
        RouteCase{"control_in_parameter", "GET", "/v1/bots/a%00b/events", 400, ""},
        RouteCase{"bad_percent", "GET", "/v1/bots/%zz/events", 400, ""},
        RouteCase{"short_percent", "GET", "/v1/bots/%2", 400, ""},
        RouteCase{"not_utf8", "GET", "/v1/bots/%FF/events", 400, ""},
        RouteCase{"dot_segment", "GET", "/desk/../v1/bots", 400, ""},
        RouteCase{"encoded_dot_segment", "GET", "/desk/%2e%2E/v1/bots", 400, ""},
        RouteCase{"absolute_form", "GET", "http://h/v1/bots", 400, ""},
        RouteCase{"asterisk", "OPTIONS", "*", 204, ""}, RouteCase{"asterisk_get", "GET", "*", 400, ""}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Router, NamesTheAllowedMethods) {
  const auto router = product_like();
  EXPECT_EQ(answer_of(router, request_for("PUT", "/v1/bots/7/conversations/x/messages")).headers.get("allow"),
            "GET, POST, HEAD, OPTIONS");
  EXPECT_EQ(answer_of(router, request_for("OPTIONS", "/upload")).headers.get("allow"), "POST, OPTIONS");
}

TEST(Router, AnswersPreflightsOnlyBelowOpenPrefixes) {
  const auto preflight = [](std::string target) {
    auto request = request_for("OPTIONS", std::move(target));
    request.headers.add("Access-Control-Request-Method", "POST");
    request.headers.add("Access-Control-Request-Headers", "authorization, content-type");
    return answer_of(product_like(), std::move(request)).headers;
  };
  EXPECT_EQ(preflight("/v1/bots").get("Access-Control-Allow-Methods"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(preflight("/v1/bots").get("Access-Control-Allow-Headers"), "authorization, content-type");
  EXPECT_EQ(preflight("/upload").get("Access-Control-Allow-Methods"), "");
}

TEST(Router, MarksOpenPathsForEveryOrigin) {
  const auto router = product_like();
  const auto head = [&](std::string target) {
    auto request = request_for("GET", std::move(target));
    EXPECT_TRUE(parse_target(request).has_value());
    return std::string(router.find(request).extra_head.substr(0, 30));
  };
  EXPECT_EQ(head("/v1/bots"), "Access-Control-Allow-Origin: *");
  EXPECT_EQ(head("/v1/none"), "Access-Control-Allow-Origin: *");
  EXPECT_EQ(head("/v12"), "");
  EXPECT_EQ(head("/desk"), "");
}

TEST(Router, KnowsTheBodyLimitOfARoute) {
  const auto router = product_like();
  auto request = request_for("POST", "/upload");
  ASSERT_TRUE(parse_target(request).has_value());
  EXPECT_EQ(Router::body_bytes_max(router.find(request), 10), 5'000'000u);
  request = request_for("GET", "/v1/bots");
  ASSERT_TRUE(parse_target(request).has_value());
  EXPECT_EQ(Router::body_bytes_max(router.find(request), 10), 10u);
}

TEST(Router, RefusesWrongPatterns) {
  auto router = product_like();
  EXPECT_THROW(router.add("GET", "/v1/bots", says("")), std::logic_error);
  EXPECT_THROW(router.add("GET", "v1", says("")), std::logic_error);
  EXPECT_THROW(router.add("GET", "/{rest*}/more", says("")), std::logic_error);
  EXPECT_THROW(router.add("GET", "/a{b}", says("")), std::logic_error);
}

TEST(Target, QueryIsDecoded) {
  auto request = request_for("GET", "/a?x=1&y=a+b%2B&x=2&&flag&empty=&%C3%A9=%26");
  ASSERT_TRUE(parse_target(request).has_value());
  const std::vector<std::pair<std::string, std::string>> expected{
      {"x", "1"}, {"y", "a b+"}, {"x", "2"}, {"flag", ""}, {"empty", ""}, {"\u00e9", "&"}};
  EXPECT_EQ(request.query, expected);
  EXPECT_EQ(*request.find_query("x"), "1");
  EXPECT_EQ(request.find_query("none"), nullptr);
}

struct ErrorCase {
  ErrorCode code;
  int status;
  std::string_view reason, wire;
};
class ErrorBodies : public testing::TestWithParam<ErrorCase> {};
TEST_P(ErrorBodies, HaveTheOneShape) {
  const auto& tested = GetParam();
  const auto response = error_response(Error{tested.code, "what happened", "message.text"});
  EXPECT_EQ(response.status, tested.status);
  EXPECT_EQ(response.headers.get("content-type"), "application/json; charset=utf-8");
  const bool internal = tested.code == ErrorCode::internal;
  const auto params = internal ? JsonObject{} : JsonObject{{"place", "message.text"}};
  const JsonObject expected{{"statusCode", tested.status},
                            {"error", tested.reason},
                            {"message", internal ? "An internal error occurred." : "what happened"},
                            {"code", tested.wire},
                            {"params", params}};
  EXPECT_EQ(response.body, to_json_text(expected));
}
INSTANTIATE_TEST_SUITE_P(
    , ErrorBodies,
    testing::Values(ErrorCase{ErrorCode::invalid_input, 400, "Bad Request", "VALIDATION"},
                    ErrorCase{ErrorCode::unauthorized, 401, "Unauthorized", "AUTHENTICATION"},
                    ErrorCase{ErrorCode::forbidden, 403, "Forbidden", "AUTHORIZATION"},
                    ErrorCase{ErrorCode::not_found, 404, "Not Found", "NOT_FOUND"},
                    ErrorCase{ErrorCode::conflict, 409, "Conflict", "CONFLICT"},
                    ErrorCase{ErrorCode::limit_exceeded, 429, "Too Many Requests", "LIMIT_EXCEEDED"},
                    ErrorCase{ErrorCode::upstream_failed, 502, "Bad Gateway", "UPSTREAM_FAILED"},
                    ErrorCase{ErrorCode::timed_out, 504, "Gateway Timeout", "TIMED_OUT"},
                    ErrorCase{ErrorCode::unavailable, 503, "Service Unavailable", "UNAVAILABLE"},
                    ErrorCase{ErrorCode::internal, 500, "Internal Server Error", "INTERNAL"}),
    [](const auto& tested) { return std::string(tested.param.wire); });

TEST(Headers, CompareNamesWithoutCase) {
  Headers headers{{"Content-Type", "a"}, {"X", "1"}, {"x", "2"}};
  EXPECT_EQ(headers.get("content-TYPE"), "a");
  EXPECT_EQ(headers.count("X"), 2u);
  headers.set("x", "3");
  EXPECT_EQ(headers, (Headers{{"Content-Type", "a"}, {"x", "3"}}));
  EXPECT_EQ(headers.find("none"), nullptr);
}

TEST(Respond, AnswersFiveHundredWhenDropped) {
  int status = 0;
  {
    Respond dropped([&](OutboundResponse response) { status = response.status; });
  }
  EXPECT_EQ(status, 500);
}

TEST(Respond, IgnoresASecondAnswer) {
  int answers = 0;
  {
    Respond respond([&](OutboundResponse) { ++answers; });
    respond(no_content_response());
    respond(no_content_response());
  }
  EXPECT_EQ(answers, 1);
}

}  // namespace
}  // namespace sb::http
