#pragma once
#include <functional>
#include <string>

#include "conductor/fetch_journal.h"
#include "conductor/outlet.h"
#include "engine/effect.h"
#include "engine/event.h"
#include "http/client.h"
#include "script/runner.h"

namespace sb::conductor {

// Asks an offload provider to take over, sends mail: implemented in `offload`. Null where it is not built in:
// then such an action fails visibly. `done` exactly once, from any thread.
class HumanServices {
 public:
  virtual ~HumanServices() = default;
  virtual void hand_over(const engine::HandOver& call, const store::SessionKey& key,
                         std::int64_t conversation, std::function<void(engine::HandoverAnswered)> done) = 0;
  virtual void send_mail(const engine::SendMail& mail, const store::SessionKey& key,
                         std::int64_t conversation, std::function<void(engine::MailSent)> done) = 0;
  virtual void ask_availability(const engine::AskAvailability& call, const store::SessionKey& key,
                                std::function<void(engine::AvailabilityAnswered)> done) = 0;
};

// Whom the conductor asks for the effects of a step.
struct Services {
  http::Client& http;
  script::Runner* scripts = nullptr;
  FetchJournal* fetches = nullptr;  // what scripts asked for before the last end of the server
  HumanServices* humans = nullptr;
};

// Runs the waiting effect; `done` gets the event that continues the turn, exactly once, from any thread.
void perform(const engine::Effect& effect, const Services& services, const RunnableBot& bot,
             const store::SessionKey& key, std::int64_t conversation,
             std::function<void(decltype(engine::Event::what))> done);

// What a start after a crash makes of an effect whose outcome nobody knows: nullopt to perform it again, else
// the answer that says it was interrupted (spec 02 §3, 06 §4.3).
std::optional<decltype(engine::Event::what)> interrupted_answer(const engine::Effect& effect);

}  // namespace sb::conductor
