#include "offload/directory.h"

#include <algorithm>

#include "offload/webhook_provider.h"

namespace sb::offload {
namespace {

constexpr std::string_view target_prefix = "offload/";

std::string target_of(std::string_view bot_id, Version version, std::string_view provider_id) {
  std::string out(target_prefix);
  out += bot_id;
  out += '/';
  out += version_name(version);
  out += '/';
  out += provider_id;
  return out;
}

struct TargetParts {
  std::string bot_id, provider_id;
  Version version = Version::draft;
};

std::optional<TargetParts> parse_target(std::string_view target) {
  if (!target.starts_with(target_prefix)) return std::nullopt;
  target.remove_prefix(target_prefix.size());
  const auto first = target.find('/');
  const auto second = first == std::string_view::npos ? first : target.find('/', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto version = parse_version(target.substr(first + 1, second - first - 1));
  if (!version) return std::nullopt;
  return TargetParts{std::string(target.substr(0, first)), std::string(target.substr(second + 1)), *version};
}

bool switched_on(const Bot& bot, const OffloadProvider& provider) {
  return bot.settings.offloading_enabled && provider.enabled;
}

}  // namespace

std::shared_ptr<Provider> ProviderDirectory::make(const OffloadProvider& settings,
                                                  std::string_view bot_id) const {
  if (settings.type == "mail") return std::make_shared<MailProvider>(mail_settings(settings.config), mail_);
  if (settings.type != "webhook") return nullptr;
  std::string isolation = "offload/" + std::string(bot_id) + '/' + settings.id;
  return std::make_shared<WebhookProvider>(webhook_settings(settings.config), std::move(isolation), client_);
}

std::shared_ptr<Provider> ProviderDirectory::made(const std::string& target, const OffloadProvider& settings,
                                                  std::string_view bot_id) {
  std::lock_guard lock(mutex_);
  Made& known = made_[target];
  if (!known.provider || !(known.settings == settings)) known = {settings, make(settings, bot_id)};
  return known.provider;
}

std::optional<ProviderDirectory::Found> ProviderDirectory::provider(
    std::string_view bot_id, Version version, const std::optional<std::string>& provider_id) {
  const auto bot = bots_.find(bot_id, version);
  if (!bot) return std::nullopt;
  const auto& all = bot->index->bot().offload_providers;
  const OffloadProvider* settings = provider_id   ? bot->index->offload_provider(*provider_id)
                                    : all.empty() ? nullptr
                                                  : &all.front();
  if (!settings) return std::nullopt;
  auto built = made(target_of(bot_id, version, settings->id), *settings, bot_id);
  if (!built) return std::nullopt;
  return Found{*settings, switched_on(bot->index->bot(), *settings), std::move(built)};
}

std::vector<ProviderDirectory::Found> ProviderDirectory::all(std::string_view bot_id, Version version) {
  std::vector<Found> out;
  const auto bot = bots_.find(bot_id, version);
  if (!bot) return out;
  for (const auto& settings : bot->index->bot().offload_providers) {
    if (auto found = provider(bot_id, version, settings.id)) out.push_back(std::move(*found));
  }
  return out;
}

std::shared_ptr<conductor::Outlet> ProviderDirectory::find(const std::string& target) {
  const auto parts = parse_target(target);
  if (!parts) return nullptr;
  auto found = provider(parts->bot_id, parts->version, parts->provider_id);
  if (!found || !found->provider->configured()) return nullptr;
  return std::move(found->provider);
}

std::vector<std::string> ProviderDirectory::targets(const conductor::StepRecord& step) {
  const Bot& bot = step.bot.index->bot();
  if (bot.offload_providers.empty()) return {};
  const auto& held = step.conversation.offload;
  std::vector<std::string> out;
  for (const auto& settings : bot.offload_providers) {
    const bool holds_it = held && held->provider_id == settings.id;
    if (!holds_it && !switched_on(bot, settings)) continue;
    std::string target = target_of(step.key.bot_id, step.key.version, settings.id);
    const auto provider = made(target, settings, step.key.bot_id);
    if (!provider || !provider->configured()) continue;
    if (holds_it || provider->follows_all_conversations()) out.push_back(std::move(target));
  }
  return out;
}

}  // namespace sb::offload
