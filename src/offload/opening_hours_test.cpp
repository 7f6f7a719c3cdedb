#include "offload/opening_hours.h"

#include <gtest/gtest.h>

namespace sb::offload {
namespace {

OpeningHours brussels_hours() {
  OpeningHours hours;
  hours.timezone = "Europe/Brussels";
  for (const auto* day : {"mon", "tue", "wed", "thu", "fri"}) {
    hours.week[day] = {{"09:00", "12:00"}, {"13:00", "17:00"}};
  }
  hours.week["sat"] = {{"00:00", "24:00"}};
  hours.holidays = {"2024-12-25"};
  return hours;
}

struct HoursCase {
  const char *name, *at;
  bool open;
};
class BrusselsHours : public ::testing::TestWithParam<HoursCase> {};
TEST_P(BrusselsHours, AreReadOnTheLocalClock) {
  const auto at = parse_iso(GetParam().at);
  ASSERT_TRUE(at.has_value());
  const auto open = is_open(brussels_hours(), *at);
  ASSERT_FALSE(open.has_error()) << open.error().message;
  EXPECT_EQ(*open, GetParam().open);
}
INSTANTIATE_TEST_SUITE_P(
    , BrusselsHours,
    ::testing::Values(HoursCase{"first_minute_in_winter", "2024-01-15T08:00:00.000Z", true},
                      HoursCase{"before_it", "2024-01-15T07:59:59.999Z", false},
                      HoursCase{"first_minute_in_summer", "2024-07-15T07:00:00.000Z", true},
                      HoursCase{"noon_is_a_break", "2024-01-15T11:00:00.000Z", false},
                      HoursCase{"last_minute", "2024-01-15T15:59:59.000Z", true},
                      HoursCase{"closing_time", "2024-01-15T16:00:00.000Z", false},
                      HoursCase{"saturday_by_local_date", "2024-01-19T23:30:00.000Z", true},
                      HoursCase{"end_of_saturday", "2024-01-20T22:59:59.000Z", true},
                      HoursCase{"sunday_is_not_named", "2024-01-21T10:00:00.000Z", false},
                      HoursCase{"holiday", "2024-12-25T10:00:00.000Z", false},
                      HoursCase{"day_after_the_holiday", "2024-12-26T10:00:00.000Z", true},
                      HoursCase{"the_hour_that_is_skipped", "2024-04-01T06:59:00.000Z", false}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(OpeningHours, AreOpenEveryDayWithoutAWeek) {
  OpeningHours hours;
  hours.timezone = "UTC";
  hours.holidays = {"2024-12-25"};
  EXPECT_TRUE(is_open(hours, *parse_iso("2024-01-21T03:00:00.000Z")).value());
  EXPECT_FALSE(is_open(hours, *parse_iso("2024-12-25T03:00:00.000Z")).value());
}

TEST(OpeningHours, RefuseATimeZoneThatIsNone) {
  OpeningHours hours;
  hours.timezone = "Europe/Bruxelles-sur-Mer";
  const auto open = is_open(hours, UtcMs{0});
  ASSERT_TRUE(open.has_error());
  EXPECT_EQ(open.error().code, ErrorCode::invalid_input);
}

}  // namespace
}  // namespace sb::offload
