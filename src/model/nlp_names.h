#pragma once
#include <string>
#include <string_view>

namespace sb {

// What is wrong with the name of an intent or an entity (spec 08 §1); empty: nothing. An intent has any name
// of at most 100 characters. The value of an entity goes to the variable of its name, so the names of what a
// session holds anyway, "sys" and "internal", and all below them are reserved.
std::string fault_of_intent_name(std::string_view name);
std::string fault_of_entity_name(std::string_view name);

}  // namespace sb
