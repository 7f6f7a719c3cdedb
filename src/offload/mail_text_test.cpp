#include "offload/mail_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto.h"
#include "http/smtp_client.h"

namespace sb::offload {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(HeaderText, StaysAsItIsWhenItIsAscii) {
  EXPECT_EQ(header_text("A conversation needs you: Ann"), "A conversation needs you: Ann");
}

TEST(HeaderText, CannotBreakOutOfItsLine) {
  EXPECT_EQ(header_text("Hi\r\nBcc: all@b.example"), "Hi  Bcc: all@b.example");
}

TEST(HeaderText, EncodesTheRestInWordsThatEndBetweenCharacters) {
  EXPECT_EQ(header_text("Straße"), "=?utf-8?B?U3RyYcOfZQ==?=");
  std::string many;
  for (int i = 0; i < 60; ++i) many += "ß";
  const std::string encoded = header_text(many);
  std::string decoded;
  for (std::size_t at = 0; at < encoded.size();) {
    const auto end = std::min(encoded.find("\r\n ", at), encoded.size());
    const std::string word = encoded.substr(at, end - at);
    EXPECT_LE(word.size(), 75u);
    decoded += *from_base64(word.substr(10, word.size() - 12));
    at = end + 3;
  }
  EXPECT_EQ(decoded, many);
}

TEST(MailDate, IsThatOfTheStandard) {
  EXPECT_EQ(mail_date(UtcMs{1'893'499'200'000}), "Tue, 01 Jan 2030 12:00:00 +0000");
}

TEST(MailMessage, CarriesTextHtmlAndAttachment) {
  MailContent content;
  content.from = "Züge <bot@shop.example>";
  content.to = {"a@b.example", "c@d.example"};
  content.reply_to = "ann@user.example";
  content.subject = "Hello";
  content.message_id = "0123@shop.example";
  content.date = UtcMs{1'893'499'200'000};
  content.text = ".\nline";
  content.html = "<p>line</p>";
  content.attachment = MailContent::Attachment{"conversation.txt", "all of it"};
  const std::string message = mail_message(content);
  EXPECT_THAT(message, HasSubstr("From: =?utf-8?B?WsO8Z2U=?= <bot@shop.example>\r\n"));
  EXPECT_THAT(message, HasSubstr("To: a@b.example,\r\n c@d.example\r\n"));
  EXPECT_THAT(message, HasSubstr("Reply-To: ann@user.example\r\n"));
  EXPECT_THAT(message, HasSubstr("Message-ID: <0123@shop.example>\r\n"));
  EXPECT_THAT(message, HasSubstr(base64(".\r\nline")));
  EXPECT_THAT(message, HasSubstr(base64("<p>line</p>")));
  EXPECT_THAT(message, HasSubstr("filename=\"conversation.txt\""));
  EXPECT_THAT(message, HasSubstr(base64("all of it")));
  EXPECT_THAT(message, Not(HasSubstr("\r\n.\r\n")));
  for (std::size_t at = message.find('\n'); at != std::string::npos; at = message.find('\n', at + 1)) {
    EXPECT_EQ(message[at - 1], '\r');
  }
}

TEST(Recipients, AreReadFromAList) {
  const auto read = http::parse_recipients(" a@b.example, Ann Lee <ann@b.example>; a@b.example ;");
  ASSERT_FALSE(read.has_error());
  EXPECT_THAT(*read, ::testing::ElementsAre("a@b.example", "ann@b.example"));
}

class BadRecipients : public ::testing::TestWithParam<const char*> {};
TEST_P(BadRecipients, AreRefused) {
  EXPECT_TRUE(http::parse_recipients(GetParam()).has_error());
}
INSTANTIATE_TEST_SUITE_P(, BadRecipients,
                         ::testing::Values("", " , ;", "ann", "@b.example", "a@", "a b@c.example",
                                           "a@b@c.example", "a@b.example>\r\nRCPT TO:<x@y.example",
                                           "<a@b.example", "a@\tb.example"));

}  // namespace
}  // namespace sb::offload
