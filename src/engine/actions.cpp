#include <algorithm>
#include <charconv>

#include "base/utf8.h"
#include "engine/json_fields.h"
#include "engine/turn_run.h"
#include "model/condition.h"
#include "model/interpolate.h"
#include "model/path.h"

// The actions (spec 02), but for the API action.

namespace sb::engine {
namespace {

JsonObject civil_json(const CivilTime& time, UtcMs at) {
  return {{"year", time.year},      {"month", time.month},
          {"dayOfMonth", time.day}, {"dayOfWeek", time.day_of_week},
          {"hours", time.hour},     {"minutes", time.minute},
          {"seconds", time.second}, {"ISO", iso_text(at)}};
}

// Hours with a fraction and a sign ("+2", "-3.5"); nullopt when blank or no number.
std::optional<double> offset_hours(std::string_view text) {
  text = trim(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double hours = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), hours);
  if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  if (!(hours >= -24 && hours <= 24)) return std::nullopt;  // "nan" is neither
  return hours;
}

std::optional<std::size_t> index_of(const PathSegment& segment) {
  if (const auto* index = std::get_if<std::size_t>(&segment)) return *index;
  const auto& key = std::get<std::string>(segment);  // `list.0` is `list[0]`
  std::size_t index = 0;
  const auto read = std::from_chars(key.data(), key.data() + key.size(), index);
  if (key.empty() || read.ec != std::errc{} || read.ptr != key.data() + key.size()) return std::nullopt;
  return index;
}

bool same_step(const PathSegment& a, const PathSegment& b) {
  const auto index = index_of(a);
  return a == b || (index && index == index_of(b));
}

// Whether removing `b` first would move or take away what `a` names: an element further back, a part.
bool goes_before(const Path& a, const Path& b) {
  std::size_t at = 0;
  while (at < a.segments.size() && at < b.segments.size() && same_step(a.segments[at], b.segments[at])) ++at;
  if (at == a.segments.size() || at == b.segments.size()) return a.segments.size() > b.segments.size();
  const auto index = index_of(a.segments[at]), other = index_of(b.segments[at]);
  return index && other && *index > *other;
}

// The variables to clear so that each name means what it meant before the first of them went: of the elements
// of a list the last one first, none twice. Names that are no paths come last.
std::vector<std::string> in_clearing_order(const std::vector<std::string>& variables) {
  std::vector<std::pair<Path, std::string>> ordered;
  std::vector<std::string> others;
  for (const auto& variable : variables) {
    const std::string name(unwrap_variable(variable));
    auto path = parse_path(name);
    if (path.has_error()) {
      others.push_back(name);
      continue;
    }
    const auto same = [&](const auto& known) {
      return std::equal(known.first.segments.begin(), known.first.segments.end(), path->segments.begin(),
                        path->segments.end(), same_step);
    };
    if (std::any_of(ordered.begin(), ordered.end(), same)) continue;
    const auto place = std::find_if(ordered.begin(), ordered.end(),
                                    [&](const auto& known) { return goes_before(*path, known.first); });
    ordered.insert(place, {std::move(*path), name});
  }
  std::vector<std::string> names;
  for (auto& [path, name] : ordered) names.push_back(std::move(name));
  names.insert(names.end(), others.begin(), others.end());
  return names;
}

}  // namespace

Flow TurnRun::run_actions(const Dialog& dialog, int first) {
  const auto& actions = std::get<ActionContent>(dialog.content).actions;
  for (action_index_ = first; action_index_ < static_cast<int>(actions.size()); ++action_index_) {
    const Action& action = actions[static_cast<std::size_t>(action_index_)];
    note("action", action.type);
    auto flow = std::visit([this](const auto& config) { return run_action(config); }, action.config);
    if (flow) return *flow;
  }
  return take(dialog.go_to);
}

