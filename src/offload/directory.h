#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "conductor/bot_registry.h"
#include "conductor/outlet.h"
#include "http/client.h"
#include "offload/mail_provider.h"
#include "offload/provider.h"

namespace sb::offload {

// The providers of all bots, by what the registry says at the moment they are asked for; as outlets their
// target is "offload/BOT/VERSION/PROVIDER". Threading: any thread.
class ProviderDirectory final : public conductor::OutletDirectory {
 public:
  ProviderDirectory(const conductor::BotRegistry& bots, http::Client& client, MailServices mail = {})
      : bots_(bots), client_(client), mail_(mail) {}

  struct Found {
    OffloadProvider settings;
    bool switched_on = false;  // the bot's master switch and the provider's own
    std::shared_ptr<Provider> provider;
  };
  // Nullopt: no provider of that id, or of a kind that is not built in. Without an id: the first one.
  std::optional<Found> provider(std::string_view bot_id, Version version,
                                const std::optional<std::string>& provider_id);
  std::vector<Found> all(std::string_view bot_id, Version version);
  std::vector<std::pair<std::string, Version>> bots() const { return bots_.bots(); }
  // A provider that is not saved yet: for the health check before saving.
  std::shared_ptr<Provider> make(const OffloadProvider& settings, std::string_view bot_id) const;

  std::shared_ptr<conductor::Outlet> find(const std::string& target) override;
  // Every configured provider that is switched on, and the one that has this conversation in any case: else
  // the user would talk to nobody.
  std::vector<std::string> targets(const conductor::StepRecord& step) override;

 private:
  struct Made {
    OffloadProvider settings;
    std::shared_ptr<Provider> provider;
  };
  std::shared_ptr<Provider> made(const std::string& target, const OffloadProvider& settings,
                                 std::string_view bot_id);

  const conductor::BotRegistry& bots_;
  http::Client& client_;
  MailServices mail_;
  std::mutex mutex_;
  std::map<std::string, Made> made_;  // one entry per target, replaced when its settings change
};

}  // namespace sb::offload
