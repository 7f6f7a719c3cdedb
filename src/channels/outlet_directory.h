#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "conductor/bot_registry.h"
#include "conductor/outlet.h"
#include "http/client.h"

namespace sb::channels {

// The outlets of all configured channels; made when first needed, replaced when a channel's configuration
// changes. Threading: any thread.
class ChannelOutlets final : public conductor::OutletDirectory {
 public:
  ChannelOutlets(const conductor::BotRegistry& bots, http::Client& client) : bots_(bots), client_(client) {}

  // Looks at the channels again: after a bot was loaded or saved.
  void refresh();
  // An outlet that is not a channel of a bot: the terminal of `chat`.
  void add(std::string target, std::shared_ptr<conductor::Outlet> outlet);

  std::shared_ptr<conductor::Outlet> find(const std::string& target) override;
  std::vector<std::string> targets(const conductor::StepRecord& step) override;

 private:
  const conductor::BotRegistry& bots_;
  http::Client& client_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<conductor::Outlet>> channels_, others_;
};

}  // namespace sb::channels
