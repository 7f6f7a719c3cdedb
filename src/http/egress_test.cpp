#include "http/egress.h"

#include <gtest/gtest.h>

namespace sb::http {
namespace {

struct CheckCase {
  std::string_view name, allow, host, address;
  std::uint16_t port;
  bool allowed;
};

class Egress : public ::testing::TestWithParam<CheckCase> {};

TEST_P(Egress, ChecksHostAddressAndPort) {
  const auto& c = GetParam();
  const auto policy = EgressPolicy::parse(c.allow);
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->check(*Address::parse(c.address), c.port, c.host) == Verdict::allowed, c.allowed);
}

INSTANTIATE_TEST_SUITE_P(
    , Egress,
    ::testing::Values(
        CheckCase{"public_by_default", "", "example.com", "1.1.1.1", 80, true},
        CheckCase{"private_refused", "", "example.com", "10.0.0.1", 80, false},
        CheckCase{"local_name_refused_even_if_public", "", "printer.local", "1.1.1.1", 80, false},
        CheckCase{"single_label_refused", "", "intranet", "1.1.1.1", 80, false},
        CheckCase{"internal_refused", "", "metadata.google.internal", "1.1.1.1", 80, false},
        CheckCase{"local_suffix_needs_a_dot", "", "notlocalhost.example", "1.1.1.1", 80, true},
        CheckCase{"host_opens_any_address", "crm.corp", "crm.corp", "10.0.0.1", 8443, true},
        CheckCase{"host_in_any_case", "CRM.Corp", "crm.corp", "10.0.0.1", 80, true},
        CheckCase{"host_with_port", "crm.corp:8443", "crm.corp", "10.0.0.1", 8443, true},
        CheckCase{"host_with_other_port", "crm.corp:8443", "crm.corp", "10.0.0.1", 80, false},
        CheckCase{"host_is_exact", "corp", "crm.corp", "10.0.0.1", 80, false},
        CheckCase{"range", "10.0.0.0/8", "any.example", "10.2.3.4", 80, true},
        CheckCase{"range_opens_local_names", "127.0.0.0/8", "localhost", "127.0.0.1", 80, true},
        CheckCase{"range_opens_local_names_only_inside", "10.0.0.0/8", "localhost", "127.0.0.1", 80, false},
        CheckCase{"range_with_port", "10.0.0.0/8:8080", "any.example", "10.2.3.4", 8080, true},
        CheckCase{"range_with_other_port", "10.0.0.0/8:8080", "any.example", "10.2.3.4", 80, false},
        CheckCase{"single_address", "10.1.2.3:80", "10.1.2.3", "10.1.2.3", 80, true},
        CheckCase{"neighbour_of_single_address", "10.1.2.3:80", "10.1.2.4", "10.1.2.4", 80, false},
        CheckCase{"v6_range", "fd00::/8", "any.example", "fd12::1", 80, true},
        CheckCase{"v6_with_port", "[fd00::1]:80", "fd00::1", "fd00::1", 80, true},
        CheckCase{"v6_with_other_port", "[fd00::1]:80", "fd00::1", "fd00::1", 81, false},
        CheckCase{"v6_range_with_port", "[fd00::/8]:80", "fd00::1", "fd00::1", 80, true},
        CheckCase{"v6_range_with_port_outside", "[fd00::]/8:80", "fd00::1", "fd00::1", 80, true},
        CheckCase{"mapped_address_is_the_v4_one", "10.0.0.0/8", "x.example", "::ffff:10.1.1.1", 80, true},
        CheckCase{"several", " a.example , ,10.0.0.0/8,b.example:1 ", "b.example", "127.0.0.1", 1, true}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(EgressDenied, CoversPublicAddressesUnlessOpened) {
  auto policy = EgressPolicy::parse("8.8.4.4:443").value();
  policy.deny(*Address::parse("8.8.8.8"));
  policy.deny(*Address::parse("8.8.4.4"));
  EXPECT_EQ(policy.check(*Address::parse("8.8.8.8"), 443, "dns.example"), Verdict::refused);
  EXPECT_EQ(policy.check(*Address::parse("8.8.4.4"), 443, "dns.example"), Verdict::allowed);
  EXPECT_EQ(policy.check(*Address::parse("8.8.4.4"), 80, "dns.example"), Verdict::refused);
}

TEST(EgressName, DecidesWhatNeedsNoAddress) {
  const EgressPolicy closed;
  EXPECT_EQ(closed.check_name("localhost", 80), Verdict::refused);
  EXPECT_EQ(closed.check_name("a.localhost", 80), Verdict::refused);
  EXPECT_EQ(closed.check_name("example.com", 80), Verdict::depends_on_address);
  EXPECT_EQ(closed.check_name("127.0.0.1", 80), Verdict::depends_on_address);
  EXPECT_EQ(closed.check_name("::1", 80), Verdict::depends_on_address);
  const auto open = EgressPolicy::parse("localhost:80,10.0.0.0/8:81").value();
  EXPECT_EQ(open.check_name("localhost", 80), Verdict::allowed);
  EXPECT_EQ(open.check_name("localhost", 81), Verdict::depends_on_address);
  EXPECT_EQ(open.check_name("localhost", 82), Verdict::refused);
}

TEST(EgressText, IsRefusedNamingTheEntry) {
  for (const auto* entry : {"10.0.0.0/33", "a b", "host:0", "host:99999", "host:x", "[fd00::1", "ftp://x/",
                            "*.corp", "10.0.0.0/8:80:90", "host:"}) {
    const auto policy = EgressPolicy::parse(std::string("ok.example,") + entry);
    ASSERT_FALSE(policy) << entry;
    EXPECT_EQ(policy.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(policy.error().place, entry);
  }
}

}  // namespace
}  // namespace sb::http
