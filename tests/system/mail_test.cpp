#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "http/smtp_client.h"
#include "mail_receiver.h"
#include "server_process.h"
#include "webhook_client.h"

// Mail over a real mail server that demands STARTTLS and a login: the Send mail and Mail report actions,
// handover by mail and the link that ends it (spec 02 §7).

namespace sb::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Ok send_with(const http::MailServer& server, std::vector<std::string> recipients) {
  auto sender = http::make_mail_sender(server);
  if (sender.has_error()) return sender.error();
  std::promise<Ok> outcome;
  (*sender)->send({std::move(recipients), "From: bot@shop.example\r\nSubject: s\r\n\r\n.\r\nHi\r\n"},
                  [&outcome](Ok sent) { outcome.set_value(std::move(sent)); });
  return outcome.get_future().get();
}

TEST(MailSender, NeedsTrustLoginAndRecipients) {
  const MailReceiver receiver;
  http::MailServer good;
  good.url = receiver.url();
  good.user = "bot";
  good.password = "open sesame";
  good.from = "Bot <bot@shop.example>";
  good.ca_file = receiver.ca_file();
  const Ok sent = send_with(good, {"a@b.example", "c@d.example"});
  ASSERT_FALSE(sent.has_error()) << sent.error().message;
  const auto mail = receiver.wait_for(1);
  EXPECT_EQ(mail.at("from"), "bot@shop.example");
  EXPECT_EQ(to_json_text(mail.at("to")), R"(["a@b.example","c@d.example"])");
  EXPECT_THAT(std::string(string_member(mail, "text")), HasSubstr("."));

  auto wrong = good;
  wrong.password = "wrong";
  EXPECT_TRUE(send_with(wrong, {"a@b.example"}).has_error());
  auto distrusting = good;
  distrusting.ca_file.clear();
  EXPECT_TRUE(send_with(distrusting, {"a@b.example"}).has_error());
  auto in_clear = good;
  in_clear.tls = http::MailServer::Tls::none;
  EXPECT_TRUE(send_with(in_clear, {"a@b.example"}).has_error());
  EXPECT_TRUE(send_with(good, {"a@b.example", "refused@b.example"}).has_error());
  auto nobody = good;
  nobody.url = "smtp://127.0.0.1:1";
  EXPECT_TRUE(send_with(nobody, {"a@b.example"}).has_error());
  EXPECT_FALSE(receiver.has(2));
}

class MailActions : public ::testing::Test {
 protected:
  MailActions()
      : server_({{SB_SOURCE_DIR "/tests/system/bots/mailer"},
                 {},
                 {{"MAILER_WEBHOOK_URL", receiver_.url()},
                  {"SIGNALBOX_SMTP_URL", mail_.url()},
                  {"SIGNALBOX_SMTP_USER", "bot"},
                  {"SIGNALBOX_SMTP_PASSWORD", "open sesame"},
                  {"SIGNALBOX_SMTP_FROM", "Zoë <bot@shop.example>"},
                  {"SIGNALBOX_SMTP_CA_FILE", mail_.ca_file()},
                  {"SIGNALBOX_PUBLIC_URL", "https://bot.shop.example/"}}}) {
    server_.start();
    say("hello", 1);
  }
  std::vector<std::string> say(const std::string& text, std::size_t count) {
    const JsonObject body{{"conversationId", "user-0000000000000007"},
                          {"user", JsonObject{{"firstName", "Ann"}}},
                          {"sessionData", JsonObject{{"order", "Größe 40"},
                                                     {"sys", JsonObject{{"email", "ann@user.example"}}}}},
                          {"message", JsonObject{{"textMessage", JsonObject{{"text", text}}}}}};
    EXPECT_EQ(http_
                  .post(server_.url("/v1/channels/webhook/bbbbbbbbbbbbbbbbbbbbbbbb/messages"),
                        to_json_text(body), {{"Authorization", std::string("Bearer ") + test_token}})
                  .status,
              200);
    const auto all = receiver_.wait_for("user-0000000000000007", seen_ + count);
    std::vector<std::string> fresh;
    for (std::size_t i = seen_; i < all.size(); ++i) fresh.push_back(text_of_delivery(all[i]));
    seen_ = all.size();
    return fresh;
  }

