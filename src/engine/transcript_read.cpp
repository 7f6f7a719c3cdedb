#include "engine/transcript_read.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"
#include "model/interpolate.h"
#include "model/path.h"

namespace sb::engine {
namespace {

Error invalid(std::string message) {
  return {ErrorCode::invalid_input, std::move(message)};
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

// One past the JSON string, object or array that begins at `from`; npos when it does not end.
std::size_t json_end(std::string_view text, std::size_t from) {
  int depth = 0;
  bool inside = false;
  for (std::size_t i = from; i < text.size(); ++i) {
    const char c = text[i];
    if (inside) {
      if (c == '\\') ++i;
      if (c == '"') inside = false;
    } else if (c == '"') {
      inside = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
    if (!inside && depth == 0 && (c == '"' || c == '}' || c == ']')) return i + 1;
  }
  return std::string_view::npos;
}

bool begins_json(char c) {
  return c == '"' || c == '{' || c == '[';
}

Result<Json> read_value(std::string_view text, std::size_t& at) {
  std::size_t end = at;
  if (at < text.size() && begins_json(text[at])) {
    end = json_end(text, at);
    if (end == std::string_view::npos)
      return invalid("the value " + std::string(text.substr(at)) + " does not end");
    SB_TRY(auto value, parse_json(text.substr(at, end - at)));
    at = end;
    return value;
  }
  while (end < text.size() && !is_space(text[end])) ++end;
  const auto word = text.substr(at, end - at);
  at = end;
  if (auto value = parse_json(word)) return *value;
  return Json(word);
}

Result<JsonObject> read_object(std::string_view text) {
  SB_TRY(auto value, parse_json(text));
  if (!value.is_object()) return invalid("a JSON object is expected here");
  return std::move(value.as_object());
}

Ok put(JsonObject& object, std::string_view path_text, const Json& value) {
  SB_TRY(const auto path, parse_path(path_text));
  return set_value(object, path, value);
}

// "user.firstName" below "user."
std::optional<std::string_view> below(std::string_view key, std::string_view prefix) {
  if (!key.starts_with(prefix) || key.size() == prefix.size()) return std::nullopt;
  return key.substr(prefix.size());
}

std::string text_value(const Json& value) {
  return text_of(&value);
}

Ok read_show(const std::string& names, Given& given) {
  for (std::size_t from = 0; from <= names.size();) {
    const auto end = std::min(names.find(',', from), names.size());
    const auto name = names.substr(from, end - from);
    if (name == "warnings") {
      given.show_warnings = true;
    } else if (name == "dialogs") {
      given.show_dialogs = true;
    } else if (name == "console") {
      given.show_console = true;
    } else {
      return invalid("show: '" + name + "' is none of warnings, dialogs, console");
    }
    from = end + 1;
  }
  return {};
}

Ok read_given_pair(const std::string& key, const Json& value, Given& given) {
  if (const auto path = below(key, "user.")) return put(given.user, *path, value);
  if (const auto path = below(key, "session.")) return put(given.session, *path, value);
  const std::string text = text_value(value);
  if (key == "channel") {
    given.channel = text;
  } else if (key == "seed") {
    given.seed = text;
  } else if (key == "sessionId") {
    given.identity.session_id = text;
  } else if (key == "show") {
    return read_show(text, given);
  } else if (key == "version") {
    const auto version = parse_version(text);
    if (!version) return invalid("version: DRAFT or LIVE, not '" + text + "'");
    given.identity.version = *version;
  } else if (key == "now") {
    const auto now = parse_iso(text);
    if (!now) return invalid("now: '" + text + "' is no time such as 2030-01-01T12:00:00Z");
    given.now = *now;
  } else {
    return invalid("given: '" + key +
                   "' is none of channel, now, seed, sessionId, version, show, user.…, session.…");
  }
  return {};
}

// One member of the body of POST …/actions.
Ok read_control_member(std::string_view key, const Json& value, Control& control) {
  if (key == "setSession") {
    const JsonArray one{value};
    for (const auto& part : value.is_array() ? value.get_array() : one) {
      const JsonObject* object = part.if_object();
      const Json* data = object ? find_member(*object, "data") : nullptr;
      if (!data) return invalid("setSession: {\"namespace\":…,\"data\":…} or a list of these");
      control.writes.push_back({std::string(string_member(*object, "namespace")), *data});
    }
  } else if (key == "sessionDataToSet") {
    control.assignments = read_parameters(JsonObject{{"params", value}});
  } else if (key == "sendMessages") {
    auto messages = parse_bot_messages(value);
    if (messages.has_error())
      return invalid("sendMessages" + messages.error().place + ": " + messages.error().message);
    control.messages = std::move(*messages);
  } else if (key == "triggerDialog") {
    control.trigger_dialog_id = text_value(value);
  } else if (key == "pauseBot") {
    if (value.is_bool() && !value.get_bool()) {
      control.unpause = true;
      return {};
    }
    control.pause = PauseRequest{};
    const JsonObject* object = value.if_object();
    const Json* minutes = object ? find_member(*object, "minutes") : nullptr;
    if (minutes && minutes->is_int64()) control.pause->minutes = static_cast<int>(minutes->get_int64());
  } else if (key == "unpauseBot") {
    control.unpause = true;
  } else if (key == "endOffload") {
    control.end_offload = true;
  } else if (key == "replaceSession") {
    control.replace_session = true;
  } else {
    return invalid(
        "rest: '" + std::string(key) +
        "' is none of setSession, sessionDataToSet, sendMessages, triggerDialog, pauseBot, unpauseBot, "
        "endOffload, replaceSession");
  }
  return {};
}

Result<UserMessage> read_postback(std::string_view text) {
  SB_TRY(const auto object, read_object(text));
  UserMessage message;
  message.kind = UserMessageKind::postback;
  message.title = string_member(object, "title");
  if (const Json* payload = find_member(object, "payload")) {
    message.payload =
        payload->is_string() ? std::string(view(payload->get_string())) : to_json_text(*payload);
  }
  if (const Json* next = find_member(object, "nextDialogstateId")) message.next_dialog_id = text_value(*next);
  message.params = read_parameters(object);
  return message;
}

Result<UserMessage> read_upload(std::string_view text) {
  UserMessage message;
  message.kind = UserMessageKind::upload;
  if (text == "failed") {
    message.upload_failed = true;
    return message;
  }
  SB_TRY(const auto words, read_pairs(text));
  for (const auto& word : words) message.urls.push_back(word.key);
  if (message.urls.empty()) return invalid("upload: the addresses of the files, or 'failed'");
  return message;
}

// "50.85,4.35", and the title of the quick reply that asked for it.
Result<UserMessage> read_location(std::string_view text) {
  UserMessage message;
  message.kind = UserMessageKind::location;
  const auto end = std::min(text.find(' '), text.size());
  const auto comma = text.find(',');
  const auto number = [](std::string_view digits, double& out) {
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return read.ec == std::errc{} && read.ptr == digits.data() + digits.size();
  };
  const auto title = clicked_title(trim_ascii(text.substr(end)));
  if (comma >= end || !number(text.substr(0, comma), message.latitude) ||
      !number(text.substr(comma + 1, end - comma - 1), message.longitude) || (end < text.size() && !title)) {
    return invalid(
        "location: latitude and longitude, as in 50.85,4.35; then perhaps a quick reply, as in [Here]");
  }
  message.title = title.value_or("");
  return message;
}

// "200", "200 {…}", "200 text/html <p>…", or the words of a failure.
ApiAnswered read_http_answer(std::string_view text, std::string call_id) {
  ApiAnswered answered;
  answered.call_id = std::move(call_id);
  int status = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), status);
  if (read.ptr - text.data() != 3 || (text.size() > 3 && !is_space(text[3]))) {
    answered.failure = text;
    return answered;
  }
  http::Response response;
  response.status = status;
  auto body = trim_ascii(text.substr(3));
  const auto word = body.substr(0, std::min(body.find_first_of(" \n"), body.size()));
  std::string type(word);
  const bool typed =
      word.find('/') != std::string_view::npos && word.find_first_of("{[\"<") == std::string_view::npos;
  if (typed) {
    body = trim_ascii(body.substr(word.size()));
  } else {
    type = !body.empty() && begins_json(body.front()) ? "application/json" : "text/plain";
  }
  if (typed || !body.empty()) response.headers.push_back({"content-type", type});
  response.body = body;
  answered.response = std::move(response);
  return answered;
}

Result<ScriptFinished> read_script_answer(std::string_view text, std::string call_id) {
  ScriptFinished finished;
  finished.call_id = std::move(call_id);
  auto& outcome = finished.outcome;
  if (text == "nothing") {
    outcome.ok = true;
  } else if (text.starts_with("error ")) {
    outcome.error = trim_ascii(text.substr(6));
  } else if (!text.empty() && begins_json(text.front())) {
    SB_TRY(auto value, parse_json(text));
    outcome.ok = true;
    if (value.is_array()) {
      outcome.results.assign(value.get_array().begin(), value.get_array().end());
    } else {
      outcome.results.push_back(std::move(value));
    }
  } else {
    return invalid(
        "script: what was sent as JSON (a list for several), 'nothing', 'error' and its text, or "
        "'run' and the file with the answers to its fetches");
  }
  return finished;
}

Result<HandoverAnswered> read_handover_answer(std::string_view text, std::string call_id) {
  HandoverAnswered answered;
  answered.call_id = std::move(call_id);
  answered.provider_id = "provider";
  using Status = HandoverAnswered::Status;
  if (text == "opened" || text == "opened pause") {
    answered.status = Status::opened;
    answered.pause_bot = text != "opened";
  } else if (text == "closed") {
    answered.status = Status::closed;
  } else if (text == "disabled") {
    answered.status = Status::disabled;
  } else if (text.starts_with("failed ")) {
    answered.error = trim_ascii(text.substr(7));
  } else {
    return invalid("handover: one of 'opened', 'opened pause', 'closed', 'disabled', 'failed' and its text");
  }
  return answered;
}

// The first " -> " that is not inside a JSON string.
std::size_t arrow(std::string_view line) {
  bool inside = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (inside && line[i] == '\\') {
      ++i;
    } else if (line[i] == '"') {
      inside = !inside;
    } else if (!inside && line.substr(i, 4) == " -> ") {
      return i;
    }
  }
  return std::string_view::npos;
}

}  // namespace