Flow TurnRun::wait_for(WaitKind kind, std::string call_id, Effect effect) {
  Waiting waiting;
  waiting.kind = kind;
  waiting.call_id = std::move(call_id);
  waiting.dialog_id = dialog_id_;
  waiting.action_index = action_index_;
  waiting.request = to_json(effect);
  c_.turn->waiting = std::move(waiting);
  effects_.push_back(std::move(effect));
  return Flow::wait();
}

std::optional<Waiting> TurnRun::answered(WaitKind kind, const std::string& call_id) {
  if (!c_.turn || !c_.turn->waiting) return std::nullopt;
  const Waiting& waiting = *c_.turn->waiting;
  if (waiting.kind != kind || waiting.call_id != call_id) return std::nullopt;
  Waiting found = waiting;
  c_.turn->waiting.reset();
  dialog_id_ = found.dialog_id;
  action_index_ = found.action_index;
  if (const Dialog* dialog = bot_.dialog(dialog_id_)) dialog_name_ = dialog->name;
  return found;
}

void TurnRun::go_on_after(const Waiting& waiting) {
  const Dialog* dialog = bot_.dialog(waiting.dialog_id);
  if (!dialog || dialog->type() != DialogType::action) {
    return run(fail({"engine", "the bot dialog whose action was running is gone"}));
  }
  run(run_actions(*dialog, waiting.action_index + 1));
}

std::optional<Json> TurnRun::value_of(const TypedParameter& parameter) const {
  switch (parameter.type) {
    case TypedParameter::Type::text:
      return interpolate_typed(parameter.value, c_.session);
    case TypedParameter::Type::dialogstate:
      return Json(parameter.value);
    case TypedParameter::Type::variable: {
      const Json* value = find_value(c_.session, unwrap_variable(parameter.value));
      if (!value) return std::nullopt;
      return *value;
    }
  }
  return std::nullopt;
}

// Dotted keys build nested objects; unset variables are left out (spec 02 §0).
JsonObject TurnRun::nested_values(const std::vector<TypedParameter>& parameters) {
  JsonObject out;
  for (const auto& parameter : parameters) {
    auto value = value_of(parameter);
    if (!value || trim(parameter.key).empty()) continue;
    auto path = parse_path(parameter.key);
    if (path.has_error() || set_value(out, *path, *value).has_error()) out[parameter.key] = std::move(*value);
  }
  return out;
}

std::optional<Flow> TurnRun::run_action(const action::ClearSession& config) {
  if (before_clearing_) before_clearing_();
  SessionWriter writer(c_.session, changes_);
  JsonObject defaults = mirrored_roots();
  for (const auto& variable : bot_.bot().variables) {
    if (variable.default_value) defaults[variable.name] = *variable.default_value;
  }
  Ok cleared;
  if (config.variables.empty()) cleared = writer.clear_all(defaults);
  for (const auto& path : in_clearing_order(config.variables)) {
    auto removed = writer.clear(path, find_member(defaults, path));
    if (removed.has_error()) cleared = removed.error();
  }
  warn_dropped(writer);
  if (cleared.has_error()) return fail({"engine", "clear session: " + cleared.error().message});
  return std::nullopt;
}

std::optional<Flow> TurnRun::run_action(const action::Code& config) {
  RunScript run;
  run.call_id = c_.turn->random.hex(24);
  run.job.run_id = run.call_id;
  run.job.bot_id = string_member(internal(), "botId");
  run.job.code = config.code;
  run.job.seed = c_.turn->random.hex(32);
  run.job.now = now_;
  const CodeLimits& limits = bot_.bot().settings.code;
  run.job.wall_ms_max = limits.wall_ms.value_or(0);
  run.job.cpu_ms_max = limits.cpu_ms.value_or(0);
  run.job.heap_bytes_max = limits.heap_bytes.value_or(0);
  run.job.result_bytes_max = limits.result_bytes.value_or(0);
  run.job.fetches_max = limits.fetches.value_or(0);
  for (const auto& argument : config.args) {
    if (auto value = value_of(argument)) run.job.args[argument.key] = std::move(*value);
  }
  return wait_for(WaitKind::script, run.call_id, run);
}