  std::size_t seen_ = 0;
  MailReceiver mail_;
  WebhookReceiver receiver_;
  BlockingHttp http_;
  ServerProcess server_;
};

TEST_F(MailActions, SendMailAndReport) {
  EXPECT_THAT(say("send", 1), ElementsAre("Mail is on its way."));
  const auto sent = mail_.wait_for(1);
  EXPECT_EQ(sent.at("headers").at("from"), "Zoë <bot@shop.example>");
  EXPECT_EQ(sent.at("headers").at("subject"), "Order for Ann");
  EXPECT_EQ(to_json_text(sent.at("to")), R"(["shop@shop.example","ann@user.example"])");
  EXPECT_EQ(sent.at("text"), "The order is Größe 40.\n");

  EXPECT_THAT(say("report", 1), ElementsAre("Mail is on its way."));
  const auto report = mail_.wait_for(2);
  EXPECT_EQ(report.at("attachmentName"), "conversation.txt");
  const std::string said(string_member(report, "attachment"));
  for (const auto* part :
       {"User  hello", "Bot  Hi.", "User  send", "Bot  Mail is on its way.", "User  report"}) {
    EXPECT_THAT(said, HasSubstr(part));
  }
  EXPECT_THAT(std::string(string_member(report, "text")), HasSubstr("Bot  Mail is on its way."));
  EXPECT_THAT(say("available", 1), ElementsAre("Staffed: true."));
}

TEST_F(MailActions, AMailTakesTheConversationOverAndItsLinkGivesItBack) {
  EXPECT_THAT(say("human", 1), ElementsAre("Somebody reads this soon."));
  const auto offer = mail_.wait_for(1);
  EXPECT_EQ(to_json_text(offer.at("to")), R"(["desk@shop.example"])");
  EXPECT_EQ(offer.at("headers").at("subject"), "Größe 40");
  EXPECT_EQ(offer.at("headers").at("reply-to"), "ann@user.example");
  const std::string text(string_member(offer, "text"));
  for (const auto* part : {"order: Größe 40", "sys.email: ann@user.example", "User  human"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  const std::string html(string_member(offer, "html"));
  EXPECT_THAT(html, HasSubstr("<td>human</td>"));

  say("are you there?", 0);
  const auto follows = mail_.wait_for(2);
  EXPECT_EQ(follows.at("text"), "are you there?\n");
  EXPECT_EQ(follows.at("headers").at("in-reply-to"), offer.at("headers").at("message-id"));
  EXPECT_EQ(receiver_.all("user-0000000000000007").size(), seen_) << "the bot is silent";

  const std::string base = "https://bot.shop.example";
  const auto at = text.find(base + "/offload/return/");
  ASSERT_NE(at, std::string::npos) << text;
  const std::string path = text.substr(at + base.size(), text.find('\n', at) - at - base.size());
  const auto page = http_.get(server_.url(path));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<form method=\"post\">"));
  say("still nobody?", 0);
  mail_.wait_for(3);
  EXPECT_EQ(receiver_.all("user-0000000000000007").size(), seen_) << "looking at the link ends nothing";
  EXPECT_EQ(http_.post(server_.url(path), "").status, 200);
  EXPECT_THAT(say("hello", 1), ElementsAre("Hi."));
  EXPECT_EQ(http_.post(server_.url(path.substr(0, path.size() - 4) + "AAAA"), "").status, 403);

  // An old link ends no later handover.
  EXPECT_THAT(say("human", 1), ElementsAre("Somebody reads this soon."));
  mail_.wait_for(4);
  http_.post(server_.url(path), "");
  say("hello", 0);
  EXPECT_EQ(mail_.wait_for(5).at("text"), "hello\n");
  EXPECT_EQ(receiver_.all("user-0000000000000007").size(), seen_);
}

}  // namespace
}  // namespace sb::testing
