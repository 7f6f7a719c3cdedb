#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/random.h"
#include "base/result.h"
#include "model/parameter.h"

namespace sb {

// Bot messages (spec 03). The one internal form is Format B, `{"type","config"}`, normalised: canonical member names,
// canonical button types, parameters as `params: [{key,value}]`. The other formats are read into it and written from it.
enum class MessageKind {
  text, buttons, quick_replies, carousel, list, media, file_upload, rich_text,
  html,        // `__raw` and `JSONTemplate` with `__component: "html"`
  json_event,  // `JSONTemplate` without `__component`: the JSON Builder; never a bubble
  opaque,      // a channel-specific template of an import: kept, never sent
};
std::string_view format_b_type(MessageKind kind);

// A message, or a template of one. In a template every text may also be a language map {"en": …, "nl": …} (Format A)
// and may hold placeholders; after `render` all texts are plain strings and `textMessages` has exactly one entry.
struct BotMessage {
  MessageKind kind = MessageKind::text;
  JsonObject config;

  friend bool operator==(const BotMessage&, const BotMessage&) = default;
};

// Reads Format A/B, C or D, whichever it is (spec 03, detection rule). Unknown members are dropped. Errors name the
// member at fault in `place`, e.g. "buttons[1].title". All faults are found: the message lists them, separated by "; ".
Result<BotMessage> parse_bot_message(const Json& value);
// An array of the above; `place` starts with the index: "[2].config.url".
Result<std::vector<BotMessage>> parse_bot_messages(const Json& array);
Json to_format_b(const BotMessage& message);

// What rendering needs to know. `session` fills the placeholders.
struct RenderContext {
  std::string_view language;
  std::string_view primary_language;
  const JsonObject& session;
  SeededRandom& random;
  // Index of the alternative picked last time for this component, updated by render; -1 at first (no repetition, 03 §1).
  int* last_pick = nullptr;
};
// Chooses language (missing translation: primary) and alternative, fills placeholders (HTML-escaped in the HTML kinds,
// percent-encoded in URLs). Parameters' values are filled too: what a button writes is decided when it is shown.
BotMessage render(const BotMessage& message, const RenderContext& context);

// What a click on a button or quick reply means; remembered in the session under the opaque payload (03 §1).
struct Postback {
  std::string title;
  bool quick_reply = false;
  std::optional<std::string> next_dialog_id;
  std::vector<ParameterAssignment> params;

  friend bool operator==(const Postback&, const Postback&) = default;
};
struct IdentifiedPostback {
  std::string id;  // 40 lower-case hex digits
  Postback postback;
};
// Gives every go-to button, quick reply and upload outcome of a rendered message its opaque id (member `payloadId`,
// `successPayloadId`/`failurePayloadId` of file uploads) and returns what they stand for, in order.
std::vector<IdentifiedPostback> assign_payloads(BotMessage& message, SeededRandom& random);

enum class PayloadEncoding { opaque, json };
// Format D, the wire form (spec 03 §2). Fields that are absent stay absent.
Json to_format_d(const BotMessage& message, PayloadEncoding encoding);

// The plain text a person would read: for transcripts, terminals, degraded rich text.
std::string plain_text(const BotMessage& message);

// Which messages a channel gets (03 §7). Nullopt: dropped there.
enum class ChannelKind { web, webhook, offload };
std::optional<BotMessage> for_channel(const BotMessage& message, ChannelKind kind, bool send_web_only_messages);

}  // namespace sb
