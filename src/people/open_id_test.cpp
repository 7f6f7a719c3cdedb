#include "people/open_id.h"

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include "base/crypto.h"
#include "http/testing/scripted_client.h"

namespace sb::people {
namespace {

constexpr UtcMs now{1'900'000'000'000};
constexpr std::string_view issuer = "https://id.example";

// A key on P-256, made for the test: what it publishes and what it signs.
class SigningKey {
 public:
  explicit SigningKey(std::string id) : id_(std::move(id)), key_(EVP_EC_gen("P-256")) {}
  ~SigningKey() { EVP_PKEY_free(key_); }
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;

  JsonObject published() const {
    std::string point(65, '\0');
    std::size_t size = 0;
    EVP_PKEY_get_octet_string_param(key_, OSSL_PKEY_PARAM_PUB_KEY,
                                    reinterpret_cast<unsigned char*>(point.data()), point.size(), &size);
    return {{"kty", "EC"},
            {"crv", "P-256"},
            {"kid", id_},
            {"x", base64url(point.substr(1, 32))},
            {"y", base64url(point.substr(33, 32))}};
  }

  std::string token(const JsonObject& claims) const {
    const JsonObject header{{"alg", "ES256"}, {"kid", id_}};
    const std::string text = base64url(to_json_text(header)) + '.' + base64url(to_json_text(claims));
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    std::string der(80, '\0');
    std::size_t size = der.size();
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key_);
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(der.data()), &size,
                   reinterpret_cast<const unsigned char*>(text.data()), text.size());
    EVP_MD_CTX_free(context);
    // 30 len 02 len r 02 len s
    const auto number = [&](std::size_t at) {
      std::string bytes = der.substr(at + 2, static_cast<unsigned char>(der[at + 1]));
      if (bytes.size() > 32) bytes.erase(0, bytes.size() - 32);
      return std::string(32 - bytes.size(), '\0') + bytes;
    };
    const std::size_t first = 2, second = first + 2 + static_cast<unsigned char>(der[first + 1]);
    return text + '.' + base64url(number(first) + number(second));
  }

 private:
  std::string id_;
  EVP_PKEY* key_;
};

std::string query_value(const std::string& url, const std::string& name) {
  const auto at = url.find(name + '=');
  const auto begin = at + name.size() + 1;
  return at == std::string::npos ? "" : url.substr(begin, url.find('&', begin) - begin);
}

// A provider that answers as told.
class OpenIdTest : public ::testing::Test {
 protected:
  OpenIdTest() : client([this](const http::Request& request) { return answer(request); }) {
    auto made = OpenId::create({std::string(issuer), "signalbox", "s&cret",
                                "https://bots.example/login/openid/return", "https://bots.example/login"},
                               client);
    EXPECT_FALSE(made.has_error());
    open_id = std::move(*made);
    claims = {{"iss", issuer},
              {"aud", "signalbox"},
              {"sub", "17"},
              {"iat", now.value / 1000},
              {"exp", now.value / 1000 + 300},
              {"email", "ann@example.org"},
              {"email_verified", true}};
  }

  http::Outcome answer(const http::Request& request) {
    const std::string base(issuer);
    if (request.url.ends_with("/.well-known/openid-configuration")) {
      const JsonObject described{{"issuer", issuer},
                                 {"authorization_endpoint", base + "/auth"},
                                 {"token_endpoint", base + "/token"},
                                 {"jwks_uri", base + "/keys"},
                                 {"userinfo_endpoint", base + "/me"},
                                 {"end_session_endpoint", end_session}};
      return http::testing::json_answer(200, to_json_text(described));
    }
    if (request.url == base + "/keys") {
      ++keys_asked;
      return http::testing::json_answer(200, to_json_text(JsonObject{{"keys", JsonArray{key->published()}}}));
    }
    if (request.url == base + "/me") return http::testing::json_answer(200, user_info);
    token_request = request;
    JsonObject said = claims;
    if (!said.contains("nonce")) said["nonce"] = query_value(begun.url, "nonce");
    std::string token = key->token(said);
    if (spoil) token[token.size() / 2] = token[token.size() / 2] == 'A' ? 'B' : 'A';
    return http::testing::json_answer(200,
                                      to_json_text(JsonObject{{"id_token", token}, {"access_token", "at"}}));
  }

