#include "offload/mail_provider.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "model/interpolate.h"
#include "model/path.h"
#include "offload/mail_text.h"
#include "offload/settings.h"

namespace sb::offload {
namespace {

constexpr std::string_view default_subject = "A conversation needs you: {internal.user.fullName}";
constexpr std::size_t clock_at = 11, clock_size = 8;  // of an ISO time

std::string field(const JsonObject& fields, std::string_view name, const std::string& otherwise) {
  const auto text = trim(string_member(fields, name));
  return text.empty() ? otherwise : std::string(text);
}

std::string_view actor_name(store::Actor actor) {
  switch (actor) {
    case store::Actor::user:
      return "User";
    case store::Actor::bot:
      return "Bot";
    case store::Actor::agent:
      return "Agent";
  }
  return "";
}

std::string html(std::string_view text) {
  std::string out = encode(text, Encoding::html);
  for (auto at = out.find('\n'); at != std::string::npos; at = out.find('\n', at + 5))
    out.replace(at, 1, "<br>");
  return out;
}

std::string message_id_of(std::string_view id, const http::MailSender& sender) {
  const std::string& from = sender.from_address();
  return std::string(id) + from.substr(from.find('@'));
}

// The session as templates see it.
JsonObject template_values(const Offer& offer) {
  JsonObject values = offer.session;
  values["internal"] = JsonObject{{"user", offer.user},
                                  {"preferredLanguage", offer.language},
                                  {"channel", offer.channel},
                                  {"sessionId", offer.key.session_id},
                                  {"botId", offer.key.bot_id}};
  return values;
}

std::vector<std::pair<std::string, std::string>> shown_values(const std::vector<std::string>& variables,
                                                              const JsonObject& values) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& name : variables) {
    const Json* value = find_value(values, name);
    if (!value) continue;
    out.emplace_back(name,
                     value->is_string() ? std::string(view(value->get_string())) : to_json_text(*value));
  }
  return out;
}

// Whom an answer to the mail reaches; empty when the template gives no address.
std::string reply_address(const std::string& pattern, const JsonObject& values) {
  const auto read = http::parse_recipients(interpolate(pattern, values));
  return read.has_error() || read->size() != 1 ? std::string() : read->front();
}

OfferAnswer failed(std::string error) {
  OfferAnswer answer;
  answer.error = std::move(error);
  answer.response = {{"error", answer.error}};
  return answer;
}

using Values = std::vector<std::pair<std::string, std::string>>;

std::string offer_text(const Offer& offer, const Values& values, const std::string& link) {
  std::string out = "A conversation was handed over to you.\n\nBot: " + offer.key.bot_id +
                    "\nConversation: " + offer.key.session_id + "\n";
  for (const auto& [name, value] : values) out += name + ": " + value + "\n";
  out += "\n" + transcript_text(offer.transcript);
  if (!link.empty()) out += "\nGive the conversation back to the bot:\n" + link + "\n";
  return out;
}

std::string offer_html(const Offer& offer, const Values& values, const std::string& link) {
  std::string out =
      "<p>A conversation was handed over to you.</p><table><tr><th align=\"left\">Bot</th><td>" +
      html(offer.key.bot_id) + "</td></tr><tr><th align=\"left\">Conversation</th><td>" +
      html(offer.key.session_id) + "</td></tr>";
  for (const auto& [name, value] : values) {
    out += "<tr><th align=\"left\">" + html(name) + "</th><td>" + html(value) + "</td></tr>";
  }
  out += "</table>" + transcript_html(offer.transcript);
  if (!link.empty()) {
    out +=
        "<p><a href=\"" + encode(link, Encoding::html) + "\">Give the conversation back to the bot</a></p>";
  }
  return out;
}

}  // namespace

std::string transcript_text(const std::vector<TranscriptItem>& items) {
  std::string out;
  for (const auto& item : items) {
    out += fmt::format("{} {}  {}\n", iso_text(item.at).substr(clock_at, clock_size), actor_name(item.actor),
                       item.text);
  }
  return out;
}

std::string transcript_html(const std::vector<TranscriptItem>& items) {
  std::string out = "<table cellpadding=\"4\">";
  for (const auto& item : items) {
    out +=
        fmt::format("<tr><td>{}</td><th align=\"left\">{}</th><td>{}</td></tr>",
                    iso_text(item.at).substr(clock_at, clock_size), actor_name(item.actor), html(item.text));
  }
  return out + "</table>";
}

MailSettings mail_settings(const JsonObject& config) {
  MailSettings out;
  out.to = trim(string_member(config, "to"));
  out.subject = field(config, "subject", std::string(default_subject));
  out.reply_to = string_member(config, "replyTo");
  if (const JsonArray* variables = array_member(config, "variables")) {
    for (const auto& name : *variables) {
      if (name.is_string()) out.variables.emplace_back(unwrap_variable(view(name.get_string())));
    }
  }
  out.pause_bot = flag_setting(config, "pauseBot", true);
  out.return_after_minutes = minutes_setting(config, "returnAfterMinutes");
  if (!out.return_after_minutes) out.return_after_minutes = mail_return_minutes_default;
  return out;
}

