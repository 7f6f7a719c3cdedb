#include <gtest/gtest.h>

#include "http/curl_client.h"
#include "http/testing/calling.h"
#include "http/testing/certificates.h"
#include "http/testing/http_sink.h"

namespace sb::http {
namespace {

using testing::call;
using testing::get;
using testing::HttpSink;
using testing::IssuedCertificate;
using testing::SinkTls;
using testing::TemporaryFile;
using testing::TestAuthority;

class Tls : public ::testing::Test {
 protected:
  std::unique_ptr<HttpSink> make_sink(const std::string& names, const std::string& client_authority_pem = {},
                                      HttpSink::Answerer answerer = {}) const {
    const auto own = authority.issue("server", names);
    testing::SinkOptions options;
    options.tls = std::make_unique<SinkTls>(SinkTls{own.certificate_pem, own.key_pem, client_authority_pem});
    return std::make_unique<HttpSink>(std::move(answerer), std::move(options));
  }
  std::unique_ptr<Client> make_client(const std::string& ca_file) const {
    ClientOptions options;
    options.ca_file = ca_file;
    return make_curl_client(EgressPolicy::parse("127.0.0.1").value(), options).value();
  }
  static FailureKind failure_kind(const Outcome& outcome) {
    return outcome ? FailureKind::unavailable : outcome.error().kind;
  }

  const TestAuthority authority;
  const TemporaryFile authority_file{authority.certificate_pem()};
};

TEST_F(Tls, TrustsTheGivenAuthority) {
  const auto sink = make_sink("IP:127.0.0.1");
  const auto client = make_client(authority_file.path());
  const auto outcome = call(*client, get(sink->url()));
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->status, 200);
}

TEST_F(Tls, RefusesAnUnknownAuthority) {
  const auto sink = make_sink("IP:127.0.0.1");
  const TestAuthority other;
  const TemporaryFile other_file(other.certificate_pem());
  EXPECT_EQ(failure_kind(call(*make_client(other_file.path()), get(sink->url()))), FailureKind::tls);
  EXPECT_EQ(failure_kind(call(*make_client(""), get(sink->url()))), FailureKind::tls);
  EXPECT_TRUE(sink->requests().empty());
}

TEST_F(Tls, RefusesACertificateForAnotherName) {
  const auto sink = make_sink("DNS:other.example,IP:127.0.0.9");
  EXPECT_EQ(failure_kind(call(*make_client(authority_file.path()), get(sink->url()))), FailureKind::tls);
}

TEST_F(Tls, DoesNotFollowARedirectToPlainHttp) {
  HttpSink plain;
  const auto sink = make_sink("IP:127.0.0.1", {}, [&](const testing::SunkRequest&) {
    return testing::SinkAnswer{.status = 302, .headers = {{"Location", plain.url()}}};
  });
  EXPECT_EQ(failure_kind(call(*make_client(authority_file.path()), get(sink->url()))),
            FailureKind::not_allowed);
  EXPECT_EQ(plain.connections(), 0);
}

TEST_F(Tls, ShowsTheClientCertificateOnlyWhereItBelongs) {
  const TestAuthority clients;
  const auto sink = make_sink("IP:127.0.0.1", clients.certificate_pem());
  const auto client = make_client(authority_file.path());
  const auto identity = clients.issue("bank bot", "DNS:bot.example");
  auto with = get(sink->url());
  with.client_certificate = ClientCertificate{identity.certificate_pem, identity.key_pem};
  const auto outcome = call(*client, with);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(sink->requests().at(0).peer_subject, "/CN=bank bot");
  // Same isolation key, no certificate: the authenticated connection is not used, nor its session.
  EXPECT_EQ(failure_kind(call(*client, get(sink->url()))), FailureKind::tls);
  EXPECT_EQ(sink->requests().size(), 1u);
}

TEST_F(Tls, RefusesAForeignOrBrokenClientCertificate) {
  const TestAuthority clients, strangers;
  const auto sink = make_sink("IP:127.0.0.1", clients.certificate_pem());
  const auto client = make_client(authority_file.path());
  const auto foreign = strangers.issue("stranger", "DNS:x.example");
  auto request = get(sink->url());
  request.client_certificate = ClientCertificate{foreign.certificate_pem, foreign.key_pem};
  EXPECT_EQ(failure_kind(call(*client, request)), FailureKind::tls);
  request.client_certificate = ClientCertificate{"no", "pem"};
  EXPECT_EQ(failure_kind(call(*client, request)), FailureKind::tls);
}

}  // namespace
}  // namespace sb::http
