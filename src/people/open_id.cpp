#include "people/open_id.h"

#include <algorithm>

#include "base/crypto.h"
#include "http/url.h"
#include "model/interpolate.h"

namespace sb::people {
namespace {

constexpr std::size_t answer_bytes_max = 512 * 1024, token_bytes_max = 64 * 1024;
constexpr std::int64_t ask_timeout_ms = 10'000;
constexpr std::size_t secret_bytes = 32, code_bytes_max = 4'096;

std::string secret() {
  return base64url(random_bytes(secret_bytes));
}

std::string hash_of(std::string_view text) {
  return hex(sha256(text));
}

std::string form(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  std::string out;
  for (const auto& [name, value] : fields) {
    if (!out.empty()) out += '&';
    out += std::string(name) + '=' + encode(value, Encoding::url_component);
  }
  return out;
}

std::string with_query(const std::string& url, const std::string& query) {
  return url + (url.find('?') == std::string::npos ? '?' : '&') + query;
}

Error failed(std::string why) {
  return {ErrorCode::upstream_failed, std::move(why)};
}

// Plain HTTP never leaves the machine.
bool is_trusted_url(std::string_view text) {
  const auto url = http::Url::parse(text);
  if (url.has_error()) return false;
  return url->is_https() || url->host() == "localhost" || url->host() == "127.0.0.1" || url->host() == "::1";
}

bool has_text(const JsonArray* list, std::string_view wanted) {
  return list && std::any_of(list->begin(), list->end(), [&](const Json& one) {
           return one.is_string() && view(one.get_string()) == wanted;
         });
}

}  // namespace

// One person's way back from the provider.
struct OpenId::Attempt {
  Return returned;
  Pending pending;
  Provider provider;
  UtcMs now;
  std::string id_token, access_token;
  Identity identity;
  std::function<void(Result<Identity>)> done;
};

Result<std::unique_ptr<OpenId>> OpenId::create(Config config, http::Client& client) {
  if (!is_trusted_url(config.issuer))
    return Error{ErrorCode::invalid_input, "--oidc-issuer: must be an https address"};
  if (config.client_id.empty()) return Error{ErrorCode::invalid_input, "--oidc-client-id: is missing"};
  if (!is_trusted_url(config.redirect_uri))
    return Error{ErrorCode::invalid_input,
                 "--public-url: logging in by OpenID Connect needs the https address of this server"};
  return std::unique_ptr<OpenId>(new OpenId(std::move(config), client));
}

void OpenId::ask(http::Request request, std::string what, std::function<void(Result<std::string>)> done) {
  request.timeout_ms = ask_timeout_ms;
  request.response_bytes_max = answer_bytes_max;
  request.redirects_max = 0;
  request.isolation_key = "openid";
  request.headers.push_back({"Accept", "application/json"});
  client_.send(std::move(request), [what = std::move(what), done = std::move(done)](http::Outcome outcome) {
    if (outcome.has_error()) return done(failed(what + ": " + outcome.error().message));
    if (outcome->status != 200) return done(failed(what + " answers " + std::to_string(outcome->status)));
    done(std::move(outcome->body));
  });
}

Result<OpenId::Provider> OpenId::read_provider(const std::string& body, UtcMs now) const {
  const auto value = parse_json(body);
  if (value.has_error() || !value->is_object()) return failed("the provider's description is no JSON object");
  const JsonObject& all = value->get_object();
  if (string_member(all, "issuer") != config_.issuer)
    return failed("the provider says it is " + std::string(string_member(all, "issuer")));
  Provider out;
  out.authorization = string_member(all, "authorization_endpoint");
  out.token = string_member(all, "token_endpoint");
  out.keys = string_member(all, "jwks_uri");
  out.user_info = string_member(all, "userinfo_endpoint");
  for (const auto* url : {&out.authorization, &out.token, &out.keys}) {
    if (!is_trusted_url(*url)) return failed("the provider's description lacks an https address");
  }
  out.end_session = string_member(all, "end_session_endpoint");
  for (auto* url : {&out.user_info, &out.end_session}) {
    if (!is_trusted_url(*url)) url->clear();
  }
  const JsonArray* methods = array_member(all, "token_endpoint_auth_methods_supported");
  out.secret_in_body = has_text(methods, "client_secret_post") && !has_text(methods, "client_secret_basic");
  const Json* named = find_member(all, "authorization_response_iss_parameter_supported");
  out.names_itself = named && named->is_bool() && named->get_bool();
  out.read_at = now;
  return out;
}

void OpenId::with_provider(UtcMs now, std::function<void(Result<Provider>)> done) {
  std::optional<Provider> known;
  {
    std::lock_guard lock(mutex_);
    if (provider_ && now - provider_->read_at < provider_ms) known = provider_;
  }
  if (known) return done(std::move(*known));
  std::string base = config_.issuer;
  if (base.ends_with('/')) base.pop_back();
  http::Request request;
  request.url = base + "/.well-known/openid-configuration";
  ask(std::move(request), "the provider's description",
      [this, now, done = std::move(done)](Result<std::string> body) {
        if (body.has_error()) return done(body.error());
        auto provider = read_provider(*body, now);
        if (!provider.has_error()) {
          std::lock_guard lock(mutex_);
          provider_ = *provider;
        }
        done(std::move(provider));
      });
}

void OpenId::begin(std::string next, UtcMs now, std::function<void(Result<Begun>)> done) {
  with_provider(now, [this, next = std::move(next), now, done = std::move(done)](Result<Provider> provider) {
    if (provider.has_error()) return done(provider.error());
    done(remember(*provider, next, now));
  });
}

Result<OpenId::Begun> OpenId::remember(const Provider& provider, std::string next, UtcMs now) {
  const std::string state = secret(), browser = secret();
  Pending pending{hash_of(browser), secret(), secret(), std::move(next), now};
  const std::string challenge = base64url(sha256(pending.verifier));
  const std::string query = form({{"response_type", "code"},
                                  {"client_id", config_.client_id},
                                  {"redirect_uri", config_.redirect_uri},
                                  {"scope", "openid email profile"},
                                  {"state", state},
                                  {"nonce", pending.nonce},
                                  {"code_challenge", challenge},
                                  {"code_challenge_method", "S256"}});
  std::lock_guard lock(mutex_);
  std::erase_if(pending_, [&](const auto& entry) { return now - entry.second.begun_at >= pending_ms; });
  if (pending_.size() >= pending_max) return Error{ErrorCode::unavailable, "too many people log in at once"};
  pending_[hash_of(state)] = std::move(pending);
  return Begun{with_query(provider.authorization, query), browser};
}

void OpenId::logout_url(std::string id_token, UtcMs now,
                        std::function<void(std::optional<std::string>)> done) {
  with_provider(
      now, [this, id_token = std::move(id_token), done = std::move(done)](const Result<Provider>& provider) {
        if (provider.has_error() || provider->end_session.empty()) return done(std::nullopt);
        std::string query =
            form({{"client_id", config_.client_id}, {"post_logout_redirect_uri", config_.logged_out_uri}});
        if (!id_token.empty()) query += '&' + form({{"id_token_hint", id_token}});
        done(with_query(provider->end_session, query));
      });
}

// Each state is good once, in the browser that began with it.
Result<OpenId::Pending> OpenId::take(const Return& returned, UtcMs now) {
  std::lock_guard lock(mutex_);
  const auto found = pending_.find(hash_of(returned.state));
  if (found == pending_.end() || !constant_time_equal(found->second.browser_hash, hash_of(returned.browser)))
    return Error{ErrorCode::unauthorized, "nobody here began this login"};
  Pending pending = std::move(found->second);
  pending_.erase(found);
  if (now - pending.begun_at >= pending_ms) return Error{ErrorCode::unauthorized, "this login took too long"};
  return pending;
}

void OpenId::finish(Return returned, UtcMs now, std::function<void(Result<Identity>)> done) {
  auto pending = take(returned, now);
  if (pending.has_error()) return done(pending.error());
  if (!returned.error.empty()) return done(failed("the provider refuses: " + returned.error.substr(0, 200)));
  if (returned.code.empty() || returned.code.size() > code_bytes_max)
    return done(Error{ErrorCode::unauthorized, "the provider sent no code"});
  auto attempt = std::make_shared<Attempt>();
  attempt->returned = std::move(returned);
  attempt->pending = std::move(*pending);
  attempt->now = now;
  attempt->identity.next = attempt->pending.next;
  attempt->done = std::move(done);
  with_provider(now, [this, attempt](Result<Provider> provider) {
    if (provider.has_error()) return attempt->done(provider.error());
    attempt->provider = std::move(*provider);
    const std::string& named = attempt->returned.issuer;
    if (named.empty() ? attempt->provider.names_itself : named != config_.issuer)
      return attempt->done(Error{ErrorCode::forbidden, "the answer comes from another provider"});
    ask_for_token(attempt);
  });
}

void OpenId::ask_for_token(std::shared_ptr<Attempt> attempt) {
  http::Request request;
  request.method = "POST";
  request.url = attempt->provider.token;
  request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
  request.body = form({{"grant_type", "authorization_code"},
                       {"code", attempt->returned.code},
                       {"redirect_uri", config_.redirect_uri},
                       {"code_verifier", attempt->pending.verifier}});
  if (config_.client_secret.empty()) {
    request.body += '&' + form({{"client_id", config_.client_id}});
  } else if (attempt->provider.secret_in_body) {
    request.body += '&' + form({{"client_id", config_.client_id}, {"client_secret", config_.client_secret}});
  } else {
    // RFC 6749 §2.3.1: both parts are encoded as in a form before they are joined.
    const std::string pair = encode(config_.client_id, Encoding::url_component) + ':' +
                             encode(config_.client_secret, Encoding::url_component);
    request.headers.push_back({"Authorization", "Basic " + base64(pair)});
  }
  ask(std::move(request), "the provider's token endpoint", [this, attempt](Result<std::string> body) {
    if (body.has_error()) return attempt->done(body.error());
    read_token(attempt, *body);
  });
}

void OpenId::read_token(std::shared_ptr<Attempt> attempt, const std::string& body) {
  const auto value = parse_json(body);
  if (value.has_error() || !value->is_object()) return attempt->done(failed("the provider sent no tokens"));
  attempt->id_token = string_member(value->get_object(), "id_token");
  attempt->access_token = string_member(value->get_object(), "access_token");
  check_token(std::move(attempt), false);
}

// A key nobody knows is a new one: the keys are read again, but not at anybody's pleasure.
void OpenId::check_token(std::shared_ptr<Attempt> attempt, bool keys_are_fresh) {
  const auto jws = parse_jws(attempt->id_token, token_bytes_max);
  if (jws.has_error()) return attempt->done(jws.error());
  OpenIdKeys keys;
  bool again = false;
  {
    std::lock_guard lock(mutex_);
    keys = keys_;
    again = !keys_are_fresh && !keys.knows(*jws) &&
            (keys.empty() || attempt->now - keys_read_at_ >= keys_again_ms);
  }
  if (!again) {
    if (!keys.verify(*jws))
      return attempt->done(Error{ErrorCode::forbidden, "the ID token: no key of the provider signed it"});
    return read_claims(attempt, jws->payload);
  }
  http::Request request;
  request.url = attempt->provider.keys;
  ask(std::move(request), "the provider's keys", [this, attempt](Result<std::string> body) {
    if (body.has_error()) return attempt->done(body.error());
    auto fresh = OpenIdKeys::parse(*body);
    if (fresh.has_error()) return attempt->done(fresh.error());
    {
      std::lock_guard lock(mutex_);
      keys_ = std::move(*fresh);
      keys_read_at_ = attempt->now;
    }
    check_token(attempt, true);
  });
}

namespace {

// An address counts when the provider says that it has seen the person read mail there.
std::string verified_email(const JsonObject& claims) {
  const Json* verified = find_member(claims, "email_verified");
  return verified && verified->is_bool() && verified->get_bool() ? std::string(string_member(claims, "email"))
                                                                 : "";
}

}  // namespace

void OpenId::read_claims(std::shared_ptr<Attempt> attempt, const std::string& payload) {
  const auto claims =
      read_id_token(payload, {config_.issuer, config_.client_id, attempt->pending.nonce, attempt->now});
  if (claims.has_error()) return attempt->done(claims.error());
  attempt->identity.subject = config_.issuer + ' ' + std::string(string_member(*claims, "sub"));
  attempt->identity.verified_email = verified_email(*claims);
  attempt->identity.id_token = attempt->id_token;
  const bool ask_more = !find_member(*claims, "email") && !attempt->provider.user_info.empty() &&
                        !attempt->access_token.empty();
  if (ask_more) return ask_who(attempt);
  attempt->done(attempt->identity);
}

// Some providers tell the address only here. It counts for the same subject alone.
void OpenId::ask_who(std::shared_ptr<Attempt> attempt) {
  http::Request request;
  request.url = attempt->provider.user_info;
  request.headers.push_back({"Authorization", "Bearer " + attempt->access_token});
  ask(std::move(request), "the provider's user information", [this, attempt](Result<std::string> body) {
    if (body.has_error()) return attempt->done(body.error());
    const auto value = parse_json(*body);
    if (value.has_error() || !value->is_object())
      return attempt->done(failed("the provider's user information is no JSON object"));
    const JsonObject& claims = value->get_object();
    if (config_.issuer + ' ' + std::string(string_member(claims, "sub")) != attempt->identity.subject)
      return attempt->done(Error{ErrorCode::forbidden, "the user information is about somebody else"});
    attempt->identity.verified_email = verified_email(claims);
    attempt->done(attempt->identity);
  });
}

}  // namespace sb::people
