#pragma once
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/json.h"
#include "http/testing/certificates.h"
#include "server_process.h"

namespace sb::testing {

// A mail server that demands STARTTLS and a login: aiosmtpd of Debian's python3 as a child process.
class MailReceiver final {
 public:
  explicit MailReceiver(const std::string& password = "open sesame")
      : issued_(authority_.issue("localhost", "DNS:localhost,IP:127.0.0.1")),
        certificate_(issued_.certificate_pem),
        key_(issued_.key_pem),
        ca_(authority_.certificate_pem()),
        process_({"/usr/bin/python3", SB_SOURCE_DIR "/tests/receivers/mail_receiver.py", certificate_.path(),
                  key_.path(), "bot", password, scratch_.path()},
                 {}, "listening on smtp://127.0.0.1:", scratch_.path() + "/mail.log") {}

  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(process_.port()); }
  const std::string& ca_file() const { return ca_.path(); }
  // Message `number` (from 1 on), once it has arrived; an empty object when it does not.
  JsonObject wait_for(int number) const {
    const std::string path = scratch_.path() + "/" + std::to_string(number) + ".json";
    const int watch = ::inotify_init1(IN_CLOEXEC);
    ::inotify_add_watch(watch, scratch_.path().c_str(), IN_MOVED_TO);
    pollfd ready{watch, POLLIN, 0};
    while (!std::filesystem::exists(path) && ::poll(&ready, 1, wait_ms_max) > 0) {
      char events[4096];
      if (::read(watch, events, sizeof events) <= 0) break;
    }
    ::close(watch);
    std::ifstream file(path);
    const auto parsed = parse_json(std::string((std::istreambuf_iterator<char>(file)), {}));
    return parsed.has_error() ? JsonObject() : parsed->as_object();
  }
  bool has(int number) const {
    return std::filesystem::exists(scratch_.path() + "/" + std::to_string(number) + ".json");
  }

 private:
  static constexpr int wait_ms_max = 20'000;

  http::testing::TestAuthority authority_;
  http::testing::IssuedCertificate issued_;
  http::testing::TemporaryFile certificate_, key_, ca_;
  ScratchDirectory scratch_;
  ChildProcess process_;
};

}  // namespace sb::testing
