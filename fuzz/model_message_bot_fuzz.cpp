#include <cstdint>
#include <cstdlib>

#include "base/utf8.h"
#include "model/message.h"

// Laws of bot messages: the canonical form reads back as itself; what is rendered has one text and is
// canonical too; its wire form with JSON payloads is read, and writes the same wire form again.
namespace {

void demand(bool law) {
  if (!law) std::abort();
}

void check_wire_form(const sb::BotMessage& rendered) {
  const auto wire = sb::to_format_d(rendered, sb::PayloadEncoding::json);
  demand(wire.is_null() == (rendered.kind == sb::MessageKind::opaque));
  if (wire.is_null()) return;
  const auto read = sb::parse_bot_message(wire);
  demand(read.has_value());
  demand(sb::to_json_text(sb::to_format_d(*read, sb::PayloadEncoding::json)) == sb::to_json_text(wire));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = sb::parse_json({reinterpret_cast<const char*>(data), size}, 20);
  if (value.has_error()) return 0;
  const auto message = sb::parse_bot_message(*value, sb::UnknownKinds::kept);
  if (message.has_error()) {
    demand(!message.error().message.empty());
    return 0;
  }
  const auto again = sb::parse_bot_message(sb::to_format_b(*message), sb::UnknownKinds::kept);
  demand(again.has_value() && *again == *message);

  const sb::JsonObject session = {
      {"a", "<b>\"{a}\" & ü"}, {"n", 1.5}, {"o", {{"x", nullptr}}}, {"z", nullptr}};
  sb::SeededRandom random("seed");
  int last_pick = 1;
  auto rendered = sb::render(*message, {"nl", "en", session, random, &last_pick});
  check_wire_form(rendered);
  const auto postbacks = sb::assign_payloads(rendered, random);
  const auto rendered_again = sb::parse_bot_message(sb::to_format_b(rendered), sb::UnknownKinds::kept);
  demand(rendered_again.has_value() && *rendered_again == rendered);
  demand(postbacks.size() <= size);
  (void)sb::to_format_d(rendered, sb::PayloadEncoding::opaque);
  demand(sb::is_valid_utf8(sb::plain_text(rendered)));
  for (const auto kind : {sb::ChannelKind::web, sb::ChannelKind::webhook, sb::ChannelKind::offload}) {
    if (const auto sent = sb::for_channel(rendered, kind, false)) check_wire_form(*sent);
  }
  return 0;
}
