#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sb::http {

inline constexpr std::int64_t mail_timeout_ms_default = 20'000;
inline constexpr std::size_t mail_recipients_max = 50;

// The mail server of the operator. Bot authors never choose it, so the egress guard does not apply.
struct MailServer {
  std::string url;             // "smtp://host:587", or "smtps://host:465" for TLS from the first byte
  std::string user, password;  // empty: no authentication
  std::string from;            // "bot@shop.example" or "Shop <bot@shop.example>"
  enum class Tls { required, if_offered, none } tls = Tls::required;  // STARTTLS, for "smtp://"
  std::string ca_file;  // PEM bundle of trusted authorities instead of the system's
  std::int64_t timeout_ms = mail_timeout_ms_default;
};

struct Mail {
  std::vector<std::string> recipients;  // bare addresses
  std::string text;                     // the whole message, RFC 5322, lines end in CRLF
};

// Sends mail (spec 02 §7, Send mail; 06, mail provider). An interface, for tests.
class MailSender {
 public:
  // Ends what is open; no `done` runs afterwards.
  virtual ~MailSender() = default;
  // From any thread; returns at once. `done` exactly once, on a thread of the sender; it must not block.
  // Success: the server has taken the message for every recipient. Nothing is repeated.
  virtual void send(Mail mail, std::function<void(Ok)> done) = 0;
  // The address mail comes from, bare.
  virtual const std::string& from_address() const = 0;
  // The same as a From header shows it.
  virtual const std::string& from_header() const = 0;
};

// Over libcurl, one connection per message. Fails with `invalid_input` for a server that cannot be used.
Result<std::unique_ptr<MailSender>> make_mail_sender(MailServer server);

// "a@b.example, Ann <ann@b.example>; c@d.example" as bare addresses. `invalid_input` names the one that is
// none; addresses hold no white space, control characters or angle brackets, so that nothing in them can
// become a command.
Result<std::vector<std::string>> parse_recipients(std::string_view text);

}  // namespace sb::http
