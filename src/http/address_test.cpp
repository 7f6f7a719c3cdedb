#include "http/address.h"

#include <gtest/gtest.h>

namespace sb::http {
namespace {

struct PublicCase {
  std::string_view text;
  bool is_public;
};

class Publicness : public ::testing::TestWithParam<PublicCase> {};

TEST_P(Publicness, IsDecidedByTheTable) {
  const auto address = Address::parse(GetParam().text);
  ASSERT_TRUE(address);
  EXPECT_EQ(is_public(*address), GetParam().is_public) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    , Publicness,
    ::testing::Values(
        // First and last address of each special range, and their neighbours outside.
        PublicCase{"0.0.0.0", false}, PublicCase{"0.255.255.255", false}, PublicCase{"1.0.0.0", true},
        PublicCase{"9.255.255.255", true}, PublicCase{"10.0.0.0", false}, PublicCase{"10.255.255.255", false},
        PublicCase{"11.0.0.0", true}, PublicCase{"100.63.255.255", true}, PublicCase{"100.64.0.0", false},
        PublicCase{"100.127.255.255", false}, PublicCase{"100.128.0.0", true},
        PublicCase{"126.255.255.255", true}, PublicCase{"127.0.0.1", false},
        PublicCase{"127.255.255.255", false}, PublicCase{"128.0.0.0", true},
        PublicCase{"168.63.129.15", true}, PublicCase{"168.63.129.16", false},
        PublicCase{"168.63.129.17", true}, PublicCase{"169.253.255.255", true},
        PublicCase{"169.254.0.0", false}, PublicCase{"169.254.169.254", false},
        PublicCase{"169.255.0.0", true}, PublicCase{"172.15.255.255", true}, PublicCase{"172.16.0.0", false},
        PublicCase{"172.31.255.255", false}, PublicCase{"172.32.0.0", true},
        PublicCase{"191.255.255.255", true}, PublicCase{"192.0.0.1", false}, PublicCase{"192.0.1.0", true},
        PublicCase{"192.0.2.255", false}, PublicCase{"192.88.99.1", false},
        PublicCase{"192.167.255.255", true}, PublicCase{"192.168.0.0", false},
        PublicCase{"192.169.0.0", true}, PublicCase{"198.17.255.255", true}, PublicCase{"198.18.0.0", false},
        PublicCase{"198.19.255.255", false}, PublicCase{"198.20.0.0", true},
        PublicCase{"198.51.100.7", false}, PublicCase{"203.0.113.7", false}, PublicCase{"203.0.114.0", true},
        PublicCase{"223.255.255.255", true}, PublicCase{"224.0.0.1", false}, PublicCase{"239.1.2.3", false},
        PublicCase{"240.0.0.1", false}, PublicCase{"255.255.255.255", false}, PublicCase{"::", false},
        PublicCase{"::1", false}, PublicCase{"::7f00:1", false}, PublicCase{"::ffff:127.0.0.1", false},
        PublicCase{"::ffff:1.1.1.1", true}, PublicCase{"::ffff:0:1.1.1.1", false},
        PublicCase{"64:ff9b::1.1.1.1", false}, PublicCase{"64:ff9b:1::1", false}, PublicCase{"100::1", false},
        PublicCase{"1fff:ffff::", false}, PublicCase{"2000::1", true}, PublicCase{"2001::1", false},
        PublicCase{"2001:1ff::1", false}, PublicCase{"2001:200::1", true}, PublicCase{"2001:db8::1", false},
        PublicCase{"2001:db9::1", true}, PublicCase{"2002:7f00:1::", false}, PublicCase{"2003::1", true},
        PublicCase{"2a00:1450:4001:80b::200e", true}, PublicCase{"3fff::1", false},
        PublicCase{"3fff:fff:ffff::", false}, PublicCase{"3fff:1000::", true}, PublicCase{"4000::", false},
        PublicCase{"5f00::1", false}, PublicCase{"fc00::1", false}, PublicCase{"fd00::2", false},
        PublicCase{"fe80::1", false}, PublicCase{"fec0::1", false}, PublicCase{"ff02::1", false}));

TEST(AddressText, IsTheCanonicalFormOnly) {
  EXPECT_EQ(Address::parse("::ffff:10.0.0.1")->text(), "10.0.0.1");
  EXPECT_EQ(Address::parse("2001:DB8:0:0:0:0:0:1")->text(), "2001:db8::1");
  for (const auto* text : {"", "1", "1.2.3", "01.2.3.4", "0x7f.0.0.1", "1.2.3.4.", "1.2.3.4 ", "fe80::1%lo",
                           "[::1]", "::1::", "2130706433"}) {
    EXPECT_FALSE(Address::parse(text)) << text;
  }
  EXPECT_FALSE(Address::parse(std::string_view("1.2.3.4\0", 8)));
}

struct RangeCase {
  std::string_view range, address;
  bool contains;
};

class Ranges : public ::testing::TestWithParam<RangeCase> {};

TEST_P(Ranges, ContainWhatSharesThePrefix) {
  const auto range = AddressRange::parse(GetParam().range);
  ASSERT_TRUE(range);
  EXPECT_EQ(range->contains(*Address::parse(GetParam().address)), GetParam().contains);
}

INSTANTIATE_TEST_SUITE_P(
    , Ranges,
    ::testing::Values(RangeCase{"10.0.0.0/8", "10.255.0.1", true}, RangeCase{"10.0.0.0/8", "11.0.0.0", false},
                      RangeCase{"10.1.2.3", "10.1.2.3", true}, RangeCase{"10.1.2.3", "10.1.2.2", false},
                      RangeCase{"172.16.0.0/12", "172.31.255.255", true},
                      RangeCase{"172.16.0.0/12", "172.32.0.0", false},
                      RangeCase{"0.0.0.0/0", "8.8.8.8", true}, RangeCase{"0.0.0.0/0", "::1", false},
                      RangeCase{"::/0", "8.8.8.8", true}, RangeCase{"fd00::/7", "fc01::", true},
                      RangeCase{"10.0.0.0/8", "::ffff:10.9.9.9", true},
                      RangeCase{"::ffff:10.0.0.0/104", "10.9.9.9", true}));

TEST(RangeText, RefusesWhatIsNone) {
  for (const auto* text :
       {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8x", "::/129", "host/8", "/8", ""}) {
    EXPECT_FALSE(AddressRange::parse(text)) << text;
  }
}

TEST(OwnAddresses, HoldTheLoopback) {
  const auto own = own_addresses();
  EXPECT_NE(std::find(own.begin(), own.end(), *Address::parse("127.0.0.1")), own.end());
}

}  // namespace
}  // namespace sb::http
