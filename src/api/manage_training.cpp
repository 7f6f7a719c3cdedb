#include <algorithm>

#include "api/api.h"
#include "api/call.h"
#include "api/shapes.h"
#include "nlu/language_model.h"

// Training a bot's models, and what it says about the bot's expressions (spec 08 §1, §5).

namespace sb::api {
namespace {

using namespace sb::shapes;
using namespace shape;
using store::Right;

// False: refused, the bot does not speak it.
bool is_spoken(const CallPtr& call, const std::string& language) {
  if (call->bot()->index->bot().has_language(language)) return true;
  Problems problems;
  problems.add("query.language", "the bot does not speak '" + language + "'");
  call->answer(problems.response());
  return false;
}

void train(const Deps& deps, const CallPtr& call) {
  if (!deps.trainer) return call->fail({ErrorCode::unavailable, "nothing is trained in this server"});
  const std::string language = call->text("language");
  if (!language.empty() && !is_spoken(call, language)) return;
  const auto queued = deps.trainer->train(call->bot_id(), call->version(),
                                          conductor::ModelTrainer::Pace::background, language);
  if (queued.has_error()) return call->fail(queued.error());
  JsonArray languages;
  for (const auto& one : *queued) languages.emplace_back(one);
  call->answer(202, JsonObject{{"languages", std::move(languages)}});
}

void show_training(const Deps& deps, const CallPtr& call) {
  JsonArray untrained, runs;
  for (const auto& language : call->bot()->untrained) untrained.emplace_back(language);
  if (deps.trainer) {
    for (const auto& run : deps.trainer->status(call->bot_id(), call->version())) {
      runs.push_back(JsonObject{{"language", run.language},
                                {"phase", conductor::phase_name(run.phase)},
                                {"progress", run.progress},
                                {"error", run.error},
                                {"seconds", run.seconds}});
    }
  }
  call->answer(200, JsonObject{{"untrained", std::move(untrained)}, {"runs", std::move(runs)}});
}

void cancel_training(const Deps& deps, const CallPtr& call) {
  if (deps.trainer) deps.trainer->cancel(call->bot_id(), call->version());
  call->answer(http::no_content_response());
}

// By models that had not seen the expression they judge.
void show_report(const CallPtr& call) {
  const auto& bot = *call->bot();
  std::string language = call->text("language");
  if (language.empty()) language = bot.index->bot().primary_language;
  if (!is_spoken(call, language)) return;
  const auto model = bot.models.find(language);
  if (model == bot.models.end())
    return call->fail({ErrorCode::not_found, "the language '" + language + "' has not been trained yet"});
  JsonObject out = nlu::to_json(model->second->validation());
  out["language"] = language;
  out["current"] = std::find(bot.untrained.begin(), bot.untrained.end(), language) == bot.untrained.end();
  call->answer(200, out);
}

ShapePtr report_shape() {
  const auto count = integer(0, INT64_MAX);
  const auto intent = object({must("intent", text()), must("expressions", count), must("precision", number()),
                              must("recall", number())});
  const auto confusion = object({must("intent", text()), must("takenFor", text()), must("count", count)});
  const auto suspicious = object({must("expression", text()), must("intent", text()),
                                  must("takenFor", text()), must("probability", number())});
  return object({must("language", text()), must("current", boolean()), must("judged", count),
                 must("accuracy", number()), must("intents", list(intent)),
                 must("confusions", list(confusion)), must("suspicious", list(suspicious))});
}

Endpoint endpoint(std::string method, const std::string& path, std::string id, std::string summary,
                  Right right) {
  Endpoint out{std::move(method), "/manage/v1/bots/{botId}/" + path, std::move(id), std::move(summary),
               Family::manage};
  out.right = right;
  out.params = {version_param()};
  return out;
}

}  // namespace

Endpoints manage_training_endpoints(const Deps& deps) {
  auto go = endpoint("POST", "train", "trainBot",
                     "Trains the languages whose NLP data has changed, in the background.", Right::edit_nlp);
  go.params.push_back(text_param("language", "Only this language."));
  go.answers = {{202, "The languages that are being trained.", object({must("languages", list(text()))})}};
  go.handle = [deps](const CallPtr& call) { train(deps, call); };
  auto show = endpoint("GET", "training", "showTraining",
                       "Which languages are not trained, and how the last trainings went.", Right::read_nlp);
  const auto run = object({must("language", text()), must("phase", text()), must("progress", number()),
                           must("error", text()), must("seconds", number())});
  show.answers = {
      {200, "The state of the models.", object({must("untrained", list(text())), must("runs", list(run))})}};
  show.handle = [deps](const CallPtr& call) { show_training(deps, call); };
  auto stop =
      endpoint("DELETE", "training", "cancelTraining",
               "Cancels what is queued or being trained; the models stay as they are.", Right::edit_nlp);
  stop.answers = {{204, "Cancelled."}};
  stop.handle = [deps](const CallPtr& call) { cancel_training(deps, call); };
  auto report = endpoint("GET", "training/report", "showTrainingReport",
                         "How well the expressions of a language are told apart: each judged by a model that "
                         "has not seen it. Precision and recall of the intents, what is confused with what, "
                         "and the expressions that are likeliest under the wrong intent.",
                         Right::read_nlp);
  report.params.push_back(text_param("language", "The language; the primary one when not given."));
  report.answers = {{200, "The report; `current`: of the expressions as they are now.", report_shape()}};
  report.handle = [](const CallPtr& call) { show_report(call); };
  return {std::move(go), std::move(show), std::move(stop), std::move(report)};
}

}  // namespace sb::api
