#pragma once
#include "api/api.h"
#include "base/embedded_file.h"

namespace sb::api {

// The pages on which people log in (/login), set a password by a one-time link (/setup) and see what they are
// (/manage), with their files below /assets/people. They hold no data: everything comes from the API. `files`
// and the accounts outlive the router.
void add_people_pages(http::Router& router, const Deps& deps, EmbeddedFiles files);

// Where to go after logging in: `wanted` when it is a path of this server, else the start page.
std::string safe_next(std::string_view wanted);

}  // namespace sb::api
