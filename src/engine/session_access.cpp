#include <algorithm>

#include "base/utf8.h"
#include "engine/turn_run.h"
#include "model/interpolate.h"
#include "model/merge.h"
#include "model/path.h"

// How a turn reads and writes the session document (spec 01 §4).

namespace sb::engine {
namespace {

struct LanguageLocale {
  std::string_view language, locale;
};
// Spec 01 §4, `internal.locale`; every other language xx gives xx-xx.
constexpr LanguageLocale default_locales[] = {
    {"en", "en-us"}, {"pt", "pt-br"}, {"zh", "zh-cn"}, {"ja", "ja-jp"}};

constexpr std::string_view paused_path = "internal.isPaused";

constexpr std::string_view no_root_copy[] = {"language", "locale", "preferredLanguage"};

}  // namespace

std::string locale_of_language(std::string_view language) {
  for (const auto& known : default_locales) {
    if (known.language == language) return std::string(known.locale);
  }
  return std::string(language) + '-' + std::string(language);
}

std::string wished_language(const JsonObject& user) {
  for (const auto key : {"preferredLanguage", "language", "locale"}) {
    const auto wanted = string_member(user, key);
    if (wanted.size() >= 2) return lower_ascii(wanted);
  }
  return {};
}

std::string understanding_language(const BotIndex& bot, const Conversation& conversation,
                                   const UserSaid& said) {
  const std::string variable(string_member(said.session_data, "preferredLanguage"));
  if (bot.bot().has_language(variable)) return variable;
  const std::string code = wished_language(said.user).substr(0, 2);
  if (bot.bot().has_language(code)) return code;
  const JsonObject* own = object_member(conversation.session, "internal");
  return own ? std::string(string_member(*own, "preferredLanguage")) : bot.bot().primary_language;
}

// `at`, not `[]`: Boost.JSON's operator[] may move the whole object even for a key that is there, and with it
// every view into the session that somebody still holds.
JsonObject& TurnRun::internal() {
  return c_.session.at("internal").as_object();
}

std::string_view TurnRun::language() {
  return string_member(internal(), "preferredLanguage");
}

// Lists the changes for builders and queues the events that watch them (spec 07 §5). A paused bot does
// nothing, so that only the pause itself sets events off then (06 §6).
void TurnRun::noticed_changes() {
  if (changes_.empty()) return;
  Turn& turn = *c_.turn;
  Json& events = c_.session["events"];
  if (!events.is_object()) events = JsonObject{};
  Json& listed = events.as_object()["variablesChanged"];
  if (!listed.is_array()) listed = JsonArray{};
  for (const auto& change : changes_) listed.as_array().push_back(change_json(change));
  for (const auto& event : bot_.bot().events) {
    if (event.type != "variablesChanged") continue;
    const bool fires = std::any_of(changes_.begin(), changes_.end(), [&](const Change& change) {
      if (c_.paused && change.path != paused_path) return false;
      return std::any_of(event.variables.begin(), event.variables.end(),
                         [&](const std::string& watched) { return watches(watched, change); });
    });
    const bool fired =
        std::find(turn.fired_events.begin(), turn.fired_events.end(), event.name) != turn.fired_events.end();
    if (!fires || fired) continue;
    turn.fired_events.push_back(event.name);
    turn.queued_events.push_back(event.name);
  }
  const bool language_written = std::any_of(changes_.begin(), changes_.end(), [](const Change& change) {
    return change.path == "preferredLanguage";
  });
  changes_.clear();
  if (language_written) follow_language_variable();
}

// Writing the variable `preferredLanguage` switches the language from the next message on (spec 07 §8).
void TurnRun::follow_language_variable() {
  const std::string wanted(string_member(c_.session, "preferredLanguage"));
  if (!wanted.empty() && bot_.bot().has_language(wanted) && wanted != language()) set_language(wanted);
}

void TurnRun::set_language(std::string_view language) {
  const std::string code(language);
  internal()["preferredLanguage"] = code;
  if (string_member(internal(), "locale").substr(0, 2) != code) set_locale(locale_of_language(code));
}

void TurnRun::set_locale(std::string_view locale) {
  const std::string text(locale);
  internal()["locale"] = text;
  c_.session["locale"] = text;
}

void TurnRun::set_paused(bool paused, std::optional<UtcMs> until) {
  if (!paused) until.reset();
  const bool changed = c_.paused != paused;
  if (!changed && c_.paused_until == until) return;
  if (changed && paused) noticed_changes();
  c_.paused = paused;
  c_.paused_until = until;
  internal()["isPaused"] = paused;
  effects_.push_back(PauseChanged{paused, until});
  if (!changed) return;
  if (c_.offload) {
    const auto from = paused ? HandoverState::opened : HandoverState::active;
    const auto to = after(from, paused ? HandoverMove::taken : HandoverMove::released);
    effects_.push_back(HandoverMoved{c_.offload->id, c_.offload->provider_id, from, to.value_or(from), ""});
  }
  changes_.push_back({std::string(paused_path), ChangeType::changed});
  if (paused) c_.turn->queued_events.clear();
}

// What the roots hold that follow `internal` (spec 01 §4): clearing the variables leaves them alone.
JsonObject TurnRun::mirrored_roots() {
  return {{"locale", string_member(internal(), "locale")}};
}

// Names go where pages and tutorials look for them: internal.user and the legacy roots (spec 01 §4).
void TurnRun::merge_user(const JsonObject& user) {
  if (user.empty()) return;
  Json& known = internal()["user"];
  if (!known.is_object()) known = JsonObject{};
  for (const auto& member : user) {
    const auto key = view(member.key());
    if (std::find(std::begin(no_root_copy), std::end(no_root_copy), key) == std::end(no_root_copy)) {
      known.as_object()[member.key()] = member.value();
    }
  }
  const std::string first(string_member(known.as_object(), "firstName"));
  const std::string last(string_member(known.as_object(), "lastName"));
  known.as_object()["fullName"] = first + (first.empty() || last.empty() ? "" : " ") + last;
  if (!string_member(user, "firstName").empty()) c_.session["firstname"] = first;
  if (!string_member(user, "lastName").empty()) c_.session["lastname"] = last;
  const std::string wanted = wished_language(user);
  const std::string code = wanted.substr(0, 2);
  if (code.size() != 2 || !bot_.bot().has_language(code)) return;
  if (code != language()) set_language(code);
  if (wanted.size() == 5) set_locale(wanted);
}

// On the web a user without a name is called Guest (spec 01 §4); the legacy root copies stay unset.
void TurnRun::name_guest(std::string_view channel_type) {
  JsonObject& user = internal()["user"].as_object();
  if (channel_type != "web" || !string_member(user, "firstName").empty()) return;
  user["firstName"] = "Guest";
  if (string_member(user, "fullName").empty()) user["fullName"] = "Guest";
}

// Data of the caller is merged at the root; that of a webhook is mirrored under `session`, where the widget
// puts what its page hands over (spec 01 §4, 04 §2.2).
void TurnRun::merge_session_data(const JsonObject& data, std::string_view channel_type) {
  if (data.empty()) return;
  SessionWriter writer(c_.session, changes_);
  JsonObject own = data;
  erase_member(own, "internal");
  if (own.size() != data.size()) note("warning", "sessionData may not write to 'internal'");
  Ok written = writer.merge("", Json(own));
  erase_member(own, "session");
  if (!written.has_error() && channel_type == "webHook" && !own.empty())
    written = writer.merge("session", Json(std::move(own)));
  if (written.has_error()) report({"engine", "sessionData: " + written.error().message});
}

Ok TurnRun::assign(std::string_view path, Json value) {
  SessionWriter writer(c_.session, changes_);
  SB_TRYV(writer.assign(path, std::move(value)));
  warn_dropped(writer);
  return {};
}

Ok TurnRun::assign_all(const std::vector<Assignment>& assignments) {
  for (const auto& assignment : assignments) {
    Json value = assignment.type == Assignment::Type::dialog
                     ? Json(assignment.value)
                     : interpolate_typed(assignment.value, c_.session);
    SB_TRYV(assign(unwrap_variable(assignment.variable), std::move(value)));
  }
  return {};
}

void TurnRun::warn_dropped(const SessionWriter& writer) {
  for (const auto& path : writer.dropped())
    note("warning", "'" + path + "' is read-only, the write was dropped");
}

}  // namespace sb::engine
