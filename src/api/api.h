#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/authentication.h"
#include "api/endpoint.h"
#include "api/live.h"
#include "base/executor.h"
#include "base/worker_pool.h"
#include "conductor/bot_registry.h"
#include "conductor/conductor.h"
#include "conductor/model_trainer.h"
#include "http/router.h"
#include "store/access_tokens.h"

namespace sb::people {
class OpenId;
}

namespace sb::api {

// Before saving, a provider passes that is switched off or has no address yet.
enum class ProviderCheck { before_saving, on_demand };

// What the endpoints need; all of it outlives the Api.
struct Deps {
  conductor::Conductor& conductor;
  conductor::BotRegistry& bots;
  store::Store& store;
  store::AccessTokens& tokens;
  BlockingPool& pool;  // of its own: slow reads here shall not hold up turns
  Live& live;
  std::shared_ptr<Executor> timers;
  // After a bot was saved, published or removed: whoever keeps parts of it looks again.
  std::function<void(const std::string& bot_id)> bot_changed = [](const std::string&) {};
  std::function<UtcMs()> now = utc_now;
  std::int64_t requests_per_window = 1'200;
  conductor::ModelTrainer* trainer = nullptr;  // null: nothing is trained in this server
  // The health check of an offload provider (spec 06 §3), its references to the environment filled in. `done`
  // runs at most once, on any thread; its error is for the person who asks. Empty: nothing is checked.
  std::function<void(const OffloadProvider& provider, const std::string& bot_id, ProviderCheck why,
                     std::function<void(Ok)> done)>
      check_provider = {};
  // Removes a file that a user has uploaded.
  std::function<void(std::string_view upload_id)> remove_upload = [](std::string_view) {};
  people::Accounts* accounts = nullptr;        // null: tokens only
  people::OpenId* open_id = nullptr;           // null: people log in with their password only
  BrowserPolicy browser = {};
};

// The API: its endpoints, their routes and documents.
class Api final {
 public:
  // `others`: further ways to prove who one is, asked before the tokens.
  explicit Api(Deps deps, std::vector<const Authenticator*> others = {});
  ~Api();
  Api(const Api&) = delete;

  // The Api outlives the router.
  void add_routes(http::Router& router);
  const Endpoints& endpoints() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// One table per resource.
Endpoints v1_bot_endpoints(const Deps& deps);
Endpoints v1_session_endpoints(const Deps& deps);
Endpoints v1_action_endpoints(const Deps& deps);
Endpoints v1_nlp_endpoints(const Deps& deps);
Endpoints v1_channel_endpoints(const Deps& deps);
Endpoints v1_conversation_endpoints(const Deps& deps);
Endpoints v1_event_endpoints(const Deps& deps);
Endpoints legacy_endpoints(const Deps& deps);
Endpoints manage_bot_endpoints(const Deps& deps);
Endpoints manage_part_endpoints(const Deps& deps);
Endpoints manage_translation_endpoints(const Deps& deps);
Endpoints manage_history_endpoints(const Deps& deps);
Endpoints manage_training_endpoints(const Deps& deps);
Endpoints manage_review_endpoints(const Deps& deps);
Endpoints manage_people_endpoints(const Deps& deps);
Endpoints manage_analytics_endpoints(const Deps& deps);
Endpoints manage_access_endpoints(const Deps& deps);
Endpoints manage_live_endpoints(const Deps& deps);
// These need deps.accounts.
Endpoints manage_login_endpoints(const Deps& deps);
Endpoints manage_user_endpoints(const Deps& deps);

}  // namespace sb::api