Result<std::vector<Pair>> read_pairs(std::string_view text) {
  std::vector<Pair> pairs;
  std::size_t at = 0;
  for (;;) {
    while (at < text.size() && is_space(text[at])) ++at;
    if (at == text.size()) return pairs;
    Pair pair;
    const auto from = at;
    while (at < text.size() && !is_space(text[at]) && text[at] != '=') ++at;
    pair.key = text.substr(from, at - from);
    if (at < text.size() && text[at] == '=') {
      ++at;
      SB_TRY(pair.value, read_value(text, at));
    }
    if (pair.key.empty()) return invalid("'=' without a name before it");
    pairs.push_back(std::move(pair));
  }
}

std::string pair_value_text(const Json& value) {
  if (!value.is_string()) return to_json_text(value);
  const auto text = view(value.get_string());
  const bool bare = !text.empty() && text != "unset" && text != "none" && !begins_json(text.front()) &&
                    std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c != 0x7f; }) &&
                    parse_json(text).has_error();
  return bare ? std::string(text) : to_json_text(value);
}

Ok read_given(std::string_view text, Given& given) {
  SB_TRY(const auto pairs, read_pairs(text));
  for (const auto& pair : pairs) {
    if (!pair.value) return invalid("given: '" + pair.key + "' needs a value, as in " + pair.key + "=…");
    SB_TRYV(read_given_pair(pair.key, *pair.value, given));
  }
  return {};
}

