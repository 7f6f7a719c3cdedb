#include "http/forwarded.h"

#include <gtest/gtest.h>

namespace sb::http {
namespace {

TrustedProxies trusting(const std::vector<std::string>& entries) {
  return TrustedProxies::parse(entries).value();
}

Headers forwarded(const std::vector<std::string>& values, const char* name = "X-Forwarded-For") {
  Headers headers;
  for (const auto& value : values) headers.add(name, value);
  return headers;
}

TEST(TrustedProxies, AreAddressesRangesAndUnixSockets) {
  const auto proxies = trusting({"10.0.0.0/8", " 192.0.2.7 ", "fd00::/8", "", "unix"});
  for (const auto* peer : {"10.1.2.3", "192.0.2.7", "fd12::1", "::ffff:10.0.0.1", "unix"})
    EXPECT_TRUE(proxies.trusts(peer)) << peer;
  for (const auto* peer : {"11.0.0.1", "192.0.2.8", "fe80::1", "127.0.0.1", "unknown", "", "unix:"})
    EXPECT_FALSE(proxies.trusts(peer)) << peer;
  EXPECT_FALSE(TrustedProxies().trusts("127.0.0.1"));
  EXPECT_FALSE(TrustedProxies().trusts("unix"));
}

TEST(TrustedProxies, WhatIsNoneOfTheseIsNamed) {
  for (const auto* bad :
       {"localhost", "10.0.0.0/33", "10.0.0.0/", "unix:/run/x", "*", "10.0.0.0/-1", "1.2.3"}) {
    const auto outcome = TrustedProxies::parse({"127.0.0.1", bad});
    ASSERT_TRUE(outcome.has_error()) << bad;
    EXPECT_EQ(outcome.error().message,
              "'" + std::string(bad) + "' is neither an address, a range such as 10.0.0.0/8, nor 'unix'");
  }
}

struct Way {
  const char* peer;
  std::vector<std::string> fields;
  const char* client;
};

TEST(TrustedProxies, TheClientIsTheLastOneThatIsNotTrusted) {
  const auto proxies = trusting({"127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48", "unix"});
  const std::vector<Way> ways = {
      {"127.0.0.1", {"203.0.113.9"}, "203.0.113.9"},
      {"unix", {"203.0.113.9"}, "203.0.113.9"},
      {"127.0.0.1", {}, "127.0.0.1"},
      {"127.0.0.1", {""}, "127.0.0.1"},
      // What a client writes itself stands in front of what the proxy saw.
      {"127.0.0.1", {"198.51.100.1, 203.0.113.9"}, "203.0.113.9"},
      {"127.0.0.1", {"198.51.100.1", "203.0.113.9"}, "203.0.113.9"},
      {"127.0.0.1", {"203.0.113.9", "198.51.100.1"}, "198.51.100.1"},
      {"127.0.0.1", {"10.9.9.9, 203.0.113.9"}, "203.0.113.9"},
      // Through a chain of ours.
      {"127.0.0.1", {"203.0.113.9, 10.0.0.2,10.0.0.1"}, "203.0.113.9"},
      {"127.0.0.1", {"198.51.100.1, 203.0.113.9, 10.0.0.2"}, "203.0.113.9"},
      {"10.0.0.1", {"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
      {"unix", {"203.0.113.9, unix:"}, "203.0.113.9"},
      // A peer that nobody trusts says what it likes.
      {"192.0.2.1", {"203.0.113.9"}, "192.0.2.1"},
      {"unknown", {"203.0.113.9"}, "unknown"},
      // Forms.
      {"127.0.0.1", {"203.0.113.9:4711"}, "203.0.113.9"},
      {"127.0.0.1", {"[2001:db8::9]:4711"}, "2001:db8::9"},
      {"127.0.0.1", {"[2001:db8::9]"}, "2001:db8::9"},
      {"127.0.0.1", {"2001:DB8:0:0::9"}, "2001:db8::9"},
      {"127.0.0.1", {"::ffff:203.0.113.9"}, "203.0.113.9"},
      {"2001:db8:1::5", {"2001:db8:2::5"}, "2001:db8:2::5"},
      // What is no address ends the way at who wrote it.
      {"127.0.0.1", {"203.0.113.9, unknown"}, "127.0.0.1"},
      {"127.0.0.1", {"203.0.113.9, _hidden, 10.0.0.1"}, "10.0.0.1"},
      {"127.0.0.1", {"203.0.113.9,"}, "127.0.0.1"},
      {"127.0.0.1", {"203.0.113.9, ,10.0.0.1"}, "10.0.0.1"},
      {"127.0.0.1", {"203.0.113.9:99999999"}, "127.0.0.1"},
      {"127.0.0.1", {"[203.0.113.9]:1"}, "127.0.0.1"},
      {"127.0.0.1", {"[2001:db8::9"}, "127.0.0.1"},
      {"127.0.0.1", {"[2001:db8::9]x"}, "127.0.0.1"},
      {"127.0.0.1", {"0x7f.1"}, "127.0.0.1"},
      {"127.0.0.1", {"fe80::1%eth0"}, "127.0.0.1"},
      {"127.0.0.1", {"\xff\xfe, 203.0.113.9'--"}, "127.0.0.1"},
  };
  for (const auto& way : ways)
    EXPECT_EQ(proxies.client_of(way.peer, forwarded(way.fields)), way.client)
        << way.peer << " " << (way.fields.empty() ? "" : way.fields.back());
}

TEST(TrustedProxies, ALongListCostsLittle) {
  std::string list = "203.0.113.9";
  for (int i = 0; i < 5'000; ++i) list += ",10.0.0.1";
  EXPECT_EQ(trusting({"10.0.0.0/8"}).client_of("10.0.0.1", forwarded({list})), "10.0.0.1");
}

TEST(TrustedProxies, TheSchemeIsWhatTheNearestSays) {
  const auto proxies = trusting({"127.0.0.1"});
  const auto said = [&](const char* peer, const std::vector<std::string>& fields) {
    return proxies.over_tls(peer, forwarded(fields, "X-Forwarded-Proto"));
  };
  EXPECT_TRUE(said("127.0.0.1", {"https"}));
  EXPECT_TRUE(said("127.0.0.1", {" HTTPS "}));
  EXPECT_TRUE(said("127.0.0.1", {"http", "https"}));
  EXPECT_FALSE(said("127.0.0.1", {"https, http"}));
  EXPECT_FALSE(said("127.0.0.1", {"http"}));
  EXPECT_FALSE(said("127.0.0.1", {"https://"}));
  EXPECT_FALSE(said("127.0.0.1", {}));
  EXPECT_FALSE(said("192.0.2.1", {"https"}));
}

}  // namespace
}  // namespace sb::http
