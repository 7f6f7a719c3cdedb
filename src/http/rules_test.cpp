// The small rules: header_rules.h, redirect.h, signing.h.
#include <gtest/gtest.h>

#include "http/header_rules.h"
#include "http/redirect.h"
#include "http/signing.h"

namespace sb::http {
namespace {

TEST(HeaderRules, TakeOrdinaryHeaders) {
  EXPECT_TRUE(check_headers({{"X-Own", "va lue\twith tab"}, {"authorization", "Bearer x"}, {"Empty", ""}}));
  EXPECT_TRUE(check_headers({{"x", "gr\xC3\xBC\xC3\x9F"}}));
}

class BadHeader : public ::testing::TestWithParam<Header> {};

TEST_P(BadHeader, IsRefusedByName) {
  const auto result = check_headers({{"Good", "1"}, GetParam()});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::invalid_input);
  EXPECT_EQ(result.error().place, GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(
    , BadHeader,
    ::testing::Values(Header{"", "x"}, Header{"a b", "x"}, Header{"a:b", "x"}, Header{"a\r\nb", "x"},
                      Header{"\xC3\xA4", "x"}, Header{"a", "x\r\nEvil: 1"}, Header{"a", "x\ny"},
                      Header{"a", std::string("x\0y", 3)}, Header{"a", "\x7f"}, Header{"Host", "x"},
                      Header{"content-LENGTH", "1"}, Header{"Transfer-Encoding", "chunked"},
                      Header{"Connection", "close"}, Header{"Upgrade", "h2c"},
                      Header{"Expect", "100-continue"}, Header{"Keep-Alive", "1"}, Header{"TE", "trailers"},
                      Header{"Trailer", "x"}, Header{"Proxy-Authorization", "x"},
                      Header{"Proxy-Connection", "x"}));

TEST(HeaderRules, BoundNumberAndSize) {
  EXPECT_TRUE(check_headers(std::vector<Header>(request_headers_max, {"a", "b"})));
  EXPECT_FALSE(check_headers(std::vector<Header>(request_headers_max + 1, {"a", "b"})));
  EXPECT_FALSE(check_headers({{"a", std::string(request_header_bytes_max, 'x')}}));
}

TEST(MethodRules, RefuseTunnelsAndNonsense) {
  for (const auto* method : {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}) {
    EXPECT_TRUE(check_method(method)) << method;
  }
  for (const auto* method :
       {"", "CONNECT", "trace", "TRACK", "GET /x HTTP/1.1", "G\r\n", "VERYLONGMETHODNAMEOFMINE"}) {
    EXPECT_FALSE(check_method(method)) << method;
  }
}

struct RedirectCase {
  std::string_view name, method, from;
  int status;
  std::string_view to, method_after;
  bool keeps_body, keeps_secrets;
};

class Redirecting : public ::testing::TestWithParam<RedirectCase> {};

TEST_P(Redirecting, ChangesTheRequest) {
  const auto& c = GetParam();
  Request request;
  request.method = c.method;
  request.body = "body";
  request.headers = {
      {"Authorization", "a"}, {"COOKIE", "b"}, {"X-Key", "c"}, {"X-Plain", "d"}, {"Content-Type", "e"}};
  request.secret_headers = {"x-key"};
  request.client_certificate = ClientCertificate{"certificate", "key"};
  ASSERT_TRUE(redirect(request, Url::parse(c.from).value(), c.status, Url::parse(c.to).value()));
  EXPECT_EQ(request.url, c.to);
  EXPECT_EQ(request.method, c.method_after);
  EXPECT_EQ(request.body, c.keeps_body ? "body" : "");
  std::vector<Header> expected;
  if (c.keeps_secrets) expected = {{"Authorization", "a"}, {"COOKIE", "b"}, {"X-Key", "c"}};
  expected.push_back({"X-Plain", "d"});
  if (c.keeps_body) expected.push_back({"Content-Type", "e"});
  EXPECT_EQ(request.headers, expected);
  EXPECT_EQ(request.client_certificate.has_value(), c.keeps_secrets);
}

constexpr std::string_view here = "https://a.example/1";
INSTANTIATE_TEST_SUITE_P(
    , Redirecting,
    ::testing::Values(
        RedirectCase{"post_301", "POST", here, 301, "https://a.example/2", "GET", false, true},
        RedirectCase{"post_302", "POST", here, 302, "https://a.example/2", "GET", false, true},
        RedirectCase{"put_303", "PUT", here, 303, "https://a.example/2", "GET", false, true},
        RedirectCase{"delete_302", "DELETE", here, 302, "https://a.example/2", "GET", false, true},
        RedirectCase{"head_303", "HEAD", here, 303, "https://a.example/2", "HEAD", true, true},
        RedirectCase{"post_307", "POST", here, 307, "https://a.example/2", "POST", true, true},
        RedirectCase{"patch_308", "PATCH", here, 308, "https://a.example/2", "PATCH", true, true},
        RedirectCase{"other_host", "POST", here, 307, "https://b.example/2", "POST", true, false},
        RedirectCase{"other_port", "POST", here, 307, "https://a.example:8443/2", "POST", true, false},
        RedirectCase{"subdomain", "POST", here, 302, "https://x.a.example/2", "GET", false, false},
        RedirectCase{"upgrade", "GET", "http://a.example/1", 301, "https://a.example/2", "GET", true, false}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(RedirectRules, NeverLeavesTls) {
  Request request;
  const auto result =
      redirect(request, Url::parse(here).value(), 302, Url::parse("http://a.example/1").value());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, FailureKind::not_allowed);
}

TEST(RedirectRules, IsForFiveStatuses) {
  for (int status = 100; status < 600; ++status) {
    const bool expected = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    EXPECT_EQ(is_redirect(status), expected) << status;
  }
}

// The vector of specification 02 §3.
TEST(Signing, MatchesTheSpecifiedVector) {
  const HmacSettings settings{"my-key", "my-secret", "X-Signature", "sha256"};
  const auto at = parse_iso("2024-01-02T03:04:05.678Z").value();
  const std::string nonce(2 * hmac_nonce_bytes, '0');
  const auto headers = hmac_headers(settings, R"({"amount":500,"destination":"Elon Musk"})", at, nonce);
  ASSERT_TRUE(headers);
  const std::string hash = "CV+tmSPpUFamX2A9lDfgnF90vJCJD0QpDcqulVjg/fA=";
  EXPECT_EQ(*headers, (std::vector<Header>{{"hash", hash},
                                           {"nonce", nonce},
                                           {"timestamp", "2024-01-02T03:04:05.678Z"},
                                           {"charset", "utf8"},
                                           {"X-Signature", hash}}));
}

TEST(Signing, SignsNoBodyAsAnEmptyObject) {
  const HmacSettings settings{"k", "s", "", "sha256"};
  EXPECT_EQ(hmac_headers(settings, "", {}, "n").value(), hmac_headers(settings, "{}", {}, "n").value());
  EXPECT_NE(hmac_headers(settings, "", {}, "n").value(), hmac_headers(settings, "[]", {}, "n").value());
}

TEST(Signing, KnowsOtherDigestsAndRefusesUnknownOnes) {
  EXPECT_TRUE(hmac_headers({"k", "s", "", "sha512"}, "", {}, "n"));
  const auto unknown = hmac_headers({"k", "s", "", "rot13"}, "", {}, "n");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().place, "encoding");
}

}  // namespace
}  // namespace sb::http
