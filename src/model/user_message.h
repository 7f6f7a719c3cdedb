#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "model/parameter.h"

namespace sb {

// What a user did, normalised over all channels (spec 03 §6).
enum class UserMessageKind {
  intro,
  text,
  postback,
  upload,
  location,
  none,  // only user data or session data came: no turn, unless an event starts one
};

struct UserMessage {
  UserMessageKind kind = UserMessageKind::none;
  std::string text;   // text messages
  std::string title;  // postbacks, as shown to the user
  // A postback's meaning as sent: opaque id or JSON text; resolved by the engine against the session.
  std::optional<std::string> payload;
  std::optional<std::string> next_dialog_id;
  std::vector<ParameterAssignment> params;
  std::vector<std::string> urls;  // uploads
  bool upload_failed = false;
  double latitude = 0, longitude = 0;

  friend bool operator==(const UserMessage&, const UserMessage&) = default;
};

// "intro", "text", "postback", "upload", "location": the value of internal.messageType.
std::string_view message_type_name(UserMessageKind kind);

// One request of a channel client (spec 04 §2.2), read and normalised.
struct InboundMessage {
  std::string session_id;
  std::optional<std::string> message_id;  // idempotency: member message.id
  JsonObject user;                        // as sent: firstName, lastName, preferredLanguage, …
  // Two letters, lower case: from user.preferredLanguage, user.language or user.locale, of the legacy body
  // from `locale`. Whether the bot speaks it is for the engine to see.
  std::optional<std::string> language;
  JsonObject session_data;  // without `internal`
  UserMessage message;
};

inline constexpr std::size_t session_id_bytes_max = 255;
inline constexpr std::size_t message_id_bytes_max = 255;
inline constexpr std::size_t user_text_bytes_max = 100 * 1024;
inline constexpr std::size_t postback_title_bytes_max = 4 * 1024;
inline constexpr std::size_t postback_payload_bytes_max = 100 * 1024;
inline constexpr std::size_t upload_url_bytes_max = 8 * 1024;
inline constexpr std::size_t upload_urls_max = 20;

// Reads the body of POST /v1/channels/webhook/{id}/messages. Unknown members are ignored. All faults are
// reported together, each naming its member.
Result<InboundMessage> parse_webhook_body(const Json& body);
// The body of the deprecated POST /api/webhookMessage/{botId} (04 §2.2); `verifyToken` is the caller's
// business.
Result<InboundMessage> parse_legacy_webhook_body(const Json& body);
// The `message` member alone: the V1 message union, also used by the widget.
Result<UserMessage> parse_user_message(const Json& message);
// The JSON-text payload of a postback, or a legacy text that holds one (03 §1, decoder); nullopt when it is
// neither: an object that names a dialog or parameters, in any spelling.
struct DecodedPayload {
  std::string title;
  std::optional<std::string> next_dialog_id;
  std::vector<ParameterAssignment> params;
};
std::optional<DecodedPayload> decode_json_payload(std::string_view text);

// The form of an opaque payload: 40 lower-case hex digits (03 §1).
inline constexpr std::size_t opaque_payload_digits = 40;
bool is_opaque_payload(std::string_view text);

// A session id of 1 to 255 bytes of printable UTF-8 without "/" (01 §1).
Ok check_session_id(std::string_view id);

// The normalised user message as offload events and the history show it (03 §6). `sender` and `timestamp` are
// the caller's. Sensitive values are not masked here.
JsonObject user_message_json(const UserMessage& message);

}  // namespace sb
