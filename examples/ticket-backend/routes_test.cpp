#include "ticket-backend/routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/random.h"

namespace sb::tickets {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class AtOnce final : public BlockingPool {
 public:
  void run(std::function<void()> work) override { work(); }
};

class Service : public testing::Test {
 protected:
  Service() : folder(fs::temp_directory_path() / ("ticket-routes-" + new_id24())) {
    fs::create_directories(folder);
    bookings = Bookings::open((folder / "tickets.db").string()).value();
    add_routes(router, {*bookings, pool, [] { return UtcMs{1'893'499'200'000}; }});
  }
  ~Service() override { fs::remove_all(folder); }

  http::OutboundResponse call(std::string method, std::string target, std::string body = "",
                              http::Headers headers = {}) {
    http::InboundRequest request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.headers = std::move(headers);
    request.body = std::move(body);
    if (auto parsed = http::parse_target(request); parsed.has_error())
      return http::error_response(parsed.error());
    http::OutboundResponse answer;
    router.handle(std::move(request),
                  http::Respond([&](http::OutboundResponse given) { answer = std::move(given); }));
    return answer;
  }
  http::OutboundResponse book(std::string body, std::string key = "") {
    return call("POST", "/bookings", std::move(body),
                key.empty() ? http::Headers{} : http::Headers{{"Idempotency-Key", key}});
  }

  fs::path folder;
  std::unique_ptr<Bookings> bookings;
  AtOnce pool;
  http::Router router;
};

constexpr const char* to_brussels =
    R"({"origin":"Antwerp","destination":"Brussels","class":"first","seat":"window","lang":"en-us",)"
    R"("success":"d-33","soldOut":"d-34"})";

TEST_F(Service, BooksAndTellsTheBotWhatToSay) {
  const auto answer = book(to_brussels);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.get("Content-Type"), "application/json; charset=utf-8");
  EXPECT_EQ(
      answer.body,
      R"({"session":{"namespace":"booking","data":{"id":"CC-1001"}},)"
      R"("messages":[{"type":"text","config":{"textMessages":[{"text":"Booking {booking.id} stored."}]}}]})");
  EXPECT_THAT(book(to_brussels).body, HasSubstr("CC-1002"));
}

TEST_F(Service, SpeaksDutchToDutchTravellers) {
  EXPECT_THAT(book(R"({"destination":"Ghent","lang":"nl-nl"})").body,
              HasSubstr("Boeking {booking.id} is bewaard."));
}

TEST_F(Service, TheSameKeyGetsTheSameBooking) {
  const auto first = book(to_brussels, "key");
  EXPECT_EQ(book(to_brussels, "key").body, first.body);
  EXPECT_THAT(book(to_brussels, "another").body, HasSubstr("CC-1002"));
}

TEST_F(Service, SendsTheBotToItsOwnDialogWhenTheTrainIsFull) {
  const auto answer = book(R"({"destination":"London","class":"first","soldOut":"d-34"})");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, R"({"action":{"nextDialogstate":"d-34"}})");
  EXPECT_THAT(book(R"({"destination":"London","class":"second","soldOut":"d-34"})").body,
              HasSubstr("CC-1001"));
}

TEST_F(Service, AFullTrainWithoutDialogIsAConflict) {
  EXPECT_EQ(book(R"({"destination":"London","class":"first"})").status, 409);
}

TEST_F(Service, FailsOnRequest) {
  EXPECT_EQ(book(R"({"destination":"Error"})").status, 500);
}

struct BadBody {
  const char* name;
  std::string body, fault;
};
class BadBooking : public Service, public testing::WithParamInterface<BadBody> {};
TEST_P(BadBooking, IsRefusedAndNothingIsStored) {
  const auto answer = book(GetParam().body);
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, HasSubstr(GetParam().fault));
  EXPECT_THAT(book(to_brussels).body, HasSubstr("CC-1001"));
}
INSTANTIATE_TEST_SUITE_P(
    , BadBooking,
    testing::Values(BadBody{"empty", "", ""}, BadBody{"array", "[]", "object"},
                    BadBody{"no_destination", "{}", "destination"},
                    BadBody{"number", R"({"destination":5})", "destination"},
                    BadBody{"blank", R"({"destination":"  "})", "destination"},
                    BadBody{"long_seat",
                            R"({"destination":"Ghent","seat":")" + std::string(201, 'x') + R"("})", "seat"}),
    [](const auto& which) { return std::string(which.param.name); });

TEST_F(Service, AKeyTooLongIsRefused) {
  EXPECT_EQ(book(to_brussels, std::string(256, 'k')).status, 400);
}

TEST_F(Service, ShowsATicketAsPageOrAsJson) {
  book(to_brussels);
  const auto json = call("GET", "/bookings/CC-1001");
  EXPECT_EQ(json.body,
            R"({"id":"CC-1001","origin":"Antwerp","destination":"Brussels","class":"first","seat":"window",)"
            R"("lang":"en-us","bookedAt":"2030-01-01T12:00:00.000Z"})");
  const auto page = call("GET", "/bookings/CC-1001", "", {{"Accept", "text/html,application/xhtml+xml"}});
  EXPECT_EQ(page.headers.get("Content-Type"), "text/html; charset=utf-8");
  EXPECT_THAT(page.body, HasSubstr("<h1>Antwerp → Brussels</h1>"));
}

TEST_F(Service, KnowsNoOtherTickets) {
  EXPECT_EQ(call("GET", "/bookings/CC-1001").status, 404);
  EXPECT_EQ(call("GET", "/bookings/x%27%20OR%201=1--").status, 404);
  EXPECT_EQ(call("GET", "/bookings/CC-1001", "", {{"Accept", "text/html"}}).status, 404);
}

TEST_F(Service, ShowsTheMapAndItsHealth) {
  EXPECT_THAT(call("GET", "/map?station=Ghent").body, HasSubstr("Here is Ghent"));
  EXPECT_THAT(call("GET", "/map?station=%3Cscript%3E").body, HasSubstr("&lt;script&gt; is not on our map"));
  EXPECT_EQ(call("GET", "/map").status, 200);
  EXPECT_EQ(call("GET", "/healthz").body, R"({"status":"ok"})");
}

}  // namespace
}  // namespace sb::tickets
