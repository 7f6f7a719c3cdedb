#include "conductor/services.h"

#include "base/utf8.h"
#include "http/trace_context.h"

namespace sb::conductor {
namespace {

using EventBody = decltype(engine::Event::what);
using Done = std::function<void(EventBody)>;

constexpr std::string_view interrupted = "interrupted";

// Answers are journalled as JSON, which holds UTF-8 only: what is none becomes U+FFFD, byte by byte, so that
// the log can still show the rest.
std::string with_replacements(std::string_view body) {
  constexpr std::size_t character_bytes_max = 4;
  std::string out;
  out.reserve(body.size());
  while (!body.empty()) {
    std::size_t length = 1;
    while (length <= character_bytes_max && !is_valid_utf8(body.substr(0, length))) ++length;
    const bool valid = length <= character_bytes_max;
    out += valid ? body.substr(0, length) : std::string_view("\xef\xbf\xbd");
    body.remove_prefix(valid ? length : 1);
  }
  return out;
}

engine::ApiAnswered api_answer(const std::string& call_id, http::Outcome outcome) {
  engine::ApiAnswered answer;
  answer.call_id = call_id;
  if (outcome.has_error()) {
    answer.failure =
        outcome.error().kind == http::FailureKind::timed_out ? "timeout" : outcome.error().message;
    return answer;
  }
  answer.response = std::move(outcome).value();
  if (!is_valid_utf8(answer.response->body)) {
    answer.response->body = with_replacements(answer.response->body);
    answer.failure = "the answer is not valid UTF-8";
  }
  // Values of headers may be Latin-1; the engine reads only the content type.
  std::erase_if(answer.response->headers, [](const http::Header& header) {
    return !is_valid_utf8(header.name) || !is_valid_utf8(header.value);
  });
  return answer;
}

struct Performer {
  const Services& services;
  const RunnableBot& bot;
  const store::SessionKey& key;
  std::int64_t conversation;
  Done done;

  void operator()(const engine::CallApi& call) const {
    http::Request request = call.request;
    http::add_trace(request.headers, http::current_trace());
    if (call.settings_id) {
      const ApiSetting* setting = bot.index->api_setting(*call.settings_id);
      if (setting && setting->type == ApiSetting::Type::ssl) {
        request.client_certificate = http::ClientCertificate{setting->certificate_pem, setting->key_pem};
      }
    }
    services.http.send(std::move(request), [call_id = call.call_id, done = done](http::Outcome outcome) {
      done(api_answer(call_id, std::move(outcome)));
    });
  }
  void operator()(const engine::RunScript& run) const {
    if (!services.scripts) {
      script::Outcome outcome;
      outcome.error = "code actions are not available in this server";
      return done(engine::ScriptFinished{run.call_id, std::move(outcome)});
    }
    script::Job job = run.job;
    std::vector<http::Header> trace;
    http::add_trace(trace, http::current_trace());
    for (auto& [name, value] : trace) job.trace.emplace_back(std::move(name), std::move(value));
    services.scripts->run(std::move(job), [call_id = run.call_id, done = done](script::Outcome outcome) {
      done(engine::ScriptFinished{call_id, std::move(outcome)});
    });
  }
  void operator()(const engine::HandOver& call) const {
    if (services.humans) return services.humans->hand_over(call, key, conversation, done);
    engine::HandoverAnswered answer;
    answer.call_id = call.call_id;
    answer.error = "no offload provider is available in this server";
    done(std::move(answer));
  }
  void operator()(const engine::SendMail& mail) const {
    if (services.humans) return services.humans->send_mail(mail, key, conversation, done);
    done(engine::MailSent{mail.call_id, "sending mail is not available in this server"});
  }
  void operator()(const engine::AskAvailability& call) const {
    if (services.humans) return services.humans->ask_availability(call, key, done);
    done(engine::AvailabilityAnswered{call.call_id, false});
  }
  template <typename Other>
  void operator()(const Other&) const {}
};

}  // namespace

void perform(const engine::Effect& effect, const Services& services, const RunnableBot& bot,
             const store::SessionKey& key, std::int64_t conversation, Done done) {
  std::visit(Performer{services, bot, key, conversation, std::move(done)}, effect);
}

std::optional<EventBody> interrupted_answer(const engine::Effect& effect) {
  if (const auto* call = std::get_if<engine::CallApi>(&effect)) {
    if (call->repeatable) return std::nullopt;
    return EventBody(engine::ApiAnswered{call->call_id, std::nullopt, std::string(interrupted)});
  }
  if (const auto* call = std::get_if<engine::HandOver>(&effect)) {
    engine::HandoverAnswered answer;
    answer.call_id = call->call_id;
    answer.error = interrupted;
    return EventBody(std::move(answer));
  }
  if (const auto* mail = std::get_if<engine::SendMail>(&effect)) {
    return EventBody(engine::MailSent{mail->call_id, std::string(interrupted)});
  }
  return std::nullopt;  // scripts and questions have no effect outside: they run again
}

}  // namespace sb::conductor