  void begin(UtcMs at = now) {
    open_id->begin("/manage", at, [this](Result<OpenId::Begun> result) { begun = result.value(); });
    client.run_all();
  }
  Result<OpenId::Identity> finish(OpenId::Return returned, UtcMs at = now) {
    Result<OpenId::Identity> out = Error{ErrorCode::internal, "not finished"};
    open_id->finish(std::move(returned), at,
                    [&](Result<OpenId::Identity> result) { out = std::move(result); });
    client.run_all();
    return out;
  }
  OpenId::Return right_return() {
    return {query_value(begun.url, "state"), "the code", "", "", begun.browser};
  }
  // The message of the refusal, or the subject.
  std::string try_claims(std::string_view member, Json value) {
    begin();
    const JsonObject before = claims;
    claims[member] = std::move(value);
    const auto outcome = finish(right_return());
    claims = before;
    return outcome.has_error() ? outcome.error().message : outcome->subject;
  }

  std::unique_ptr<SigningKey> key = std::make_unique<SigningKey>("one");
  http::testing::ScriptedClient client;
  std::unique_ptr<OpenId> open_id;
  OpenId::Begun begun;
  JsonObject claims;
  http::Request token_request;
  std::string user_info = "{}", end_session;
  int keys_asked = 0;
  bool spoil = false;
};

TEST_F(OpenIdTest, TellsWhoItIs) {
  begin();
  EXPECT_TRUE(begun.url.starts_with("https://id.example/auth?response_type=code&client_id=signalbox&"))
      << begun.url;
  EXPECT_EQ(query_value(begun.url, "code_challenge_method"), "S256");
  const auto who = finish(right_return());
  ASSERT_FALSE(who.has_error()) << who.error().message;
  EXPECT_EQ(who->subject, "https://id.example 17");
  EXPECT_EQ(who->verified_email, "ann@example.org");
  EXPECT_EQ(who->next, "/manage");
  const std::string& body = token_request.body;
  EXPECT_EQ(base64url(sha256(query_value(body, "code_verifier"))), query_value(begun.url, "code_challenge"));
  ASSERT_EQ(token_request.headers[1].name, "Authorization");
  EXPECT_EQ(token_request.headers[1].value, "Basic " + base64("signalbox:s%26cret"));
}

