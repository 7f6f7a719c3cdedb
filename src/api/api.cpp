#include "api/api.h"

#include "api/gateway.h"
#include "api/openapi.h"
#include "base/log.h"

namespace sb::api {
namespace {

constexpr DocumentInfo v1_info{"Signalbox REST API V1",
                               "Bots, conversations, sessions and language understanding. Unknown members of "
                               "bodies are ignored. The paths "
                               "under /api are deprecated twins."};

constexpr DocumentInfo manage_info{"Signalbox management API",
                                   "Bots, versions, channels, history and access. Unknown members of bodies "
                                   "are refused; what was changed is "
                                   "in the audit log."};

// The text is made when all endpoints are known.
Endpoint document_endpoint(Family family, std::string_view path, std::string_view id, std::string_view type,
                           std::shared_ptr<const std::string> text) {
  Endpoint endpoint;
  endpoint.method = "GET";
  endpoint.path = path;
  endpoint.id = id;
  endpoint.summary = "What this API takes and answers.";
  endpoint.family = family;
  endpoint.open = true;
  endpoint.answers = {{200, "The document.", nullptr, type}};
  endpoint.handle = [type, text = std::move(text)](const CallPtr& call) {
    auto response = http::text_response(200, type, *text);
    response.headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
    call->answer(std::move(response));
  };
  return endpoint;
}

std::vector<const Endpoint*> of_families(const Endpoints& all, std::initializer_list<Family> families) {
  std::vector<const Endpoint*> out;
  for (const auto& endpoint : all) {
    for (const Family family : families) {
      if (endpoint.family == family) out.push_back(&endpoint);
    }
  }
  return out;
}

}  // namespace

struct Api::Parts {
  Parts(const Deps& given, std::vector<const Authenticator*> others)
      : deps(given),
        tokens(deps.tokens),
        people(people_of(deps)),
        gateway({authenticators(std::move(others)), deps.bots, deps.pool, deps.now, audit_of(deps),
                 deps.requests_per_window, deps.browser}) {
    append(endpoints, v1_bot_endpoints(deps));
    append(endpoints, v1_session_endpoints(deps));
    append(endpoints, v1_action_endpoints(deps));
    append(endpoints, v1_nlp_endpoints(deps));
    append(endpoints, v1_channel_endpoints(deps));
    append(endpoints, v1_conversation_endpoints(deps));
    append(endpoints, v1_event_endpoints(deps));
    append(endpoints, legacy_endpoints(deps));
    append(endpoints, manage_bot_endpoints(deps));
    append(endpoints, manage_part_endpoints(deps));
    append(endpoints, manage_translation_endpoints(deps));
    append(endpoints, manage_history_endpoints(deps));
    append(endpoints, manage_training_endpoints(deps));
    append(endpoints, manage_review_endpoints(deps));
    append(endpoints, manage_people_endpoints(deps));
    append(endpoints, manage_analytics_endpoints(deps));
    append(endpoints, manage_access_endpoints(deps));
    append(endpoints, manage_live_endpoints(deps));
    if (deps.accounts) {
      append(endpoints, manage_login_endpoints(deps));
      append(endpoints, manage_user_endpoints(deps));
    }
    add_documents();
  }

  // An entry that cannot be written is lost rather than the change it tells of.
  static Gateway::Audit audit_of(const Deps& deps) {
    return [&store = deps.store](store::AuditRow entry) {
      store.submit({store::AddAudit{std::move(entry)}}, store::Urgency::relaxed, [](Ok outcome) {
        if (outcome.has_error()) log_error("an audit entry was lost", {{"error", outcome.error().message}});
      });
    };
  }
  static std::optional<PersonAuthenticator> people_of(const Deps& deps) {
    if (!deps.accounts) return std::nullopt;
    return std::make_optional<PersonAuthenticator>(*deps.accounts, deps.browser);
  }
  std::vector<const Authenticator*> authenticators(std::vector<const Authenticator*> list) const {
    if (people) list.push_back(&*people);
    list.push_back(&tokens);
    return list;
  }

  void add_documents() {
    auto v1_json = std::make_shared<std::string>(), v1_page = std::make_shared<std::string>();
    endpoints.push_back(
        document_endpoint(Family::v1, "/v1/openapi.json", "getOpenApi", "application/json", v1_json));
    endpoints.push_back(
        document_endpoint(Family::v1, "/v1/docs", "getDocumentation", "text/html; charset=utf-8", v1_page));
    auto manage_json = std::make_shared<std::string>();
    endpoints.push_back(document_endpoint(Family::manage, "/manage/openapi.json", "getManageOpenApi",
                                          "application/json", manage_json));
    auto manage_page = std::make_shared<std::string>();
    endpoints.push_back(document_endpoint(Family::manage, "/manage/docs", "getManageDocumentation",
                                          "text/html; charset=utf-8", manage_page));
    // Only now: they point into the list.
    const auto v1 = of_families(endpoints, {Family::v1, Family::legacy});
    const auto manage = of_families(endpoints, {Family::manage});
    *manage_json = to_json_text(openapi_document(manage, manage_info));
    *manage_page = openapi_page(manage, manage_info, "/manage/openapi.json");
    *v1_json = to_json_text(openapi_document(v1, v1_info));
    *v1_page = openapi_page(v1, v1_info, "/v1/openapi.json");
  }

  Deps deps;
  TokenAuthenticator tokens;
  std::optional<PersonAuthenticator> people;
  Gateway gateway;
  Endpoints endpoints;
};

Api::Api(Deps deps, std::vector<const Authenticator*> others)
    : parts_(std::make_unique<Parts>(deps, std::move(others))) {}

Api::~Api() = default;

void Api::add_routes(http::Router& router) {
  parts_->gateway.add_routes(router, parts_->endpoints);
}

const Endpoints& Api::endpoints() const {
  return parts_->endpoints;
}

}  // namespace sb::api
