#include <algorithm>
#include <map>
#include <set>

#include "api/history.h"
#include "api/shapes.h"

// The dashboard (spec 09 §5): counted from the facts and conversations of a range of time.

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;

constexpr int rows_per_read = 5'000;
constexpr std::int64_t ms_per_day = 86'400'000, ms_per_minute = 60'000;
constexpr std::int64_t range_days_max = 400, range_days = 30;
constexpr std::size_t intents_listed = 10, dialogs_listed = 50;

using Counts = std::map<std::string, std::int64_t>;

// The most frequent value; the smallest of those that are equally frequent.
std::int64_t mode_of(const std::map<std::int64_t, std::int64_t>& values) {
  std::int64_t best = 0, times = 0;
  for (const auto& [value, count] : values) {
    if (count > times) best = value, times = count;
  }
  return best;
}

double share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

JsonArray ranked(const Counts& counts, std::string_view name, std::string_view number, std::size_t most) {
  std::vector<std::pair<std::string, std::int64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (sorted.size() > most) sorted.resize(most);
  JsonArray out;
  for (const auto& [key, count] : sorted) {
    JsonObject entry;
    entry[name] = key;
    entry[number] = count;
    out.push_back(std::move(entry));
  }
  return out;
}

JsonObject counts_json(const Counts& counts) {
  JsonObject out;
  for (const auto& [key, count] : counts) out[key] = count;
  return out;
}

class Dashboard {
 public:
  Dashboard(std::string channel, std::string language, std::int64_t offset_minutes)
      : channel_(std::move(channel)),
        language_(std::move(language)),
        offset_ms_(offset_minutes * ms_per_minute) {}

  void add(const store::FactRow& fact) {
    const bool wanted = (channel_.empty() || fact.channel_type == channel_) &&
                        (language_.empty() || fact.language == language_);
    if (!wanted || fact.session_id.empty()) return;
    if (!fact.said.empty() && fact.said != "intro") user_message(fact);
    if (fact.handed_over) handed_over_.insert(fact.conversation);
    const Json names = stored_json(fact.dialogs);
    if (names.is_array()) dialogs(fact.conversation, names.get_array());
  }

  void add(const store::ListedConversation& listed, UtcMs from) {
    const auto& c = listed.conversation;
    ++conversations_;
    ++by_channel_[c.channel_type];
    ++by_language_[c.language];
    ++messages_[listed.messages];
    ++minutes_[(c.last_message_at - c.started_at + ms_per_minute / 2) / ms_per_minute];
    if (!c.has_user_message) return;
    users_.insert(c.session_id);
    if (listed.first_seen_at < from) returning_.insert(c.session_id);
  }

  JsonObject json() const {
    JsonArray hours;
    for (const auto count : per_hour_) hours.push_back(count);
    const auto users = static_cast<std::int64_t>(users_.size()),
               returning = static_cast<std::int64_t>(returning_.size());
    const auto handed = static_cast<std::int64_t>(handed_over_.size());
    return {{"conversations", conversations_},
            {"users", users},
            {"newUsers", users - returning},
            {"returningUsers", returning},
            {"userMessages", JsonObject{{"total", said_},
                                        {"understood", understood_},
                                        {"notUnderstood", not_understood_},
                                        {"buttonClicks", clicks_}}},
            {"byLanguage", counts_json(by_language_)},
            {"byChannel", counts_json(by_channel_)},
            {"handovers", handed},
            {"handoverShare", share(handed, conversations_)},
            {"messagesPerConversation", mode_of(messages_)},
            {"durationMinutes", mode_of(minutes_)},
            {"intentCalls", understood_},
            {"triggeredIntents", static_cast<std::int64_t>(intents_.size())},
            {"intentsPerConversation", share(understood_, conversations_)},
            {"topIntents", ranked(intents_, "intent", "calls", intents_listed)},
            {"messagesPerHour", std::move(hours)},
            {"messagesPerDay", counts_json(per_day_)},
            {"firstDialogs", ranked(first_, "dialog", "conversations", dialogs_listed)},
            {"dialogs", dialogs_json()}};
  }

 private:
  void user_message(const store::FactRow& fact) {
    ++said_;
    using Outcome = store::FactRow::Outcome;
    if (fact.said == "postback") ++clicks_;
    if (fact.outcome == Outcome::understood) ++understood_, ++intents_[fact.intent];
    if (fact.outcome == Outcome::not_understood) ++not_understood_;
    const UtcMs local = fact.at + offset_ms_;
    ++per_hour_[static_cast<std::size_t>(to_civil(local).hour)];
    ++per_day_[iso_text(local).substr(0, 10)];
  }

  // The path of a conversation through its dialogs: where it went on from, and where it ended.
  void dialogs(std::int64_t conversation, const JsonArray& names) {
    for (const Json& item : names) {
      if (!item.is_string()) continue;
      const std::string name(view(item.get_string()));
      const auto [last, first] = last_.try_emplace(conversation, name);
      if (first) {
        ++first_[name];
      } else {
        ++moves_[{last->second, name}];
        last->second = name;
      }
      ++runs_[name];
    }
  }