TEST_F(OpenIdTest, AnAnswerCountsOnceAndInItsBrowser) {
  begin();
  auto other = right_return();
  other.browser = "another browser";
  EXPECT_EQ(finish(other).error().code, ErrorCode::unauthorized);
  other = right_return();
  other.state = "another state";
  EXPECT_EQ(finish(other).error().code, ErrorCode::unauthorized);
  EXPECT_FALSE(finish(right_return()).has_error());
  EXPECT_EQ(finish(right_return()).error().code, ErrorCode::unauthorized);
  begin();
  EXPECT_EQ(finish(right_return(), now + 10 * 60'000).error().code, ErrorCode::unauthorized);
  begin();
  auto refused = right_return();
  refused.error = "access_denied";
  EXPECT_EQ(finish(refused).error().code, ErrorCode::upstream_failed);
  begin();
  auto mixed = right_return();
  mixed.issuer = "https://evil.example";
  EXPECT_EQ(finish(mixed).error().code, ErrorCode::forbidden);
}

TEST_F(OpenIdTest, TokensMustBeForUsAndNew) {
  const std::int64_t seconds = now.value / 1000;
  EXPECT_EQ(try_claims("iss", "https://evil.example"), "the ID token: another issuer");
  EXPECT_EQ(try_claims("aud", "somebody"), "the ID token: it is for another client");
  EXPECT_EQ(try_claims("aud", JsonArray{"signalbox", "somebody"}),
            "the ID token: another client asked for it");
  EXPECT_EQ(try_claims("azp", "somebody"), "the ID token: another client asked for it");
  EXPECT_EQ(try_claims("nonce", "another"), "the ID token: another nonce");
  EXPECT_EQ(try_claims("sub", ""), "the ID token: it names no subject");
  EXPECT_EQ(try_claims("exp", seconds - 61), "the ID token: it has expired");
  EXPECT_EQ(try_claims("exp", "never"), "the ID token: it has expired");
  EXPECT_EQ(try_claims("iat", seconds - 601), "the ID token: it was not issued just now");
  EXPECT_EQ(try_claims("nbf", seconds + 61), "the ID token: it is not valid yet");
  EXPECT_EQ(try_claims("aud", JsonArray{"signalbox"}), "https://id.example 17");
}

TEST_F(OpenIdTest, OnlyTheProvidersKeysCount) {
  begin();
  spoil = true;
  EXPECT_EQ(finish(right_return()).error().code, ErrorCode::forbidden);
  spoil = false;
  begin();
  EXPECT_FALSE(finish(right_return()).has_error());
  EXPECT_EQ(keys_asked, 1);
  key = std::make_unique<SigningKey>("two");
  begin();
  EXPECT_EQ(finish(right_return()).error().code, ErrorCode::forbidden) << "the keys were read just now";
  begin(now + 60'000);
  EXPECT_FALSE(finish(right_return(), now + 60'000).has_error());
  EXPECT_EQ(keys_asked, 2);
}

TEST_F(OpenIdTest, OnlyVerifiedAddressesCount) {
  begin();
  claims["email_verified"] = false;
  EXPECT_EQ(finish(right_return())->verified_email, "");
  begin();
  claims["email_verified"] = "true";
  EXPECT_EQ(finish(right_return())->verified_email, "");
  erase_member(claims, "email");
  begin();
  user_info = R"({"sub":"17","email":"bob@example.org","email_verified":true})";
  EXPECT_EQ(finish(right_return())->verified_email, "bob@example.org");
  begin();
  user_info = R"({"sub":"18","email":"bob@example.org","email_verified":true})";
  EXPECT_EQ(finish(right_return()).error().code, ErrorCode::forbidden);
}

struct Leaving {
  const char *end_session, *id_token, *url;
};
class LoggingOut : public OpenIdTest, public ::testing::WithParamInterface<Leaving> {};
TEST_P(LoggingOut, LeadsToTheProviderWhereItOffersThat) {
  end_session = GetParam().end_session;
  std::optional<std::string> url = "not called";
  open_id->logout_url(GetParam().id_token, now,
                      [&](std::optional<std::string> told) { url = std::move(told); });
  client.run_all();
  EXPECT_EQ(url.value_or("none"), GetParam().url);
}
INSTANTIATE_TEST_SUITE_P(
    All, LoggingOut,
    ::testing::Values(Leaving{"https://id.example/end", "a.b.c",
                              "https://id.example/end?client_id=signalbox&post_logout_redirect_uri="
                              "https%3A%2F%2Fbots.example%2Flogin&id_token_hint=a.b.c"},
                      Leaving{"https://id.example/end?x=1", "",
                              "https://id.example/end?x=1&client_id=signalbox&post_logout_redirect_uri="
                              "https%3A%2F%2Fbots.example%2Flogin"},
                      Leaving{"", "a.b.c", "none"}, Leaving{"http://id.example/end", "a.b.c", "none"},
                      Leaving{"javascript:alert(1)", "a.b.c", "none"}));

TEST_F(OpenIdTest, PlainHttpStaysOnThisMachine) {
  const auto made = [&](std::string address, std::string redirect) {
    return !OpenId::create({std::move(address), "id", "", std::move(redirect)}, client).has_error();
  };
  EXPECT_TRUE(made("http://127.0.0.1:4000", "http://localhost:8080/login/openid/return"));
  EXPECT_FALSE(made("http://id.example", "https://bots.example/x"));
  EXPECT_FALSE(made("https://id.example", "http://bots.example/x"));
  EXPECT_FALSE(made("https://id.example", ""));
}

}  // namespace
}  // namespace sb::people
