#include "api/call.h"

#include <charconv>

namespace sb::api {

Call::Call(const Endpoint& endpoint, http::InboundRequest request, http::RouteParams params,
           http::Respond respond, UtcMs now)
    : endpoint_(endpoint),
      request_(std::move(request)),
      params_(std::move(params)),
      respond_(std::move(respond)),
      now_(now) {}

std::string Call::text(std::string_view name) const {
  const std::string* value = request_.find_query(name);
  return value ? *value : std::string();
}

std::int64_t Call::path_number(std::string_view name) const {
  const std::string& text = path(name);
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failure == std::errc() && end == text.data() + text.size() && number > 0 ? number : 0;
}

std::int64_t Call::number(std::string_view name, std::int64_t otherwise) const {
  const std::string* value = request_.find_query(name);
  if (!value) return otherwise;
  std::int64_t number = otherwise;
  std::from_chars(value->data(), value->data() + value->size(), number);
  return number;
}

bool Call::flag(std::string_view name, bool otherwise) const {
  const std::string* value = request_.find_query(name);
  return value ? *value == "true" : otherwise;
}

std::optional<UtcMs> Call::time(std::string_view name) const {
  const std::string* value = request_.find_query(name);
  return value ? parse_iso(*value) : std::nullopt;
}

bool Call::use_bot(const conductor::BotRegistry& bots, const std::string& bot_id,
                   std::optional<Version> version) {
  // Outside its scope a caller does not learn whether the bot exists.
  const auto role = principal_.scope.role_for(bot_id);
  if (!role) {
    fail(403, "AUTHORIZATION", "you have no access to this bot");
    return false;
  }
  if (endpoint_.right && !store::grants(*role, *endpoint_.right)) {
    fail(403, "AUTHORIZATION", "the role '" + std::string(store::role_name(*role)) + "' may not do this");
    return false;
  }
  const bool draft_first = endpoint_.family == Family::manage && bots.find(bot_id, Version::draft);
  if (!version) version = draft_first ? Version::draft : bots.default_version(bot_id);
  bot_ = version ? bots.find(bot_id, *version) : nullptr;
  if (!bot_) {
    const bool known = bots.default_version(bot_id).has_value();
    fail(404, "BOT_NOT_FOUND", known ? "the bot has no such version" : "there is no bot '" + bot_id + "'",
         {{"id", bot_id}});
    return false;
  }
  bot_id_ = bot_id;
  version_ = *version;
  return true;
}

void Call::answer(http::OutboundResponse response) const {
  if (audit_ && response.status < 300) {
    const bool user = principal_.kind == Principal::Kind::user;
    const std::string& object = object_.empty() ? request_.path : object_;
    audit_({0, now_, user ? "user" : "token", principal_.id, principal_.name, endpoint_.id, bot_id_, object,
            response.status});
  }
  if (standing_) standing_->add_to(response.headers, now_);
  respond_(std::move(response));
}

std::shared_ptr<http::StreamWriter> Call::start_stream(http::Headers headers) const {
  if (standing_) standing_->add_to(headers, now_);
  return respond_.start_stream(std::move(headers));
}

}  // namespace sb::api
