#include "channels/web_routes.h"

#include <charconv>
#include <functional>
#include <optional>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/utf8.h"
#include "channels/multipart.h"
#include "channels/web_config.h"
#include "channels/web_messages.h"
#include "channels/web_pages.h"
#include "channels/web_ticket.h"
#include "channels/web_token.h"
#include "model/interpolate.h"

namespace sb::channels {
namespace {

constexpr std::string_view web_type = "web";
constexpr std::size_t start_body_bytes_max = 256 * 1024;
constexpr std::size_t message_body_bytes_max = 256 * 1024;
constexpr std::size_t upload_form_bytes_max = 64 * 1024;  // what a form adds to the file
constexpr std::int64_t ms_per_minute = 60'000;
constexpr int retry_after_s = 1;

http::OutboundResponse refusal(const Error& error) {
  if (error.code == ErrorCode::invalid_input) {
    const bool named = error.place.empty() || error.message.starts_with(error.place);
    return http::error_response(422, "VALIDATION", named ? error.message : error.place + " " + error.message);
  }
  auto response = http::error_response(error);
  if (response.status == 429 || response.status == 503)
    response.headers.set("Retry-After", std::to_string(retry_after_s));
  return response;
}

http::OutboundResponse api_response(const JsonObject& content) {
  auto response = http::json_text_response(200, to_json_text(content));
  response.headers.set("Cache-Control", "no-store");
  return response;
}

std::string_view bearer(const http::InboundRequest& request) {
  std::string_view value = request.headers.get("authorization");
  constexpr std::string_view scheme = "bearer ";
  if (value.size() <= scheme.size() || !iequals_ascii(value.substr(0, scheme.size()), scheme)) return {};
  return trim_ascii(value.substr(scheme.size()));
}

// What a page wants of a start.
struct StartWish {
  StartClaims claims;
  bool proven = false;  // by a token
};

Result<StartWish> read_start(const WebConfig& config, const JsonObject& body, UtcMs now) {
  StartWish wish;
  const auto language = string_member(body, "lang");
  if (config.protection == WidgetProtection::refused)
    return Error{ErrorCode::forbidden, "the channel's protection or secret is misconfigured"};
  if (config.protection != WidgetProtection::plain) {
    SB_TRY(wish.claims, read_start_token(config, string_member(body, "token"), now));
    wish.proven = true;
    if (wish.claims.language.empty()) wish.claims.language = language;
  } else {
    wish.claims.language = language;
    wish.claims.session_id = string_member(body, "sessionId");
    if (const JsonObject* session = object_member(body, "session")) wish.claims.session = *session;
  }
  if (wish.claims.session_id.empty()) wish.claims.session_id = new_uuid();
  if (auto good = check_session_id(wish.claims.session_id); good.has_error()) return good.error();
  return wish;
}

// Spec 04 §3.3: `session` below its own root; names also where a bot expects them.
void add_claims(const StartClaims& claims, conductor::Inbound& inbound) {
  if (claims.language.size() >= 2) inbound.user["preferredLanguage"] = claims.language.substr(0, 2);
  if (claims.session.empty()) return;
  inbound.session_data["session"] = claims.session;
  for (const std::string_view name : {"firstName", "lastName"}) {
    if (const auto text = string_member(claims.session, name); !text.empty()) inbound.user[name] = text;
  }
}

class WebRoutes final : public std::enable_shared_from_this<WebRoutes> {
 public:
  explicit WebRoutes(WebDeps deps) : deps_(std::move(deps)), assets_(deps_.files) {}

  void add(http::Router& router) {
    route(router, "GET", "/chatbox/sdk/{token}", &WebRoutes::sdk);
    route(router, "GET", "/chatbox/preview/{token}", &WebRoutes::preview);
    route(router, "GET", "/chatbox/{token}", &WebRoutes::page);
    route(router, "GET", "/chatbox/assets/{version}/{file}", &WebRoutes::asset);
    route(router, "GET", "/chatbox/api/{token}/style.css", &WebRoutes::style);
    route(router, "POST", "/chatbox/api/{token}/start", &WebRoutes::start, start_body_bytes_max);
    route(router, "GET", "/chatbox/api/{token}/events", &WebRoutes::events);
    route(router, "POST", "/chatbox/api/{token}/messages", &WebRoutes::messages, message_body_bytes_max);
    route(router, "POST", "/chatbox/api/{token}/uploads", &WebRoutes::upload,
          upload_bytes_max + upload_form_bytes_max);
    route(router, "GET", "/chatbox/files/{id}/{name}", &WebRoutes::file);
  }

