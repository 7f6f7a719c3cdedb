#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/exchange.h"
#include "model/shape.h"
#include "store/access_scope.h"

namespace sb::api {

class Call;
using CallPtr = std::shared_ptr<Call>;

// Which document and which habits an endpoint belongs to.
enum class Family {
  v1,      // unknown members are ignored; `version` defaults to LIVE where there is one
  legacy,  // as v1; the token may also come as ?access_token=
  manage,  // unknown members are refused; `version` defaults to DRAFT; bodies must say that they are JSON
};

// A query parameter or a request header.
struct Param {
  enum class Type { text, integer, boolean, time };
  enum class In { query, header };
  std::string_view name, about;
  Type type = Type::text;
  std::int64_t min = 0, max = 0;              // integer
  std::vector<std::string_view> values = {};  // text: the only ones allowed, when not empty
  In in = In::query;
};

// One kind of answer. The errors every endpoint may give need no mention (endpoint.cpp adds them).
struct Answer {
  int status = 200;
  std::string_view about;
  ShapePtr body = nullptr;  // null: no body, or one that is not JSON
  std::string_view content_type = "application/json";
};

// One method and path: the route, what is checked before it runs, and its place in the OpenAPI document.
struct Endpoint {
  std::string method, path, id, summary;
  Family family = Family::v1;
  // Nullopt: everybody who proves who he is. Checked against the bot of `{botId}` when the path has one.
  std::optional<store::Right> right = std::nullopt;
  bool audited = true;  // manage, methods that change: whether the audit log tells of it
  bool open = false;    // needs no token: the documents themselves
  std::vector<Param> params = {};
  ShapePtr body = nullptr;  // null: takes no JSON body
  std::string_view body_type = "application/json";
  std::size_t body_bytes_max = 0;  // 0: the server's default
  std::vector<Answer> answers = {};
  std::function<void(CallPtr)> handle = nullptr;  // null: described here, served elsewhere
};
// A body of the management API all of whose members may be left out.
bool may_be_left_out(const Endpoint& endpoint);
using Endpoints = std::vector<Endpoint>;

void append(Endpoints& to, Endpoints more);

// The parameters many endpoints share.
Param version_param();
Param limit_param(std::int64_t max = 500);
Param offset_param();
Param cursor_param();
Param time_param(std::string_view name, std::string_view about);
Param text_param(std::string_view name, std::string_view about);
Param flag_param(std::string_view name, std::string_view about);
inline constexpr std::int64_t page_items = 50;  // when no limit is given (spec 05 §1)

const Param* find_param(const Endpoint& endpoint, std::string_view name);
// "{botId}" → "botId", in order.
std::vector<std::string_view> path_params(std::string_view path);
std::string_view path_param_about(std::string_view name);
// The errors this endpoint may answer besides what it lists.
std::vector<int> common_errors(const Endpoint& endpoint);

}  // namespace sb::api