Ok read_along(std::string_view text, Along& along) {
  SB_TRY(const auto pairs, read_pairs(text));
  for (const auto& pair : pairs) {
    if (!pair.value) return invalid("'" + pair.key + "' needs a value, as in " + pair.key + "=…");
    if (const auto user = below(pair.key, "user.")) {
      SB_TRYV(put(along.user, *user, *pair.value));
    } else if (const auto data = below(pair.key, "data.")) {
      SB_TRYV(put(along.data, *data, *pair.value));
    } else {
      return invalid("'" + pair.key + "' is neither user.… nor data.…");
    }
  }
  return {};
}

// A bare number is the score of the intent or entity before it.
Result<nlu::NlpResult> read_nlu(std::string_view text) {
  nlu::NlpResult result;
  double* score = nullptr;
  SB_TRY(const auto pairs, read_pairs(text));
  for (const auto& pair : pairs) {
    if (!pair.value) {
      const auto number = parse_json(pair.key);
      if (!score || number.has_error() || !number->is_number()) {
        return invalid("nlu: '" + pair.key +
                       "' is no score, and nothing of the form intent=… or entity.name=…");
      }
      *score = number->to_number<double>();
      continue;
    }
    nlu::FoundEntity entity;
    if (pair.key == "intent") {
      result.intents.push_back({text_value(*pair.value), 1});
      score = &result.intents.back().score;
      continue;
    }
    if (const auto own = below(pair.key, "entity.")) {
      entity.name = *own;
    } else if (const auto system = below(pair.key, "sys.")) {
      entity.name = *system;
      entity.system = true;
    } else {
      return invalid("nlu: '" + pair.key + "' is none of intent, entity.…, sys.…");
    }
    entity.value = *pair.value;
    result.entities.push_back(std::move(entity));
    score = &result.entities.back().score;
  }
  return result;
}