 private:
  using Member = void (WebRoutes::*)(const http::InboundRequest&, const http::RouteParams&,
                                     const http::Respond&);
  void route(http::Router& router, std::string_view method, std::string_view pattern, Member member,
             std::size_t body_bytes_max = 0) {
    router.add(method, pattern,
               [self = shared_from_this(), member](
                   const http::InboundRequest& request, const http::RouteParams& params,
                   const http::Respond& respond) { (*self.*member)(request, params, respond); },
               {body_bytes_max});
  }

  std::optional<conductor::ChannelBinding> channel(const http::RouteParams& params) const {
    auto binding = deps_.bots.channel(params.get("token"));
    if (!binding || binding->channel.type != web_type || !binding->channel.enabled) return std::nullopt;
    return binding;
  }

  // Pages: 404 and 403 are pages too.
  std::optional<WebConfig> page_config(const http::InboundRequest& request, const http::RouteParams& params,
                                       const http::Respond& respond) const {
    const auto binding = channel(params);
    if (!binding) {
      respond(refusal_page(404, "There is no such chat."));
      return std::nullopt;
    }
    auto config = web_config(binding->channel.config);
    const auto referer = request.headers.get("referer");
    if (referer_allowed(config, referer, request.headers.get("host"))) return config;
    log_info("widget refused: the page is not whitelisted",
             {{"channelId", binding->channel.id}, {"origin", origin_of(referer)}});
    respond(refusal_page(
        403, "This chat is not available here: the page's address must be whitelisted before use."));
    return std::nullopt;
  }

  void sdk(const http::InboundRequest& request, const http::RouteParams& params,
           const http::Respond& respond) {
    const auto config = page_config(request, params, respond);
    if (config) respond(sdk_script(assets_, *config, params.get("token")));
  }

  void page(const http::InboundRequest& request, const http::RouteParams& params,
            const http::Respond& respond) {
    const auto config = page_config(request, params, respond);
    if (!config) return;
    const auto& token = params.get("token");
    respond(chat_page(assets_, *config, token, origin_of(request.headers.get("referer")),
                      seal_grant(deps_.sealer, token, utc_now() + grant_ms)));
  }

  void preview(const http::InboundRequest&, const http::RouteParams& params, const http::Respond& respond) {
    const auto binding = channel(params);
    if (!binding) return respond(refusal_page(404, "There is no such chat."));
    respond(preview_page(assets_, web_config(binding->channel.config), binding->channel.id));
  }

  void asset(const http::InboundRequest& request, const http::RouteParams& params,
             const http::Respond& respond) {
    respond(
        assets_.answer(params.get("version"), params.get("file"), request.headers.get("accept-encoding")));
  }

  void style(const http::InboundRequest&, const http::RouteParams& params, const http::Respond& respond) {
    const auto binding = channel(params);
    if (!binding) return respond(http::error_response({ErrorCode::not_found, "there is no such channel"}));
    auto response =
        http::text_response(200, "text/css; charset=utf-8", web_config(binding->channel.config).style);
    response.headers.set("Cache-Control", "no-cache");
    respond(std::move(response));
  }

  // --- the API of the chat page ---