// Results are applied in the order of send(), after the code has finished; the last target named wins (spec
// 02 §4.2).
void TurnRun::handle(const ScriptFinished& finished) {
  const auto waiting = answered(WaitKind::script, finished.call_id);
  if (!waiting) return;
  const auto& outcome = finished.outcome;
  for (const auto& line : outcome.console) note("console", line.level + ": " + line.text);
  const auto failed = [&](const std::string& error) {
    const JsonObject request{{"method", "POST"},
                             {"url", "http://functions/js/eval"},
                             {"body", JsonObject{{"args", object_field(waiting->request, "args")}}}};
    JsonObject response{{"code", 500}, {"error", error}};
    if (outcome.line) response["line"] = outcome.line;
    run(fail({"code", error, request, response}));
  };
  if (!outcome.ok) return failed(outcome.error);
  std::optional<std::string> jump;
  for (const auto& result : outcome.results) {
    const JsonObject* answer = result.if_object();
    if (!answer) continue;
    auto applied = apply_answer(*answer);
    if (applied.has_error()) return failed(applied.error().message);
    if (*applied) jump = std::move(*applied);
  }
  if (jump) return run(Flow::to(*jump));
  go_on_after(*waiting);
}

std::optional<Flow> TurnRun::run_action(const action::Iframe& config) {
  const std::string source = interpolate_url(config.source, c_.session);
  const std::string scheme = lower_ascii(source.substr(0, source.find("://") + 1));
  if (scheme != "https:" && scheme != "http:") {
    report({"engine", "iframe: '" + source + "' is no http(s) address"});
    return std::nullopt;
  }
  const std::string html =
      "<iframe class=\"chatlayer-plugin-iframe\" src=\"" + encode(source, Encoding::html) +
      "\" width=\"100%\" height=\"" + std::to_string(config.height_px) +
      "px\" allow=\"geolocation; microphone; camera; fullscreen\" style=\"border:none;\"></iframe>";
  const JsonObject format_b{
      {"type", "JSONTemplate"},
      {"config", JsonObject{{"withBalloon", config.with_balloon}, {"html", html}, {"__component", "html"}}}};
  auto message = parse_bot_message(format_b);
  SayOptions options;
  options.rendered = true;
  Ok said = message.has_error() ? Ok(message.error()) : say(*message, options);
  if (said.has_error()) return fail({"engine", "iframe: " + said.error().message});
  return std::nullopt;
}

std::optional<Flow> TurnRun::run_action(const action::JsonBuilder& config) {
  JsonObject result;
  for (const auto& item : config.items) {
    if (trim(item.key).empty()) continue;
    Json value = interpolate_typed(item.value, c_.session);
    auto path = parse_path(item.key);
    if (path.has_error() || set_value(result, *path, value).has_error()) result[item.key] = std::move(value);
  }
  // Keys that would make another kind of message of it (03 §2): it is never a bubble.
  erase_member(result, "__component");
  erase_member(result, "___type");
  if (config.dispatch) result["___type"] = "CL_DISPATCH_EVENT";
  auto message = parse_bot_message(JsonObject{{"type", "JSONTemplate"}, {"config", std::move(result)}});
  SayOptions options;
  options.rendered = true;
  Ok said = message.has_error() ? Ok(message.error()) : say(*message, options);
  if (said.has_error()) return fail({"engine", "JSON Builder: " + said.error().message});
  return std::nullopt;
}

std::optional<Flow> TurnRun::run_action(const action::Language& config) {
  if (!bot_.bot().has_language(config.language)) {
    return fail({"engine", "the bot does not speak '" + config.language + "'"});
  }
  set_language(config.language);
  if (auto written = assign("preferredLanguage", Json(config.language)); written.has_error()) {
    return fail({"engine", written.error().message});
  }
  return std::nullopt;
}

std::optional<Flow> TurnRun::run_action(const action::Locale& config) {
  const std::string locale = to_lower(trim(interpolate(config.locale, c_.session)));
  if (locale.size() != 5 || locale[2] != '-')
    return fail({"engine", "'" + locale + "' is no locale such as 'nl-be'"});
  set_locale(locale);
  const std::string code = locale.substr(0, 2);
  if (bot_.bot().has_language(code) && code != language()) set_language(code);
  return std::nullopt;
}

