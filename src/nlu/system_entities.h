#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "nlu/parsers.h"

namespace sb::nlu {

// What every bot recognises without being taught (spec 08 §3). Compound results are several hits of one
// place: "amount_of_money" and "amount_of_money_currency".
struct SystemEntity {
  std::string name;  // without "sys."
  std::string value;
  Span span = {};
};

// When and where a text is said: what "tomorrow at 8" is relative to.
struct Moment {
  UtcMs now;
  std::string_view time_zone = "UTC";  // IANA name; unknown ones count as UTC
};

// In the order of kinds, not of places. Words are understood in `language` where there is a table for it,
// else only digits, addresses and numbers of telephones. Linear.
std::vector<SystemEntity> find_system_entities(std::string_view text, const Moment& moment,
                                               std::string_view language);

// Every name find_system_entities gives, as "sys.time".
bool is_system_entity(std::string_view reference);

}  // namespace sb::nlu