MailProvider::MailProvider(MailSettings settings, MailServices services)
    : settings_(std::move(settings)), services_(services) {}

void MailProvider::check_health(std::function<void(Ok)> done) {
  if (!services_.sender) {
    return done(Error{ErrorCode::invalid_input, "this server has no mail server (SIGNALBOX_SMTP_URL)"});
  }
  // A template is known only when somebody is handed over.
  const bool is_template = settings_.to.find('{') != std::string::npos;
  const auto recipients = http::parse_recipients(settings_.to);
  if (recipients.has_error() && !is_template) return done(recipients.error());
  done({});
}

void MailProvider::take_over(Offer offer, std::function<void(OfferAnswer)> done) {
  const JsonObject values = template_values(offer);
  auto to = http::parse_recipients(interpolate(field(offer.fields, "to", settings_.to), values));
  if (to.has_error()) return done(failed("mail provider: " + to.error().message));
  const bool linked = services_.links && services_.links->possible();
  const std::string link = linked ? services_.links->link(offer.key, offer.id, offer.at) : std::string();
  const Values shown = shown_values(settings_.variables, values);
  MailContent content;
  content.from = services_.sender->from_header();
  content.to = *to;
  content.reply_to = reply_address(settings_.reply_to, values);
  content.subject = interpolate(field(offer.fields, "subject", settings_.subject), values);
  content.message_id = message_id_of(offer.id, *services_.sender);
  content.date = offer.at;
  content.text = offer_text(offer, shown, link);
  content.html = offer_html(offer, shown, link);
  OfferAnswer answer;
  answer.status = OfferAnswer::Status::accepted;
  answer.pause_bot = settings_.pause_bot;
  answer.return_after_minutes = settings_.return_after_minutes;
  services_.sender->send({std::move(*to), mail_message(content)},
                         [done = std::move(done), answer = std::move(answer)](const Ok& sent) {
                           done(sent.has_error() ? failed(sent.error().message) : answer);
                         });
}

// What the user writes while a person has the conversation.
std::vector<conductor::Outgoing> MailProvider::outgoing(const conductor::StepRecord& step) const {
  const auto* said = std::get_if<engine::UserSaid>(&step.event.what);
  const auto& offload = step.conversation.offload;
  if (!said || !offload || !step.conversation.paused || said->message.kind == UserMessageKind::intro ||
      said->message.kind == UserMessageKind::none) {
    return {};
  }
  const JsonObject& values = step.conversation.session;
  std::string text = said->message.kind == UserMessageKind::text ? said->message.text : said->message.title;
  for (const auto& address : said->message.urls) text += (text.empty() ? "" : "\n") + address;
  return {{"", to_json_text(JsonObject{
                   {"to", interpolate(field(offload->fields, "to", settings_.to), values)},
                   {"subject",
                    "Re: " + interpolate(field(offload->fields, "subject", settings_.subject), values)},
                   {"replyTo", reply_address(settings_.reply_to, values)},
                   {"messageId", said->message_id},
                   {"inReplyTo", offload->id},
                   {"at", step.event.now.value},
                   {"text", text}})}};
}

void MailProvider::deliver(const store::OutboxRow& row, std::function<void(conductor::DeliveryResult)> done) {
  const auto failed_for_good = [&](std::string error) {
    conductor::DeliveryResult result;
    result.error = std::move(error);
    done(std::move(result));
  };
  const auto parsed = parse_json(row.body);
  if (parsed.has_error() || !parsed->is_object()) return failed_for_good("the stored mail cannot be read");
  const JsonObject& mail = parsed->get_object();
  auto to = http::parse_recipients(string_member(mail, "to"));
  if (to.has_error()) return failed_for_good(to.error().message);
  const Json* at = find_member(mail, "at");
  MailContent content;
  content.from = services_.sender->from_header();
  content.to = *to;
  content.reply_to = string_member(mail, "replyTo");
  content.subject = string_member(mail, "subject");
  content.message_id = message_id_of(string_member(mail, "messageId"), *services_.sender);
  content.in_reply_to = message_id_of(string_member(mail, "inReplyTo"), *services_.sender);
  content.date = UtcMs{at && at->is_int64() ? at->get_int64() : 0};
  content.text = std::string(string_member(mail, "text")) + "\n";
  services_.sender->send({std::move(*to), mail_message(content)}, [done = std::move(done)](const Ok& sent) {
    conductor::DeliveryResult result;
    result.delivered = sent.has_value();
    if (sent.has_error()) result.error = sent.error().message;
    done(std::move(result));
  });
}

}  // namespace sb::offload
