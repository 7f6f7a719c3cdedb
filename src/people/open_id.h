#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "http/client.h"
#include "people/open_id_keys.h"

namespace sb::people {

// Logging in at an OpenID Connect provider: authorization code with PKCE, state and nonce; the ID token is
// verified with the provider's keys (RS256, ES256). What the provider is, it says itself (discovery).
//
// Threading: any thread. Callbacks run on the HTTP client's thread, or at once when nothing is asked.
class OpenId final {
 public:
  struct Config {
    std::string issuer;  // https, or http on this machine
    std::string client_id;
    std::string client_secret;        // empty: a public client, proven by PKCE alone
    std::string redirect_uri;         // of ours, as registered at the provider
    std::string logged_out_uri = {};  // likewise: where the browser comes to after logging out there
  };
  // `invalid_input` names what is missing or unusable. The client outlives this.
  static Result<std::unique_ptr<OpenId>> create(Config config, http::Client& client);

  struct Begun {
    std::string url;      // where the browser goes
    std::string browser;  // kept by the browser, and asked for when it comes back
  };
  // `next`: where the person wants to go afterwards.
  void begin(std::string next, UtcMs now, std::function<void(Result<Begun>)> done);

  struct Identity {
    std::string subject;         // "issuer subject", as accounts keep it
    std::string verified_email;  // empty: none that the provider vouches for
    std::string next;
    std::string id_token;
  };
  struct Return {
    std::string state, code;
    std::string error;   // of the provider, instead of a code
    std::string issuer;  // RFC 9207; empty when not given
    std::string browser;
  };
  // `unauthorized` for an answer nobody here asked for, one that is too old, or one used before; `forbidden`
  // when the token is not good; `upstream_failed` when the provider does not do its part. The messages are
  // for the log.
  void finish(Return returned, UtcMs now, std::function<void(Result<Identity>)> done);

  // Where the browser ends its login at the provider (RP-initiated logout); nullopt when the provider offers
  // no such thing or does not answer. `id_token` spares the person a question; may be empty.
  void logout_url(std::string id_token, UtcMs now, std::function<void(std::optional<std::string>)> done);

 private:
  struct Provider {
    std::string authorization, token, keys, user_info, end_session;
    bool secret_in_body = false;  // it knows client_secret_post only
    bool names_itself = false;    // RFC 9207
    UtcMs read_at;
  };
  struct Pending {
    std::string browser_hash, nonce, verifier, next;
    UtcMs begun_at;
  };
  struct Attempt;  // one finish on its way

  OpenId(Config config, http::Client& client) : config_(std::move(config)), client_(client) {}
  void with_provider(UtcMs now, std::function<void(Result<Provider>)> done);
  Result<Provider> read_provider(const std::string& body, UtcMs now) const;
  Result<Begun> remember(const Provider& provider, std::string next, UtcMs now);
  Result<Pending> take(const Return& returned, UtcMs now);
  void ask_for_token(std::shared_ptr<Attempt> attempt);
  void read_token(std::shared_ptr<Attempt> attempt, const std::string& body);
  void check_token(std::shared_ptr<Attempt> attempt, bool keys_are_fresh);
  void read_claims(std::shared_ptr<Attempt> attempt, const std::string& payload);
  void ask_who(std::shared_ptr<Attempt> attempt);
  // The body of an answer 200, or what went wrong with `what`.
  void ask(http::Request request, std::string what, std::function<void(Result<std::string>)> done);

  static constexpr std::int64_t pending_ms = 10 * 60'000;
  static constexpr std::size_t pending_max = 10'000;
  static constexpr std::int64_t provider_ms = 3'600'000;
  static constexpr std::int64_t keys_again_ms = 60'000;  // unknown keys make us look this often at most

  const Config config_;
  http::Client& client_;
  std::mutex mutex_;
  std::optional<Provider> provider_;
  OpenIdKeys keys_;
  UtcMs keys_read_at_;
  std::map<std::string, Pending> pending_;  // by the hash of the state
};

}  // namespace sb::people
