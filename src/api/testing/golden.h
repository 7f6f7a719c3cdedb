#pragma once
#include <string>

namespace sb::api::testing {

// Plays a file of requests and answers against a fresh server and compares. Lines:
//   == title              names what follows
//   say SESSION TEXT      a user message on the webhook channel of the DRAFT
//   advance MS            lets time pass
//   train                 trains the DRAFT and waits for it
//   > METHOD TARGET [as TOKEN] [loose]    a request; the lines up to the next mark are its body. Without "as"
//   the
//                         token "edit"; "as nobody" without token; "loose": the body has members that the
//                         document does not name, on purpose
//   < STATUS              its answer; the lines up to the next mark are the body: JSON in which "*" stands
//   for any
//                         value and a member "..." for any further members. Without lines the body is not
//                         compared
// Every exchange is compared with the OpenAPI documents too.
void play(const std::string& path);

}  // namespace sb::api::testing
