#include "server/tls_identity.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509err.h>
#include <sys/stat.h>

#include <array>
#include <ctime>
#include <mutex>
#include <string_view>
#include <system_error>

#include "base/log.h"

namespace sb::server {
namespace {

constexpr std::int64_t ms_per_second = 1'000;
constexpr std::int64_t ms_per_day = 86'400'000;

// For TLS 1.2: forward secrecy and authenticated encryption only. TLS 1.3 has no other.
constexpr const char* tls12_ciphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Context = std::unique_ptr<SSL_CTX, FreeContext>;

// Of the first thing that went wrong; later ones only say that something did.
std::string openssl_reason() {
  const unsigned long code = ERR_peek_error();
  const char* text = ERR_reason_error_string(code);
  std::string out = ERR_SYSTEM_ERROR(code) ? std::generic_category().message(ERR_GET_REASON(code))
                    : text                 ? text
                                           : "no reason given";
  ERR_clear_error();
  return out;
}

bool is_another_key(unsigned long code) {
  const int reason = ERR_GET_REASON(code);
  return ERR_GET_LIB(code) == ERR_LIB_X509 &&
         (reason == X509_R_KEY_VALUES_MISMATCH || reason == X509_R_KEY_TYPE_MISMATCH);
}

Error another_key(const std::string& certificate_file, const std::string& key_file) {
  ERR_clear_error();
  return {ErrorCode::invalid_input, "the key does not belong to the certificate in " + certificate_file,
          key_file};
}

// We speak HTTP/1.1 only. A client that offers other protocols and not this one is refused, lest something
// that is not HTTP be taken for it.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
  static constexpr unsigned char ours[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* found = nullptr;
  const int outcome = SSL_select_next_proto(&found, chosen_size, ours, sizeof ours, offered, offered_size);
  if (outcome != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

// A key with a pass phrase: nobody is there to type it.
int no_pass_phrase(char*, int, int, void*) {
  return 0;
}

Result<Context> make_context(const std::string& certificate_file, const std::string& key_file) {
  ERR_clear_error();
  Context context(SSL_CTX_new(TLS_server_method()));
  if (!context) return Error{ErrorCode::internal, "OpenSSL: " + openssl_reason()};
  SSL_CTX* raw = context.get();
  SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
  SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);  // idle connections hold no record buffers
  SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_select_cb(raw, choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(raw, no_pass_phrase);
  if (SSL_CTX_set_cipher_list(raw, tls12_ciphers) != 1)
    return Error{ErrorCode::internal, "OpenSSL: " + openssl_reason()};
  if (SSL_CTX_use_certificate_chain_file(raw, certificate_file.c_str()) != 1) {
    return Error{ErrorCode::invalid_input,
                 "cannot use the certificate: " + openssl_reason() +
                     ". The file must be readable and hold PEM: the server's certificate, then the "
                     "intermediate ones",
                 certificate_file};
  }
  if (SSL_CTX_use_PrivateKey_file(raw, key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    if (is_another_key(ERR_peek_last_error())) return another_key(certificate_file, key_file);
    return Error{ErrorCode::invalid_input,
                 "cannot use the key: " + openssl_reason() +
                     ". The file must be readable and hold the PEM key of the certificate, without a pass "
                     "phrase (openssl pkey -in OLD -out NEW takes it off)",
                 key_file};
  }
  if (SSL_CTX_check_private_key(raw) != 1) return another_key(certificate_file, key_file);
  return context;
}

UtcMs end_of(SSL_CTX* context) {
  std::tm parts{};
  const X509* certificate = SSL_CTX_get0_certificate(context);
  if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) != 1) return {};
  return {static_cast<std::int64_t>(::timegm(&parts)) * ms_per_second};
}

// What tells that a file was replaced or rewritten.
using Stamp = std::array<std::int64_t, 4>;
Stamp stamp_of(const std::string& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return {};
  return {static_cast<std::int64_t>(found.st_ino), found.st_mtim.tv_sec, found.st_mtim.tv_nsec,
          found.st_size};
}

}  // namespace

struct TlsIdentity::State {
  std::string certificate_file, key_file;
  mutable std::mutex mutex;  // over everything below
  Context context;
  UtcMs valid_until;
  Stamp certificate_stamp{}, key_stamp{};
};

TlsIdentity::TlsIdentity(std::unique_ptr<State> state) : state_(std::move(state)) {}
TlsIdentity::~TlsIdentity() = default;

Result<std::shared_ptr<TlsIdentity>> TlsIdentity::load(std::string certificate_file, std::string key_file) {
  auto state = std::make_unique<State>();
  state->certificate_file = std::move(certificate_file);
  state->key_file = std::move(key_file);
  std::shared_ptr<TlsIdentity> out(new TlsIdentity(std::move(state)));
  SB_TRYV(out->reload());
  return out;
}

Ok TlsIdentity::reload() {
  State& state = *state_;
  // Before reading: a change in between is then seen as one the next time.
  const Stamp certificate_stamp = stamp_of(state.certificate_file);
  const Stamp key_stamp = stamp_of(state.key_file);
  auto made = make_context(state.certificate_file, state.key_file);
  const std::lock_guard lock(state.mutex);
  state.certificate_stamp = certificate_stamp;
  state.key_stamp = key_stamp;
  if (made.has_error()) return made.error();
  state.valid_until = end_of(made->get());
  state.context = std::move(*made);
  return {};
}

void TlsIdentity::reload_if_changed() {
  State& state = *state_;
  {
    const std::lock_guard lock(state.mutex);
    if (stamp_of(state.certificate_file) == state.certificate_stamp &&
        stamp_of(state.key_file) == state.key_stamp)
      return;
  }
  if (const Ok done = reload(); done.has_error()) {
    return log_error("tls.reload_failed", {{"error", done.error().message},
                                           {"file", done.error().place},
                                           {"consequence", "the certificate from before stays in use"}});
  }
  log_info("tls.reloaded", {{"certificate", describe_validity(valid_until(), utc_now())}});
}

UtcMs TlsIdentity::valid_until() const {
  const std::lock_guard lock(state_->mutex);
  return state_->valid_until;
}

ssl_st* TlsIdentity::new_session() const {
  const std::lock_guard lock(state_->mutex);
  return SSL_new(state_->context.get());
}

std::string describe_validity(UtcMs valid_until, UtcMs now) {
  if (valid_until <= now) return "expired on " + iso_text(valid_until);
  return "valid until " + iso_text(valid_until) + ", " + std::to_string((valid_until - now) / ms_per_day) +
         " days left";
}

}  // namespace sb::server
