#include <algorithm>

#include "base/utf8.h"
#include "engine/turn_run.h"
#include "model/interpolate.h"
#include "model/path.h"

// What a user message starts (spec 01 §5).

namespace sb::engine {
namespace {

constexpr std::size_t opaque_payload_digits = 40;

bool is_opaque(std::string_view payload) {
  return payload.size() == opaque_payload_digits &&
         payload.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

double percent(int value) {
  return static_cast<double>(value) / 100.0;
}

Thresholds thresholds_of(const Bot& bot, std::string_view language) {
  const auto found = bot.nlp.thresholds.find(std::string(language));
  return found == bot.nlp.thresholds.end() ? Thresholds{} : found->second;
}

}  // namespace

void TurnRun::handle(const UserSaid& said) {
  Turn& turn = begin_turn();
  merge_user(said.user);
  name_guest(said.channel_type);
  merge_session_data(said.session_data, said.channel_type);
  if (said.message.kind == UserMessageKind::none) return run(Flow::end());

  JsonObject& own = internal();
  own["channel"] = said.channel_type;
  own["messageType"] = message_type_name(said.message.kind);
  own["messageContent"] = said.message.kind == UserMessageKind::text ? said.message.text : said.message.title;
  turn.opening = said.message.kind == UserMessageKind::intro;
  if (c_.paused) {
    c_.had_user_message = true;
    return run(Flow::stop());
  }
  if (!bot_.bot().settings.enabled) return run(system(SystemDialog::bot_disabled));

  noticed_changes();
  Flow flow = dispatch(said);
  c_.had_user_message = true;
  decay_contexts();
  run(std::move(flow));
}

// Contexts that were active when the message came lose one of their lifespan (spec 01 §5.7).
void TurnRun::decay_contexts() {
  for (auto& context : c_.contexts) --context.lifespan;
  std::erase_if(c_.contexts, [](const ActiveContext& context) { return context.lifespan <= 0; });
}

Flow TurnRun::dispatch(const UserSaid& said) {
  switch (said.message.kind) {
    case UserMessageKind::intro:
      return on_intro(said);
    case UserMessageKind::text:
      return on_text(said, said.message.text);
    case UserMessageKind::postback:
      return on_postback(said);
    case UserMessageKind::upload:
      return on_upload(said);
    case UserMessageKind::location:
      return on_location(said.message);
    case UserMessageKind::none:
      break;
  }
  return Flow::end();
}

Flow TurnRun::on_intro(const UserSaid& said) {
  const auto& detection = bot_.bot().settings.language_detection_dialog_id;
  const auto wanted = wished_language(said.user);
  if (detection && !wanted.empty() && !bot_.bot().has_language(wanted.substr(0, 2)))
    return Flow::to(*detection);
  return system(SystemDialog::introduction);
}

Flow TurnRun::not_understood(const UserSaid& said) {
  const bool first = !c_.had_user_message && !said.bot_initiated;
  return system(first ? SystemDialog::introduction : SystemDialog::not_understood);
}

Flow TurnRun::on_text(const UserSaid& said, const std::string& text) {
  const Settings& settings = bot_.bot().settings;
  const std::size_t length = code_point_count(text);
  if (settings.message_length_max && settings.message_length_dialog_id &&
      length > static_cast<std::size_t>(*settings.message_length_max)) {
    return Flow::to(*settings.message_length_dialog_id);
  }
  if (c_.pending && !pending_dialog()) {  // its dialog was deleted by a publish (spec 09 §1)
    c_.pending.reset();
    return not_understood(said);
  }
  if (const Dialog* dialog = pending_dialog()) {
    return answer_input(*dialog, std::get<InputContent>(dialog->content), said, text);
  }
  if (!said.nlp || length > nlu::text_code_points_max) {
    write_nlp({text, {}, {}, {}});
    return not_understood(said);
  }
  write_nlp(*said.nlp);
  write_entities(*said.nlp);
  const Dialog* dialog = dialog_by_intent(*said.nlp);
  return dialog ? Flow::to(dialog->id) : not_understood(said);
}

void TurnRun::write_nlp(const nlu::NlpResult& nlp) {
  JsonObject out{{"expression", nlp.expression}};
  JsonArray intents;
  for (const auto& intent : nlp.intents) {
    intents.push_back(JsonObject{{"name", intent.name}, {"score", intent.score}});
  }
  if (!nlp.intents.empty()) {
    out["intent"] = intents.front();
    c_.turn->intent = {nlp.intents.front().name, nlp.intents.front().score};
  }
  JsonArray entities;
  for (const auto& entity : nlp.entities) {
    entities.push_back(JsonObject{{"name", entity.name},
                                  {"value", entity.value},
                                  {"score", entity.score},
                                  {"startIndex", entity.start},
                                  {"endIndex", entity.end},
                                  {"systemEntity", entity.system}});
  }
  out["entities"] = std::move(entities);
  out["intents"] = std::move(intents);
  internal()["nlp"] = std::move(out);
}

double TurnRun::entity_threshold() {
  return percent(thresholds_of(bot_.bot(), language()).entity);
}

// Of several hits of one entity the highest score wins, then the last (spec 08 §3).
void TurnRun::write_entities(const nlu::NlpResult& nlp) {
  const double threshold = entity_threshold();
  for (std::size_t i = 0; i < nlp.entities.size(); ++i) {
    const auto& entity = nlp.entities[i];
    const auto same = [&](const nlu::FoundEntity& other) {
      return other.name == entity.name && other.system == entity.system;
    };
    const bool beaten =
        std::any_of(nlp.entities.begin(), nlp.entities.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const auto& other) { return same(other) && other.score > entity.score; }) ||
        std::any_of(nlp.entities.begin() + static_cast<std::ptrdiff_t>(i) + 1, nlp.entities.end(),
                    [&](const auto& other) { return same(other) && other.score >= entity.score; });
    if (beaten || entity.score <= threshold) continue;
    const std::string path = (entity.system ? "sys." : "") + key_path_text(entity.name);
    if (auto written = assign(path, entity.value); written.has_error())
      note("warning", written.error().message);
  }
}

// Spec 01 §5.6d: all required contexts active; the highest lifespan among them wins, then the number of
// required contexts, then creation order; a dialog that requires none comes last.
const Dialog* TurnRun::dialog_by_intent(const nlu::NlpResult& nlp) const {
  if (nlp.intents.empty()) return nullptr;
  const auto& top = nlp.intents.front();
  const auto preferred = string_member(c_.session.at("internal").get_object(), "preferredLanguage");
  if (top.score <= percent(thresholds_of(bot_.bot(), preferred).intent)) return nullptr;
  const Dialog* best = nullptr;
  std::pair<int, std::size_t> best_rank{-1, 0};
  for (const Dialog* dialog : bot_.dialogs_of_intent(top.name)) {
    const auto& required = dialog->nlp.required_contexts;
    int lifespan = 0;
    const bool selectable = std::all_of(required.begin(), required.end(), [&](const std::string& name) {
      const auto active = std::find_if(c_.contexts.begin(), c_.contexts.end(),
                                       [&](const ActiveContext& context) { return context.name == name; });
      if (active == c_.contexts.end()) return false;
      lifespan = std::max(lifespan, active->lifespan);
      return true;
    });
    const std::pair rank{lifespan, required.size()};
    if (selectable && rank > best_rank) {
      best = dialog;
      best_rank = rank;
    }
  }
  return best;
}

Flow TurnRun::on_postback(const UserSaid& said) {
  if (auto resolved = resolve_postback(said.message)) {
    internal()["messageContent"] = resolved->postback.title;
    return follow_postback(*resolved);
  }
  if (said.message.payload || said.message.title.empty()) return not_understood(said);
  return on_text(said, said.message.title);
}

// The decoder of spec 03 §1: opaque id, JSON text, named target; a title alone is looked up among the buttons
// shown in this session, newest first. Values that come from a client are data: placeholders in them are not
// filled.
std::optional<TurnRun::Resolved> TurnRun::resolve_postback(const UserMessage& message) {
  if (message.payload && is_opaque(*message.payload)) {
    const auto known = std::find_if(c_.payloads.rbegin(), c_.payloads.rend(),
                                    [&](const auto& candidate) { return candidate.id == *message.payload; });
    if (known != c_.payloads.rend()) return Resolved{known->postback};
  } else if (message.payload) {
    if (auto decoded = decode_json_payload(*message.payload)) {
      const std::string& title = decoded->title.empty() ? message.title : decoded->title;
      return Resolved{Postback{title, false, decoded->next_dialog_id, decoded->params, {}}, true};
    }
  }
  if (message.next_dialog_id || !message.params.empty()) {
    return Resolved{Postback{message.title, false, message.next_dialog_id, message.params, {}}, true};
  }
  const std::string wanted = fold_case(trim(message.title));
  if (wanted.empty()) return std::nullopt;
  const auto shown = std::find_if(c_.payloads.rbegin(), c_.payloads.rend(), [&](const auto& candidate) {
    return fold_case(trim(candidate.postback.title)) == wanted;
  });
  if (shown == c_.payloads.rend()) return std::nullopt;
  return Resolved{shown->postback};
}

Flow TurnRun::follow_postback(const Resolved& resolved) {
  const Postback& postback = resolved.postback;
  const Dialog* waiting = pending_dialog();
  c_.pending.reset();
  for (const auto& parameter : postback.params) {
    if (auto written = assign(unwrap_variable(parameter.key), parameter.value); written.has_error()) {
      return fail({"engine", "button '" + postback.title + "': " + written.error().message});
    }
  }
  if (postback.next_dialog_id) {
    const Dialog* target = bot_.dialog(*postback.next_dialog_id);
    if (target) return Flow::to(target->id);
    if (!resolved.from_caller)
      return system(SystemDialog::not_understood);  // deleted by a publish (spec 09 §1)
    return fail({"engine", "a button names the unknown bot dialog '" + *postback.next_dialog_id + "'"});
  }
  if (waiting) {
    const auto& input = std::get<InputContent>(waiting->content);
    if (has_value(find_value(c_.session, unwrap_variable(input.variable)))) return take(waiting->go_to);
  }
  return Flow::end();
}

Flow TurnRun::on_upload(const UserSaid& said) {
  const UserMessage& message = said.message;
  const bool arrived = !message.upload_failed && !message.urls.empty();
  if (arrived) {
    if (auto written = assign("uploadedFileUrl", Json(message.urls.back())); written.has_error()) {
      return fail({"engine", written.error().message});
    }
  }
  if (const Dialog* dialog = pending_dialog()) {
    const auto& input = std::get<InputContent>(dialog->content);
    if (input.match == MatchType::image) {
      if (!arrived) return reject_input(*dialog, input);
      JsonArray urls;
      for (const auto& url : message.urls) urls.emplace_back(url);
      if (auto written = assign(unwrap_variable(input.variable), std::move(urls)); written.has_error()) {
        return fail({"engine", written.error().message});
      }
      return accept_input(*dialog);
    }
  }
  if (message.payload) {
    if (auto resolved = resolve_postback(message)) return follow_postback(*resolved);
  }
  if (!c_.upload) return Flow::end();
  const auto& target = arrived ? c_.upload->success_dialog_id : c_.upload->failure_dialog_id;
  return target ? Flow::to(*target) : Flow::end();
}

// The payload of a location quick reply names its variable; without one a pending validation comes first,
// then the reply last shown.
Flow TurnRun::on_location(const UserMessage& message) {
  const std::string text = number_text(message.latitude) + ", " + number_text(message.longitude);
  JsonObject place{{"fullAddress", text}, {"latitude", message.latitude}, {"longitude", message.longitude}};
  const auto resolved = resolve_postback(message);
  auto variable = resolved ? resolved->postback.location_variable : std::nullopt;
  const Dialog* dialog = variable ? nullptr : pending_dialog();
  const auto* input = dialog ? &std::get<InputContent>(dialog->content) : nullptr;
  const bool awaited = input && input->match == MatchType::location;
  if (awaited) {
    variable = unwrap_variable(input->variable);
  } else if (!variable) {
    variable = c_.location_variable;
  }
  if (variable) {
    if (auto written = assign(*variable, std::move(place)); written.has_error()) {
      return fail({"engine", written.error().message});
    }
  }
  if (awaited) return accept_input(*dialog);
  return resolved ? follow_postback(*resolved) : Flow::end();
}

}  // namespace sb::engine