  void start(const http::InboundRequest& request, const http::RouteParams& params,
             const http::Respond& respond) {
    const auto binding = channel(params);
    if (!binding) return respond(http::error_response({ErrorCode::not_found, "there is no such channel"}));
    auto body = parse_json(request.body);
    if (body.has_error()) return respond(http::error_response(body.error()));
    const UtcMs now = utc_now();
    const JsonObject* object = body->if_object();
    if (!object || !check_grant(deps_.sealer, string_member(*object, "grant"), binding->channel.id, now))
      return respond(http::error_response({ErrorCode::forbidden, "the page may not start this chat"}));
    auto wish = read_start(web_config(binding->channel.config), *object, now);
    if (wish.has_error()) {
      log_warn("widget start refused",
               {{"channelId", binding->channel.id}, {"reason", wish.error().message}});
      if (wish.error().code == ErrorCode::invalid_input) return respond(refusal(wish.error()));
      // One answer whatever the reason: nobody learns how close a forged token came.
      return respond(http::error_response({ErrorCode::forbidden, "the start token is not valid"}));
    }
    deps_.readers.run([self = shared_from_this(), binding = *binding, wish = std::move(*wish), now, respond] {
      self->start_session(binding, wish, now, respond);
    });
  }

  // On a reader's thread.
  void start_session(const conductor::ChannelBinding& binding, const StartWish& wish, UtcMs now,
                     const http::Respond& respond) {
    conductor::Inbound inbound = inbound_of(binding, wish.claims.session_id);
    const auto row = deps_.store.find_session(inbound.key);
    if (row.has_error()) return respond(refusal(row.error()));
    bool spoken = false;
    if (*row) {
      // An id alone opens only what began in a widget: ids of other channels are phone numbers and the like.
      if (!wish.proven && !(*row)->channel_type.empty() && (*row)->channel_type != web_type)
        return respond(http::error_response({ErrorCode::forbidden, "the start token is not valid"}));
      const auto first = deps_.store.messages((*row)->row, 0, 1);
      if (first.has_error()) return respond(refusal(first.error()));
      spoken = !first->empty();
    }
    add_claims(wish.claims, inbound);
    if (!spoken) {
      inbound.message.kind = UserMessageKind::intro;
      // Two tabs that open the same new session make one introduction.
      inbound.idempotency_key = "intro-" + std::to_string(now.value / ms_per_minute);
    }
    const JsonObject answer{
        {"sessionId", wish.claims.session_id},
        {"ticket", seal_ticket(deps_.sealer, {binding.channel.id, wish.claims.session_id}, now + ticket_ms)},
        {"startedAt", iso_text(now)},
        {"history", spoken}};
    if (spoken && inbound.user.empty() && inbound.session_data.empty()) return respond(api_response(answer));
    deps_.conductor.accept(std::move(inbound), [respond, answer](Result<conductor::Accepted> outcome) {
      // `conflict`: another tab is introducing itself right now.
      if (outcome.has_error() && outcome.error().code != ErrorCode::conflict)
        return respond(refusal(outcome.error()));
      respond(api_response(answer));
    });
  }

  static conductor::Inbound inbound_of(const conductor::ChannelBinding& binding,
                                       const std::string& session_id) {
    conductor::Inbound inbound;
    inbound.key = {binding.bot_id, binding.channel.version, session_id};
    inbound.channel_id = binding.channel.id;
    inbound.channel_type = binding.channel.type;
    inbound.bot_initiated = true;
    return inbound;
  }

  // The channel and session of a request with a ticket; otherwise the answer is given.
  std::optional<conductor::Inbound> admitted(const http::InboundRequest& request,
                                             const http::RouteParams& params,
                                             const http::Respond& respond) const {
    const auto binding = channel(params);
    if (!binding) {
      respond(http::error_response({ErrorCode::not_found, "there is no such channel"}));
      return std::nullopt;
    }
    const auto ticket = open_ticket(deps_.sealer, bearer(request), binding->channel.id, utc_now());
    if (!ticket) {
      respond(http::error_response({ErrorCode::unauthorized, "missing or invalid ticket"}));
      return std::nullopt;
    }
    return inbound_of(*binding, ticket->session_id);
  }

