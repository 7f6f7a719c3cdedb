#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "api/history.h"
#include "api/manage.h"
#include "api/shapes.h"
#include "base/utf8.h"
#include "model/bot_json.h"
#include "model/mention.h"
#include "nlu/system_entities.h"

// Texts of users that the bot did not understand, or not well: their authors look at them and decide (spec 08
// §5). Nobody's name is with them.

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;
using store::ReviewRow;
using store::Right;

constexpr std::size_t expression_code_points_max = 1'000;  // longer texts are not understood (spec 08 §2)

std::string_view reason_name(ReviewRow::Reason reason) {
  return reason == ReviewRow::Reason::not_understood ? "notUnderstood" : "lowScore";
}

constexpr std::string_view state_names[] = {"open", "accepted", "outOfScope", "ignored"};

JsonObject review_json(const ReviewRow& row) {
  return {{"id", std::to_string(row.position)},
          {"text", row.text},
          {"language", row.language},
          {"reason", reason_name(row.reason)},
          {"intent", row.intent.empty() ? Json() : Json(row.intent)},
          {"score", row.score},
          {"times", row.times},
          {"firstSeenAt", iso_text(row.first_at)},
          {"lastSeenAt", iso_text(row.last_at)},
          {"state", state_names[static_cast<std::size_t>(row.state)]}};
}

ShapePtr review_shape() {
  return object({must("id", text()), must("text", text()), must("language", text()),
                 must("reason", one_of({"notUnderstood", "lowScore"})), may("intent", text()),
                 must("score", number()), must("times", integer(0, INT64_MAX)), must("firstSeenAt", text()),
                 must("lastSeenAt", text()),
                 must("state", one_of({"open", "accepted", "outOfScope", "ignored"}))});
}

// What DRAFT says word for word by now, by language: nothing to decide about any more.
class KnownTexts {
 public:
  explicit KnownTexts(const Bot& bot) : bot_(bot) {}
  bool has(const ReviewRow& row) {
    const auto [known, fresh] = by_language_.try_emplace(row.language);
    if (fresh) read(row.language, known->second);
    return known->second.contains(row.folded);
  }

 private:
  void read(const std::string& language, std::set<std::string>& into) const {
    for (const Intent& intent : bot_.nlp.intents) {
      const auto list = intent.expressions.find(language);
      if (list == intent.expressions.end()) continue;
      for (const auto& expression : list->second) into.insert(fold_for_match(expression.text));
    }
    const auto list = bot_.nlp.out_of_scope.find(language);
    if (list == bot_.nlp.out_of_scope.end()) return;
    for (const auto& example : list->second) into.insert(fold_for_match(example));
  }

  const Bot& bot_;
  std::map<std::string, std::set<std::string>> by_language_;
};

void list_review(const Deps& deps, const CallPtr& call) {
  store::ReviewFilter filter;
  filter.bot_id = call->bot_id();
  filter.version = call->version();
  filter.language = call->text("language");
  if (const auto reason = call->text("reason"); !reason.empty())
    filter.reason = reason == "lowScore" ? ReviewRow::Reason::low_score : ReviewRow::Reason::not_understood;
  if (const auto state = call->text("state"); !state.empty())
    filter.state = static_cast<ReviewRow::State>(
        std::find(std::begin(state_names), std::end(state_names), state) - std::begin(state_names));
  const auto page = page_of(*call);
  const auto found = deps.store.review_texts(filter, page);
  if (found.has_error()) return call->fail(found.error());
  const auto draft = deps.bots.source(call->bot_id(), Version::draft);
  const Bot nothing;
  KnownTexts known(draft ? *draft : nothing);
  JsonArray data;
  for (const auto& row : *found) {
    if (filter.state == ReviewRow::State::open && known.has(row)) continue;
    data.push_back(review_json(row));
  }
  JsonObject out{{"data", std::move(data)}};
  if (static_cast<int>(found->size()) == page.limit)
    out["nextCursor"] = std::to_string(found->back().position);
  call->answer(200, out);
}

// The text of the path; nullopt: answered that there is none.
std::optional<ReviewRow> find(const Deps& deps, const CallPtr& call) {
  const std::string& id = call->path("textId");
  const std::int64_t position = call->path_number("textId");
  call->about("review-texts/" + id);
  if (position != 0) {
    auto row = deps.store.find_review_text(call->bot_id(), position);
    if (row.has_error()) {
      call->fail(row.error());
      return std::nullopt;
    }
    if (*row) return std::move(**row);
  }
  call->fail(404, "NOT_FOUND", "there is no such text", {{"id", id}});
  return std::nullopt;
}

// A text is decided about once, so one request at a time decides.
using Deciding = std::shared_ptr<std::mutex>;