  JsonArray dialogs_json() const {
    Counts ended;
    for (const auto& [conversation, name] : last_) ++ended[name];
    std::map<std::string, Counts> next;
    for (const auto& [pair, count] : moves_) next[pair.first][pair.second] = count;
    JsonArray out;
    for (const auto& entry : ranked(runs_, "dialog", "runs", dialogs_listed)) {
      JsonObject dialog = entry.get_object();
      const std::string name(string_member(dialog, "dialog"));
      const auto end = ended.find(name);
      dialog["ended"] = end == ended.end() ? 0 : end->second;
      const auto outgoing = next.find(name);
      dialog["next"] =
          ranked(outgoing == next.end() ? Counts() : outgoing->second, "dialog", "times", dialogs_listed);
      out.push_back(std::move(dialog));
    }
    return out;
  }

  std::string channel_, language_;
  std::int64_t offset_ms_;
  std::int64_t conversations_ = 0, said_ = 0, understood_ = 0, not_understood_ = 0, clicks_ = 0;
  std::set<std::string> users_, returning_;
  std::set<std::int64_t> handed_over_;
  Counts by_channel_, by_language_, intents_, per_day_, first_, runs_;
  std::map<std::pair<std::string, std::string>, std::int64_t> moves_;
  std::map<std::int64_t, std::string> last_;
  std::map<std::int64_t, std::int64_t> messages_, minutes_;
  std::array<std::int64_t, 24> per_hour_{};
};

Ok read_facts(const Deps& deps, const Call& call, UtcMs from, UtcMs to, Dashboard& dashboard) {
  for (store::FactPlace place{from, 0};;) {
    SB_TRY(const auto facts, deps.store.facts(call.bot_id(), call.version(), place, to, rows_per_read));
    for (const auto& fact : facts) dashboard.add(fact);
    if (facts.size() < rows_per_read) return {};
    place = {facts.back().at, facts.back().position};
  }
}

Ok read_conversations(const Deps& deps, const Call& call, UtcMs from, UtcMs to, Dashboard& dashboard) {
  store::ConversationFilter filter;
  filter.bot_id = call.bot_id();
  filter.version = call.version();
  filter.from = from;
  filter.to = to;
  filter.channel_type = call.text("channel");
  filter.language = call.text("language");
  for (store::Page page{0, 0, rows_per_read};;) {
    SB_TRY(const auto found, deps.store.list_conversations(filter, page));
    for (const auto& listed : found) dashboard.add(listed, from);
    if (found.size() < rows_per_read) return {};
    page.before = found.back().conversation.row;
  }
}

void show(const Deps& deps, const CallPtr& call) {
  const UtcMs to = call->time("to").value_or(call->now() + 1);
  const UtcMs from = call->time("from").value_or(to + -range_days * ms_per_day);
  if (from >= to || to - from > range_days_max * ms_per_day) {
    Problems problems;
    problems.add("query.from",
                 "this must be before `to`, by at most " + std::to_string(range_days_max) + " days");
    return call->answer(problems.response());
  }
  Dashboard dashboard(call->text("channel"), call->text("language"), call->number("utcOffsetMinutes", 0));
  Ok read = read_facts(deps, *call, from, to, dashboard);
  if (!read.has_error()) read = read_conversations(deps, *call, from, to, dashboard);
  if (read.has_error()) return call->fail(read.error());
  JsonObject out = dashboard.json();
  out["from"] = iso_text(from);
  out["to"] = iso_text(to);
  call->answer(200, out);
}

ShapePtr dashboard_shape() {
  const auto whole = integer(0, INT64_MAX);
  const auto counts = map(whole);
  const auto entry = [&](std::string_view name, std::string_view count) {
    return list(object({must(name, text()), must(count, whole)}));
  };
  const auto dialog = object({must("dialog", text()), must("runs", whole), must("ended", whole),
                              must("next", entry("dialog", "times"))});
  return object({must("from", text()),
                 must("to", text()),
                 must("conversations", whole),
                 must("users", whole),
                 must("newUsers", whole),
                 must("returningUsers", whole),
                 must("userMessages", object({must("total", whole), must("understood", whole),
                                              must("notUnderstood", whole), must("buttonClicks", whole)})),
                 must("byLanguage", counts),
                 must("byChannel", counts),
                 must("handovers", whole),
                 must("handoverShare", number()),
                 must("messagesPerConversation", whole),
                 must("durationMinutes", whole),
                 must("intentCalls", whole),
                 must("triggeredIntents", whole),
                 must("intentsPerConversation", number()),
                 must("topIntents", entry("intent", "calls")),
                 must("messagesPerHour", list(whole)),
                 must("messagesPerDay", counts),
                 must("firstDialogs", entry("dialog", "conversations")),
                 must("dialogs", list(dialog))});
}

}  // namespace

Endpoints manage_analytics_endpoints(const Deps& deps) {
  Endpoint out{
      "GET", "/manage/v1/bots/{botId}/analytics", "showAnalytics",
      "Figures of a range of time, the last 30 days when none is given. Messages per conversation and "
      "duration are the most frequent values.",
      Family::manage};
  out.right = store::Right::read_history;
  Param offset{"utcOffsetMinutes", "For hours and days in another time zone.", Param::Type::integer};
  offset.min = -14 * 60;
  offset.max = 14 * 60;
  out.params = {version_param(),
                time_param("from", "At or after this time."),
                time_param("to", "Before this time."),
                text_param("channel", "The type of the channel."),
                text_param("language", "Two letters."),
                offset};
  out.answers = {{200, "The figures.", dashboard_shape()}};
  out.handle = [deps](const CallPtr& call) { show(deps, call); };
  return {std::move(out)};
}

}  // namespace sb::api
