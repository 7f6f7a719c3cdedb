#pragma once
#include <memory>
#include <string>

#include "base/crypto.h"
#include "base/embedded_file.h"
#include "base/worker_pool.h"
#include "channels/web_streams.h"
#include "channels/web_uploads.h"
#include "conductor/bot_registry.h"
#include "conductor/conductor.h"
#include "http/router.h"

namespace sb::channels {

// What the routes need; all of it outlives the router.
struct WebDeps {
  conductor::Conductor& conductor;
  const conductor::BotRegistry& bots;
  store::Store& store;
  BlockingPool& readers;
  const Sealer& sealer;
  std::shared_ptr<WebStreams> streams;
  Uploads& uploads;
  EmbeddedFiles files;  // chat.js, chat.css, sdk.js, preview.js, preview.css
};

// The web widget (spec 04 §3):
//   GET  /chatbox/sdk/{token}             the script for host pages
//   GET  /chatbox/{token}                 the chat page
//   GET  /chatbox/preview/{token}         a page of our own with the widget on it
//   GET  /chatbox/assets/{version}/{file} what both load
//   GET  /chatbox/api/{token}/style.css   colours, fonts and CSS of the channel
//   POST /chatbox/api/{token}/start       a session, and the ticket for the rest
//   GET  /chatbox/api/{token}/events      messages as server-sent events
//   POST /chatbox/api/{token}/messages    what the user does
//   POST /chatbox/api/{token}/uploads     a file
//   GET  /chatbox/files/{id}/{name}       that file again
void add_web_routes(http::Router& router, WebDeps deps);

}  // namespace sb::channels