http::OutboundResponse decided_already(const ReviewRow& row) {
  const std::string_view state = state_names[static_cast<std::size_t>(row.state)];
  return http::error_response(409, "CONFLICT", "this text was decided about already: " + std::string(state),
                              {{"state", state}});
}
// True for a text that is open or was decided about in this way; otherwise the answer is given.
bool may_become(const CallPtr& call, const ReviewRow& row, ReviewRow::State state) {
  if (row.state == ReviewRow::State::open || row.state == state) return true;
  call->answer(decided_already(row));
  return false;
}

void decide(const Deps& deps, const CallPtr& call, ReviewRow row, ReviewRow::State state,
            std::string etag = {}) {
  const auto marked =
      deps.store.submit_and_wait({store::MarkReview{row.bot_id, row.language, row.folded, state}});
  if (marked.has_error()) return call->fail(marked.error());
  row.state = state;
  auto response = http::json_response(200, review_json(row));
  if (!etag.empty()) response.headers.set("ETag", etag);
  call->answer(std::move(response));
}

// The text as it goes into the training data: as the body has it, or as it was said.
std::optional<std::string> wording(const CallPtr& call, const ReviewRow& row) {
  const auto given = trim(string_member(call->body_object(), "expression"));
  std::string words(call->body_object().contains("expression") ? given : std::string_view(row.text));
  if (!fold_for_match(words).empty() && code_point_count(words) <= expression_code_points_max) return words;
  Problems problems;
  problems.add("body.expression", "this must have words, and at most " +
                                      std::to_string(expression_code_points_max) + " characters");
  call->answer(problems.response());
  return std::nullopt;
}

const Json* intent_json(const Json& document, std::string_view name) {
  for (const Json& intent : document.at("nlp").at("intents").get_array()) {
    if (string_member(intent.get_object(), "name") == name) return &intent;
  }
  return nullptr;
}

// Which intent of the language says so already; empty: none.
std::string said_by(const Bot& bot, const std::string& language, const std::string& expression) {
  const std::string wanted = fold_case(trim(expression));
  for (const Intent& intent : bot.nlp.intents) {
    const auto list = intent.expressions.find(language);
    if (list == intent.expressions.end()) continue;
    for (const auto& known : list->second) {
      if (fold_case(trim(known.text)) == wanted) return intent.name;
    }
  }
  return {};
}

// What is wrong with the mentions of an expression; empty: nothing. The words of a user mention nothing: a
// name that happens to stand there must be confirmed by who decides.
std::string mention_fault(const Bot& bot, const std::string& words, bool as_said) {
  const auto knows = [&](std::string_view name) {
    return nlu::is_system_entity(name) ||
           std::any_of(bot.nlp.entities.begin(), bot.nlp.entities.end(),
                       [&](const Entity& entity) { return entity.name == name; });
  };
  for (auto mention = next_mention(words, 0, knows); mention;
       mention = next_mention(words, mention->end(), knows)) {
    if (mention->known && !as_said) continue;
    const std::string name(mention->name);
    return mention->known
               ? "the text holds \"@" + name + "\": send as `expression` how it is meant"
               : "there is no entity '" + name + "': word the `expression` without \"@" + name + "\"";
  }
  return {};
}

bool is_out_of_scope(const Bot& bot, const std::string& language, std::string_view text) {
  const auto list = bot.nlp.out_of_scope.find(language);
  const std::string folded = fold_for_match(text);
  return list != bot.nlp.out_of_scope.end() &&
         std::any_of(list->second.begin(), list->second.end(),
                     [&](const std::string& example) { return fold_for_match(example) == folded; });
}

// Why the words cannot become an expression of the intent.
std::optional<http::OutboundResponse> refusal_of(const CallPtr& call, const Bot& bot, const ReviewRow& row,
                                                 const std::string& words, const std::string& name) {
  Problems problems;
  const bool known = std::any_of(bot.nlp.intents.begin(), bot.nlp.intents.end(),
                                 [&](const Intent& intent) { return intent.name == name; });
  if (!known) problems.add("body.intent", "there is no intent '" + name + "' in DRAFT");
  const auto fault = mention_fault(bot, words, !call->body_object().contains("expression"));
  if (!fault.empty()) problems.add("body.expression", fault);
  if (!problems.empty()) return problems.response();
  const std::string said = said_by(bot, row.language, words);
  if (!said.empty() && said != name)
    return http::error_response({ErrorCode::conflict, "it is already an expression of '" + said + "'"});
  if (said.empty() && row.state != ReviewRow::State::open) return decided_already(row);
  if (said.empty() && is_out_of_scope(bot, row.language, words))
    return http::error_response({ErrorCode::conflict, "it is among what the bot is not for (out of scope)"});
  return precondition(*call, intent_json(bot_to_json(bot, DocumentKind::full), name), Precondition::optional);
}