std::optional<Flow> TurnRun::run_action(const action::PauseBot& config) {
  std::optional<UtcMs> until;
  if (config.minutes) until = now_ + *config.minutes * 60'000LL;
  set_paused(true, until);
  return Flow::stop();
}

std::optional<Flow> TurnRun::run_action(const action::GoToVariableDialog& config) {
  std::string target;
  if (config.variable == action::GoToVariableDialog::interrupted_by_event) {
    target = c_.interrupted_dialog_id.value_or("");
    auto& resume = c_.turn->resume;
    if (!resume.empty() && resume.back() == target) {
      resume.pop_back();
      c_.turn->in_event = false;
    }
  } else {
    target = text_of(find_value(c_.session, unwrap_variable(config.variable)));
  }
  if (target.empty() || !bot_.dialog(target)) {
    return fail({"engine", "the variable '" + config.variable + "' holds no known bot dialog"});
  }
  return Flow::to(target);
}

std::optional<Flow> TurnRun::run_action(const action::GetTime& config) {
  const JsonObject utc = civil_json(to_civil(now_), now_);
  JsonObject result = utc;  // older bots read {time.hours} directly
  result["utc"] = utc;
  const std::string wanted = interpolate(config.offset, c_.session);
  if (const auto hours = offset_hours(wanted)) {
    const UtcMs shifted = now_ + static_cast<std::int64_t>(*hours * 3'600'000);
    result["offset"] = civil_json(to_civil(shifted), shifted);
  } else if (!trim(wanted).empty()) {
    note("warning", "get time: '" + wanted + "' is no number of hours");
  }
  if (auto written = assign(unwrap_variable(config.variable), std::move(result)); written.has_error()) {
    return fail({"engine", "get time: " + written.error().message});
  }
  return std::nullopt;
}

std::optional<Flow> TurnRun::run_action(const action::Mail& config) {
  SendMail mail;
  mail.call_id = c_.turn->random.hex(24);
  mail.subject = interpolate(config.subject, c_.session, Encoding::header_value);
  mail.recipients = interpolate(config.recipients, c_.session, Encoding::header_value);
  mail.body = interpolate(config.body, c_.session);
  mail.with_transcript = config.report;
  return wait_for(WaitKind::mail, mail.call_id, mail);
}

void TurnRun::handle(const MailSent& sent) {
  const auto waiting = answered(WaitKind::mail, sent.call_id);
  if (!waiting) return;
  if (!sent.error.empty()) return run(fail({"mail", sent.error}));
  go_on_after(*waiting);
}

std::optional<Flow> TurnRun::run_action(const action::ContactCenterAvailability& config) {
  AskAvailability call;
  call.call_id = c_.turn->random.hex(24);
  call.provider_id = config.provider_id;
  return wait_for(WaitKind::availability, call.call_id, call);
}

void TurnRun::handle(const AvailabilityAnswered& answer) {
  const auto waiting = answered(WaitKind::availability, answer.call_id);
  if (!waiting) return;
  const Dialog* dialog = bot_.dialog(waiting->dialog_id);
  if (dialog && dialog->type() == DialogType::action) {
    const auto& actions = std::get<ActionContent>(dialog->content).actions;
    const auto index = static_cast<std::size_t>(waiting->action_index);
    const auto* config = index < actions.size()
                             ? std::get_if<action::ContactCenterAvailability>(&actions[index].config)
                             : nullptr;
    if (config) {
      if (auto written = assign(unwrap_variable(config->variable), answer.available); written.has_error()) {
        return run(fail({"engine", written.error().message}));
      }
    }
  }
  go_on_after(*waiting);
}

std::optional<Flow> TurnRun::run_action(const action::Unknown&) {
  note("warning", "this action is not known here and was passed over");
  return std::nullopt;
}

}  // namespace sb::engine
