#include <algorithm>
#include <set>

#include "conductor/bot_registry.h"
#include "model/bot_check.h"
#include "model/bot_json.h"

// How DRAFT becomes LIVE and how both go back (spec 09 §1).

namespace sb::conductor {
namespace {

std::set<std::string> intent_names(const Bot& bot) {
  std::set<std::string> names;
  for (const auto& intent : bot.nlp.intents) names.insert(intent.name);
  return names;
}

// LIVE keeps what belongs to it: defaults of variables, offload providers, retention.
void keep_own(Bot& bot, const Bot& live) {
  for (auto& variable : bot.variables) {
    const auto own = std::find_if(live.variables.begin(), live.variables.end(),
                                  [&](const Variable& other) { return other.name == variable.name; });
    if (own != live.variables.end() && own->default_value) variable.default_value = own->default_value;
  }
  bot.offload_providers = live.offload_providers;
  bot.settings.retention_conversations_days = live.settings.retention_conversations_days;
  bot.settings.retention_sessions_days = live.settings.retention_sessions_days;
  bot.settings.retention_errors_days = live.settings.retention_errors_days;
  bot.settings.retention_expressions_days = live.settings.retention_expressions_days;
  bot.settings.retention_journal_days = live.settings.retention_journal_days;
}

Result<Bot> with_nlp_of(const Bot& live, const Bot& draft) {
  if (live.nlp == draft.nlp)
    return Error{ErrorCode::conflict, "the NLP data has not changed since the last publish"};
  const auto now = intent_names(draft);
  for (const auto& name : intent_names(live)) {
    if (!now.contains(name)) {
      return Error{ErrorCode::conflict, "the intent '" + name + "' was removed: publish the whole bot"};
    }
  }
  Bot bot = live;
  bot.nlp = draft.nlp;
  return bot;
}

// The dialogs of these flows as DRAFT has them, everything else as LIVE has it; what is new outside of the
// flows (variables, intents, entities) comes along.
Result<Bot> with_flows_of(const Bot& live, const Bot& draft, const std::vector<std::string>& flows) {
  const auto chosen = [&](const std::string& flow) {
    return std::find(flows.begin(), flows.end(), flow) != flows.end();
  };
  for (const auto& flow : flows) {
    const auto same = [&](const Flow& candidate) { return candidate.id == flow; };
    if (std::none_of(draft.flows.begin(), draft.flows.end(), same))
      return Error{ErrorCode::not_found, "there is no flow '" + flow + "'"};
  }
  Bot bot = live;
  std::erase_if(bot.dialogs, [&](const Dialog& dialog) { return chosen(dialog.flow_id); });
  for (const auto& dialog : draft.dialogs) {
    if (!chosen(dialog.flow_id)) continue;
    std::erase_if(bot.dialogs, [&](const Dialog& other) { return other.id == dialog.id; });
    bot.dialogs.push_back(dialog);
  }
  const auto add_new = [](auto& to, const auto& from, auto name) {
    for (const auto& item : from) {
      const bool there =
          std::any_of(to.begin(), to.end(), [&](const auto& other) { return name(other) == name(item); });
      if (!there) to.push_back(item);
    }
  };
  const auto by_name = [](const auto& item) { return item.name; };
  add_new(bot.flows, draft.flows, [](const Flow& flow) { return flow.id; });
  add_new(bot.variables, draft.variables, by_name);
  add_new(bot.nlp.intents, draft.nlp.intents, by_name);
  add_new(bot.nlp.entities, draft.nlp.entities, by_name);
  return bot;
}

Ok without_faults(const Bot& bot) {
  std::string faults;
  for (const auto& finding : check_bot(bot)) {
    if (finding.severity != Severity::error) continue;
    if (!faults.empty()) faults += "; ";
    faults += finding.pointer + ": " + finding.message;
  }
  if (faults.empty()) return {};
  return Error{ErrorCode::invalid_input, "the bot has faults: " + faults};
}

}  // namespace

Result<std::int64_t> BotRegistry::go_live(const Bot& bot, store::PublicationRow publication) {
  SB_TRY(auto runnable, make_runnable(bot, find(bot.id, Version::live)));
  SB_TRY(publication.number, next_publication(bot.id));
  publication.bot_id = bot.id;
  publication.hash = runnable->index->content_hash();
  const std::string document = to_json_text(bot_to_json(bot, DocumentKind::full));
  const std::int64_t number = publication.number;
  store::Transaction transaction;
  transaction.emplace_back(store::PutBotContent{{publication.hash, document}});
  transaction.emplace_back(
      store::PutBotVersion{{bot.id, Version::live, publication.hash, bot.name, publication.at, document}});
  transaction.emplace_back(store::AddPublication{std::move(publication)});
  SB_TRYV(store_.submit_and_wait(std::move(transaction)));
  remember(bot.id, Version::live, std::move(runnable), std::make_shared<const Bot>(bot));
  return number;
}

Result<std::int64_t> BotRegistry::publish(std::string_view bot_id, const Publishing& what) {
  std::lock_guard lock(editing_);
  const auto draft = source(bot_id, Version::draft), live = source(bot_id, Version::live);
  if (!draft) return Error{ErrorCode::not_found, "there is no bot '" + std::string(bot_id) + "' to publish"};
  const bool in_part = what.nlp_only || !what.flows.empty();
  if (in_part && !live)
    return Error{ErrorCode::conflict, "there is no LIVE version yet: publish the whole bot"};
  // A training that has begun is not enough: LIVE would understand less than DRAFT was tried with.
  const auto untrained = find(bot_id, Version::draft)->untrained;
  if (what.flows.empty() && !untrained.empty())
    return Error{ErrorCode::conflict, "train '" + untrained.front() + "' first: its NLP data has changed"};
  Bot bot = *draft;
  if (what.nlp_only) {
    SB_TRY(bot, with_nlp_of(*live, *draft));
  } else if (in_part) {
    SB_TRY(bot, with_flows_of(*live, *draft, what.flows));
  } else if (live) {
    keep_own(bot, *live);
  }
  SB_TRYV(without_faults(bot));
  store::PublicationRow publication;
  publication.author = what.author;
  publication.notes = what.notes;
  publication.at = what.now;
  publication.kind = what.nlp_only ? "nlp" : in_part ? "flows" : "publish";
  return go_live(bot, std::move(publication));
}

// What a version held, with the name and the channels the bot has now: those belong to no version.
Result<Bot> BotRegistry::content_of(std::string_view bot_id, std::int64_t number, const Bot& now) {
  SB_TRY(auto known, store_.publications(bot_id));
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const auto& row) { return row.number == number; });
  if (found == known.end())
    return Error{ErrorCode::not_found, "there is no version " + std::to_string(number)};
  SB_TRY(auto content, store_.find_bot_content(found->hash));
  if (!content)
    return Error{ErrorCode::not_found, "version " + std::to_string(number) + " is no longer kept"};
  SB_TRY(auto document, parse_json(content->document));
  Diagnostics diagnostics;
  SB_TRY(auto bot, parse_bot(document, diagnostics));
  bot.id = now.id;
  bot.name = now.name;
  bot.channels = now.channels;
  return bot;
}

