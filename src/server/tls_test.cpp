#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "http/curl_client.h"
#include "http/testing/calling.h"
#include "http/testing/certificates.h"
#include "server/http_server.h"
#include "server/listening.h"
#include "server/test_client.h"

namespace sb::server {
namespace {

using http::testing::call;
using http::testing::TemporaryFile;
using http::testing::TestAuthority;
using testing::RawClient;

void write_file(const std::string& path, const std::string& content) {
  std::ofstream(path + ".new", std::ios::binary) << content;
  std::filesystem::rename(path + ".new", path);
}

class TlsServer : public ::testing::Test {
 protected:
  TlsServer() {
    router.add("GET", "/hello", [](http::InboundRequest, http::RouteParams, http::Respond respond) {
      respond(http::text_response(200, "text/plain", "hello"));
    });
    router.add("POST", "/echo",
               [](http::InboundRequest request, http::RouteParams, http::Respond respond) {
                 respond(http::text_response(200, "text/plain", request.body));
               },
               {.body_bytes_max = 3'000'000});
    router.add("GET", "/stream", [](http::InboundRequest, http::RouteParams, http::Respond respond) {
      const auto writer = respond.start_stream({{"Content-Type", "text/event-stream"}});
      for (int i = 0; i < 40; ++i) writer->write("data: " + std::string(1'000, 'x') + "\n\n");
      writer->close();
    });
  }

  void start(HttpOptions options = {}) {
    show(authority);
    auto identity = TlsIdentity::load(certificate.path(), key.path());
    ASSERT_TRUE(identity) << identity.error().message;
    tls = *identity;
    options.tls = tls;
    server = std::make_unique<HttpServer>(runtime, router, std::move(options));
    address = server->listen({"127.0.0.1", 0, ""}).value();
    runtime.start();
  }
  // The files hold a certificate of this authority from now on.
  void show(const TestAuthority& issuer) {
    const auto issued = issuer.issue("server", "IP:127.0.0.1");
    write_file(certificate.path(), issued.certificate_pem);
    write_file(key.path(), issued.key_pem);
  }
  static std::unique_ptr<http::Client> client_trusting(const TemporaryFile& authority_file) {
    http::ClientOptions options;
    options.ca_file = authority_file.path();
    return http::make_curl_client(http::EgressPolicy::parse("127.0.0.1").value(), options).value();
  }
  http::Request get(const std::string& path) const {
    http::Request request;
    request.url = to_url(address) + path;
    return request;
  }
  static int status(const http::Outcome& outcome) { return outcome ? outcome->status : 0; }

  // What a client that offers these versions and protocols ("\2h2") comes to: the protocol chosen, or
  // "refused".
  std::string negotiate(int version_max, std::string_view protocols) const {
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()),
                                                                    SSL_CTX_free);
    SSL_CTX_set_max_proto_version(context.get(), version_max);
    SSL_CTX_set_security_level(context.get(), 0);  // else this side would not even try an old version
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> bio(BIO_new_ssl_connect(context.get()), BIO_free_all);
    SSL* ssl = nullptr;
    BIO_get_ssl(bio.get(), &ssl);
    if (!protocols.empty()) {
      SSL_set_alpn_protos(ssl, reinterpret_cast<const unsigned char*>(protocols.data()),
                          static_cast<unsigned>(protocols.size()));
    }
    BIO_set_conn_hostname(bio.get(), to_text(address).c_str());
    if (BIO_do_connect(bio.get()) != 1 || BIO_do_handshake(bio.get()) != 1) return "refused";
    const unsigned char* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(ssl, &chosen, &size);
    return size == 0 ? "none" : std::string(reinterpret_cast<const char*>(chosen), size);
  }

