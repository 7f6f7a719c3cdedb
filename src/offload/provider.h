#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "conductor/outlet.h"
#include "model/bot.h"
#include "store/rows.h"

namespace sb::offload {

// One message of the conversation so far, as providers show it.
struct TranscriptItem {
  store::Actor actor = store::Actor::user;
  UtcMs at;
  Json message;      // on the wire: Format D with JSON payloads, or a normalised user message
  std::string text;  // what a person would read
};

// A conversation that is offered to a provider.
struct Offer {
  std::string id;  // 24 hex digits; names this offer for ever, also over a crash
  store::SessionKey key;
  std::string channel;  // internal.channel
  UtcMs at;
  JsonObject payload;  // the action's typed parameters
  JsonObject fields;   // the provider-specific fields of the action, filled in
  JsonObject session;  // user variables, without `internal` and `events`; nothing is masked (spec 06 §4.2)
  JsonObject user;     // internal.user
  std::string language;
  std::vector<TranscriptItem> transcript;  // oldest first, times rise by at least 1 ms
};

struct OfferAnswer {
  enum class Status { accepted, refused, failed } status = Status::failed;
  bool pause_bot = false;
  // The conversation goes back to the bot when no agent has given a sign for so long; nullopt: never.
  std::optional<int> return_after_minutes;
  std::string error;             // of `failed`
  JsonObject request, response;  // for the error log; without tokens
};

// A configured integration that takes conversations over (spec 06 §1). It is an outlet too: `outgoing` says
// what it is told about each step, `deliver` tells it.
//
// Threading: any thread. Every `done` runs exactly once, on any thread, and must not block.
class Provider : public conductor::Outlet {
 public:
  // False: nothing to call (an empty URL, spec architecture §2), which counts as not configured.
  virtual bool configured() const = 0;
  // Run on save and on demand. The error is for the person who saves.
  virtual void check_health(std::function<void(Ok)> done) = 0;
  // Never repeated by itself.
  virtual void take_over(Offer offer, std::function<void(OfferAnswer)> done) = 0;
  // Whether somebody would take over now, opening hours aside.
  virtual void ask_availability(std::function<void(bool)> done) = 0;
  // Whether it is told about conversations that it has not taken over.
  virtual bool follows_all_conversations() const = 0;
};

}  // namespace sb::offload