Result<std::int64_t> BotRegistry::restore(std::string_view bot_id, std::int64_t number, Version to,
                                          std::string author, UtcMs now) {
  std::lock_guard lock(editing_);
  const auto current = source(bot_id, to);
  if (!current) return Error{ErrorCode::not_found, "there is no such bot or version"};
  SB_TRY(const auto bot, content_of(bot_id, number, *current));
  store::PublicationRow row;
  row.author = std::move(author);
  row.at = now;
  row.notes = "version " + std::to_string(number);
  if (to == Version::live) {
    row.kind = "restore";
    return go_live(bot, std::move(row));
  }
  row.bot_id = std::string(bot_id);
  row.kind = "snapshot";
  row.notes = "DRAFT before " + row.notes + " was restored";
  row.hash = find(bot_id, Version::draft)->index->content_hash();
  SB_TRY(row.number, next_publication(bot_id));
  const std::int64_t kept_as = row.number;
  SB_TRYV(store_.submit_and_wait({store::AddPublication{std::move(row)}}));
  SB_TRYV(put(bot, Version::draft));
  return kept_as;
}

Ok BotRegistry::remove(const std::string& bot_id) {
  std::lock_guard lock(editing_);
  if (!default_version(bot_id)) return Error{ErrorCode::not_found, "there is no bot '" + bot_id + "'"};
  SB_TRYV(store_.submit_and_wait({store::RemoveBot{bot_id}}));
  std::lock_guard also(mutex_);
  for (const Version version : {Version::draft, Version::live}) {
    current_.erase({bot_id, version});
    sources_.erase({bot_id, version});
  }
  return {};
}

std::shared_ptr<const Bot> BotRegistry::source(std::string_view bot_id, Version version) const {
  std::lock_guard lock(mutex_);
  const auto found = sources_.find(std::pair{std::string(bot_id), version});
  return found == sources_.end() ? nullptr : found->second;
}

Result<std::shared_ptr<const Bot>> BotRegistry::edit(const std::string& bot_id, Version version,
                                                     const std::function<Ok(Bot&)>& change) {
  std::lock_guard lock(editing_);
  const auto before = source(bot_id, version);
  if (!before) return Error{ErrorCode::not_found, "there is no such bot or version"};
  Bot bot = *before;
  SB_TRYV(change(bot));
  SB_TRYV(put(bot, version));
  return source(bot_id, version);
}

}  // namespace sb::conductor
