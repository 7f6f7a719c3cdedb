#include "channels/outlet_directory.h"

#include "channels/webhook_outlet.h"

namespace sb::channels {

void ChannelOutlets::refresh() {
  std::map<std::string, std::shared_ptr<conductor::Outlet>> fresh;
  for (const auto& binding : bots_.channels()) {
    const Channel& channel = binding.channel;
    if (!channel.enabled || channel.type != "webHook") continue;
    fresh[channel.id] =
        std::make_shared<WebhookOutlet>(binding.bot_id, channel.id, webhook_config(channel.config), client_);
  }
  std::lock_guard lock(mutex_);
  channels_ = std::move(fresh);
}

void ChannelOutlets::add(std::string target, std::shared_ptr<conductor::Outlet> outlet) {
  std::lock_guard lock(mutex_);
  others_[std::move(target)] = std::move(outlet);
}

std::shared_ptr<conductor::Outlet> ChannelOutlets::find(const std::string& target) {
  std::lock_guard lock(mutex_);
  if (const auto found = channels_.find(target); found != channels_.end()) return found->second;
  const auto other = others_.find(target);
  return other == others_.end() ? nullptr : other->second;
}

std::vector<std::string> ChannelOutlets::targets(const conductor::StepRecord& step) {
  if (step.session.channel_id.empty()) return {};
  return {step.session.channel_id};
}

}  // namespace sb::channels
