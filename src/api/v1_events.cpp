#include <charconv>

#include "api/history.h"
#include "api/shapes.h"

// The stream of analytics events (spec 09 §6), made from the facts of the store.

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;

// Where a page begins: a place among the facts, and how many events of the next one were told already.
struct Place {
  store::FactPlace fact;
  std::size_t told = 0;
};

// "<ms>.<position>.<events told>"
std::optional<Place> parse_place(std::string_view text) {
  Place place;
  std::uint64_t told = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto number = [&](auto& value, bool last) {
    const auto [next, failure] = std::from_chars(at, end, value);
    if (failure != std::errc()) return false;
    at = next;
    if (last) return at == end;
    return at != end && *at++ == '.';
  };
  if (!number(place.fact.at.value, false) || !number(place.fact.position, false) || !number(told, true))
    return std::nullopt;
  place.told = told;
  return place;
}

// An ISO time, or seconds or milliseconds since 1970.
std::optional<UtcMs> parse_moment(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) return parse_iso(text);
  constexpr std::int64_t seconds_max = 100'000'000'000;
  return UtcMs{number > seconds_max ? number : number * 1000};
}

class Teller {
 public:
  explicit Teller(const BotIndex& bot) : bot_(bot) {}

  JsonArray tell(const store::FactRow& fact) {
    out_.clear();
    fact_ = &fact;
    if (fact.started) add("conversation_started", {});
    if (fact.said == "postback") add("button_clicked", {});
    if (!fact.said.empty()) add("user_message", {{"type", fact.said}});
    using Outcome = store::FactRow::Outcome;
    if (fact.outcome == Outcome::understood)
      add("intent_recognized", {{"intent", fact.intent}, {"score", fact.score}});
    if (fact.outcome == Outcome::not_understood) add("not_understood", {});
    if (const Json names = stored_json(fact.dialogs); names.is_array()) {
      for (const Json& name : names.get_array()) {
        if (name.is_string()) add("dialog_triggered", dialog_attributes(view(name.get_string())));
      }
    }
    for (int i = 0; i < fact.messages; ++i) add("bot_message", {});
    for (int i = 0; i < fact.errors; ++i) add("error", {});
    if (fact.handed_over) add("offloaded", {});
    return std::move(out_);
  }

 private:
  JsonObject dialog_attributes(std::string_view name) const {
    JsonObject attributes{{"dialog", name}};
    const Dialog* dialog = bot_.dialog_by_reference(name);
    for (const auto& flow : bot_.bot().flows) {
      if (dialog && flow.id == dialog->flow_id) attributes["flow"] = flow.name;
    }
    return attributes;
  }
  void add(std::string_view event, JsonObject attributes) {
    out_.push_back(JsonObject{{"id", std::to_string(fact_->position) + "-" + std::to_string(out_.size())},
                              {"conversation_id", std::to_string(fact_->conversation)},
                              {"user_id", fact_->session_id},
                              {"event", event},
                              {"timestamp", iso_text(fact_->at)},
                              {"attributes", std::move(attributes)}});
  }

  const BotIndex& bot_;
  const store::FactRow* fact_ = nullptr;
  JsonArray out_;
};

void stream(const Deps& deps, const CallPtr& call) {
  Problems problems;
  Place place;
  UtcMs until = call->now() + 1;
  const auto moment = [&](std::string_view name, UtcMs& into) {
    if (!call->given(name)) return;
    const auto read = parse_moment(call->text(name));
    if (read) {
      into = *read;
    } else {
      problems.add("query." + std::string(name), "this must be a time: ISO 8601, or seconds since 1970");
    }
  };
  moment("start_time", place.fact.at);
  moment("end_time", until);
  if (call->given("page_token")) {
    if (const auto read = parse_place(call->text("page_token"))) {
      place = *read;
    } else {
      problems.add("query.page_token", "this is no token of ours");
    }
  }
  if (!problems.empty()) return call->answer(problems.response());
  const auto size = static_cast<std::size_t>(call->number("page_size", 100));
  const auto facts =
      deps.store.facts(call->bot_id(), call->version(), place.fact, until, static_cast<int>(size) + 1);
  if (facts.has_error()) return call->fail(facts.error());
  Teller teller(*call->bot()->index);
  JsonArray events;
  std::string next;
  for (const auto& fact : *facts) {
    const JsonArray told = teller.tell(fact);
    for (; place.told < told.size() && events.size() < size; ++place.told) events.push_back(told[place.told]);
    if (place.told < told.size() || (events.size() == size && &fact != &facts->back())) {
      const bool within = place.told < told.size();
      const auto position = within ? place.fact.position : fact.position;
      const auto at = within ? place.fact.at : fact.at;
      next = std::to_string(at.value) + "." + std::to_string(position) + "." +
             std::to_string(within ? place.told : 0);
      break;
    }
    place = {{fact.at, fact.position}, 0};
  }
  JsonObject out{{"events", std::move(events)}};
  if (!next.empty()) out["next_page_token"] = next;
  call->answer(200, out);
}

}  // namespace

Endpoints v1_event_endpoints(const Deps& deps) {
  Endpoint out{"GET", "/v1/bots/{botId}/events/stream", "getEventStream",
               "What happened in conversations, the oldest first, for analytics."};
  out.right = store::Right::read_history;
  Param size{"page_size", "How many events at most; 100 when not given.", Param::Type::integer};
  size.min = 1;
  size.max = 100;
  out.params = {version_param(),
                text_param("start_time", "From this time on: ISO 8601, or seconds since 1970."),
                text_param("end_time", "Before this time."), size,
                text_param("page_token", "The `next_page_token` of the page before.")};
  const auto event =
      object({must("id", text()), must("conversation_id", text()), must("user_id", text()),
              must("event", text()), must("timestamp", text()), must("attributes", any_object())});
  out.answers = {{200, "A page; without next_page_token the last one.",
                  object({must("events", list(event)), may("next_page_token", text())})}};
  out.handle = [deps](const CallPtr& call) { stream(deps, call); };
  return {std::move(out)};
}

}  // namespace sb::api
