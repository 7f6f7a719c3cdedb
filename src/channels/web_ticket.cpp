#include "channels/web_ticket.h"

#include "base/json.h"
#include "base/jws.h"
#include "channels/web_token.h"

namespace sb::channels {
namespace {

constexpr std::string_view ticket_purpose = "widget ticket";
constexpr std::string_view grant_purpose = "widget grant";
constexpr std::size_t sealed_bytes_max = 4 * 1024;

std::string seal(const Sealer& sealer, JsonObject content, UtcMs expires_at, std::string_view purpose) {
  content["exp"] = expires_at.value;
  return base64url(sealer.seal(to_json_text(content), purpose));
}

std::optional<JsonObject> open(const Sealer& sealer, std::string_view text, std::string_view channel_id,
                               UtcMs now, std::string_view purpose) {
  if (text.size() > sealed_bytes_max) return std::nullopt;
  const auto sealed = from_base64url(text);
  if (!sealed) return std::nullopt;
  const auto plain = sealer.open(*sealed, purpose);
  if (plain.has_error()) return std::nullopt;
  auto value = parse_json(*plain);
  if (value.has_error() || !value->is_object()) return std::nullopt;
  JsonObject content = std::move(value->get_object());
  const Json* expires_at = find_member(content, "exp");
  if (!expires_at || !expires_at->is_int64() || expires_at->get_int64() <= now.value) return std::nullopt;
  if (string_member(content, "channel") != channel_id) return std::nullopt;
  return content;
}

}  // namespace

std::string seal_ticket(const Sealer& sealer, const Ticket& ticket, UtcMs expires_at) {
  return seal(sealer, {{"channel", ticket.channel_id}, {"session", ticket.session_id}}, expires_at,
              ticket_purpose);
}

std::optional<Ticket> open_ticket(const Sealer& sealer, std::string_view text, std::string_view channel_id,
                                  UtcMs now) {
  const auto content = open(sealer, text, channel_id, now, ticket_purpose);
  if (!content) return std::nullopt;
  return Ticket{std::string(channel_id), std::string(string_member(*content, "session"))};
}

std::string seal_grant(const Sealer& sealer, std::string_view channel_id, UtcMs expires_at) {
  return seal(sealer, {{"channel", channel_id}}, expires_at, grant_purpose);
}

bool check_grant(const Sealer& sealer, std::string_view text, std::string_view channel_id, UtcMs now) {
  return open(sealer, text, channel_id, now, grant_purpose).has_value();
}

}  // namespace sb::channels
