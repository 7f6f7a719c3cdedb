#include "api/endpoint.h"

#include <algorithm>
#include <iterator>

namespace sb::api {

void append(Endpoints& to, Endpoints more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Param version_param() {
  Param param{"version", "Which version of the bot is meant."};
  param.values = {"DRAFT", "LIVE"};
  return param;
}

Param limit_param(std::int64_t max) {
  Param param{"limit", "How many items to answer at most; 50 when not given.", Param::Type::integer};
  param.min = 1;
  param.max = max;
  return param;
}

Param offset_param() {
  Param param{"offset", "How many items to skip. Items that arrive meanwhile shift the pages: prefer cursor.",
              Param::Type::integer};
  param.max = 10'000'000;
  return param;
}

Param cursor_param() {
  Param param{"cursor",
              "The `nextCursor` of the page before: continues after it, whatever has arrived since.",
              Param::Type::integer};
  param.max = INT64_MAX;
  return param;
}

Param time_param(std::string_view name, std::string_view about) {
  return {name, about, Param::Type::time};
}
Param text_param(std::string_view name, std::string_view about) {
  return {name, about};
}
Param flag_param(std::string_view name, std::string_view about) {
  return {name, about, Param::Type::boolean};
}

const Param* find_param(const Endpoint& endpoint, std::string_view name) {
  for (const auto& param : endpoint.params) {
    if (param.name == name) return &param;
  }
  return nullptr;
}

std::vector<std::string_view> path_params(std::string_view path) {
  std::vector<std::string_view> names;
  for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
    names.push_back(path.substr(open + 1, path.find('}', open) - open - 1));
  }
  return names;
}

std::string_view path_param_about(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> known[] = {
      {"botId", "The bot's id."},
      {"conversationId", "The session id: one value with sender id and user id."},
      {"senderId", "The session id."},
      {"channelId", "The channel's id, 24 hex digits."},
      {"webhookId", "The id of the webhook."},
      {"namespace", "A path into the session."},
      {"version", "DRAFT or LIVE."},
  };
  for (const auto& [key, about] : known) {
    if (key == name) return about;
  }
  return "Which one.";
}

bool may_be_left_out(const Endpoint& endpoint) {
  if (endpoint.family != Family::manage || !endpoint.body) return false;
  const Shape& body = *endpoint.body;
  return body.kind == Shape::Kind::object &&
         std::none_of(body.members.begin(), body.members.end(),
                      [](const auto& member) { return member.need == Need::required; });
}

std::vector<int> common_errors(const Endpoint& endpoint) {
  if (endpoint.open) return {};
  std::vector<int> codes{400, 401, 403, 404, 429, 500, 503};
  if (endpoint.body || endpoint.body_type != "application/json") codes.push_back(413);
  if (endpoint.family == Family::manage && endpoint.body) codes.push_back(415);
  return codes;
}

}  // namespace sb::api
