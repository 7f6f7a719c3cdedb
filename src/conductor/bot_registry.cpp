#include "conductor/bot_registry.h"

#include <algorithm>

#include "base/log.h"
#include "conductor/environment.h"
#include "model/bot_json.h"
#include "nlu/model_files.h"

namespace sb::conductor {
namespace {

Result<Bot> bot_from_document(std::string_view text) {
  SB_TRY(auto document, parse_json(text));
  Diagnostics diagnostics;
  return parse_bot(document, diagnostics);
}

// The model that the language had, if any.
std::shared_ptr<const nlu::LanguageModel> keep_earlier(const RunnableBot& before, const std::string& language,
                                                       nlu::TaughtData& taught) {
  const auto model = before.models.find(language);
  if (model == before.models.end()) return nullptr;
  const auto earlier = before.taught.find(language);
  taught[language] = earlier != before.taught.end()
                         ? earlier->second
                         : std::shared_ptr<const NlpData>(before.index, &before.index->bot().nlp);
  return model->second;
}

}  // namespace

BotRegistry::BotRegistry(store::Store& store, std::string model_directory)
    : store_(store), models_(std::make_unique<nlu::ModelFiles>(std::move(model_directory))) {}
BotRegistry::~BotRegistry() = default;

Result<RunnableBotPtr> BotRegistry::make_runnable(const Bot& bot, const RunnableBotPtr& before) const {
  SB_TRY(Bot filled, with_environment(bot));
  const std::string hash = content_hash(filled);
  return with_models(std::make_shared<const BotIndex>(std::move(filled), hash), before);
}

// Changed training data has no effect until it is trained (spec 08 §1): until then a language keeps the model
// it had, and what that learned from.
RunnableBotPtr BotRegistry::with_models(BotPtr index, const RunnableBotPtr& before) const {
  auto runnable = std::make_shared<RunnableBot>();
  const Bot& bot = index->bot();
  for (const auto& language : nlu::trainable_languages(bot)) {
    auto model = models_->load(nlu::training_hash(bot, language), language);
    if (!model) {
      runnable->untrained.push_back(language);
      if (before) model = keep_earlier(*before, language, runnable->taught);
    }
    if (model) runnable->models[language] = std::move(model);
  }
  runnable->understanding = nlu::make_understanding(bot, runnable->models, runnable->taught);
  for (const auto& name : index->sensitive_variables()) {
    runnable->sensitive_variables.push_back(name);
    // What comes with a message stays under `session` as well, also when the variable is cleared.
    runnable->sensitive_variables.push_back("session." + name);
  }
  runnable->index = std::move(index);
  return runnable;
}

bool BotRegistry::has_model(const std::string& training_hash, const std::string& language) const {
  return models_->load(training_hash, language) != nullptr;
}

Ok BotRegistry::add_model(const std::string& training_hash, std::shared_ptr<const nlu::LanguageModel> model) {
  const std::string language = model->language();
  SB_TRYV(models_->save(training_hash, std::move(model)));
  for (const auto& [id, version] : bots()) {
    const RunnableBotPtr waiting = find(id, version);
    if (!waiting || nlu::training_hash(waiting->index->bot(), language) != training_hash) continue;
    RunnableBotPtr trained = with_models(waiting->index, waiting);
    std::lock_guard lock(mutex_);
    RunnableBotPtr& current = current_[{id, version}];
    if (current != waiting)
      continue;  // changed meanwhile: put() looked for the model itself, or will be trained again
    current = trained;
    by_hash_[trained->index->content_hash()] = trained;
  }
  return {};
}

void BotRegistry::remember(const std::string& bot_id, Version version, RunnableBotPtr bot,
                           std::shared_ptr<const Bot> source) {
  std::lock_guard lock(mutex_);
  sources_[{bot_id, version}] = std::move(source);
  by_hash_[bot->index->content_hash()] = bot;
  current_[{bot_id, version}] = std::move(bot);
}

Ok BotRegistry::load_all() {
  SB_TRY(auto versions, store_.bot_versions());
  for (const auto& version : versions) {
    std::string document = version.document;
    if (document.empty()) {
      SB_TRY(auto content, store_.find_bot_content(version.hash));
      if (!content)
        return Error{ErrorCode::internal, "the content of bot '" + version.bot_id + "' is missing"};
      document = std::move(content->document);
    }
    auto bot = bot_from_document(document);
    auto runnable = bot.has_error() ? Result<RunnableBotPtr>(bot.error()) : make_runnable(*bot, nullptr);
    if (runnable.has_error()) {
      log_error("a stored bot cannot run", {{"botId", version.bot_id}, {"error", runnable.error().message}});
      continue;
    }
    remember(version.bot_id, version.version, std::move(*runnable),
             std::make_shared<const Bot>(std::move(*bot)));
  }
  return {};
}

Result<bool> BotRegistry::put(const Bot& bot, Version version) {
  const RunnableBotPtr before = find(bot.id, version);
  SB_TRY(auto runnable, make_runnable(bot, before));
  const std::string hash = runnable->index->content_hash();
  const bool same = before && before->index->content_hash() == hash;
  if (same && before->index->bot() == runnable->index->bot()) return false;
  store::Transaction transaction;
  const std::string document = to_json_text(bot_to_json(bot, DocumentKind::full));
  transaction.emplace_back(store::PutBotContent{{hash, document}});
  transaction.emplace_back(store::PutBotVersion{{bot.id, version, hash, bot.name, utc_now(), document}});
  SB_TRYV(store_.submit_and_wait(std::move(transaction)));
  remember(bot.id, version, std::move(runnable), std::make_shared<const Bot>(bot));
  return !same;
}

Result<std::int64_t> BotRegistry::publish(std::string_view bot_id, std::string_view author,
                                          std::string_view notes, UtcMs now) {
  const RunnableBotPtr draft = find(bot_id, Version::draft);
  if (!draft) return Error{ErrorCode::not_found, "there is no bot '" + std::string(bot_id) + "' to publish"};
  const std::string id(bot_id);
  const std::string hash = draft->index->content_hash();
  SB_TRY(const auto number, next_publication(bot_id));
  const auto stored = source(bot_id, Version::draft);
  store::Transaction transaction;
  transaction.emplace_back(store::PutBotVersion{{id, Version::live, hash, draft->index->bot().name, now,
                                                 to_json_text(bot_to_json(*stored, DocumentKind::full))}});
  transaction.emplace_back(
      store::AddPublication{{id, number, hash, std::string(author), std::string(notes), now}});
  SB_TRYV(store_.submit_and_wait(std::move(transaction)));
  remember(id, Version::live, draft, stored);
  return number;
}

Result<std::int64_t> BotRegistry::next_publication(std::string_view bot_id) {
  SB_TRY(auto known, store_.publications(bot_id));
  std::int64_t number = 1;
  for (const auto& publication : known) number = std::max(number, publication.number + 1);
  return number;
}

RunnableBotPtr BotRegistry::find(std::string_view bot_id, Version version) const {
  std::lock_guard lock(mutex_);
  const auto found = current_.find(std::pair{std::string(bot_id), version});
  return found == current_.end() ? nullptr : found->second;
}

std::optional<Version> BotRegistry::default_version(std::string_view bot_id) const {
  if (find(bot_id, Version::live)) return Version::live;
  if (find(bot_id, Version::draft)) return Version::draft;
  return std::nullopt;
}

RunnableBotPtr BotRegistry::find_content(const std::string& hash) {
  {
    std::lock_guard lock(mutex_);
    const auto known = by_hash_.find(hash);
    if (known != by_hash_.end()) {
      if (auto bot = known->second.lock()) return bot;
    }
  }
  auto content = store_.find_bot_content(hash);
  if (content.has_error() || !*content) return nullptr;
  auto bot = bot_from_document((*content)->document);
  auto runnable = bot.has_error() ? Result<RunnableBotPtr>(bot.error()) : make_runnable(*bot, nullptr);
  if (runnable.has_error()) return nullptr;
  std::lock_guard lock(mutex_);
  by_hash_[hash] = *runnable;
  return std::move(*runnable);
}

std::vector<ChannelBinding> BotRegistry::channels() const {
  std::lock_guard lock(mutex_);
  std::vector<ChannelBinding> bindings;
  for (const auto& [key, bot] : current_) {
    // Channels belong to the bot, not to a version of its content: the DRAFT holds the current list.
    const bool superseded =
        key.second == Version::live && current_.contains(std::pair{key.first, Version::draft});
    if (superseded) continue;
    for (const auto& channel : bot->index->bot().channels) {
      bindings.push_back({key.first, channel.version, channel});
    }
  }
  return bindings;
}

std::optional<ChannelBinding> BotRegistry::channel(std::string_view channel_id) const {
  std::lock_guard lock(mutex_);
  for (const auto& [key, bot] : current_) {
    if (key.second == Version::live && current_.contains(std::pair{key.first, Version::draft})) continue;
    for (const auto& channel : bot->index->bot().channels) {
      if (channel.id == channel_id) return ChannelBinding{key.first, channel.version, channel};
    }
  }
  return std::nullopt;
}

std::vector<std::pair<std::string, Version>> BotRegistry::bots() const {
  std::lock_guard lock(mutex_);
  std::vector<std::pair<std::string, Version>> out;
  for (const auto& [key, bot] : current_) out.push_back(key);
  return out;
}

}  // namespace sb::conductor
