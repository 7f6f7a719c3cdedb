#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace sb::offload {

// A mail before it is written down.
struct MailContent {
  std::string from;             // header value, as the operator configured it
  std::vector<std::string> to;  // bare addresses
  std::string reply_to;         // bare address; empty: none
  std::string subject;          // any text; control characters become spaces
  std::string message_id;       // without brackets; the same text for the same mail, also over a crash
  std::string in_reply_to;      // the message id of the mail it follows; empty: none
  UtcMs date;
  std::string text;  // plain text, lines end in LF
  std::string html;  // the same for eyes; empty: none
  struct Attachment {
    std::string name;  // ASCII
    std::string text;
  };
  std::optional<Attachment> attachment;  // text/plain
};

// The message as RFC 5322 and MIME have it: ASCII only, CRLF, bodies in base64, so that no line of them can
// be taken for anything else.
std::string mail_message(const MailContent& content);

// A header value: as it is when it is printable ASCII, else encoded words (RFC 2047), folded.
std::string header_text(std::string_view text);
// "Fri, 15 Mar 2030 12:00:00 +0000"
std::string mail_date(UtcMs at);

}  // namespace sb::offload
