#pragma once
#include <optional>
#include <string_view>

#include "model/message.h"
#include "model/message_faults.h"

namespace sb::reader {

// Internal: reads one bot message of any format into canonical Format B. Formats B, C and D differ in their
// envelopes; texts, buttons, quick replies and elements are read by the same functions, which know all
// spellings.
class MessageReader {
 public:
  MessageReader(Faults& faults, UnknownKinds unknown) : faults_(faults), unknown_(unknown) {}

  // Without a value when there are faults that leave no message to speak of; the caller looks at the faults.
  std::optional<BotMessage> read(const Json& value, const Place& place);

 private:
  enum class Format { b, c, d };
  enum class Must { be_given, may_be_absent };
  using Config = std::optional<JsonObject>;

  // message_parse.cpp: the envelopes of Formats B and C
  std::optional<BotMessage> read_b(const JsonObject& message, const Place& place);
  std::optional<BotMessage> read_c(const JsonObject& message, std::string_view name, const Place& place);
  std::optional<BotMessage> read_unknown(const JsonObject& message, const Place& place,
                                         std::string_view fault);
  std::optional<BotMessage> read_json_template(const JsonObject& message, const JsonObject& config,
                                               const Place& place);
  JsonObject read_config(MessageKind kind, const JsonObject& config, Format format, const Place& place);
  JsonObject read_list(const JsonObject& config, Format format, const Place& place);
  JsonObject read_media(const JsonObject& config, const Place& place);
  JsonObject read_file_upload(const JsonObject& config, const Place& place);
  JsonObject read_html(const JsonObject& config, const Place& place);

  // message_parse_d.cpp
  std::optional<BotMessage> read_d(const JsonObject& message, const Place& place);
  std::optional<BotMessage> read_d_event(const JsonObject& message, const Place& place);
  std::optional<BotMessage> read_d_attachment(const JsonObject& attachment, const Place& place);
  std::optional<BotMessage> read_d_template(const JsonObject& payload, const Place& place);
  JsonObject read_d_file_upload(const JsonObject& payload, const Place& place);

  // message_parts.cpp
  void read_text(const JsonObject& from, std::initializer_list<std::string_view> names, JsonObject& to,
                 std::string_view to_name, Must must, const Place& place);
  bool check_text(const Json& value, const Place& place);
  void read_texts(const JsonObject& from, JsonObject& to, const Place& place);
  void read_buttons(const JsonObject& from, JsonObject& to, Format format, Must must, const Place& place);
  // Null stands for a faulty one.
  Json read_button(const Json& value, Format format, const Place& place);
  Json read_typed_button(const JsonObject& button, std::string_view type, Format format, const Place& place);
  void read_postback(const JsonObject& from, JsonObject& to, Format format, const Place& place);
  void read_quick_replies(const JsonObject& from, JsonObject& to, Format format, const Place& place);
  Json read_quick_reply(const Json& value, Format format, const Place& place);
  JsonArray read_elements(const JsonObject& from, Format format, MessageKind kind, std::size_t count_max,
                          const Place& place);
  Json read_element(const Json& value, Format format, MessageKind kind, const Place& place);
  void read_single_button(const JsonObject& from, JsonObject& to, Format format, const Place& place);
  void read_identifier(const JsonObject& from, std::string_view name, JsonObject& to);
  const JsonArray* array_or_fault(const JsonObject& from, std::string_view name, std::size_t count_max,
                                  Must must, const Place& place);

  Faults& faults_;
  UnknownKinds unknown_;
};

}  // namespace sb::reader
