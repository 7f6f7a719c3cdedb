#include "server/framing.h"

#include <gtest/gtest.h>

#include <string>

#include "server/request_parser.h"

namespace sb::server {
namespace {

using Progress = RequestParser::Progress;

// What a connection would do with these bytes: "POST /x [body]" for a complete request, the status for a
// refused one, "…" when more bytes are needed.
std::string outcome(std::string_view bytes, std::size_t piece, std::size_t body_bytes_max = 100) {
  RequestParser parser;
  std::string out, unread;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto next = bytes.substr(at, piece);
    at += next.size();
    unread += next;
    for (bool more = true; more;) {
      std::size_t used = 0;
      const auto progress = parser.advance(unread, used);
      unread.erase(0, used);
      switch (progress) {
        case Progress::need_more:
          more = false;
          break;
        case Progress::head:
          parser.set_body_bytes_max(body_bytes_max);
          break;
        case Progress::refused:
          return out + std::to_string(parser.refusal().status);
        case Progress::complete:
          out +=
              parser.request().method + " " + parser.request().target + " [" + parser.request().body + "] ";
          parser.reset();
          more = !unread.empty();
          break;
      }
    }
  }
  return out + "…";
}

struct FramingCase {
  std::string_view name, bytes, expected;
};
class Framing : public testing::TestWithParam<FramingCase> {};
TEST_P(Framing, IsDecidedTheSameWhole) {
  EXPECT_EQ(outcome(GetParam().bytes, 1 << 20), GetParam().expected);
}
TEST_P(Framing, IsDecidedTheSameBytewise) {
  EXPECT_EQ(outcome(GetParam().bytes, 1), GetParam().expected);
}

#define POST_HEAD "POST /x HTTP/1.1\r\nHost: h\r\n"
#define CHUNKED POST_HEAD "Transfer-Encoding: chunked\r\n\r\n"

INSTANTIATE_TEST_SUITE_P(
    , Framing,
    testing::Values(
        FramingCase{"plain", "GET / HTTP/1.1\r\nHost: h\r\n\r\n", "GET / [] …"},
        FramingCase{"http_1_0_without_host", "GET / HTTP/1.0\r\n\r\n", "GET / [] …"},
        FramingCase{"body", POST_HEAD "Content-Length: 5\r\n\r\nhello", "POST /x [hello] …"},
        FramingCase{"body_then_next",
                    POST_HEAD "Content-Length: 1\r\n\r\naGET /b HTTP/1.1\r\nHost: h\r\n\r\n",
                    "POST /x [a] GET /b [] …"},
        FramingCase{"chunked", CHUNKED "5\r\nhello\r\n6;a=b\r\n world\r\n0\r\n\r\n",
                    "POST /x [hello world] …"},
        FramingCase{"chunked_upper_case", POST_HEAD "transfer-encoding: CHUNKED\r\n\r\n1\r\na\r\n0\r\n\r\n",
                    "POST /x [a] …"},
        FramingCase{"empty_lines_before", "\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", "GET / [] …"},
        FramingCase{"too_many_empty_lines", "\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        FramingCase{"incomplete_header", "GET / HTTP/1.1\r\nHost: h\r\n", "…"},
        FramingCase{"no_host", "GET / HTTP/1.1\r\n\r\n", "400"},
        FramingCase{"two_hosts", "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n", "400"},
        FramingCase{"empty_host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "400"},
        FramingCase{"host_with_path", "GET / HTTP/1.1\r\nHost: h/x\r\n\r\n", "400"},
        FramingCase{"host_with_user", "GET / HTTP/1.1\r\nHost: u@h\r\n\r\n", "400"},
        FramingCase{"two_lengths", POST_HEAD "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", "400"},
        FramingCase{"length_list", POST_HEAD "Content-Length: 1, 1\r\n\r\na", "400"},
        FramingCase{"length_with_plus", POST_HEAD "Content-Length: +1\r\n\r\na", "400"},
        FramingCase{"length_empty", POST_HEAD "Content-Length:\r\n\r\n", "400"},
        FramingCase{"length_overflow", POST_HEAD "Content-Length: 18446744073709551616\r\n\r\n", "400"},
        FramingCase{"length_over_limit", POST_HEAD "Content-Length: 101\r\n\r\n", "413"},
        FramingCase{"length_and_chunked", POST_HEAD "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "400"},
        FramingCase{"chunked_and_length", POST_HEAD "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
                    "400"},
        FramingCase{"coding_list", POST_HEAD "Transfer-Encoding: gzip, chunked\r\n\r\n", "400"},
        FramingCase{"coding_identity", POST_HEAD "Transfer-Encoding: identity\r\n\r\n", "400"},
        FramingCase{"coding_after_chunked", POST_HEAD "Transfer-Encoding: chunked, gzip\r\n\r\n", "400"},
        FramingCase{"two_codings",
                    POST_HEAD "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", "400"},
        FramingCase{"coding_in_http_1_0", "POST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", "400"},
        FramingCase{"space_before_colon", POST_HEAD "Content-Length : 1\r\n\r\na", "400"},
        FramingCase{"folded", "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", "400"},
        FramingCase{"folded_first_field", "GET / HTTP/1.1\r\n Host: h\r\n\r\n", "400"},
        FramingCase{"bare_lf", "GET / HTTP/1.1\nHost: h\n\n", "400"},
        FramingCase{"bare_lf_in_header", "GET / HTTP/1.1\r\nHost: h\nX: a\r\n\r\n", "400"},
        FramingCase{"bare_cr_in_value", "GET / HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n", "400"},
        FramingCase{"control_in_value", "GET / HTTP/1.1\r\nHost: h\r\nX: a\x01\r\n\r\n", "400"},
        FramingCase{"imitated_length_is_dropped", POST_HEAD "Content_Length: 5\r\n\r\n", "POST /x [] …"},
        FramingCase{"unknown_method", "BREW / HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        FramingCase{"connect", "CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        FramingCase{"lower_case_method", "get / HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        FramingCase{"tls_hello", "\x16\x03\x01", "400"},
        FramingCase{"absolute_form", "GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        FramingCase{"asterisk", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", "OPTIONS * [] …"},
        FramingCase{"asterisk_for_get", "GET * HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        FramingCase{"fragment", "GET /#a HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        FramingCase{"bad_percent", "GET /%g0 HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        FramingCase{"raw_utf8_target", "GET /\xc3\xa9 HTTP/1.1\r\nHost: h\r\n\r\n", "GET /\xc3\xa9 [] …"},
        FramingCase{"raw_latin1_target", "GET /\xe9 HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        FramingCase{"http_0_9", "GET /\r\n", "400"},
        FramingCase{"http_1_2", "GET / HTTP/1.2\r\nHost: h\r\n\r\n", "400"},
        FramingCase{"http_2_preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400"},
        FramingCase{"gzip_body", POST_HEAD "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\na", "415"},
        FramingCase{"identity_body", POST_HEAD "Content-Encoding: identity\r\nContent-Length: 1\r\n\r\na",
                    "POST /x [a] …"},
        FramingCase{"odd_expectation", POST_HEAD "Expect: more\r\nContent-Length: 1\r\n\r\na", "417"},
        FramingCase{"chunk_with_prefix", CHUNKED "0x1\r\na\r\n0\r\n\r\n", "400"},
        FramingCase{"chunk_with_space", CHUNKED "1 \r\na\r\n0\r\n\r\n", "400"},
        FramingCase{"chunk_without_end", CHUNKED "1\r\naa\r\n0\r\n\r\n", "400"},
        FramingCase{"chunk_bare_lf", CHUNKED "1\na\r\n0\r\n\r\n", "400"},
        FramingCase{"chunk_overflow", CHUNKED "fffffffffffffffff\r\n", "400"},
        FramingCase{"chunk_over_limit", CHUNKED "65\r\n", "413"},
        FramingCase{"chunks_over_limit", CHUNKED "3\r\nabc\r\n62\r\n", "413"},
        FramingCase{"chunk_without_size", CHUNKED "\r\na\r\n", "400"},
        FramingCase{"chunk_extension_quoted", CHUNKED "1;a=\"b;\\\" c\";d\r\na\r\n0;e\r\n\r\n",
                    "POST /x [a] …"},
        FramingCase{"chunk_extension_unbalanced", CHUNKED "1;a=\"b\r\na\r\n0\r\n\r\n", "400"},
        FramingCase{"chunk_extension_bare_lf", CHUNKED "1;a\nb\r\na\r\n0\r\n\r\n", "400"},
        FramingCase{"chunks_then_next", CHUNKED "1\r\na\r\n00\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
                    "POST /x [a] GET / [] …"},
        FramingCase{"trailer", CHUNKED "0\r\nX: a\r\n\r\n", "400"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(FramingLimits, LongHeadersAreRefused) {
  const std::string start = "GET / HTTP/1.1\r\nHost: h\r\nX: ";
  const auto of_size = [&](std::size_t size) {
    return start + std::string(size - start.size() - 4, 'a') + "\r\n\r\n";
  };
  for (const std::size_t piece : {1, 1000, 1 << 20}) {
    EXPECT_EQ(outcome(of_size(header_bytes_max_default), piece), "GET / [] …");
    EXPECT_EQ(outcome(of_size(header_bytes_max_default + 1), piece), "431");
    EXPECT_EQ(outcome("GET /" + std::string(100'000, 'a'), piece), "431");
  }
}

TEST(FramingLimits, LongChunkExtensionsAreRefused) {
  const auto with_extension = [](std::size_t size) {
    return std::string(CHUNKED "1;") + std::string(size - 1, 'x') + "\r\na\r\n0\r\n\r\n";
  };
  for (const std::size_t piece : {1, 1 << 20}) {
    EXPECT_EQ(outcome(with_extension(chunk_extension_bytes_max), piece), "POST /x [a] …");
    EXPECT_EQ(outcome(with_extension(chunk_extension_bytes_max + 1), piece), "400");
    EXPECT_EQ(outcome(with_extension(100'000), piece), "400");
  }
}

TEST(FramingLimits, ManyShortChunkExtensionsAreRefusedTogether) {
  std::string bytes = CHUNKED;
  for (int i = 0; i < 50; ++i) bytes += "1;abcdefghi\r\na\r\n";
  EXPECT_EQ(outcome(bytes, 1), "400");
}

struct HostCase {
  std::string_view text;
  bool valid;
};
class Hosts : public testing::TestWithParam<HostCase> {};
TEST_P(Hosts, AreNamesOrAddressesWithAPort) {
  EXPECT_EQ(is_host_and_port(GetParam().text), GetParam().valid);
}
INSTANTIATE_TEST_SUITE_P(, Hosts,
                         testing::Values(HostCase{"example.com", true}, HostCase{"example.com:8080", true},
                                         HostCase{"127.0.0.1", true}, HostCase{"[::1]", true},
                                         HostCase{"[::1]:80", true}, HostCase{"my_host", true},
                                         HostCase{"h:", true}, HostCase{"", false}, HostCase{":80", false},
                                         HostCase{"a b", false}, HostCase{"a,b:80:80", false},
                                         HostCase{"a:b", false}, HostCase{"[]", false},
                                         HostCase{"[::1", false}, HostCase{"[::1]x", false},
                                         HostCase{"a:123456", false}, HostCase{"a\xc3\xa9", false},
                                         HostCase{"a/b", false}));

}  // namespace
}  // namespace sb::server
