#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "http/smtp_client.h"
#include "offload/provider.h"
#include "offload/return_links.h"

namespace sb::offload {

// What a mail provider is configured with. Texts are templates over the session.
struct MailSettings {
  std::string to;                      // recipients; the action's field `to` wins
  std::string subject;                 // the action's field `subject` wins
  std::string reply_to;                // usually the user's address: "{sys.email}"; ignored when it is none
  std::vector<std::string> variables;  // paths shown above the transcript
  bool pause_bot = true;
  // The bot takes over again when nobody has ended the handover for so long.
  std::optional<int> return_after_minutes;
};
inline constexpr int mail_return_minutes_default = 24 * 60;
MailSettings mail_settings(const JsonObject& config);

// What mail needs from the server; both may be null.
struct MailServices {
  http::MailSender* sender = nullptr;  // null: the operator has configured no mail server
  const ReturnLinks* links = nullptr;
};

// Handover by e-mail: the offer is a mail with the transcript, what the user writes afterwards follows as
// answers to it, a link in it gives the conversation back.
class MailProvider final : public Provider {
 public:
  MailProvider(MailSettings settings, MailServices services);

  bool configured() const override { return services_.sender && !settings_.to.empty(); }
  // That there is a mail server and somebody to write to; nothing is sent.
  void check_health(std::function<void(Ok)> done) override;
  void take_over(Offer offer, std::function<void(OfferAnswer)> done) override;
  void ask_availability(std::function<void(bool)> done) override { done(configured()); }
  bool follows_all_conversations() const override { return false; }

  std::vector<conductor::Outgoing> outgoing(const conductor::StepRecord& step) const override;
  void deliver(const store::OutboxRow& row, std::function<void(conductor::DeliveryResult)> done) override;
  std::string error_source() const override { return "offload"; }
  std::string url() const override { return "mailto:" + settings_.to; }

 private:
  MailSettings settings_;
  MailServices services_;
};

// The transcript as people read it, in text and as HTML: "User 12:00:01  hello" line by line.
std::string transcript_text(const std::vector<TranscriptItem>& items);
std::string transcript_html(const std::vector<TranscriptItem>& items);

}  // namespace sb::offload