  const TestAuthority authority;
  const TemporaryFile trusted{authority.certificate_pem()};
  const TemporaryFile certificate{""}, key{""};
  http::Router router;
  Runtime runtime{2};
  std::shared_ptr<TlsIdentity> tls;
  std::unique_ptr<HttpServer> server;
  ListenAddress address;
};

TEST_F(TlsServer, AnswersARealClient) {
  start();
  EXPECT_EQ(to_url(address), "https://127.0.0.1:" + std::to_string(address.port));
  const auto client = client_trusting(trusted);
  const auto hello = call(*client, get("/hello"));
  ASSERT_TRUE(hello) << hello.error().message;
  EXPECT_EQ(hello->body, "hello");
  auto big = get("/echo");
  big.method = "POST";
  for (int i = 0; big.body.size() < 2'500'000; ++i) big.body += std::to_string(i);
  const auto echoed = call(*client, big);
  ASSERT_TRUE(echoed) << echoed.error().message;
  EXPECT_EQ(echoed->body, big.body);
  const auto stream = call(*client, get("/stream"));
  ASSERT_TRUE(stream) << stream.error().message;
  EXPECT_EQ(stream->body.size(), 40u * 1'008u);
}

TEST_F(TlsServer, SpeaksHttpOneOnTlsOnePointTwoAndUp) {
  start();
  constexpr std::string_view two = "\2h2", one_too = "\2h2\10http/1.1";
  EXPECT_EQ(negotiate(TLS1_3_VERSION, one_too), "http/1.1");
  EXPECT_EQ(negotiate(TLS1_2_VERSION, one_too), "http/1.1");
  EXPECT_EQ(negotiate(TLS1_2_VERSION, ""), "none");
  EXPECT_EQ(negotiate(TLS1_3_VERSION, two), "refused");
  EXPECT_EQ(negotiate(TLS1_1_VERSION, one_too), "refused");
}

TEST_F(TlsServer, ANewCertificateIsShownToNewConnections) {
  start();
  const auto old_client = client_trusting(trusted);
  ASSERT_EQ(status(call(*old_client, get("/hello"))), 200);
  const TestAuthority next;
  const TemporaryFile next_trusted(next.certificate_pem());
  show(next);
  tls->reload_if_changed();
  // The connection that is open lives on.
  EXPECT_EQ(status(call(*old_client, get("/hello"))), 200);
  EXPECT_EQ(status(call(*client_trusting(next_trusted), get("/hello"))), 200);
  EXPECT_EQ(status(call(*client_trusting(trusted), get("/hello"))), 0);
}

TEST_F(TlsServer, ABrokenFileLeavesTheCertificateThatWorks) {
  start();
  write_file(certificate.path(), "not a certificate");
  const auto refused = tls->reload();
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().place, certificate.path());
  tls->reload_if_changed();
  EXPECT_EQ(status(call(*client_trusting(trusted), get("/hello"))), 200);
  std::filesystem::remove(certificate.path());
  tls->reload_if_changed();
  EXPECT_EQ(status(call(*client_trusting(trusted), get("/hello"))), 200);
}

TEST_F(TlsServer, FaultsOfTheFilesAreNamed) {
  const auto one = authority.issue("one", "DNS:one.example"), two = authority.issue("two", "DNS:two.example");
  const TemporaryFile first(one.certificate_pem), other_key(two.key_pem), nothing("");
  const auto why = [](const std::string& certificate_file, const std::string& key_file) {
    const auto loaded = TlsIdentity::load(certificate_file, key_file);
    return loaded.has_error() ? loaded.error().place + ": " + loaded.error().message : std::string();
  };
  EXPECT_THAT(why(first.path(), other_key.path()),
              ::testing::StartsWith(other_key.path() + ": the key does not belong to the certificate"));
  EXPECT_THAT(why(nothing.path(), other_key.path()),
              ::testing::StartsWith(nothing.path() + ": cannot use the certificate"));
  EXPECT_THAT(why(first.path(), "/nowhere/key.pem"),
              ::testing::StartsWith("/nowhere/key.pem: cannot use the key"));
}

TEST_F(TlsServer, PlainHttpIsToldSo) {
  start();
  RawClient client(address);
  client.send("GET /hello HTTP/1.1\r\nHost: h\r\n\r\n");
  const auto answer = client.read_all();
  EXPECT_EQ(testing::status_of(answer), 400);
  EXPECT_EQ(testing::body_of(answer), "this port speaks TLS: use https:// with it.\n");
}

TEST_F(TlsServer, NobodyMayBeSlowToGreet) {
  HttpOptions options;
  options.handshake_ms_max = 20;
  start(options);
  RawClient silent(address), begun(address);
  begun.send(std::string("\x16\x03\x01\x02\x00", 5));
  EXPECT_EQ(silent.read_all(), "");
  EXPECT_EQ(begun.read_all(), "");
}

TEST_F(TlsServer, SomeAddressesMayStayPlain) {
  start();
  const auto plain = server->listen(parse_listen_address("http://127.0.0.1:0").value()).value();
  EXPECT_EQ(to_url(plain), "http://127.0.0.1:" + std::to_string(plain.port));
  RawClient client(plain);
  client.send("GET /hello HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(testing::body_of(client.read_answer()), "hello");
}

TEST(Https, NeedsACertificate) {
  Runtime runtime(1);
  const http::Router router;
  HttpServer server(runtime, router);
  const auto refused = server.listen(parse_listen_address("https://127.0.0.1:0").value());
  ASSERT_TRUE(refused.has_error());
  EXPECT_THAT(refused.error().message, ::testing::HasSubstr("--tls-cert"));
}

TEST(Certificates, DescribeTheirEnd) {
  constexpr std::int64_t ms_per_day = 86'400'000;
  const UtcMs now{1'900'000'000'000};
  EXPECT_EQ(describe_validity(now, now), "expired on 2030-03-17T17:46:40.000Z");
  EXPECT_EQ(describe_validity({now.value + 3 * ms_per_day}, now),
            "valid until 2030-03-20T17:46:40.000Z, 3 days left");
}

}  // namespace
}  // namespace sb::server
