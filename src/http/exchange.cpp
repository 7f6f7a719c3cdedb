#include "http/exchange.h"

#include <array>

#include "base/log.h"
#include "base/utf8.h"

namespace sb::http {
namespace {

constexpr std::string_view json_content_type = "application/json; charset=utf-8";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Error bad_target(std::string message) {
  return {ErrorCode::invalid_input, std::move(message), "request target"};
}

Result<std::string> decoded_text(std::string_view encoded) {
  auto text = percent_decode(encoded);
  if (!text) return bad_target("invalid percent-encoding in the request target");
  if (!is_valid_utf8(*text)) return bad_target("the request target does not decode to UTF-8");
  return std::move(*text);
}

Ok parse_path(InboundRequest& request) {
  std::string_view rest = std::string_view(request.path).substr(1);
  for (;;) {
    const auto slash = rest.find('/');
    SB_TRY(auto segment, decoded_text(rest.substr(0, slash)));
    if (segment == "." || segment == "..")
      return bad_target("dot segments are not allowed in the request target");
    request.segments.push_back(std::move(segment));
    if (slash == std::string_view::npos) return {};
    rest.remove_prefix(slash + 1);
  }
}

Ok parse_query(InboundRequest& request, std::string_view text) {
  while (!text.empty()) {
    const auto end = text.find('&');
    std::string pair(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (pair.empty()) continue;
    for (char& c : pair) c = c == '+' ? ' ' : c;
    const auto equals = pair.find('=');
    SB_TRY(auto name, decoded_text(std::string_view(pair).substr(0, equals)));
    std::string value;
    if (equals != std::string::npos) {
      SB_TRY(value, decoded_text(std::string_view(pair).substr(equals + 1)));
    }
    request.query.emplace_back(std::move(name), std::move(value));
  }
  return {};
}

class ClosedStream final : public StreamWriter {
 public:
  bool write(std::string_view) override { return false; }
  void close() override {}
  void on_close(std::function<void()> task) override { task(); }
  bool closed() const override { return true; }
};

class FunctionSink final : public ResponseSink {
 public:
  explicit FunctionSink(std::function<void(OutboundResponse)> on_answer) : on_answer_(std::move(on_answer)) {}
  ~FunctionSink() override {
    if (on_answer_) answer(error_response(Error{ErrorCode::internal, "the request was dropped"}));
  }
  FunctionSink(const FunctionSink&) = delete;
  FunctionSink& operator=(const FunctionSink&) = delete;

  void answer(OutboundResponse response) override {
    if (auto once = std::exchange(on_answer_, nullptr)) {
      once(std::move(response));
    } else {
      log_error("request.answered_twice");
    }
  }
  std::shared_ptr<StreamWriter> start_stream(int status, Headers headers) override {
    answer({status, std::move(headers), {}});
    return std::make_shared<ClosedStream>();
  }

 private:
  std::function<void(OutboundResponse)> on_answer_;
};

}  // namespace

const std::string* InboundRequest::find_query(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

Ok parse_target(InboundRequest& request) {
  request.path.clear();
  request.segments.clear();
  request.query.clear();
  const std::string_view target = request.target;
  if (target == "*" && request.method == "OPTIONS") {
    request.path = target;
    return {};
  }
  if (target.empty() || target.front() != '/') return bad_target("the request target must be a path");
  for (const char c : target) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '#') {
      return bad_target("the request target holds a character that must be percent-encoded");
    }
  }
  const auto question = target.find('?');
  request.path = target.substr(0, question);
  SB_TRYV(parse_path(request));
  if (question != std::string_view::npos) SB_TRYV(parse_query(request, target.substr(question + 1)));
  return {};
}

OutboundResponse text_response(int status, std::string_view content_type, std::string body) {
  return {status, Headers{{"Content-Type", std::string(content_type)}}, std::move(body)};
}

OutboundResponse json_text_response(int status, std::string json_text) {
  return text_response(status, json_content_type, std::move(json_text));
}

OutboundResponse json_response(int status, const Json& value) {
  return json_text_response(status, to_json_text(value));
}

OutboundResponse no_content_response() {
  return {204, {}, {}};
}

OutboundResponse error_response(int status, std::string_view code, std::string_view message,
                                JsonObject params) {
  return json_response(status, JsonObject{{"statusCode", status},
                                          {"error", reason_phrase(status)},
                                          {"message", message},
                                          {"code", code},
                                          {"params", std::move(params)}});
}

OutboundResponse error_response(const Error& error) {
  JsonObject params;
  std::string_view message = error.message;
  if (error.code == ErrorCode::internal) {
    log_error("request.internal_error",
              {{"message", std::string_view(error.message)}, {"place", std::string_view(error.place)}});
    message = "An internal error occurred.";
  } else if (!error.place.empty()) {
    params["place"] = error.place;
  }
  auto response = error_response(status_of(error.code), wire_code(error.code), message, std::move(params));
  if (error.code == ErrorCode::unavailable || error.code == ErrorCode::limit_exceeded) {
    response.headers.add("Retry-After", "1");
  }
  return response;
}

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_input:
      return 400;
    case ErrorCode::unauthorized:
      return 401;
    case ErrorCode::forbidden:
      return 403;
    case ErrorCode::not_found:
      return 404;
    case ErrorCode::conflict:
      return 409;
    case ErrorCode::limit_exceeded:
      return 429;
    case ErrorCode::upstream_failed:
      return 502;
    case ErrorCode::timed_out:
      return 504;
    case ErrorCode::unavailable:
      return 503;
    case ErrorCode::internal:
      break;
  }
  return 500;
}

std::string_view wire_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_input:
      return "VALIDATION";
    case ErrorCode::unauthorized:
      return "AUTHENTICATION";
    case ErrorCode::forbidden:
      return "AUTHORIZATION";
    case ErrorCode::not_found:
      return "NOT_FOUND";
    case ErrorCode::conflict:
      return "CONFLICT";
    case ErrorCode::limit_exceeded:
      return "LIMIT_EXCEEDED";
    case ErrorCode::upstream_failed:
      return "UPSTREAM_FAILED";
    case ErrorCode::timed_out:
      return "TIMED_OUT";
    case ErrorCode::unavailable:
      return "UNAVAILABLE";
    case ErrorCode::internal:
      break;
  }
  return "INTERNAL";
}

std::string_view reason_phrase(int status) {
  // IANA's HTTP status code registry, what this product sends.
  static constexpr std::array<std::pair<int, std::string_view>, 32> phrases{{
      {100, "Continue"},
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {415, "Unsupported Media Type"},
      {417, "Expectation Failed"},
      {422, "Unprocessable Content"},
      {428, "Precondition Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {502, "Bad Gateway"},
      {503, "Service Unavailable"},
      {504, "Gateway Timeout"},
  }};
  for (const auto& [known, phrase] : phrases) {
    if (known == status) return phrase;
  }
  return "Unregistered Status";
}

Respond::Respond(std::function<void(OutboundResponse)> on_answer)
    : sink_(std::make_shared<FunctionSink>(std::move(on_answer))) {}

}  // namespace sb::http
