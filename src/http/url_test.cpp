#include "http/url.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/json.h"
#include "base/utf8.h"

namespace sb::http {
namespace {

struct UrlCase {
  std::string_view name, text, host;
  std::uint16_t port;
  std::string_view normal;
};

class GoodUrl : public ::testing::TestWithParam<UrlCase> {};

TEST_P(GoodUrl, IsReadOnce) {
  const auto url = Url::parse(GetParam().text);
  ASSERT_TRUE(url) << url.error().message;
  EXPECT_EQ(url->host(), GetParam().host);
  EXPECT_EQ(url->port(), GetParam().port);
  EXPECT_EQ(url->text(), GetParam().normal);
}

INSTANTIATE_TEST_SUITE_P(
    , GoodUrl,
    ::testing::Values(
        UrlCase{"plain", "http://example.com", "example.com", 80, "http://example.com/"},
        UrlCase{"https", "HTTPS://Example.COM/A?b#c", "example.com", 443, "https://example.com/A?b"},
        UrlCase{"port", "http://example.com:8080/", "example.com", 8080, "http://example.com:8080/"},
        UrlCase{"standard_port", "http://example.com:80/x", "example.com", 80, "http://example.com/x"},
        UrlCase{"empty_port", "http://example.com:/x", "example.com", 80, "http://example.com/x"},
        UrlCase{"query_without_path", "http://example.com?x=1", "example.com", 80, "http://example.com/?x=1"},
        UrlCase{"dots", "http://example.com/a/../b/./c", "example.com", 80, "http://example.com/b/c"},
        UrlCase{"spaces", " http://example.com/a b?c d ", "example.com", 80,
                "http://example.com/a%20b?c%20d"},
        UrlCase{"umlauts", "http://example.com/\xC3\xA4", "example.com", 80, "http://example.com/%C3%A4"},
        UrlCase{"idn",
                "http://B\xC3\xBC"
                "cher.example/",
                "xn--bcher-kva.example", 80, "http://xn--bcher-kva.example/"},
        UrlCase{"v4", "http://1.1.1.1:81/", "1.1.1.1", 81, "http://1.1.1.1:81/"},
        UrlCase{"v6", "http://[2001:DB8:0::1]:81/", "2001:db8::1", 81, "http://[2001:db8::1]:81/"},
        UrlCase{"user_info", "http://us%40er:p%3Aw@example.com/x", "example.com", 80, "http://example.com/x"},
        UrlCase{"backslash_in_query", "http://example.com/?a\\b", "example.com", 80,
                "http://example.com/?a\\b"}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(Url, TurnsUserInformationIntoAHeader) {
  EXPECT_EQ(Url::parse("http://us%40er:p%3Aw@example.com/")->basic_authorization(), "Basic dXNAZXI6cDp3");
  EXPECT_EQ(Url::parse("http://user@example.com/")->basic_authorization(), "Basic dXNlcjo=");
  EXPECT_EQ(Url::parse("http://example.com/")->basic_authorization(), "");
}

class BadUrl : public ::testing::TestWithParam<std::string> {};

TEST_P(BadUrl, IsRefused) {
  const auto url = Url::parse(GetParam());
  ASSERT_FALSE(url) << url->text();
  EXPECT_EQ(url.error().code, ErrorCode::invalid_input);
}

INSTANTIATE_TEST_SUITE_P(
    , BadUrl,
    ::testing::Values("", "example.com", "ftp://example.com/", "file:///etc/passwd", "http:/example.com/",
                      "http:///example.com/", "http://", "http://:80/", "http://user@/", "http://a@b@c/",
                      "http://exa mple.com/", "http://example.com:0/", "http://example.com:65536/",
                      "http://example.com:8x/", "http://example.com:-1/", "http://127.0.0.1\\@1.1.1.1/",
                      "http://example.com/a\\b", "http://exa\tmple.com/", "http://example.com/\r\nX: y",
                      std::string("http://example.com/\0", 20), "http://%31.1.1.1/", "http://2130706433/",
                      "http://0x7f.1/", "http://0177.0.0.1/", "http://1.2.3/", "http://1.2.3.4.5/",
                      "http://1.1.1.1./", "http://example.com./", "http://a..b/", "http://[::1%25lo]/",
                      "http://[fe80::1%lo]/", "http://[::1/", "http://[1.1.1.1]/", "http://[::ffff:1.1.1.1]/",
                      "http://u:%zz@example.com/", "http://example.com/\xFF", "http://a*b.example/",
                      "http://xn--a.example/", "http://" + std::string(300, 'a') + ".example/",
                      "http://example.com/" + std::string(url_bytes_max, 'a')));

struct ResolveCase {
  std::string_view reference, expected;
};

class Resolving : public ::testing::TestWithParam<ResolveCase> {};

TEST_P(Resolving, FollowsTheStandard) {
  const auto base = Url::parse("https://user:pw@example.com:8443/a/b?q=1#f").value();
  const auto url = base.resolve(GetParam().reference);
  ASSERT_TRUE(url) << url.error().message;
  EXPECT_EQ(url->text(), GetParam().expected);
  EXPECT_EQ(url->basic_authorization(), "");
}

INSTANTIATE_TEST_SUITE_P(, Resolving,
                         ::testing::Values(ResolveCase{"/x", "https://example.com:8443/x"},
                                           ResolveCase{"x", "https://example.com:8443/a/x"},
                                           ResolveCase{"../x", "https://example.com:8443/x"},
                                           ResolveCase{"?y", "https://example.com:8443/a/b?y"},
                                           ResolveCase{"#z", "https://example.com:8443/a/b?q=1"},
                                           ResolveCase{"//other.example/x", "https://other.example/x"},
                                           ResolveCase{"http://other.example", "http://other.example/"},
                                           ResolveCase{" /x y ", "https://example.com:8443/x%20y"},
                                           ResolveCase{"/a?u=http://b/",
                                                       "https://example.com:8443/a?u=http://b/"}));

TEST(Reference, RefusesOtherSchemes) {
  const auto base = Url::parse("https://example.com/").value();
  for (const auto* reference :
       {"file:///etc/passwd", "gopher://x/", "javascript:alert(1)", "http:foo", "/\\evil"}) {
    EXPECT_FALSE(base.resolve(reference)) << reference;
  }
}

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The data holds lone surrogate escapes, which our JSON parser rightly refuses: only those are taken out.
std::string without_lone_surrogates(std::string text) {
  for (std::size_t at = text.find("\\ud"); at != std::string::npos; at = text.find("\\ud", at + 1)) {
    text.replace(at, 6, "\xEF\xBF\xBD");
  }
  for (std::size_t at = text.find("\\uD"); at != std::string::npos; at = text.find("\\uD", at + 1)) {
    if (text[at + 3] >= '8') text.replace(at, 6, "\xEF\xBF\xBD");
  }
  return text;
}

// A browser's host and ours, spelled alike.
std::string comparable(std::string_view host) {
  if (host.size() > 2 && host.front() == '[') host = host.substr(1, host.size() - 2);
  if (const auto address = Address::parse(host)) return address->text();
  return std::string(host);
}

TEST(Url, AgreesWithTheBrowsersOrRefuses) {
  const auto data = parse_json(
      without_lone_surrogates(file_text(SB_SOURCE_DIR "/tests/corpora/url-parsing/urltestdata.json")));
  ASSERT_TRUE(data) << data.error().message;
  int both = 0, only_we = 0;
  for (const auto& entry : data->as_array()) {
    if (!entry.is_object()) continue;
    const auto& object = entry.as_object();
    const auto input = string_member(object, "input");
    const auto url = Url::parse(input);
    if (!url) continue;
    if (find_member(object, "failure")) {
      ++only_we;
      ADD_FAILURE() << "a browser refuses " << printable(input);
      continue;
    }
    ++both;
    EXPECT_EQ(url->host(), comparable(string_member(object, "hostname"))) << printable(input);
    // Browsers write an address that ends like an IPv4 one in hexadecimal all the same.
    const bool mixed =
        url->host().find(':') != std::string::npos && url->host().find('.') != std::string::npos;
    if (find_member(object, "origin") && !mixed) {
      EXPECT_EQ(url->browser_origin(), string_member(object, "origin")) << printable(input);
    }
    const auto port = string_member(object, "port");
    const std::string standard = url->is_https() ? "443" : "80";
    EXPECT_EQ(std::to_string(url->port()), port.empty() ? standard : std::string(port)) << printable(input);
  }
  EXPECT_GT(both, 80);
  EXPECT_EQ(only_we, 0);
}

}  // namespace
}  // namespace sb::http