std::optional<std::string> clicked_title(std::string_view text) {
  const bool click = text.size() > 2 && text.front() == '[' && text.back() == ']';
  return click ? std::optional<std::string>(text.substr(1, text.size() - 2)) : std::nullopt;
}

Result<UserMessage> read_user_message(const TranscriptEntry& entry) {
  const std::string text = joined_content(entry);
  UserMessage message;
  if (entry.keyword == "postback") return read_postback(text);
  if (entry.keyword == "upload") return read_upload(text);
  if (entry.keyword == "location") return read_location(text);
  if (entry.keyword == "intro") {
    message.kind = UserMessageKind::intro;
  } else if (entry.keyword == "update") {
    Along along;
    SB_TRYV(read_along(text, along));
  } else if (const auto title = clicked_title(text)) {
    message.kind = UserMessageKind::postback;
    message.title = *title;
  } else {
    message.kind = UserMessageKind::text;
    message.text = text;
    if (text.starts_with('"')) {
      auto quoted = parse_json(text);
      if (quoted.has_error() || !quoted->is_string())
        return invalid("a text that begins with a quote is a JSON string");
      message.text = view(quoted->get_string());
    }
  }
  return message;
}

Result<std::int64_t> read_clock(std::string_view text) {
  std::int64_t amount = 0;
  const auto digits = text.substr(std::min<std::size_t>(1, text.size()));
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), amount);
  const std::string_view unit(read.ptr, static_cast<std::size_t>(digits.data() + digits.size() - read.ptr));
  const std::int64_t ms = unit == "s"   ? 1'000
                          : unit == "m" ? 60'000
                          : unit == "h" ? 3'600'000
                          : unit == "d" ? 86'400'000
                                        : 0;
  if (!text.starts_with('+') || read.ec != std::errc{} || ms == 0 || amount < 0 || amount > 1'000'000) {
    return invalid("clock: how far time moves, as in +90s, +5m, +2h or +3d");
  }
  return amount * ms;
}

Result<Control> read_control(std::string_view text) {
  SB_TRY(const auto object, read_object(text));
  Control control;
  for (const auto& member : object) SB_TRYV(read_control_member(view(member.key()), member.value(), control));
  return control;
}

Result<CallLine> split_call(const TranscriptEntry& entry) {
  CallLine line;
  for (std::size_t i = 0; i < entry.content.size(); ++i) {
    const std::string& text = entry.content[i];
    const auto stripped = trim_ascii(text);
    const auto inside = i == 0 ? arrow(text) : std::string::npos;
    if (stripped.starts_with("-> ")) {
      line.answer = stripped.substr(3);
    } else if (inside != std::string::npos) {
      line.call = text.substr(0, inside);
      line.answer = trim_ascii(std::string_view(text).substr(inside + 4));
    } else {
      line.call += (i > 0 ? "\n" : "") + text;
      continue;
    }
    for (++i; i < entry.content.size(); ++i) line.answer += '\n' + entry.content[i];
    return line;
  }
  return invalid(entry.keyword + ": after the call, ' -> ' and the answer to it");
}

std::optional<std::string> recording_to_run(std::string_view keyword, std::string_view answer) {
  if (keyword != "script" || (answer != "run" && !answer.starts_with("run "))) return std::nullopt;
  return std::string(trim_ascii(answer.substr(3)));
}

Result<std::optional<Answer>> read_answer(std::string_view keyword, std::string_view answer,
                                          std::string call_id) {
  if (answer == unanswered) return std::optional<Answer>{};
  if (keyword == "http") return std::optional<Answer>(read_http_answer(answer, std::move(call_id)));
  if (keyword == "script") {
    SB_TRY(auto finished, read_script_answer(answer, std::move(call_id)));
    return std::optional<Answer>(std::move(finished));
  }
  if (keyword == "handover") {
    SB_TRY(auto answered, read_handover_answer(answer, std::move(call_id)));
    return std::optional<Answer>(std::move(answered));
  }
  if (keyword == "mail") {
    if (answer == "sent") return std::optional<Answer>(MailSent{std::move(call_id), ""});
    if (!answer.starts_with("failed ")) return invalid("mail: 'sent', or 'failed' and its text");
    return std::optional<Answer>(MailSent{std::move(call_id), std::string(trim_ascii(answer.substr(7)))});
  }
  if (answer != "yes" && answer != "no") return invalid("availability: yes or no");
  return std::optional<Answer>(AvailabilityAnswered{std::move(call_id), answer == "yes"});
}

}  // namespace sb::engine
