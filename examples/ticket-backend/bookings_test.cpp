#include "ticket-backend/bookings.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <thread>

#include "base/random.h"

namespace sb::tickets {
namespace {

namespace fs = std::filesystem;

const Journey to_ghent{"Antwerp", "Ghent", "second", "", "en-us"};
const Journey to_lyon{"Paris", "Lyon", "first", "window", "nl-nl"};
constexpr UtcMs noon{1'893'499'200'000};

class BookingsFile : public testing::Test {
 protected:
  BookingsFile() : folder(fs::temp_directory_path() / ("tickets-" + new_id24())) {
    fs::create_directories(folder);
  }
  ~BookingsFile() override { fs::remove_all(folder); }

  std::unique_ptr<Bookings> open() const { return Bookings::open((folder / "tickets.db").string()).value(); }

  fs::path folder;
};

TEST_F(BookingsFile, NumbersBeginAt1001AndCountUp) {
  auto bookings = open();
  EXPECT_EQ(bookings->book(to_ghent, "", noon)->number, 1001);
  EXPECT_EQ(bookings->book(to_ghent, "", noon)->number, 1002);
  EXPECT_EQ(bookings->book(to_lyon, "", noon)->number, 1003);
}

TEST_F(BookingsFile, ABookingIsFoundAsItWasMade) {
  auto bookings = open();
  const auto made = bookings->book(to_lyon, "k", noon).value();
  const auto found = bookings->find(made.number).value();
  EXPECT_EQ(found.number, made.number);
  EXPECT_EQ(found.journey, to_lyon);
  EXPECT_EQ(found.booked_at, noon);
  EXPECT_EQ(bookings->find(made.number + 1).error().code, ErrorCode::not_found);
}

TEST_F(BookingsFile, TheSameKeyGivesTheSameBooking) {
  auto bookings = open();
  const auto first = bookings->book(to_ghent, "key-1", noon).value();
  const auto again = bookings->book(to_ghent, "key-1", noon + 5'000).value();
  EXPECT_EQ(again.number, first.number);
  EXPECT_EQ(again.booked_at, noon);
  EXPECT_EQ(bookings->book(to_ghent, "key-2", noon)->number, first.number + 1);
}

TEST_F(BookingsFile, BookingsAndKeysOutliveTheProcess) {
  const auto first = open()->book(to_ghent, "key", noon).value();
  auto bookings = open();
  EXPECT_EQ(bookings->book(to_ghent, "key", noon)->number, first.number);
  EXPECT_EQ(bookings->book(to_ghent, "", noon)->number, first.number + 1);
}

TEST_F(BookingsFile, NumbersStayUniqueWhenSeveralWritersShareTheFile) {
  constexpr int writers = 4, each = 25;
  open();
  std::vector<std::vector<std::int64_t>> numbers(writers);
  std::vector<std::thread> threads;
  for (auto& own : numbers) {
    threads.emplace_back([this, &own] {
      auto bookings = open();
      for (int i = 0; i < each; ++i) own.push_back(bookings->book(to_ghent, "", noon).value().number);
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<std::int64_t> all;
  for (const auto& own : numbers) all.insert(own.begin(), own.end());
  EXPECT_EQ(all.size(), std::size_t{writers * each});
  EXPECT_EQ(*all.begin(), 1001);
  EXPECT_EQ(*all.rbegin(), 1000 + writers * each);
}

TEST_F(BookingsFile, OneKeyUsedByManyAtOnceMakesOneBooking) {
  open();
  std::vector<std::int64_t> numbers(8);
  std::vector<std::thread> threads;
  for (auto& number : numbers)
    threads.emplace_back(
        [this, &number] { number = open()->book(to_ghent, "the key", noon).value().number; });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(numbers, std::vector<std::int64_t>(8, 1001));
}

TEST_F(BookingsFile, AFileThatCannotBeOpenedIsNamed) {
  const auto opened = Bookings::open((folder / "missing" / "tickets.db").string());
  ASSERT_TRUE(opened.has_error());
  EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
  EXPECT_NE(opened.error().message.find("missing/tickets.db"), std::string::npos);
}

TEST(BookingId, IsReadBackFromItsText) {
  EXPECT_EQ(booking_id(1001), "CC-1001");
  EXPECT_EQ(parse_booking_id("CC-1001"), 1001);
}

class NoBookingId : public testing::TestWithParam<const char*> {};
TEST_P(NoBookingId, IsRefused) {
  EXPECT_EQ(parse_booking_id(GetParam()), std::nullopt);
}
INSTANTIATE_TEST_SUITE_P(, NoBookingId,
                         testing::Values("", "CC-", "1001", "cc-1001", "CC-1000", "CC--1001", "CC-1001x",
                                         "CC-0x3e9", "CC-99999999999999999999"));

}  // namespace
}  // namespace sb::tickets
