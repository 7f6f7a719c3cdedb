#include "http/testing/certificates.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

namespace sb::http::testing {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

constexpr long day_s = 24 * 60 * 60;

void must(bool fine) {
  if (!fine) throw std::runtime_error("OpenSSL cannot make a test certificate");
}

Key make_key() {
  Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
  must(key != nullptr);
  return key;
}

void add_extension(X509& certificate, X509& issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
      X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()), &X509_EXTENSION_free);
  must(extension && X509_add_ext(&certificate, extension.get(), -1) == 1);
}

Certificate make_certificate(EVP_PKEY& key, const std::string& common_name) {
  Certificate certificate(X509_new(), &X509_free);
  std::uint64_t serial = 0;
  must(certificate && RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1);
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -day_s);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), day_s);
  must(X509_set_pubkey(certificate.get(), &key) == 1);
  must(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                                  reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1,
                                  0) == 1);
  return certificate;
}

template <typename Write>
std::string pem_text(Write write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
  must(write(out.get()) == 1);
  char* data = nullptr;
  const auto size = BIO_get_mem_data(out.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string pem_of(X509& certificate) {
  return pem_text([&](BIO* out) { return PEM_write_bio_X509(out, &certificate); });
}

}  // namespace

struct TestAuthority::State {
  Key key = make_key();
  Certificate certificate = make_certificate(*key, "Test authority");
};

TestAuthority::TestAuthority() : state_(std::make_unique<State>()) {
  auto& own = *state_->certificate;
  must(X509_set_issuer_name(&own, X509_get_subject_name(&own)) == 1);
  add_extension(own, own, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(own, own, NID_key_usage, "critical,keyCertSign");
  must(X509_sign(&own, state_->key.get(), EVP_sha256()) > 0);
}

TestAuthority::~TestAuthority() = default;

IssuedCertificate TestAuthority::issue(const std::string& common_name,
                                       const std::string& alternative_names) const {
  const auto key = make_key();
  const auto certificate = make_certificate(*key, common_name);
  must(X509_set_issuer_name(certificate.get(), X509_get_subject_name(state_->certificate.get())) == 1);
  add_extension(*certificate, *state_->certificate, NID_subject_alt_name, alternative_names);
  must(X509_sign(certificate.get(), state_->key.get(), EVP_sha256()) > 0);
  auto key_pem = pem_text([&](BIO* out) {
    return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
  return {pem_of(*certificate), std::move(key_pem)};
}

std::string TestAuthority::certificate_pem() const {
  return pem_of(*state_->certificate);
}

TemporaryFile::TemporaryFile(const std::string& content)
    : path_((std::filesystem::temp_directory_path() / "sb-test-XXXXXX").string()) {
  const int file = mkstemp(path_.data());
  if (file < 0) throw std::runtime_error("cannot make a temporary file");
  const auto written = ::write(file, content.data(), content.size());
  ::close(file);
  if (written != static_cast<ssize_t>(content.size()))
    throw std::runtime_error("cannot write a temporary file");
}

TemporaryFile::~TemporaryFile() {
  ::unlink(path_.c_str());
}

}  // namespace sb::http::testing
