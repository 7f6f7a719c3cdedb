#pragma once
#include <memory>
#include <string>

namespace sb::http::testing {

struct IssuedCertificate {
  std::string certificate_pem, key_pem;
};

// A certificate authority that lives as long as a test: P-256 keys, certificates valid for a day.
class TestAuthority final {
 public:
  // Throws std::runtime_error when OpenSSL fails.
  TestAuthority();
  ~TestAuthority();
  TestAuthority(const TestAuthority&) = delete;
  TestAuthority& operator=(const TestAuthority&) = delete;

  // `alternative_names` in OpenSSL's form: "DNS:api.example,IP:127.0.0.1".
  IssuedCertificate issue(const std::string& common_name, const std::string& alternative_names) const;
  std::string certificate_pem() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A file with this content that is removed with the object.
class TemporaryFile final {
 public:
  explicit TemporaryFile(const std::string& content);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace sb::http::testing