  void events(const http::InboundRequest& request, const http::RouteParams& params,
              const http::Respond& respond) {
    const auto inbound = admitted(request, params, respond);
    if (!inbound) return;
    std::int64_t position = 0;
    const auto last = request.headers.get("last-event-id");
    const auto read = std::from_chars(last.data(), last.data() + last.size(), position);
    if (!last.empty() && (read.ec != std::errc() || read.ptr != last.data() + last.size() || position < 0))
      return respond(http::error_response({ErrorCode::invalid_input, "must be a position", "Last-Event-ID"}));
    auto writer = respond.start_stream({{"Content-Type", "text/event-stream; charset=utf-8"},
                                        {"Cache-Control", "no-store"},
                                        {"X-Accel-Buffering", "no"}});
    deps_.streams->open(inbound->key, position, std::move(writer));
  }

  void messages(const http::InboundRequest& request, const http::RouteParams& params,
                const http::Respond& respond) {
    auto inbound = admitted(request, params, respond);
    if (!inbound) return;
    const auto body = parse_json(request.body);
    if (body.has_error()) return respond(http::error_response(body.error()));
    if (auto good = read_web_message(*body, *inbound); good.has_error())
      return respond(refusal(good.error()));
    if (inbound->idempotency_key) inbound->request_digest = hex(sha256(request.body));
    if (inbound->message.urls.empty()) return accept(std::move(*inbound), respond);
    deps_.readers.run([self = shared_from_this(), inbound = std::move(*inbound), origin = own_origin(request),
                       respond]() mutable {
      const auto stored = [&](std::string_view id) { return self->deps_.uploads.name_of(id); };
      if (const auto good = check_uploads(inbound.message, origin, stored); good.has_error())
        return respond(refusal(good.error()));
      self->accept(std::move(inbound), respond);
    });
  }

  void accept(conductor::Inbound inbound, const http::Respond& respond) {
    deps_.conductor.accept(std::move(inbound), [respond](Result<conductor::Accepted> outcome) {
      if (outcome.has_error()) return respond(refusal(outcome.error()));
      respond(http::json_text_response(200, R"({"status":"ok"})"));
    });
  }

  // The address a browser used: behind a proxy only the Origin header knows it whole.
  static std::string own_origin(const http::InboundRequest& request) {
    const std::string origin = origin_of(request.headers.get("origin"));
    if (!origin.empty()) return origin;
    return (request.over_tls ? "https://" : "http://") + std::string(request.headers.get("host"));
  }

  void upload(const http::InboundRequest& request, const http::RouteParams& params,
              const http::Respond& respond) {
    if (!admitted(request, params, respond)) return;
    deps_.readers.run([self = shared_from_this(), body = request.body, origin = own_origin(request),
                       type = std::string(request.headers.get("content-type")), respond] {
      const auto form = read_form_file(type, body);
      if (form.has_error()) return respond(refusal(form.error()));
      if (form->bytes.size() > upload_bytes_max)
        return respond(http::error_response(413, "PAYLOAD_TOO_LARGE", "the file is larger than 10 MB"));
      const auto stored = self->deps_.uploads.put(form->name, form->bytes, utc_now());
      if (stored.has_error()) return respond(refusal(stored.error()));
      respond(api_response({{"name", stored->name},
                            {"url", origin + "/chatbox/files/" + stored->id + "/" +
                                        encode(stored->name, Encoding::url_component)}}));
    });
  }

  void file(const http::InboundRequest&, const http::RouteParams& params, const http::Respond& respond) {
    deps_.readers.run([self = shared_from_this(), id = params.get("id"), respond] {
      auto found = self->deps_.uploads.get(id);
      if (found.has_error()) return respond(refusal_page(404, "There is no such file."));
      const auto serving = serving_of(found->name, found->bytes);
      auto response = http::text_response(200, serving.content_type, std::move(found->bytes));
      response.headers.set("Content-Disposition", std::string(serving.shown ? "inline" : "attachment") +
                                                      "; filename*=UTF-8''" +
                                                      encode(found->name, Encoding::url_component));
      response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
      response.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
      response.headers.set("Cache-Control", "private, max-age=86400");
      respond(std::move(response));
    });
  }

  WebDeps deps_;
  WebAssets assets_;
};

}  // namespace

void add_web_routes(http::Router& router, WebDeps deps) {
  std::make_shared<WebRoutes>(std::move(deps))->add(router);
}

}  // namespace sb::channels
