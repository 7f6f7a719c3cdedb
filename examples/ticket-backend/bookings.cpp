#include "ticket-backend/bookings.h"

#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <variant>

namespace sb::tickets {
namespace {

constexpr std::string_view id_prefix = "CC-";
constexpr int busy_ms_max = 5'000;

constexpr const char* schema = R"(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS booking (
  number INTEGER PRIMARY KEY,
  idempotency_key TEXT UNIQUE,
  origin TEXT NOT NULL,
  destination TEXT NOT NULL,
  class TEXT NOT NULL,
  seat TEXT NOT NULL,
  locale TEXT NOT NULL,
  booked_at_ms INTEGER NOT NULL
) STRICT;
)";

constexpr const char* columns =
    "SELECT number, origin, destination, class, seat, locale, booked_at_ms FROM booking ";

using Value = std::variant<std::nullptr_t, std::int64_t, std::string_view>;

struct CloseDatabase {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

std::string text_column(sqlite3_stmt* row, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
  return text ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(row, column)))
              : std::string();
}

Booking booking_of(sqlite3_stmt* row) {
  Booking booking;
  booking.number = sqlite3_column_int64(row, 0);
  booking.journey = {text_column(row, 1), text_column(row, 2), text_column(row, 3), text_column(row, 4),
                     text_column(row, 5)};
  booking.booked_at = UtcMs{sqlite3_column_int64(row, 6)};
  return booking;
}

}  // namespace

struct Bookings::Database {
  std::unique_ptr<sqlite3, CloseDatabase> handle;

  Error failed() const { return {ErrorCode::unavailable, sqlite3_errmsg(handle.get())}; }

  Ok run(const char* sql) const {
    if (sqlite3_exec(handle.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return failed();
    return {};
  }

  Result<Statement> prepare(const std::string& sql, std::initializer_list<Value> values) const {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(handle.get(), sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) return failed();
    Statement statement(raw);
    int at = 0;
    for (const auto& value : values) {
      ++at;
      if (const auto* number = std::get_if<std::int64_t>(&value)) {
        sqlite3_bind_int64(raw, at, *number);
      } else if (const auto* text = std::get_if<std::string_view>(&value)) {
        sqlite3_bind_text(raw, at, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
      }
    }
    return statement;
  }

  Result<std::optional<Booking>> find(const std::string& where, std::initializer_list<Value> values) const {
    SB_TRY(const auto statement, prepare(columns + where, values));
    const int outcome = sqlite3_step(statement.get());
    if (outcome == SQLITE_ROW) return std::optional(booking_of(statement.get()));
    if (outcome != SQLITE_DONE) return failed();
    return std::optional<Booking>();
  }

  Result<std::int64_t> next_number() const {
    SB_TRY(const auto statement, prepare("SELECT max(number) FROM booking", {}));
    if (sqlite3_step(statement.get()) != SQLITE_ROW) return failed();
    return std::max<std::int64_t>(sqlite3_column_int64(statement.get(), 0) + 1, first_booking_number);
  }

  Ok insert(const Booking& booking, std::string_view key) const {
    const auto& journey = booking.journey;
    const Value stored_key = key.empty() ? Value(nullptr) : Value(key);
    SB_TRY(
        const auto statement,
        prepare("INSERT INTO booking VALUES (?,?,?,?,?,?,?,?)",
                {booking.number, stored_key, std::string_view(journey.origin),
                 std::string_view(journey.destination), std::string_view(journey.travel_class),
                 std::string_view(journey.seat), std::string_view(journey.locale), booking.booked_at.value}));
    if (sqlite3_step(statement.get()) != SQLITE_DONE) return failed();
    return {};
  }

  // Inside a transaction that already holds the write lock.
  Result<Booking> book_locked(const Journey& journey, std::string_view key, UtcMs now) const {
    if (!key.empty()) {
      SB_TRY(const auto earlier, find("WHERE idempotency_key = ?", {key}));
      if (earlier) return *earlier;
    }
    SB_TRY(const auto number, next_number());
    Booking booking{number, journey, now};
    SB_TRYV(insert(booking, key));
    return booking;
  }
};

std::string booking_id(std::int64_t number) {
  return std::string(id_prefix) + std::to_string(number);
}

std::optional<std::int64_t> parse_booking_id(std::string_view id) {
  if (!id.starts_with(id_prefix)) return std::nullopt;
  id.remove_prefix(id_prefix.size());
  std::int64_t number = 0;
  const auto read = std::from_chars(id.data(), id.data() + id.size(), number);
  if (read.ec != std::errc() || read.ptr != id.data() + id.size() || number < first_booking_number)
    return std::nullopt;
  return number;
}

Bookings::Bookings(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Bookings::~Bookings() = default;

Result<std::unique_ptr<Bookings>> Bookings::open(const std::string& path) {
  sqlite3* raw = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  auto database = std::make_unique<Database>();
  database->handle.reset(raw);
  const auto named = [&](Error error) {
    error.message = path + ": " + error.message;
    return error;
  };
  if (opened != SQLITE_OK) return named({ErrorCode::unavailable, sqlite3_errstr(opened)});
  sqlite3_busy_timeout(raw, busy_ms_max);
  if (auto made = database->run(schema); made.has_error()) return named(made.error());
  return std::unique_ptr<Bookings>(new Bookings(std::move(database)));
}

Result<Booking> Bookings::book(const Journey& journey, std::string_view idempotency_key, UtcMs now) {
  SB_TRYV(database_->run("BEGIN IMMEDIATE"));
  auto booking = database_->book_locked(journey, idempotency_key, now);
  const Ok ended = database_->run(booking ? "COMMIT" : "ROLLBACK");
  if (booking && ended.has_error()) {
    const Ok undone = database_->run("ROLLBACK");  // what counts is that the commit failed
    (void)undone;
    return ended.error();
  }
  return booking;
}

Result<Booking> Bookings::find(std::int64_t number) {
  SB_TRY(const auto booking, database_->find("WHERE number = ?", {number}));
  if (!booking) return Error{ErrorCode::not_found, "there is no booking " + booking_id(number)};
  return *booking;
}

}  // namespace sb::tickets
