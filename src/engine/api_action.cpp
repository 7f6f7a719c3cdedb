#include <algorithm>

#include "base/crypto.h"
#include "base/utf8.h"
#include "engine/json_fields.h"
#include "engine/turn_run.h"
#include "http/signing.h"
#include "model/interpolate.h"
#include "model/path.h"

// The API action (spec 02 §3): building the request, applying the answer.

namespace sb::engine {
namespace {

constexpr std::string_view masked = "***";
constexpr std::size_t logged_body_bytes_max = 64 * 1024;

// Some servers put a byte order mark before JSON.
std::string_view without_mark(std::string_view body) {
  constexpr std::string_view mark = "\xef\xbb\xbf";
  return body.starts_with(mark) ? body.substr(mark.size()) : body;
}

// JSON as JSON, anything else as text, cut to a length a log can bear.
Json body_json(std::string_view body) {
  if (body.empty()) return nullptr;
  if (body.size() <= logged_body_bytes_max) {
    if (auto parsed = parse_json(without_mark(body))) return *parsed;
  }
  return Json(utf8_prefix(body, logged_body_bytes_max));
}

std::string with_query(std::string url, const std::string& query) {
  if (query.empty()) return url;
  const auto hash = url.find('#');
  const std::string fragment = hash == std::string::npos ? "" : url.substr(hash);
  url.resize(std::min(hash, url.size()));
  const auto mark = url.find('?');
  if (mark == std::string::npos) {
    url += '?';
  } else if (url.back() != '?' && url.back() != '&') {
    url += '&';
  }
  return url + query + fragment;
}

void set_header(std::vector<http::Header>& headers, std::string name, std::string value) {
  const auto known = std::find_if(headers.begin(), headers.end(), [&](const http::Header& header) {
    return iequals_ascii(header.name, name);
  });
  if (known == headers.end()) {
    headers.push_back({std::move(name), std::move(value)});
  } else {
    *known = {std::move(name), std::move(value)};
  }
}

bool is_json_type(std::string_view content_type) {
  const std::string type = lower_ascii(trim_ascii(content_type.substr(0, content_type.find(';'))));
  return type == "application/json" || type.ends_with("+json") || type == "text/json";
}

std::string_view header_value(const std::vector<http::Header>& headers, std::string_view name) {
  for (const auto& header : headers) {
    if (iequals_ascii(header.name, name)) return header.value;
  }
  return {};
}

// What a 2xx answer asks for (the outcome table of spec 02 §3).
struct ReadAnswer {
  JsonObject answer;
  std::string warning;
};
Result<ReadAnswer> read_answer(const http::Response& response, const std::string& fault) {
  const auto text = trim_ascii(without_mark(response.body));
  if (text.empty()) return ReadAnswer{};
  Result<Json> parsed = Error{ErrorCode::upstream_failed, fault};
  if (fault.empty()) parsed = parse_json(text);
  if (!is_json_type(header_value(response.headers, "content-type"))) {
    if (parsed.has_error() || !parsed->is_object()) return ReadAnswer{};
    return ReadAnswer{parsed->as_object(), "the answer is JSON but has no JSON content type"};
  }
  if (!fault.empty()) return parsed.error();
  if (parsed.has_error()) return Error{ErrorCode::upstream_failed, "the answer is " + parsed.error().message};
  if (!parsed->is_object()) return Error{ErrorCode::upstream_failed, "the answer is JSON but no object"};
  return ReadAnswer{std::move(parsed->as_object()), ""};
}

}  // namespace

JsonObject describe_request(const http::Request& request) {
  JsonObject headers;
  for (const auto& header : request.headers) {
    headers[header.name] = http::is_secret_header(request, header.name) ? std::string(masked) : header.value;
  }
  const auto mark = request.url.find('?');
  return {{"method", request.method},
          {"url", request.url.substr(0, mark)},
          {"headers", std::move(headers)},
          {"query", mark == std::string::npos ? "" : request.url.substr(mark + 1)},
          {"body", body_json(request.body)}};
}

Result<CallApi> TurnRun::build_call(const action::Api& config) {
  CallApi call;
  http::Request& request = call.request;
  request.method = config.method;
  request.timeout_ms = config.timeout_ms;
  request.isolation_key = string_member(internal(), "botId");
  std::string query;
  for (const auto& parameter : config.query) {
    const auto value = value_of(parameter);
    if (!value || value->is_null()) continue;
    if (!query.empty()) query += '&';
    query += encode(parameter.key, Encoding::url_component) + '=' +
             encode(text_of(&*value), Encoding::url_component);
  }
  request.url = with_query(interpolate_url(config.url, c_.session), query);

  request.headers = {{"Accept", "application/json"}, {"Content-Type", "application/json"}};
  for (const auto& parameter : config.headers) {
    const auto value = value_of(parameter);
    if (!value || value->is_null() || trim(parameter.key).empty()) continue;
    set_header(request.headers, std::string(trim(parameter.key)), text_of(&*value));
  }
  if (config.auth.kind == action::Auth::Kind::basic) {
    const std::string pair =
        interpolate(config.auth.username, c_.session) + ':' + interpolate(config.auth.password, c_.session);
    set_header(request.headers, "Authorization", "Basic " + base64(pair));
  } else if (config.auth.kind == action::Auth::Kind::bearer) {
    set_header(request.headers, "Authorization", "Bearer " + interpolate(config.auth.token, c_.session));
  }
  if (config.method != "GET") request.body = to_json_text(nested_values(config.body));

  call.repeatable = config.method == "GET" || config.method == "PUT" || config.method == "DELETE" ||
                    config.repeat_after_interruption;
  call.idempotency_key = c_.turn->random.hex(32);
  if (call.repeatable) set_header(request.headers, "Idempotency-Key", call.idempotency_key);

  if (config.settings_id) {
    const ApiSetting* setting = bot_.api_setting(*config.settings_id);
    if (!setting) {
      return Error{ErrorCode::not_found, "the API setting '" + *config.settings_id + "' does not exist"};
    }
    call.settings_id = setting->id;
    if (setting->type == ApiSetting::Type::hmac) {
      const http::HmacSettings hmac{setting->key, setting->secret, setting->header, setting->encoding};
      SB_TRY(auto signature, http::hmac_headers(hmac, request.body, now_, c_.turn->random.hex(48)));
      for (auto& header : signature) {
        if (header.name == "hash" || header.name == setting->header)
          request.secret_headers.push_back(header.name);
        set_header(request.headers, header.name, header.value);
      }
    }
  }
  return call;
}

std::optional<Flow> TurnRun::run_action(const action::Api& config) {
  auto call = build_call(config);
  if (call.has_error())
    return fail({"api", call.error().message, JsonObject{{"method", config.method}, {"url", config.url}}});
  call->call_id = c_.turn->random.hex(24);
  const std::string call_id = call->call_id;
  return wait_for(WaitKind::api, call_id, std::move(*call));
}

void TurnRun::handle(const ApiAnswered& answer) {
  const auto waiting = answered(WaitKind::api, answer.call_id);
  if (!waiting) return;
  JsonObject described;
  if (auto effect = effect_from_json(waiting->request)) {
    if (const auto* call = std::get_if<CallApi>(&*effect)) described = describe_request(call->request);
  }
  const auto failed = [&](const std::string& error) {
    JsonObject response{{"error", error}};
    if (answer.response) {
      response["code"] = answer.response->status;
      response["body"] = body_json(answer.response->body);
    }
    run(fail({"api", error, described, std::move(response)}));
  };
  if (!answer.response) return failed(answer.failure);
  if (answer.response->status < 200 || answer.response->status > 299) {
    return failed("the server answered " + std::to_string(answer.response->status));
  }
  auto read = read_answer(*answer.response, answer.failure);
  if (read.has_error()) return failed(read.error().message);
  if (!read->warning.empty()) note("warning", read->warning);
  auto jump = apply_answer(read->answer);
  if (jump.has_error()) return failed(jump.error().message);
  if (*jump) return run(Flow::to(**jump));
  go_on_after(*waiting);
}

Result<std::optional<std::string>> TurnRun::apply_answer(const JsonObject& answer) {
  if (const Json* session = find_member(answer, "session"); session && !session->is_null()) {
    if (const JsonArray* parts = session->if_array()) {
      for (const auto& part : *parts) SB_TRYV(apply_session_part(part));
    } else {
      SB_TRYV(apply_session_part(*session));
    }
  }
  if (const Json* messages = find_member(answer, "messages"); messages && !messages->is_null()) {
    auto parsed = parse_bot_messages(*messages);
    if (parsed.has_error()) {
      const auto& fault = parsed.error();  // its text names the places
      return Error{fault.code, (fault.place.empty() ? "messages: " : "messages") + fault.message};
    }
    for (const auto& message : *parsed) SB_TRYV(say(message, {}));
  }
  return jump_of(answer);
}

Ok TurnRun::apply_session_part(const Json& part) {
  const JsonObject* object = part.if_object();
  if (!object) return Error{ErrorCode::upstream_failed, "session: must be an object with namespace and data"};
  const Json* data = find_member(*object, "data");
  if (!data) return {};
  const auto name_space = trim(string_member(*object, "namespace"));
  if (name_space.empty() && !data->is_object()) {
    note("warning", "session data without a namespace was dropped: it is no object");
    return {};
  }
  SessionWriter writer(c_.session, changes_);
  SB_TRYV(writer.merge(name_space, *data));
  warn_dropped(writer);
  return {};
}

Result<std::optional<std::string>> TurnRun::jump_of(const JsonObject& answer) const {
  const auto read = [](const JsonObject& object, std::string_view key) -> std::string {
    const Json* value = find_member(object, key);
    if (!value || !(value->is_string() || value->is_number())) return "";
    return std::string(trim(text_of(value)));
  };
  std::string wanted;
  if (const JsonObject* action = object_member(answer, "action")) {
    wanted = read(*action, "nextDialogstate");
    if (wanted.empty()) wanted = read(*action, "nextDialogstateId");
  }
  if (wanted.empty()) wanted = read(answer, "nextDialogstate");
  if (wanted.empty()) return std::optional<std::string>{};
  const Dialog* dialog = bot_.dialog_by_reference(wanted);
  if (!dialog) {
    return Error{ErrorCode::upstream_failed, "nextDialogstate: there is no bot dialog '" + wanted + "'"};
  }
  return std::optional<std::string>(dialog->id);
}

}  // namespace sb::engine
