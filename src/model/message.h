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
inline constexpr int message_kind_count = 11;
// The `type` of Format B; "JSONTemplate" for json_event, "__raw" for html, empty for opaque (it has its own).
std::string_view format_b_type(MessageKind kind);

// The canonical config of each kind ("?": left out when empty). T is a text, or in a template {"en": T, "nl": T}.
//   text           {textMessages: [{text: T}]}
//   buttons        {textMessages, buttons: [BUTTON]}
//   quick_replies  {textMessages, quickReplies: [{title: T, type: "postback" | "location", imageUrl?: T,
//                    variable? (path for a location), payload?: TARGET, payloadId?}]}
//   carousel       {elements: [{title: T, subTitle?: T, imageUrl?: T, webUrl?: T, buttons?: [BUTTON]}]}
//   list           {size?: "LARGE" | "COMPACT", elements: [{title, subTitle?, imageUrl?, webUrl?, button?: BUTTON}],
//                    button?: BUTTON}
//   media          {media: {type: "image" | "video" | "audio" | "file", url: T, isCache?: bool}}
//   file_upload    {caption: T, successDialog?, failedDialog?, successPayloadId?, failurePayloadId?}
//   rich_text      {html: T}
//   html           {withBalloon: bool, html: T, type: "html"}
//   json_event     the keys of the payload, and "___type": "CL_DISPATCH_EVENT" when it is for the parent window
//   opaque         the whole message as it came, its `type` included
// BUTTON is one of
//   {type: "postback", title: T, payload?: TARGET, payloadId?}      {type: "web_url", title: T, url: T}
//   {type: "phone_number", title: T, payload: T}                    {type: "element_share"}
//   {type: "webview", title: T, url: T, params?: [{key, value}]}
// TARGET is {nextDialogstateId?, params?: [{key, value}]}; a dialog id is a string. `payloadId` exists once
// `assign_payloads` has given it.

// Bounds against abuse, not the counters of the editor (03 §8): nothing is ever cut.
inline constexpr std::size_t message_alternatives_max = 100;
inline constexpr std::size_t message_buttons_max = 100;
inline constexpr std::size_t message_quick_replies_max = 1'000;
inline constexpr std::size_t carousel_elements_max = 100;
inline constexpr std::size_t list_elements_max = 10;  // 03 §2

// A message, or a template of one. In a template every text may also be a language map {"en": …, "nl": …} (Format A)
// and may hold placeholders; after `render` all texts are plain strings and `textMessages` has exactly one entry.
struct BotMessage {
  MessageKind kind = MessageKind::text;
  JsonObject config;

  friend bool operator==(const BotMessage&, const BotMessage&) = default;
};

// Reads Format A/B, C or D, whichever it is (spec 03, detection rule). Unknown members are dropped. Errors name the
// member at fault in `place`, e.g. "config.buttons[1].title". All faults are found: the message lists them with their
// places, separated by "; ". A `type` we do not know is a fault of a caller, but part of an imported bot.
enum class UnknownKinds { refused, kept };
Result<BotMessage> parse_bot_message(const Json& value, UnknownKinds unknown = UnknownKinds::refused);
// An array of the above; `place` starts with the index: "[2].config.media.url".
Result<std::vector<BotMessage>> parse_bot_messages(const Json& array, UnknownKinds unknown = UnknownKinds::refused);
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
// percent-encoded in URLs). Parameters' values are filled too: what a button writes is decided when it is shown; whoever
// applies them later must not fill them again. A json_event is left alone: it holds values, no templates.
BotMessage render(const BotMessage& message, const RenderContext& context);

// What a click on a button or quick reply means; remembered in the session under the opaque payload (03 §1).
struct Postback {
  std::string title;
  bool quick_reply = false;
  std::optional<std::string> next_dialog_id;
  std::vector<ParameterAssignment> params;
  // Of a location quick reply: the path of the variable that gets the location (07 §2).
  std::optional<std::string> location_variable;

  friend bool operator==(const Postback&, const Postback&) = default;
};
struct IdentifiedPostback {
  std::string id;  // 40 lower-case hex digits
  Postback postback;
};
// Gives every go-to button, quick reply and upload outcome with a target of a rendered message its opaque id (member
// `payloadId`, `successPayloadId`/`failurePayloadId` of file uploads) and returns what they stand for, in order.
std::vector<IdentifiedPostback> assign_payloads(BotMessage& message, SeededRandom& random);

enum class PayloadEncoding { opaque, json };
// Format D, the wire form (spec 03 §2). Fields that are absent stay absent. A postback without an id is written as JSON in
// both encodings. `opaque` messages have no wire form: null.
Json to_format_d(const BotMessage& message, PayloadEncoding encoding);

// The plain text a person would read: for transcripts, terminals, degraded rich text. Buttons and quick replies stand in
// brackets on lines of their own: "[Docs] https://…". Empty for events.
std::string plain_text(const BotMessage& message);

// Which messages a channel gets (03 §7). Nullopt: dropped there.
enum class ChannelKind { web, webhook, offload };
// Web (and emulator): webview buttons become plain links. Webhook and offload: file upload and html only with
// `send_web_only_messages`, rich text else as plain text; a json_event never goes to offload.
std::optional<BotMessage> for_channel(BotMessage message, ChannelKind kind, bool send_web_only_messages);
// Of a kind that other channels are not sent unless they ask for it.
bool is_web_only(MessageKind kind);

// The URL of a webview button: its parameters as JSON object, in Base64, as the query or added to it (03 §1); the URL
// itself when there are none. `params` is the list of {key, value} of the button.
std::string webview_url(std::string_view url, const JsonArray& params);

// The text of HTML: tags dropped, blocks on lines of their own, list items dashed, links followed by their URL, entities
// decoded, white space collapsed as a browser does.
std::string html_to_text(std::string_view html);

}  // namespace sb
