#include "engine/transcript_show.h"

#include <algorithm>

#include "base/utf8.h"
#include "model/interpolate.h"

namespace sb::engine {
namespace {

std::string text_at(const JsonObject& object, std::string_view key) {
  return std::string(string_member(object, key));
}

// "[Title]" of what leads to a dialog, "[Title -> target]" of what leads elsewhere.
std::string button_text(const JsonObject& button) {
  const auto type = string_member(button, "type");
  std::string text = "[" + (type == "element_share" ? "share" : text_at(button, "title"));
  if (type == "web_url" || type == "webview") text += " -> " + text_at(button, "url");
  if (type == "webview") {
    if (const JsonArray* params = array_member(button, "params")) text += ' ' + to_json_text(Json(*params));
  }
  if (type == "phone_number") text += " -> tel:" + text_at(button, "payload");
  return text + "]";
}

std::string reply_text(const JsonObject& reply) {
  const bool location = string_member(reply, "type") == "location";
  return (location ? "(@" : "(") + text_at(reply, "title") + ")";
}

std::string joined(const JsonObject& config, std::string_view key, std::string (*show)(const JsonObject&)) {
  std::string line;
  const JsonArray* items = array_member(config, key);
  for (const auto& item : items ? *items : JsonArray{}) {
    if (!item.is_object()) continue;
    if (!line.empty()) line += ' ';
    line += show(item.get_object());
  }
  return line;
}

void add_line(std::vector<std::string>& lines, std::string line) {
  if (!line.empty()) lines.push_back(std::move(line));
}

void add_button_lines(std::vector<std::string>& lines, const JsonObject& holder, std::string_view indent) {
  std::string line = joined(holder, "buttons", button_text);
  if (const JsonObject* button = object_member(holder, "button"))
    line += (line.empty() ? "" : " ") + button_text(*button);
  if (!line.empty()) lines.push_back(std::string(indent) + line);
}

void add_elements(std::vector<std::string>& lines, const JsonObject& config) {
  const JsonArray* elements = array_member(config, "elements");
  for (const auto& item : elements ? *elements : JsonArray{}) {
    if (!item.is_object()) continue;
    const JsonObject& element = item.get_object();
    std::string line = "* " + text_at(element, "title");
    for (const auto key : {"subTitle", "imageUrl", "webUrl"}) {
      if (const auto text = text_at(element, key); !text.empty()) line += " | " + text;
    }
    lines.push_back(std::move(line));
    add_button_lines(lines, element, "");
  }
}

std::string first_text(const JsonObject& config) {
  const JsonArray* texts = array_member(config, "textMessages");
  const JsonObject* first = texts && !texts->empty() ? texts->front().if_object() : nullptr;
  return first ? text_at(*first, "text") : "";
}

// "<tag> text", the text beginning on the same line.
std::vector<std::string> tagged(std::string tag, std::string_view text) {
  auto lines = text.empty() ? std::vector<std::string>{""} : text_lines(text);
  lines.front() = lines.front().empty() ? std::move(tag) : std::move(tag) + ' ' + lines.front();
  return lines;
}

std::vector<std::string> error_lines(const ReportError& report) {
  auto lines = text_lines(report.error);
  lines.front() = report.source + ": " + lines.front();
  return lines;
}

std::string json_or_nothing(const JsonObject& object) {
  return object.empty() ? "" : ' ' + to_json_text(object);
}

ShownCall shown_http(const CallApi& call) {
  ShownCall shown{"http", call.call_id, {call.request.method + ' ' + call.request.url}};
  const auto& body = call.request.body;
  if (!body.empty() && body != "{}") shown.content.front() += ' ' + body;
  for (const auto& header : call.request.headers) {
    const bool usual =
        iequals_ascii(header.name, "Idempotency-Key") ||
        ((iequals_ascii(header.name, "Accept") || iequals_ascii(header.name, "Content-Type")) &&
         header.value == "application/json");
    if (!usual) shown.content.push_back(header.name + ": " + header.value);
  }
  return shown;
}

std::optional<Json> position_value(std::string_view key, const Conversation& c, const BotIndex& bot) {
  const auto name_of = [&](const std::string& id) {
    const Dialog* dialog = bot.dialog(id);
    return Json(dialog ? dialog->name : id);
  };
  const JsonObject* own = object_member(c.session, "internal");
  const JsonObject* current = own ? object_member(*own, "currentDialogstate") : nullptr;
  if (key == "@paused") return Json(c.paused);
  if (key == "@dialog" && current) return Json(string_member(*current, "name"));
  if (key == "@pending" && c.pending) return name_of(c.pending->dialog_id);
  if (key == "@attempts" && c.pending) return Json(c.pending->attempts);
  if (key == "@offload" && c.offload) return Json(c.offload->provider_id);
  if (key == "@interrupted" && c.interrupted_dialog_id) return name_of(*c.interrupted_dialog_id);
  if (key == "@waiting" && c.turn && c.turn->waiting) return Json(wait_kind_name(c.turn->waiting->kind));
  constexpr std::string_view context = "@context.";
  for (const auto& active : c.contexts) {
    if (key.starts_with(context) && key.substr(context.size()) == active.name) return Json(active.lifespan);
  }
  return std::nullopt;
}

std::string state_text(const std::string& key, const Conversation& c, const BotIndex& bot) {
  if (key.starts_with("@")) {
    const auto value = position_value(key, c, bot);
    return value ? pair_value_text(*value) : "none";
  }
  const Json* value = find_value(c.session, key);
  return value ? pair_value_text(*value) : "unset";
}

}  // namespace

// A text that would not survive as lines of a file is shown as a JSON string.
std::vector<std::string> text_lines(std::string_view text) {
  std::vector<std::string> lines;
  bool plain = !text.empty() && text.front() != '"';
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    const auto line = text.substr(from, end - from);
    plain =
        plain && !line.empty() && trim_ascii(line).size() == line.size() &&
        std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) >= ' '; });
    lines.emplace_back(line);
    from = end + 1;
  }
  if (plain) return lines;
  std::string quoted;
  append_json_string(quoted, text);
  return {quoted};
}

