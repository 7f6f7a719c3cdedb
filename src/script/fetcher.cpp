#include "script/fetcher.h"

#include "base/crypto.h"
#include "base/utf8.h"

namespace sb::script {
namespace {

constexpr std::size_t headers_max = 200;
constexpr int redirects_limit = 100;
constexpr std::int64_t timeout_ms_limit = 3'600'000;

using HeaderList = std::vector<std::pair<std::string, std::string>>;

std::optional<HeaderList> headers_from(const JsonObject& object) {
  HeaderList out;
  const JsonArray* list = array_member(object, "headers");
  if (!list) return out;
  if (list->size() > headers_max) return std::nullopt;
  for (const auto& item : *list) {
    const JsonArray* pair = item.if_array();
    if (!pair || pair->size() != 2 || !(*pair)[0].is_string() || !(*pair)[1].is_string()) return std::nullopt;
    out.emplace_back(view((*pair)[0].get_string()), view((*pair)[1].get_string()));
  }
  return out;
}

JsonArray headers_json(const HeaderList& headers) {
  JsonArray out;
  for (const auto& [name, value] : headers) {
    // Values of headers may be Latin-1; JSON holds UTF-8 only.
    if (is_valid_utf8(name) && is_valid_utf8(value)) out.push_back(JsonArray{name, value});
  }
  return out;
}

std::int64_t number_member(const JsonObject& object, std::string_view key, std::int64_t fallback,
                           std::int64_t most) {
  const Json* value = find_member(object, key);
  if (!value || !value->is_number()) return fallback;
  const double number = value->to_number<double>();
  if (!(number >= 0)) return 0;
  return number > static_cast<double>(most) ? most : static_cast<std::int64_t>(number);
}

void put_body(JsonObject& out, const std::string& body) {
  if (is_valid_utf8(body)) {
    out["body"] = body;
  } else {
    out["base64"] = base64(body);
  }
}

}  // namespace

std::optional<FetchRequest> fetch_request_from(std::string_view head, std::string_view body) {
  const auto parsed = parse_json(head);
  if (parsed.has_error() || !parsed->is_object()) return std::nullopt;
  const JsonObject& object = parsed->get_object();
  auto headers = headers_from(object);
  if (!headers) return std::nullopt;
  FetchRequest request;
  request.method = string_member(object, "method");
  request.url = string_member(object, "url");
  request.headers = std::move(*headers);
  request.body = body;
  const auto redirect = string_member(object, "redirect");
  request.redirect = redirect == "manual"  ? FetchRequest::Redirect::manual
                     : redirect == "error" ? FetchRequest::Redirect::error
                                           : FetchRequest::Redirect::follow;
  request.redirects_max = static_cast<int>(number_member(object, "follow", 20, redirects_limit));
  request.timeout_ms = number_member(object, "timeout", 0, timeout_ms_limit);
  request.response_bytes_max = static_cast<std::size_t>(number_member(object, "size", 0, 1'000'000'000));
  return request;
}

std::string head_text(const FetchAnswer& answer) {
  if (answer.status == 0) {
    return to_json_text(
        JsonObject{{"error", JsonObject{{"type", answer.error_type}, {"message", answer.error}}}});
  }
  return to_json_text(JsonObject{{"status", answer.status},
                                 {"url", answer.url},
                                 {"redirected", answer.redirected},
                                 {"headers", headers_json(answer.headers)}});
}

JsonObject to_json(const FetchRequest& request) {
  JsonObject out{{"method", request.method}, {"url", request.url}};
  if (!request.headers.empty()) out["headers"] = headers_json(request.headers);
  if (!request.body.empty()) put_body(out, request.body);
  return out;
}

JsonObject to_json(const FetchAnswer& answer) {
  if (answer.status == 0)
    return {{"error", JsonObject{{"type", answer.error_type}, {"message", answer.error}}}};
  JsonObject out{{"status", answer.status}};
  if (!answer.url.empty()) out["url"] = answer.url;
  if (answer.redirected) out["redirected"] = true;
  if (!answer.headers.empty()) out["headers"] = headers_json(answer.headers);
  if (!answer.body.empty()) put_body(out, answer.body);
  return out;
}

FetchAnswer fetch_answer_from(const JsonObject& object) {
  FetchAnswer answer;
  if (const JsonObject* error = object_member(object, "error")) {
    answer.error_type = string_member(*error, "type");
    answer.error = string_member(*error, "message");
    return answer;
  }
  answer.status = static_cast<int>(number_member(object, "status", 0, 999));
  answer.url = string_member(object, "url");
  const Json* redirected = find_member(object, "redirected");
  answer.redirected = redirected && redirected->is_bool() && redirected->get_bool();
  if (auto headers = headers_from(object)) answer.headers = std::move(*headers);
  answer.body = string_member(object, "body");
  if (const auto bytes = from_base64(string_member(object, "base64")); bytes && answer.body.empty()) {
    answer.body = *bytes;
  }
  if (answer.status == 0) return interrupted_fetch();
  return answer;
}

std::string digest(const FetchRequest& request) {
  return hex(sha256(to_canonical_json_text(Json(to_json(request)))));
}

}  // namespace sb::script
