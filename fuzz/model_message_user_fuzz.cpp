#include <cstdint>
#include <cstdlib>

#include "model/user_message.h"

// Laws of user messages: an accepted body has a session id that is one; what is decoded from a payload
// decodes again from its canonical text; the normalised form is JSON text that can be read.
namespace {

void demand(bool law) {
  if (!law) std::abort();
}

void check_inbound(const sb::Result<sb::InboundMessage>& inbound) {
  if (inbound.has_error()) return demand(!inbound.error().message.empty());
  demand(sb::check_session_id(inbound->session_id).has_value());
  demand(!inbound->session_data.contains("internal"));
  const auto text = sb::to_json_text(sb::user_message_json(inbound->message));
  const auto read = sb::parse_json(text);
  demand(read.has_value() && sb::to_json_text(*read) == text);
}

void check_payload(std::string_view text) {
  const auto decoded = sb::decode_json_payload(text);
  if (!decoded) return;
  sb::JsonArray parameters;
  for (const auto& parameter : decoded->params) {
    parameters.push_back(sb::JsonObject{{"key", parameter.key}, {"value", parameter.value}});
  }
  sb::JsonObject canonical = {{"title", decoded->title}, {"parameters", std::move(parameters)}};
  if (decoded->next_dialog_id) canonical["nextDialogstateId"] = *decoded->next_dialog_id;
  const auto again_text = sb::to_json_text(canonical);
  if (again_text.size() > sb::postback_payload_bytes_max) return;
  const auto again = sb::decode_json_payload(again_text);
  demand(again && again->title == decoded->title && again->next_dialog_id == decoded->next_dialog_id &&
         again->params.size() == decoded->params.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_payload(text);
  const auto body = sb::parse_json(text);
  if (body.has_error()) return 0;
  check_inbound(sb::parse_webhook_body(*body));
  check_inbound(sb::parse_legacy_webhook_body(*body));
  return 0;
}
