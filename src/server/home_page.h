#pragma once
#include "conductor/bot_registry.h"
#include "http/router.h"

namespace sb::server {

// GET /: a plain page with the state of the server, its bots and channels, and where to go on. It shows
// nothing that is secret: ids of channels are part of their public addresses.
void add_home_page(http::Router& router, const conductor::BotRegistry& bots);

}  // namespace sb::server