void accept(const Deps& deps, const CallPtr& call) {
  const auto row = find(deps, call);
  if (!row || !may_become(call, *row, ReviewRow::State::accepted)) return;
  const auto words = wording(call, *row);
  if (!words) return;
  const std::string name(string_member(call->body_object(), "intent"));
  std::optional<http::OutboundResponse> refusal;
  const Error refused{ErrorCode::invalid_input, "refused"};
  const auto edited = deps.bots.edit(call->bot_id(), Version::draft, [&](Bot& bot) -> Ok {
    refusal = refusal_of(call, bot, *row, *words, name);
    if (refusal) return refused;
    if (!said_by(bot, row->language, *words).empty()) return {};
    const auto intent = std::find_if(bot.nlp.intents.begin(), bot.nlp.intents.end(),
                                     [&](const Intent& known) { return known.name == name; });
    intent->expressions[row->language].push_back({*words});
    return {};
  });
  if (refusal) return call->answer(std::move(*refusal));
  if (edited.has_error()) return call->fail(edited.error());
  deps.bot_changed(call->bot_id());
  const Json document = bot_to_json(**edited, DocumentKind::full);
  const Json* intent = intent_json(document, name);
  decide(deps, call, *row, ReviewRow::State::accepted, intent ? etag_of(*intent) : "");
}

void mark_out_of_scope(const Deps& deps, const CallPtr& call) {
  const auto row = find(deps, call);
  if (!row || !may_become(call, *row, ReviewRow::State::out_of_scope)) return;
  const auto edited = deps.bots.edit(call->bot_id(), Version::draft, [&](Bot& bot) -> Ok {
    const std::string said = said_by(bot, row->language, row->text);
    if (!said.empty()) return Error{ErrorCode::conflict, "it is already an expression of '" + said + "'"};
    if (!is_out_of_scope(bot, row->language, row->text))
      bot.nlp.out_of_scope[row->language].push_back(row->text);
    return {};
  });
  if (edited.has_error()) return call->fail(edited.error());
  deps.bot_changed(call->bot_id());
  decide(deps, call, *row, ReviewRow::State::out_of_scope);
}

Param choice(std::string_view name, std::string_view about, std::vector<std::string_view> values) {
  Param param{name, about};
  param.values = std::move(values);
  return param;
}

Endpoint endpoint(std::string method, const std::string& path, std::string id, std::string summary) {
  Endpoint out{std::move(method), "/manage/v1/bots/{botId}/review-texts" + path, std::move(id),
               std::move(summary), Family::manage};
  out.right = Right::edit_nlp;
  return out;
}

}  // namespace

Endpoints manage_review_endpoints(const Deps& deps) {
  const Deciding deciding = std::make_shared<std::mutex>();
  auto all = endpoint("GET", "", "listReviewTexts",
                      "What users said and the bot did not understand, or not well; the latest first. Equal "
                      "texts are one item. What DRAFT says word for word by now is left out.");
  all.params = {version_param(),
                text_param("language", "Texts in this language only."),
                choice("reason", "Texts collected for this reason only.", {"notUnderstood", "lowScore"}),
                choice("state", "What was decided; `open` when not given.",
                       {"open", "accepted", "outOfScope", "ignored"}),
                limit_param(),
                offset_param(),
                cursor_param()};
  all.answers = {{200, "A page.", object({must("data", list(review_shape())), may("nextCursor", text())})}};
  all.handle = [deps](const CallPtr& call) { list_review(deps, call); };
  auto take = endpoint("POST", "/{textId}/accept", "acceptReviewText",
                       "Adds the text to an intent of DRAFT, worded as `expression` when given: there the "
                       "values in it can be marked (\"to @city\").");
  take.params = {if_match()};
  take.body = object({must("intent", text()), may("expression", text())});
  take.answers = {
      {200, "The text; the ETag of the intent in the header.", review_shape()},
      {409, "Decided otherwise already, or another intent says so, or it is out of scope.", error_body()},
      {412, "The intent was changed since it was read.", error_body()}};
  take.handle = [deps, deciding](const CallPtr& call) {
    const std::lock_guard lock(*deciding);
    accept(deps, call);
  };
  auto out = endpoint("POST", "/{textId}/out-of-scope", "markReviewTextOutOfScope",
                      "Adds the text to what DRAFT is not for.");
  out.answers = {{200, "The text.", review_shape()},
                 {409, "Decided otherwise already, or an intent says so.", error_body()}};
  out.handle = [deps, deciding](const CallPtr& call) {
    const std::lock_guard lock(*deciding);
    mark_out_of_scope(deps, call);
  };
  auto drop = endpoint("POST", "/{textId}/ignore", "ignoreReviewText",
                       "Takes the text off the list, also when it is said again.");
  drop.answers = {{200, "The text.", review_shape()}, {409, "Decided otherwise already.", error_body()}};
  drop.handle = [deps, deciding](const CallPtr& call) {
    const std::lock_guard lock(*deciding);
    auto row = find(deps, call);
    if (row && may_become(call, *row, ReviewRow::State::ignored))
      decide(deps, call, std::move(*row), ReviewRow::State::ignored);
  };
  return {std::move(all), std::move(take), std::move(out), std::move(drop)};
}

}  // namespace sb::api
