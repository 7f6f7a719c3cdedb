#include "model/bot.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sb {

Action::Action() = default;
Action::Action(std::string wire_name, Config what) : type(std::move(wire_name)), config(std::move(what)) {}
Action::Action(const Action&) = default;
Action::Action(Action&&) noexcept = default;
Action& Action::operator=(const Action&) = default;
Action& Action::operator=(Action&&) noexcept = default;
Action::~Action() = default;
bool Action::operator==(const Action&) const = default;

Dialog::Dialog() = default;
Dialog::Dialog(const Dialog&) = default;
Dialog::Dialog(Dialog&&) noexcept = default;
Dialog& Dialog::operator=(const Dialog&) = default;
Dialog& Dialog::operator=(Dialog&&) noexcept = default;
Dialog::~Dialog() = default;
bool Dialog::operator==(const Dialog&) const = default;

NlpData::NlpData() = default;
NlpData::NlpData(const NlpData&) = default;
NlpData::NlpData(NlpData&&) noexcept = default;
NlpData& NlpData::operator=(const NlpData&) = default;
NlpData& NlpData::operator=(NlpData&&) noexcept = default;
NlpData::~NlpData() = default;
bool NlpData::operator==(const NlpData&) const = default;

Bot::Bot() = default;
Bot::Bot(const Bot&) = default;
Bot::Bot(Bot&&) noexcept = default;
Bot& Bot::operator=(const Bot&) = default;
Bot& Bot::operator=(Bot&&) noexcept = default;
Bot::~Bot() = default;
bool Bot::operator==(const Bot&) const = default;

namespace {

// The position of `name` in a table of names that follows the order of an enum.
template <std::size_t N>
std::optional<std::size_t> position(const std::array<std::string_view, N>& names, std::string_view name) {
  auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

constexpr std::array<std::string_view, 2> version_names{"DRAFT", "LIVE"};
constexpr std::array<std::string_view, 4> dialog_type_names{"MESSAGE", "GO_TO", "ACTION", "USER_INPUT"};
constexpr std::array<std::string_view, system_dialog_count> system_dialog_names{
    "introduction",       "notUnderstood",    "botDisabled",     "errorOccurred",
    "offloadingDisabled", "offloadingClosed", "offloadingOpened"};
constexpr std::array<std::string_view, 13> match_type_names{
    "any",      "date",  "email",    "phone", "number",       "currency", "hours",
    "location", "image", "language", "url",   "voiceMessage", "entity"};

}  // namespace

std::string_view version_name(Version version) {
  return version_names[static_cast<std::size_t>(version)];
}
std::optional<Version> parse_version(std::string_view name) {
  auto at = position(version_names, name);
  return at ? std::optional(static_cast<Version>(*at)) : std::nullopt;
}

std::string_view dialog_type_name(DialogType type) {
  return dialog_type_names[static_cast<std::size_t>(type)];
}

std::string_view match_type_name(MatchType type) {
  return match_type_names[static_cast<std::size_t>(type)];
}
std::optional<MatchType> parse_match_type(std::string_view name) {
  auto at = position(match_type_names, name);
  return at ? std::optional(static_cast<MatchType>(*at)) : std::nullopt;
}

std::string_view system_dialog_name(SystemDialog kind) {
  return system_dialog_names[static_cast<std::size_t>(kind)];
}
std::optional<SystemDialog> parse_system_dialog(std::string_view name) {
  auto at = position(system_dialog_names, name);
  return at ? std::optional(static_cast<SystemDialog>(*at)) : std::nullopt;
}

bool Bot::has_language(std::string_view language) const {
  return language == primary_language || std::find(secondary_languages.begin(), secondary_languages.end(),
                                                   language) != secondary_languages.end();
}

BotIndex::BotIndex(Bot bot, std::string content_hash)
    : bot_(std::move(bot)), content_hash_(std::move(content_hash)), system_(system_dialog_count, nullptr) {
  // Of two dialogs with one name the older one is found: `emplace` keeps the first.
  for (const auto& dialog : bot_.dialogs) {
    by_id_.emplace(dialog.id, &dialog);
    by_name_.emplace(dialog.name, &dialog);
    if (!dialog.label.empty()) by_label_.emplace(dialog.label, &dialog);
    if (dialog.nlp.intent) by_intent_[*dialog.nlp.intent].push_back(&dialog);
    if (!dialog.system) continue;
    auto& slot = system_[static_cast<std::size_t>(*dialog.system)];
    if (slot == nullptr) slot = &dialog;
  }
  for (const auto& variable : bot_.variables) variables_.emplace(variable.name, &variable);
}

namespace {
template <typename T>
const T* look_up(const std::unordered_map<std::string_view, const T*>& table, std::string_view key) {
  auto found = table.find(key);
  return found == table.end() ? nullptr : found->second;
}
template <typename T>
const T* by_id(const std::vector<T>& items, std::string_view id) {
  auto found = std::find_if(items.begin(), items.end(), [&](const T& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}
}  // namespace

const Dialog* BotIndex::dialog(std::string_view id) const {
  return look_up(by_id_, id);
}

const Dialog* BotIndex::dialog_by_reference(std::string_view reference) const {
  if (const auto* dialog = look_up(by_id_, reference)) return dialog;
  if (const auto* dialog = look_up(by_name_, reference)) return dialog;
  return look_up(by_label_, reference);
}

const Dialog* BotIndex::system_dialog(SystemDialog kind) const {
  return system_[static_cast<std::size_t>(kind)];
}

const std::vector<const Dialog*>& BotIndex::dialogs_of_intent(std::string_view intent) const {
  static const std::vector<const Dialog*> none;
  auto found = by_intent_.find(intent);
  return found == by_intent_.end() ? none : found->second;
}

const Variable* BotIndex::variable(std::string_view name) const {
  return look_up(variables_, name);
}
const ApiSetting* BotIndex::api_setting(std::string_view id) const {
  return by_id(bot_.api_settings, id);
}
const OffloadProvider* BotIndex::offload_provider(std::string_view id) const {
  return by_id(bot_.offload_providers, id);
}

std::vector<std::string> BotIndex::sensitive_variables() const {
  std::vector<std::string> names;
  for (const auto& variable : bot_.variables)
    if (variable.sensitive) names.push_back(variable.name);
  return names;
}

}  // namespace sb
