#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace sb::tickets {

struct Journey {
  std::string origin;
  std::string destination;
  std::string travel_class;  // "first", "second"
  std::string seat;          // "window", "aisle", or empty
  std::string locale;        // "en-us"

  friend bool operator==(const Journey&, const Journey&) = default;
};

struct Booking {
  std::int64_t number = 0;
  Journey journey;
  UtcMs booked_at;
};

inline constexpr std::int64_t first_booking_number = 1001;

// "CC-1001"
std::string booking_id(std::int64_t number);
std::optional<std::int64_t> parse_booking_id(std::string_view id);

// The bookings, in one SQLite file. Every call is one durable transaction and blocks; calls must not overlap.
// Several processes may share the file: numbers stay unique.
class Bookings final {
 public:
  // Creates the file when it is not there. Fails with `unavailable`, naming the file and SQLite's reason.
  static Result<std::unique_ptr<Bookings>> open(const std::string& path);
  ~Bookings();
  Bookings(const Bookings&) = delete;

  // Stores a booking under the next number. With a key that has been used before, nothing is stored and the
  // answer is the booking made then; an empty key is no key.
  Result<Booking> book(const Journey& journey, std::string_view idempotency_key, UtcMs now);
  // `not_found` when there is no such booking.
  Result<Booking> find(std::int64_t number);

 private:
  struct Database;
  explicit Bookings(std::unique_ptr<Database> database);

  std::unique_ptr<Database> database_;
};

}  // namespace sb::tickets
