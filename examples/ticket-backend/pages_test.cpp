#include "ticket-backend/pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto.h"
#include "ticket-backend/html.h"

namespace sb::tickets {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto begin = text.find(from);
  if (begin == std::string::npos) return "";
  const auto start = begin + from.size();
  return text.substr(start, text.find(to, start) - start);
}

TEST(HtmlEscape, LeavesNothingThatEndsATextOrAnAttribute) {
  EXPECT_EQ(html_escape(R"(<a href="x" title='y'>&</a>)"),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
  EXPECT_EQ(html_escape("Liège"), "Liège");
}

class HostileStation : public testing::TestWithParam<const char*> {};
TEST_P(HostileStation, StaysText) {
  const auto page = map_page(GetParam());
  const auto usual = map_page("Nowhere");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(between(page.body, "<h1>", "</h1>"), Not(testing::ContainsRegex("[<>\"']")));
  // Apart from the heading the page is the same for every unknown station.
  EXPECT_EQ(page.body.substr(page.body.find("</h1>")), usual.body.substr(usual.body.find("</h1>")));
  EXPECT_EQ(page.body.substr(0, page.body.find("<h1>")), usual.body.substr(0, usual.body.find("<h1>")));
}
INSTANTIATE_TEST_SUITE_P(, HostileStation,
                         testing::Values("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
                                         "'-alert(1)-'", "</h1><svg onload=alert(1)>",
                                         "</style><script>1</script>", "&lt;b&gt;", "${7*7}{{7*7}}<!--",
                                         "javascript:alert(1)//<"));

TEST(MapPage, MarksTheStationAndSpellsItAsTheMapDoes) {
  const auto page = map_page(" ghent ");
  EXPECT_THAT(page.body, HasSubstr("<h1>Here is Ghent</h1>"));
  EXPECT_THAT(page.body,
              HasSubstr(R"(class="station here" role="button" tabindex="0" aria-label="Pick Ghent")"));
}

TEST(MapPage, WithoutStationShowsTheWholeNetwork) {
  const auto page = map_page("");
  EXPECT_THAT(page.body, HasSubstr("<h1>Where do you leave from?</h1>"));
  EXPECT_THAT(page.body, Not(HasSubstr("station here")));
  EXPECT_THAT(page.body, HasSubstr(R"(data-name="Cologne")"));
}

TEST(MapPage, OffersTheThreeMessagesOfTheWidget) {
  const auto page = map_page("Ghent");
  EXPECT_THAT(page.body,
              HasSubstr(html_escape(R"({"type":"SEND_MESSAGE","payload":{"text":"I need a ticket"}})")));
  EXPECT_THAT(page.body,
              HasSubstr(html_escape(
                  R"({"type":"UPDATE_SESSION","payload":{"namespace":"map","data":{"picked":"Ghent"}}})")));
  EXPECT_THAT(
      page.body,
      HasSubstr(html_escape(
          R"({"type":"GO_TO_DIALOGSTATE","payload":{"nextDialogstateId":"c0000000-0000-4000-8000-000000000020"}})")));
  EXPECT_THAT(page.body, HasSubstr("target: 'CL_API'"));
}

TEST(MapPage, LoadsNothingFromElsewhereAndMayBeFramed) {
  const auto page = map_page("Ghent");
  EXPECT_THAT(page.body, Not(HasSubstr("src=")));
  EXPECT_THAT(page.body, Not(HasSubstr("href=")));
  EXPECT_THAT(page.body, Not(HasSubstr("://")));
  EXPECT_EQ(page.headers.find("X-Frame-Options"), nullptr);
  EXPECT_THAT(std::string(page.headers.get("Content-Security-Policy")), Not(HasSubstr("frame-ancestors")));
}

TEST(MapPage, AllowsItsOwnStyleAndScriptAndNoOther) {
  const auto page = map_page("Ghent");
  const std::string policy(page.headers.get("Content-Security-Policy"));
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, HasSubstr("style-src 'sha256-" +
                                base64(sha256(between(page.body, "<style>", "</style>"))) + "'"));
  EXPECT_THAT(policy, HasSubstr("script-src 'sha256-" +
                                base64(sha256(between(page.body, "<script>", "</script>"))) + "'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
}

TEST(TicketPage, ShowsTheJourneyInTheLanguageOfTheBooking) {
  const auto page =
      ticket_page({1001, {"Antwerp", "Ghent", "first", "window", "nl-nl"}, UtcMs{1'893'499'200'000}});
  EXPECT_THAT(page.body, HasSubstr("<html lang=\"nl\">"));
  EXPECT_THAT(page.body, HasSubstr("<span>Kaartje CC-1001</span>"));
  EXPECT_THAT(page.body, HasSubstr("<h1>Antwerp → Ghent</h1>"));
  EXPECT_THAT(page.body, HasSubstr("<dt>Plaats</dt><dd>window</dd>"));
  EXPECT_THAT(page.body, HasSubstr("2030-01-01T12:00:00.000Z"));
}

TEST(TicketPage, EscapesWhatTheTravellerTyped) {
  const auto page = ticket_page({1001, {"<b>", "\"&", "<i>", "'", "en"}, UtcMs{0}});
  EXPECT_THAT(page.body, HasSubstr("<h1>&lt;b&gt; → &quot;&amp;</h1>"));
  EXPECT_THAT(page.body, HasSubstr("<dt>Class</dt><dd>&lt;i&gt;</dd><dt>Seat</dt><dd>&#39;</dd>"));
}

TEST(TicketPage, ForNoBookingIs404) {
  const auto page = no_ticket_page("<x>");
  EXPECT_EQ(page.status, 404);
  EXPECT_THAT(page.body, HasSubstr("There is no booking &lt;x&gt;."));
}

}  // namespace
}  // namespace sb::tickets
