#include "offload/humans.h"

#include "base/log.h"
#include "http/trace_context.h"
#include "offload/mail_provider.h"
#include "offload/mail_text.h"
#include "offload/offer.h"
#include "offload/opening_hours.h"

namespace sb::offload {
namespace {

using Answered = engine::HandoverAnswered;

Answered answer_of(std::string call_id, std::string provider_id, Answered::Status status) {
  Answered answer;
  answer.call_id = std::move(call_id);
  answer.provider_id = std::move(provider_id);
  answer.status = status;
  return answer;
}

Answered failed(std::string call_id, std::string provider_id, std::string error) {
  Answered answer = answer_of(std::move(call_id), std::move(provider_id), Answered::Status::failed);
  answer.error = std::move(error);
  return answer;
}

Answered answer_of(std::string call_id, std::string provider_id, OfferAnswer offered) {
  using Offered = OfferAnswer::Status;
  const auto status = offered.status == Offered::accepted  ? Answered::Status::opened
                      : offered.status == Offered::refused ? Answered::Status::closed
                                                           : Answered::Status::failed;
  Answered answer = answer_of(std::move(call_id), std::move(provider_id), status);
  answer.pause_bot = offered.pause_bot;
  answer.return_after_minutes = offered.return_after_minutes;
  answer.error = std::move(offered.error);
  answer.request = std::move(offered.request);
  answer.response = std::move(offered.response);
  return answer;
}

Result<bool> open_now(const OffloadProvider& settings, UtcMs now) {
  if (!settings.opening_hours) return true;
  return is_open(*settings.opening_hours, now);
}

std::string content_domain(const std::string& address) {
  return address.substr(address.find('@'));
}

Result<std::string> read_conversation_text(store::Store& store, const store::SessionKey& key,
                                           std::int64_t conversation) {
  SB_TRY(const auto items, read_transcript(store, key, conversation, {}));
  return transcript_text(items);
}

}  // namespace

Humans::Humans(Wiring wiring) : wiring_(std::move(wiring)), gate_(std::make_shared<Gate>()) {}

void Humans::pass(Gate& gate, const std::function<void()>& work) {
  std::lock_guard lock(gate.mutex);
  if (gate.open) work();
}

void Humans::close() {
  std::lock_guard lock(gate_->mutex);
  gate_->open = false;
}

void Humans::check_health(const OffloadProvider& settings, std::string_view bot_id,
                          std::function<void(Ok)> done) {
  const auto provider = wiring_.providers.make(settings, bot_id);
  if (!provider) {
    return done(
        Error{ErrorCode::invalid_input, "there is no kind of provider '" + settings.type + "'", "type"});
  }
  // The provider lives until it has answered.
  pass(*gate_, [&] { provider->check_health([provider, done](const Ok& healthy) { done(healthy); }); });
}

void Humans::check_before_save(const OffloadProvider& settings, std::string_view bot_id,
                               std::function<void(Ok)> done) {
  if (const auto open = open_now(settings, wiring_.now()); open.has_error()) return done(open.error());
  if (!settings.enabled) return done({});
  const auto provider = wiring_.providers.make(settings, bot_id);
  if (provider && !provider->configured()) return done({});
  check_health(settings, bot_id, std::move(done));
}

void Humans::report_health() {
  for (const auto& [bot_id, version] : wiring_.providers.bots()) {
    for (const auto& found : wiring_.providers.all(bot_id, version)) {
      if (!found.switched_on || !found.provider->configured()) continue;
      found.provider->check_health(
          [bot_id = bot_id, version = version, id = found.settings.id](const Ok& healthy) {
            if (healthy.has_value()) return;
            log_warn("an offload provider is not in good health",
                     {{"botId", bot_id},
                      {"version", std::string(version_name(version))},
                      {"provider", id},
                      {"error", healthy.error().message}});
          });
    }
  }
}

void Humans::hand_over(const engine::HandOver& call, const store::SessionKey& key, std::int64_t conversation,
                       std::function<void(Answered)> done) {
  using Status = Answered::Status;
  const std::string id = call.provider_id.value_or("");
  const auto found = wiring_.providers.provider(key.bot_id, key.version, call.provider_id);
  if (!found || !found->switched_on || !found->provider->configured()) {
    return done(answer_of(call.call_id, id, Status::disabled));
  }
  const UtcMs now = wiring_.now();
  const auto open = open_now(found->settings, now);
  if (open.has_error()) return done(failed(call.call_id, id, open.error().message));
  if (!*open) return done(answer_of(call.call_id, id, Status::closed));
  wiring_.readers.run([gate = gate_, &store = wiring_.store, provider = found->provider, call, key,
                       conversation, now, provider_id = found->settings.id, trace = http::current_trace(),
                       done = std::move(done)] {
    const http::TraceScope scope(trace);
    auto offer = read_offer(store, call, key, conversation, now);
    if (offer.has_error()) return done(failed(call.call_id, provider_id, offer.error().message));
    auto answered = [call_id = call.call_id, provider_id, done](OfferAnswer answer) {
      done(answer_of(call_id, provider_id, std::move(answer)));
    };
    pass(*gate, [&] { provider->take_over(std::move(*offer), std::move(answered)); });
  });
}

// The action's mail; with the conversation so far in it and attached for a Mail report (spec 02 §7).
void Humans::send_mail(const engine::SendMail& mail, const store::SessionKey& key, std::int64_t conversation,
                       std::function<void(engine::MailSent)> done) {
  const auto failed = [&](std::string error) { done({mail.call_id, std::move(error)}); };
  if (!wiring_.mail) return failed("this server has no mail server (SIGNALBOX_SMTP_URL)");
  auto to = http::parse_recipients(mail.recipients);
  if (to.has_error()) return failed(to.error().message);
  MailContent content;
  content.from = wiring_.mail->from_header();
  content.to = *to;
  content.subject = mail.subject;
  content.message_id = mail.call_id + content_domain(wiring_.mail->from_address());
  content.date = wiring_.now();
  content.text = mail.body + "\n";
  wiring_.readers.run([gate = gate_, &store = wiring_.store, sender = wiring_.mail, key, conversation,
                       report = mail.with_transcript, call_id = mail.call_id, to = std::move(*to),
                       content = std::move(content), done = std::move(done)]() mutable {
    if (report) {
      auto said = read_conversation_text(store, key, conversation);
      if (said.has_error()) return done({call_id, said.error().message});
      content.text += "\n" + *said;
      content.attachment = MailContent::Attachment{"conversation.txt", std::move(*said)};
    }
    pass(*gate, [&] {
      sender->send({std::move(to), mail_message(content)}, [call_id, done](const Ok& sent) {
        done({call_id, sent.has_error() ? sent.error().message : std::string()});
      });
    });
  });
}

void Humans::ask_availability(const engine::AskAvailability& call, const store::SessionKey& key,
                              std::function<void(engine::AvailabilityAnswered)> done) {
  const auto found = wiring_.providers.provider(key.bot_id, key.version, call.provider_id);
  if (!found || !found->switched_on || !found->provider->configured()) return done({call.call_id, false});
  const auto open = open_now(found->settings, wiring_.now());
  if (open.has_error() || !*open) return done({call.call_id, false});
  pass(*gate_, [&] {
    found->provider->ask_availability([call_id = call.call_id, done](bool available) {
      done({call_id, available});
    });
  });
}

}  // namespace sb::offload