std::vector<std::string> message_lines(const BotMessage& message) {
  const JsonObject& config = message.config;
  std::vector<std::string> lines;
  switch (message.kind) {
    case MessageKind::text:
      return text_lines(first_text(config));
    case MessageKind::buttons:
      lines = text_lines(first_text(config));
      add_button_lines(lines, config, "");
      return lines;
    case MessageKind::quick_replies:
      lines = text_lines(first_text(config));
      add_line(lines, joined(config, "quickReplies", reply_text));
      return lines;
    case MessageKind::carousel:
      lines = {"<carousel>"};
      add_elements(lines, config);
      return lines;
    case MessageKind::list:
      lines = {"<list>"};
      add_elements(lines, config);
      add_button_lines(lines, config, "all: ");
      return lines;
    case MessageKind::media: {
      const JsonObject* media = object_member(config, "media");
      return media ? tagged('<' + text_at(*media, "type") + '>', text_at(*media, "url"))
                   : std::vector<std::string>{"<media>"};
    }
    case MessageKind::file_upload:
      return tagged("<upload>", text_at(config, "caption"));
    case MessageKind::rich_text:
    case MessageKind::html:
      return tagged("<html>", text_at(config, "html"));
    case MessageKind::json_event:
    case MessageKind::opaque:
      return {to_json_text(config)};
  }
  return {};
}

std::optional<TranscriptEntry> shown(const Effect& effect, const Given& given) {
  TranscriptEntry entry;
  if (const auto* say = std::get_if<Say>(&effect)) {
    const bool event = say->message.kind == MessageKind::json_event;
    entry.keyword = event ? "event" : say->by_agent ? "agent" : "bot";
    entry.content = message_lines(say->message);
    return entry;
  }
  if (const auto* report = std::get_if<ReportError>(&effect)) {
    entry.keyword = "error";
    entry.content = error_lines(*report);
    return entry;
  }
  if (const auto* pause = std::get_if<PauseChanged>(&effect)) {
    entry.keyword = "pause";
    entry.content = {!pause->paused ? "off" : pause->until ? "until " + iso_text(*pause->until) : "on"};
    return entry;
  }
  const auto* note = std::get_if<Note>(&effect);
  if (!note) return std::nullopt;
  const bool wanted = (note->kind == "warning" && given.show_warnings) ||
                      (note->kind == "dialog" && given.show_dialogs) ||
                      (note->kind == "console" && given.show_console);
  if (!wanted) return std::nullopt;
  entry.keyword = note->kind;
  entry.content = text_lines(note->text);
  return entry;
}

std::optional<ShownCall> shown_call(const Effect& effect) {
  if (const auto* call = std::get_if<CallApi>(&effect)) return shown_http(*call);
  if (const auto* run = std::get_if<RunScript>(&effect)) {
    return ShownCall{"script", run->call_id, {to_json_text(run->job.args)}, run->job};
  }
  if (const auto* call = std::get_if<HandOver>(&effect)) {
    return ShownCall{
        "handover", call->call_id, {call->provider_id.value_or("default") + json_or_nothing(call->payload)}};
  }
  if (const auto* mail = std::get_if<SendMail>(&effect)) {
    JsonObject content{{"subject", mail->subject}, {"body", mail->body}};
    if (mail->with_transcript) content["transcript"] = true;
    return ShownCall{"mail", mail->call_id, {mail->recipients + ' ' + to_json_text(content)}};
  }
  if (const auto* call = std::get_if<AskAvailability>(&effect)) {
    return ShownCall{"availability", call->call_id, {call->provider_id.value_or("default")}};
  }
  return std::nullopt;
}

std::vector<std::string> shown_state(const TranscriptEntry& entry, const Conversation& conversation,
                                     const BotIndex& bot) {
  std::vector<std::string> lines;
  for (const auto& line : entry.content) {
    std::string text;
    const auto pairs = read_pairs(line);
    if (pairs.has_error()) return entry.content;
    for (const auto& pair : *pairs) {
      if (!text.empty()) text += "  ";
      text += pair.key + '=' + state_text(pair.key, conversation, bot);
    }
    lines.push_back(std::move(text));
  }
  return lines;
}

}  // namespace sb::engine
