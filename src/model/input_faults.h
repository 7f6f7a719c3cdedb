#pragma once
#include <string>
#include <vector>

#include "base/json.h"

namespace sb {

// One fault of a JSON input from outside. `place` is relative to the input: "user.id",
// "[2].config.media.url"; empty for the whole of it.
struct InputFault {
  std::string place, message;

  friend bool operator==(const InputFault&, const InputFault&) = default;
};

// Why a reader refuses an input, fault by fault, for answers that list them. Empty when it does not. A
// reader's Error holds the same as one text. At most 20 are listed.
std::vector<InputFault> faults_of_bot_messages(const Json& array);        // parse_bot_messages
std::vector<InputFault> faults_of_webhook_body(const Json& body);         // parse_webhook_body
std::vector<InputFault> faults_of_legacy_webhook_body(const Json& body);  // parse_legacy_webhook_body

}  // namespace sb
