#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "channels/web_config.h"
#include "channels/web_messages.h"

// What a chat page sends is read or refused; what the history holds becomes JSON or nothing; a Referer never
// breaks out of the header it is printed into.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto origin = sb::channels::origin_of(text);
  if (origin.find_first_of(" ;,'\"\r\n*") != std::string::npos) std::abort();
  const auto value = sb::parse_json(text);
  if (value.has_error()) return 0;
  sb::conductor::Inbound inbound;
  if (!sb::channels::read_web_message(*value, inbound).has_error() &&
      inbound.session_data.contains("internal"))
    std::abort();
  sb::store::ListedMessage listed;
  // Rows of the bot are rendered messages of ours, whose form is fixed; a user's may be anything.
  listed.message.actor = sb::store::Actor::user;
  listed.message.body = text;
  const auto shown = sb::channels::web_message_text(listed, 0);
  if (shown && (sb::parse_json(*shown).has_error() || shown->find('\n') != std::string::npos)) std::abort();
  if (const auto* object = value->if_object()) (void)sb::channels::web_config(*object);
  return 0;
}
